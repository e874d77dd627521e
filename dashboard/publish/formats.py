"""The formats of files: a sheet -> png, pdf, svg, pptx, html or film. Knows no Streamlit.

HOW TO ADD A FORMAT: write a module in ``dashboard/paper/formats`` that turns a scene into bytes; add here a function
that calls it, and a line to `FORMATS`; give ``export.format.NAME`` and ``export.about.NAME`` a text in each file of
``dashboard/atlas/locales``. Everything is decided by `compose`; a format only draws.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec

from dashboard.paper.page.composition import compose
from dashboard.paper.sheet import PAGES, Sheet, SheetError
from dashboard.publish.record import missing
from geodata.record.stories import Story


@dataclass(frozen=True)
class Format:
    """A format of one page.

    Attributes
    ----------
    media
        Its media type.
    make
        A sheet -> the file's bytes.
    is_laid_out
        Whether it is laid out for one of `PAGES`; what a browser opens is as large as its window.
    lacks
        A language -> what of the record is not in the file, a sentence for each file that cannot be used.
    """

    media: str
    make: Callable[[Sheet], bytes]
    is_laid_out: bool = True
    lacks: Callable[[str], list[str]] = lambda _: []


@dataclass(frozen=True)
class Film:
    """A format of many pages, one after the other in time.

    Attributes
    ----------
    media
        Its media type.
    make
        A sheet, days, their step, and what is told the share that is done -> the file's bytes.
    needs
        The package that makes it, which need not be installed; empty where it needs none.
    """

    media: str
    make: Callable[[Sheet, list[date], str, Callable[[float], None]], bytes]
    needs: str = ""

    @property
    def can_be_made(self) -> bool:
        """Whether the package is installed that makes it."""
        try:
            return not self.needs or find_spec(self.needs) is not None
        except ImportError:
            return False


# What a format needs is loaded only when one is made: codecs, office files and typesetting are a hundred megabytes.
def _png(sheet: Sheet) -> bytes:
    from dashboard.paper.formats import typeset

    return typeset.write_png(compose(sheet))


def _pdf(sheet: Sheet) -> bytes:
    from dashboard.paper.formats import typeset

    return typeset.write_pdf(compose(sheet))


def _svg(sheet: Sheet) -> bytes:
    from dashboard.paper.formats import svg

    return svg.write(compose(sheet))


def _pptx(sheet: Sheet) -> bytes:
    from dashboard.paper.formats import slides

    # Shapes are laid out for the program's own typeface; the picture of the second slide has ours.
    return slides.write(compose(sheet, "office"), _png(sheet))


def _html(sheet: Sheet) -> bytes:
    from dashboard.publish import offline

    return offline.write(sheet)


def _told(sheet: Sheet, story: Story) -> bytes:
    from dashboard.publish import offline

    return offline.write(sheet, story)


def _film(form: str) -> Callable[[Sheet, list[date], str, Callable[[float], None]], bytes]:
    def make(sheet: Sheet, days: list[date], step: str, tell: Callable[[float], None]) -> bytes:
        if not FILMS[form].can_be_made:
            raise SheetError(f"a film as {form} is made by the package av, which is not installed: pip install av")
        from dashboard.paper.formats import film

        return film.WRITERS[form](sheet, days, step, tell)

    return make


FORMATS: dict[str, Format] = {
    "png": Format("image/png", _png),
    "pdf": Format("application/pdf", _pdf),
    "svg": Format("image/svg+xml", _svg),
    "pptx": Format("application/vnd.openxmlformats-officedocument.presentationml.presentation", _pptx),
    "html": Format("text/html", _html, is_laid_out=False, lacks=missing),
}
FILMS: dict[str, Film] = {
    "mp4": Film("video/mp4", _film("mp4"), needs="av"),
    "webm": Film("video/webm", _film("webm"), needs="av"),
    "gif": Film("image/gif", _film("gif")),
}
BRIEFINGS: dict[str, Callable[[Sheet, Story], bytes]] = {"html": _told}
"""Formats of a briefing: a sheet, which has its language and marking, and the briefing -> the file's bytes."""

__all__ = ["BRIEFINGS", "FILMS", "FORMATS", "PAGES", "Film", "Format", "Sheet", "SheetError", "compose"]
