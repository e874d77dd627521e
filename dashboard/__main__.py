"""The command line: ``python -m dashboard snapshot | timelapse``."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from dashboard.atlas.address import bounds_of
from dashboard.atlas.i18n import languages
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, STYLES, VIEWS, Bounds, Selection
from dashboard.paper.sheet import GREEN
from dashboard.publish.days import STEPS, days_of
from dashboard.publish.formats import FILMS, FORMATS, PAGES, Sheet, SheetError
from dashboard.publish.output import require_place, write
from geodata.dates import parse_day
from geodata.errors import GeodataError
from geodata.record.loading import require_on_clock

_DATE = "{date}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 2 a command that cannot be carried out."""
    options = _parser().parse_args(_joined(list(sys.argv[1:] if arguments is None else arguments)))
    try:
        options.run(options)
    except GeodataError as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return 2
    except Exception as error:  # noqa: BLE001  what drew the file may fail as it likes; the user gets one sentence
        print(f"dashboard: the file could not be made: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    return 0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is what ``--help`` is for."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"dashboard: {message}\n")


def _joined(arguments: list[str]) -> list[str]:
    """Bounds west of Greenwich begin with a minus, which argparse would take for an option's."""
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] == "--bounds":
            joined[-1] += f"={argument}"
        else:
            joined.append(argument)
    return joined


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m dashboard", description="Maps of the atlas as files.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    snapshot = commands.add_parser("snapshot", help="one page, or one for each of several days")
    snapshot.add_argument("--date", required=True, metavar="D[,D...]", help="YYYY-MM-DD; several make several files")
    snapshot.add_argument("--format", choices=FORMATS, required=True)
    snapshot.add_argument("--page", choices=PAGES, default="slide")
    snapshot.add_argument("--compare", metavar="D", help="YYYY-MM-DD, a second day to compare the day with")
    snapshot.add_argument("--mode", choices=("split", "difference"), help="how: side by side (usual), or what changed")
    _add_common(snapshot, "of several days holds {date}")
    snapshot.set_defaults(run=_snapshot)

    timelapse = commands.add_parser("timelapse", help="a film from one day to another")
    timelapse.add_argument("--from", dest="first", required=True, metavar="D", help="YYYY-MM-DD")
    timelapse.add_argument("--to", dest="last", required=True, metavar="D", help="YYYY-MM-DD")
    timelapse.add_argument("--step", choices=STEPS, default="month")
    timelapse.add_argument("--format", choices=FILMS, required=True)
    _add_common(timelapse, "is the film")
    timelapse.set_defaults(run=_timelapse)
    return parser


def _add_common(parser: argparse.ArgumentParser, out: str) -> None:
    parser.add_argument("--lang", choices=languages(), required=True)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--view", choices=VIEWS, default="iraq-syria", help=", ".join(VIEWS), metavar="VIEW")
    where.add_argument("--bounds", metavar="W,S,E,N", help="in degrees, in place of a view")
    parser.add_argument("--layers", metavar="LAYER[,LAYER...]", help=", ".join(LAYERS_SHOWN))
    parser.add_argument("--style", choices=STYLES, default="filled", help="how territory is drawn")
    parser.add_argument("--title", default="", help="in place of the view's own")
    parser.add_argument("--banner", default="", metavar="TEXT", help="a marking above and below")
    parser.add_argument("--banner-color", default=GREEN, metavar="#RRGGBB", help="its ground")
    parser.add_argument("--made-at", metavar="ISO", help="the time of making that is printed; otherwise now")
    parser.add_argument("--out", required=True, metavar="FILE", help=f"FILE {out}")


def _snapshot(options: argparse.Namespace) -> None:
    days = [_day(text) for text in options.date.split(",")]
    if len(days) > 1 and _DATE not in options.out:
        raise SheetError(
            f"--out {options.out} is one name for {len(days)} days; write {_DATE} where the day shall stand"
        )
    files = [Path(options.out.replace(_DATE, day.isoformat())) for day in days]
    for file in files:
        require_place(file)
    sheet = _sheet(options, days[0], options.page)
    if options.compare is not None:
        compared = replace(sheet.selection, compare=_day(options.compare), mode=options.mode or "split")
        sheet = replace(sheet, selection=compared)
    elif options.mode:
        raise SheetError("--mode says how two days are compared; --compare names the second")
    for day, file in zip(days, files, strict=True):
        one = replace(sheet, selection=replace(sheet.selection, day=day))
        write(FORMATS[options.format].make(one), file)


def _timelapse(options: argparse.Namespace) -> None:
    days = days_of(_day(options.first), _day(options.last), options.step)
    out = Path(options.out)
    require_place(out)
    sheet = _sheet(options, days[0], "slide")
    write(FILMS[options.format].make(sheet, days, options.step, lambda _: None), out)


def _sheet(options: argparse.Namespace, day: date, page: str) -> Sheet:
    bounds = _bounds(options.bounds) if options.bounds is not None else None
    selection = Selection(
        day=day,
        language=options.lang,
        view="" if bounds else options.view,
        bounds=bounds,
        layers=_layers(options),
        style=options.style,
    )
    made_at = _time(options.made_at) if options.made_at else datetime.now(UTC).replace(microsecond=0)
    return Sheet(selection, page, options.title, options.banner, options.banner_color, made_at)


def _day(text: str) -> date:
    day = parse_day(text.strip())
    require_on_clock(day)
    return day


def _bounds(text: str) -> Bounds:
    bounds = bounds_of(text)
    if bounds is None:
        raise SheetError(f"'{text}' is not a box on the earth: west, south, east, north in degrees")
    return bounds


def _layers(options: argparse.Namespace) -> tuple[str, ...]:
    """Layers that are named; if none is, the usual ones, and the coalition where the whole world is shown."""
    if options.layers is None:
        return LAYERS_SHOWN if options.view == "world" and not options.bounds else LAYERS_AT_START
    wanted = [part.strip() for part in options.layers.split(",") if part.strip()]
    for layer in wanted:
        if layer not in LAYERS_SHOWN:
            raise SheetError(f"there is no layer '{layer}' on the map; the layers are {', '.join(LAYERS_SHOWN)}")
    return tuple(layer for layer in LAYERS_SHOWN if layer in wanted)


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise SheetError(f"'{text}' is not a time of the form YYYY-MM-DDTHH:MM:SSZ") from None
    # A time that names no zone is in UTC.
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main())
