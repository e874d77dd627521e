"""Texts of the record in the reader's language; in the record's first language where it has none in it."""

from collections.abc import Mapping
from typing import Any

from geodata.names.wording import LANGUAGES

FALLBACK = LANGUAGES[0]
"""The language of the record that every row has words in."""


def worded(row: Mapping[Any, Any], stem: str, language: str) -> str | None:
    """A text of a row, such as its ``name``; None where it has none.

    Parameters
    ----------
    stem
        Of the columns ``name_en``, ``name_ar`` ...
    """
    for code in (language, FALLBACK):
        text = row.get(f"{stem}_{code}")
        if isinstance(text, str):
            return text
    return None


def name(row: Mapping[Any, Any], language: str) -> str:
    """What a row is called; its id where it has no name."""
    return worded(row, "name", language) or str(row.get("id", ""))
