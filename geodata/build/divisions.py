"""Countries and governorates as one coverage: finely for the region, coarsely for the world."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.build import coverage, policies, sources
from geodata.build.coverage import Units
from geodata.entries import Bounds
from geodata.errors import LayerError
from geodata.subject import FILE, SUBJECT, Basemap

HERE = Path(__file__).parent
DETAILED = SUBJECT.detailed  # drawn with their governorates

# divisions within a country that have a dashed line around them; Sevastopol goes with Crimea
_PARTS = {"GE-AB": "GE-AB", "UA-40": "UA-43", "UA-43": "UA-43"}
_REGION_DECIMALS = 4
_WORLD_DECIMALS = 2
# degrees of tolerance: the countries of the territory, their neighbours and the others drawn in detail, all the rest
_FINE, _MIDDLE, _COARSE = 0.003, 0.007, 0.03
_WORLD_TOLERANCE = 0.22
_SPECK = 2e-3  # square degrees: islands smaller than that go, far from the territory
_WORLD_SPECK = 0.12


def drawn() -> Basemap:
    """Return what the base map is drawn of.

    Raises
    ------
    LayerError
        If the atlas does not say.
    """
    if SUBJECT.basemap is None:
        raise LayerError(FILE, "the table 'basemap' is missing, so the base map is not one that is built here")
    return SUBJECT.basemap


def country_of(unit: str) -> str | None:
    """Return the ISO 3166-1 code of the country a unit is drawn with."""
    return None if unit == policies.NO_COUNTRY else unit.split("-", maxsplit=1)[0]


def governorates() -> list[dict[str, str]]:
    """Return the table of governorates, with the codes they have in the source."""
    with (HERE / "governorates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claim_lines(policy_id: str) -> list[shapely.LineString]:
    """Return the lines of a dispute that no coverage of countries holds."""
    features = json.loads((HERE / "claim_lines.geojson").read_text(encoding="utf-8"))["features"]
    return [shapely.geometry.shape(f["geometry"]) for f in features if f["properties"]["policy_id"] == policy_id]


def countries(scale: str) -> gpd.GeoDataFrame:
    """Return Natural Earth's countries (``50m`` or ``10m``) with our code of each as ``unit``."""
    frame = gpd.read_file(sources.natural_earth("cultural", f"ne_{scale}_admin_0_countries"))
    frame.columns = [name if name == "geometry" else name.upper() for name in frame.columns]
    iso = dict(zip(frame["ADM0_A3"], frame["ISO_A2_EH"], strict=True))
    frame["unit"] = [policies.CODES.get(code, iso[code]) for code in frame["ADM0_A3"]]
    # A country stands before the parts that are drawn with it: it gives the name and where the name stands.
    parts = frame["ADM0_A3"].isin(policies.CODES)
    return gpd.GeoDataFrame(pd.concat([frame[~parts], frame[parts]], ignore_index=True))


def region() -> Units:
    """Return governorates, countries and parts of countries of the region."""
    frame = gpd.read_file(sources.admin1())
    frame = frame[frame.intersects(shapely.box(*drawn().region).buffer(1))]
    world = countries("10m")
    codes = dict(zip(world["ADM0_A3"], world["unit"], strict=True))
    own = {code: row["id"] for row in governorates() for code in row["source_codes"].split(";")}
    own |= _PARTS
    rows = zip(frame["iso_3166_2"], frame["adm0_a3"], strict=True)
    frame["unit"] = [own.get(division, codes[country]) for division, country in rows]
    units = _dissolved(frame)
    # the only two neighbours in the source whose common edge does not match
    coverage.mend(units, "IT", "SI")
    _return_golan(units, "SY-QU")
    units = {name: shape if _near(name) else coverage.without_specks(shape, _SPECK) for name, shape in units.items()}
    tiers = [(_FINE, _near), (_MIDDLE, lambda name: not _near(name)), (_COARSE, _far)]
    return coverage.simplify(units, tiers, _REGION_DECIMALS)


def world() -> Units:
    """Return all countries, coarsely."""
    units = _dissolved(countries("50m"))
    russian = shapely.get_parts(units["RU"])
    crimea = next(part for part in russian if part.contains(shapely.Point(34.2, 45.2)))
    units["RU"] = shapely.MultiPolygon([part for part in russian if part is not crimea])
    units["UA-43"] = crimea
    (frontier,) = claim_lines("western-sahara")
    north = shapely.get_coordinates(frontier)[:, 1].mean()
    taken = coverage.cut(units, "MA", frontier, lambda piece: piece.representative_point().y > north)
    units["EH"] = shapely.union_all([units["EH"], taken])
    _return_golan(units, "SY")
    units = {name: coverage.without_specks(shape, _WORLD_SPECK) for name, shape in units.items()}
    return coverage.simplify(units, [(_WORLD_TOLERANCE, bool)], _WORLD_DECIMALS)


def by_country(units: Mapping[str, BaseGeometry], clip: Bounds | None = None) -> Units:
    """Dissolve units into countries, cut to `clip`, in the order of their codes."""
    parts: dict[str, list[BaseGeometry]] = {}
    for unit, shape in units.items():
        parts.setdefault(country_of(unit) or unit, []).append(shape)
    whole = {country: shapely.union_all(shapes) for country, shapes in sorted(parts.items())}
    if clip is None:
        return {country: coverage.polygonal(shape) for country, shape in whole.items()}
    cut = {country: shapely.intersection(shape, shapely.box(*clip)) for country, shape in whole.items()}
    return {country: coverage.polygonal(shape) for country, shape in cut.items() if shape.area}


def _dissolved(frame: gpd.GeoDataFrame) -> Units:
    shapes: dict[str, list[Any]] = {}
    for unit, shape in zip(frame["unit"], frame.geometry, strict=True):
        shapes.setdefault(unit, []).append(shape if shape.is_valid else coverage.polygonal(shape))
    return {unit: shapely.union_all(shapes[unit]) for unit in sorted(shapes)}


def _return_golan(units: Units, to: str) -> None:
    """Cut the Golan off along the line of 1967 and give it to a unit of Syria, in place."""
    (frontier,) = claim_lines("golan")
    taken = coverage.cut(units, "IL", frontier, lambda piece: not piece.contains(shapely.Point(35.75, 33.0)))
    units[to] = coverage.polygonal(shapely.union_all([units[to], taken]))


def _near(unit: str) -> bool:
    return unit.startswith(tuple(f"{country}-" for country in SUBJECT.countries))


def _far(unit: str) -> bool:
    detailed = unit.startswith(tuple(f"{country}-" for country in DETAILED))
    return not detailed and (country_of(unit) or "") not in drawn().neighbours
