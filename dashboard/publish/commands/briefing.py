"""``python -m dashboard briefing``: a briefing of the record, or of a file, as one file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import click

from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.commands.options import FORMAT, language_of, marked
from dashboard.publish.formats import BRIEFINGS
from dashboard.publish.output import require_place, write
from geodata.commands import Command, CommandError, OneOf, Read
from geodata.errors import LayerError
from geodata.output import format_of
from geodata.record import loading, stories
from geodata.record.files import Row
from geodata.record.stories import Story

_PART = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")


def _steps(text: str) -> tuple[int, ...]:
    """Numbers of steps, as "1,3-5"."""
    numbers: list[int] = []
    for part in text.replace(" ", "").split(","):
        span = _PART.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last:
            raise CommandError(f"'{text}' names no steps; write their numbers as 1,3-5")
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))


def _story(file: str) -> Story:
    """The briefing of a file, or one of the record by its name."""
    known = stories.files()
    if not file and not known:
        raise CommandError("this atlas has no briefing of its own; --story FILE names one")
    name = file or next(iter(known))
    path = known.get(name, Path(name))
    if not path.is_file():
        raise CommandError(f"there is no briefing '{name}'; --story takes a file, or {' or '.join(known) or 'nothing'}")
    story = stories.read(path, str(path))
    for step, told in stories.faults(story, _rows, loading.package().as_of):
        raise LayerError(str(path), f"{step}: {told}")
    return story


@cache
def _rows(table: str) -> list[Row]:
    return loading.rows(table)


def _chosen(story: Story, numbers: tuple[int, ...]) -> Iterator[stories.Step]:
    for number in numbers:
        if number > len(story.steps):
            raise CommandError(f"the briefing has no step {number}; it has {len(story.steps)}")
        yield story.steps[number - 1]


@click.command(cls=Command)
@click.option(
    "--story",
    "file",
    metavar="FILE",
    default="",
    show_default=False,
    help="The briefing: a file, or the name of one of the record's. Without it, the one that the atlas opens with.",
)
@click.option(
    "--steps",
    type=Read("steps", _steps),
    metavar="NUMBERS",
    help="The steps that are told, as 1,3-5. Without it, all of them.",
)
@click.option("--format", "form", type=OneOf(BRIEFINGS), help=FORMAT)
@marked("The file that is written; - is the standard output.")
def briefing(
    file: str, steps: tuple[int, ...] | None, form: str | None, out: Path, lang: str | None, **marking: Any
) -> None:
    """Tell a briefing: its question, its steps on the map, and the answer."""
    make = BRIEFINGS[format_of(out, form, BRIEFINGS)]
    require_place(out)
    story = _story(file)
    if steps is not None:
        story = replace(story, steps=tuple(_chosen(story, steps)))
    made_at = marking.pop("made_at") or datetime.now(UTC).replace(microsecond=0)
    selection = Selection(language=language_of(lang), story=story.name)
    write(make(Sheet(selection, made_at=made_at, **marking), story), out)
