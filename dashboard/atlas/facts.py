"""The page of France's foreign ministry, fact by fact: its own words, what to know beside them, and what shows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dashboard.atlas.address import to_query
from dashboard.atlas.i18n import Locale
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.selection import LAYERS_AT_START, WORLDWIDE, Selection
from dashboard.atlas.wording import name, worded
from geodata.catalog import LAYERS
from geodata.subject import SUBJECT

Row = Mapping[Any, Any]
Rows = Callable[[str], Sequence[Row]]
"""Rows of a layer by its id; none where one of its files cannot be used."""


@dataclass(frozen=True)
class Sight:
    """Where a fact can be seen: what is seen there, and its address, told from a page."""

    name: str
    address: str


@dataclass(frozen=True)
class Fact:
    """A fact as it is told.

    Attributes
    ----------
    day
        That of its milestone; None where it has none.
    caveat
        What to know beside it; None where there is nothing.
    is_translated
        Whether the text is the atlas's own translation.
    sights
        Where it can be seen.
    """

    text: str
    day: str | None
    caveat: str | None
    is_translated: bool
    sights: tuple[Sight, ...]


def facts(rows: Iterable[Row], of_layer: Rows, reader: Locale) -> list[Fact]:
    """Facts in the order of the ministry's page.

    Parameters
    ----------
    rows
        Of the record's ``source_facts``.
    of_layer
        Of the layers that show them; each milestone names the facts that it stands for.
    """
    days = _days(of_layer("milestones"), reader)
    language = reader.language
    return [
        Fact(
            worded(row, "text", language) or "",
            days.get(row["id"]),
            worded(row, "caveat", language),
            language in _parts(row["translated"]),
            tuple(dict.fromkeys(filter(None, (_sight(one, of_layer, reader) for one in _parts(row["shown_by"]))))),
        )
        for row in sorted(rows, key=lambda row: int(row["place"]))
    ]


def _parts(joined: object) -> list[str]:
    return joined.split(";") if isinstance(joined, str) else []


def _days(milestones: Iterable[Row], reader: Locale) -> dict[str, str]:
    """Fact -> the day of the first milestone that stands for it."""
    days: dict[str, str] = {}
    for row in milestones:
        edtf = row["event_date_edtf"] if isinstance(row["event_date_edtf"], str) else None
        for fact in _parts(row["facts"]):
            days.setdefault(fact, reader.day(row["event_date"].date(), edtf))
    return days


def _sight(shown_by: str, of_layer: Rows, reader: Locale) -> Sight | None:
    """What a fact is shown by, as ``source_facts`` names it; None where it is not there."""
    table, _, key = shown_by.partition(":")
    if table == "layer":
        return Sight(reader.t(f"layer.{key}"), _address(key, {}, reader)) if key in LOOKS else None
    if table not in LAYERS and table != "affiliate_status":
        # Published figures stand beside the atlas's own.
        return Sight(reader.t("page.method"), f"method?{urlencode({'lang': reader.language})}")
    layer, column = (table, "id") if table in LAYERS else ("affiliates", "status_id")
    row = next((row for row in of_layer(layer) if row[column] == key), None)
    if row is None:
        return None
    called = worded(row, "title", reader.language) or name(row, reader.language)
    return Sight(called, _address(layer, row, reader))


def _address(layer: str, row: Row, reader: Locale) -> str:
    """The map's, with a layer drawn and a row of it in sight on its day."""
    selection = Selection(language=reader.language)
    begins = row.get("start_date", row.get("event_date"))
    if begins is not None:
        selection = replace(selection, day=max(begins.date(), SUBJECT.clock_first))
    if row.get("country", SUBJECT.countries[0]) not in SUBJECT.countries or layer == "coalition":
        selection = replace(selection, view=next(iter(WORLDWIDE), selection.view))
    if layer in LOOKS and LOOKS[layer].kind != "events" and layer not in LAYERS_AT_START:
        selection = replace(selection, layers=(*LAYERS_AT_START, layer))
    return f"./?{urlencode(to_query(selection), safe=',')}"
