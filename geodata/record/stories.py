"""Briefings: a question, its answer in a few lines, and steps through time. Each is one TOML file of the record.

Nothing in such a file is a number of the record: it names the figure, and the text has a gap for it. `figure_of` says
which figures there are.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.entries import Bounds, Entries, Form, entries
from geodata.errors import LayerError
from geodata.record.files import Row
from geodata.subject import SUBJECT

FOLDER = "stories"
"""In the folder of the record; each file of it is a briefing, and is called as the address calls it."""
STYLES = ("filled", "corridors", "places")
"""How territory is drawn: its land, the roads through it, or nothing but the places themselves."""
MODES = ("split", "swipe", "difference")
"""How two days are compared: side by side, one over the other with a swipe between them, or what changed."""
MOST_ANNOTATIONS = 3
CLOSING = "closing"
"""What the address calls the last slide, which asks the question again over the map of the last step."""

Words = Mapping[str, str]
"""A text by language."""

_ID = Form("[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens")
_ROW = Form("[a-z_]+/[a-z0-9-]+", "a layer and the id of a row, joined by a slash")
_GAP = re.compile(r"\{(\w+)\}")
_FIGURE = re.compile(
    r"(?P<name>[a-z_]+)(?:/(?P<row>[a-z0-9_-]+)(?::(?P<column>[a-z_]+))?)?(?:@(?P<day>\d{4}-\d\d-\d\d))?"
)
_LAND, _COUNT, _DAY = "land_held", "count", "day"
_DAYS = ("event_date", "start_date", "figure_date")
_KEY_FIGURES = frozenset(layer.figure.id for layer in LAYERS.values() if layer.figure)


@dataclass(frozen=True)
class Figure:
    """A figure of the record that a text has a gap for.

    Attributes
    ----------
    name
        ``day`` (that of the step), ``land_held``, a key figure, ``count``, or a table.
    row
        Id of the table's row; of ``count``, the layer whose rows are counted; empty where there is none.
    column
        Of the row; empty for its day, and for what a row of published figures says.
    day
        The day of which it is; None for the step's.
    """

    name: str
    row: str = ""
    column: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Annotation:
    """A few words beside a row of the record on the map."""

    layer: str
    row: str
    text: Words


@dataclass(frozen=True)
class Step:
    """What is shown on a day, and told beside it.

    Attributes
    ----------
    id
        By which its address knows it, wherever it stands.
    day, compare, mode
        The day, and a second one with which it is compared; None for none.
    view, bounds
        What is seen; the one or the other.
    layers, style
        What is drawn, and how; without layers, what the atlas opens with.
    text
        Two or three sentences.
    title, disputed, notes, alt
        Its heading; what others dispute; what a speaker may say beside it; the map in words. Empty where there is none.
    figure, figure_words
        The key figure, and what it counts; None for none.
    values
        Gaps of the texts beside ``figure`` and ``day``, and what fills them.
    facts
        Facts of the ministry's page that are told.
    sources
        Ids of those that say it.
    """

    id: str
    day: date
    text: Words
    sources: tuple[str, ...]
    view: str = ""
    bounds: Bounds | None = None
    compare: date | None = None
    mode: str = MODES[0]
    layers: tuple[str, ...] | None = None
    style: str = STYLES[0]
    title: Words = field(default_factory=dict)
    disputed: Words = field(default_factory=dict)
    notes: Words = field(default_factory=dict)
    alt: Words = field(default_factory=dict)
    figure: Figure | None = None
    figure_words: Words = field(default_factory=dict)
    values: Mapping[str, Figure] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True)
class Story:
    """A briefing: what is asked, the answer in a sentence, its lines, the steps that tell it, and a last word."""

    name: str
    question: Words
    answer: Words
    closing: Words
    lines: tuple[Step, ...]
    steps: tuple[Step, ...]

    def told(self) -> Iterator[Step]:
        """All that has sources: lines, then steps."""
        yield from self.lines
        yield from self.steps


def files(folder: Path = LAYERS_FOLDER) -> dict[str, Path]:
    """Files of the record's briefings by their names, that with which the atlas opens first."""
    found = {path.stem: path for path in sorted((folder / FOLDER).glob("*.toml"))}
    return dict(sorted(found.items(), key=lambda item: item[0] != SUBJECT.story))


def read(path: Path, file: str = "") -> Story:
    """Read a briefing.

    Parameters
    ----------
    file
        What an error calls it, where it is none of the record's.

    Raises
    ------
    LayerError
        If the file cannot be read, lacks something, or has what has no place in it; the message names the entry.
    """
    file = file or f"{FOLDER}/{path.name}"
    if not _ID.fits(path.stem):
        raise LayerError(file, f"the name '{path.stem}' is not {_ID.words}")
    given = entries(path, file)
    story = Story(
        path.stem,
        given.worded("question", SUBJECT.languages),
        given.worded("answer", SUBJECT.languages),
        given.worded("closing", SUBJECT.languages),
        tuple(_line(part) for part in given.parts("line")),
        tuple(_step(part) for part in given.parts("step")),
    )
    given.require_no_more()
    if not story.lines or not story.steps:
        raise LayerError(file, "a briefing has a line and a step at least, each a table [[line]] or [[step]]")
    seen = {CLOSING}
    for step in story.told():
        if step.id in seen:
            raise LayerError(file, f"'{step.id}' is the name of another line or step, or of the last slide")
        seen.add(step.id)
    return story


def _line(given: Entries) -> Step:
    step = _told(given, title=False)
    given.require_no_more()
    return step


def _step(given: Entries) -> Step:
    step = _told(given, title=True)
    given.require_no_more()
    return step


def _told(given: Entries, *, title: bool) -> Step:
    def words(name: str, *, needed: bool = False) -> Words:
        return given.worded(name, SUBJECT.languages) if needed or given.has(name) else {}

    figure = figure_of(given, "figure") if given.has("figure") else None
    values = given.part("values") if given.has("values") else None
    step = Step(
        id=given.text("id", form=_ID),
        day=given.day("date"),
        text=words("text", needed=True),
        sources=given.texts("sources", _ID),
        view="" if given.has("bounds") else given.text("view", SUBJECT.views),
        bounds=given.bounds("bounds") if given.has("bounds") else None,
        compare=given.day("compare") if given.has("compare") else None,
        mode=given.text("mode", MODES) if given.has("mode") else MODES[0],
        layers=given.texts("layers", Form("|".join(LAYERS), "a layer")) if given.has("layers") else None,
        style=given.text("style", STYLES) if given.has("style") else STYLES[0],
        title=words("title", needed=title),
        disputed=words("disputed"),
        notes=words("notes"),
        alt=words("alt"),
        figure=figure,
        figure_words=words("figure_words", needed=title and figure is not None),
        values={name: figure_of(values, name) for name in values.names()} if values else {},
        facts=given.texts("facts", _ID, otherwise=()),
        annotations=tuple(_annotation(part) for part in given.parts("annotation")),
    )
    _require_gaps(given, step)
    if len(step.annotations) > MOST_ANNOTATIONS:
        raise LayerError(given.file, f"'{given.called('annotation')}' has more than {MOST_ANNOTATIONS}")
    return step


def _annotation(given: Entries) -> Annotation:
    layer, _, row = given.text("at", form=_ROW).partition("/")
    if layer not in LAYERS:
        raise LayerError(given.file, f"'{given.called('at')}' is '{layer}/{row}', and there is no layer '{layer}'")
    annotation = Annotation(layer, row, given.worded("text", SUBJECT.languages))
    given.require_no_more()
    return annotation


def _require_gaps(given: Entries, step: Step) -> None:
    """Every gap is filled, and what would fill one has a gap in every language."""
    known = {*step.values, _DAY, *(("figure",) if step.figure else ())}
    used: set[str] = set()
    for name in ("text", "title", "disputed", "notes", "alt", "figure_words"):
        for code, text in getattr(step, name).items():
            gaps = set(_GAP.findall(text))
            used |= gaps
            for gap in sorted(gaps - known):
                raise LayerError(given.file, f"'{given.called(name)}.{code}' has a gap {{{gap}}} that nothing fills")
    for name in step.values:
        if name not in used:
            raise LayerError(given.file, f"'{given.called('values')}.{name}' fills no gap of a text")


def figure_of(given: Entries, name: str) -> Figure:
    """The figure that an entry names.

    ``day``: the step's day. ``land_held``: land held, in km². A key figure of the catalogue. ``count/LAYER``: rows of a
    layer that hold on the day, or have happened by then. ``published_figures/ID``: what others published.
    ``TABLE/ID``: a row's day. ``TABLE/ID:COLUMN``: what stands in a column of it, or the span of two, ``COLUMN_min``
    and ``COLUMN_max``. Any of them may end in ``@YYYY-MM-DD``, the day of which it is.

    Raises
    ------
    LayerError
        If it is none of these.
    """
    text = given.text(name)
    found = _FIGURE.fullmatch(text)
    if found is None or not _is_figure(found["name"], found["row"] or ""):
        raise LayerError(given.file, f"'{given.called(name)}' is '{text}', which names no figure")
    try:
        day = date.fromisoformat(found["day"]) if found["day"] else None
    except ValueError:
        raise LayerError(given.file, f"'{given.called(name)}' is '{text}', which ends in no day") from None
    return Figure(found["name"], found["row"] or "", found["column"] or "", day)


def _is_figure(name: str, row: str) -> bool:
    if name == _COUNT:
        return row in LAYERS
    return (name in TABLES) if row else (name in _KEY_FIGURES or name in (_LAND, _DAY))


Rows = Callable[[str], Sequence[Row] | None]
"""Rows of a table by its name; None where they cannot be read, which is told elsewhere."""


def faults(
    story: Story, rows: Rows, last: date, left_out: Mapping[str, Set[str]] = MappingProxyType({})
) -> Iterator[tuple[str, str]]:
    """What a briefing says that the record does not have: the step, and a sentence.

    Parameters
    ----------
    last
        The last day of the clock.
    left_out
        By table, the ids of rows too broken to be read: what names one of them is not at fault.
    """
    for step in story.told():
        figures = [*step.values.values(), *([step.figure] if step.figure else [])]
        days = [step.day, step.compare, *(figure.day for figure in figures)]
        for day in filter(None, days):
            if not SUBJECT.clock_first <= day <= last:
                yield step.id, f"{day} is not on the clock, which runs from {SUBJECT.clock_first} to {last}"
        named = [("sources", source) for source in step.sources]
        named += [("source_facts", fact) for fact in step.facts]
        named += [(LAYERS[one.layer].tables[0], one.row) for one in step.annotations]
        named += [(figure.name, figure.row) for figure in figures if figure.row and figure.name != _COUNT]
        for table, row in named:
            known = rows(table)
            is_left_out = row in left_out.get(table, ())
            if known is not None and not is_left_out and all(one.get("id") != row for one in known):
                yield step.id, f"'{row}' is not an id in {TABLES[table].file}"
        for figure in figures:
            yield from ((step.id, told) for told in _nothing_in(figure, rows))


def _nothing_in(figure: Figure, rows: Rows) -> Iterator[str]:
    """A column that the figure's row does not have, or that says nothing in it; or that it has no day."""
    if not figure.row or figure.name == _COUNT:
        return
    for row in rows(figure.name) or ():
        if row.get("id") != figure.row:
            continue
        if figure.column and not columns(row, figure.column):
            yield f"'{figure.row}' has nothing in a column '{figure.column}'"
        if not figure.column and day_column(row) is None:
            yield f"'{figure.row}' has no day; name a column of it, as {figure.name}/{figure.row}:COLUMN"


def columns(row: Row, name: str) -> tuple[str, ...]:
    """Columns that have what a figure names: one, or both ends of a span; none where the row says nothing."""
    both = f"{name}_min", f"{name}_max"
    known = both if row.get(both[0]) is not None else (name,)
    return known if row.get(known[0]) is not None else ()


def day_column(row: Row) -> str | None:
    """The column that has a row's day; None where it has none."""
    return next((column for column in _DAYS if row.get(column)), None)
