"""What the atlas is of: its group, countries, days, views and languages, as ``layers/atlas.toml`` says them.

The file is read once, when this module is imported; nothing else in the code names any of them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from geodata.entries import ANYTHING, Bounds, Entries, Form, entries
from geodata.errors import LayerError
from geodata.home import LAYERS_FOLDER

FILE = "atlas.toml"
SCRIPTS = ("Latin", "Arabic")
"""Scripts in which a record may be written."""


_COUNTRY = Form("[A-Z]{2}", "two capital letters")
_ID = Form("[a-z0-9]+(-[a-z0-9]+)*", "small letters and digits, joined by hyphens")
_LANGUAGE = Form("[a-z]{2,3}", "two or three small letters")
_LAYER = Form("[a-z0-9_]+", "small letters and digits, joined by underscores")


@dataclass(frozen=True)
class View:
    """A named part of the map.

    Attributes
    ----------
    bounds
        The land that it shows whole.
    countries
        Those that it is of: they stand out, and figures beside it are theirs.
    worldwide
        Whether it is a map of the world.
    """

    bounds: Bounds
    countries: tuple[str, ...]
    worldwide: bool = False


@dataclass(frozen=True)
class Basemap:
    """What ``build basemap`` draws.

    Attributes
    ----------
    region
        Beyond it, only the coarse outlines of the world.
    near
        The part of it whose lakes and rivers are drawn most finely.
    neighbours
        Countries beside those of the territory, which are drawn less finely than these and finer than the rest.
    """

    region: Bounds
    near: Bounds
    neighbours: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """What an atlas is of.

    Attributes
    ----------
    name
        A short name without spaces, for files and their authors.
    group, contested
        Ids of actors: the group whose territory is shown, and who is said to hold a place that is fought for.
    countries
        ISO 3166 codes of the countries whose land is divided among the places of the record.
    country_words
        What the countries are called in any language: a name that is searched may have such a word, so the search
        drops it last.
    detailed
        Countries whose provinces the basemap has; those of the territory among them.
    languages
        Languages of the record, the one first that a missing name is taken from.
    scripts
        Language -> script, one of `SCRIPTS`.
    clock_first, clock_opens
        The first day of the clock, and the day that it stands at when the atlas is opened.
    territory_first, territory_last
        The days for which land is derived.
    followed
        Country -> the last day to which it is followed who holds its places; a place may be followed longer.
    projection
        Equal-area projection, as PROJ writes it, in which land is measured.
    unrecorded_is_hostile
        Whether a settlement without a history counts as an enemy's where it lies beside a place that is held.
    fitted_to
        The estimator in published_figures.csv whose areas the reach of control is fitted to; None if there is none.
    views, opening_view
        Named parts of the map in the order in which they are offered, and the one that the atlas opens with.
    story
        The briefing that the atlas opens with, by the name of its file; empty where it opens on the map.
    layers
        Ids of the layers that this atlas has, where it has not all of the catalogue; None where it has.
    basemap
        What its basemap is built from; None where it is not built by this package.
    """

    name: str
    group: str
    contested: str
    countries: tuple[str, ...]
    country_words: tuple[str, ...]
    detailed: tuple[str, ...]
    languages: tuple[str, ...]
    scripts: Mapping[str, str]
    clock_first: date
    clock_opens: date
    territory_first: date
    territory_last: date
    followed: Mapping[str, date]
    projection: str
    unrecorded_is_hostile: bool
    fitted_to: str | None
    views: Mapping[str, View]
    opening_view: str
    story: str
    layers: tuple[str, ...] | None
    basemap: Basemap | None

    @property
    def scopes(self) -> tuple[tuple[str, ...], ...]:
        """The countries together and, where there are several, each by itself: what figures are given of."""
        each = tuple((country,) for country in self.countries) if len(self.countries) > 1 else ()
        return (self.countries, *each)


def read(folder: Path) -> Subject:
    """Read a folder's ``atlas.toml``.

    Raises
    ------
    LayerError
        If it is missing or does not say what a `Subject` holds; the message names the entry.
    """
    path = folder / FILE
    if not os.path.lexists(path):
        raise LayerError(FILE, f"there is no such file in {folder}", "missing")
    return _subject(entries(path, FILE))


def _subject(given: Entries) -> Subject:
    clock, territory, scripts = given.part("clock"), given.part("territory"), given.part("languages")
    languages = {code: scripts.text(scripts.known(code, _LANGUAGE), SCRIPTS) for code in scripts.names()}
    views = given.part("views")
    subject = Subject(
        name=given.text("name", form=_ID),
        group=given.text("group", form=_ID),
        contested=given.text("contested", form=_ID),
        countries=given.texts("countries", _COUNTRY),
        country_words=given.texts("country_words", ANYTHING, otherwise=()),
        detailed=given.texts("detailed", _COUNTRY, otherwise=given.texts("countries", _COUNTRY)),
        languages=tuple(languages),
        scripts=MappingProxyType(languages),
        clock_first=clock.day("first"),
        clock_opens=clock.day("opens"),
        territory_first=territory.day("first"),
        territory_last=territory.day("last"),
        followed=MappingProxyType(_followed(given)),
        projection=territory.text("projection"),
        unrecorded_is_hostile=territory.flag("unrecorded_is_hostile", otherwise=True),
        fitted_to=territory.text("fitted_to") if territory.has("fitted_to") else None,
        views=MappingProxyType({views.known(name, _ID): _view(views.part(name)) for name in views.names()}),
        opening_view=given.text("opening_view", list(views.names())),
        story=given.text("story", form=_ID) if given.has("story") else "",
        layers=given.texts("layers", _LAYER) if given.has("layers") else None,
        basemap=_basemap(given.part("basemap")) if given.has("basemap") else None,
    )
    for part in (given, clock, territory):
        part.require_no_more()
    _require_order(subject)
    return subject


def _followed(given: Entries) -> dict[str, date]:
    """A country that is not named is followed as long as land is derived."""
    days = dict.fromkeys(given.texts("countries", _COUNTRY), given.part("territory").day("last"))
    if given.has("followed"):
        part = given.part("followed")
        days |= {part.known(country, _COUNTRY): part.day(country) for country in part.names()}
    return days


def _view(given: Entries) -> View:
    view = View(given.bounds("bounds"), given.texts("countries", _COUNTRY), given.flag("worldwide", otherwise=False))
    given.require_no_more()
    return view


def _basemap(given: Entries) -> Basemap:
    basemap = Basemap(given.bounds("region"), given.bounds("near"), given.texts("neighbours", _COUNTRY))
    given.require_no_more()
    return basemap


def _require_order(subject: Subject) -> None:
    days = {
        "clock.first": subject.clock_first,
        "territory.first": subject.territory_first,
        "territory.last": subject.territory_last,
    }
    for (before, first), (after, second) in pairwise(days.items()):
        if second < first:
            raise LayerError(FILE, f"'{after}' is {second}, before '{before}', which is {first}")
    missing = [country for country in subject.countries if country not in subject.detailed]
    if missing:
        raise LayerError(FILE, f"'detailed' lacks {missing[0]}, which is one of 'countries'")
    for country, day in subject.followed.items():
        if country not in subject.countries:
            raise LayerError(FILE, f"'followed.{country}' is none of 'countries'")
        if day < subject.territory_last:
            raise LayerError(FILE, f"'followed.{country}' is {day}, before 'territory.last', {subject.territory_last}")
    if subject.clock_opens < subject.clock_first:
        raise LayerError(FILE, f"'clock.opens' is {subject.clock_opens}, before the clock's first day")


SUBJECT = read(LAYERS_FOLDER)
