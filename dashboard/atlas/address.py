"""Selection <-> the page's address.

``?date=2015-05-31&lang=ar&view=iraq-syria&layers=places,liberated_cities&style=filled&bounds=W,S,E,N`` with
``compare=2017-07-10&mode=swipe&place=mosul&confidence=high,medium&damage=destroyed&retaken_by=sdf``: what is absent has
its usual value, what is wrong is put right and said so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.atlas.i18n import languages
from dashboard.atlas.selection import FILTERS, LAYERS_SHOWN, MODES, NARROWED, STYLES, VIEWS, Bounds, Selection
from geodata.dates import CLOCK_FIRST, clamp, parse_day
from geodata.errors import DayError


@dataclass(frozen=True)
class Notice:
    """Something in the address that was put right: a locale key and what it speaks of."""

    key: str
    value: str


@dataclass(frozen=True)
class Parameter:
    """A parameter of the address. The script of the map, which writes the address too, is sent the same list.

    Attributes
    ----------
    name
        In the address.
    of
        The part of the selection that it says.
    usual
        What is left out; None where it always stands in the address.
    needs, unless
        A part of the selection without which, or with which, it is left out.
    decimals
        Of numbers.
    """

    name: str
    of: str
    usual: str | None = ""
    needs: str = ""
    unless: str = ""
    decimals: int = 0


_USUAL = Selection()
PARAMETERS = (
    Parameter("date", "day", usual=None),
    Parameter("lang", "language", usual=None),
    Parameter("bounds", "bounds", decimals=4),
    Parameter("view", "view", usual=None, unless="bounds"),
    Parameter("layers", "layers", usual=",".join(_USUAL.layers)),
    Parameter("style", "style", usual=_USUAL.style),
    Parameter("compare", "compare"),
    Parameter("mode", "mode", usual=_USUAL.mode, needs="compare"),
    Parameter("place", "place"),
    *(Parameter(name, name) for name in NARROWED),
)
"""Every parameter of the address, in the order in which they stand in it."""


@dataclass(frozen=True)
class Known:
    """What an address may speak of: the last day of the clock, ids of the record's actors and places."""

    last: date
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def from_query(query: Mapping[str, str], known: Known) -> tuple[Selection, list[Notice]]:
    """Read an address.

    Parameters
    ----------
    query
        Its parameters.
    known
        What they may speak of.

    Returns
    -------
    The selection, and what had to be put right.
    """
    usual, notices = Selection(), list[Notice]()
    language = _one_of(languages(), query, "lang", usual.language, "notice.language", notices)
    view = _one_of(VIEWS, query, "view", usual.view, "notice.view", notices)
    bounds = bounds_of(query.get("bounds", ""))
    if bounds is None and query.get("bounds"):
        notices.append(Notice("notice.bounds", query["bounds"]))
    narrowed = FILTERS | {"retaken_by": tuple(sorted(known.actors))}
    selection = Selection(
        day=_day(query.get("date", ""), known.last, "notice.day", notices) or usual.day,
        language=language,
        view="" if bounds else view,
        bounds=bounds,
        layers=_listed(LAYERS_SHOWN, query["layers"], "notice.layer", notices) if "layers" in query else usual.layers,
        style=_one_of(STYLES, query, "style", usual.style, "notice.style", notices),
        compare=_day(query.get("compare", ""), known.last, "notice.compare", notices),
        mode=_one_of(MODES, query, "mode", usual.mode, "notice.mode", notices),
        place=_one_of(known.places, query, "place", usual.place, "notice.place", notices),
        **{name: _listed(words, query.get(name, ""), "notice.filter", notices) for name, words in narrowed.items()},
    )
    return selection, notices


def to_query(selection: Selection) -> dict[str, str]:
    """Parameters that bring the selection back, as `PARAMETERS` lists them."""
    query = {}
    for one in PARAMETERS:
        if (one.needs and not getattr(selection, one.needs)) or (one.unless and getattr(selection, one.unless)):
            continue
        text = _written(getattr(selection, one.of), one.decimals)
        if text != one.usual:
            query[one.name] = text
    return query


def _written(value: object, decimals: int) -> str:
    """A part of a selection as it stands in an address."""
    if isinstance(value, tuple):
        return ",".join(part if isinstance(part, str) else f"{part:.{decimals}f}" for part in value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _day(text: str, last: date, wrong: str, notices: list[Notice]) -> date | None:
    if not text:
        return None
    try:
        wanted = parse_day(text)
    except DayError:
        notices.append(Notice(wrong, text))
        return None
    day = clamp(wanted, CLOCK_FIRST, last)
    if day != wanted:
        notices.append(Notice("notice.outside", text))
    return day


def _one_of(
    words: Collection[str], query: Mapping[str, str], name: str, usual: str, wrong: str, notices: list[Notice]
) -> str:
    value = query.get(name, usual)
    if value == usual or value in words:
        return value
    notices.append(Notice(wrong, value))
    return usual


def _listed(words: Collection[str], text: str, wrong: str, notices: list[Notice]) -> tuple[str, ...]:
    """Words that a text names between commas, in their usual order."""
    wanted = [part for part in text.split(",") if part]
    notices += [Notice(wrong, part) for part in wanted if part not in words]
    return tuple(word for word in words if word in wanted)


def bounds_of(text: str) -> Bounds | None:
    """West, south, east, north as a text between commas; None unless it is a box on the earth."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if -180 <= west < east <= 180 and -85 <= south < north <= 85:
        return west, south, east, north
    return None
