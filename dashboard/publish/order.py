"""What somebody wants made: a page, a film, or the picture of either on a screen, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dashboard.paper.sheet import Sheet
from dashboard.publish.formats import FILMS, FORMATS
from dashboard.publish.preview import picture


class Kind(Enum):
    """How long something takes: the first is shown while it is chosen, the last takes a minute."""

    PREVIEW = 0
    PAGE = 1
    FILM = 2


@dataclass(frozen=True)
class Order:
    """A file to be made, or a picture of it.

    Attributes
    ----------
    sheet
        What is on it.
    form
        One of `FORMATS` or `FILMS`; empty for a picture of it on a screen.
    days
        Of a film, or its first and last day where only a picture of it is wanted.
    step
        Of a film, one of `dashboard.publish.days.STEPS`.
    """

    sheet: Sheet
    form: str = ""
    days: tuple[date, ...] = ()
    step: str = ""

    @property
    def kind(self) -> Kind:
        """How long it takes."""
        if not self.form:
            return Kind.PREVIEW
        return Kind.FILM if self.form in FILMS else Kind.PAGE

    def make(self, tell: Callable[[float], None]) -> bytes:
        """Make it.

        Parameters
        ----------
        tell
            Is told the share that is done of a film, from 0 to 1.

        Raises
        ------
        GeodataError
            If it cannot be made.
        """
        if self.kind is Kind.PREVIEW:
            return picture(self.sheet, (self.days[0], self.days[-1]) if self.days else None)
        if self.kind is Kind.PAGE:
            return FORMATS[self.form].make(self.sheet)
        return FILMS[self.form].make(self.sheet, list(self.days), self.step, tell)
