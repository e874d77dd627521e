"""Selection <-> the page's address.

``?date=2015-05-31&lang=ar&view=iraq-syria&layers=places,liberated_cities&style=filled&bounds=W,S,E,N`` with
``compare=2017-07-10&mode=swipe&place=mosul&confidence=high,medium&damage=destroyed&retaken_by=sdf``: what is absent or
blank has its usual value, what is wrong is put right and said so. ``story=defeated&step=baghuz`` alone shows what that
step of a briefing shows; with a day, view or layers it shows these beside its words. A word may be written with other
capitals and with spaces or underlines for its hyphens, a language with its country, a day without its noughts or in the
digits of another script, and a place by its name in any spelling. Any other row is its layer and its id,
``place=attacks/ID``.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboard.atlas.i18n import languages
from dashboard.atlas.selection import FILTERS, LAYERS_SHOWN, MODES, NARROWED, STYLES, VIEWS, Bounds, Selection
from geodata.dates import CLOCK_FIRST, clamp, parse_day
from geodata.errors import DayError, LayerError
from geodata.names.search import find
from geodata.subject import SUBJECT

LONGEST = 60
"""Signs of a wrong value that are told."""
_TOLD = 3
# No word that an address may hold is longer; a search would take its time over a book.
_LONGEST_WORD = 100
# The whole of a name, in some spelling: what only begins so, or is like it, scores less.
_WHOLE_NAME = 90.0
# A hundred-thousandth of a degree is an eighth of a pixel at the nearest zoom.
_DECIMALS = 5
_BETWEEN = re.compile("[,;\u060c\u061b]")
_HYPHENS = re.compile(r"[-_\s\u2010-\u2015]+")
_LANGUAGE = re.compile(r"([a-z]+)(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})([-/.\u2010-\u2015])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True)
class Notice:
    """Something in the address that was put right: a locale key and what it speaks of, on one short line."""

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
    Parameter("bounds", "bounds", decimals=_DECIMALS),
    Parameter("view", "view", usual=None, unless="bounds"),
    Parameter("layers", "layers", usual=",".join(_USUAL.layers)),
    Parameter("style", "style", usual=_USUAL.style),
    Parameter("compare", "compare"),
    Parameter("mode", "mode", usual=_USUAL.mode, needs="compare"),
    Parameter("place", "place"),
    Parameter("story", "story"),
    Parameter("step", "step", needs="story"),
    *(Parameter(name, name) for name in NARROWED),
)
"""Every parameter of the address, in the order in which they stand in it."""
NAMES = frozenset(parameter.name for parameter in PARAMETERS)
# What an address may name without a word on what is seen.
_UNSEEN = frozenset({"lang", "story", "step"})


@dataclass(frozen=True)
class Known:
    """What an address may speak of.

    Attributes
    ----------
    last
        The last day of the clock.
    actors, places
        Ids of the record's.
    rows
        Of all else layer and id, with a slash between them.
    stories
        What each step of each briefing shows.
    """

    last: date
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    stories: Mapping[str, Mapping[str, Selection]] = field(default_factory=dict)


@dataclass
class _Reading:
    """An address that is being read, and what had to be put right so far."""

    query: Mapping[str, str]
    notices: list[Notice] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def wrong(self, key: str, *values: str) -> None:
        """Note values of one parameter: the first of them, and how many there are besides."""
        self.notices += [Notice(key, line(value)) for value in values[:_TOLD]]
        if values[_TOLD:]:
            self.notices.append(Notice("notice.more", str(len(values) - _TOLD)))

    def day(self, name: str, last: date, wrong: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        wanted = _day(text)
        if wanted is None:
            self.wrong(wrong, text)
            return None
        day = clamp(wanted, CLOCK_FIRST, last)
        if day != wanted:
            self.wrong("notice.outside", text)
        return day

    def language(self, usual: str) -> str:
        text = self.text("lang")
        found = language_named(text)
        if text and found is None:
            self.wrong("notice.language", text)
        return found or usual

    def one_of(self, words: Collection[str], name: str, usual: str, wrong: str) -> str:
        text = self.text(name)
        found = _by_form(words).get(_form(text))
        if text and found is None:
            self.wrong(wrong, text)
        return found or usual

    def listed(self, words: Collection[str], name: str, usual: tuple[str, ...], wrong: str) -> tuple[str, ...]:
        """Words that are named between commas, in their usual order; the usual ones where none of them is known."""
        named = [part.strip() for part in _BETWEEN.split(self.text(name))]
        asked = [part for part in named if part]
        known = _by_form(words)
        self.wrong(wrong, *dict.fromkeys(part for part in asked if _form(part) not in known))
        wanted = {known.get(_form(part)) for part in asked}
        found = tuple(word for word in words if word in wanted)
        return usual if asked and not found else found

    def bounds(self) -> Bounds | None:
        text = self.text("bounds")
        found = bounds_of(text)
        if text and found is None:
            self.wrong("notice.bounds", text)
        return found

    def step(self, stories: Mapping[str, Mapping[str, Selection]]) -> tuple[str, str]:
        """A briefing and a step of it; a step that names no briefing is one of that with which the atlas opens."""
        usual = SUBJECT.story if self.text("step") and SUBJECT.story in stories else ""
        story = self.one_of(stories, "story", usual, "notice.story")
        return story, self.one_of(stories[story], "step", "", "notice.step") if story else ""

    def place(self, places: Collection[str], rows: Collection[str]) -> str:
        text = self.text("place")
        known = rows if "/" in text else places
        found = _by_form(known).get(_form(text)) or ("" if "/" in text else _place_named(text, places))
        if text and not found:
            self.wrong("notice.place", text)
        return found


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
    The selection, and what had to be put right: of each parameter no more than three values, and how many more.
    """
    read = _Reading(query)
    story, step = read.step(known.stories)
    says_what_is_seen = any(read.text(name) for name in NAMES - _UNSEEN)
    usual = known.stories[story][step] if step and not says_what_is_seen else Selection()
    language = read.language(usual.language)
    view = read.one_of(VIEWS, "view", usual.view, "notice.view")
    bounds = read.bounds() or usual.bounds
    narrowed = FILTERS | {"retaken_by": tuple(sorted(known.actors))}
    layers = read.listed(LAYERS_SHOWN, "layers", usual.layers, "notice.layer") if "layers" in query else usual.layers
    selection = Selection(
        day=read.day("date", known.last, "notice.day") or usual.day,
        language=language,
        view="" if bounds else view,
        bounds=bounds,
        layers=layers,
        style=read.one_of(STYLES, "style", usual.style, "notice.style"),
        compare=read.day("compare", known.last, "notice.compare") or usual.compare,
        mode=read.one_of(MODES, "mode", usual.mode, "notice.mode"),
        place=read.place(known.places, known.rows),
        story=story,
        step=step,
        **{name: read.listed(words, name, (), "notice.filter") for name, words in narrowed.items()},
    )
    return selection, read.notices


def language_named(text: str) -> str | None:
    """The language that a tag names, with or without its country ("fr", "FR", "fr-FR"); None where it is not here.

    Examples
    --------
    >>> language_named("fr_CA"), language_named("tlh")
    ('fr', None)
    """
    tag = _LANGUAGE.fullmatch(text.strip()[:_LONGEST_WORD])
    code = tag[1].lower() if tag else ""
    return code if code in languages() else None


def line(text: str, longest: int = LONGEST) -> str:
    r"""What somebody wrote, as a short line of text: without signs that are not seen, or that turn the order of others.

    Examples
    --------
    >>> line("a\u202eb\n c")
    'ab c'
    >>> line("nonsense " * 100, 12)
    'nonsense no…'
    """
    # What stands beyond is not shown; a thousand marks on one letter are no line either.
    begun = unicodedata.normalize("NFC", text[: 4 * longest])
    seen = "".join(" " if unicodedata.category(sign)[0] == "Z" or sign in "\t\r\n" else sign for sign in begun)
    kept = "".join(sign for sign in seen if unicodedata.category(sign)[0] != "C")
    told = " ".join(kept.split())
    return told if len(told) <= longest and len(text) <= 4 * longest else told[: longest - 1] + "…"


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
        return ",".join(part if isinstance(part, str) else _degrees(part, decimals) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _degrees(degrees: float, decimals: int) -> str:
    """As many decimals as are needed."""
    return f"{round(degrees, decimals) + 0.0:.{decimals}f}".rstrip("0").rstrip(".")


def _day(text: str) -> date | None:
    """A day whose year comes first; None where the text is none, or might be another."""
    parts = _DAY.fullmatch(text)
    if parts is None:
        return None
    year, month, day = (
        (int(part) for part in parts.group(1, 3, 4) if part) if parts[1] else map(int, parts.group(5, 6, 7))
    )
    try:
        return parse_day(f"{year:04}-{month:02}-{day:02}")
    except DayError:
        return None


def _form(word: str) -> str:
    """What a word is known by, however its parts are joined and its letters written."""
    return _HYPHENS.sub("", word[:_LONGEST_WORD]).casefold()


def _by_form(words: Collection[str]) -> dict[str, str]:
    return {_form(word): word for word in words}


def _place_named(text: str, places: Collection[str]) -> str:
    """The place that bears a name; empty where none does, or more than one as surely."""
    try:
        found = find(text[:_LONGEST_WORD])
    except LayerError:
        return ""
    hits = [hit for hit in found if hit.layer == "places" and hit.id in places]
    whole = [hit for hit in hits if hit.score >= max(_WHOLE_NAME, hits[0].score)]
    return whole[0].id if len(whole) == 1 else ""


def bounds_of(text: str) -> Bounds | None:
    """West, south, east, north as a text between commas; None unless it is a box on the earth."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if -180 <= west < east <= 180 and -85 <= south < north <= 85:
        return west, south, east, north
    return None
