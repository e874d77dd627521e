"""What stands at a point on a day: places, cities retaken, heritage, affiliates, attacks, as symbols on the page.

The form tells the layer, the fill tells the class, and a letter the holder, as on the screen.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely import affinity

from dashboard.atlas.selection import Selection
from dashboard.atlas.style import AFFILIATES, ATTACKS, HERITAGE, INK, PLACES, paler
from dashboard.paper.map.land import has_land
from dashboard.paper.map.projection import Projection
from dashboard.paper.scene import PT, Circle, Font, Key, Mark, Paint, Shape, Text
from geodata.ask import load
from geodata.catalog import layer_of
from geodata.dates import TERRITORY_LAST
from geodata.record import loading

POINT_LAYERS = ("places", "liberated_cities", "affiliates", "heritage_sites", "attacks")
_RECENT = timedelta(days=366)
# Radius in millimetres on a slide at 1 to 7 million.
_RADIUS = {
    "held": 1.35,
    "dot": 0.8,
    "badge": 1.5,
    "heritage_sites": 1.2,
    "affiliates": 1.9,
    "recent": 1.9,
    "past": 1.5,
}
_RANK = {1: 1.15, 2: 1.0, 3: 0.74, 4: 0.5}
_LETTER_FROM = 0.95
_TOUCHING = 0.8
"""Of the sum of two radii: how near two symbols may come."""
_CROWD = 4
_CLOSE = 3.6
"""Millimetres within which sites count as of one town, where they are crowded."""
_CROWDED = 2.5e6
"""Denominator of the scale from which sites of one town are counted rather than drawn one by one."""
_GREY = {"color": "#cccccc", "letter": "?"}
_FORMS: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -9.2), (9.2, 0), (0, 9.2), (-9.2, 0)),
    "hexagon": ((-8, -4.6), (0, -9.2), (8, -4.6), (8, 4.6), (0, 9.2), (-8, 4.6)),
    "star": (
        (0, -9.6),
        (2.5, -3.4),
        (9.1, -3),
        (4, 1.2),
        (5.7, 7.8),
        (0, 4.2),
        (-5.7, 7.8),
        (-4, 1.2),
        (-9.1, -3),
        (-2.5, -3.4),
    ),
}
_UNIT = 10.0
_PAST = 0.58
"""Of its colour, for an attack of more than a year before."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A row of the record on the page.

    Attributes
    ----------
    key
        What the legend explains it by.
    radius
        In millimetres.
    order
        What lies above has more.
    since, since_edtf
        Of a place retaken, the day.
    count
        How many rows it stands for.
    """

    layer: str
    id: str
    key: Key
    x: float
    y: float
    radius: float
    order: int
    name: str
    sources: str
    since: date | None = None
    since_edtf: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Actor:
    """Who may hold a place."""

    id: str
    names: dict[str, str]
    color: str
    letter: str


@cache
def actors() -> dict[str, Actor]:
    """Every actor of the record, by id, in its order."""
    rows = loading.table("actors").to_dict("records")
    return {
        str(row["id"]): Actor(
            str(row["id"]),
            {language: str(row[f"name_{language}"]) for language in ("ar", "en", "fr")},
            str(row["color"]),
            str(row["letter"]),
        )
        for row in rows
    }


def color_of(actor: str | None) -> str:
    """An actor's colour; grey for one that the record does not know."""
    found = actors().get(actor or "")
    return found.color if found else _GREY["color"]


@cache
def rows_of(layer: str) -> pd.DataFrame:
    """A layer over all time."""
    rows: pd.DataFrame = load(layer)
    return rows


@dataclass(frozen=True, slots=True)
class _Dated:
    """A row of a layer, its point in degrees, and the days from which and until which the map shows it."""

    row: dict[str, Any]
    lonlat: tuple[float, float] | None
    first: date
    end: date | None


@cache
def _dated(layer: str) -> tuple[_Dated, ...]:
    rows = rows_of(layer)
    is_interval = layer_of(layer).time == "interval"
    starts = rows["start_date" if is_interval else "event_date"]
    ends = rows["end_date"] if is_interval else [None] * len(rows)
    points = shapely.centroid(rows.geometry.to_numpy())
    return tuple(
        _Dated(
            {str(name): value for name, value in row.items() if name != "geometry"},
            None if point is None or point.is_empty else (float(point.x), float(point.y)),
            start.date(),
            None if end is None or pd.isna(end) else end.date(),
        )
        for row, point, start, end in zip(rows.to_dict("records"), points, starts, ends, strict=True)
    )


def on(layer: str, day: date) -> list[dict[str, Any]]:
    """Rows of a layer that hold on a day, as the map shows them: an attack stays once it has happened."""
    return [one.row for one in _dated(layer) if _holds(one, day)]


def located(layer: str, projection: Projection) -> Iterator[tuple[dict[str, Any], tuple[float, float]]]:
    """Rows of a layer over all time that have a place, each with its point on the page."""
    for one, spot in zip(_dated(layer), _spots(layer, projection), strict=True):
        if spot is not None:
            yield one.row, spot


def _holds(one: _Dated, day: date) -> bool:
    return one.first <= day and (one.end is None or day < one.end)


@lru_cache(128)
def _spots(layer: str, projection: Projection) -> tuple[tuple[float, float] | None, ...]:
    """Points of a layer's rows on the page."""
    known = [one.lonlat for one in _dated(layer) if one.lonlat is not None]
    points = iter(projection.points(np.array(known)).tolist() if known else [])
    return tuple(None if one.lonlat is None else tuple(next(points)) for one in _dated(layer))


def enlarged(projection: Projection, type_scale: float) -> float:
    """How much larger symbols are than on a slide at 1 to 7 million: the nearer, the larger."""
    nearer: float = (7e6 / projection.denominator) ** 0.35
    return type_scale / 1.15 * min(1.5, max(0.7, nearer))


def symbols(selection: Selection, projection: Projection, size: float) -> list[Symbol]:
    """Everything that stands at a point inside the frame on the selection's day, what lies uppermost last."""
    found: list[Symbol] = []
    for layer in POINT_LAYERS:
        if layer in selection.layers:
            found += _counted(_of_layer(layer, selection, projection, size))
    return sorted(found, key=lambda one: (one.order, one.layer, one.id))


def _of_layer(layer: str, selection: Selection, projection: Projection, size: float) -> Iterator[tuple[Symbol, str]]:
    """Symbols of a layer, each with the group that it is counted in."""
    # Of a place retaken the other layer tells, if that is shown.
    told = layer == "places" and "liberated_cities" in selection.layers
    retaken = {row["place_id"] for row in on("liberated_cities", selection.day)} if told else set()
    spots = spots_of(layer, projection, size)
    on_land = "territory" in selection.layers and selection.style == "filled" and has_land(selection.day)
    for one, at in zip(_dated(layer), _spots(layer, projection), strict=True):
        if at is None or not _holds(one, selection.day):
            continue
        row, (x, y) = one.row, at
        if row["id"] in retaken:
            continue
        looks = _look(layer, row, selection.day, on_land=on_land)
        if looks is None or not _wanted(layer, row, looks[0], selection):
            continue
        kind, radius, order = looks
        spot = spots.get(str(row["id"]), Spot(0.0, 0.0))
        radius *= size * (_RANK.get(int(row["label_rank"]), 1.0) if "label_rank" in row else 1.0)
        if not projection.contains(x + spot.right, y - spot.up, radius):
            continue
        symbol = Symbol(
            layer=layer,
            id=str(row["place_id"] if layer == "liberated_cities" else row["id"]),
            key=(layer, *kind),
            x=x + spot.right,
            y=y - spot.up,
            radius=radius,
            order=order,
            name=str(row[f"name_{selection.language}"]),
            sources=str(row["sources"]),
            since=row["retaken_date"].date() if layer == "liberated_cities" else None,
            since_edtf=_text(row.get("retaken_date_edtf")),
        )
        yield symbol, spot.group


def _look(layer: str, row: dict[Any, Any], day: date, *, on_land: bool) -> tuple[tuple[str, ...], float, int] | None:
    """Class of a row in the legend, its radius and its order; None where it is not shown.

    On land that is painted a held place is a dot; elsewhere its symbol says it alone.
    """
    if layer == "places":
        holder = _text(row["controller"])
        if holder == "daesh" and on_land:
            return (holder,), _RADIUS["dot"], 250
        if holder in PLACES:
            return (holder,), _RADIUS["held"], 600
        # Who holds a place is recorded as far as the territory; nothing is said of later days.
        return None if day > TERRITORY_LAST else (("other", holder or ""), _RADIUS["dot"], 200)
    if layer == "liberated_cities":
        return (str(row["retaken_by"]),), _RADIUS["badge"], 300
    if layer == "heritage_sites":
        return (str(row["damage"]),), _RADIUS[layer], 500
    if layer == "affiliates":
        return None if row["status"] == "ended" else ((str(row["status"]),), _RADIUS[layer], 400)
    recent = pd.Timestamp(day) - row["event_date"] < _RECENT
    age = "recent" if recent else "past"
    return (str(row["attribution"]), age), _RADIUS[age], 700 if recent else 350


def _wanted(layer: str, row: dict[Any, Any], kind: tuple[str, ...], selection: Selection) -> bool:
    """Whether a row is among those that the map is narrowed to."""
    among = {"heritage_sites": selection.damage, "liberated_cities": selection.retaken_by}.get(layer, ())
    if among and kind[0] not in among:
        return False
    return not selection.confidence or row.get("confidence") in selection.confidence


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a symbol stands, right and up of its point, and the group that it is counted in, if any."""

    right: float
    up: float
    group: str = ""


def spots_of(layer: str, projection: Projection, size: float) -> dict[str, Spot]:
    """Where symbols of a layer stand that do not stand at their point, by id, whatever the day."""
    if layer == "heritage_sites":
        return _heritage(projection, size)
    return _apart(projection, size).get(layer, {})


@lru_cache(64)
def _apart(projection: Projection, size: float) -> dict[str, dict[str, Spot]]:
    """Affiliates and attacks moved aside, just so far that none hides another; the first to come keep their point."""
    taken: list[tuple[float, float, float]] = []
    found: dict[str, dict[str, Spot]] = {"affiliates": {}, "attacks": {}}
    for layer, own in found.items():
        radius = _RADIUS["recent" if layer == "attacks" else layer] * size
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
def _heritage(projection: Projection, size: float) -> dict[str, Spot]:
    """Where each heritage site stands.

    A little off its town's symbol; where several are known by their town only, they stand round it. On a map that is
    too small for that, one symbol with a number stands for those of a class in a town.
    """
    crowded = projection.denominator > _CROWDED
    near = _CLOSE * size if crowded else 0.0
    towns: list[tuple[tuple[float, float], list[_Site]]] = []
    for row, spot in located("heritage_sites", projection):
        site = _Site(str(row["id"]), str(row["damage"]), spot)
        # The first town that is near enough; the order of the record decides, so that days do not.
        town = next((sites for middle, sites in towns if math.dist(middle, spot) <= near), None)
        if town is None:
            towns.append((spot, [site]))
        else:
            town.append(site)
    found: dict[str, Spot] = {}
    for number, (middle, sites) in enumerate(towns):
        together = crowded and len(sites) >= _CROWD
        kinds = [kind for kind in HERITAGE if kind in {one.damage for one in sites}]
        for own, one in enumerate(sites):
            place, among = (kinds.index(one.damage), 4) if together else (own, len(sites))
            turn = 2 * math.pi * place / among + math.pi / 4
            reach = (2.3 if together else 1.6 if among < 2 else 1.9 + 0.26 * among) * size
            # Those that are counted stand round their town, the others each beside its own point.
            x, y = (middle[0] - one.at[0], one.at[1] - middle[1]) if together else (0.0, 0.0)
            group = f"{number}-{one.damage}" if together else ""
            found[one.id] = Spot(x + reach * math.sin(turn), y + reach * math.cos(turn), group)
    return found


@dataclass(frozen=True, slots=True)
class _Site:
    id: str
    damage: str
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
        yield replace(own[0], count=len(own), radius=own[0].radius * 1.5, sources=cited, name=names)


@lru_cache(4096)
def marks(symbol: Symbol) -> tuple[Mark, ...]:
    """How a symbol is drawn."""
    found = drawn(symbol.key, symbol.x, symbol.y, symbol.radius, symbol.name)
    if symbol.count > 1:
        found += counted(symbol.key, symbol.x, symbol.y, symbol.radius, symbol.count)
    return tuple(found)


def counted(key: Key, x: float, y: float, radius: float, count: int) -> list[Mark]:
    """The number of sites that a symbol stands for, on its fill where that is dark, else on a plate."""
    number = _letter(str(count), x, y, radius * 0.62, radius * (0.95 if count < 10 else 0.76))
    if HERITAGE[key[1]]["fill"] == "full":
        return [replace(number, color="#ffffff")]
    return [Circle(x, y, radius * 0.52, Paint("#ffffff")), number]


def drawn(key: Key, x: float, y: float, radius: float, name: str = "") -> list[Mark]:
    """The symbol of a class, on the map and in the legend.

    Parameters
    ----------
    key
        A layer of `POINT_LAYERS` and its class.
    x, y, radius
        In millimetres.
    name
        What it stands for.
    """
    layer, kind = key[0], key[1]
    facts = (("layer", layer), ("class", "-".join(key[1:])))
    if layer == "places":
        if kind == "other":
            actor = key[2] if len(key) > 2 else ""
            paint = Paint(color_of(actor), stroke="#55503f", width=radius * 0.28)
            return [Circle(x, y, radius, paint, name, facts)]
        return _filled(None, x, y, radius, PLACES[kind], name, facts)
    if layer == "liberated_cities":
        return _badge(kind, x, y, radius, name, facts)
    look = {"heritage_sites": HERITAGE, "affiliates": AFFILIATES, "attacks": ATTACKS}[layer][kind]
    form = _form({"heritage_sites": "diamond", "affiliates": "hexagon", "attacks": "star"}[layer], x, y, radius)
    if key[-1] == "past":
        look = look | {"color": paler(look["color"], _PAST)}
    found = _filled(form, x, y, radius, look, name, facts)
    if key[:2] == ("attacks", "disputed"):
        found.append(_letter("?", x, y, radius, radius * 1.1))
    return found


def _filled(
    form: Any, x: float, y: float, radius: float, look: dict[str, str], name: str, facts: tuple[tuple[str, str], ...]
) -> list[Mark]:
    """A form (None for a circle), filled as its class is."""
    color, fill = look["color"], look["fill"]

    def outlined(paint: Paint, *, named: bool = False) -> Mark:
        told = (name, facts) if named else ("", ())
        return Circle(x, y, radius, paint, *told) if form is None else Shape(form, paint, *told)

    if fill == "full" and radius < _LETTER_FROM:
        # Hundreds of them: one mark each.
        return [outlined(Paint(color, stroke="#ffffff", width=radius * 0.22), named=True)]
    ground = outlined(Paint("#ffffff", stroke="#ffffff", width=radius * 0.42))
    if fill == "full":
        return [ground, outlined(Paint(color, stroke=color, width=radius * 0.1), named=True)]
    found = [ground]
    if fill == "half":
        lower = shapely.intersection(form, shapely.box(x - 2 * radius, y, x + 2 * radius, y + 2 * radius))
        found.append(Shape(lower, Paint(color)))
    elif fill == "dot":
        found.append(Circle(x, y, radius * 0.36, Paint(color)))
    elif fill == "hatch":
        lines = [shapely.LineString([(x - radius, y + step), (x + radius, y + step)]) for step in _rows(radius)]
        turned = affinity.rotate(shapely.MultiLineString(lines), -45, origin=(x, y))
        inside = shapely.intersection(turned, shapely.Point(x, y).buffer(radius))
        found.append(Shape(inside, Paint(stroke=color, width=radius * 0.2)))
    return [*found, outlined(Paint(stroke=color, width=radius * 0.2), named=True)]


def _rows(radius: float) -> list[float]:
    return [radius * step for step in (-0.72, -0.36, 0.0, 0.36, 0.72)]


def _badge(actor: str, x: float, y: float, radius: float, name: str, facts: tuple[tuple[str, str], ...]) -> list[Mark]:
    paint = Paint(color_of(actor), stroke="#3c3a36", width=radius * 0.15)
    found: list[Mark] = [
        Circle(x, y, radius, Paint("#ffffff")),
        Circle(x, y, radius * 0.88, paint, name, facts),
    ]
    known = actors().get(actor)
    if radius >= _LETTER_FROM:
        found.append(_letter(known.letter if known else _GREY["letter"], x, y, radius, radius * 1.12))
    return found


def _letter(letter: str, x: float, y: float, radius: float, height: float) -> Text:
    return Text(x, y + radius * 0.4, letter, round(height / PT, 2), Font("sans", 700), "middle", INK, role="letter")


def _form(form: str, x: float, y: float, radius: float) -> Any:
    points = np.array(_FORMS[form]) / _UNIT * radius * 1.08
    return shapely.Polygon(points + np.array([x, y]))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@lru_cache(64)
def extents(layers: tuple[str, ...], projection: Projection, size: float) -> tuple[Symbol, ...]:
    """Every symbol that any day may show inside the frame, as large as it may be."""
    found: dict[tuple[str, str], Symbol] = {}
    for layer in POINT_LAYERS:
        if layer not in layers:
            continue
        spots = spots_of(layer, projection, size)
        for row, (x, y) in located(layer, projection):
            one = _extent(layer, row, (x, y), spots.get(str(row["id"]), Spot(0.0, 0.0)), size)
            known = found.get((layer, one.id))
            if projection.contains(one.x, one.y) and (known is None or known.radius < one.radius):
                found[layer, one.id] = one
    return tuple(found.values())


def _extent(layer: str, row: dict[Any, Any], at: tuple[float, float], spot: Spot, size: float) -> Symbol:
    widest = {"places": "held", "liberated_cities": "badge", "attacks": "recent"}.get(layer, layer)
    rank = _RANK.get(int(row["label_rank"]), 1.0) if "label_rank" in row else 1.0
    own = str(row["place_id"] if layer == "liberated_cities" else spot.group or row["id"])
    radius = _RADIUS[widest] * size * rank * (1.5 if spot.group else 1.0)
    return Symbol(layer, own, (layer,), at[0] + spot.right, at[1] - spot.up, radius, 0, "", "")
