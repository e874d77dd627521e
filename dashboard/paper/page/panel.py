"""What stands beside the map: the legend of just what is drawn, key figures of the day, and an inset."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

import numpy as np
import shapely

from dashboard.atlas import forms
from dashboard.atlas import shown as atlas
from dashboard.atlas.figures import WORLDWIDE, area_of, areas_on, changed, counts_by_day, has_land
from dashboard.atlas.i18n import Locale
from dashboard.atlas.layers import LOOKS, OF_PLACES, SHOWN
from dashboard.atlas.layers.places import CHANGED, DOUBTFUL, HELD, UNFOLLOWED
from dashboard.atlas.looks import DOUBTED, Symbol
from dashboard.atlas.looks import Entry as Words
from dashboard.atlas.scopes import scope_name, scope_of
from dashboard.atlas.selection import OPENING_VIEW, VIEWS, Selection
from dashboard.atlas.style import BASEMAP, CHANGES, COLORS, INK, LAND, WHITE
from dashboard.paper.map import furniture, labels, land, picture
from dashboard.paper.map import ground as ground_
from dashboard.paper.map import symbols as symbols_
from dashboard.paper.map.picture import Shown
from dashboard.paper.map.projection import Projection, fitted
from dashboard.paper.page import legend
from dashboard.paper.page.legend import SAMPLE, Entry, Row, Value
from dashboard.paper.page.margins import Setting
from dashboard.paper.scene import Box, Key, Label, Mark, Paint, Shape, Text
from geodata.history import territory
from geodata.history.figures import FIGURES, Series, on
from geodata.history.territory import CLASSES

_DETAIL_SHARE = 0.62
_INSET_LEAST = 19.0
_WIDE = 250.0
"""Width of a page from which a legend below the map has more columns."""
_LOWER_SHARE = {"a4-portrait": 0.6, "square": 0.64}
_LOWER_SHARE_OF_TWO = {"slide": 0.6, "a4": 0.58, "a4-portrait": 0.54, "square": 0.54}
"""Of the panel's width, for the legend, where the panel lies below the map."""


@dataclass(frozen=True)
class Panel:
    """What stands beside the map, the inset apart.

    Attributes
    ----------
    explained
        What the legend explains.
    rows
        Key figures.
    labels
        Names in the inset.
    """

    marks: tuple[Mark, ...]
    inset: tuple[Mark, ...]
    explained: frozenset[Key]
    rows: tuple[Row, ...]
    labels: tuple[Label, ...]


def detail(selection: Selection, projection: Projection, setting: Setting, box: Box) -> Shown | None:
    """The map of Iraq and Syria that stands in the panel of one of the world, where places would lie on each other."""
    wanted = ("territory",) if "territory" in selection.layers and has_land(selection.day) else OF_PLACES
    layers = tuple(layer for layer in selection.layers if layer in wanted)
    if ground_.is_fine(projection) or not layers:
        return None
    small = replace(selection, view=OPENING_VIEW, bounds=None, layers=layers)
    inner = replace(setting, share=setting.share * _DETAIL_SHARE)
    return picture.shown(small, fitted(VIEWS[OPENING_VIEW], _detail_box(box, setting)), inner)


def height(maps: Sequence[Selection], setting: Setting, box: Box, drawn: frozenset[Key]) -> float:
    """How high the panel below two maps has to be for letters of the usual size; the box tells its width."""
    left, right = _halves(box, setting)
    entries = _Entries(drawn, maps[0].style, setting)
    figures = _told(maps, setting, drawn).drawn(right, setting, setting.scale)[1]
    return max(figures, min(_legend_in(entries, left, setting.scale, count)[1] for count in _columns(setting))) - box[1]


def panel(
    maps: Sequence[Selection],
    projection: Projection,
    setting: Setting,
    box: Box,
    drawn: frozenset[Key],
    inset: Shown | None,
) -> Panel:
    """The panel, its letters as large as its box allows.

    Parameters
    ----------
    maps
        What each map of the page shows.
    drawn
        What there is to explain.
    inset
        As `detail` answers.
    """
    selection = maps[0]
    told = _told(maps, setting, drawn)
    left, right = (box, box) if setting.is_beside else _halves(box, setting)
    lowest = box[3] if len(maps) > 1 else box[3] - _INSET_LEAST * setting.scale
    if inset:
        lowest = inset.projection.frame[1] - 4.2 * setting.scale
    entries = _Entries(drawn, selection.style, setting)
    marks, under = _stacked(entries, told, left, right, lowest)
    picture_, names = _inset(selection, projection, setting, (right[0], under + 2.5, right[2], box[3]), inset)
    return Panel(tuple(marks), tuple(picture_), _legend(entries)[1], told.rows, names)


@dataclass(frozen=True)
class _Entries:
    """What the legend hangs on: all pages of a film have the same."""

    drawn: frozenset[Key]
    style: str
    setting: Setting


@dataclass(frozen=True)
class _Figures:
    """Key figures: what stands above them, and above each day's."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]

    def drawn(self, box: Box, setting: Setting, scale: float) -> tuple[list[Mark], float]:
        return legend.figures(self.heading, self.heads, self.rows, box, setting, scale)


def _stacked(entries: _Entries, told: _Figures, left: Box, right: Box, lowest: float) -> tuple[list[Mark], float]:
    """Legend and figures, one under the other or side by side; answers with how far down the figures reach."""
    setting = entries.setting
    sizes = [setting.scale * float(part) for part in np.arange(1.0, 0.5, -0.04)]
    if left is not right:
        made = _largest(entries, left, left[3], sizes, _columns(setting))[0]
        for scale in sizes:
            figures, under = told.drawn(right, setting, scale)
            if under <= lowest:
                break
        return [*made, *figures], under
    for scale in sizes:
        # A second column is easier to read than letters much smaller.
        for columns in (1, 2) if scale < 0.85 * setting.scale else (1,):
            made, end = _legend_in(entries, left, scale, columns)
            box = (left[0], end + 2.2 * scale, left[2], left[3])
            figures, under = told.drawn(box, setting, scale)
            if under <= lowest:
                return [*made, *figures], under
    return [*made, *figures], under


def _largest(
    entries: _Entries, box: Box, lowest: float, sizes: Sequence[float], columns: Sequence[int]
) -> tuple[list[Mark], float]:
    """The legend as large as it fits."""
    for scale in sizes:
        for count in columns:
            made, end = _legend_in(entries, box, scale, count)
            if end <= lowest:
                return made, end
    return made, end


@lru_cache(256)
def _legend_in(entries: _Entries, box: Box, scale: float, columns: int) -> tuple[list[Mark], float]:
    return legend.legend(_legend(entries)[0], box, entries.setting, scale, columns)


def _halves(box: Box, setting: Setting) -> tuple[Box, Box]:
    """Where legend and figures stand below the map, the legend on the reader's side."""
    shares = _LOWER_SHARE if setting.maps == 1 else _LOWER_SHARE_OF_TWO
    width, gap = (box[2] - box[0]) * shares[setting.page], 6.0
    if setting.reader.direction == "rtl":
        return (box[2] - width, box[1], box[2], box[3]), (box[0], box[1], box[2] - width - gap, box[3])
    return (box[0], box[1], box[0] + width, box[3]), (box[0] + width + gap, box[1], box[2], box[3])


def _detail_box(box: Box, setting: Setting) -> Box:
    """Where the map within the map stands."""
    if setting.is_beside:
        return box[0], box[3] - (box[2] - box[0]) * 0.66, box[2], box[3]
    _, right = _halves(box, setting)
    return right[0], max(box[3] - (right[2] - right[0]) * 0.7, box[1] + 34), right[2], box[3]


def _inset(
    selection: Selection, projection: Projection, setting: Setting, box: Box, inset: Shown | None
) -> tuple[Sequence[Mark], tuple[Label, ...]]:
    """A map within the map, or where on the earth the map lies."""
    if inset is not None:
        made, frame = picture.drawn(inset), inset.projection.frame
        edge = Shape(shapely.box(*frame), Paint(stroke=INK, width=0.3))
        x, y = setting.at(frame[0], frame), frame[1] - 1.4
        text = setting.reader.t(f"view.{OPENING_VIEW}")
        heading = Text(x, y, text, 8.0 * setting.scale, setting.font(700), setting.start, role="heading")
        return [*(mark for _, marks in made.layers for mark in marks), edge, heading], made.labels
    top = max(box[1], box[3] - (box[2] - box[0]) * 0.6)
    if box[3] - top < 12 or projection.name == "eqearth" or setting.maps > 1:
        return [], ()
    return furniture.locator(projection, (box[0], top, box[2], box[3]), picture.focus(selection)), ()


# ---- the legend ------------------------------------------------------------------------------------------------------


_SAMPLE = 1.6
"""Radius of a symbol in the legend, in millimetres."""


@lru_cache(64)
def _legend(wanted: _Entries) -> tuple[list[Entry], frozenset[Key]]:
    """Rows for all that is drawn and for nothing else, and the keys they explain."""
    drawn, reader, style = wanted.drawn, wanted.setting.reader, wanted.style
    entries: list[Entry] = []
    explained: set[Key] = set()

    def section(heading: str, rows: Sequence[tuple[Sequence[Key], Entry]]) -> None:
        shown = [(keys, entry) for keys, entry in rows if any(key in drawn for key in keys)]
        if shown:
            entries.append(Entry(heading))
        for keys, entry in shown:
            entries.append(entry)
            explained.update(key for key in keys if key in drawn)

    named = [name for name in (*CLASSES, *CHANGES) if not LAND[name].by_holder]
    section(reader.t("snapshot.legend.land"), [_land_row(name, reader, style) for name in named])
    # A layer that is not drawn is not asked for: its file may be missing.
    layers = {key[0] for key in drawn}
    held = _held_entries() if "places" in layers else []
    changes = [_change_row(symbol, reader) for symbol in CHANGED]
    section(reader.t("layer.places"), [*(_class_row("places", entry, drawn, reader) for entry in held), *changes])
    holders = [
        *_marked(drawn, reader),
        *_holder_rows(drawn, reader, style),
        *_unfollowed(drawn, reader),
        *_doubted(drawn, reader),
    ]
    section(reader.t("snapshot.legend.holders"), holders)
    for layer in SHOWN:
        if layer in layers and layer not in OF_PLACES and LOOKS[layer].kind in ("points", "countries"):
            section(reader.t(f"layer.{layer}"), _layer_rows(layer, drawn, reader))
    section(reader.t("snapshot.legend.map"), _map_rows(reader))
    return entries, frozenset(explained)


def _land_row(name: str, reader: Locale, style: str) -> tuple[list[Key], Entry]:
    paint = land.painted(name, "", style, small=0.7)
    return [("territory", name)], Entry(land.told(name, reader), (_patch(paint, style),))


def _patch(paint: Paint, style: str) -> Mark:
    if style == "corridors":
        return Shape(shapely.LineString([(-3.6, 0.5), (-1, -0.6), (1.2, 0.6), (3.6, -0.4)]), paint)
    return Shape(
        shapely.box(-SAMPLE[0] / 2 + 0.2, -SAMPLE[1] / 2 + 0.2, SAMPLE[0] / 2 - 0.2, SAMPLE[1] / 2 - 0.2), paint
    )


def _held_entries() -> list[Words]:
    """Classes of places that the group holds or fights in; those of others have a section of their own."""
    return [entry for entry in _explained("places") if entry.kind in HELD]


def _explained(layer: str) -> tuple[Words, ...]:
    kinds = frozenset(key[1] for key in atlas.symbols(layer))
    return LOOKS[layer].explain(atlas.actors(), kinds)


def _layer_rows(layer: str, drawn: frozenset[Key], reader: Locale) -> list[tuple[list[Key], Entry]]:
    """Classes of a layer, how several on one spot are told, and that older ones are paler."""
    if LOOKS[layer].kind == "countries":
        return [([(layer, entry.kind)], Entry(reader.t(entry.words.key), (_tint(),))) for entry in _explained(layer)]
    rows = [_class_row(layer, entry, drawn, reader) for entry in _explained(layer)]
    present = [key for key in drawn if key in atlas.symbols(layer)]
    if (layer, "several") in drawn:
        order = [entry.kind for entry in _explained(layer)]
        sign = atlas.symbols(layer, reader.language)[min(present, key=lambda key: order.index(key[1]))]
        samples = (*symbols_.drawn(sign, 0.0, 0.0, 1.9), *symbols_.counted(sign, 0.0, 0.0, 1.9, 2))
        rows.append(([(layer, "several")], Entry(reader.t("snapshot.legend.several"), tuple(samples))))
    past = sorted(key for key in present if key[-1] == "past")
    if past and any(key[-1] == "recent" for key in present):
        rows.append((past, Entry(reader.t("snapshot.legend.past"), _symbol(past[0], reader, 1.2))))
    return rows


def _class_row(layer: str, entry: Words, drawn: frozenset[Key], reader: Locale) -> tuple[list[Key], Entry]:
    """A class of a layer, as it is drawn; where it is drawn in several ways, as the first of them."""
    keys = [key for key in atlas.symbols(layer) if key[1] == entry.kind]
    first = next((key for key in keys if key in drawn), keys[0] if keys else None)
    text = atlas.actor_name(entry.words.actor, reader.language) if entry.words.actor else reader.t(entry.words.key)
    return keys, Entry(text, _symbol(first, reader) if first else ())


def _change_row(symbol: Symbol, reader: Locale) -> tuple[list[Key], Entry]:
    """Places that Daesh gained or lost between two days."""
    sample = tuple(symbols_.drawn(symbol, 0.0, 0.0, _SAMPLE))
    return [symbol.key("places")], Entry(land.told(symbol.kind, reader), sample)


def _tint() -> Mark:
    edge = COLORS["member_edge"]
    return Shape(shapely.box(-3.6, -1.8, 3.6, 1.8), Paint(BASEMAP["member"], stroke=edge, width=0.15))


def _holders(drawn: frozenset[Key]) -> list[str]:
    """Actors that hold land or places now, in the order of the record."""
    found = {key[2] for key in drawn if (key[0] == "territory" and len(key) > 2) or key[:2] == ("places", "other")}
    found |= {key[1] for key in drawn if key[0] == "liberated_cities"}
    order = list(atlas.actors())
    return sorted(found, key=lambda actor: (order.index(actor) if actor in order else len(order), actor))


def _holder_rows(drawn: frozenset[Key], reader: Locale, style: str) -> list[tuple[list[Key], Entry]]:
    return [_actor_row(actor, drawn, reader, style) for actor in _holders(drawn)]


def _unfollowed(drawn: frozenset[Key], reader: Locale) -> list[tuple[list[Key], Entry]]:
    key = ("places", UNFOLLOWED.kind)
    return [([key], Entry(reader.t("state_of_place.unfollowed"), _symbol(key, reader, 0.9)))] if key in drawn else []


def _doubted(drawn: frozenset[Key], reader: Locale) -> list[tuple[list[Key], Entry]]:
    keys = sorted(key for key in drawn if key[-1] == DOUBTED)
    sample = Symbol(DOUBTED, DOUBTFUL, 14.0)
    text = reader.t("state_of_place.doubted")
    return [(keys, Entry(text, tuple(symbols_.drawn(sample, 0.0, 0.0, 1.4))))] if keys else []


def _marked(drawn: frozenset[Key], reader: Locale) -> list[tuple[list[Key], Entry]]:
    """What a letter means, and what a dot and land: who retook a place need not be who holds it."""
    cities = sorted(key for key in drawn if key[0] == "liberated_cities")
    if not cities:
        return []
    # Any letter that is drawn stands for all of them.
    badge = Symbol("badge", forms.badge(WHITE, atlas.actor(cities[0][1]).letters), 19.0).told(reader.language)
    dot = Symbol("dot", forms.dot(WHITE), 14.0)
    samples = (*symbols_.drawn(badge, -2.2, 0.0, 1.5), *symbols_.drawn(dot, 2.2, 0.0, 0.8))
    return [(cities, Entry(reader.t("snapshot.legend.letter"), samples))]


def _actor_row(actor: str, drawn: frozenset[Key], reader: Locale, style: str) -> tuple[list[Key], Entry]:
    """Land, cities retaken and other places of a holder, as far as they are drawn."""
    lands = [key for key in drawn if key[0] == "territory" and key[2:] == (actor,)]
    city, place = (
        next((key for key in (sure, (*sure, DOUBTED)) if key in drawn), sure)
        for sure in (("liberated_cities", actor), ("places", "other", actor))
    )
    samples: list[Mark] = []
    for key in lands:
        samples.append(_patch(land.painted(key[1], atlas.actor(actor).color, style), style))
    if city in drawn:
        samples += _symbol(city, reader, 1.5, -1.6 if place in drawn else 0.0)
    if place in drawn:
        samples += _symbol(place, reader, 0.8, 1.9 if city in drawn else 0.0)
    known = actor in atlas.actors()
    text = atlas.actor_name(actor, reader.language) if known else reader.t("state_of_place.other")
    return [*lands, *_both(city), *_both(place)], Entry(text, tuple(samples))


def _both(key: Key) -> tuple[Key, Key]:
    """A symbol's key, and that of the same in doubt."""
    sure = key[:-1] if key[-1] == DOUBTED else key
    return sure, (*sure, DOUBTED)


def _symbol(key: Key, reader: Locale, radius: float = _SAMPLE, x: float = 0.0) -> tuple[Mark, ...]:
    return tuple(symbols_.drawn(atlas.symbols(key[0], reader.language)[key], x, 0.0, radius))


def _map_rows(reader: Locale) -> list[tuple[list[Key], Entry]]:
    wave = shapely.LineString([(-3.6, 0.4), (-1.4, -0.5), (1.2, 0.5), (3.6, -0.4)])
    flat = shapely.LineString([(-3.8, 0), (3.8, 0)])
    lake = shapely.Point(0, 0).buffer(1.4)
    rows: list[tuple[str, tuple[Mark, ...]]] = [
        ("capital", tuple(labels.town(0, 0, 1.0, capital=True))),
        ("town", tuple(labels.town(0, 0, 1.2, capital=False))),
        ("border", (Shape(flat, ground_.BORDER),)),
        ("disputed", (Shape(flat, ground_.DISPUTED),)),
        ("governorate", (Shape(flat, ground_.GOVERNORATE),)),
        ("river", (Shape(wave, ground_.river(1)),)),
        ("lake", (Shape(shapely.affinity.scale(lake, 2.0, 0.9), ground_.LAKE),)),
    ]
    return [([("map", name)], Entry(reader.t(f"snapshot.map.{name}"), samples)) for name, samples in rows]


def _columns(setting: Setting) -> tuple[int, ...]:
    """How many columns a legend below the map may have."""
    return (2, 3) if setting.width < _WIDE else (3, 4)


# ---- figures ---------------------------------------------------------------------------------------------------------


def _told(maps: Sequence[Selection], setting: Setting, drawn: frozenset[Key]) -> _Figures:
    """Key figures of the countries shown, with their headings."""
    reader = setting.reader
    scope = scope_of(maps[0].view) if any(key[0] in ("territory", *OF_PLACES) for key in drawn) else ""
    heads = tuple(reader.day(one.day) for one in maps) if len(maps) > 1 else ()
    heading = reader.t("snapshot.figures")
    if scope:
        key = "snapshot.figures.of" if maps[0].compare is None else "snapshot.figures.changes"
        heading = reader.t(key, scope=scope_name(scope, reader))
    return _Figures(heading, heads, tuple(_figures(maps, reader, scope, drawn)))


def _figures(maps: Sequence[Selection], reader: Locale, scope: str, drawn: frozenset[Key]) -> list[Row]:
    """Figures of each day, or of what changed from one day to another."""
    if maps[0].compare is not None:
        return list(_changes(maps[0], maps[0].compare, reader, scope.split(";"))) if scope else []
    days = [dict(_figures_on(one, reader, scope, drawn, is_one=len(maps) == 1)) for one in maps]
    # A day may lack what another has.
    names = dict.fromkeys(name for day in sorted(days, key=len, reverse=True) for name in day)
    return [Row(name, tuple(day.get(name, Value("–")) for day in days)) for name in names]


def _changes(selection: Selection, before: date, reader: Locale, countries: Sequence[str]) -> Iterator[Row]:
    """Land and places that Daesh gained, lost and kept."""
    cells = territory.territory().cells
    own = np.isin(cells.country, countries)
    is_derived = "territory" in selection.layers and has_land(before) and has_land(selection.day)
    areas = changed(before, selection.day) if is_derived else {}
    places = dict(zip(CHANGES, atlas.places_changed(before, selection.day, countries), strict=True))
    for name in CHANGES:
        count = reader.t("difference.places", count=reader.number(len(places[name])))
        value = Value(count)
        if is_derived:
            value = Value(reader.area(area_of(areas[name] & own)), count)
        yield Row(land.told(name, reader), (value,))


def _figures_on(
    selection: Selection, reader: Locale, scope: str, drawn: frozenset[Key], *, is_one: bool
) -> Iterator[tuple[str, Value]]:
    """Areas with their band, and counts, of the day; of places and sites only where the map shows any."""
    if scope:
        yield from _areas(selection, reader, scope.split(";"), is_one=is_one)
    shown = {key[0] for key in drawn}
    for name, layer in FIGURES.items():
        is_local = name not in WORLDWIDE
        if (
            layer not in selection.layers
            or (is_local and not scope)
            or (layer == "heritage_sites" and layer not in shown)
        ):
            continue
        series = _series(name, layer, scope)
        yield reader.t(f"figure.{name}"), Value(reader.number(on(series, selection.day)))


@cache
def _series(figure: str, layer: str, scope: str) -> Series:
    """A count over all days."""
    return counts_by_day(figure, atlas.table(layer), scope.split(";"))


def _areas(
    selection: Selection, reader: Locale, countries: Sequence[str], *, is_one: bool
) -> Iterator[tuple[str, Value]]:
    """Areas of a day; below those of two days there is no room for a sentence on the band."""
    areas = areas_on(selection.day, countries) if "territory" in selection.layers else None
    if areas is None:
        return
    yield reader.t("class.control"), Value(reader.area(areas.control))
    yield reader.t("class.contested"), Value(reader.area(areas.contested))
    band = reader.t("snapshot.band", low=reader.km2(areas.low), high=reader.km2(areas.high))
    if is_one:
        band = reader.t("figure.band", low=reader.area(areas.low), high=reader.area(areas.high))
    yield reader.t("figure.land_held_told"), Value(reader.area(areas.held), band if areas.held else "")
