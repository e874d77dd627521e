"""Files made for readers, one at a time: two would each take twice as long, and twice the memory."""

from collections.abc import Callable
from datetime import date
from threading import Semaphore

from dashboard.paper.sheet import Sheet
from dashboard.publish.formats import FILMS, FORMATS
from dashboard.publish.preview import picture

_PRESS, _STUDIO = Semaphore(1), Semaphore(1)


def page(sheet: Sheet, form: str) -> bytes:
    """A page as a file of one of `FORMATS`.

    Raises
    ------
    GeodataError
        If it cannot be made.
    """
    with _PRESS:
        return FORMATS[form].make(sheet)


def preview(sheet: Sheet, film: tuple[date, date] | None) -> bytes:
    """As `dashboard.publish.preview.picture`."""
    with _PRESS:
        return picture(sheet, film)


def film(sheet: Sheet, form: str, days: tuple[date, ...], step: str, tell: Callable[[float], None]) -> bytes:
    """A film as a file of one of `FILMS`; pages are made meanwhile.

    Raises
    ------
    GeodataError
        If it cannot be made.
    """
    with _STUDIO:
        return FILMS[form].make(sheet, list(days), step, tell)
