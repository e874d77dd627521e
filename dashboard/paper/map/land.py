"""Territory of a day on the page: one shape for each class and holder."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from dashboard.atlas.figures import area_of, changed, has_land
from dashboard.atlas.i18n import Locale
from dashboard.atlas.land import GRID, roads
from dashboard.atlas.style import CHANGES, LAND, MM_PER_PX, Line
from dashboard.atlas.style import Hatch as Lines
from dashboard.paper.map.projection import Projection
from dashboard.paper.scene import Hatch, Paint
from geodata.catalog import LAYERS_FOLDER
from geodata.history import territory

_FINE_LINES = 0.003
"""Of a triangle that a corner of land may span to be left out, in square millimetres."""
_ORDER = tuple(LAND)


@dataclass(frozen=True)
class Piece:
    """Land of one class and holder.

    Attributes
    ----------
    shape
        On the page, cut at the frame; an area, or in the style ``corridors`` the roads through it.
    area_km2
        All of it, also what lies beyond the frame.
    """

    name: str
    held_by: str | None
    shape: Any
    area_km2: float


def pieces(projection: Projection, day: date, style: str) -> list[Piece]:
    """Land of a day as the frame shows it, what lies uppermost last.

    Raises
    ------
    LayerError
        If one of the territory's files is missing or broken.
    """
    if not has_land(day) or style == "places":
        return []
    known = territory.territory()
    members: dict[tuple[str, str | None], np.ndarray] = {}
    for (name, held_by, _, _), chosen in territory.groups(known, day):
        key = (name, held_by)
        members[key] = members[key] | chosen if key in members else chosen
    return _pieces(projection, members, style)


def changes(projection: Projection, before: date, after: date, style: str) -> list[Piece]:
    """Land that Daesh gained, lost and kept from one day to another as the frame shows it.

    Raises
    ------
    LayerError
        As `pieces`.
    """
    if not (has_land(before) and has_land(after)) or style == "places":
        return []
    return _pieces(projection, {(name, None): chosen for name, chosen in changed(before, after).items()}, style)


def _pieces(projection: Projection, members: Mapping[tuple[str, str | None], np.ndarray], style: str) -> list[Piece]:
    found = []
    for name, held_by in sorted(members, key=lambda one: (_ORDER.index(one[0]), str(one[1]))):
        chosen = members[name, held_by]
        if not chosen.any():
            continue
        shape = _area(projection, np.packbits(chosen).tobytes()) if style == "filled" else _roads(projection, chosen)
        if not shape.is_empty:
            found.append(Piece(name, held_by, shape, area_of(chosen)))
    return found


def told(name: str, reader: Locale) -> str:
    """What a class of land, or a change of it, is called."""
    return reader.t(f"difference.{name}" if name in CHANGES else f"class.{name}")


def painted(name: str, color: str, style: str, *, small: float = 1.0) -> Paint:
    """How land of a class is drawn.

    Parameters
    ----------
    color
        Of who holds it; it matters for land that was retaken.
    small
        Less than 1 for a sample in the legend.
    """
    look = LAND[name]
    if style == "corridors":
        return _stroked(look.road, color)
    edge = _stroked(look.edge, color) if look.edge else Paint()
    if look.hatch:
        return replace(edge, hatch=_hatched(look.hatch, small))
    fill = look.fill
    return replace(edge, fill=fill.color or color, fill_opacity=fill.opacity) if fill else edge


def _stroked(line: Line, color: str) -> Paint:
    dash = tuple(round(part * MM_PER_PX, 3) for part in line.dash)
    return Paint(
        stroke=line.color or color,
        width=round(line.width * MM_PER_PX, 3),
        stroke_opacity=line.opacity,
        dash=dash,
        cap="butt" if dash else "round",
    )


def _hatched(lines: Lines, small: float) -> Hatch:
    width, apart = (round(length * MM_PER_PX * small, 3) for length in (lines.width, lines.apart))
    ground = lines.ground
    return Hatch(
        lines.color,
        width,
        apart,
        ground=ground.color if ground else None,
        ground_opacity=ground.opacity if ground else 1.0,
        opacity=lines.opacity,
        crossed=lines.crossed,
    )


@lru_cache(8)
def _cells(projection: Projection) -> Any:
    """The coverage on the page, thinned once for both sides of each line."""
    shapes = territory.territory().shapes
    flat = shapely.transform(shapes, projection.points)
    return shapely.coverage_simplify(flat, _FINE_LINES**0.5)


@lru_cache(768)
def _area(projection: Projection, members: bytes) -> Any:
    cells = _cells(projection)
    chosen = np.unpackbits(np.frombuffer(members, dtype=np.uint8), count=len(cells)).astype(bool)
    joined = shapely.coverage_union_all(cells[chosen])
    frame = shapely.box(*projection.frame)
    # Only what crosses the frame has to be cut, which takes care.
    if not frame.contains(shapely.box(*joined.bounds)):
        joined = shapely.intersection(shapely.make_valid(joined), frame)
    parts = shapely.get_parts(joined)
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == 3])


def _roads(projection: Projection, chosen: np.ndarray) -> Any:
    lines, cells = _lines(projection)
    return shapely.line_merge(shapely.union_all(lines[chosen[cells]]))


@lru_cache(8)
def _lines(projection: Projection) -> tuple[Any, np.ndarray]:
    """Pieces of road on the page, and the cell that each runs through."""
    found = roads(territory.territory(), LAYERS_FOLDER)
    degrees = [shapely.LineString(np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / GRID) for _, steps in found]
    return projection.drawn(np.array(degrees)), np.array([cell for cell, _ in found])
