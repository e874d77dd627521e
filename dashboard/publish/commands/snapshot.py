"""``python -m dashboard snapshot``: one page, or one for each of several days."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.paper.sheet import PAGES, SheetError
from dashboard.publish.commands.options import DAY, DAYS, FORMAT, drawn, sheet
from dashboard.publish.formats import FORMATS
from dashboard.publish.output import require_place, write
from geodata.commands import Command, OneOf
from geodata.output import format_of

_DATE = "{date}"


@click.command(cls=Command)
@click.option(
    "--date",
    "days",
    type=DAYS,
    metavar="DAY[,DAY...]",
    required=True,
    help="The day that is shown, as YYYY-MM-DD; several days between commas make a file each.",
)
@click.option("--format", "form", type=OneOf(FORMATS), help=FORMAT)
@click.option("--page", type=OneOf(PAGES), default="slide", help="The size of the page.")
@click.option("--compare", type=DAY, metavar="DAY", help="A second day with which the day is compared.")
@click.option(
    "--mode",
    type=OneOf(("split", "difference")),
    help="How two days are compared: side by side, or as what changed between them. Without it, side by side.",
)
@drawn(
    "The file that is written; - is the standard output. Of several days its name holds {date}, in place of which"
    " each day stands."
)
def snapshot(
    days: list[date], form: str | None, page: str, compare: date | None, mode: str | None, out: Path, **drawing: Any
) -> None:
    """Draw one page, or one for each of several days."""
    made = FORMATS[format_of(out, form, FORMATS)]
    if len(days) > 1 and _DATE not in str(out):
        raise SheetError(f"--out {out} is one name for {len(days)} days; write {_DATE} where the day shall stand")
    files = [Path(str(out).replace(_DATE, day.isoformat())) for day in days]
    for file in files:
        require_place(file)
    first = sheet(days[0], page, **drawing)
    if compare is not None:
        first = replace(first, selection=replace(first.selection, compare=compare, mode=mode or "split"))
    elif mode:
        raise SheetError("--mode says how two days are compared; --compare names the second")
    for day, file in zip(days, files, strict=True):
        write(made.make(replace(first, selection=replace(first.selection, day=day))), file)
    for lacking in made.lacks(first.selection.language):
        click.echo(lacking, err=True)
