"""Sheet -> scene: the map, what stands round it, and what is said of both.

>>> from dashboard.paper.page.composition import compose
>>> compose(Sheet(Selection(language="ar")))
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Literal

import numpy as np
import shapely

from dashboard.atlas import shown as atlas
from dashboard.atlas.figures import has_land
from dashboard.atlas.i18n import Locale, locale
from dashboard.atlas.layers import OF_PLACES, POINTS
from dashboard.atlas.selection import FOCUS, OPENING_VIEW, VIEWS, WORLDWIDE, Bounds, Selection
from dashboard.atlas.style import INK, WHITE
from dashboard.paper.map import americas, furniture, picture
from dashboard.paper.map import symbols as symbols_
from dashboard.paper.map.ground import is_fine
from dashboard.paper.map.picture import Shown, Span
from dashboard.paper.map.projection import Projection, fitted
from dashboard.paper.page import margins
from dashboard.paper.page import panel as panel_
from dashboard.paper.page.legend import Row
from dashboard.paper.page.margins import FOOT_SIZE, MARGIN, Setting
from dashboard.paper.scene import Box, Key, Layer, Mark, Paint, Scene, Shape, Source
from dashboard.paper.sheet import PAGES, Sheet
from dashboard.paper.typography import measure
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history.territory import COUNTRIES
from geodata.record import loading
from geodata.record.origins import library

Family = Literal["sans", "office"]
_TRIES = 3
_OWN_LAYERS = ("page", "ground", "lines", "names", "graticule", "inset", "furniture", "marginalia")


def compose(sheet: Sheet, family: Family = "sans") -> Scene:
    """Everything on the page, decided.

    Parameters
    ----------
    sheet
        What is to be printed.
    family
        ``office`` lays out for the typeface of office programs, which cannot carry ours inside.

    Raises
    ------
    DayError
        If the day is outside the record.
    LayerError
        If a file of the record or of the basemap is missing or broken: a page that lacks a part is not made.
    """
    return next(_composed(sheet, family, [_maps_of(sheet.selection)]))


def _maps_of(selection: Selection) -> tuple[Selection, ...]:
    """What each map of a page shows: two days side by side have one each, what changed between them is one map."""
    if selection.compare is None:
        return (selection,)
    if selection.mode == "difference":
        first, last = sorted((selection.day, selection.compare))
        return (replace(selection, day=last, compare=first),)
    one = replace(selection, compare=None)
    return one, replace(one, day=selection.compare)


def series(sheet: Sheet, days: Sequence[date]) -> Iterator[Scene]:
    """Pages of a film: as `compose`, each with how far the film has come.

    Nothing jumps from one to the next: names keep their places, and the legend has whatever any of them draws.

    Raises
    ------
    DayError, LayerError
        As `compose`.
    """
    one = replace(sheet.selection, compare=None)
    return _composed(sheet, "sans", [(replace(one, day=day),) for day in days], film=True)


@dataclass(frozen=True)
class _Every:
    """What all pages of a series have alike; ``lower`` is how high the panel below two maps is."""

    setting: Setting
    lower: float | None
    drawn: frozenset[Key]
    foot: tuple[str, ...]
    version: str


def _composed(
    sheet: Sheet, family: Family, pages: Sequence[tuple[Selection, ...]], *, film: bool = False
) -> Iterator[Scene]:
    package = loading.package()
    days = [day for page in pages for day in _all_days(page)]
    for day in (min(days), max(days)):
        loading.require_on_clock(day)
    setting = Setting(sheet.page, *PAGES[sheet.page], locale(sheet.selection.language), family, maps=len(pages[0]))
    made = sheet.told(setting.reader, package.version)
    timeline = (days[0], days[-1]) if film else None
    # How high the map is hangs on the lines of the footer, which names what the map shows: it begins with none.
    notes = _notes(pages[0], setting, (), ())
    lower: float | None = None
    plan = _plan(sheet, setting, _widest(pages, setting), (*notes, made))
    for _ in range(_TRIES):
        projections = [fitted(_bounds(sheet.selection), frame) for frame in plan.frames]
        drawn_pages = [
            [_map(one, to, setting, plan.panel, timeline) for one, to in zip(page, projections, strict=True)]
            for page in pages
        ]
        every_map = [one for page in drawn_pages for map_ in page for one in map_.all]
        cited = tuple(dict.fromkeys(source for one in every_map for source in one.cited))
        shown = tuple(one.projection for one in drawn_pages[0][0].all)
        notes = _notes(pages[0], setting, _sources(cited), shown)
        drawn = frozenset[Key]().union(*(one.drawn for one in every_map))
        if setting.maps > 1:
            # It only grows, or the page might never come to rest.
            lower = max(lower or 0.0, panel_.height(pages[0], setting, plan.panel, drawn))
        before, plan = plan, _plan(sheet, setting, _widest(pages, setting), (*notes, made), lower)
        if plan.frames == before.frames:
            break
    every = _Every(setting, lower, drawn, (*notes, made), package.version)
    return (_scene(sheet, page, every) for page in drawn_pages)


@dataclass(frozen=True)
class _Map:
    """A map, that of the Americas which stands on it, and that of Iraq and Syria in the panel."""

    main: Shown
    americas: Shown | None
    inset: Shown | None

    @property
    def all(self) -> list[Shown]:
        return [one for one in (self.main, self.americas, self.inset) if one is not None]


def _map(selection: Selection, projection: Projection, setting: Setting, panel: Box, timeline: Span | None) -> _Map:
    lying = picture.furniture_of(selection.day, projection, setting, timeline)
    bottom = lying[-1][1][1] if timeline else projection.frame[3]
    far = americas.shown(selection, projection, setting, bottom)
    kept = [*lying, ((), americas.box(far))] if far else lying
    return _Map(
        picture.shown(selection, projection, setting, kept),
        far,
        panel_.detail(selection, projection, setting, panel) if setting.maps == 1 else None,
    )


def _scene(sheet: Sheet, maps: Sequence[_Map], every: _Every) -> Scene:
    setting, selections = every.setting, [one.main.selection for one in maps]
    reader, title, selection = setting.reader, _title(sheet), selections[0]
    plan = _plan(sheet, setting, _days(selections, reader), every.foot, every.lower)
    pictures = [picture.drawn(one.main) for one in maps]
    main, inset = maps[0].main, maps[0].inset
    panel = panel_.panel(selections, main.projection, setting, plan.panel, every.drawn, inset)
    nets, ticks = zip(*(furniture.graticule(one.main.projection, setting) for one in maps), strict=True)
    frames = [Shape(shapely.box(*one.main.projection.frame), Paint(stroke=INK, width=0.35)) for one in maps]
    far = [mark for one in maps if one.americas for mark in americas.drawn(one.americas)]
    page = Shape(shapely.box(0, 0, setting.width, setting.height), Paint(WHITE))
    layers: list[tuple[str, Iterable[Mark]]] = [
        ("page", (page,)),
        *_joined(pictures),
        ("graticule", chain(*nets)),
        ("inset", (*_outlined(main.projection, inset), *far, *panel.inset)),
        ("furniture", (*chain(*(one.furniture for one in pictures)), *frames)),
        ("marginalia", (*chain(*ticks), *plan.marks, *panel.marks)),
    ]
    day = " · ".join(_days(selections, reader))
    return Scene(
        width=setting.width,
        height=setting.height,
        layers=tuple(
            Layer(name, _layer_name(name, reader), marks) for name, found in layers if (marks := tuple(found))
        ),
        language=selection.language,
        direction=reader.direction,
        separator=reader.t("list.comma"),
        title=title,
        date=day,
        day="/".join(sorted(one.isoformat() for one in _all_days(selections))),
        description=f"{title}{reader.t('list.comma')} {day}. " + "; ".join(_told(row) for row in panel.rows),
        keywords=_keywords(selection, reader),
        frames=plan.frames,
        labels=(*(label for one in pictures for label in one.labels), *panel.labels),
        dropped=main.names.dropped,
        drawn=every.drawn,
        explained=panel.explained,
        sources=_sources(tuple(source for map_ in maps for one in map_.all for source in one.cited)),
        notes=every.foot[:-1],
        version=every.version,
        made_at=sheet.made,
    )


def _joined(pictures: Sequence[picture.Picture]) -> list[tuple[str, Iterable[Mark]]]:
    """Layers of all the maps of a page, those of a name as one."""
    if len(pictures) == 1:
        # Not copied: marks that all pages of a series share are known again by what writes them.
        return list(pictures[0].layers)
    found = [dict(one.layers) for one in pictures]
    names = ("ground", "territory", "lines", *POINTS, "names")
    return [(name, chain(*(one.get(name, ()) for one in found))) for name in names]


def _told(row: Row) -> str:
    values = (f"{value.text} ({value.small})" if value.small else value.text for value in row.values)
    return f"{row.text}: {' · '.join(values)}"


def _outlined(projection: Projection, inset: Shown | None) -> list[Shape]:
    """On the map, what the one within it shows."""
    if inset is None:
        return []
    box = shapely.segmentize(shapely.box(*VIEWS[OPENING_VIEW]), 1.0)
    return [Shape(projection.drawn(np.array([box]))[0], Paint(stroke=INK, width=0.3))]


def _plan(
    sheet: Sheet, setting: Setting, days: Sequence[str], foot: Sequence[str], lower: float | None = None
) -> margins.Plan:
    return margins.plan(setting, _title(sheet), days, foot, sheet.banner, sheet.banner_color, lower)


def _days(maps: Sequence[Selection], reader: Locale) -> tuple[str, ...]:
    """The day of each map of a page as it is told, or from which day to which it tells what changed."""
    first, last = maps[0].compare, maps[0].day
    if first is not None:
        return (reader.t("difference.between", **{"from": reader.day(first), "to": reader.day(last)}),)
    return tuple(reader.day(one.day) for one in maps)


def _all_days(maps: Sequence[Selection]) -> list[date]:
    return [day for one in maps for day in (one.day, one.compare) if day is not None]


def _widest(pages: Sequence[Sequence[Selection]], setting: Setting) -> tuple[str, ...]:
    """The longest of the days as they are told, for which the header has to have room."""
    font = setting.font(700)
    return max((_days(page, setting.reader) for page in pages), key=lambda told: measure(told[0], font, 10.0))


def _bounds(selection: Selection) -> Bounds:
    return selection.bounds or VIEWS[selection.view or OPENING_VIEW]


# ---- texts -----------------------------------------------------------------------------------------------------------


def _title(sheet: Sheet) -> str:
    selection, reader = sheet.selection, locale(sheet.selection.language)
    if not sheet.title and selection.view in WORLDWIDE and "coalition" in selection.layers:
        return reader.t("snapshot.title.coalition")
    return sheet.title or reader.t(f"snapshot.title.{selection.view or 'own'}")


def _notes(
    maps: Sequence[Selection], setting: Setting, sources: Sequence[Source], projections: tuple[Projection, ...]
) -> tuple[str, ...]:
    """What the foot of the page says: sources, method, boundaries, projection and scale.

    Parameters
    ----------
    projections
        Of the maps on the page, the main one first; none while that is not yet known.
    """
    reader, selection, days = setting.reader, maps[0], _all_days(maps)
    notes = [_told_sources(sources, reader, setting)]
    # While the maps are not known land is taken to be shown, as it mostly is: all is laid out once more otherwise.
    has_detail = not projections or any(map(is_fine, projections))
    if "territory" in selection.layers and _has_territory(selection) and has_detail:
        if any(map(has_land, days)):
            notes.append(reader.t("snapshot.method"))
        if not all(map(has_land, days)):
            span = {"first": reader.day(TERRITORY_FIRST), "last": reader.day(TERRITORY_LAST)}
            notes.append(reader.t("territory.outside", **span))
    if max(days) > TERRITORY_LAST and set(selection.layers) & set(OF_PLACES):
        notes.append(reader.t("snapshot.holders", last=reader.day(TERRITORY_LAST)))
    if selection.compare is not None:
        notes.append(reader.t("snapshot.symbols"))
    if beyond := _beyond(maps[-1], reader, projections):
        notes.append(beyond)
    narrowed = _narrowed(selection, reader)
    if narrowed:
        notes.append(narrowed)
    notes.append(f"{reader.t('map.disclaimer')} {reader.t('snapshot.basemap')}")
    name, scale = (projections[0].name, projections[0].rounded_denominator) if projections else ("lcc", 1_000_000)
    key = "snapshot.scale.middle" if name == "eqearth" else "snapshot.scale"
    notes.append(reader.t(f"snapshot.projection.{name}") + " · " + reader.t(key, scale=reader.number(scale)))
    return tuple(notes)


def _has_territory(selection: Selection) -> bool:
    """Whether land is derived for a country that the view is of."""
    return bool(set(FOCUS.get(selection.view, COUNTRIES)) & set(COUNTRIES))


def _told_sources(sources: Sequence[Source], reader: Locale, setting: Setting) -> str:
    """Publishers of what is drawn, those cited most often first, as many as find room on a line."""
    if not sources:
        return reader.t("snapshot.sources.none")
    counted = Counter(one.publisher for one in sources)
    names = sorted(counted, key=lambda name: (-counted[name], name))
    room = setting.width - 2 * MARGIN
    told = ""
    for shown in range(1, len(names) + 1):
        more = len(names) - shown
        listed = f"{reader.t('list.comma')} ".join(names[:shown])
        key = "snapshot.sources.all" if more == 0 else "snapshot.sources.some"
        text = reader.t(key, publishers=listed, more=reader.number(more), pages=reader.number(len(sources)))
        if told and measure(text, setting.font(), FOOT_SIZE * setting.scale) > room:
            break
        told = text
    return told


def _beyond(selection: Selection, reader: Locale, projections: tuple[Projection, ...]) -> str:
    """What of the world lies beyond the edges of the maps of it."""
    if selection.view not in WORLDWIDE or not projections or "attacks" not in selection.layers:
        return ""
    known = {row["id"] for row in atlas.on("attacks", selection.day)}
    if selection.compare is not None:
        known -= {row["id"] for row in atlas.on("attacks", selection.compare)}
    inside = {row["id"] for one in projections for row, spot in symbols_.located("attacks", one) if one.contains(*spot)}
    return reader.t("snapshot.beyond", count=len(known - inside)) if known - inside else ""


def _narrowed(selection: Selection, reader: Locale) -> str:
    words = [reader.t(f"certainty.{word}") for word in selection.confidence]
    words += [reader.t(f"damage.{word}") for word in selection.damage]
    words += [atlas.actor_name(one, reader.language) for one in selection.retaken_by if one in atlas.actors()]
    return reader.t("snapshot.narrowed", what=f"{reader.t('list.comma')} ".join(words)) if words else ""


@cache
def _known_sources() -> dict[str, Source]:
    known = library()
    pages = map(known.page, known.sources.values())
    return {page.id: Source(page.publisher, page.title, page.address) for page in pages}


def _sources(ids: tuple[str, ...]) -> tuple[Source, ...]:
    known = _known_sources()
    return tuple(known[one] for one in dict.fromkeys(ids) if one in known)


def _keywords(selection: Selection, reader: Locale) -> tuple[str, ...]:
    views = reader.t(f"view.{selection.view}") if selection.view else reader.t("view.own")
    return (reader.t("snapshot.subject"), views, *(reader.t(f"layer.{layer}") for layer in selection.layers))


def _layer_name(name: str, reader: Locale) -> str:
    return reader.t(f"snapshot.layer.{name}" if name in _OWN_LAYERS else f"layer.{name}")
