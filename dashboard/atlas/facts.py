"""The page of France's foreign ministry, fact by fact: the day on the map where it has one, what to know beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.atlas.i18n import Locale
from dashboard.atlas.wording import worded

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Fact:
    """A fact as it is told.

    Attributes
    ----------
    day
        That of its milestone; None where it has none.
    caveat
        What to know beside it; None where there is nothing.
    """

    text: str
    day: str | None
    caveat: str | None


def facts(rows: Iterable[Row], milestones: Iterable[Row], reader: Locale) -> list[Fact]:
    """Facts in the order of the ministry's page.

    Parameters
    ----------
    rows
        Of the record's ``source_facts``.
    milestones
        Rows of the layer; each names the facts that it stands for.
    """
    days = _days(milestones, reader)
    language = reader.language
    return [
        Fact(worded(row, "text", language) or "", days.get(row["id"]), worded(row, "caveat", language)) for row in rows
    ]


def _days(milestones: Iterable[Row], reader: Locale) -> dict[str, str]:
    """Fact -> the day of the first milestone that stands for it."""
    days: dict[str, str] = {}
    for row in milestones:
        edtf = row["event_date_edtf"] if isinstance(row["event_date_edtf"], str) else None
        for fact in row["facts"].split(";") if isinstance(row["facts"], str) else ():
            days.setdefault(fact, reader.day(row["event_date"].date(), edtf))
    return days
