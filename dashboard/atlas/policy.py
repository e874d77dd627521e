"""How disputed names and lines are shown, each choice with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.atlas.i18n import Locale
from dashboard.atlas.wording import name, worded


@dataclass(frozen=True)
class Choice:
    """What is chosen, and why."""

    name: str
    reason: str


def choices(rows: Iterable[Mapping[Any, Any]], reader: Locale) -> list[Choice]:
    """Rows of the record's ``policy`` as they are told."""
    return [Choice(name(row, reader.language), worded(row, "reason", reader.language) or "") for row in rows]
