"""The errors that geodata raises: each message is one sentence that names what is wrong and where."""

from typing import Literal

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
