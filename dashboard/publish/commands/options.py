"""What every command that draws takes: where, what, in which words, under which marking, and the file's name."""

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import click

from dashboard.atlas.address import bounds_of
from dashboard.atlas.i18n import DEFAULT_LANGUAGE, languages, locale
from dashboard.atlas.selection import (
    LAYERS_AT_START,
    LAYERS_SHOWN,
    OPENING_VIEW,
    STYLES,
    VIEWS,
    WORLDWIDE,
    Bounds,
    Selection,
)
from dashboard.paper.sheet import GREEN, Sheet, SheetError
from geodata.commands import FILE, CommandError, OneOf, Read, joined
from geodata.dates import parse_day
from geodata.record.loading import require_on_clock

FORMAT = "The format of the file. Without it, the one that the suffix of --out names."
_NARROWEST = 0.01
_MADE_IN = 1900, 2999
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _day(text: str) -> date:
    day = parse_day(text.strip())
    require_on_clock(day)
    return day


def _days(text: str) -> list[date]:
    return [_day(part) for part in text.split(",")]


def _bounds(text: str) -> Bounds:
    bounds = bounds_of(text)
    if bounds is None:
        raise SheetError(f"'{text}' is not a box on the earth: west, south, east, north in degrees")
    west, south, east, north = bounds
    if max(east - west, north - south) < _NARROWEST:
        raise SheetError(f"'{text}' is too small for a map, which shows {_NARROWEST} degrees or more")
    return bounds


def _layers(text: str) -> tuple[str, ...]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    for layer in wanted:
        if layer not in LAYERS_SHOWN:
            raise SheetError(f"there is no layer '{layer}' on the map; the layers are {', '.join(LAYERS_SHOWN)}")
    return tuple(layer for layer in LAYERS_SHOWN if layer in wanted)


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
        # A time that names no zone is in UTC.
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise SheetError(f"'{text}' is not a time of the form YYYY-MM-DDTHH:MM:SSZ") from None
    first, last = _MADE_IN
    if not first <= time.year <= last:
        raise SheetError(f"'{text}' is not a time of making: years run from {first} to {last}")
    return time


def _language() -> str:
    """The language of the locale, as other programs read it: the first of three variables that says anything."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    language = re.split(r"[_.@-]", named, maxsplit=1)[0].lower()
    return language if language in languages() else DEFAULT_LANGUAGE


DAY, DAYS = Read("day", _day), Read("days", _days)


def marked(out: str) -> Decorator:
    """Give a command the options that every file has: its words, its marking and its name.

    Parameters
    ----------
    out
        What its file is, as its help says.
    """
    return _with(
        click.option(
            "--lang",
            type=OneOf(languages()),
            help="The language of every text. Without it, that of the locale (LC_ALL, LC_MESSAGES or LANG), or else"
            f" {DEFAULT_LANGUAGE}.",
        ),
        _text("--title", "The title, in place of the one that the view has."),
        _text("--banner", "A marking above and below."),
        click.option("--banner-color", metavar="#RRGGBB", default=GREEN, help="The colour that the marking stands on."),
        click.option(
            "--made-at",
            type=Read("time", _time),
            metavar="TIME",
            help="The time of making that is printed, as YYYY-MM-DDTHH:MM:SSZ; otherwise now."
            " The same command with the same time makes the same bytes.",
        ),
        click.option("--out", type=FILE, metavar="FILE", required=True, help=out),
    )


def drawn(out: str) -> Decorator:
    """Give a command the options of `marked`, and those that say what is drawn; `sheet` takes all but ``out``.

    Parameters
    ----------
    out
        What its file is, as its help says.
    """
    seen = _with(
        click.option(
            "--view",
            type=OneOf(VIEWS),
            metavar="VIEW",
            help=f"What is seen: {joined(VIEWS, 'or')}. Without it, {OPENING_VIEW}.",
        ),
        click.option(
            "--bounds",
            type=Read("bounds", _bounds),
            metavar="W,S,E,N",
            help="What is seen, in place of a view: the edges in degrees, negative in the west and the south.",
        ),
        click.option(
            "--layers",
            type=Read("layers", _layers),
            metavar="LAYER[,LAYER...]",
            help=f"What is drawn: {joined(LAYERS_SHOWN, 'and')}. Without it, all of them in the view"
            " of the world, and elsewhere all but the coalition.",
        ),
        click.option("--style", type=OneOf(STYLES), default=STYLES[0], help="How territory is drawn."),
    )
    return lambda command: seen(marked(out)(command))


def _with(*options: Decorator) -> Decorator:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _text(name: str, told: str) -> Decorator:
    return click.option(name, metavar="TEXT", default="", show_default=False, help=told)


def language_of(lang: str | None) -> str:
    """The language that is asked for, or else that of the locale.

    Raises
    ------
    LayerError
        If its texts cannot be used: a file would go round in another language.
    """
    language = lang or _language()
    for fault in locale(language).faults:
        raise fault
    return language


def sheet(
    day: date,
    page: str,
    *,
    lang: str | None,
    view: str | None,
    bounds: Bounds | None,
    layers: tuple[str, ...] | None,
    style: str,
    title: str,
    banner: str,
    banner_color: str,
    made_at: datetime | None,
) -> Sheet:
    """A page as the options describe it.

    Raises
    ------
    CommandError, SheetError, TypefaceError
        If two options contradict each other, or a text or colour cannot be printed.
    LayerError
        If the texts of the language cannot be used: a file would go round in another one.
    """
    language = language_of(lang)
    if view and bounds:
        raise CommandError("--view and --bounds both say what is seen; only one of them can be given")
    if layers is None:
        # The coalition only colours the world.
        layers = LAYERS_SHOWN if view in WORLDWIDE else LAYERS_AT_START
    selection = Selection(
        day=day,
        language=language,
        view="" if bounds else view or OPENING_VIEW,
        bounds=bounds,
        layers=layers,
        style=style,
    )
    return Sheet(selection, page, title, banner, banner_color, made_at or datetime.now(UTC).replace(microsecond=0))
