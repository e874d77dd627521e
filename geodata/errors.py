"""The errors that geodata raises: each message is one sentence that names what is wrong and where."""

from collections.abc import Iterable
from typing import Literal

from rapidfuzz import fuzz, process, utils

_LETTERS = 60
"""Of a value that an error repeats; whatever was given, a sentence stays one."""
_LIKE = 70
"""How like a name must be, of 100, to be what was meant."""

Cause = Literal["missing", "folder", "unreadable", "empty", "letters", "form", "cut", "column", "day", "row", "content"]
"""Why a file cannot be used: it is missing; a folder stands in its place; it cannot be read; it is empty; it is no text
in UTF-8; it is not of the form that its name says; it is cut off; a column is missing; a day, another value or
anything else in a row is wrong; what it holds is not what belongs in it. Interfaces tell it in the reader's language.
"""


class GeodataError(Exception):
    """Any error of this package; its text is fit to be shown to a user."""


class UnknownLayerError(GeodataError):
    """A layer, table or format was asked for that the catalogue does not list."""


class DayError(GeodataError, ValueError):
    """A text is not a day, or the day lies outside the record."""


class LayerError(GeodataError):
    """A file of the record is missing, unreadable or breaks its form."""

    def __init__(self, file: str, reason: str, cause: Cause = "content", where: str = "") -> None:
        """Name the file (as in ``geodata/layers``) and say why it cannot be used.

        Parameters
        ----------
        cause
            The reason in a word.
        where
            The row or column that is wrong, where the cause is in one.
        """
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
        self.cause = cause
        self.where = where


class WriteError(GeodataError):
    """A file could not be written; nothing is left under its name."""


class ArgumentError(GeodataError, ValueError):
    """What was asked for is no layer and no day, and cannot be used: a step, a name, a column, a folder."""


def quoted(value: object) -> str:
    """A value as an error repeats it: on one line, a text in quotes, and no longer than a line holds.

    >>> quoted("plaecs"), quoted(None), quoted(["places"])
    ("'plaecs'", 'None', "['places']")
    """
    # A text with a quote in it would change its quotes with `repr`.
    told = " ".join((f"'{value}'" if isinstance(value, str) else repr(value)).split())
    return told if len(told) <= _LETTERS else f"{told[: _LETTERS - 1]}…"


def not_among(value: object, names: Iterable[str], kind: str) -> str:
    """A sentence that says that there is no such thing, which one may have been meant, and which there are.

    >>> not_among("plaecs", ["places", "attacks"], "layer")
    "there is no layer 'plaecs': did you mean places? The layers are places, attacks"
    """
    known = list(names)
    there = f"{kind}s are {', '.join(known)}"
    meant = _meant(value, known) if isinstance(value, str) else None
    said = f"there is no {kind} {quoted(value)}"
    return f"{said}; the {there}" if meant is None else f"{said}: did you mean {meant}? The {there}"


def _meant(typed: str, known: list[str]) -> str | None:
    found = process.extractOne(typed, known, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=_LIKE)
    return None if found is None else str(found[0])
