"""Two days that the screen compares, as a file can show them."""

from dataclasses import replace

from dashboard.atlas.i18n import Locale
from dashboard.atlas.selection import Selection


def choices(selection: Selection, reader: Locale) -> dict[str, Selection]:
    """What may be printed of two days: both, as the screen compares them, or one of them.

    Paper cannot be swiped: there two days so compared stand side by side.

    Returns
    -------
    What it is called -> the selection; both days first.
    """
    mode = "difference" if selection.mode == "difference" else "split"
    days = [day for day in (selection.day, selection.compare) if day]
    alone = {reader.day(day): replace(selection, day=day, compare=None) for day in days}
    return {reader.t(f"compare.{mode}"): selection, **alone}


def without(selection: Selection) -> Selection:
    """The selection without its second day: a film shows one day after the other."""
    return replace(selection, compare=None)
