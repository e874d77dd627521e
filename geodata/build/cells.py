"""Make the cells of the territory: a fixed coverage of its countries, of which a day only changes the classes.

Each cell belongs to the place that reaches it at least cost, and says what it is of it: within its control, in the
band where another place is nearly as near, within influence, or beyond. Three steps:

1. `travel` counts costs over a grid;
2. the grid's steps become smooth lines, each kept once for both its sides (`geodata.shapes`);
3. the lines are cut with the countries' outlines, on the grid of the output's decimals, and
   what they enclose are the cells. Snapping afterwards would break the coverage, so it is done before.
"""

import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geodata import reading
from geodata.build import outlines, travel
from geodata.build.travel import BAND, BEYOND, CONTROL, INFLUENCE, NO_RIVAL, NOBODY, Reach, Sources
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.errors import GeodataError, LayerError
from geodata.history.parameters import PARAMETERS, Parameters
from geodata.history.territory import COUNTRIES
from geodata.home import BUILD_FOLDER
from geodata.names.wording import columns
from geodata.record import loading
from geodata.record.canonical import dumps
from geodata.record.files import Row
from geodata.record.package import list_files
from geodata.shapes import Topology, smoothed
from geodata.subject import SUBJECT

Shapes = npt.NDArray[Any]
Integers = npt.NDArray[np.int64]

_CLASSES = {CONTROL: "control", BAND: "contested", INFLUENCE: "influence", BEYOND: "none"}
_Key = tuple[str, int, int, int, tuple[str, ...]]
"""Country, owner, kind and rival of a face, and the overrides that it lies in."""
_NUMBER, _NUMBER_OR_NONE = re.compile(r"-?\d+(\.\d+)?"), re.compile(r"(\d+(\.\d+)?)?")
_SETTLEMENTS = {"geonames_id": None, "country": None, "lon": _NUMBER, "lat": _NUMBER, "name": None}
_POCKETS = {"place_id": None, "reach_km": _NUMBER, "area_km2": _NUMBER_OR_NONE, "why": None}
"""Columns of the tables beside the record, and what a number in them looks like."""
_NEAR_METRES = 2500.0
"""A settlement this near to a place of the record is that place."""
_CORE_METRES = 1200.0
_SPUR_METRES = 200.0


@dataclass(frozen=True)
class _Inputs:
    """What the cells are made from, in metres."""

    places: list[Row]
    xy: npt.NDArray[np.float64]
    pockets: dict[int, float]
    settlements: list[tuple[str, float, float]]
    roads: Shapes
    rivers: Shapes
    countries: dict[str, BaseGeometry]
    overrides: dict[str, BaseGeometry]
    sizes: dict[int, float]


def build_cells(folder: Path = LAYERS_FOLDER, parameters: Parameters = PARAMETERS) -> list[Path]:
    """
    Write ``territory_cells.geojson`` and ``territory_band.csv``.

    Raises
    ------
    GeodataError
        If the lines do not make a valid coverage of the countries.
    LayerError
        If an input is missing or broken.
    """
    # What was edited is read as it stands.
    list_files(folder)
    cells, band = cells_and_band(folder, parameters)
    written = []
    for name, rows in (("territory_cells", cells), ("territory_band", band)):
        path = folder / TABLES[name].file
        path.write_bytes(dumps(TABLES[name], rows))
        written.append(path)
    list_files(folder)
    return written


def cells_and_band(folder: Path = LAYERS_FOLDER, parameters: Parameters = PARAMETERS) -> tuple[list[Row], list[Row]]:
    """Rows of the two tables."""
    inputs = _inputs(folder)
    reaches = {country: _reach(country, inputs, parameters) for country in COUNTRIES}
    band = [row for country, reached in reaches.items() for row in _band(country, reached, inputs)]
    return _cells(reaches, inputs, parameters), band


# ---- inputs ----------------------------------------------------------------------------------------------------------


def project(shapes: Shapes | BaseGeometry) -> Any:
    """Degrees to metres."""
    return _transform(shapes, Transformer.from_crs("EPSG:4326", SUBJECT.projection, always_xy=True))


def _unproject(shapes: Shapes | BaseGeometry) -> Any:
    return _transform(shapes, Transformer.from_crs(SUBJECT.projection, "EPSG:4326", always_xy=True))


def _transform(shapes: Shapes | BaseGeometry, transformer: Transformer) -> Any:
    return shapely.transform(shapes, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


def _inputs(folder: Path) -> _Inputs:
    places = [row for row in loading.rows("places", folder) if row["country"] in COUNTRIES]
    numbers = {row["id"]: number for number, row in enumerate(places)}
    points = shapely.points([row["geometry"]["coordinates"] for row in places])
    settlements = [
        (row["country"], float(row["lon"]), float(row["lat"])) for row in _listed("settlements.csv", _SETTLEMENTS)
    ]
    pockets = [row for row in _listed("pockets.csv", _POCKETS) if _is_known(row["place_id"], numbers)]
    outlines = loading.basemap("countries").set_index("country").geometry
    rivers = loading.basemap("rivers")
    return _Inputs(
        places=places,
        xy=shapely.get_coordinates(project(points)),
        pockets={numbers[row["place_id"]]: float(row["reach_km"]) for row in pockets},
        sizes={numbers[row["place_id"]]: float(row["area_km2"]) for row in pockets if row["area_km2"]},
        settlements=settlements,
        roads=project(loading.table("corridors", folder).geometry.to_numpy()),
        rivers=project(rivers[rivers[columns("name")[0]].notna()].geometry.to_numpy()),
        countries={country: outlines[country] for country in COUNTRIES},
        overrides={
            row["id"]: shapely.geometry.shape(row["geometry"]) for row in loading.rows("territory_overrides", folder)
        },
    )


def _listed(file: str, columns: Mapping[str, re.Pattern[str] | None]) -> list[dict[str, str]]:
    """Rows of a table that cells are made of besides the record; an atlas may have none.

    Raises
    ------
    LayerError
        If it is there and cannot be read, or has something else where a number belongs.
    """
    path, called = BUILD_FOLDER / file, f"build/{file}"
    if not os.path.lexists(path):
        return []
    listed = reading.table(path, called, tuple(columns))
    for line, row in enumerate(listed, start=2):
        for column, number in columns.items():
            if number and not number.fullmatch(row[column]):
                raise LayerError(called, f"line {line}: {column} '{row[column]}' is not a number", "row", str(line))
    return listed


def _is_known(place: str, numbers: Mapping[str, int]) -> bool:
    if place not in numbers:
        raise LayerError("build/pockets.csv", f"there is no place '{place}' in the record", "row", place)
    return True


def _sources(country: str, inputs: _Inputs, parameters: Parameters) -> Sources:
    """Places of a country and the other settlements: each of these follows the nearest place, or none."""
    own = np.array([n for n, row in enumerate(inputs.places) if row["country"] == country])
    points = shapely.points([[lon, lat] for where, lon, lat in inputs.settlements if where == country])
    towns = shapely.get_coordinates(project(points))
    distance = np.hypot(*(towns[:, None, :] - inputs.xy[own][None, :, :]).transpose(2, 0, 1))
    nearest, far = own[distance.argmin(axis=1)], distance.min(axis=1)
    follows = (far <= parameters.inherit_km * 1e3) & ~np.isin(nearest, list(inputs.pockets))
    kept = far > _NEAR_METRES
    owner = np.concatenate([own, np.where(follows, nearest, NOBODY)[kept]])
    return Sources(np.concatenate([inputs.xy[own], towns[kept]]), owner)


def _reach(country: str, inputs: _Inputs, parameters: Parameters) -> Reach:
    sources = _sources(country, inputs, parameters)
    pairs = travel.links(sources.xy, parameters.link_km * 1e3)
    lines = shapely.linestrings(np.stack([sources.xy[pairs[:, 0]], sources.xy[pairs[:, 1]]], axis=1))
    outline = project(inputs.countries[country])
    ways = (
        (inputs.rivers, parameters.river_cost),
        (lines, parameters.link_cost),
        (inputs.roads, parameters.road_cost),
    )
    return travel.reach(outline, sources, inputs.pockets, ways, parameters)


# ---- the band --------------------------------------------------------------------------------------------------------


def _band(country: str, reached: Reach, inputs: _Inputs) -> Iterable[Row]:
    """Areas at both ends of the parameter range, counted on the grid."""
    outline = project(inputs.countries[country])
    shapely.prepare(outline)
    inside = shapely.contains_xy(outline, reached.xy[:, 0], reached.xy[:, 1])
    # The grid's squares do not quite fill the outline.
    square = shapely.area(outline) / 1e6 / inside.sum()
    for end, kinds in (("low", reached.low), ("high", reached.high)):
        kept = inside & (kinds != BEYOND) & (reached.owner != NOBODY) & ~np.isin(reached.owner, list(inputs.sizes))
        rival = np.where(kinds == BAND, reached.rival, NO_RIVAL)
        keys, counts = np.unique(
            np.column_stack([reached.owner[kept], kinds[kept], rival[kept]]), axis=0, return_counts=True
        )
        areas = [(key, count * square) for key, count in zip(keys.tolist(), counts.tolist(), strict=True)]
        areas += [
            ((owner, CONTROL, NO_RIVAL), area)
            for owner, area in inputs.sizes.items()
            if inputs.places[owner]["country"] == country
        ]
        for (owner, kind, other), area in areas:
            row = _named(country, owner, kind, other, inputs)
            yield {**row, "id": f"{row['id']}-{end}", "country": country, "reach": end, "area_km2": round(area, 1)}


def _named(country: str, owner: int, kind: int, rival: int, inputs: _Inputs) -> Row:
    place = inputs.places[owner]["id"] if owner != NOBODY else None
    other = inputs.places[rival]["id"] if rival not in (NOBODY, NO_RIVAL) else None
    parts = [place or country.lower(), _CLASSES[kind]]
    if kind == BAND:
        parts.append(other or "others")
    return {"id": "-".join(parts), "place_id": place, "class": _CLASSES[kind], "rival_place_id": other}


# ---- the cells -------------------------------------------------------------------------------------------------------


def _cells(reaches: dict[str, Reach], inputs: _Inputs, parameters: Parameters) -> list[Row]:
    outlined = {country: _outlines(reaches[country], parameters) for country in COUNTRIES}
    lines = [_unproject(shapely.boundary(shapes)) for _, shapes in outlined.values()]
    lines = [shapely.intersection(line, _whole(inputs)) for line in lines]
    for known in (inputs.countries, inputs.overrides):
        lines += [shapely.boundary(np.array(list(known.values()), dtype=object))]
    cores = {number: _circle(number, area, inputs) for number, area in inputs.sizes.items()}
    faces, keys = _keyed(lines, outlined, cores, inputs, parameters)
    strays = _strays(faces, keys, inputs)
    if strays:
        # So near to others that smoothing moved the line over the place itself: it gets a small cell of its own.
        cores |= {number: _core(number, inputs) for number in strays}
        faces, keys = _keyed(lines, outlined, cores, inputs, parameters)
    groups = _without_crumbs(_grouped(faces, keys), inputs, parameters)
    merged = np.array([shapely.coverage_union_all(parts) for parts in groups.values()], dtype=object)
    merged = shapely.orient_polygons(shapely.transform(merged, lambda xy: np.round(xy, parameters.decimals)))
    _require_whole(merged, inputs)
    areas = shapely.area(project(merged)) / 1e6
    rows = []
    for (country, owner, kind, rival, sieges), shape, area in zip(groups, merged, areas, strict=True):
        row = _named(country, owner, kind, rival, inputs)
        geometry = shapely.geometry.mapping(shape)
        extra = {"country": country, "area_km2": round(float(area), 2), "override_ids": ";".join(sieges) or None}
        if sieges:
            row["id"] = "-".join([row["id"], "in", *sieges])
        rows.append({**row, **extra, "geometry": {"type": geometry["type"], "coordinates": geometry["coordinates"]}})
    return rows


def _grouped(faces: Iterable[BaseGeometry], keys: Iterable[_Key | None]) -> dict[_Key, list[BaseGeometry]]:
    groups: dict[_Key, list[BaseGeometry]] = {}
    for face, key in zip(faces, keys, strict=True):
        if key is not None:
            groups.setdefault(key, []).append(face)
    return groups


def _without_crumbs(
    groups: dict[_Key, list[BaseGeometry]], inputs: _Inputs, parameters: Parameters
) -> dict[_Key, list[BaseGeometry]]:
    """Pieces that a frontier cut off, too small and without a place in them, given to the longest neighbour."""
    points = shapely.points([row["geometry"]["coordinates"] for row in inputs.places])
    while True:
        pieces = [(key, part) for key, faces in groups.items() for part in _parts(faces)]
        shapes = np.array([part for _, part in pieces], dtype=object)
        # Rounding to whole ten-thousandths may take a little more.
        small = shapely.area(project(shapes)) < parameters.least_km2 * 1e6 * 1.01
        small[np.unique(shapely.STRtree(shapes).query(points, predicate="intersects")[1])] = False
        given = _given_away(pieces, shapes, np.flatnonzero(small))
        if not given:
            return groups
        groups = _grouped(shapes, [given.get(number, key) for number, (key, _) in enumerate(pieces)])


def _parts(faces: list[BaseGeometry]) -> Iterable[BaseGeometry]:
    parts: Shapes = shapely.get_parts(shapely.coverage_union_all(faces))
    return parts


def _given_away(pieces: list[tuple[_Key, BaseGeometry]], shapes: Shapes, small: Integers) -> dict[int, _Key]:
    """Of small pieces the key of the neighbour with the longest edge, in the same country and siege."""
    tree, given = shapely.STRtree(shapes), dict[int, _Key]()
    taken: set[int] = set()
    for number in small.tolist():
        own = pieces[number][0]
        beside = [
            int(other)
            for other in tree.query(shapes[number], predicate="touches")
            if pieces[other][0][0] == own[0] and pieces[other][0][4] == own[4] and int(other) not in given
        ]
        edges = shapely.length(shapely.intersection(shapes[number], shapes[beside]))
        if number not in taken and len(edges) and edges.max() > 0:
            heir = beside[int(edges.argmax())]
            given[number] = pieces[heir][0]
            taken.add(heir)
    return given


def _keyed(
    lines: list[Any],
    outlined: dict[str, tuple[list[tuple[int, int, int]], Shapes]],
    cores: dict[int, BaseGeometry],
    inputs: _Inputs,
    parameters: Parameters,
) -> tuple[Shapes, list[_Key | None]]:
    edges = shapely.boundary(np.array(list(cores.values()), dtype=object))
    faces = _faces(np.concatenate([*lines, edges]), parameters)
    return faces, _keys(faces, outlined, cores, inputs)


def _outlines(reached: Reach, parameters: Parameters) -> tuple[list[tuple[int, int, int]], Shapes]:
    """Smooth polygons of each owner, kind and rival, in metres."""
    step = parameters.grid_km * 1e3
    owner = np.where(reached.kind == BEYOND, NOBODY, reached.owner)
    rival = np.where(reached.kind == BAND, reached.rival, NO_RIVAL)
    keys, member = np.unique(np.column_stack([owner, reached.kind, rival]), axis=0, return_inverse=True)
    columns, rows = (np.rint((axis - axis.min()) / step).astype(np.int64) for axis in reached.xy.T)
    raster = np.full((rows.max() + 1, columns.max() + 1), outlines.OUTSIDE, dtype=np.int64)
    raster[rows, columns] = member.ravel()
    at = np.zeros(raster.size, dtype=np.int64)
    at[rows * raster.shape[1] + columns] = np.arange(len(rows))
    raster = outlines.rounded(raster)
    raster = outlines.without_crumbs(raster, math.ceil(parameters.least_km2 / parameters.grid_km**2))
    kept, shapes = outlines.polygons(
        raster, lambda one, two: reached.crossing(at[one], at[two]), reached.xy.min(axis=0) - step / 2, step
    )
    straightened = shapely.coverage_simplify(shapes, parameters.simplify_km * 1e3)
    smooth = Topology.of(straightened).geometries(smoothed)
    thinned = shapely.coverage_simplify(smooth, parameters.finish_km * 1e3)
    return [(int(a), int(b), int(c)) for a, b, c in keys[kept]], thinned


def _faces(lines: Shapes, parameters: Parameters) -> Shapes:
    grid = 10.0**-parameters.decimals
    snapped = shapely.set_precision(lines, grid)
    nodes = shapely.union_all(snapped, grid_size=grid)
    faces: Shapes = shapely.get_parts(shapely.polygonize(shapely.get_parts(nodes)))
    return faces


def _keys(
    faces: Shapes,
    outlined: dict[str, tuple[list[tuple[int, int, int]], Shapes]],
    cores: dict[int, BaseGeometry],
    inputs: _Inputs,
) -> list[_Key | None]:
    """What each face is; none for a face outside the countries."""
    inside = shapely.point_on_surface(faces)
    metres = project(inside)
    keys: list[_Key | None] = [None] * len(faces)
    core_of: dict[int, int] = {}
    for number, core in cores.items():
        core_of |= dict.fromkeys(np.flatnonzero(shapely.intersects(core, inside)).tolist(), number)
    sieges: list[tuple[str, ...]] = [()] * len(faces)
    for override, shape in inputs.overrides.items():
        for face in np.flatnonzero(shapely.intersects(shape, inside)).tolist():
            sieges[face] = (*sieges[face], override)
    for country, (known, shapes) in outlined.items():
        outline = inputs.countries[country]
        shapely.prepare(outline)
        members = np.flatnonzero(shapely.intersects(outline, inside))
        for at, shape in zip(*shapely.STRtree(shapes).query(metres[members], predicate="intersects"), strict=True):
            number = int(members[at])
            owner, kind, rival = known[shape]
            if owner in inputs.sizes:
                owner, kind, rival = NOBODY, BEYOND, NO_RIVAL
            keys[number] = (country, owner, kind, rival, sieges[number])
    for face, place in core_of.items():
        # Also beyond the frontier, where it is a spur.
        keys[face] = (inputs.places[place]["country"], place, CONTROL, NO_RIVAL, sieges[face])
    return keys


def _strays(faces: Shapes, keys: Sequence[_Key | None], inputs: _Inputs) -> list[int]:
    """Places whose point does not lie in land of their own."""
    points = shapely.points([row["geometry"]["coordinates"] for row in inputs.places])
    at_home = set()
    for place, face in zip(*shapely.STRtree(faces).query(points, predicate="intersects"), strict=True):
        key = keys[face]
        if key is not None and key[1] == place and key[2] in (CONTROL, BAND):
            at_home.add(int(place))
    return [number for number in range(len(points)) if number not in at_home]


def _core(number: int, inputs: _Inputs) -> BaseGeometry:
    """A small piece of land at a place, clear of every other place."""
    place = inputs.places[number]
    outline, point = inputs.countries[place["country"]], shapely.Point(place["geometry"]["coordinates"])
    if not shapely.intersects(outline, point):
        # A border town that the basemap's coarser frontier leaves abroad: a spur leads to it.
        ends = shapely.get_coordinates(project(shapely.shortest_line(point, outline)))
        return _unproject(shapely.LineString(ends).buffer(_SPUR_METRES, quad_segs=2))
    others = np.delete(inputs.xy, number, axis=0)
    room = np.hypot(*(others - inputs.xy[number]).T).min()
    radius = min(_CORE_METRES, room * 0.45)
    octagon = _unproject(shapely.Point(inputs.xy[number]).buffer(radius, quad_segs=2))
    return shapely.intersection(octagon, outline)


def _circle(number: int, area: float, inputs: _Inputs) -> BaseGeometry:
    """Land of a told size in km² round a place."""
    return _unproject(shapely.Point(inputs.xy[number]).buffer(math.sqrt(area * 1e6 / math.pi), quad_segs=12))


def _whole(inputs: _Inputs) -> BaseGeometry:
    return shapely.union_all(list(inputs.countries.values()))


def _require_whole(cells: Shapes, inputs: _Inputs) -> None:
    if not shapely.coverage_is_valid(cells):
        raise GeodataError("the cells overlap or leave gaps: the coverage is not valid")
    wanted = shapely.area(project(np.array(list(inputs.countries.values()), dtype=object))).sum()
    made = shapely.area(project(cells)).sum()
    # Spurs to border towns come on top.
    if abs(made / wanted - 1) > 1e-5:
        raise GeodataError(f"the cells cover {made / 1e6:.1f} km2, the countries {wanted / 1e6:.1f}")
