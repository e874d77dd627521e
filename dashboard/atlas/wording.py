"""Texts of the record in the reader's language; in English where the record has none in it."""

from collections.abc import Mapping
from typing import Any

FALLBACK = "en"


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
