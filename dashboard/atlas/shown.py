"""What stands at a point: rows of a layer over all time, and those that the map shows on a day."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.atlas.figures import has_land
from dashboard.atlas.layers import LOOKS, OF_PLACES, POINTS
from dashboard.atlas.layers.places import CHANGED
from dashboard.atlas.looks import Actor, Actors, Appearance, Look, Row, Symbol
from dashboard.atlas.selection import Selection
from dashboard.atlas.style import COLOR
from dashboard.atlas.wording import FALLBACK
from geodata.ask import load
from geodata.catalog import TABLES
from geodata.errors import LayerError
from geodata.names.wording import LANGUAGES
from geodata.record import loading


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of a layer, its point in degrees if it has one, and what it looks like over time."""

    row: Row
    lonlat: tuple[float, float] | None
    appearances: tuple[Appearance, ...]

    def on(self, day: date) -> Appearance | None:
        """What it looks like on a day; None where it is not shown."""
        return next((one for one in self.appearances if one.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Sight:
    """A row that the map shows on a day, and how."""

    layer: str
    row: Row
    lonlat: tuple[float, float]
    symbol: Symbol


def actors_of(table: pd.DataFrame) -> dict[str, Actor]:
    """Rows of the record's ``actors``, by id, in their order."""
    return {
        row["id"]: Actor(row["id"], _by_language(row, "name"), row["color"], _by_language(row, "letter"))
        for row in rows_of(table)
    }


def _by_language(row: Row, stem: str) -> dict[str, str]:
    """What a row has under a stem, by language."""
    return {code: row[f"{stem}_{code}"] for code in LANGUAGES if row.get(f"{stem}_{code}")}


def things_of(look: Look, frame: pd.DataFrame, actors: Actors) -> tuple[Thing, ...]:
    """Rows of a loaded layer with what they look like.

    Parameters
    ----------
    frame
        As `geodata.load` answers.
    """
    points = shapely.centroid(frame.geometry.to_numpy()) if "geometry" in frame else [None] * len(frame)
    return tuple(
        Thing(
            row,
            None if point is None or point.is_empty else (float(point.x), float(point.y)),
            tuple(look.appear(row, actors)),
        )
        for row, point in zip(rows_of(frame), points, strict=True)
    )


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame without their geometry: days as dates, None for what is missing."""
    columns = [str(name) for name in frame.columns if name != "geometry"]
    values = [[_plain(value) for value in frame[name]] for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value


# ---- the record's own ------------------------------------------------------------------------------------------------


@cache
def actors() -> dict[str, Actor]:
    """Every actor of the record.

    Raises
    ------
    LayerError
        If the file is missing or broken, or a colour is none.
    """
    known = actors_of(loading.table("actors"))
    for one in known.values():
        if not COLOR.fullmatch(str(one.color)):
            raise LayerError(TABLES["actors"].file, f"{one.id}: '{one.color}' is not a colour of the form #rrggbb")
    return known


def actor(actor_id: str | None) -> Actor:
    """An actor; a grey one for whom the record does not know."""
    return actors().get(actor_id or "") or Actor(actor_id or "", {})


def actor_name(actor_id: str, language: str) -> str:
    """What an actor is called; the id of one whom the record does not know."""
    names = actor(actor_id).names
    return names.get(language) or names.get(FALLBACK) or actor_id


@cache
def table(layer: str) -> gpd.GeoDataFrame:
    """A layer's rows, read once for what the map and the figures beside it say of them: not to be changed.

    Raises
    ------
    LayerError
        If one of its files is missing or broken.
    """
    return load(layer)


@cache
def things(layer: str) -> tuple[Thing, ...]:
    """All of a layer.

    Raises
    ------
    LayerError
        If one of its files is missing or broken.
    """
    return things_of(LOOKS[layer], table(layer), actors())


@cache
def symbols(layer: str, language: str = FALLBACK) -> dict[tuple[str, ...], Symbol]:
    """Every symbol that a row of a layer ever has, by what the legend explains it by; none of a layer without points.

    Parameters
    ----------
    language
        Of its letters.

    Raises
    ------
    LayerError
        If one of the layer's files is missing or broken.
    """
    found: dict[tuple[str, ...], Symbol] = {}
    for thing in things(layer) if layer in POINTS else ():
        for one in thing.appearances:
            found.setdefault(one.symbol.key(layer), one.symbol.told(language))
    return found


def on(layer: str, day: date) -> list[Row]:
    """Rows of a layer that the map shows on a day, whatever it is narrowed to: an attack stays once it has happened."""
    return [thing.row for thing in things(layer) if thing.on(day)]


def places_changed(before: date, after: date, countries: Collection[str]) -> tuple[set[str], set[str], set[str]]:
    """Places that Daesh gained, lost and kept from one day to another, of those that it held or fought for."""
    was, is_ = (
        {row["id"] for layer in OF_PLACES for row in _held(layer, day) if row["country"] in countries}
        for day in (before, after)
    )
    return is_ - was, was - is_, was & is_


def _held(layer: str, day: date) -> Iterator[Row]:
    """Rows of a layer of places that Daesh holds or fights for on a day."""
    for thing in things(layer):
        if (found := thing.on(day)) and found.symbol.kind in LOOKS[layer].held:
            yield thing.row


def sights(selection: Selection) -> Iterator[Sight]:
    """What the map shows at a point, layer by layer, the lowest first: on the selection's day, or what changed."""
    for layer in (one for one in POINTS if one in selection.layers):
        if selection.compare is None or selection.mode != "difference":
            yield from _on_day(layer, selection)
        elif LOOKS[layer].of_place:
            yield from _changed(layer, *sorted((selection.day, selection.compare)))
        else:
            yield from _come(layer, selection, *sorted((selection.day, selection.compare)))


def _changed(layer: str, before: date, after: date) -> Iterator[Sight]:
    """Places that Daesh gained or lost from one day to another; none of a layer that does not say who holds them."""
    was, is_ = ({row["id"] for row in _held(layer, day)} for day in (before, after))
    symbols = {place: symbol for symbol, ids in zip(CHANGED, (is_ - was, was - is_), strict=True) for place in ids}
    for thing in things(layer):
        symbol = symbols.get(thing.row["id"])
        if symbol and thing.lonlat is not None and thing.on(after):
            yield Sight(layer, thing.row, thing.lonlat, symbol)


def _come(layer: str, selection: Selection, before: date, after: date) -> Iterator[Sight]:
    """What has come from one day to another."""
    key = LOOKS[layer].key
    there = {row[key] for row in on(layer, before)}
    later = replace(selection, day=after, compare=None)
    yield from (one for one in _on_day(layer, later) if one.row[key] not in there)


def _on_day(layer: str, selection: Selection) -> Iterator[Sight]:
    land = "territory" in selection.layers and selection.style == "filled" and has_land(selection.day)
    look = LOOKS[layer]
    told = _told_elsewhere(look, selection)
    for thing in things(layer):
        found = thing.on(selection.day)
        if found is None or thing.lonlat is None or thing.row[look.key] in told:
            continue
        symbol = found.symbol.on_land if land and found.symbol.on_land else found.symbol
        if _is_wanted(look, thing.row, symbol, selection):
            yield Sight(layer, thing.row, thing.lonlat, symbol.told(selection.language))


def _told_elsewhere(look: Look, selection: Selection) -> frozenset[str]:
    """Places of which another layer tells on the day, where that is drawn."""
    if look.yields_to not in selection.layers:
        return frozenset()
    other = LOOKS[look.yields_to]
    return frozenset(row[other.key] for row in on(look.yields_to, selection.day))


def _is_wanted(look: Look, row: Row, symbol: Symbol, selection: Selection) -> bool:
    """Whether a row is among those that the map is narrowed to."""
    among = getattr(selection, look.narrowed_by) if look.narrowed_by else ()
    if among and symbol.kind not in among:
        return False
    return not selection.confidence or row.get("confidence") in selection.confidence
