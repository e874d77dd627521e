"""Names on the map, placed so that none covers another or the frame.

Placing is greedy by priority. What matters is what the record says of a place, its ``label_rank``, not how many live
there. Every place of rank 1 keeps its name, in the last resort at the end of a line. Room is kept for the symbols of
all days, so that names stay where they are from one map of a series to the next, and in a film.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.atlas import naming, shown, wording
from dashboard.atlas.i18n import locale
from dashboard.atlas.layers import OF_PLACES
from dashboard.atlas.looks import Row
from dashboard.atlas.selection import FOCUSED
from dashboard.atlas.style import BASEMAP, COLORS, INK, WHITE
from dashboard.paper.map.ground import Ground, basemap_rows, is_fine
from dashboard.paper.map.projection import Projection
from dashboard.paper.map.symbols import Spot, Symbol, extents, located, spots_of, widest
from dashboard.paper.scene import PT, Box, Circle, Font, Label, Mark, Paint, Shape, Text
from dashboard.paper.typography import ASCENT, DEPTH_ARABIC, DESCENT, is_arabic, measure

Boxes = npt.NDArray[np.float64]
_GAP = 0.35
_INSIDE = 0.8
_LINE = 1.12
_CAPITAL = 1.13
"""How much larger the name of a capital is than another of its rank."""
_DATE = 5.2
_RING = 0.5
"""From the edge of a capital's symbol to the ring round it, in millimetres."""
# Any wider, and programs that search a PDF take the letters for words.
_SPACED = 0.08
# Sides of a point that are tried for its name: right and down of it; a name in Arabic rather stands on the left.
_AROUND = {
    "ltr": ((1, -1), (1, 0), (1, 1), (-1, -1), (0, -1), (0, 1), (-1, 0), (-1, 1)),
    "rtl": ((-1, -1), (-1, 0), (-1, 1), (1, -1), (0, -1), (0, 1), (1, 0), (1, 1)),
}
_STEP_COST, _FAR_COST, _LINE_COST, _SYMBOL_COST = 0.12, 2.2, 0.12, 1.5
_PATIENCE = (1e6, 6.0, 2.4, 1.4)
"""How much a name of a priority, the first foremost, may cover or stand off."""
_LEAST_PATIENCE = 0.95
"""Of names of less: they are placed only where nothing is."""
_AFFILIATES = 14.0
_DISTANCES = {1: (0.45, 2.4, 5.0, 8.0, 12.0, 17.0), 2: (0.45, 2.4)}
_LEADER_FROM = 2.0
_SEA_REACH = 3e5
"""How far from its point the name of a water may stand, in metres."""
_MOST_HIDDEN, _HIDDEN_COST = 0.4, 5.0


@dataclass(frozen=True)
class Wanted:
    """A name that is to be placed.

    Attributes
    ----------
    x, y, radius
        Its point and the symbol there; without a radius the name stands on an area.
    order
        Lower is placed first.
    area
        Where an area's name may stand.
    dated
        Whether the day of its retaking is told beside it.
    """

    id: str
    lines: tuple[str, ...]
    x: float
    y: float
    radius: float
    priority: int
    order: int
    size: float
    font: Font
    kind: str
    color: str = INK
    opacity: float = 1.0
    spacing: float = 0.0
    area: Any = None
    capital: bool = False
    dated: str = ""


@dataclass(frozen=True)
class Placed:
    """A name and where it stands; ``date_box`` is where the day of a retaking may stand."""

    wanted: Wanted
    box: Box
    date_box: Box | None = None


@dataclass(frozen=True)
class Names:
    """All names in a frame, the same on every day, and those that found no room."""

    placed: tuple[Placed, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """How names are set: the language, the typeface's family and how large."""

    language: str
    family: str
    scale: float

    def points(self, pixels: float) -> float:
        """Size of letters on the page, from that on the screen."""
        return pixels * naming.PT_PER_PX * self.scale

    def font(self, weight: int, *, italic: bool = False) -> Font:
        """Narrow letters on the map, but for Arabic, which has no narrow cut."""
        if not locale(self.language).narrow:
            return Font("office" if self.family == "office" else "sans", weight)
        return Font("office" if self.family == "office" else "narrow", weight, italic)


@lru_cache(32)
def placed(
    projection: Projection, ground: Ground, layers: tuple[str, ...], style: Style, size: float, kept: tuple[Box, ...]
) -> Names:
    """Names for a frame, whatever the day.

    Parameters
    ----------
    projection, ground
        The map.
    layers
        Layers that are drawn.
    style
        How names are set.
    size
        How large symbols are.
    kept
        Boxes that no name may touch, such as the scale bar's.
    """
    plane = _Plane(projection.frame, kept, ground.lines, extents(layers, projection, size))
    wanted = sorted(_wanted(projection, ground, layers, style, size), key=lambda one: (one.order, one.id))
    for one in wanted:
        if one.radius:
            plane.dot(one)
    found: list[Placed] = []
    dropped: list[str] = []
    for one in wanted:
        box = plane.around(one, style) if one.area is None else plane.within(one)
        if box is None:
            dropped.append(" ".join(one.lines))
        else:
            found.append(Placed(one, box))
    return Names(tuple(_dated(one, plane, style) for one in found), tuple(dropped))


def drawn(names: Names, symbols: Iterable[Symbol], style: Style) -> tuple[list[Mark], list[Label]]:
    """Names as they are drawn on a day.

    A place without a symbol on that day has a small dot; the name of an affiliate is left out with its symbol.
    """
    shown = {one.id: one for one in symbols}
    dotted = {one.id for one in bare_towns(names, shown.values())}
    ringed = {one.id for one in capitals(names, shown.values())}
    reader = locale(style.language)
    marks: list[Mark] = []
    labels: list[Label] = []
    for one in names.placed:
        wanted, symbol = one.wanted, shown.get(one.wanted.id)
        if wanted.kind == "affiliate" and symbol is None:
            continue
        if wanted.id in dotted:
            marks += town(wanted.x, wanted.y, style.scale, capital=wanted.capital)
        if symbol is not None and wanted.id in ringed:
            marks.append(Circle(symbol.x, symbol.y, symbol.radius + _RING * style.scale, Paint(stroke=INK, width=0.3)))
        marks += _leader(one)
        marks += _set(wanted, one.box)
        labels.append(Label(wanted.id, " ".join(wanted.lines), one.box, wanted.priority))
        if one.date_box and symbol is not None and symbol.since is not None:
            text = reader.day(symbol.since, symbol.since_edtf)
            size = _DATE * style.scale
            if measure(text, style.font(500), size) <= one.date_box[2] - one.date_box[0] + 0.01:
                box, mark = _date(text, size, one, one.date_box, style)
                marks.append(mark)
                labels.append(Label(f"{wanted.id}-date", text, box, 9))
    return marks, labels


def bare_towns(names: Names, symbols: Iterable[Symbol]) -> list[Wanted]:
    """Named towns that have a small dot of their own: no symbol on the day, and no affiliate where the dot would be."""
    found = list(symbols)
    shown = {one.id for one in found}
    affiliates = [one for one in found if one.layer == "affiliates"]
    towns = (one.wanted for one in names.placed if one.wanted.kind in ("place", "town") and one.wanted.id not in shown)
    return [town for town in towns if all(np.hypot(one.x - town.x, one.y - town.y) >= one.radius for one in affiliates)]


def capitals(names: Names, symbols: Iterable[Symbol]) -> list[Wanted]:
    """Named capitals that have a symbol on the day; a ring round it tells what they are."""
    shown = {one.id for one in symbols}
    return [one.wanted for one in names.placed if one.wanted.capital and one.wanted.id in shown]


def town(x: float, y: float, scale: float, *, capital: bool) -> list[Mark]:
    """A town that the record says nothing of on the day."""
    if not capital:
        return [Circle(x, y, 0.5 * scale, Paint(BASEMAP["town"], stroke=WHITE, width=0.18))]
    ring = Circle(x, y, 1.0 * scale, Paint(WHITE, stroke=INK, width=0.3))
    return [ring, Circle(x, y, 0.5 * scale, Paint(INK))]


# ---- what is to be named ---------------------------------------------------------------------------------------------


def _wanted(
    projection: Projection, ground: Ground, layers: tuple[str, ...], style: Style, size: float
) -> Iterator[Wanted]:
    taken: set[int | str] = set()
    radii = {one.id: one.radius for one in extents(layers, projection, size) if one.layer in OF_PLACES}
    towns = basemap_rows("towns")
    capitals = set(towns.loc[towns["capital"].eq(True), "geonames_id"])
    yield from _places(projection, style, radii, capitals, taken)
    if "affiliates" in layers:
        yield from _affiliates(projection, style, size)
    yield from _towns(projection, style, taken)
    if is_fine(projection):
        yield from _countries(projection, ground, style)
        yield from _waters(projection, ground, style)
        yield from _governorates(projection, style)


def _places(
    projection: Projection, style: Style, radii: dict[str, float], capitals: set[Any], taken: set[int | str]
) -> Iterator[Wanted]:
    if not is_fine(projection):
        return
    ever = {thing.row["place_id"] for thing in shown.things("liberated_cities")}
    for row, (x, y) in _once("places", projection):
        rank = int(row["label_rank"])
        text = naming.short(wording.name(row, style.language))
        number = row["geonames_id"]
        looks = naming.NAMES["place"][rank]
        taken |= {text} if number is None else {text, number}
        if projection.denominator > looks.until:
            continue
        capital = number in capitals
        yield Wanted(
            id=str(row["id"]),
            lines=(text,),
            x=x,
            y=y,
            radius=radii.get(str(row["id"]), 0.5 * style.scale) + (_RING * style.scale if capital else 0.0),
            priority=rank,
            order=rank * 10,
            size=style.points(looks.size) * (_CAPITAL if capital else 1.0),
            font=style.font(looks.weight),
            kind="place",
            capital=capital,
            dated=str(row["id"]) if rank < 3 and row["id"] in ever else "",
        )


def _affiliates(projection: Projection, style: Style, size: float) -> Iterator[Wanted]:
    radius = widest("affiliates") * size
    looks = naming.NAMES["affiliate"][1]
    aside = spots_of("affiliates", projection, size)
    for row, at in _once("affiliates", projection):
        spot = aside.get(str(row["id"]), Spot(0.0, 0.0))
        x, y = at[0] + spot.right, at[1] - spot.up
        if not projection.contains(x, y, radius):
            continue
        name = re.sub(r" \([^)]*\)", "", wording.name(row, style.language))
        points = style.points(looks.size)
        yield Wanted(str(row["id"]), (name,), x, y, radius, 2, 15, points, style.font(looks.weight), "affiliate")


def _towns(projection: Projection, style: Style, taken: set[int | str]) -> Iterator[Wanted]:
    rows = basemap_rows("towns")
    if not is_fine(projection):
        return
    points = projection.points(shapely.get_coordinates(rows.geometry.to_numpy())).tolist()
    for row, (x, y) in zip(rows.to_dict("records"), points, strict=True):
        rank, text = int(row["rank"]), wording.worded(row, "name", style.language)
        looks = naming.NAMES["town"][rank]
        if not projection.contains(x, y, 1.0):
            continue
        if projection.denominator > looks.until or text is None:
            continue
        if row["geonames_id"] in taken or text in taken:
            continue
        capital = row["capital"] is True
        yield Wanted(
            id=f"town-{row['geonames_id']}",
            lines=(text,),
            x=x,
            y=y,
            radius=(1.0 if capital else 0.5) * style.scale,
            priority=3 if capital else rank + 3,
            order=22 + rank * 10 - (8 if capital else 0),
            size=style.points(looks.size) * (_CAPITAL if capital else 1.0),
            font=style.font(600 if capital else looks.weight),
            kind="town",
            color=BASEMAP["label_town"],
            capital=capital,
        )


def _countries(projection: Projection, ground: Ground, style: Style) -> Iterator[Wanted]:
    for country in ground.countries:
        shape = _largest(country.shape)
        if shape is None or shape.area < 60:
            continue
        focus = country.code in FOCUSED
        looks = naming.NAMES["country"][1 if focus else 2]
        if not looks.beyond < projection.denominator < looks.until:
            continue
        yield _on_land(
            shape,
            country.names.get(style.language) or country.names[wording.FALLBACK],
            id=f"country-{country.code}",
            priority=4 if focus else 6,
            order=25 if focus else 46,
            size=style.points(looks.size),
            font=style.font(looks.weight),
            kind="country",
            color=BASEMAP["label_country"],
            opacity=0.72,
        )


def _waters(projection: Projection, ground: Ground, style: Style) -> Iterator[Wanted]:
    rows, looks = basemap_rows("water_names"), naming.NAMES["water"][1]
    sea = shapely.difference(shapely.box(*projection.frame), shapely.buffer(ground.land, 0.4))
    parts = shapely.get_parts(sea)
    for row in rows.to_dict("records"):
        text = wording.name(row, style.language)
        x, y = projection.points(np.array([[row["geometry"].x, row["geometry"].y]]))[0]
        near = [part for part in parts if part.area > 60 and part.distance(shapely.Point(x, y)) < 4]
        if not near:
            continue
        # Seas run into each other: a name may not wander from one to the next.
        point = shapely.Point(x, y)
        area = shapely.intersection(min(near, key=point.distance), point.buffer(_SEA_REACH * projection.scale))
        words = text.split()
        lines = (text,) if len(words) < 2 else (" ".join(words[:-1]), words[-1])
        yield Wanted(
            id=f"water-{row['id']}",
            lines=lines,
            x=float(x),
            y=float(y),
            radius=0.0,
            priority=6,
            order=47,
            size=style.points(looks.size),
            font=style.font(looks.weight, italic=True),
            kind="water",
            color=BASEMAP["label_water"],
            area=area,
        )


def _governorates(projection: Projection, style: Style) -> Iterator[Wanted]:
    looks = naming.NAMES["governorate"][1]
    if not looks.beyond < projection.denominator < looks.until:
        return
    rows = basemap_rows("governorates")
    for row in rows.to_dict("records"):
        shape = _largest(projection.drawn(np.array([row["geometry"]]))[0])
        text = wording.worded(row, "name", style.language)
        if shape is None or shape.area < 150 or text is None:
            continue
        yield _on_land(
            shape,
            text,
            id=f"governorate-{row['id']}",
            priority=8,
            order=80,
            size=style.points(looks.size),
            font=style.font(looks.weight),
            kind="governorate",
            color=BASEMAP["label_quiet"],
            opacity=0.9,
        )


def _on_land(shape: Any, name: str, **looks: Any) -> Wanted:
    """A name that stands in the middle of a land, in capitals set apart where there are such letters."""
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(shape, 1.0))[0]
    line, spacing = (name, 0.0) if is_arabic(name) else (name.upper(), _SPACED)
    return Wanted(lines=(line,), x=float(x), y=float(y), radius=0.0, spacing=spacing, area=shape, **looks)


def _once(layer: str, projection: Projection) -> Iterator[tuple[Row, tuple[float, float]]]:
    """Each thing of a layer once, if its point lies inside the frame."""
    seen: set[str] = set()
    for row, spot in located(layer, projection):
        if row["id"] not in seen and projection.contains(*spot, 1.0):
            seen.add(row["id"])
            yield row, spot


def _largest(shape: Any) -> Any:
    parts = shapely.get_parts(shape)
    parts = parts[shapely.get_type_id(parts) == 3]
    return max(parts, key=lambda part: part.area) if len(parts) else None


# ---- where they stand ------------------------------------------------------------------------------------------------


class _Plane:
    """What stands in a frame already."""

    def __init__(self, frame: Box, kept: tuple[Box, ...], lines: Boxes, symbols: Iterable[Symbol]) -> None:
        self._frame = frame
        self._names: list[Box] = list(kept)
        self._lines = lines
        self._owners: list[str] = []
        self._symbols: list[Box] = []
        for one in symbols:
            self._note(one.id, one.x, one.y, one.radius)

    def dot(self, wanted: Wanted) -> None:
        """Keep room for the dot of a town that no layer shows."""
        if wanted.id not in self._owners:
            self._note(wanted.id, wanted.x, wanted.y, wanted.radius)

    def _note(self, owner: str, x: float, y: float, radius: float) -> None:
        self._owners.append(owner)
        self._symbols.append((x - radius, y - radius, x + radius, y + radius))

    def costs(self, boxes: Boxes, owner: str) -> npt.NDArray[np.float64]:
        """What each box would cover; infinite for another name or the frame."""
        left, top, right, bottom = self._frame
        outside = (boxes[:, 0] < left + _INSIDE) | (boxes[:, 2] > right - _INSIDE)
        outside |= (boxes[:, 1] < top + _INSIDE) | (boxes[:, 3] > bottom - _INSIDE)
        costs = np.where(outside, np.inf, 0.0)
        if self._names:
            costs[_covered(boxes, np.array(self._names), _GAP).any(axis=1)] = np.inf
        if self._symbols:
            mine = np.array([one != owner for one in self._owners])
            costs += (_hidden(boxes, np.array(self._symbols)) * mine).sum(axis=1)
        if len(self._lines):
            x, y = self._lines[:, 0], self._lines[:, 1]
            on = (boxes[:, :1] < x) & (x < boxes[:, 2:3]) & (boxes[:, 1:2] < y) & (y < boxes[:, 3:4])
            costs += _LINE_COST * on.sum(axis=1)
        return costs

    def around(self, wanted: Wanted, style: Style) -> Box | None:
        """The best place beside a point."""
        # The most important places tell their day for certain: it is placed with the name.
        width, height = _with_date(wanted, style) if wanted.dated and wanted.priority == 1 else _extent(wanted)
        sides = _AROUND[locale(style.language).direction]
        boxes, off = [], []
        # An affiliate stands alone in its country: its name may stand off as far as it has to.
        patient = 1 if wanted.kind == "affiliate" else wanted.priority
        for number, away in enumerate(_DISTANCES.get(patient, (0.45,))):
            for place, side in enumerate(sides):
                boxes.append(_beside(wanted.x, wanted.y, width, height, side, wanted.radius + away))
                off.append(place * _STEP_COST + number * _FAR_COST)
        patience = _AFFILIATES if wanted.kind == "affiliate" else _patience(wanted.priority)
        return self._take(np.array(boxes), np.array(off), wanted, patience)

    def within(self, wanted: Wanted) -> Box | None:
        """The place nearest to the middle of an area where a name covers nothing."""
        width, height = _extent(wanted)
        left, top, right, bottom = wanted.area.bounds
        if right - left < width + 1 or bottom - top < height + 1:
            return None
        xs = np.linspace(left + width / 2, right - width / 2, 36)
        ys = np.linspace(top + height / 2, bottom - height / 2, 36)
        x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
        boxes = np.column_stack([x - width / 2, y - height / 2, x + width / 2, y + height / 2])
        corners = [(0, 1), (2, 1), (0, 3), (2, 3)]
        shapely.prepare(wanted.area)
        inside = np.all([shapely.contains_xy(wanted.area, boxes[:, a], boxes[:, b]) for a, b in corners], axis=0)
        if not inside.any():
            return None
        off = 0.03 * np.hypot(x - wanted.x, y - wanted.y)[inside]
        return self._take(boxes[inside], off, wanted, 3.5, alone=wanted.kind != "governorate")

    def take(self, box: Box) -> None:
        """Keep a place for good."""
        self._names.append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing at all stands in a box, but for a few lines."""
        return bool(self.costs(np.array([box]), "")[0] < _SYMBOL_COST)

    def _take(
        self, boxes: Boxes, off: npt.NDArray[np.float64], wanted: Wanted, patience: float, *, alone: bool = False
    ) -> Box | None:
        covered = self.costs(boxes, wanted.id)
        costs = covered + off
        best = int(np.argmin(costs))
        if not np.isfinite(costs[best]) or (covered[best] if alone else costs[best]) > patience:
            return None
        left, top, right, bottom = (float(edge) for edge in boxes[best])
        self._names.append((left, top, right, bottom))
        return left, top, right, bottom


def _patience(priority: int) -> float:
    return _PATIENCE[priority - 1] if priority <= len(_PATIENCE) else _LEAST_PATIENCE


def _covered(boxes: Boxes, others: Boxes, gap: float) -> npt.NDArray[np.bool_]:
    """Which of the others each box touches, (boxes, others)."""
    touches: npt.NDArray[np.bool_] = (
        (boxes[:, None, 0] < others[None, :, 2] + gap)
        & (boxes[:, None, 2] > others[None, :, 0] - gap)
        & (boxes[:, None, 1] < others[None, :, 3] + gap)
        & (boxes[:, None, 3] > others[None, :, 1] - gap)
    )
    return touches


def _hidden(boxes: Boxes, symbols: Boxes) -> npt.NDArray[np.float64]:
    """What it costs that a box lies on a symbol, (boxes, symbols): little at its edge, much over the middle."""
    across = np.minimum(boxes[:, None, 2], symbols[None, :, 2]) - np.maximum(boxes[:, None, 0], symbols[None, :, 0])
    down = np.minimum(boxes[:, None, 3], symbols[None, :, 3]) - np.maximum(boxes[:, None, 1], symbols[None, :, 1])
    sizes = (symbols[:, 2] - symbols[:, 0]) * (symbols[:, 3] - symbols[:, 1])
    share = np.clip(across, 0, None) * np.clip(down, 0, None) / sizes
    return np.where(share > _MOST_HIDDEN, _HIDDEN_COST, np.where(share > 0, _SYMBOL_COST * (0.3 + share), 0.0))


def _beside(x: float, y: float, width: float, height: float, side: tuple[int, int], away: float) -> Box:
    right, down = side
    left = x - width / 2 if right == 0 else x + away if right > 0 else x - away - width
    # At a corner the name comes nearer: the symbol is round.
    if right and down:
        left -= right * away * 0.29
    tilt = away if right == 0 else away * 0.35
    top = y - height / 2 if down == 0 else y + tilt if down > 0 else y - tilt - height
    return left, top, left + width, top + height


def _extent(wanted: Wanted) -> tuple[float, float]:
    width = max(measure(line, wanted.font, wanted.size, wanted.spacing) for line in wanted.lines)
    return width + 0.3, _height(wanted.lines, wanted.size)


def _with_date(wanted: Wanted, style: Style) -> tuple[float, float]:
    """Width and height of a name and, under it, the day of its retaking."""
    width, height = _extent(wanted)
    across, down = _date_extent(wanted, style)
    return max(width, across), height + down


def _date_extent(wanted: Wanted, style: Style) -> tuple[float, float]:
    size = _DATE * style.scale
    width = max(measure(text, style.font(500), size) for text in _days(wanted.dated, style.language)) + 0.2
    return width, _height((locale(style.language).months[0][0],), size)


def _height(lines: tuple[str, ...], size: float) -> float:
    depth = DEPTH_ARABIC if is_arabic(lines[-1]) else DESCENT
    return (ASCENT + depth + _LINE * (len(lines) - 1)) * size * PT


# ---- how they are drawn ----------------------------------------------------------------------------------------------


def _set(wanted: Wanted, box: Box) -> list[Mark]:
    em = wanted.size * PT
    return [
        Text(
            x=(box[0] + box[2]) / 2,
            y=box[1] + (ASCENT + _LINE * number) * em,
            text=line,
            size=wanted.size,
            font=wanted.font,
            anchor="middle",
            color=wanted.color,
            opacity=wanted.opacity,
            halo=wanted.size * (0.26 if wanted.area is None else 0.16),
            spacing=wanted.spacing,
            role=wanted.kind,
        )
        for number, line in enumerate(wanted.lines)
    ]


def _leader(one: Placed) -> list[Mark]:
    """A line to a name that had to stand off."""
    wanted, box = one.wanted, one.box
    if not wanted.radius:
        return []
    x, y = min(max(wanted.x, box[0]), box[2]), min(max(wanted.y, box[1]), box[3])
    length = float(np.hypot(x - wanted.x, y - wanted.y))
    if length - wanted.radius < _LEADER_FROM:
        return []
    share = wanted.radius / length
    start = (wanted.x + (x - wanted.x) * share, wanted.y + (y - wanted.y) * share)
    return [Shape(shapely.LineString([start, (x, y)]), Paint(stroke=INK, width=0.18))]


def _dated(one: Placed, plane: _Plane, style: Style) -> Placed:
    """Room for the day of a retaking: kept already, or under the name or above it, if there is any."""
    wanted = one.wanted
    if not wanted.dated:
        return one
    across, down = _extent(wanted)
    width, height = _date_extent(wanted, style)
    _, top, _, bottom = one.box
    if wanted.priority == 1:
        start = _aligned(wanted.x, one.box, across)
        day = _aligned(wanted.x, one.box, width)
        name = (start, top, start + across, top + down)
        return Placed(wanted, name, (day, top + down, day + width, bottom))
    start = _aligned(wanted.x, one.box, width)
    for above in (False, True):
        edge = top - height if above else bottom
        box = (start, edge, start + width, edge + height)
        grown = (box[0], box[1] + (0 if above else _GAP + 0.01), box[2], box[3] - (_GAP + 0.01 if above else 0))
        if plane.is_free(grown):
            plane.take(grown)
            return Placed(wanted, one.box, box)
    return one


def _aligned(x: float, box: Box, width: float) -> float:
    """The left edge of a line in a box that stands beside a point: flush with the side that faces it."""
    left, _, right, _ = box
    return left if x <= left + 0.01 else right - width if x >= right - 0.01 else (left + right - width) / 2


def _days(place: str, language: str) -> list[str]:
    """Every day on which a place was retaken, as it is told."""
    own = [thing.row for thing in shown.things("liberated_cities") if thing.row["place_id"] == place]
    return [locale(language).day(row["retaken_date"], row["retaken_date_edtf"]) for row in own]


def _date(text: str, size: float, one: Placed, date_box: Box, style: Style) -> tuple[Box, Text]:
    _, top, _, bottom = date_box
    width = measure(text, style.font(500), size)
    x = _aligned(one.wanted.x, date_box, width)
    mark = Text(
        x + width / 2, top + ASCENT * size * PT, text, size, style.font(500), "middle",
        COLORS["lost_edge"], halo=size * 0.24, role="retaking",
    )  # fmt: skip
    # What lies between the name and its day belongs to both.
    above = bottom <= one.box[1] + 0.01
    return (x, top if above else top + 0.05, x + width, bottom - 0.05 if above else bottom), mark
