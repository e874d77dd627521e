"""Texts that a record has in several languages: ``name_en``, ``name_ar`` and so on, one column a language."""

from collections.abc import Mapping
from typing import Any

from geodata.subject import SUBJECT

LANGUAGES = SUBJECT.languages
"""Languages of the record, the one first that a missing text is taken from."""


def columns(stem: str) -> tuple[str, ...]:
    """Columns of a text, one a language of the record.

    >>> columns("note")
    ('note_en', 'note_ar', 'note_fr')
    """
    return tuple(f"{stem}_{language}" for language in LANGUAGES)


def worded(row: Mapping[Any, Any], stem: str, language: str) -> Any:
    """A text of a row in a reader's language, or in the record's first where it has no column in that language.

    >>> worded({"name_en": "Mosul", "name_fr": "Mossoul"}, "name", "fr")
    'Mossoul'
    >>> worded({"name_en": "Mosul", "name_fr": "Mossoul"}, "name", "de")
    'Mosul'
    """
    column = f"{stem}_{language}"
    return row[column if column in row else f"{stem}_{LANGUAGES[0]}"]


def spoken(texts: Mapping[str, str], language: str) -> str:
    """One of several texts by language, or the one in the record's first language where it is in none.

    >>> spoken({"en": "Mosul", "fr": "Mossoul"}, "de")
    'Mosul'
    """
    return texts[language if language in texts else LANGUAGES[0]]
