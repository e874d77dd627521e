"""The map in its frame: what a day shows, and the marks that draw it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.atlas import shown as atlas
from dashboard.atlas.layers import LOOKS, POINTS
from dashboard.atlas.selection import FOCUS, Selection
from dashboard.atlas.style import LAND
from dashboard.paper.map import furniture, labels, land
from dashboard.paper.map import ground as ground_
from dashboard.paper.map import symbols as symbols_
from dashboard.paper.map.ground import Ground
from dashboard.paper.map.projection import Projection
from dashboard.paper.page.margins import Setting
from dashboard.paper.scene import Box, Key, Label, Mark, Shape
from geodata.history.territory import COUNTRIES

Span = tuple[date, date]


@dataclass(frozen=True)
class Shown:
    """What a day's map shows, before anything of it is drawn.

    Attributes
    ----------
    selection, projection, setting
        Of the map.
    furniture
        Marks that lie on the map and are no part of it.
    drawn
        What the legend has to explain.
    cited
        Ids of the sources of what is shown.
    """

    selection: Selection
    projection: Projection
    setting: Setting
    furniture: tuple[Mark, ...]
    symbols: tuple[symbols_.Symbol, ...]
    land: tuple[land.Piece, ...]
    ground: Ground
    names: labels.Names
    drawn: frozenset[Key]
    cited: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A map's marks by layer, the lowest first; what lies on it; and its names."""

    layers: tuple[tuple[str, tuple[Mark, ...]], ...]
    furniture: tuple[Mark, ...]
    labels: tuple[Label, ...]


def shown(
    selection: Selection, projection: Projection, setting: Setting, lying: Sequence[tuple[Sequence[Mark], Box]] = ()
) -> Shown:
    """What a map shows on the selection's day; where that is compared with another, what changed of the land since.

    Parameters
    ----------
    lying
        What lies on the map and is no part of it, each with the box that it fills: names keep off that.

    Raises
    ------
    LayerError
        If one of the territory's files is missing or broken.
    """
    members = _members(selection) if "coalition" in selection.layers else frozenset()
    ground = ground_.ground(projection, focus(selection), members)
    size = round(symbols_.enlarged(projection, setting.scale), 4)
    # At the scale of the world places would lie on each other: a map of their own shows them.
    fine = ground_.is_fine(projection)
    points = selection if fine else replace(selection, layers=_without_places(selection.layers))
    symbols = symbols_.symbols(points, projection, size)
    pieces = _land(selection, projection) if fine and "territory" in selection.layers else []
    kept = tuple(box for _, box in lying)
    names = labels.placed(projection, ground, points.layers, _style(selection, setting), size, kept)
    drawn = {("territory", *_class(piece)) for piece in pieces} | {one.key for one in symbols} | set(ground.drawn)
    drawn |= {("map", "capital") for _ in labels.capitals(names, symbols)}
    drawn |= {("map", "capital" if one.capital else "town") for one in labels.bare_towns(names, symbols)}
    drawn |= {(one.layer, "several") for one in symbols if one.count > 1}
    cited = [source for one in symbols for source in one.sources.split(";")]
    if pieces:
        cited += _cited_by_land(selection)
    return Shown(
        selection=selection,
        projection=projection,
        setting=setting,
        furniture=tuple(mark for marks, _ in lying for mark in marks),
        symbols=tuple(symbols),
        land=tuple(pieces),
        ground=ground,
        names=names,
        drawn=frozenset(drawn),
        cited=tuple(dict.fromkeys(cited)),
    )


def drawn(one: Shown) -> Picture:
    """The marks of a map."""
    name_marks, placed = labels.drawn(one.names, one.symbols, _style(one.selection, one.setting))
    by_layer: dict[str, list[Mark]] = {layer: [] for layer in POINTS}
    for symbol in one.symbols:
        by_layer[symbol.layer] += symbols_.marks(symbol)
    return Picture(
        layers=(
            ("ground", one.ground.below),
            ("territory", tuple(_land_mark(piece, one.selection, one.setting) for piece in one.land)),
            ("lines", one.ground.above),
            *((layer, tuple(marks)) for layer, marks in by_layer.items() if marks),
            ("names", tuple(name_marks)),
        ),
        furniture=one.furniture,
        labels=tuple(placed),
    )


def focus(selection: Selection) -> tuple[str, ...]:
    """Countries whose land stands out."""
    return FOCUS.get(selection.view, COUNTRIES)


def _style(selection: Selection, setting: Setting) -> labels.Style:
    return labels.Style(selection.language, setting.family, setting.scale)


def furniture_of(
    day: date, projection: Projection, setting: Setting, timeline: Span | None
) -> list[tuple[list[Mark], Box]]:
    """Scale, north and a film's line of time on a map, each with the box that it fills."""
    bar = furniture.scale_bar(projection, setting)
    found = [bar, furniture.north_arrow(projection, setting)]
    if timeline:
        _, top, right, bottom = projection.frame
        found.append(furniture.timeline(day, *timeline, (bar[1][2], top, right, bottom), setting))
    return found


def _without_places(layers: Sequence[str]) -> tuple[str, ...]:
    return tuple(layer for layer in layers if not LOOKS[layer].near_only)


def _land(selection: Selection, projection: Projection) -> list[land.Piece]:
    """Land of the day, or what changed of it from the day with which that is compared."""
    if selection.compare is None:
        return land.pieces(projection, selection.day, selection.style)
    return land.changes(projection, selection.compare, selection.day, selection.style)


def _class(piece: land.Piece) -> tuple[str, ...]:
    return (piece.name, piece.held_by or "") if LAND[piece.name].by_holder else (piece.name,)


def _land_mark(piece: land.Piece, selection: Selection, setting: Setting) -> Shape:
    reader = setting.reader
    name = land.told(piece.name, reader)
    if LAND[piece.name].by_holder and piece.held_by:
        name = atlas.actor_name(piece.held_by, reader.language)
    facts = [("class", piece.name)]
    if piece.held_by:
        facts.append(("held-by", piece.held_by))
    facts.append(("km2", f"{piece.area_km2:.2f}"))
    paint = land.painted(piece.name, atlas.actor(piece.held_by).color, selection.style)
    told = [name, reader.area(piece.area_km2)]
    if setting.maps > 1:
        told.append(reader.day(selection.day))
    return Shape(piece.shape, paint, ", ".join(told), tuple(facts))


def _members(selection: Selection) -> frozenset[str]:
    rows = atlas.on("coalition", selection.day)
    return frozenset(row["country"] for row in rows if row["country"])


def _cited_by_land(selection: Selection) -> list[str]:
    """Sources of who holds the places that the land is derived from."""
    held = [row for row in atlas.on("places", selection.day) if row["event_id"]]
    return [source for row in held for source in str(row["sources"]).split(";")]
