"""Selection <-> the page's address.

``?date=2015-05-31&lang=ar&view=iraq-syria&layers=places,liberated_cities&style=filled&bounds=W,S,E,N``: what is
absent has its usual value, what is wrong is put right and said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.i18n import languages
from dashboard.selection import LAYERS_SHOWN, STYLES, VIEWS, Bounds, Selection
from geodata.dates import CLOCK_FIRST, clamp, parse_day
from geodata.errors import DayError


@dataclass(frozen=True)
class Notice:
    """Something in the address that was put right: a locale key and what it speaks of."""

    key: str
    value: str


def from_query(query: Mapping[str, str], last: date) -> tuple[Selection, list[Notice]]:
    """Read an address.

    Parameters
    ----------
    query
        Its parameters.
    last
        The last day of the clock.

    Returns
    -------
    The selection, and what had to be put right.
    """
    usual, notices = Selection(), list[Notice]()
    language = query.get("lang", usual.language)
    if language not in languages():
        notices.append(Notice("notice.language", language))
        language = usual.language
    view = query.get("view", usual.view)
    if view not in VIEWS:
        notices.append(Notice("notice.view", view))
        view = usual.view
    bounds = _bounds(query.get("bounds", ""))
    if bounds is None and query.get("bounds"):
        notices.append(Notice("notice.bounds", query["bounds"]))
    day = _day(query.get("date", ""), last, notices)
    layers = _layers(query.get("layers"), notices)
    style = query.get("style", usual.style)
    if style not in STYLES:
        notices.append(Notice("notice.style", style))
        style = usual.style
    return Selection(day, language, "" if bounds else view, bounds, layers, style), notices


def to_query(selection: Selection) -> dict[str, str]:
    """Parameters that bring the selection back."""
    query = {"date": selection.day.isoformat(), "lang": selection.language}
    if selection.bounds is not None:
        query["bounds"] = ",".join(f"{degrees:.2f}" for degrees in selection.bounds)
    else:
        query["view"] = selection.view
    if selection.layers != Selection().layers:
        query["layers"] = ",".join(selection.layers)
    if selection.style != Selection().style:
        query["style"] = selection.style
    return query


def _day(text: str, last: date, notices: list[Notice]) -> date:
    if not text:
        return Selection().day
    try:
        wanted = parse_day(text)
    except DayError:
        notices.append(Notice("notice.day", text))
        return Selection().day
    day = clamp(wanted, CLOCK_FIRST, last)
    if day != wanted:
        notices.append(Notice("notice.outside", text))
    return day


def _layers(text: str | None, notices: list[Notice]) -> tuple[str, ...]:
    if text is None:
        return Selection().layers
    wanted = [part for part in text.split(",") if part]
    notices += [Notice("notice.layer", part) for part in wanted if part not in LAYERS_SHOWN]
    return tuple(layer for layer in LAYERS_SHOWN if layer in wanted)


def _bounds(text: str) -> Bounds | None:
    """West, south, east, north; None unless it is a box on the earth."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if -180 <= west < east <= 180 and -85 <= south < north <= 85:
        return west, south, east, north
    return None
