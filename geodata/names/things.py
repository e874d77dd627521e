"""What of the record can be found by name, and every name of it in its forms."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from shapely.geometry import shape

from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES, Layer, Search
from geodata.dates import CLOCK_FIRST
from geodata.entries import Bounds
from geodata.errors import LayerError
from geodata.home import ALIASES, BASEMAP_FOLDER
from geodata.names.aliases import aliases
from geodata.names.spelling import Form, form, rules
from geodata.names.wording import LANGUAGES, worded
from geodata.record import loading
from geodata.record.files import stamp
from geodata.record.values import plain
from geodata.subject import SUBJECT

Point = tuple[float, float]
"""Longitude and latitude."""
Stamps = tuple[tuple[int, int], ...]
_TOLD = tuple(layer.id for layer in LAYERS.values() if layer.search and layer.search.told)
_COMMON = tuple(layer.id for layer in LAYERS.values() if layer.search and layer.search.common)
BY_LETTER = (*_TOLD, *_COMMON)
"""Layers whose names are taken by the letter: everybody knows them, or they are sentences."""
_AT_FIRST = tuple(layer.id for layer in LAYERS.values() if layer.search and layer.id not in BY_LETTER)
LAYERS_SEARCHED = (*_AT_FIRST, *BY_LETTER)
ACTORS, PROVINCES = "actors", "governorates"
"""What is searched beside layers: a table of the record, and a layer of the basemap."""
SEARCHED = (*_AT_FIRST, ACTORS, PROVINCES, *BY_LETTER)
"""All that is searched; of two things that are found as surely the one stands first whose layer does."""

_Known = tuple[str | None, str | None]
_INPUTS = tuple(dict.fromkeys(table for layer in LAYERS_SEARCHED for table in LAYERS[layer].tables))
_UNRANKED = 9
_GRAVEST = 3
"""From how many digits on what makes a row grave counts alike."""


@dataclass(frozen=True)
class Thing:
    """A row that can be found, and its place among others that are found as surely.

    Attributes
    ----------
    layer, id
        The row.
    names
        The row's own name by language of the record.
    day, edtf
        The ISO day that tells most of it, and what is known of it where it is inexact.
    at
        Longitude and latitude, None where the row has no point.
    box
        What it reaches over, of a province.
    rank
        How important it is, 1 first.
    """

    layer: str
    id: str
    names: dict[str, str]
    day: str | None
    edtf: str | None
    at: Point | None
    rank: int = _UNRANKED
    box: Bounds | None = None

    def order(self) -> tuple[int, int, str, str]:
        """Of two that are found as surely the lesser stands first."""
        return self.rank, SEARCHED.index(self.layer), self.day or "", self.id


@dataclass(frozen=True)
class Name:
    """A name of a thing, ready to be compared, and what finding it takes off the score."""

    thing: Thing
    text: str
    form: Form
    cost: float = 0.0


def stamps(folder: Path = LAYERS_FOLDER) -> Stamps:
    """What changes when a file changes that names come from."""
    tables = (folder / TABLES[name].file for name in (*_INPUTS, ACTORS))
    return tuple(stamp(path) for path in (*tables, ALIASES, BASEMAP_FOLDER / f"{PROVINCES}.geojson"))


def names(folder: Path = LAYERS_FOLDER) -> list[Name]:
    """Every name in the record; a file that cannot be read costs its own and no other."""
    try:
        others = aliases()
    except LayerError:
        others = {}
    found: list[Name] = []
    for thing in _things(folder):
        for text in dict.fromkeys(thing.names.values()):
            # What stands in brackets in a sentence is not what it tells of.
            found += [Name(thing, text, form(text))] if thing.layer in _TOLD else _named(thing, text)
        found += [Name(thing, text, form(text)) for text in others.get((thing.layer, thing.id), ())]
    found = [
        replace(name, form=replace(name.form, by_sound=False)) if name.thing.layer in BY_LETTER else name
        for name in found
    ]
    # What stands in brackets is another name, or where a thing is: "Ghazlani base (Mosul)".
    places = {name.form.folded for name in found if name.thing.layer == "places" and not name.cost}
    found = [name for name in found if not name.cost or name.form.folded not in places]
    # A town is meant before the province that is called after it, and before what is told of it.
    dear = {PROVINCES: rules().scores["province"]} | dict.fromkeys(_TOLD, rules().scores["told"])
    return [replace(name, cost=dear[name.thing.layer]) if name.thing.layer in dear else name for name in found]


def _things(folder: Path) -> Iterator[Thing]:
    sources: list[Callable[[], list[Thing]]] = [partial(_actors, folder), _provinces]
    sources += [partial(_things_of, LAYERS[layer], folder) for layer in LAYERS_SEARCHED]
    for read in sources:
        try:
            yield from read()
        except LayerError:
            continue


def _actors(folder: Path) -> list[Thing]:
    """Who fights; that a place is fought for is nobody's name."""
    rows = loading.rows(ACTORS, folder)
    return [
        Thing(ACTORS, row["id"], _names_of(row), None, None, None) for row in rows if row["id"] != SUBJECT.contested
    ]


def _provinces() -> list[Thing]:
    """Provinces of the basemap."""
    return [_province(feature) for feature in loading.basemap_features(PROVINCES)]


def _province(feature: dict[str, Any]) -> Thing:
    row, land = feature["properties"], shape(feature["geometry"])
    at = row["label_lon"], row["label_lat"]
    west, south, east, north = (round(degrees, 2) for degrees in land.bounds)
    return Thing(PROVINCES, row["id"], _names_of(row), None, None, at, box=(west, south, east, north))


def _names_of(row: dict[Any, Any]) -> dict[str, str]:
    return {language: worded(row, "name", language) for language in LANGUAGES}


def _things_of(layer: Layer, folder: Path) -> list[Thing]:
    """What can be found of a layer: one thing for each id among its rows."""
    search = layer.search or Search()
    rows = load(layer.id, folder).sort_values(layer.day, kind="stable").to_dict("records")
    things: dict[str, dict[Any, Any]] = {}
    since: dict[str, dict[Any, Any]] = {}
    for row in rows:
        things.setdefault(row["id"], row)
        if search.since is None or row[search.since[0]] in search.since[1]:
            since.setdefault(row["id"], row)
    return [
        Thing(
            layer.id,
            row_id,
            {language: worded(row, search.names, language) for language in LANGUAGES},
            *_day(since.get(row_id, {}), layer.day),
            None if row["geometry"] is None else _point(row["geometry"]),
            _rank(search, row),
        )
        for row_id, row in things.items()
    ]


def _rank(search: Search, row: dict[Any, Any]) -> int:
    """How important a row is; where that is how grave it is, by the digits of it, none before what has no rank."""
    if search.rank is not None:
        return int(row[search.rank])
    if search.graver is None:
        return _UNRANKED
    digits = len(str(int(row[search.graver]))) if plain(row[search.graver]) else 0
    return _UNRANKED + _GRAVEST - min(digits, _GRAVEST)


def _named(thing: Thing, text: str) -> Iterator[Name]:
    """A name as a whole, without what stands in brackets, and each of the names in them."""
    cost = rules().scores["in_brackets"]
    yield Name(thing, text, form(text))
    before, *rest = (part.strip(" ,،") for part in re.split("[()]", text))
    if rest and before:
        yield Name(thing, before, form(before))
        others = (part.strip() for inside in rest[::2] for part in re.split("[,،;؛–]", inside))
        yield from (Name(thing, part, form(part), cost) for part in others if part)


def _day(row: dict[Any, Any], column: str) -> _Known:
    """A day that the clock can stand at, and what is known of it where it is inexact."""
    day = plain(row.get(column))
    if day is None:
        return None, None
    first = CLOCK_FIRST.isoformat()
    edtf = plain(row.get(f"{column}_edtf"))
    return (str(day), None if edtf is None else str(edtf)) if str(day) >= first else (first, None)


def _point(shape: Any) -> Point:
    """Where a thing is; land is somewhere inside it."""
    inside = shape if shape.geom_type == "Point" else shape.representative_point()
    return round(inside.x, 5), round(inside.y, 5)
