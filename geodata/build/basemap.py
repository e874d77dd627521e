"""Make the files of ``geodata/basemap``: small, offline, the same bytes on every run.

Layer by layer, what it is made of:

- land, countries, governorates: Natural Earth's first-order divisions, as one coverage;
- borders: the edges that countries of that coverage share, dashed where `policies` says so;
  outside the region the same from Natural Earth's 50m countries, like the world;
- lakes: Natural Earth 10m, and four lakes of GSHHG that it lacks;
- rivers: GSHHG/WDBII, see `rivers`;
- towns: names from ``towns.csv``, coordinates from GeoNames;
- relief: the Natural Earth shaded relief by Tom Patterson, see `relief`.
"""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polygonize

from geodata.build import coverage, divisions, policies, relief, rivers, sources
from geodata.build.coverage import Units
from geodata.build.divisions import drawn
from geodata.record.canonical import feature_collection, round_coordinates

Feature = dict[str, Any]
Names = Sequence[str | None]

_DECIMALS = 4  # 11 m

# Natural Earth's name of a lake -> English, Arabic, French; the others stay unnamed.
_LAKES = {
    "Buhayrat ath Tharthar": ("Lake Tharthar", "بحيرة الثرثار", "lac Tharthar"),
    "Lake Razazah": ("Lake Razzaza", "بحيرة الرزازة", "lac Razzaza"),
    "Lake Habbaniyah": ("Lake Habbaniyah", "بحيرة الحبانية", "lac Habbaniya"),
    "Lake Hammar": ("Hammar Marsh", "هور الحمار", "marais de Hammar"),
    "Buhayrat al-Assad": ("Lake Assad", "بحيرة الأسد", "lac Assad"),
    "Ataturk Barajt": ("Atatürk Reservoir", "بحيرة سد أتاتورك", "lac Atatürk"),
    "Keban Baraji": ("Keban Reservoir", "بحيرة سد كيبان", "lac de Keban"),
    "Saksak Dagi": ("Karakaya Reservoir", "بحيرة سد قره قايا", "lac de Karakaya"),
    "Lake Urmia": ("Lake Urmia", "بحيرة أرومية", "lac d’Ourmia"),
    "Lake Van": ("Lake Van", "بحيرة وان", "lac de Van"),
    "Lake Tuz": ("Lake Tuz", "بحيرة الملح", "lac Tuz"),
    "Lake Sevan": ("Lake Sevan", "بحيرة سيفان", "lac Sevan"),
    "Dead Sea": ("Dead Sea", "البحر الميت", "mer Morte"),
    "Sea of Galilee": ("Lake Tiberias", "بحيرة طبريا", "lac de Tibériade"),
    "Lake Nasser": ("Lake Nasser", "بحيرة ناصر", "lac Nasser"),
}
# A point in each lake that only GSHHG has.
_MORE_LAKES = {
    (44.94, 36.09): ("Lake Dukan", "بحيرة دوكان", "lac de Doukan"),
    (45.81, 35.20): ("Lake Darbandikhan", "بحيرة دربندخان", "lac de Darbandikhan"),
    (36.56, 34.64): ("Lake Qattinah", "بحيرة قطينة", "lac de Qattiné"),
    (37.51, 36.06): ("Lake Jabbul", "سبخة الجبول", "lac de Jabboul"),
}
_LEAST_LAKE = 0.01  # square degrees, outside the territory and its surroundings


def build_basemap(out: Path) -> list[Path]:
    """
    Write every file of the base map.

    Parameters
    ----------
    out
        The folder to write to.

    Returns
    -------
    paths
        The files written, in the order of their making.

    Raises
    ------
    MissingInputError
        If a build-time package is missing; the message says how to install it.
    """
    bounds = drawn().region
    out.mkdir(parents=True, exist_ok=True)
    region, world = divisions.region(), divisions.world()
    countries = divisions.by_country(region, bounds)
    layers: dict[str, Callable[[], list[Feature]]] = {
        "land": lambda: _land(countries),
        "lakes": _lakes,
        "rivers": _rivers,
        "borders": lambda: [*_region_borders(region), *_world_borders(world)],
        "governorates": lambda: _governorates(region),
        "countries": lambda: _countries(countries),
        "towns": _towns,
        "water_names": _water_names,
        "world": lambda: _world(world),
    }
    written = [_write(out / f"{name}.geojson", make()) for name, make in layers.items()]
    (out / "relief.webp").write_bytes(relief.relief(bounds, countries.values()))
    edges = dict(zip(("west", "south", "east", "north"), map(_whole, bounds), strict=True))
    (out / "relief.json").write_text(json.dumps(edges) + "\n", encoding="utf-8")
    return [*written, out / "relief.webp", out / "relief.json"]


def _whole(degrees: float) -> float:
    return int(degrees) if degrees.is_integer() else degrees


def _write(path: Path, features: Iterable[Feature]) -> Path:
    """Write canonical GeoJSON: one feature a line, the keys in the order they are given."""
    path.write_bytes(feature_collection(features))
    return path


def _feature(properties: dict[str, Any], shape: BaseGeometry) -> Feature:
    # RFC 7946 wants outer rings counter-clockwise
    geometry = shapely.geometry.mapping(shapely.orient_polygons(shape))
    coordinates = round_coordinates(geometry["coordinates"], _DECIMALS)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry["type"], "coordinates": coordinates},
    }


def _named(names: Names) -> dict[str, str | None]:
    return dict(zip(policies.NAMED, names, strict=True))


def _land(countries: Units) -> list[Feature]:
    whole = coverage.polygonal(shapely.union_all(list(countries.values())))
    parts = sorted(shapely.get_parts(whole), key=lambda part: (-part.area, part.bounds))
    return [_feature({"id": f"land-{number}"}, part) for number, part in enumerate(parts, start=1)]


def _countries(countries: Units) -> list[Feature]:
    rows = divisions.countries("10m").drop_duplicates("unit").set_index("unit")
    features = []
    for code, shape in countries.items():
        row = rows.loc[code]
        label = shapely.Point(row["LABEL_X"], row["LABEL_Y"])
        # a country of which only a corner is here has its name where it is not seen
        lon, lat = (round(label.x, 2), round(label.y, 2)) if shape.contains(label) else (None, None)
        properties = {"id": code.lower(), "country": code, **_named(_country_names(code, row))}
        features.append(_feature({**properties, "label_lon": lon, "label_lat": lat}, shape))
    return features


def _world(units: Units) -> list[Feature]:
    rows = divisions.countries("50m").drop_duplicates("unit").set_index("unit")
    features = []
    for code, shape in divisions.by_country(units).items():
        country = divisions.country_of(code)
        properties = {"id": code.lower(), "country": country, **_named(_country_names(code, rows.loc[code]))}
        features.append(_feature(properties, shape))
    return features


def _country_names(code: str, row: Any) -> Names:
    if code in policies.COUNTRY_NAMES:
        return policies.COUNTRY_NAMES[code]
    english, french = row["NAME_EN"].removeprefix("The "), row["NAME_FR"]
    return english, row["NAME_AR"], french[0].upper() + french[1:]


def _governorates(region: Units) -> list[Feature]:
    features = []
    for row in divisions.governorates():
        shape = region[row["id"]]
        # the middle of the largest circle inside: where a name has most room
        room = shapely.maximum_inscribed_circle(shape, tolerance=0.01)
        lon, lat = shapely.get_coordinates(room)[0].round(2).tolist()
        properties = {"id": row["id"], "country": row["id"][:2]}
        names = _named([row[column] for column in policies.NAMED])
        features.append(_feature({**properties, **names, "label_lon": lon, "label_lat": lat}, shape))
    return features


def _region_borders(region: Units) -> list[Feature]:
    units = divisions.by_country({u: s for u, s in region.items() if _has_no_line(u)})
    units |= {unit: shape for unit, shape in region.items() if not _has_no_line(unit)}
    found = _borders(units, "10m")
    tolerance = 0.002
    ceasefire = _ceasefire_of_1974("10m").simplify(tolerance)
    south_ossetia = divisions.claim_lines("abkhazia-south-ossetia")[0]
    halaib = _halaib()
    found += [("IL-SY", policies.Line("dashed", "golan"), line) for line in shapely.get_parts(ceasefire)]
    found += [("GE", policies.Line("dashed", "abkhazia-south-ossetia"), south_ossetia)]
    found += [("EG-SD", policies.Line("dashed", "halaib-bir-tawil"), line) for line in halaib]
    return _border_features(found, "region", lambda line: line.intersection(shapely.box(*drawn().region)))


def _world_borders(world: Units) -> list[Feature]:
    """Return the coarse lines outside the region: inside, the fine ones stand alone."""
    found = _borders(world, "50m")
    return _border_features(found, "world", lambda line: line.difference(shapely.box(*drawn().region)))


def _has_no_line(unit: str) -> bool:
    """Tell whether a unit has no line of its own inside its country."""
    country = divisions.country_of(unit)
    return unit == country or country in divisions.DETAILED


def _borders(units: Units, scale: str) -> list[tuple[str, policies.Line, shapely.LineString]]:
    known = gpd.read_file(sources.natural_earth("cultural", f"ne_{scale}_admin_0_boundary_lines_land"))
    tree, classes = shapely.STRtree(known.geometry.to_numpy()), known["FEATURECLA"].to_numpy()
    found = []
    for pair, segments in sorted(coverage.shared(units).items()):
        drawn: dict[policies.Line, list[coverage.Segment]] = {}
        middles = shapely.points(np.array(segments).mean(axis=1))
        for segment, nearest in zip(segments, tree.nearest(middles), strict=True):
            drawn.setdefault(policies.line(pair, segment, classes[nearest]), []).append(segment)
        names = "-".join(sorted({divisions.country_of(unit) or unit for unit in pair}))
        for how, pieces in drawn.items():
            found += [(names, how, line) for line in coverage.merged(pieces)]
    return found


def _border_features(
    found: Iterable[tuple[str, policies.Line, shapely.LineString]],
    scale: str,
    clip: Callable[[shapely.LineString], BaseGeometry],
) -> list[Feature]:
    rows = []
    for countries, how, line in found:
        for part in shapely.get_parts(clip(line)):
            if part.geom_type == "LineString" and part.length > 0:
                rows.append((how.treatment, how.policy_id or "", countries, part.coords[:], part))
    features = []
    for treatment, policy_id, countries, _, part in sorted(rows, key=lambda row: row[:4]):
        properties = {"scale": scale, "treatment": treatment, "policy_id": policy_id or None, "countries": countries}
        features.append(_feature(properties, part))
    return features


def _ceasefire_of_1974(scale: str) -> BaseGeometry:
    known = gpd.read_file(sources.natural_earth("cultural", f"ne_{scale}_admin_0_boundary_lines_land"))
    return known[(known["FEATURECLA"].str.startswith("Line of control")) & (known["BRK_A3"] == "B49")].geometry.iloc[0]


def _halaib() -> list[shapely.LineString]:
    """Return the administrative line of 1902, which leaves the 22nd parallel: GSHHG has it."""
    around = (33.0, 21.5, 36.5, 23.3)
    lines = [line for _, line in sources.gshhg("-N1", bounds=around)]
    return sorted(shapely.get_parts(linemerge(lines)), key=lambda line: line.coords[:])


def _lakes() -> list[Feature]:
    frame = gpd.read_file(sources.natural_earth("physical", "ne_10m_lakes"))
    rows: list[tuple[Names | None, BaseGeometry]] = [
        (_LAKES.get(name), shape) for name, shape in zip(frame["name"], frame.geometry, strict=True)
    ]
    lines = [line for level, line in sources.gshhg("-W2", "-A0+l", bounds=drawn().near) if level == 2]
    more = list(polygonize(linemerge(lines)))
    for point, known in _MORE_LAKES.items():
        rows += [(known, shape) for shape in more if shape.contains(shapely.Point(point))]
    kept = []
    for names, shape in rows:
        near = shape.intersects(shapely.box(*drawn().near))
        if shape.intersects(shapely.box(*drawn().region)) and (near or names or shape.area > _LEAST_LAKE):
            smooth = shapely.coverage_simplify([shape], 0.003 if near else 0.015)[0]
            inside = smooth.intersection(shapely.box(*drawn().region))
            exact = shapely.transform(inside, lambda xy: xy.round(_DECIMALS))
            kept.append((names or (None, None, None), coverage.polygonal(exact)))
    kept.sort(key=lambda row: (-row[1].area, row[1].bounds))
    return [_feature({"id": f"lake-{n}", **_named(names)}, shape) for n, (names, shape) in enumerate(kept, start=1)]


def _rivers() -> list[Feature]:
    groups: dict[tuple[int, str], list[shapely.LineString]] = {}
    for river in rivers.rivers(drawn().region):
        groups.setdefault((river.rank, river.name or ""), []).append(river.line)
    features = []
    for (rank, name), lines in sorted(groups.items()):
        joined = shapely.get_parts(linemerge(lines) if len(lines) > 1 else lines[0])
        for line in sorted(joined, key=lambda line: line.coords[:]):
            near = line.intersects(shapely.box(*drawn().near))
            smooth = shapely.simplify(line, 0.0015 if near else 0.01)
            if smooth.length > (0.02 if near else 0.1):
                names = _named(rivers.NAMES[name] if name else (None, None, None))
                features.append(_feature({"rank": rank, **names}, smooth))
    return features


def _towns() -> list[Feature]:
    known = json.loads(sources.gazetteer().read_text(encoding="utf-8"))
    with (divisions.HERE / "towns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = []
    for row in sorted(rows, key=lambda row: (int(row["rank"]), row["country"], row["name_en"])):
        place = known[row["geonames_id"]]
        properties = {
            "geonames_id": int(row["geonames_id"]),
            "country": row["country"],
            "rank": int(row["rank"]),
            "capital": row["capital"] == "true",
            **_named([row[column] for column in policies.NAMED]),
        }
        features.append(_feature(properties, shapely.Point(place["longitude"], place["latitude"])))
    return features


def _water_names() -> list[Feature]:
    return [
        _feature({"id": name, "rank": rank, "policy_id": name if name == "the-gulf" else None, **_named(names)},
                 shapely.Point(lon, lat))
        for name, rank, lon, lat, *names in policies.WATER_NAMES
    ]  # fmt: skip
