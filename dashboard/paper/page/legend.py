"""Rows of the panel as they are drawn: samples with their meaning, and key figures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from dashboard.atlas.style import ACCENT, COLORS
from dashboard.paper.page.margins import MUTED, Setting
from dashboard.paper.scene import PT, Box, Circle, Mark, Paint, Shape, Text
from dashboard.paper.typography import measure, wrapped

_FAINT = COLORS["faint"]
_HEADING_GAP = 1.8
_COLUMN = 0.33
"""Of the width, for a day's values where there are two days."""


@dataclass(frozen=True)
class Entry:
    """A row of the legend: samples of what is drawn, and what it means. Without samples it is a heading."""

    text: str
    samples: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Value:
    """A figure, and what is said of it in small letters."""

    text: str
    small: str = ""


@dataclass(frozen=True)
class Row:
    """A key figure, with its value on each day that the page shows."""

    text: str
    values: tuple[Value, ...]


SAMPLE = (8.0, 4.2)
"""Width and height of a sample, for letters of the scale 1; samples are drawn round (0, 0)."""


def legend(
    entries: Sequence[Entry], box: Box, setting: Setting, scale: float, columns: int
) -> tuple[list[Mark], float]:
    """The legend in columns; answers with how far down it reaches."""
    gap = 4.0 * scale
    width = (box[2] - box[0] - gap * (columns - 1)) / columns
    rows = [(entry, *_entry_lines(entry, width, setting, scale)) for entry in entries]
    split = _split([height for _, _, height in rows], [bool(entry.samples) for entry in entries], columns)
    marks: list[Mark] = []
    lowest = box[1]
    for column, chosen in enumerate(split):
        start = box[0] + column * (width + gap)
        y = box[1]
        for number, index in enumerate(chosen):
            entry, lines, height = rows[index]
            # A heading at the top of a column keeps no distance from what is above it.
            y -= _HEADING_GAP * scale if number == 0 and not entry.samples else 0.0
            marks += _entry(entry, lines, (start, y, start + width, y + height), box, setting, scale)
            y += height
        lowest = max(lowest, y)
    return marks, lowest


def _entry_lines(entry: Entry, width: float, setting: Setting, scale: float) -> tuple[list[str], float]:
    """Lines of an entry, and its height."""
    if not entry.samples:
        lines = wrapped(entry.text, setting.font(700), 8.6 * scale, width)
        return lines, (3.9 * len(lines) + 2.6) * scale
    lines = wrapped(entry.text, setting.font(), 7.6 * scale, width - (SAMPLE[0] + 2.0) * scale)
    return lines, max(5.0 * scale, (len(lines) * 3.1 + 1.9) * scale)


def _entry(entry: Entry, lines: list[str], row: Box, box: Box, setting: Setting, scale: float) -> list[Mark]:
    left, top, _, bottom = row
    if not entry.samples:
        return [
            Text(
                setting.at(left, box), top + (5.2 + 3.9 * number) * scale, line, 8.6 * scale, setting.font(700),
                setting.start, role="heading",
            )
            for number, line in enumerate(lines)
        ]  # fmt: skip
    middle = (top + bottom) / 2
    x = setting.at(left + SAMPLE[0] * scale / 2, box)
    marks = [moved(mark, x, middle, scale) for mark in entry.samples]
    first = middle - (len(lines) - 1) * 1.55 * scale + 7.6 * scale * PT * 0.35
    start = setting.at(left + (SAMPLE[0] + 2.0) * scale, box)
    marks += [
        Text(start, first + number * 3.1 * scale, line, 7.6 * scale, setting.font(), setting.start, role="legend")
        for number, line in enumerate(lines)
    ]
    return marks


def _split(heights: list[float], is_entry: list[bool], columns: int) -> list[list[int]]:
    """Rows by column, as even as their order allows; sections stay whole unless a column would be much longer."""
    sections: list[list[int]] = []
    for number, entry in enumerate(is_entry):
        if not entry or not sections:
            sections.append([])
        sections[-1].append(number)
    whole = _evenly(sections, heights, columns)
    # Cut anywhere, but for after a heading.
    pieces = [piece for section in sections for piece in (section[:2], *([one] for one in section[2:]))]
    cut = _evenly(pieces, heights, columns)
    return whole if _tallest(whole, heights) <= 1.3 * _tallest(cut, heights) else cut


def _evenly(groups: list[list[int]], heights: list[float], columns: int) -> list[list[int]]:
    """Groups of rows in columns, in order, the tallest column as low as it can be."""
    tall = [sum(heights[one] for one in group) for group in groups]

    def filled(limit: float) -> list[list[int]]:
        found: list[list[int]] = []
        reached = limit + 1
        for group, height in zip(groups, tall, strict=True):
            if reached + height > limit:
                found.append([])
                reached = 0.0
            found[-1] += group
            reached += height
        return found

    # The lowest limit at which no more columns are needed, by halving.
    least, most = max(tall, default=0.0), sum(tall)
    for _ in range(12):
        middle = (least + most) / 2
        if len(filled(middle)) <= columns:
            most = middle
        else:
            least = middle
    return filled(most)


def _tallest(columns: list[list[int]], heights: list[float]) -> float:
    return max((sum(heights[one] for one in column) for column in columns), default=0.0)


def figures(
    title: str, heads: Sequence[str], rows: Sequence[Row], box: Box, setting: Setting, scale: float
) -> tuple[list[Mark], float]:
    """Key figures, one a row; answers with how far down they reach.

    Parameters
    ----------
    heads
        The day of each column where there are several.
    """
    if not rows:
        return [], box[1]
    font, strong = setting.font(), setting.font(600)
    y = box[1] + 3.6 * scale
    near, width = setting.at(box[0], box), box[2] - box[0]
    marks: list[Mark] = [Text(near, y, title, 8.6 * scale, setting.font(700), setting.start, role="heading")]
    # From the reader's side to the far one.
    ends = [setting.at(box[2] - _COLUMN * width * number, box) for number in reversed(range(max(len(heads), 1)))]
    column = _COLUMN * width - 2 * scale
    if heads:
        above = [wrapped(head, strong, 7.4 * scale, column) for head in heads]
        y += 3.9 * scale
        for end, told in zip(ends, above, strict=True):
            for number, line in enumerate(told):
                at = y + number * 3.1 * scale
                marks.append(Text(end, at, line, 7.4 * scale, strong, setting.end, ACCENT, role="head"))
        y += (max(map(len, above)) - 1) * 3.1 * scale
    y += 1.7 * scale
    for row in rows:
        size = 7.4 * scale
        values = _COLUMN * width * len(heads) if heads else measure(row.values[0].text, strong, 8.2 * scale)
        lines = wrapped(row.text, font, size, width - values - 3)
        for number, line in enumerate(lines):
            baseline = y + (3.3 + number * 3.0) * scale
            marks.append(Text(near, baseline, line, size, font, setting.start, MUTED, role="figure"))
        for end, value in zip(ends, row.values, strict=True):
            marks.append(Text(end, y + 3.3 * scale, value.text, 8.2 * scale, strong, setting.end, role="value"))
        y += (3.0 * len(lines) + 1.5) * scale
        below = [wrapped(value.small, font, 6.2 * scale, column if heads else width) for value in row.values]
        # Beside a text of two lines, what is said in small letters stands beside the second.
        y -= 3.0 * (len(lines) - 1) * scale if any(below) else 0.0
        for end, told in zip(ends, below, strict=True):
            for number, line in enumerate(told):
                at = y + (1.2 + 2.5 * number) * scale
                marks.append(Text(end, at, line, 6.2 * scale, font, setting.end, MUTED, role="band"))
        y += max(2.5 * max(map(len, below)), 3.0 * (len(lines) - 1) if any(below) else 0.0) * scale
        marks.append(Shape(shapely.LineString([(box[0], y), (box[2], y)]), Paint(stroke=_FAINT, width=0.15)))
        y += 0.5 * scale
    return marks, y


def moved(mark: Mark, x: float, y: float, scale: float) -> Mark:
    """A mark drawn round (0, 0), elsewhere and of another size; lines and hatches keep theirs."""
    if isinstance(mark, Text):
        return Text(
            x + mark.x * scale, y + mark.y * scale, mark.text, mark.size * scale, mark.font, mark.anchor, mark.color,
            role=mark.role,
        )  # fmt: skip
    if isinstance(mark, Circle):
        return Circle(x + mark.x * scale, y + mark.y * scale, mark.radius * scale, mark.paint, mark.name, mark.facts)
    grown = shapely.transform(mark.geometry, lambda points: points * scale + np.array([x, y]))
    return Shape(grown, mark.paint, mark.name, mark.facts)
