"""What a layer looks like and what it tells: one `Look` a layer, which screen and paper both draw from.

HOW TO ADD A LAYER: a module in ``dashboard/atlas/layers/`` with one ``LOOK``; CONTRIBUTING has the whole list.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from dashboard.atlas import crowds, forms
from dashboard.atlas.forms import Fill, Marks
from dashboard.atlas.style import COLORS, paler
from dashboard.atlas.wording import FALLBACK
from geodata.catalog import layer_of

Row = Mapping[str, Any]
"""A row of a loaded layer: days as dates, None for what is missing."""
Kind = Literal["points", "land", "countries", "events"]
DOUBTED = "doubted"
"""What the legend explains symbols by that are drawn as uncertain."""
RANKS = {1: 1.15, 2: 1.0, 3: 0.8, 4: 0.6}
"""How large a symbol of a place is, by the place's rank."""
PAST = 0.6
"""Of its colour, for what happened more than a year before."""
RECENT = timedelta(days=366)
LONG = timedelta(days=30)
"""A change whose window is longer is drawn as uncertain inside it."""
MM_PER_PX = 0.172
"""Millimetres of a slide at 1 to 7 million for a pixel of a symbol."""


@dataclass(frozen=True)
class Actor:
    """Who may hold a place; its name and letter by language."""

    id: str
    names: Mapping[str, str] = field(hash=False)
    color: str = COLORS["unknown"]
    letters: Mapping[str, str] = field(hash=False, default_factory=lambda: {FALLBACK: "?"})


Actors = Mapping[str, Actor]


@dataclass(frozen=True)
class Symbol:
    """How a row is drawn.

    Attributes
    ----------
    kind
        Its class in the legend.
    state
        What tells symbols of a class apart, the class itself where nothing does.
    size
        Pixels across on the screen at the opening zoom, edges apart.
    order
        Among the symbols of its layer, what lies above has more.
    small
        In place of ``marks`` where it is drawn too small for a letter.
    on_land
        In its place where land is painted under it.
    doubt
        Whether the day of the change that it shows may be another.
    """

    kind: str
    marks: Marks = ()
    size: float = 0.0
    order: int = 0
    state: str = ""
    small: Marks = ()
    on_land: "Symbol | None" = None
    doubt: bool = False

    def key(self, layer: str) -> tuple[str, ...]:
        """What the legend explains it by."""
        own = (layer, self.kind) if self.state in ("", self.kind) else (layer, self.kind, self.state)
        return (*own, DOUBTED) if self.doubt else own

    def doubted(self) -> "Symbol":
        """The same while the day of the change that it shows may be another."""
        marks, small = (forms.doubtful(marks) if marks else () for marks in (self.marks, self.small))
        on_land = self.on_land.doubted() if self.on_land else None
        return replace(self, marks=marks, small=small, on_land=on_land, doubt=True)

    def told(self, language: str) -> "Symbol":
        """The same with its letter as a language has it."""
        if not any(mark.letters for mark in self.marks):
            return self
        return replace(self, marks=forms.told(self.marks, language))


@dataclass(frozen=True)
class Appearance:
    """What a row looks like from a day until the day before another, or for good."""

    first: date
    end: date | None
    symbol: Symbol

    def holds(self, day: date) -> bool:
        """Whether it is there on a day."""
        return self.first <= day and (self.end is None or day < self.end)


Window = tuple[date | None, date | None]
"""The first and the last day on which a change may have happened; None where its day is known."""


def windowed(first: date, end: date | None, symbol: Symbol, begins: Window, ends: Window) -> Iterator[Appearance]:
    """What a holder looks like, as uncertain inside the windows of the changes that it begins and ends with."""
    sure, until = first, end
    if begins[0] and begins[1] and begins[1] - begins[0] > LONG:
        sure = begins[1] + timedelta(days=1)
    if ends[0] and ends[1] and end and ends[1] - ends[0] > LONG:
        until = max(ends[0], first)
    if until is not None and sure >= until:
        yield Appearance(first, end, symbol.doubted())
        return
    if first < sure:
        yield Appearance(first, sure, symbol.doubted())
    yield Appearance(sure, until, symbol)
    if until is not None and (end is None or until < end):
        yield Appearance(until, end, symbol.doubted())


@dataclass(frozen=True)
class Words:
    """What the legend says: the key of a text, or an actor, who goes by name."""

    key: str = ""
    actor: str = ""


@dataclass(frozen=True)
class Entry:
    """A class in the legend: its sample, so many pixels across, and what it means."""

    kind: str
    words: Words
    marks: Marks = ()
    size: float = 16.0


@dataclass(frozen=True)
class Fact:
    """A line that a symbol tells when it is opened.

    Attributes
    ----------
    label
        Key of what stands before it.
    form
        ``day``: a day with its EDTF companion; ``since``: a day, or that it was so before the record begins; ``word``:
        a word of ``family``; ``actor``: who; ``range``: lowest and highest number; ``text``: a text in the reader's
        language.
    column
        Of the row; the stem of the columns for ``range`` and ``text``.
    family
        What stands before the word in the key of its text.
    unless
        A word that needs no telling.
    """

    label: str
    form: Literal["day", "since", "word", "actor", "range", "text"]
    column: str
    family: str = ""
    unless: str = ""


CERTAINTY = Fact("popup.certainty", "word", "confidence", "confidence")


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes
    ----------
    title
        Key of its heading.
    form
        ``name``, ``certainty``, ``area``, and as a `Fact`; ``holder``: who, or that this is not followed any more.
    words
        Texts of words that are not called as ``family`` says.
    """

    title: str
    form: Literal["name", "day", "since", "word", "actor", "holder", "certainty", "area"]
    column: str = ""
    family: str = ""
    words: tuple[tuple[str, str], ...] = ()


NAME = Column("table.name", "name")
SURENESS = Column("popup.certainty", "certainty", "confidence")
SPAN = ("start_date", "start_date_edtf", "end_date", "end_date_edtf")
HAPPENED = ("event_date", "event_date_edtf")
GRADED = ("geometry_precision", "confidence", "sources")

Appear = Callable[[Row, Actors], Iterator[Appearance]]
Explain = Callable[[Actors, frozenset[str]], tuple[Entry, ...]]


@dataclass(frozen=True)
class Look:
    """Everything that screen and paper have to know of a layer.

    Attributes
    ----------
    layer
        Its id.
    place
        Where it stands in the legend.
    appear
        A row -> what it looks like over time; nothing of a row that is never shown.
    explain
        Actors, and the kinds that ever appear -> the legend.
    kind
        ``points``; ``land``; ``countries``, which are tinted; ``events``, which the map does not show.
    at_start
        Whether it is drawn when the atlas opens.
    key
        Column by which rows speak of one thing; for a place's, the place's id.
    above
        Layers with more lie above.
    narrowed_by
        The selection's own name for what narrows it by kind.
    held
        Kinds of which Daesh holds the place, or fights in it.
    yields_to
        A layer that, where it is drawn, tells of the same place in its stead.
    of_place
        Whether a symbol opens the history of its place.
    spread
        Whether symbols on one point stand round it, a little aside of the town's own.
    near_only
        Whether it is left out of a map of the world, where its symbols would lie on each other.
    gathers
        Pixels within which, at the opening scale, one of its symbols stands for others.
    weighed_by
        The column by which its rows matter, the most first; without one those that the legend has first do.
    named_from
        Of ``weighed_by``: how much a row must have to be named.
    named
        What its names are set as, one of `dashboard.atlas.naming.NAMES`; none where it has no names on the map.
    ranked
        Whether `RANKS` tells how large its symbols are.
    least
        How small its symbols may get as the map zooms out, of their size.
    focus_zoom
        The zoom at which something looked up is shown.
    fades
        Whether symbols get paler once a year has passed.
    facts, notes
        What a symbol tells when it is opened: lines, and stems of the columns of its notes.
    later
        Other columns, or stems of them, that are read only then: a browser has them with the notes.
    columns, file, sorted_by, newest_first
        The table, a file of it between names and coordinates, and how it is sorted at first.
    table_title
        Key of what the table is called; otherwise as the layer is.
    cites
        The table of the record, and the column, by which a row is found at its permanent address; none where it is made
        of several.
    joins
        A layer whose row of the same place has what this one's rows lack.
    """

    layer: str
    place: int
    appear: Appear
    explain: Explain
    kind: Kind = "points"
    at_start: bool = True
    key: str = "id"
    above: int = 0
    narrowed_by: str = ""
    held: tuple[str, ...] = ()
    yields_to: str = ""
    of_place: bool = False
    spread: bool = False
    near_only: bool = False
    gathers: float = crowds.APART
    weighed_by: str = ""
    named_from: float = 0.0
    named: str = ""
    ranked: bool = False
    least: float = 0.34
    focus_zoom: float = 8.5
    fades: bool = False
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ("note",)
    later: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    file: tuple[str, ...] = ()
    table_title: str = ""
    sorted_by: int = 0
    newest_first: bool = False
    joins: str = ""
    cites: tuple[str, str] | None = None


def span_of(layer: str, row: Row) -> tuple[date, date | None]:
    """Days from which and until which a row of a layer is shown: what happened stays."""
    if layer_of(layer).time == "interval":
        return row["start_date"], row["end_date"]
    return row["event_date"], None


def entries(words: str, symbols: Mapping[str, Symbol]) -> tuple[Entry, ...]:
    """The legend of classes whose texts are ``words.class``."""
    return tuple(Entry(kind, Words(f"{words}.{kind}"), symbol.marks) for kind, symbol in symbols.items())


def classified(
    layer: str,
    column: str,
    form: str,
    kinds: Mapping[str, tuple[str, Fill] | tuple[str, Fill, str]],
    *,
    words: str,
    size: float,
    order: int = 0,
    hidden: tuple[str, ...] = (),
    past: float | None = None,
    sized: Callable[[Row], float] = lambda _: 1.0,
    **looks: Any,
) -> Look:
    """The look of a layer whose symbols have one form, filled by the class that a column names.

    Parameters
    ----------
    kinds
        Class -> colour, fill, and a sign on it if there is one; in the order of the legend.
    words
        What stands before a class in the key of its text.
    size
        Pixels across.
    hidden
        Classes that are not shown.
    past
        Pixels across once a year has passed since it happened; its colours are then `PAST`.
    sized
        How much larger the symbol of a row is than that of its class.
    looks
        Anything else of `Look`.
    """

    def symbol(kind: str, share: float = 1.0) -> Symbol:
        color, fill, *sign = kinds[kind]
        marks = forms.filled(form, paler(color, share) if share < 1 else color, fill)
        return Symbol(kind, forms.signed(marks, sign[0]) if sign else marks, size, order, state=kind)

    usual = {kind: symbol(kind) for kind in kinds}

    def appear(row: Row, _: Actors) -> Iterator[Appearance]:
        if row[column] in hidden or row[column] not in usual:
            return
        first, end = span_of(layer, row)
        own, share = usual[row[column]], sized(row)
        own = replace(own, size=own.size * share)
        if past is None:
            yield Appearance(first, end, own)
            return
        yield Appearance(first, first + RECENT, replace(own, state="recent", order=order + 1))
        yield Appearance(first + RECENT, end, replace(symbol(row[column], PAST), state="past", size=past * share))

    def explain(_: Actors, __: frozenset[str]) -> tuple[Entry, ...]:
        return entries(words, usual)

    return Look(layer=layer, appear=appear, explain=explain, fades=past is not None, **looks)
