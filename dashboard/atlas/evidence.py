"""What a row of the record rests on, and how well each layer is sourced, as a reader is told it."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.atlas.i18n import Locale
from dashboard.atlas.method import Table
from dashboard.atlas.wording import worded
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import parse_day
from geodata.record import loading
from geodata.record.files import Row, columns_of
from geodata.record.origins import UNREAD, Library, address_of, day_of, library, origins_of
from geodata.record.report import VERDICTS, Sourced, sourced

HEADS = ("layer", "rows", "origins", "confidence", "exact", "disputed", "newest", "read_again", "corrected")
"""Columns of the table of how well each layer is sourced; each is a text."""


OF_TABLES = ("control_events", "affiliate_status", "published_figures", "hostilities", "territory_overrides")
"""Tables that are called otherwise than a layer; each is a text."""


@dataclass(frozen=True)
class Page:
    """A page that a row cites: who published it, whose words it gives, where and when it was read."""

    publisher: str
    title: str
    origins: str
    address: str
    published: str
    read: str


@dataclass(frozen=True)
class Evidence:
    """A row of the record with all that stands behind it.

    Attributes
    ----------
    title
        What the row is of.
    values
        Its columns, by their names in the file, and what stands in them.
    notes
        What it adds, in the reader's language.
    sure
        How sure it is, and how many independent origins it has; None where it does not say.
    readings
        Day, verdict, and the words that decided.
    corrections
        Day, column, and what stood there before.
    """

    table: str
    id: str
    title: str
    values: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sure: str | None
    pages: tuple[Page, ...]
    readings: tuple[tuple[str, str, str], ...]
    corrections: tuple[tuple[str, str, str], ...]


def evidence(table: str, row_id: str, reader: Locale, folder: Path = LAYERS_FOLDER) -> Evidence | None:
    """A row with its sources, second readings and corrections; None where there is none of that name.

    Raises
    ------
    LayerError
        If a file is missing or broken.
    """
    if table not in TABLES or "sources" not in columns_of(table):
        return None
    row = next((row for row in loading.rows(table, folder) if row["id"] == row_id), None)
    if row is None:
        return None
    known = library(folder)
    stems = [column.removesuffix(f"_{reader.language}") for column in row if column.endswith(f"_{reader.language}")]
    notes = (worded(row, stem, reader.language) for stem in stems if stem not in ("name", "title"))
    return Evidence(
        table,
        row_id,
        _title(row, reader, folder),
        tuple((column, str(value)) for column, value in row.items() if value is not None and _is_value(column)),
        tuple(note for note in notes if note),
        _sure(row, known, reader),
        tuple(_page(one, known, reader) for one in known.cited(row)),
        tuple(
            (reader.day(parse_day(one["read_date"])), reader.t(f"verdict.{one['verdict']}"), one["words"] or "")
            for one in _about("second_readings", table, row_id, folder)
        ),
        tuple(
            (reader.day(parse_day(one["corrected_date"])), one["column"], one["was"] or "")
            for one in _about("corrections", table, row_id, folder)
        ),
    )


def _is_value(column: str) -> bool:
    """Whether a column is told as it stands; texts and sources have a place of their own."""
    return column not in ("id", "geometry", "sources") and not column.endswith(("_en", "_ar", "_fr"))


def _title(row: Row, reader: Locale, folder: Path) -> str:
    own = worded(row, "title", reader.language) or worded(row, "name", reader.language)
    if own is not None:
        return own
    # A change, a status: called as the thing that it is of.
    for column in ("place_id", "affiliate_id"):
        if row.get(column):
            target = "places" if column == "place_id" else "affiliates"
            thing = next((one for one in loading.rows(target, folder) if one["id"] == row[column]), None)
            if thing is not None:
                return str(worded(thing, "name", reader.language))
    return str(row["id"])


def _sure(row: Row, known: Library, reader: Locale) -> str | None:
    if row.get("confidence") is None:
        return None
    count = reader.t("popup.origins", count=reader.number(len(known.word(row).independent)))
    return f"{reader.t('confidence.' + row['confidence'])} · {count}"


def _page(source: Row, known: Library, reader: Locale) -> Page:
    origins = [one for one in origins_of(source) if one != source["publisher"]]
    names = [reader.t("row.unread") if one == UNREAD else known.name(one) for one in origins]
    day, edtf = day_of(source), source["published_date_edtf"]
    published = reader.day(day, None if source["published_date"] else edtf) if day else ""
    return Page(
        known.name(source["publisher"]),
        source["title"],
        f"{reader.t('list.comma')} ".join(names),
        address_of(source),
        published,
        reader.day(parse_day(source["accessed_date"])),
    )


def _about(of: str, table: str, row_id: str, folder: Path) -> list[Row]:
    """Rows of a table that tells of rows of others."""
    return [row for row in loading.rows(of, folder) if (row["table"], row["row_id"]) == (table, row_id)]


def proof(reader: Locale, folder: Path = LAYERS_FOLDER) -> Table:
    """How well each layer is sourced, a row a table.

    Raises
    ------
    LayerError
        If a file is missing or broken.
    """
    rows = tuple(_sourced(one, reader) for one in sourced(folder))
    return Table(tuple(reader.t(f"proof.{head}") for head in HEADS), rows, frozenset({1, 2, 3, 4, 5, 8}))


def _sourced(one: Sourced, reader: Locale) -> tuple[str, ...]:
    def share(count: int) -> str:
        return reader.t("proof.share", count=reader.number(count), share=reader.number(round(100 * count / one.rows)))

    found = (one.says, one.part, one.not_said, one.not_found)
    verdicts = (
        f"{reader.t(f'verdict.{name}')}: {reader.number(count)}" for name, count in zip(VERDICTS, found, strict=True)
    )
    shown = [text for text, count in zip(verdicts, found, strict=True) if count]
    return (
        reader.t(f"proof.{one.table}" if one.table in OF_TABLES else f"layer.{one.layer}"),
        reader.number(one.rows),
        share(one.two_origins),
        " / ".join(map(reader.number, (one.high, one.medium, one.low))),
        share(one.exact),
        reader.number(one.disputed),
        reader.day(parse_day(one.newest_page)) if one.newest_page else "",
        f"{reader.t('list.comma')} ".join(shown),
        reader.number(one.corrected),
    )
