"""The command line: ``python -m geodata check | export | territory | areas | figures | build``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pandas as pd

import geodata
from geodata import writers
from geodata.catalog import BASEMAP_FOLDER, LAYERS, LAYERS_FOLDER
from geodata.errors import GeodataError
from geodata.history.published import beside_published, fit
from geodata.record.check import problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 1 problems in the data, 2 a command that cannot be carried out."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except GeodataError as error:
        print(f"geodata: {error}", file=sys.stderr)
        return 2
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is what ``--help`` is for."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"geodata: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m geodata", description="The record of the atlas.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="list every problem in the record; exit 1 if there is one")
    check.add_argument("--folder", type=Path, default=LAYERS_FOLDER, help="another folder like geodata/layers")
    check.set_defaults(run=_check)

    export = commands.add_parser("export", help="write a layer to a file")
    export.add_argument("layer", choices=LAYERS, metavar="LAYER", help=", ".join(LAYERS))
    export.add_argument("--format", choices=writers.FORMATS, default="geojson")
    export.add_argument("--date", metavar="DAY", help="only what holds on that day (YYYY-MM-DD)")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    export.set_defaults(run=_export)

    territory = commands.add_parser("territory", help="write the land by class on a day, as GeoJSON")
    territory.add_argument("--date", metavar="DAY", required=True, help="YYYY-MM-DD, from 2013-01-01 to 2019-12-31")
    territory.add_argument("--out", type=Path, required=True, metavar="FILE")
    territory.set_defaults(run=_territory)

    areas = commands.add_parser("areas", help="write the area by class, country and day, as CSV")
    areas.add_argument("--step", choices=("month", "event"), default="month")
    areas.add_argument("--out", type=Path, required=True, metavar="FILE")
    areas.set_defaults(run=_areas)

    figures = commands.add_parser("figures", help="print published areas beside those derived here, and the gap")
    figures.set_defaults(run=_figures)

    build = commands.add_parser("build", help="make the derived files anew")
    build.add_argument("what", choices=_BUILDS, metavar="|".join(_BUILDS))
    build.set_defaults(run=_build)
    return parser


def _check(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        raise GeodataError(f"{options.folder} is not a folder")
    found = problems(options.folder)
    for problem in found:
        print(problem)
    return 1 if found else 0


def _export(options: argparse.Namespace) -> int:
    rows = geodata.load(options.layer) if options.date is None else geodata.at(options.layer, options.date)
    return _write(rows, options.format, options.out)


def _territory(options: argparse.Namespace) -> int:
    return _write(geodata.territory_on(options.date), "geojson", options.out)


def _areas(options: argparse.Namespace) -> int:
    return _write(geodata.areas(options.step), "csv", options.out)


def _write(frame: pd.DataFrame, format_id: str, out: Path) -> int:
    for notice in writers.write(frame, format_id, out):
        print(notice, file=sys.stderr)
    return 0


def _figures(_: argparse.Namespace) -> int:
    print(beside_published().to_string(index=False, na_rep="-"))
    found = fit()
    print(f"mean error against the fitted areas {found.mean_error:.1f} %, each left out {found.left_out_error:.1f} %")
    return 0


def _build(options: argparse.Namespace) -> int:
    for path in _BUILDS[options.what]():
        print(path.name)
    return 0


# What a build needs is imported only here: the page and the exports run without it.
def _build_cells() -> list[Path]:
    from geodata.build.cells import build_cells

    return build_cells()


def _build_basemap() -> list[Path]:
    from geodata.build.basemap import build_basemap

    return build_basemap(BASEMAP_FOLDER)


def _build_layers() -> list[Path]:
    from geodata.build.layers import build_layers

    return build_layers()


def _build_calibration() -> list[Path]:
    from geodata.build.calibration import build_calibration

    return build_calibration()


_BUILDS: dict[str, Callable[[], list[Path]]] = {
    "cells": _build_cells,
    "calibration": _build_calibration,
    "basemap": _build_basemap,
    "layers": _build_layers,
}


if __name__ == "__main__":
    sys.exit(main())
