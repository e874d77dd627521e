"""What is made once and shared by every reader of a server: the only module of the server that caches.

What is shared is never changed. The record does not change while a server runs, so nothing here expires. None of it
grows without end: what is kept is asked for by tables of the record, languages, scopes and files of our own folders,
of which there are few; of previews, which anybody may ask for, sixteen are kept.

Caches elsewhere (`dashboard.atlas`, `screen`, `paper`, `publish`) keep what a drawing needs again, whether a server or
a command line draws. They follow the same rule: what any caller may choose has a number that is kept at most
(``lru_cache(N)``), and ``cache`` stands only where the names of layers, tables, languages, files or typefaces are asked
for.
"""

import gzip
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd

from dashboard.atlas.address import Known
from dashboard.atlas.areas import areas as _areas
from dashboard.atlas.chart import chart
from dashboard.atlas.evidence import Evidence
from dashboard.atlas.evidence import evidence as _evidence
from dashboard.atlas.evidence import proof as _proof
from dashboard.atlas.i18n import locale
from dashboard.atlas.land import Json, dumps
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.method import Table
from dashboard.atlas.sources import bibliography as _bibliography
from dashboard.atlas.story import known as known_stories
from dashboard.atlas.story import seen, told
from dashboard.publish.order import Order
from dashboard.publish.record import names, record
from dashboard.screen.assets import version
from dashboard.screen.folium_map import Addresses, figure_of, hosted
from geodata.ask import load
from geodata.dates import parse_day
from geodata.errors import LayerError
from geodata.history.published import Fit, beside_published, fit
from geodata.names.things import ACTORS
from geodata.record import loading
from geodata.record.origins import library
from geodata.record.stories import Story

Row = dict[Any, Any]


@dataclass(frozen=True)
class HostedMap:
    """A folium.Map taken apart for a page: its element, its script, and a name for this version of it."""

    html: str
    script: str
    key: str


@cache
def known() -> Known:
    """What a page's address may speak of."""
    document = record().document
    places = frozenset(row["id"] for row in document["layers"].get("places", []))
    actors = frozenset(document["actors"])
    rows = frozenset(
        f"{layer}/{row[LOOKS[layer].key]}"
        for layer, given in document["layers"].items()
        if not LOOKS[layer].of_place
        for row in given
    )
    steps = {name: seen(story) for name, story in stories().items()}
    return Known(parse_day(record().last), actors, places, rows | {f"{ACTORS}/{actor}" for actor in actors}, steps)


@cache
def stories() -> Mapping[str, Story]:
    """The record's briefings by name; without those that cannot be used (the page says so by `Record.faults`)."""
    return known_stories()[0]


@cache
def story(name: str, language: str) -> Json | None:
    """A briefing as it is told in a language; None where there is none, or a file is broken that it speaks of."""
    if name not in stories():
        return None
    try:
        return told(stories()[name], locale(language), record().document)
    except LayerError:
        return None


@cache
def story_bytes(name: str, language: str) -> bytes | None:
    """A briefing as it is sent to a browser."""
    document = story(name, language)
    return dumps(document) if document else None


def story_addresses(language: str, prefix: str) -> dict[str, str]:
    """Where a page finds each briefing."""
    contents = ((name, story_bytes(name, language)) for name in stories())
    return {name: f"{prefix}/story/{language}/{name}.json?v={named(content)}" for name, content in contents if content}


@cache
def record_bytes() -> bytes:
    """What of the record is needed to paint a day, as it is sent to a browser."""
    return record().painted()


@cache
def notes_bytes() -> bytes:
    """The record's notes and sources, as they are sent to a browser."""
    return record().notes()


@cache
def land_bytes() -> bytes | None:
    """The land as it is sent to a browser; None where its files cannot be used."""
    document = record().land
    return dumps(document) if document else None


@cache
def names_bytes() -> bytes | None:
    """What can be found by name, as it is sent to a browser; None where the rules of spelling cannot be used."""
    document = names()
    return dumps(document) if document else None


def record_address(prefix: str) -> str:
    """Where a page finds the record; its content is in the address."""
    return f"{prefix}/record.json?v={named(record_bytes())}"


def notes_address(prefix: str) -> str:
    """Where a page finds the record's notes and sources."""
    return f"{prefix}/notes.json?v={named(notes_bytes())}"


def land_address(prefix: str) -> str | None:
    """Where a page finds the land, if there is any."""
    content = land_bytes()
    return f"{prefix}/land.json?v={named(content)}" if content else None


def names_address(prefix: str) -> str | None:
    """Where a page finds what can be found by name, if that can be had."""
    content = names_bytes()
    return f"{prefix}/names.json?v={named(content)}" if content else None


@cache
def hosted_map(language: str, prefix: str) -> HostedMap:
    """The map in a language, for a page that serves its assets under a prefix."""
    addresses = Addresses(
        record_address(prefix),
        notes_address(prefix),
        land_address(prefix),
        chart_address(language, prefix),
        names_address(prefix),
        story_addresses(language, prefix),
    )
    atlas = hosted(language, addresses, prefix)
    figure = figure_of(atlas)
    figure.render()
    return HostedMap(figure.html.render(), figure.script.render(), atlas.get_name())


@cache
def layer_rows(layer: str) -> list[Row]:
    """Rows of a layer; none where one of its files cannot be used (the page says so by `Record.faults`)."""
    try:
        rows: list[Row] = load(layer).to_dict("records")
        return rows
    except LayerError:
        return []


@cache
def areas() -> pd.DataFrame:
    """`dashboard.atlas.areas.areas`; empty where a file is broken."""
    try:
        return _areas()
    except LayerError:
        return pd.DataFrame()


@cache
def published() -> pd.DataFrame:
    """Published areas and shares beside ours; empty where a file is broken."""
    try:
        return beside_published()
    except LayerError:
        return pd.DataFrame()


@cache
def chart_bytes(language: str) -> bytes | None:
    """The chart of land against time, as it is sent to a browser; None where the land's files cannot be used."""
    if areas().empty:
        return None
    return dumps(chart(areas(), published(), table("published_figures"), language))


def chart_address(language: str, prefix: str) -> str:
    """Where a page finds the chart in a language; empty where there is none."""
    content = chart_bytes(language)
    return f"{prefix}/chart/{language}.json?v={named(content)}" if content else ""


@cache
def fitted() -> Fit | None:
    """How near the areas are met that the reach was fitted to; None where a file is broken."""
    try:
        return fit()
    except LayerError:
        return None


@cache
def table(name: str) -> pd.DataFrame:
    """A table of the record; empty where its file cannot be used."""
    try:
        return loading.table(name)
    except LayerError:
        return pd.DataFrame()


@cache
def rows(name: str) -> list[Row]:
    """Rows of a table of the record; none where its file cannot be used."""
    return table(name).to_dict("records")


@cache
def bibliography() -> pd.DataFrame:
    """All sources by publisher; empty where one of the two files cannot be used."""
    try:
        return _bibliography(library())
    except LayerError:
        return pd.DataFrame()


@cache
def proof(language: str) -> Table | None:
    """How well each layer is sourced; None where a file is broken."""
    try:
        return _proof(locale(language))
    except LayerError:
        return None


@lru_cache(256)
def evidence(table: str, row_id: str, language: str) -> Evidence | None:
    """A row with all that stands behind it; None where there is none, or a file is broken. Each reads the record."""
    try:
        return _evidence(table, row_id, locale(language))
    except LayerError:
        return None


@cache
def files(folder: Path, suffixes: frozenset[str]) -> dict[str, Path]:
    """Files of these kinds that stand in a folder or below it, by their path from there."""
    own = (path for path in folder.rglob("*") if path.is_file() and path.suffix in suffixes)
    return {path.relative_to(folder).as_posix(): path for path in own}


@cache
def content(path: Path) -> bytes:
    """A file that is handed out; none changes while a server runs."""
    return path.read_bytes()


@cache
def named(content: bytes) -> str:
    """What stands in an address for what is handed out there."""
    return version(content)


@cache
def packed(content: bytes) -> bytes:
    """What is handed out, compressed; the same bytes each time."""
    return gzip.compress(content, mtime=0)


_PREVIEWS: OrderedDict[Order, bytes] = OrderedDict()
_PREVIEWS_LOCK = Lock()
_PREVIEWS_KEPT = 16


def preview(order: Order) -> bytes | None:
    """A preview that was made before; None where none is kept."""
    with _PREVIEWS_LOCK:
        if order in _PREVIEWS:
            _PREVIEWS.move_to_end(order)
        return _PREVIEWS.get(order)


def keep_preview(order: Order, picture: bytes) -> bytes:
    """Keep a preview, and answer with it; of many those that were asked for last are kept."""
    with _PREVIEWS_LOCK:
        _PREVIEWS[order] = picture
        while len(_PREVIEWS) > _PREVIEWS_KEPT:
            _PREVIEWS.popitem(last=False)
    return picture
