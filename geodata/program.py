"""The commands of ``python -m geodata``."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pandas as pd

from geodata import ask, writers
from geodata.catalog import BASEMAP_FOLDER, LAYERS, LAYERS_FOLDER, TABLES
from geodata.commands import FILE, OneOf, Program, Read, joined
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST, parse_day
from geodata.errors import GeodataError
from geodata.history import territory as land
from geodata.history.explain import explain as why_land
from geodata.history.published import FITTED, beside_published, fit
from geodata.names.wording import LANGUAGES
from geodata.output import STANDARD, format_of, require_place
from geodata.record import loading
from geodata.record.check import problems
from geodata.record.report import report

PROGRAM = Program("geodata", help="The record of the atlas.")


def _point(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        raise GeodataError(f"--at '{text}' is not a point LON,LAT in degrees") from None
    return lon, lat


_PATH = click.Path(path_type=Path)
_DAY = Read("day", parse_day)
_FORMAT = "The format of the file. Without it, the one that the file's suffix names, or geojson where it has none."
_out = click.option(
    "--out",
    type=FILE,
    metavar="FILE",
    required=True,
    help="The file that is written; - is the standard output.",
)
_day_of_territory = click.option(
    "--date",
    "day",
    type=_DAY,
    metavar="DAY",
    required=True,
    help=f"The day, as YYYY-MM-DD, from {TERRITORY_FIRST} to {TERRITORY_LAST}.",
)


@PROGRAM.command()
@click.option("--folder", type=_PATH, help="Another folder of the record than the atlas's own, geodata/layers.")
@click.option("--report", "told", is_flag=True, help="Also tell how well each layer is sourced.")
def check(folder: Path | None, told: bool) -> int:
    """List every problem in the record, a line each; the exit code is 1 if there is one."""
    if folder is not None and not folder.is_dir():
        raise GeodataError(f"{folder} is not a folder")
    faults = problems(folder or LAYERS_FOLDER)
    if told:
        print(report(folder or LAYERS_FOLDER))
    for problem in faults:
        print(problem)
    if not faults and sys.stdout.isatty():
        # A program that asks has its answer in the exit code; a person wants to see that something was done.
        rows = sum(len(loading.rows(name, folder or LAYERS_FOLDER)) for name in TABLES)
        print(f"no problem in {len(TABLES)} files with {rows} rows")
    return 1 if faults else 0


@PROGRAM.command(help=f"Write a layer to a file. The layers are {joined(LAYERS, 'and')}.")
@click.argument("layer", type=OneOf(LAYERS), metavar="LAYER")
@click.option("--format", "form", type=OneOf(writers.FORMATS), help=_FORMAT)
@click.option("--date", "day", type=_DAY, metavar="DAY", help="Only what holds on that day, as YYYY-MM-DD.")
@_out
def export(layer: str, form: str | None, day: date | None, out: Path) -> None:
    """Write a layer, over all time or of a day."""
    form = _form(out, form)
    _write(ask.load(layer) if day is None else ask.at(layer, day), form, out)


@PROGRAM.command()
@_day_of_territory
@_out
def territory(day: date, out: Path) -> None:
    """Write the land by class on a day, as GeoJSON."""
    form = _form(out, "geojson")
    _write(land.territory_on(day), form, out)


@PROGRAM.command()
@click.option("--step", type=OneOf(("month", "event")), default="month", help="The days that are listed.")
@_out
def areas(step: str, out: Path) -> None:
    """Write the area by class, country and day, as CSV."""
    form = _form(out, "csv")
    _write(land.areas(step), form, out)


@PROGRAM.command()
@click.option(
    "--at", "point", type=Read("point", _point), metavar="LON,LAT", required=True, help="The point, in degrees."
)
@_day_of_territory
@click.option("--lang", "language", type=OneOf(LANGUAGES), default=LANGUAGES[0], help="The language of the answer.")
def explain(point: tuple[float, float], day: date, language: str) -> None:
    """Tell why the land at a point is what it is on a day: from which place it follows, and on whose word."""
    why = why_land(*point, day, language)
    print(f"{why.told()} {why.certainty()}".strip())
    if note := why.note():
        print(note)
    for page in why.sources:
        print(f"- {page.publisher}: {page.title} <{page.address}>")


@PROGRAM.command()
def figures() -> None:
    """Print published areas beside those derived here, and the gap."""
    print(beside_published().to_string(index=False, na_rep="-"))
    if FITTED is not None:
        known = fit()
        errors = f"{known.mean_error:.1f} %, each left out {known.left_out_error:.1f} %"
        print(f"mean error against the fitted areas {errors}")


def _form(out: Path, named: str | None) -> str:
    """The format of a file that can be written; refused before any work is done."""
    require_place(out)
    form = format_of(out, named, writers.FORMATS, "geojson")
    if out == STANDARD and writers.FORMATS[form].is_several:
        raise GeodataError(f"a {form} is several files, which the standard output cannot hold; --out names the file")
    return form


def _write(frame: pd.DataFrame, form: str, out: Path) -> None:
    for notice in writers.write(frame, form, out):
        print(notice, file=sys.stderr)


# What a build needs is imported only here: the page and the exports run without it.
def _build_cells() -> list[Path]:
    from geodata.build.cells import build_cells

    return build_cells()


def _build_calibration() -> list[Path]:
    from geodata.build.calibration import build_calibration

    return build_calibration()


def _build_basemap() -> list[Path]:
    from geodata.build.basemap import build_basemap

    return build_basemap(BASEMAP_FOLDER)


def _build_layers() -> list[Path]:
    from geodata.build.layers import build_layers

    return build_layers()


_BUILDS: dict[str, Callable[[], list[Path]]] = {
    "cells": _build_cells,
    "calibration": _build_calibration,
    "basemap": _build_basemap,
    "layers": _build_layers,
}


@PROGRAM.command(
    help=f"Make derived files anew and print the names of those written. There are {joined(_BUILDS, 'and')}."
)
@click.argument("what", type=OneOf(_BUILDS), metavar="WHAT")
def build(what: str) -> None:
    """Make derived files anew."""
    try:
        written = _BUILDS[what]()
    except ModuleNotFoundError as error:
        raise GeodataError(f"to build {what}, {error.name} is needed: pip install -e '.[build]'") from None
    for path in written:
        print(path.name)
