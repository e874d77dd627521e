"""Everything that the screen reads, as JSON: every layer over all time, what its rows look like, and how it is drawn.

A day is looked up in the browser, so that no step of the clock asks the server; what counts on a day (who holds a
place, how many, in which form and colour) is worked out here, once. ``document.schema.json`` gives its form.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from dashboard.atlas import crowds, forms, naming, style
from dashboard.atlas.address import PARAMETERS
from dashboard.atlas.figures import LEGEND_IN_PRESENTING, ROUNDING, areas_by_day, counts_by_day
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.land import Json, dumps
from dashboard.atlas.land import land as _land
from dashboard.atlas.layers import LOOKS, SHOWN
from dashboard.atlas.layers.places import CHANGED, FILLS
from dashboard.atlas.looks import DOUBTED, RANKS, Actor, Actors, Column, Entry, Look, Symbol
from dashboard.atlas.scopes import EVERY_SCOPE, SCOPE_OF, scope_name
from dashboard.atlas.selection import CONFIDENCES, MODES, NARROWED, STYLES, VIEWS, Selection
from dashboard.atlas.shown import Thing, actors_of, things_of
from dashboard.atlas.wording import FALLBACK
from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, TERRITORY_LAST
from geodata.errors import LayerError
from geodata.history import territory as _territory
from geodata.history.explain import sentences, templates
from geodata.history.figures import FIGURES
from geodata.history.territory import COUNTRIES
from geodata.names.aliases import aliases
from geodata.names.spelling import rules
from geodata.record import loading, stories
from geodata.record.origins import Library, library
from geodata.subject import SUBJECT

BASEMAP_LAYERS = tuple(loading.BASEMAP)
"""Layers of the basemap that the screen draws."""
# Land is a document of its own.
_OF_THE_MAP = tuple(layer for layer in LOOKS if LOOKS[layer].kind != "land")
_READ_FOR_THE_MAP = {table for layer in _OF_THE_MAP for table in LAYERS[layer].tables} | {
    "actors",
    "sources",
    "publishers",
}
_LANES = {"territory": "ink", "military": "accent", "money": "money", "ideas": "lost"}
"""Lanes of milestones, in their order, and the colour of each."""


@dataclass(frozen=True)
class Record:
    """What the map needs of the record.

    Attributes
    ----------
    document
        Ready for JSON.
    land
        `dashboard.atlas.land.land`, None where its files cannot be used.
    faults
        One sentence for each file that could not be used; the rest of the record is there.
    missed
        Those among them that the map itself lacks, and a file that carries it.
    last
        The last day of the clock, ISO.
    """

    document: Json
    land: Json | None
    faults: tuple[LayerError, ...]
    missed: tuple[LayerError, ...]
    last: str

    def painted(self) -> bytes:
        """What is needed to paint a day, as compact JSON."""
        layers = {
            layer: [{name: value for name, value in row.items() if name not in _noted(layer)} for row in rows]
            for layer, rows in self.document["layers"].items()
        }
        return dumps({**self.document, "layers": layers, "sources": {}})

    def notes(self) -> bytes:
        """What a row tells once it is opened, its notes and sources, as compact JSON: the rest of the document."""
        layers = {
            layer: [{name: row[name] for name in _noted(layer) if name in row} for row in rows]
            for layer, rows in self.document["layers"].items()
        }
        return dumps({"layers": layers, "sources": self.document["sources"]})


@cache
def _noted(layer: str) -> tuple[str, ...]:
    """Columns that are read only when a row is opened."""
    return (
        "sources",
        "origins",
        "end_earliest_date",
        "end_latest_date",
        *LOOKS[layer].later,
        *(f"{stem}_{code}" for stem in (*LOOKS[layer].notes, *LOOKS[layer].later) for code in languages()),
    )


def record(folder: Path = LAYERS_FOLDER) -> Record:
    """Gather the record; a file that cannot be used costs its layer and nothing else."""
    faults: list[LayerError] = []
    # What the map itself does not read is looked at too: another page needs it, or the search.
    for name in sorted(TABLES.keys() - _READ_FOR_THE_MAP):
        _attempt(partial(loading.table, name, folder), None, faults)
    _attempt(aliases, None, faults)
    _attempt(rules, None, faults)
    _attempt(templates, None, faults)
    for path in stories.files(folder).values():
        _attempt(partial(stories.read, path), None, faults)
    missed: list[LayerError] = []

    def attempt(make: Callable[[], Any], otherwise: Any) -> Any:
        return _attempt(make, otherwise, missed)

    package = attempt(lambda: loading.package(folder), None)
    for name in BASEMAP_LAYERS:
        attempt(partial(loading.basemap_features, name), None)
    attempt(loading.relief_bounds, None)
    table = attempt(partial(loading.table, "actors", folder), pd.DataFrame())
    actors = actors_of(table) if len(table) else {}
    frames = {layer: attempt(partial(load, layer, folder), None) for layer in _OF_THE_MAP}
    frames = {layer: frame for layer, frame in frames.items() if frame is not None}
    known_pages = attempt(partial(library, folder), None)
    for frame in frames.values() if known_pages else ():
        frame["origins"] = _origins(frame, known_pages)
    things = {layer: things_of(LOOKS[layer], frame, actors) for layer, frame in frames.items()}
    land = attempt(partial(_land, folder), None)
    last = package.as_of.isoformat() if package else TERRITORY_LAST.isoformat()
    features = {layer: _features(frame) for layer, frame in frames.items()}
    document: Json = {
        "clock": {"first": CLOCK_FIRST.isoformat(), "last": last},
        "land": {"first": TERRITORY_FIRST.isoformat(), "last": TERRITORY_LAST.isoformat()},
        "version": package.version if package else None,
        "figures": {
            scope: {name: _figure(name, frames.get(layer), scope) for name, layer in FIGURES.items()}
            for scope in EVERY_SCOPE
        },
        "land_held": attempt(partial(_land_held, folder), None) if land else None,
        "layers": features,
        "looks": {layer: _look(LOOKS[layer], things.get(layer, ()), actors, features) for layer in LOOKS},
        "shows": {layer: _shows(rows) for layer, rows in things.items()},
        "actors": {one.id: _actor(one) for one in actors.values()},
        "sources": _sources(known_pages) if known_pages else {},
    }
    for layer, rows in features.items():
        _share(LOOKS[layer], rows, features, document["looks"][layer])
    known = {str(fault): fault for fault in (*missed, *faults)}
    return Record(document, land, tuple(known.values()), tuple(missed), last)


def _attempt(make: Callable[[], Any], otherwise: Any, faults: list[LayerError]) -> Any:
    """What is made; where a file cannot be used, something else, and the fault is noted once."""
    try:
        return make()
    except LayerError as fault:
        if str(fault) not in map(str, faults):
            faults.append(fault)
        return otherwise


def options(language: str) -> Json:
    """What the script is told beside the record: the reader's language, the style, and what can be chosen."""
    reader = locale(language)
    return {
        "name": SUBJECT.name,
        "language": language,
        "direction": reader.direction,
        "fallback": FALLBACK,
        "directions": {code: locale(code).direction for code in languages()},
        "texts": {**reader.texts, **_sentences(language)},
        "months": reader.months,
        "group": reader.group,
        "decimal": reader.decimal,
        "style": _style(),
        "views": VIEWS,
        "layers": SHOWN,
        "styles": STYLES,
        "modes": MODES,
        "confidences": CONFIDENCES,
        "narrowed": NARROWED,
        "address": [vars(parameter) for parameter in PARAMETERS],
        "focus": COUNTRIES,
        "scopes": SCOPE_OF,
        "scope_names": {scope: scope_name(scope, reader) for scope in EVERY_SCOPE},
        "legend_in_presenting": {"rows": LEGEND_IN_PRESENTING, "layers": sorted(SHOWN, key=_importance)},
        "opening": as_json(Selection()),
    }


def _importance(layer: str) -> tuple[bool, bool]:
    """Land comes first, then who holds places; all else as in the legend."""
    return LOOKS[layer].kind != "land", not LOOKS[layer].held


def _sentences(language: str) -> Json:
    """What is told of land that is asked about; nothing where the file of it is broken, which `record` tells."""
    try:
        return {f"explain.{key}": text for key, text in sentences(language).items()}
    except LayerError:
        return {}


def as_json(selection: Selection) -> Json:
    """A selection as the script takes it."""
    days = {"day": selection.day.isoformat(), "compare": selection.compare.isoformat() if selection.compare else None}
    kept = ("view", "bounds", "layers", "style", "mode", "place", "story", "step", *NARROWED)
    return days | {name: getattr(selection, name) for name in kept}


def _style() -> Json:
    named = {
        kind: [
            {
                "from": naming.wanted_from(name),
                "until": naming.zoom_of(name.beyond, naming.CLOSER) if name.beyond else None,
                "size": name.size,
                "weight": name.weight,
            }
            for _, name in sorted(ranks.items())
        ]
        for kind, ranks in naming.NAMES.items()
    }
    return {
        **style.sheet(),
        "names": named,
        "long": naming.LONG,
        "told": naming.TOLD,
        "rivers": [
            {"from": naming.zoom_of(until), "width": naming.RIVER_WIDTHS[rank]}
            for rank, until in sorted(naming.RIVERS.items())
        ],
        "fine_from": naming.NEAR,
        "ranks": [size for _, size in sorted(RANKS.items())],
        "reach": forms.REACH,
        "letter_from": forms.LETTER_FROM,
        "crowds": crowds.as_json(),
        "changed": [_symbol(symbol, []) for symbol in CHANGED],
        "rounding": ROUNDING,
        "holders": {who: {"color": color, "fill": fill} for who, (color, fill) in FILLS.items()},
        "lanes": {lane: style.COLORS[color] for lane, color in _LANES.items()},
    }


# What of a look is sent as it stands.
_SENT = (
    "key",
    "above",
    "narrowed_by",
    "held",
    "of_place",
    "spread",
    "near_only",
    "gathers",
    "weighed_by",
    "named_from",
    "named",
    "ranked",
    "least",
    "focus_zoom",
    "notes",
    "cites",
)


# ---- what rows look like ---------------------------------------------------------------------------------------------


def _symbols(things: Iterable[Thing]) -> list[Symbol]:
    """Every symbol that a row of a layer ever has, those on land included, each once."""
    found: dict[Symbol, None] = {}
    for thing in things:
        for appearance in thing.appearances:
            found.setdefault(appearance.symbol)
            if appearance.symbol.on_land:
                found.setdefault(appearance.symbol.on_land)
    return list(found)


def _shows(things: Sequence[Thing]) -> list[list[Any]]:
    """Row, first day, first day after (None for good) and symbol of each appearance."""
    numbers = {symbol: number for number, symbol in enumerate(_symbols(things))}
    return [
        [row, one.first.isoformat(), one.end.isoformat() if one.end else None, numbers[one.symbol]]
        for row, thing in enumerate(things)
        for one in thing.appearances
    ]


def _look(look: Look, things: Sequence[Thing], actors: Actors, features: Mapping[str, Any]) -> Json:
    symbols = _symbols(things)
    kinds = frozenset(symbol.kind for symbol in symbols)
    return {
        "kind": look.kind,
        **{name: getattr(look, name) for name in _SENT},
        "yields_to": look.yields_to if look.yields_to in features else "",
        "facts": [_told(fact) for fact in look.facts],
        "title": look.table_title or f"layer.{look.layer}",
        "columns": [_column(column) for column in look.columns],
        "file": look.file,
        "sorting": {"column": look.sorted_by, "ascending": not look.newest_first},
        "symbols": [_symbol(symbol, symbols) for symbol in symbols],
        "legend": [_entry(entry) for entry in look.explain(actors, kinds)],
    }


def _symbol(symbol: Symbol, symbols: list[Symbol]) -> Json:
    own = {"kind": symbol.kind, "state": symbol.state or symbol.kind, "size": symbol.size, "order": symbol.order}
    own["marks"] = [mark.as_json() for mark in symbol.marks]
    if symbol.small:
        own["small"] = [mark.as_json() for mark in symbol.small]
    if symbol.marks and crowds.is_dark(symbol.marks[-1].fill):
        own["dark"] = True
    if symbol.doubt:
        own["also"] = DOUBTED
    if symbol.on_land:
        own["on_land"] = symbols.index(symbol.on_land)
    return own


def _entry(entry: Entry) -> Json:
    words = {"actor": entry.words.actor} if entry.words.actor else {"key": entry.words.key}
    return {"kind": entry.kind, **words, "marks": [mark.as_json() for mark in entry.marks], "size": entry.size}


def _told(thing: object) -> Json:
    """What of a declaration is not as usual."""
    return {name: value for name, value in vars(thing).items() if value}


def _column(column: Column) -> Json:
    return {**_told(column), "words": dict(column.words)} if column.words else _told(column)


def _actor(actor: Actor) -> Json:
    return {"id": actor.id, "name": dict(actor.names), "color": actor.color, "letters": dict(actor.letters)}


def _share(look: Look, rows: list[Json], features: Mapping[str, list[Json]], into: Json) -> None:
    """Take from rows what the first row of the same thing has alike; the script puts it back.

    ``shared`` names the columns, and the layer whose row has them.
    """
    source = look.joins if look.joins in features else look.layer
    firsts: dict[str, Json] = {}
    for row in features[source]:
        firsts.setdefault(row[LOOKS[source].key], row)
    others = [(row, firsts.get(row[look.key])) for row in rows if look.key in row]
    others = [(row, first) for row, first in others if first is not row]
    names = set().union(*(row.keys() for row, _ in others)) - {look.key, LOOKS[source].key, "id", *_noted(look.layer)}
    shared = sorted(
        name for name in names if all(first is not None and row.get(name) == first.get(name) for row, first in others)
    )
    for row, _ in others:
        for name in shared:
            row.pop(name, None)
    into["shared"] = {"layer": source, "columns": shared}


# ---- rows ------------------------------------------------------------------------------------------------------------


def _land_held(folder: Path) -> dict[str, list[list[Any]]]:
    """Of every scope change points of the land held, and its last day: day, km², and both ends of its band."""
    known = _territory.territory(folder)
    areas = _territory.areas_of(known, _territory.turning_days(known))
    return {scope: _held_in(areas, scope) for scope in EVERY_SCOPE}


def _held_in(areas: pd.DataFrame, scope: str) -> list[list[Any]]:
    days = areas_by_day(areas, scope.split(";"))
    points = [[day.isoformat(), own.held, own.low, own.high] for day, own in days]
    changed = [point for before, point in pairwise(points) if point[1:] != before[1:]]
    return [*points[:1], *changed, *(points[-1:] if changed and changed[-1] is not points[-1] else [])]


def _origins(frame: pd.DataFrame, known: Library) -> Any:
    """How many independent origins each row has; none of a row that cites nothing."""
    rows: list[Json] = frame.drop(columns="geometry").to_dict("records")  # type: ignore[assignment]
    # Before the first change of a place there is none to be sure of.
    cited = (isinstance(row.get("sources"), str) and isinstance(row.get("event_id", ""), str) for row in rows)
    counts = [len(known.word(row).independent) if is_cited else None for row, is_cited in zip(rows, cited, strict=True)]
    return pd.array(counts, dtype="Int64")


def _sources(known: Library) -> dict[str, Json]:
    """Of a thousand sources what a link shows; the page of sources has the rest."""
    pages = map(known.page, known.sources.values())
    return {page.id: {"publisher": page.publisher, "title": page.title, "url": page.address} for page in pages}


def _figure(name: str, rows: gpd.GeoDataFrame | None, scope: str) -> list[list[Any]] | None:
    """Change points of a key figure; None where its layer is missing, which is not the same as nought."""
    if rows is None:
        return None
    return [[day.isoformat(), count] for day, count in counts_by_day(name, rows, scope.split(";"))]


def _features(rows: gpd.GeoDataFrame) -> list[Json]:
    features = []
    for row, shape in zip(_rows(rows), rows.geometry, strict=True):
        # An outline is in the basemap already; the script finds it by its country.
        if shape is not None and shape.geom_type == "Point":
            row["at"] = [shape.x, shape.y]
        elif shape is not None and "country" not in row:
            inside = shape.representative_point()
            row["at"] = [round(inside.x, 5), round(inside.y, 5)]
        features.append(row)
    return features


def _rows(table: pd.DataFrame) -> list[Json]:
    """Rows with their names gathered by language, days as text and nothing for what is missing."""
    named = {code: f"name_{code}" for code in languages() if f"name_{code}" in table}
    columns = [name for name in table.columns if name != "geometry" and not str(name).startswith("name_")]
    answer = []
    for values in table.to_dict("records"):
        row = {str(name): _value(values[name]) for name in columns}
        if named:
            row["name"] = {code: values[name] for code, name in named.items()}
        answer.append({name: value for name, value in row.items() if value is not None})
    return answer


def _value(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value
