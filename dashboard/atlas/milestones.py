"""What happened in a year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.atlas.i18n import Locale
from dashboard.atlas.sources import Cited, cited
from dashboard.atlas.wording import worded


@dataclass(frozen=True)
class Milestone:
    """An event as it is told.

    Attributes
    ----------
    told
        Its day in words, as exactly as it is known.
    lane
        Territory, military, money or ideas, in the reader's language.
    is_now
        Whether it is of the month that the clock stands at.
    """

    id: str
    day: date
    told: str
    title: str
    lane: str
    note: str | None
    is_now: bool
    sources: tuple[Cited, ...]


def milestones_of(
    day: date, rows: Iterable[Mapping[Any, Any]], sources: Mapping[str, Mapping[str, Any]], reader: Locale
) -> list[Milestone]:
    """What happened in the year of a day, in order of time.

    Parameters
    ----------
    rows
        Of the layer, in order of time.
    sources
        As `dashboard.atlas.sources.cited` takes them.
    """
    return [_told(row, day, sources, reader) for row in rows if row["event_date"].year == day.year]


def _told(row: Mapping[Any, Any], day: date, sources: Mapping[str, Mapping[str, Any]], reader: Locale) -> Milestone:
    own = row["event_date"].date()
    edtf = row["event_date_edtf"] if isinstance(row["event_date_edtf"], str) else None
    return Milestone(
        id=row["id"],
        day=own,
        told=reader.day(own, edtf),
        title=worded(row, "title", reader.language) or "",
        lane=reader.t(f"lane.{row['lane']}"),
        note=worded(row, "note", reader.language),
        is_now=(own.year, own.month) == (day.year, day.month),
        sources=cited(row["sources"], sources),
    )
