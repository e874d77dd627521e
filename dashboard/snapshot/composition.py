"""Sheet -> scene: the map, what stands round it, and what is said of both.

>>> from dashboard.snapshot.composition import compose
>>> compose(Sheet(Selection(language="ar")))
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

import numpy as np
import shapely

from dashboard.i18n import Locale, locale
from dashboard.selection import VIEWS, Bounds, Selection
from dashboard.snapshot import americas, furniture, land, margins, picture
from dashboard.snapshot import panel as panel_
from dashboard.snapshot import symbols as symbols_
from dashboard.snapshot.margins import FOOT_SIZE, MARGIN, Setting
from dashboard.snapshot.picture import PLACE_LAYERS, Shown, Span
from dashboard.snapshot.projection import Projection, fitted
from dashboard.snapshot.scene import Box, Key, Layer, Paint, Scene, Shape, Source
from dashboard.snapshot.sheet import PAGES, Sheet
from dashboard.snapshot.typography import measure
from dashboard.style import INK
from geodata import loading
from geodata.dates import TERRITORY_LAST

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
    return next(_composed(sheet, family, [sheet.selection.day]))


def series(sheet: Sheet, days: Sequence[date]) -> Iterator[Scene]:
    """Pages of a film: as `compose`, each with how far the film has come.

    Nothing jumps from one to the next: names keep their places, and the legend has whatever any of them draws.

    Raises
    ------
    DayError, LayerError
        As `compose`.
    """
    return _composed(sheet, "sans", days, film=True)


@dataclass(frozen=True)
class _Every:
    """What all pages of a series have alike."""

    projection: Projection
    setting: Setting
    drawn: frozenset[Key]
    notes: tuple[str, ...]
    made: str
    version: str


def _composed(sheet: Sheet, family: Family, days: Sequence[date], *, film: bool = False) -> Iterator[Scene]:
    package = loading.package()
    for day in (days[0], days[-1]):
        loading.require_on_clock(day)
    setting = Setting(sheet.page, *PAGES[sheet.page], locale(sheet.selection.language), family)
    made = sheet.told(setting.reader, package.version)
    timeline = (days[0], days[-1]) if film else None
    # How high the map is hangs on the lines of the footer, which names what the map shows: it begins with none.
    notes = _notes(sheet.selection, setting, (), ())
    plan = _plan(sheet, setting, _widest(days, setting), notes, made)
    for _ in range(_TRIES):
        projection = fitted(_bounds(sheet.selection), plan.frame)
        maps = []
        for day in days:
            selection = replace(sheet.selection, day=day)
            maps.append(_maps(selection, projection, setting, plan.panel, timeline))
        every_map = [one for maps_ in maps for one in maps_.all]
        cited = tuple(dict.fromkeys(source for one in every_map for source in one.cited))
        notes = _notes(sheet.selection, setting, _sources(cited), tuple(one.projection for one in maps[0].all))
        before, plan = plan, _plan(sheet, setting, _widest(days, setting), notes, made)
        if plan.frame == before.frame:
            break
    drawn = frozenset[Key]().union(*(one.drawn for one in every_map))
    every = _Every(projection, setting, drawn, notes, made, package.version)
    return (_scene(sheet, one, every) for one in maps)


@dataclass(frozen=True)
class _Maps:
    """The map, that of the Americas which stands on it, and that of Iraq and Syria in the panel."""

    main: Shown
    americas: Shown | None
    inset: Shown | None

    @property
    def all(self) -> list[Shown]:
        return [one for one in (self.main, self.americas, self.inset) if one is not None]


def _maps(selection: Selection, projection: Projection, setting: Setting, panel: Box, timeline: Span | None) -> _Maps:
    lying = picture.furniture_of(selection.day, projection, setting, timeline)
    bottom = lying[-1][1][1] if timeline else projection.frame[3]
    far = americas.shown(selection, projection, setting, bottom)
    kept = [*lying, ((), americas.box(far))] if far else lying
    return _Maps(
        picture.shown(selection, projection, setting, kept),
        far,
        panel_.detail(selection, projection, setting, panel),
    )


def _scene(sheet: Sheet, maps: _Maps, every: _Every) -> Scene:
    main, inset = maps.main, maps.inset
    selection, projection, setting = main.selection, every.projection, every.setting
    reader, title = setting.reader, _title(sheet)
    day = reader.day(selection.day)
    plan = _plan(sheet, setting, day, every.notes, every.made)
    map_ = picture.drawn(main)
    far = americas.drawn(maps.americas) if maps.americas else ()
    panel = panel_.panel(selection, projection, setting, plan.panel, every.drawn, inset)
    net, ticks = furniture.graticule(projection, setting)
    frame = Shape(shapely.box(*projection.frame), Paint(stroke=INK, width=0.35))
    page = Shape(shapely.box(0, 0, setting.width, setting.height), Paint("#ffffff"))
    layers = [
        ("page", (page,)),
        *map_.layers,
        ("graticule", tuple(net)),
        ("inset", (*_outlined(projection, inset), *far, *panel.inset)),
        ("furniture", (*map_.furniture, frame)),
        ("marginalia", (*ticks, *plan.marks, *panel.marks)),
    ]
    told = [f"{row.text}: {row.value}" + (f" ({row.small})" if row.small else "") for row in panel.rows]
    return Scene(
        width=setting.width,
        height=setting.height,
        layers=tuple(Layer(name, _layer_name(name, reader), marks) for name, marks in layers if marks),
        language=selection.language,
        direction=reader.direction,
        separator=reader.t("list.comma"),
        title=title,
        date=day,
        day=selection.day.isoformat(),
        description=f"{title}{reader.t('list.comma')} {day}. " + "; ".join(told),
        keywords=_keywords(selection, reader),
        frame=projection.frame,
        labels=(*map_.labels, *panel.labels),
        dropped=main.names.dropped,
        drawn=every.drawn,
        explained=panel.explained,
        sources=_sources(tuple(source for one in maps.all for source in one.cited)),
        notes=every.notes,
        version=every.version,
        made_at=sheet.made,
    )


def _outlined(projection: Projection, inset: Shown | None) -> list[Shape]:
    """On the map, what the one within it shows."""
    if inset is None:
        return []
    box = shapely.segmentize(shapely.box(*VIEWS["iraq-syria"]), 1.0)
    return [Shape(projection.drawn(np.array([box]))[0], Paint(stroke=INK, width=0.3))]


def _plan(sheet: Sheet, setting: Setting, day: str, notes: Sequence[str], made: str) -> margins.Plan:
    return margins.plan(setting, _title(sheet), day, [*notes, made], sheet.banner, sheet.banner_color)


def _widest(days: Sequence[date], setting: Setting) -> str:
    """The longest of the days as they are told, for which the header has to have room."""
    font = setting.font(700)
    return max((setting.reader.day(day) for day in days), key=lambda text: measure(text, font, 10.0))


def _bounds(selection: Selection) -> Bounds:
    return selection.bounds or VIEWS[selection.view or "iraq-syria"]


# ---- texts -----------------------------------------------------------------------------------------------------------


def _title(sheet: Sheet) -> str:
    selection, reader = sheet.selection, locale(sheet.selection.language)
    if not sheet.title and selection.view == "world" and "coalition" in selection.layers:
        return reader.t("snapshot.title.coalition")
    return sheet.title or reader.t(f"snapshot.title.{selection.view or 'own'}")


def _notes(
    selection: Selection, setting: Setting, sources: Sequence[Source], projections: tuple[Projection, ...]
) -> tuple[str, ...]:
    """What the foot of the page says: sources, method, boundaries, projection and scale.

    Parameters
    ----------
    projections
        Of the maps on the page, the main one first; none while that is not yet known.
    """
    reader = setting.reader
    notes = [_told_sources(sources, reader, setting)]
    if "territory" in selection.layers and selection.view != "libya":
        notes.append(reader.t("snapshot.method") if land.has_land(selection.day) else reader.t("territory.outside"))
    if selection.day > TERRITORY_LAST and set(selection.layers) & set(PLACE_LAYERS):
        notes.append(reader.t("snapshot.holders"))
    if beyond := _beyond(selection, reader, projections):
        notes.append(beyond)
    narrowed = _narrowed(selection, reader)
    if narrowed:
        notes.append(narrowed)
    notes.append(f"{reader.t('map.disclaimer')} {reader.t('snapshot.basemap')}")
    name, scale = (projections[0].name, projections[0].rounded_denominator) if projections else ("lcc", 1_000_000)
    key = "snapshot.scale.middle" if name == "eqearth" else "snapshot.scale"
    notes.append(reader.t(f"snapshot.projection.{name}") + " · " + reader.t(key, scale=reader.number(scale)))
    return tuple(notes)


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
    if selection.view != "world" or not projections or "attacks" not in selection.layers:
        return ""
    known = {row["id"] for row in symbols_.on("attacks", selection.day)}
    inside = {row["id"] for one in projections for row, spot in symbols_.located("attacks", one) if one.contains(*spot)}
    return reader.t("snapshot.beyond", count=len(known - inside)) if known - inside else ""


def _narrowed(selection: Selection, reader: Locale) -> str:
    words = [reader.t(f"certainty.{word}") for word in selection.confidence]
    words += [reader.t(f"damage.{word}") for word in selection.damage]
    words += [symbols_.actors()[one].names[reader.language] for one in selection.retaken_by if one in symbols_.actors()]
    return reader.t("snapshot.narrowed", what=f"{reader.t('list.comma')} ".join(words)) if words else ""


@cache
def _known_sources() -> dict[str, Source]:
    rows = loading.table("sources")[["id", "publisher", "title", "url"]].to_dict("records")
    return {row["id"]: Source(row["publisher"], row["title"], row["url"]) for row in rows}


def _sources(ids: tuple[str, ...]) -> tuple[Source, ...]:
    known = _known_sources()
    return tuple(known[one] for one in dict.fromkeys(ids) if one in known)


def _keywords(selection: Selection, reader: Locale) -> tuple[str, ...]:
    views = reader.t(f"view.{selection.view}") if selection.view else reader.t("view.own")
    return (reader.t("snapshot.subject"), views, *(reader.t(f"layer.{layer}") for layer in selection.layers))


def _layer_name(name: str, reader: Locale) -> str:
    return reader.t(f"snapshot.layer.{name}" if name in _OWN_LAYERS else f"layer.{name}")
