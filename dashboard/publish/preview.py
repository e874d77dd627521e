"""A page as a picture for the screen, before it is made as a file."""

from datetime import date

from dashboard.paper.page.composition import compose, series
from dashboard.paper.sheet import Sheet
from geodata.dates import clamp

DPI = 96


def picture(sheet: Sheet, film: tuple[date, date] | None = None) -> bytes:
    """A page as a PNG, or of a film the picture nearest to the sheet's day, laid out as that film is.

    Parameters
    ----------
    sheet
        The page.
    film
        Its first and last day.

    Raises
    ------
    GeodataError
        If it cannot be made.
    """
    # Typesetting is loaded only when something is drawn.
    from dashboard.paper.formats.typeset import write_png

    if film is None:
        return write_png(compose(sheet), DPI)
    day = clamp(sheet.selection.day, *film)
    scenes = {scene.day: scene for scene in series(sheet, sorted({*film, day}))}
    return write_png(scenes[day.isoformat()], DPI)
