"""Briefings as they are told in a language: texts with their figures, what is seen at each step, and who says it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.atlas.address import to_query
from dashboard.atlas.document import as_json
from dashboard.atlas.figures import has_land
from dashboard.atlas.i18n import Locale
from dashboard.atlas.land import Json
from dashboard.atlas.scopes import SCOPES
from dashboard.atlas.selection import LAYERS_SHOWN, Selection
from dashboard.atlas.wording import FALLBACK
from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER
from geodata.dates import parse_day
from geodata.errors import LayerError
from geodata.history.figures import count, on
from geodata.record import loading, stories
from geodata.record.files import Row
from geodata.record.stories import Figure, Step, Story, Words

_NOTHING = "–"
_MILLION = 1_000_000
# A million is told with tenths; what has more digits is told as it is.
_TENTH = _MILLION // 10


def known(folder: Path = LAYERS_FOLDER) -> tuple[dict[str, Story], tuple[LayerError, ...]]:
    """The record's briefings by name, that with which the atlas opens first, and why others cannot be used."""
    found: dict[str, Story] = {}
    faults = []
    for name, path in stories.files(folder).items():
        try:
            found[name] = stories.read(path)
        except LayerError as fault:
            faults.append(fault)
    return found, tuple(faults)


def seen(story: Story) -> dict[str, Selection]:
    """What each step of a briefing shows by its id, and the last slide, which stands over the last step's map."""
    shown = {step.id: _seen(step) for step in story.steps}
    shown[stories.CLOSING] = _seen(story.steps[-1])
    return {name: replace(selection, story=story.name, step=name) for name, selection in shown.items()}


def _seen(step: Step) -> Selection:
    # Of two days the earlier is shown first, where a reader looks first.
    first, second = (min(step.day, step.compare), max(step.day, step.compare)) if step.compare else (step.day, None)
    selection = Selection(
        day=first,
        view=step.view,
        bounds=step.bounds,
        style=step.style,
        compare=second,
        mode=step.mode,
    )
    if step.layers is None:
        return selection
    return replace(selection, layers=tuple(layer for layer in LAYERS_SHOWN if layer in step.layers))


def told(story: Story, reader: Locale, document: Json) -> Json:
    """A briefing in a language, ready for JSON.

    Parameters
    ----------
    document
        `dashboard.atlas.document.Record.document`: its figures are those of the map's own headline.

    Raises
    ------
    LayerError
        If a table of the record cannot be used that a figure is taken from.
    """
    teller, shown = _Teller(reader, document), seen(story)
    return {
        "name": story.name,
        "end": stories.CLOSING,
        "question": teller.own(story.question),
        "answer": teller.own(story.answer),
        "closing": teller.own(story.closing),
        "lines": [teller.step(step, _seen(step)) for step in story.lines],
        "steps": [teller.step(step, shown[step.id]) for step in story.steps],
    }


class _Teller:
    """Fills the gaps of a briefing's texts."""

    def __init__(self, reader: Locale, document: Json) -> None:
        self._reader = reader
        self._document = document

    def own(self, words: Words) -> str:
        """A text in the reader's language; empty where there is none."""
        return words.get(self._reader.language) or words.get(FALLBACK, "")

    def step(self, step: Step, shown: Selection) -> Json:
        """A step, or a line of the answer, and what it shows."""
        shown = replace(shown, language=self._reader.language)
        figure = self._value(step.figure, step.day) if step.figure else None
        values = {name: self._value(one, step.day) for name, one in step.values.items()}
        values["day"] = self._reader.day(step.day)
        if figure is not None:
            values["figure"] = figure

        def text(words: Words) -> str:
            return _filled(self.own(words), values)

        title, said, cited = text(step.title), text(step.text), self._document["sources"]
        return {
            "id": step.id,
            "selection": as_json(shown),
            "address": urlencode(to_query(shown), safe=","),
            "title": title,
            "text": said,
            "objection": text(step.disputed),
            "notes": text(step.notes),
            "alt": text(step.alt) or self._reader.t("story.alt", title=title or said, day=self._reader.day(step.day)),
            "figure": {"value": figure, "words": text(step.figure_words)} if figure is not None else None,
            "annotations": [
                {"layer": one.layer, "id": one.row, "text": self.own(one.text)} for one in step.annotations
            ],
            "sources": [cited[source] for source in step.sources if source in cited],
        }

    def _value(self, figure: Figure, day: date) -> str:
        day = figure.day or day
        if figure.name == "day":
            return self._reader.day(day)
        if figure.name == "count":
            return self._reader.number(on(count(LAYERS[figure.row], load(figure.row)), day))
        if figure.row:
            return self._of_row(figure)
        return self._land_held(day) if figure.name == "land_held" else self._key_figure(figure.name, day)

    def _land_held(self, day: date) -> str:
        """In all countries of the territory, as the map's headline tells it."""
        held = self._document["land_held"]
        if held is None or not has_land(day):
            return _NOTHING
        return self._reader.area(_reached(held[SCOPES[0]], day))

    def _key_figure(self, name: str, day: date) -> str:
        series = self._document["figures"][SCOPES[0]][name]
        return _NOTHING if series is None else self._reader.number(_reached(series, day))

    def _of_row(self, figure: Figure) -> str:
        row = next(row for row in loading.rows(figure.name) if row["id"] == figure.row)
        if figure.column:
            return self._plain(row, figure.column)
        if figure.name == "published_figures":
            return self._published(row)
        return self._plain(row, stories.day_column(row) or "id")

    def _plain(self, row: Row, column: str) -> str:
        """What stands in a column of a row, or the span of two."""
        values = [row[name] for name in stories.columns(row, column)]
        if column.endswith("_date"):
            return self._reader.day(parse_day(values[0]), row.get(f"{column}_edtf"))
        return self._span(self._reader.number(value) if isinstance(value, int) else str(value) for value in values)

    def _published(self, row: Row) -> str:
        """As published: a number or a span of two, with its unit."""
        number = self._span(self._large(float(value)) for value in (row["value_min"], row["value_max"]))
        if row["unit"] == "km2":
            return self._reader.t("area.km2", area=number)
        return self._reader.t(f"story.unit.{row['unit']}", number=number)

    def _span(self, ends: Iterable[str]) -> str:
        low, *high = dict.fromkeys(ends)
        return self._reader.t("story.span", low=low, high=high[0]) if high else low

    def _large(self, value: float) -> str:
        if value >= _MILLION and value % _TENTH == 0:
            return self._reader.t("story.million", number=self._reader.tenths(value / _MILLION))
        return self._reader.tenths(value)


def _reached(series: Sequence[Sequence[Any]], day: date) -> Any:
    """What a series has come to on a day; nought before it begins."""
    return next((point[1] for point in reversed(series) if point[0] <= day.isoformat()), 0)


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
