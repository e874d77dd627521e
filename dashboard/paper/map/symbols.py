"""Symbols on the page: where each stands, so that none hides another, and its marks in millimetres.

What is shown, in which form and colour, `dashboard.atlas` has decided.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from dashboard.atlas import crowds, forms, shown, wording
from dashboard.atlas.layers import LOOKS, POINTS
from dashboard.atlas.looks import MM_PER_PX, RANKS, Row
from dashboard.atlas.looks import Symbol as Sign
from dashboard.atlas.selection import Selection
from dashboard.atlas.style import INK, WHITE
from dashboard.paper.map.projection import Projection
from dashboard.paper.scene import PT, Circle, Font, Key, Mark, Paint, Shape, Text
from dashboard.paper.typography import mid_height

_UNIT = 10.0
_HALF = shapely.box(-2 * _UNIT, 0, 2 * _UNIT, 2 * _UNIT)
_TOUCHING = 0.8
"""Of the sum of two radii: how near two symbols may come."""
_CROWD = 4
_CLOSE = 3.6
"""Millimetres within which sites count as of one town, where they are crowded."""
_CROWDED = 2.5e6
"""Denominator of the scale from which sites of one town are counted rather than drawn one by one."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A row of the record on the page.

    Attributes
    ----------
    key
        What the legend explains it by.
    sign
        How it is drawn.
    radius
        In millimetres.
    order
        What lies above has more: first by layer, then within it.
    since, since_edtf
        Of a place retaken, the day.
    count
        How many rows it stands for.
    """

    layer: str
    id: str
    key: Key
    sign: Sign
    x: float
    y: float
    radius: float
    order: tuple[int, int] = (0, 0)
    name: str = ""
    sources: str = ""
    since: date | None = None
    since_edtf: str | None = None
    count: int = 1


@lru_cache(128)
def _spots(layer: str, projection: Projection) -> tuple[tuple[float, float] | None, ...]:
    """Points of a layer's rows on the page."""
    things = shown.things(layer)
    known = [thing.lonlat for thing in things if thing.lonlat is not None]
    points = iter(projection.points(np.array(known)).tolist() if known else [])
    return tuple(None if thing.lonlat is None else tuple(next(points)) for thing in things)


@lru_cache(128)
def _at(layer: str, projection: Projection) -> dict[tuple[float, float], tuple[float, float]]:
    """Points of a layer on the page, by their degrees."""
    pairs = zip(shown.things(layer), _spots(layer, projection), strict=True)
    return {thing.lonlat: spot for thing, spot in pairs if thing.lonlat is not None and spot is not None}


def located(layer: str, projection: Projection) -> Iterator[tuple[Row, tuple[float, float]]]:
    """Rows of a layer over all time that are ever shown at a place, each with its point on the page."""
    for thing, spot in zip(shown.things(layer), _spots(layer, projection), strict=True):
        if spot is not None:
            yield thing.row, spot


def enlarged(projection: Projection, type_scale: float) -> float:
    """How much larger symbols are than on a slide at 1 to 7 million: the nearer, the larger."""
    nearer: float = (7e6 / projection.denominator) ** 0.35
    return type_scale / 1.15 * min(1.5, max(0.7, nearer))


def symbols(selection: Selection, projection: Projection, size: float) -> list[Symbol]:
    """Everything that stands at a point inside the frame on the selection's day, what lies uppermost last."""
    found = _counted(_within(selection, projection, size))
    return sorted(found, key=lambda one: (one.order, one.layer, one.id))


def _within(selection: Selection, projection: Projection, size: float) -> Iterator[tuple[Symbol, str]]:
    """Symbols inside the frame, each with the group that it is counted in."""
    for sight in shown.sights(selection):
        look, row, sign = LOOKS[sight.layer], sight.row, sight.symbol
        x, y = _at(sight.layer, projection)[sight.lonlat]
        spot = spots_of(sight.layer, projection, size).get(str(row["id"]), Spot(0.0, 0.0))
        radius = _radius(sign, row, size)
        if not projection.contains(x + spot.right, y - spot.up, radius):
            continue
        symbol = Symbol(
            layer=sight.layer,
            id=str(row[look.key]),
            key=sign.key(sight.layer),
            sign=sign,
            x=x + spot.right,
            y=y - spot.up,
            radius=radius,
            order=(look.above, sign.order),
            name=wording.name(row, selection.language),
            sources=str(row["sources"]),
            since=row.get("retaken_date"),
            since_edtf=row.get("retaken_date_edtf"),
        )
        yield symbol, f"{sight.layer}-{spot.group}" if spot.group else ""


def _radius(sign: Sign, row: Row, size: float) -> float:
    rank = RANKS.get(row.get("label_rank") or 0, 1.0)
    return _reach(sign) * sign.size / 2 * MM_PER_PX * rank * size


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a symbol stands, right and up of its point, and the group that it is counted in, if any."""

    right: float
    up: float
    group: str = ""


def spots_of(layer: str, projection: Projection, size: float) -> dict[str, Spot]:
    """Where symbols of a layer stand that do not stand at their point, by id, whatever the day."""
    look = LOOKS[layer]
    if look.spread:
        return _round_towns(layer, projection, size)
    return {} if look.of_place else _apart(projection, size).get(layer, {})


@lru_cache(64)
def _apart(projection: Projection, size: float) -> dict[str, dict[str, Spot]]:
    """Symbols moved aside, just so far that none hides another; the first to come keep their point."""
    taken: list[tuple[float, float, float]] = []
    moved = [layer for layer in POINTS if not LOOKS[layer].of_place and not LOOKS[layer].spread]
    found: dict[str, dict[str, Spot]] = {layer: {} for layer in moved}
    for layer, own in found.items():
        radius = widest(layer) * size
        for row, (x, y) in located(layer, projection):
            if row["id"] in own or not projection.contains(x, y):
                continue
            right, up = next(
                (
                    (across, down)
                    for across, down in _nearby(radius)
                    if all(math.dist((x + across, y - down), (a, b)) > (radius + r) * _TOUCHING for a, b, r in taken)
                ),
                (0.0, 0.0),
            )
            taken.append((x + right, y - up, radius))
            own[row["id"]] = Spot(right, up)
    return found


def _nearby(radius: float) -> Iterator[tuple[float, float]]:
    """Steps aside, the shortest first, to the right of north before others."""
    yield 0.0, 0.0
    for reach in (1.0, 1.5, 2.0, 2.6):
        for turn in range(8):
            angle = math.pi / 4 + turn * math.pi / 4
            yield reach * radius * math.sin(angle), reach * radius * math.cos(angle)


@lru_cache(64)
def _round_towns(layer: str, projection: Projection, size: float) -> dict[str, Spot]:
    """Where each symbol of a layer stands whose rows often know no more than their town.

    A little off its town's symbol; where several are known by their town only, they stand round it. On a map that is
    too small for that, one symbol with a number stands for those of a class in a town.
    """
    crowded = projection.denominator > _CROWDED
    near = _CLOSE * size if crowded else 0.0
    order = [entry.kind for entry in LOOKS[layer].explain(shown.actors(), frozenset())]
    towns: list[tuple[tuple[float, float], list[_Site]]] = []
    for thing, spot in zip(shown.things(layer), _spots(layer, projection), strict=True):
        if spot is None or not thing.appearances:
            continue
        site = _Site(str(thing.row["id"]), thing.appearances[0].symbol.kind, spot)
        # The first town that is near enough; the order of the record decides, so that days do not.
        town = next((sites for middle, sites in towns if math.dist(middle, spot) <= near), None)
        if town is None:
            towns.append((spot, [site]))
        else:
            town.append(site)
    found: dict[str, Spot] = {}
    for number, (middle, sites) in enumerate(towns):
        together = crowded and len(sites) >= _CROWD
        kinds = [kind for kind in order if kind in {one.kind for one in sites}]
        for own, one in enumerate(sites):
            place, among = (kinds.index(one.kind), 4) if together else (own, len(sites))
            turn = 2 * math.pi * place / among + math.pi / 4
            reach = (2.3 if together else 1.6 if among < 2 else 1.9 + 0.26 * among) * size
            # Those that are counted stand round their town, the others each beside its own point.
            x, y = (middle[0] - one.at[0], one.at[1] - middle[1]) if together else (0.0, 0.0)
            group = f"{number}-{one.kind}" if together else ""
            found[one.id] = Spot(x + reach * math.sin(turn), y + reach * math.cos(turn), group)
    return found


@dataclass(frozen=True, slots=True)
class _Site:
    id: str
    kind: str
    at: tuple[float, float]


def _counted(found: Iterable[tuple[Symbol, str]]) -> Iterator[Symbol]:
    """Symbols with those of a group as one, which has their number."""
    groups: dict[str, list[Symbol]] = {}
    for symbol, group in found:
        if group:
            groups.setdefault(group, []).append(symbol)
        else:
            yield symbol
    for own in groups.values():
        if len(own) == 1:
            yield own[0]
            continue
        cited = ";".join(one.sources for one in own)
        names = " · ".join(one.name for one in own)
        yield replace(own[0], count=len(own), radius=own[0].radius * crowds.COUNTED, sources=cited, name=names)


# ---- how they are drawn ----------------------------------------------------------------------------------------------


@lru_cache(4096)
def marks(symbol: Symbol) -> tuple[Mark, ...]:
    """How a symbol is drawn."""
    found = drawn(symbol.sign, symbol.x, symbol.y, symbol.radius, symbol.key, symbol.name)
    if symbol.count > 1:
        found += counted(symbol.sign, symbol.x, symbol.y, symbol.radius, symbol.count)
    return tuple(found)


def counted(sign: Sign, x: float, y: float, radius: float, count: int) -> list[Mark]:
    """The number of rows that a symbol stands for, on its fill where that is dark, else on a plate."""
    high = crowds.DIGITS[min(len(str(count)), len(crowds.DIGITS)) - 1]
    number = _letter(str(count), x, y, radius * 0.62, radius * high)
    if crowds.is_dark(sign.marks[-1].fill):
        return [replace(number, color=WHITE)]
    return [Circle(x, y, radius * crowds.PLATE, Paint(WHITE)), number]


def drawn(sign: Sign, x: float, y: float, radius: float, key: Key = (), name: str = "") -> list[Mark]:
    """A symbol on the map or in the legend.

    Parameters
    ----------
    x, y, radius
        In millimetres.
    key, name
        What it stands for; its last mark that can bear them does.
    """
    half = radius / _reach(sign)
    small = half * 2 < forms.LETTER_FROM * MM_PER_PX
    signs = sign.small if small and sign.small else sign.marks
    found = [_mark(one, x, y, half / _UNIT) for one in signs]
    for number in reversed(range(len(found))):
        mark = found[number]
        if isinstance(mark, Shape | Circle):
            facts = (("layer", key[0]), ("class", "-".join(key[1:]))) if key else ()
            found[number] = replace(mark, name=name, facts=facts)
            break
    return found


@lru_cache(256)
def _reach(sign: Sign) -> float:
    """How far a symbol's form reaches, of half its size."""
    points = [abs(value) for mark in sign.marks for point in mark.points for value in point]
    return max([*points, *(mark.radius for mark in sign.marks)], default=_UNIT) / _UNIT


def _mark(mark: forms.Mark, x: float, y: float, unit: float) -> Mark:
    """A mark of a symbol on the page; ``unit`` is how many millimetres its unit is."""
    if mark.text:
        size, font = mark.size * unit, Font("sans", 700)
        down = mid_height(mark.text, font) * size
        return Text(x, y + down, mark.text, round(size / PT, 2), font, "middle", INK, role="letter")
    paint = Paint(mark.fill or None, stroke=mark.stroke or None, width=mark.width * unit)
    if mark.radius and not mark.half:
        return Circle(x, y, mark.radius * unit, paint)
    shape = _shape(mark)
    return Shape(shapely.transform(shape, lambda points: points * unit + np.array([x, y])), paint)


@lru_cache(256)
def _shape(mark: forms.Mark) -> Any:
    """Geometry of a mark round (0, 0)."""
    if mark.lines:
        return shapely.MultiLineString(list(mark.lines))
    whole = shapely.Point(0, 0).buffer(mark.radius) if mark.radius else shapely.Polygon(mark.points)
    return shapely.intersection(whole, _HALF) if mark.half else whole


def _letter(letter: str, x: float, y: float, radius: float, height: float) -> Text:
    return Text(x, y + radius * 0.4, letter, round(height / PT, 2), Font("sans", 700), "middle", INK, role="letter")


# ---- room for symbols ------------------------------------------------------------------------------------------------


@lru_cache(64)
def widest(layer: str) -> float:
    """Radius of a layer's largest symbol in millimetres, on a slide at 1 to 7 million."""
    signs = (one.symbol for thing in shown.things(layer) for one in thing.appearances)
    return max((_reach(sign) * sign.size for sign in signs), default=0.0) / 2 * MM_PER_PX


@lru_cache(64)
def extents(layers: tuple[str, ...], projection: Projection, size: float) -> tuple[Symbol, ...]:
    """Every symbol that any day may show inside the frame, as large as it may be."""
    found: dict[tuple[str, str], Symbol] = {}
    for layer in (one for one in POINTS if one in layers):
        look, spots = LOOKS[layer], spots_of(layer, projection, size)
        for thing, at in zip(shown.things(layer), _spots(layer, projection), strict=True):
            if at is None or not thing.appearances:
                continue
            spot = spots.get(str(thing.row["id"]), Spot(0.0, 0.0))
            x, y = at[0] + spot.right, at[1] - spot.up
            widest = max((one.symbol for one in thing.appearances), key=lambda one: one.size)
            radius = _radius(widest, thing.row, size) * (crowds.COUNTED if spot.group else 1.0)
            own = str(spot.group or thing.row[look.key])
            known = found.get((layer, own))
            if projection.contains(x, y) and (known is None or known.radius < radius):
                found[layer, own] = Symbol(layer, own, (layer,), widest, x, y, radius)
    return tuple(found.values())
