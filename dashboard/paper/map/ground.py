"""The land under the layers, on the page: what lies below the territory, and the lines that lie above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from dashboard.atlas import naming
from dashboard.atlas.i18n import languages
from dashboard.atlas.style import BASEMAP, MEMBER_OPACITY, WHITE
from dashboard.paper.map.projection import Projection
from dashboard.paper.scene import Key, Paint, Shape
from geodata.record import loading

_GOVERNORATES = 9e6
_LEAST_LAKE = 0.5
_SEAM = 0.03
_DASH_DOT = (2.6, 0.75, 0.45, 0.75)
_DISPUTED = (0.9, 0.7)
BORDER = Paint(stroke=BASEMAP["border"], width=0.38, dash=_DASH_DOT, cap="butt")
DISPUTED = Paint(stroke=BASEMAP["border"], width=0.38, dash=_DISPUTED, cap="butt")
GOVERNORATE = Paint(stroke=BASEMAP["governorate"], width=0.18, dash=(0.9, 0.7), cap="butt")
LAKE = Paint(fill=BASEMAP["lake"], stroke=BASEMAP["coast"], width=0.15)
_FAR = Paint(stroke=BASEMAP["border_far"], width=0.16)
_FAR_DISPUTED = Paint(stroke=BASEMAP["border_far"], width=0.16, dash=(0.6, 0.5), cap="butt")
_CASING = Paint(stroke=WHITE, width=0.95, stroke_opacity=0.55)


def river(rank: int) -> Paint:
    """How a river of a rank (1 the largest) is drawn."""
    return Paint(stroke=BASEMAP["river"], width=round(naming.RIVER_WIDTHS[rank] * naming.RIVER_MM_PER_PX, 2))


@dataclass(frozen=True)
class Country:
    """A country's land on the page."""

    code: str
    names: dict[str, str]
    shape: Any


@dataclass(frozen=True, eq=False)
class Ground:
    """The basemap in a frame; it is made once for each, and is itself alone.

    Attributes
    ----------
    below, above
        Shapes that lie under the territory, and over it.
    countries
        With the land that the frame shows of each.
    land
        All of it, to tell sea from it.
    lines
        Points along borders and rivers, a millimetre apart, (n, 2): names keep off them.
    drawn
        What the legend has to explain.
    """

    below: tuple[Shape, ...]
    above: tuple[Shape, ...]
    countries: tuple[Country, ...]
    land: Any
    lines: np.ndarray
    drawn: frozenset[Key]


def is_fine(projection: Projection) -> bool:
    """Whether the region is shown in detail."""
    return projection.denominator < naming.FINE


@lru_cache(16)
def ground(projection: Projection, focus: tuple[str, ...], member_of: frozenset[str] = frozenset()) -> Ground:
    """The basemap in a frame.

    Parameters
    ----------
    projection
        Where and how it is drawn.
    focus
        Countries whose land stands out.
    member_of
        Countries that are tinted as members of the coalition.
    """
    fine = is_fine(projection)
    world, land = _cut("world", projection), _cut("land", projection) if fine else None
    below = [Shape(shapely.box(*projection.frame), Paint(fill=BASEMAP["sea"]))]
    below += _filled(world, BASEMAP["land"])
    if land is not None:
        below += [Shape(one, Paint(fill=BASEMAP["sea"])) for one in _region(projection)]
        below += _filled(land, BASEMAP["land"])
        below += _filled(_of(_cut("countries", projection), focus), BASEMAP["focus"])
    tinted = _of(world, tuple(sorted(member_of)))
    below += [
        Shape(shape, Paint(fill=BASEMAP["member"], fill_opacity=MEMBER_OPACITY), facts=(("coalition", code),))
        for code, shape in zip(tinted["country"], tinted.geometry, strict=True)
    ]
    coarse = _joined_land(world)
    above, drawn = _lines(projection, coarse if fine else None, focus)
    if len(tinted):
        drawn.add(("coalition", "member"))
    near = _cut("countries", projection)
    countries = [*near.to_dict("records"), *world[~world["country"].isin(near["country"])].to_dict("records")]
    surface = coarse
    if land is not None:
        surface = shapely.union(_joined_land(land), shapely.difference(coarse, shapely.union_all(_region(projection))))
    return Ground(
        below=tuple(below),
        above=tuple(shape for shape, _ in above),
        countries=tuple(_country(row) for row in countries if isinstance(row["country"], str)),
        land=surface,
        lines=_sampled([shape.geometry for shape, is_line in above if is_line]),
        drawn=frozenset(drawn),
    )


def _lines(projection: Projection, coarse: Any, focus: tuple[str, ...]) -> tuple[list[tuple[Shape, bool]], set[Key]]:
    """Water and borders, each with whether names keep off it, and what of them is drawn.

    Parameters
    ----------
    coarse
        The coarse land, whose coast is drawn where there is no fine one; None on a map that shows no detail.
    """
    shapes: list[tuple[Shape, bool]] = []
    drawn: set[Key] = set()
    fine = coarse is not None
    if fine:
        for coast in (_joined(projection.drawn(_coast()), projection), _far_coast(coarse, projection)):
            if not coast.is_empty:
                shapes.append((Shape(coast, Paint(stroke=BASEMAP["coast"], width=0.22)), False))
        for key, shape, keeps_off in (*_waters(projection), *_inner_lines(projection, focus)):
            shapes.append((shape, keeps_off))
            drawn.add(key)
    borders = _cut("borders", projection)
    for treatment, paint in (("solid", BORDER if fine else _FAR), ("dashed", DISPUTED if fine else _FAR_DISPUTED)):
        chosen = borders[borders["treatment"] == treatment]
        if chosen.empty:
            continue
        line = shapely.line_merge(shapely.union_all(chosen.geometry.to_numpy()))
        if fine:
            shapes.append((Shape(line, _CASING), False))
        shapes.append((Shape(line, paint), True))
        drawn.add(("map", "border" if treatment == "solid" else "disputed"))
    return shapes, drawn


def _waters(projection: Projection) -> Iterator[tuple[Key, Shape, bool]]:
    """Rivers worth drawing at the scale, and lakes."""
    rivers = _cut("rivers", projection)
    for rank, up_to in naming.RIVERS.items():
        of_rank = rivers[rivers["rank"] == rank]
        if projection.denominator < up_to and len(of_rank):
            joined = shapely.line_merge(shapely.union_all(of_rank.geometry.to_numpy()))
            yield ("map", "river"), Shape(joined, river(rank)), True
    for lake in _cut("lakes", projection).geometry:
        if lake.area > _LEAST_LAKE:
            yield ("map", "lake"), Shape(lake, LAKE), False


def _inner_lines(projection: Projection, focus: tuple[str, ...]) -> Iterator[tuple[Key, Shape, bool]]:
    # Not straightened: what two governorates share has to be the same line.
    inner = _of(_cut("governorates", projection, 0.0), focus)
    if projection.denominator < _GOVERNORATES and len(inner):
        shapes = shapely.make_valid(inner.geometry.to_numpy())
        outer = shapely.boundary(shapely.union_all(shapes)).buffer(0.2)
        edges = shapely.difference(shapely.union_all(shapely.boundary(shapes)), outer)
        edges = shapely.simplify(_joined(np.array([edges]), projection), 0.06)
        if not edges.is_empty:
            yield ("map", "governorate"), Shape(edges, GOVERNORATE), False


def _cut(name: str, projection: Projection, tolerance: float = 0.06) -> gpd.GeoDataFrame:
    """Rows of a layer of the basemap that the frame shows, on the page."""
    rows = basemap_rows(name)
    shown = rows.assign(geometry=projection.drawn(rows.geometry.to_numpy(), tolerance))
    return shown[~shapely.is_empty(shown.geometry.to_numpy())]


@cache
def basemap_rows(name: str) -> gpd.GeoDataFrame:
    """A layer of the basemap in degrees."""
    # Millimetres have no coordinate system that geopandas could know.
    return gpd.GeoDataFrame(loading.basemap(name).set_crs(None, allow_override=True))


def _of(rows: gpd.GeoDataFrame, countries: tuple[str, ...]) -> gpd.GeoDataFrame:
    return rows[rows["country"].isin(countries)]


def _filled(rows: gpd.GeoDataFrame, color: str) -> list[Shape]:
    if rows.empty:
        return []
    # Each is edged in its own colour, or the sea would shine through between neighbours.
    paint = Paint(fill=color, stroke=color, width=0.12)
    return [Shape(shapely.multipolygons(_polygons(rows.geometry.to_numpy())), paint)]


def _polygons(shapes: Any) -> Any:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return parts[shapely.get_type_id(parts) == 3]


def _region(projection: Projection) -> list[Any]:
    """The frame of the fine land, on the page."""
    west, south, east, north = shapely.total_bounds(basemap_rows("land").geometry.to_numpy())
    # A little less, or the sea would show between the fine land and the coarse.
    inner = shapely.box(west + _SEAM, south + _SEAM, east - _SEAM, north - _SEAM)
    edge = shapely.segmentize(inner, 1.0)
    shown = projection.drawn(np.array([edge]))[0]
    return [] if shown.is_empty else [shown]


@cache
def _coast() -> Any:
    """Outline of the fine land without the stretches where it was cut at its frame, as lines in degrees."""
    shapes = basemap_rows("land").geometry.to_numpy()
    west, south, east, north = shapely.total_bounds(shapes)
    edge = shapely.box(west, south, east, north).boundary
    return np.array([shapely.difference(shapely.boundary(one), edge.buffer(1e-6)) for one in shapes])


def _joined_land(rows: gpd.GeoDataFrame) -> Any:
    """All land of a layer as one."""
    shapes = shapely.make_valid(rows.geometry.to_numpy())
    # Neighbours do not share their line to the last digit.
    return shapely.buffer(shapely.union_all(shapely.buffer(shapes, _SEAM, quad_segs=1)), -_SEAM, quad_segs=1)


def _far_coast(coarse: Any, projection: Projection) -> Any:
    """Outline of the coarse land, where there is no fine one."""
    outline = shapely.difference(shapely.boundary(coarse), shapely.union_all(_region(projection)))
    return _off_frame(outline, projection)


def _joined(lines: Any, projection: Projection) -> Any:
    return _off_frame(shapely.line_merge(shapely.union_all(lines)), projection)


def _off_frame(lines: Any, projection: Projection) -> Any:
    """Lines without what the cut at the frame added to them."""
    return shapely.difference(lines, shapely.box(*projection.frame).boundary.buffer(0.05))


def _sampled(lines: list[Any]) -> np.ndarray:
    parts = [part for line in lines for part in shapely.get_parts(line)]
    if not parts:
        return np.empty((0, 2))
    points: np.ndarray = shapely.get_coordinates(shapely.segmentize(np.array(parts), 1.0))
    return points


def _country(row: dict[Any, Any]) -> Country:
    names = {code: row[f"name_{code}"] for code in languages() if isinstance(row.get(f"name_{code}"), str)}
    return Country(str(row["country"]), names, row["geometry"])
