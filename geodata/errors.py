"""The errors that geodata raises: each message is one sentence that names what is wrong and where."""


class GeodataError(Exception):
    """Any error of this package; its text is fit to be shown to a user."""


class UnknownLayerError(GeodataError):
    """A layer, table or format was asked for that the catalogue does not list."""


class DayError(GeodataError, ValueError):
    """A text is not a day, or the day lies outside the record."""


class LayerError(GeodataError):
    """A file of the record is missing, unreadable or breaks its form."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file (as in ``geodata/layers``) and say why it cannot be used."""
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


class WriteError(GeodataError):
    """A file could not be written; nothing is left under its name."""
