"""Why a piece of land is what it is on a day: from which place it follows, since which change, on whose word."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata import reading
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import Day, as_day
from geodata.errors import ArgumentError, LayerError, quoted
from geodata.history.control import CONTESTED, GROUP, spells_of_places
from geodata.history.territory import CLASSES, COUNTRIES, Territory, require_day, territory
from geodata.names.wording import LANGUAGES, spoken, worded
from geodata.record import loading
from geodata.record.files import Row, stamp
from geodata.record.origins import Page, library

_TEXTS = Path(__file__).parent / "explained.json"
_EARTH_KM = 6371.0088
_NEAR_KM = 10
"""Nearer than this a distance is told to a tenth."""
_READ = ("places", "control_events", "actors", "territory_overrides")
Names = Mapping[str, str]
"""A name by language."""


@dataclass(frozen=True)
class Near:
    """A place of the record, how far it lies from the point, and who held it on the day.

    Attributes
    ----------
    km
        As the crow flies; land is given away by cost of travel, which also counts roads and valleys.
    held_by
        Actor, or None where it is not known.
    """

    id: str
    names: Names
    km: float
    held_by: str | None


@dataclass(frozen=True)
class Explanation:
    """Why land is what it is; as text it is a sentence or two.

    Attributes
    ----------
    land
        ``control``, ``contested``, ``influence`` or ``retaken``; None where the group is not recorded.
    held_by
        Who holds it, where that is known.
    place
        The place that it follows; None where none reaches it.
    lender
        The place whose holder stands for the place's own, while that is not known.
    rival
        The next place, where it is nearly as near.
    since, since_edtf
        The day from which the place has had this holder, and how exactly that is known; None where it was so from the
        territory's first day on, or is not known.
    earliest, latest
        Between which days the change happened, where it is known no better.
    gone
        The first day without the group, of land that was retaken.
    event
        Id of the change in ``control_events``; None of a holder before the first change, and of a siege.
    override
        Id in ``territory_overrides`` of what a source tells of the land's size, where one does.
    basis, confidence
        Of the change: whether its pages tell of the place or of its area, and how sure it is.
    origins
        Names of the independent origins behind the pages.
    notes
        What the record adds, also what a source says otherwise, by language.
    sources
        The pages, in the order of the row.
    actors
        Names of whoever is named by id.
    language
        Of the sentence.
    """

    lon: float
    lat: float
    day: date
    country: str | None
    land: str | None
    held_by: str | None = None
    place: Near | None = None
    lender: Near | None = None
    rival: Near | None = None
    since: date | None = None
    since_edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    gone: date | None = None
    event: str | None = None
    override: str | None = None
    basis: str | None = None
    confidence: str | None = None
    origins: tuple[str, ...] = ()
    notes: Names = field(default_factory=dict)
    sources: tuple[Page, ...] = ()
    actors: Mapping[str, Names] = field(default_factory=dict, repr=False)
    language: str = LANGUAGES[0]

    def __str__(self) -> str:
        """What is told of the land, how sure it is, and on which pages it rests."""
        parts = [self.told(), self.certainty(), self.note(), self.cited()]
        return " ".join(part for part in parts if part)

    def told(self) -> str:
        """Whose the land is and why."""
        return sentences(self.language)[case(self)].format(**_told_by(self))

    def certainty(self) -> str:
        """How sure it is; nothing where there is no change to be sure of."""
        texts = sentences(self.language)
        if self.confidence is None or (self.event is None and self.override is None):
            return ""
        told = [texts[f"confidence.{self.confidence}"]]
        if self.earliest is not None and self.latest is not None:
            told.append(texts["window"].format(earliest=self.earliest, latest=self.latest))
        if self.basis == "area":
            told.append(texts["area"])
        told.append(texts["origins"].format(count=len(self.origins)))
        return texts["certainty"].format(told=texts["comma"].join(told))

    def note(self) -> str:
        """What the record adds, also what a source says otherwise."""
        return spoken(self.notes, self.language) if self.notes else ""

    def cited(self) -> str:
        """Its pages in a sentence."""
        texts = sentences(self.language)
        if not self.sources:
            return ""
        pages = (f"{page.publisher} ({page.address})" for page in self.sources)
        return texts["sources"].format(pages=texts["comma"].join(pages))


def explain(
    lon: float, lat: float, day: Day, lang: str = LANGUAGES[0], folder: str | Path = LAYERS_FOLDER
) -> Explanation:
    """Why the land at a point is what it is on a day.

    >>> import geodata
    >>> why = geodata.explain(43.1, 36.3, "2015-05-31")
    >>> why.land, why.place.id, str(why.since)
    ('control', 'ghazlani-base', '2014-06-10')

    Parameters
    ----------
    lon, lat
        Degrees, WGS84.
    lang
        A language of the record, for the sentence.

    Raises
    ------
    DayError
        If it is no day, or outside the territory's.
    ArgumentError
        If the point is none on the earth, there is no such language, or the folder is none.
    LayerError
        If a file is missing or broken.
    """
    wanted, folder = as_day(day), loading.folder_of(folder)
    for name, value, limit in (("lon", lon, 180.0), ("lat", lat, 90.0)):
        if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not abs(value) <= limit:
            raise ArgumentError(f"{name} {quoted(value)} is not a number of degrees between {-limit:g} and {limit:g}")
    if lang not in LANGUAGES:
        raise ArgumentError(f"{quoted(lang)} is no language of the record, which are {', '.join(LANGUAGES)}")
    require_day(wanted)
    known, holding = territory(folder), _holding(folder)
    cell = _cell_at(known, float(lon), float(lat), wanted)
    bare = Explanation(float(lon), float(lat), wanted, None, None, language=lang)
    return bare if cell is None else _explained(bare, known, holding, cell, folder)


# ---- what is known ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Holding:
    """Places of the territory with their spells, in the order in which land numbers them, and what sieges are told."""

    places: list[Row]
    spells: list[list[Row]]
    actors: dict[str, Row]
    overrides: list[Row]


def _holding(folder: Path) -> _Holding:
    return _held(folder, tuple(stamp(folder / TABLES[name].file) for name in _READ))


@lru_cache(maxsize=4)
def _held(folder: Path, _stamps: tuple[tuple[int, int], ...]) -> _Holding:
    listed = [(place, own) for place, own in spells_of_places(folder) if place["country"] in COUNTRIES]
    return _Holding(
        [place for place, _ in listed],
        [own for _, own in listed],
        {row["id"]: row for row in loading.rows("actors", folder)},
        loading.rows("territory_overrides", folder),
    )


def _cell_at(known: Territory, lon: float, lat: float, day: date) -> int | None:
    """The cell in which a point lies; on a line the one that is painted over the other."""
    found = known.tree.query(shapely.Point(lon, lat), predicate="intersects")
    if not len(found):
        return None
    classes = known.classes_on(day)
    order = {name: place for place, name in enumerate(CLASSES)}
    return int(min(found, key=lambda cell: (order.get(str(classes[cell]), len(CLASSES)), cell)))


def _explained(bare: Explanation, known: Territory, holding: _Holding, cell: int, folder: Path) -> Explanation:
    land = str(known.classes_on(bare.day)[cell]) or None
    parts: dict[str, Any] = {"country": str(known.cells.country[cell]), "land": land}
    owner = int(known.cells.owner[cell])
    if owner >= 0:
        parts |= _of_place(bare, known, holding, cell, folder)
    lost = known.lost(bare.day).get(cell)
    told = _told_by_a_source(known, cell, bare.day, is_lost=lost is not None)
    if told is not None:
        parts |= _of_siege(holding.overrides[told], lost, folder)
    if land == "control":
        parts["held_by"] = GROUP
    elif land not in (None, "retaken"):
        parts["held_by"] = None
    actors = {one: {code: worded(row, "name", code) for code in LANGUAGES} for one, row in holding.actors.items()}
    return replace(bare, **parts, actors=actors)


def _of_place(bare: Explanation, known: Territory, holding: _Holding, cell: int, folder: Path) -> dict[str, Any]:
    """From which place a cell follows, and what is told of who holds it."""
    owner, rival = int(known.cells.owner[cell]), int(known.cells.rival[cell])
    holder = known.holders(bare.day)[owner]
    lender = holder.lent if holder is not None else None
    spell = _spell_on(holding.spells[owner if lender is None else lender], bare.day)
    parts: dict[str, Any] = {"place": _near(bare, holding, owner)}
    if lender is not None:
        parts["lender"] = _near(bare, holding, lender)
    if rival >= 0 and known.cells.kind[cell] == "contested":
        parts["rival"] = _near(bare, holding, rival)
    if spell is None:
        return parts | _words(holding.places[owner], folder)
    gone = holder.gone if holder is not None and known.classes_on(bare.day)[cell] == "retaken" else None
    return parts | _of_spell(spell, holding.places[owner], folder) | {"held_by": spell["controller"], "gone": gone}


def _told_by_a_source(known: Territory, cell: int, day: date, *, is_lost: bool) -> int | None:
    """Number of the override that tells of a cell on a day, also of one round it that it says was lost."""
    owner = int(known.cells.owner[cell])
    for number, override in enumerate(known.overrides):
        tells = override.inside[cell] or (is_lost and owner in override.places)
        if tells and override.start <= day < override.end:
            return number
    return None


def _near(bare: Explanation, holding: _Holding, number: int) -> Near:
    place, spell = holding.places[number], _spell_on(holding.spells[number], bare.day)
    km = _distance((bare.lon, bare.lat), place["geometry"]["coordinates"])
    names = {language: worded(place, "name", language) for language in LANGUAGES}
    return Near(place["id"], names, round(km, 3), spell["controller"] if spell else None)


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    """Kilometres between two points on a sphere (the haversine formula): the script counts them alike."""
    a, b, turn = map(math.radians, (one[1], other[1], other[0] - one[0]))
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def _spell_on(spells: list[Row], day: date) -> Row | None:
    told = day.isoformat()
    return next((spell for spell in reversed(spells) if spell["start_date"] <= told < spell["end_date"]), None)


def _of_spell(spell: Row, place: Row, folder: Path) -> dict[str, Any]:
    parts = _words(spell, folder)
    if spell["event_id"] is None:
        return {**parts, "sources": parts["sources"] or _words(place, folder)["sources"]}
    days = {
        name: spell[f"{name}_date"] and date.fromisoformat(spell[f"{name}_date"]) for name in ("earliest", "latest")
    }
    since = {"since": date.fromisoformat(spell["start_date"]), "since_edtf": spell["start_date_edtf"]}
    return {**parts, **days, **since, "event": spell["event_id"], "basis": spell["basis"]}


def _of_siege(row: Row, lost: tuple[str | None, date] | None, folder: Path) -> dict[str, Any]:
    holder, since = lost or (None, date.fromisoformat(row["start_date"]))
    bare = dict.fromkeys(("since_edtf", "earliest", "latest", "event", "basis"))
    own = {"override": row["id"], "since": since, "gone": since if lost else None, "held_by": holder}
    return {**bare, **_words(row, folder), **own}


def _words(row: Row, folder: Path) -> dict[str, Any]:
    """How sure a row is, what it adds, and on which pages it rests."""
    known = library(folder)
    word = known.word(row)
    return {
        "confidence": row.get("confidence"),
        "origins": tuple(known.name(one) for one in word.independent),
        "notes": {one: note for one in LANGUAGES if (note := worded(row, "note", one))} if "note_en" in row else {},
        "sources": tuple(map(known.page, known.cited(row))),
    }


# ---- what is told ----------------------------------------------------------------------------------------------------


@cache
def templates() -> dict[str, dict[str, str]]:
    """Sentences of an explanation by language, with the fields that are filled in.

    ``{since}`` is the sentence ``since`` or ``first``; a day is told as exactly as it is known.

    Raises
    ------
    LayerError
        If their file is missing or broken.
    """
    file = f"history/{_TEXTS.name}"
    known = reading.from_json_object(_TEXTS, file)
    for language, texts in known.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise LayerError(file, f"'{language}' is no list of texts", "row", language)
    if not known:
        raise LayerError(file, "there is no language in it", "content")
    return known


def sentences(language: str) -> dict[str, str]:
    """`templates` in a language; in the record's first where it has none in that one."""
    known = templates()
    return known.get(language) or known.get(LANGUAGES[0]) or next(iter(known.values()))


CASES: dict[str, dict[str, str]] = {
    "control": {"own": "control"},
    "contested": {
        "own": "contested.fought",
        "front": "contested.front",
        "front_unknown": "contested.front.unknown",
    },
    "influence": {"own": "influence", "lent": "influence.lent"},
    "retaken": {"own": "retaken"},
    "": {"own": "other", "lent": "other.lent", "unknown": "other.unknown"},
}
"""Class of land, "" for none -> the sentence that tells it.

``own`` of its place; ``lent`` while another's holder stands for the place's; ``unknown`` where nobody is known to have
held it; ``front``, with or without a rival on record, where a rival is nearly as near and the place itself not fought
for. What a source tells of the land's size has sentences of its own (`OF_SIEGES`).
"""
OF_SIEGES = {"shrunk": "retaken.pocket", "control": "told.control", "contested": "told.contested"}


def case(why: Explanation) -> str:
    """Which sentence of `templates` tells it."""
    if why.override is not None:
        return OF_SIEGES["shrunk" if why.gone is not None else str(why.land)]
    if why.place is None:
        return "outside" if why.country is None else "nobody"
    cases = CASES[why.land or ""]
    if why.lender is not None:
        return cases["lent"]
    if "unknown" in cases and why.place.held_by is None:
        return cases["unknown"]
    if "front" in cases and why.place.held_by != CONTESTED:
        return cases["front" if why.rival is not None else "front_unknown"]
    return cases["own"]


def _told_by(why: Explanation) -> dict[str, Any]:
    """What stands in the fields of a sentence."""
    texts = sentences(why.language)

    def actor(one: str | None) -> str:
        return spoken(why.actors[one], why.language) if one and one in why.actors else texts["nobody.known"]

    since = texts["since"].format(day=_day(why, texts)) if why.since else texts["first"]
    values: dict[str, Any] = {"group": actor(GROUP), "holder": actor(why.held_by), "since": since, "gone": why.gone}
    for name, near in (("place", why.place), ("lender", why.lender), ("rival", why.rival)):
        if near is not None:
            km = f"{near.km:.1f}" if near.km < _NEAR_KM else f"{near.km:.0f}"
            values |= {name: spoken(near.names, why.language), ("km" if name == "place" else f"{name}_km"): km}
            values |= {f"{name}_holder": actor(near.held_by)}
    return values


def _day(why: Explanation, texts: Mapping[str, str]) -> str:
    """The day of the change, as exactly as it is known; the CLI and Python tell days as ISO 8601 has them."""
    told = (why.since_edtf or str(why.since)).rstrip("?~%")
    mark = why.since_edtf[-1] if why.since_edtf else ""
    told = texts["about"].format(day=told) if mark in ("~", "%") else told
    return texts["uncertain"].format(day=told) if mark in ("?", "%") else told
