"""``python -m dashboard timelapse``: a film from one day to another."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.publish.commands.options import DAY, FORMAT, drawn, sheet
from dashboard.publish.days import STEPS, days_of
from dashboard.publish.formats import FILMS
from dashboard.publish.output import require_place, write
from geodata.commands import Command, OneOf
from geodata.output import format_of


@click.command(cls=Command)
@click.option("--from", "first", type=DAY, metavar="DAY", required=True, help="The first day, as YYYY-MM-DD.")
@click.option("--to", "last", type=DAY, metavar="DAY", required=True, help="The last day, as YYYY-MM-DD.")
@click.option("--step", type=OneOf(STEPS), default=STEPS[0], help="How far one picture is from the next.")
@click.option("--format", "form", type=OneOf(FILMS), help=FORMAT)
@drawn("The film that is written; - is the standard output.")
def timelapse(first: date, last: date, step: str, form: str | None, out: Path, **drawing: Any) -> None:
    """Draw a film from one day to another."""
    days = days_of(first, last, step)
    require_place(out)
    made = FILMS[format_of(out, form, FILMS)]
    write(made.make(sheet(days[0], "slide", **drawing), days, step, lambda _: None), out)
