"""How well the record is sourced, layer by layer: origins, confidence, exactness, and what second readers found."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.record import loading
from geodata.record.files import Row, columns_of
from geodata.record.origins import library

VERDICTS = ("says", "part", "not", "not-found")
_DERIVED = ("liberated_cities", "territorial_control")
_DAYS = ("event_date", "start_date", "figure_date")


@dataclass(frozen=True)
class Sourced:
    """A table of the record, and how well its rows are sourced.

    Attributes
    ----------
    layer
        The layer that it is of; the table's own name where it is of none.
    two_origins
        Rows with two independent origins or more.
    unread
        Rows with a page of which the origin is not known.
    exact
        Rows whose day is known to the day.
    disputed
        Rows in which a column says so.
    newest_page
        The day of the newest page that is cited.
    read_again
        Rows that somebody else has read, and of how many the page says it, says part, does not, or was not found.
    corrected
        Rows of which a value was put right.
    """

    layer: str
    table: str
    rows: int
    two_origins: int
    unread: int
    high: int
    medium: int
    low: int
    exact: int
    disputed: int
    newest_page: str
    read_again: int
    says: int
    part: int
    not_said: int
    not_found: int
    corrected: int


def sourced(folder: Path = LAYERS_FOLDER) -> list[Sourced]:
    """Every table whose rows cite pages and say how sure they are, in the order of the catalogue.

    Raises
    ------
    LayerError
        If a file is missing or broken.
    """
    readings, corrections = loading.rows("second_readings", folder), loading.rows("corrections", folder)
    return [_sourced(name, readings, corrections, folder) for name in _tables()]


def report(folder: Path = LAYERS_FOLDER) -> str:
    """`sourced` as a table of text; shares are of the rows."""
    listed = pd.DataFrame([asdict(one) for one in sourced(folder)])
    whole = listed.sum(numeric_only=True)
    listed.loc[len(listed)] = {"layer": "all", "table": "", "newest_page": max(listed["newest_page"]), **whole}
    share = (100 * listed["two_origins"] / listed["rows"]).map("{:.0f} %".format)
    listed.insert(4, "two_origins_share", share)
    return str(listed.to_string(index=False))


def _tables() -> Iterator[str]:
    for name in TABLES:
        if name not in _DERIVED and {"sources", "confidence"} <= set(columns_of(name)):
            yield name


def _sourced(name: str, readings: list[Row], corrections: list[Row], folder: Path) -> Sourced:
    rows, known = loading.rows(name, folder), library(folder)
    words = [known.word(row) for row in rows]
    confidence = Counter(row["confidence"] for row in rows)
    verdicts = {row["row_id"]: row["verdict"] for row in readings if row["table"] == name}
    found = Counter(verdicts.values())
    pages = {one for row in rows for one in row["sources"].split(";") if one in known.sources}
    return Sourced(
        layer=next((layer.id for layer in LAYERS.values() if name in layer.tables), name),
        table=name,
        rows=len(rows),
        two_origins=sum(len(word.independent) > 1 for word in words),
        unread=sum(word.unread for word in words),
        high=confidence["high"],
        medium=confidence["medium"],
        low=confidence["low"],
        exact=sum(map(_is_exact, rows)),
        disputed=sum("disputed" in row.values() for row in rows),
        newest_page=max((known.sources[one]["published_date"] or "" for one in pages), default=""),
        read_again=len(verdicts),
        **dict(zip(("says", "part", "not_said", "not_found"), (found[one] for one in VERDICTS), strict=True)),
        corrected=len({row["row_id"] for row in corrections if row["table"] == name}),
    )


def _is_exact(row: Row) -> bool:
    column = next((column for column in _DAYS if column in row), None)
    if column is None or row[column] is None or row.get(f"{column}_edtf") is not None:
        return False
    return row.get("earliest_date") == row.get("latest_date")
