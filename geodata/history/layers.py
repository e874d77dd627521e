"""Rows of the layers that are more than one file as it stands; `geodata.catalog` names the function of each."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from geodata.ask import holding, load
from geodata.catalog import LAYERS, LAYERS_FOLDER
from geodata.dates import CLOCK_FIRST, TERRITORY_LAST
from geodata.errors import LayerError
from geodata.frames import Frame
from geodata.history.control import NOTES, SPELL, episodes, spells_of_places
from geodata.history.territory import require_day
from geodata.names.wording import columns
from geodata.record import loading
from geodata.record.files import Row

_PLACE = (
    "id",
    *columns("name"),
    "country",
    "admin1_en",
    "kind",
    "label_rank",
    "geonames_id",
    "geometry_precision",
)
_EPISODE = (
    "place_id",
    "held",
    "held_from_date",
    "held_from_date_edtf",
    "retaken_date",
    "retaken_date_edtf",
    "retaken_by",
    "start_date",
    "end_date",
    "confidence",
    "sources",
    *NOTES,
)
_WHOLE_NUMBERS = ("label_rank", "geonames_id")
_AFTER = TERRITORY_LAST + timedelta(days=1)
_NOBODY: Row = dict.fromkeys(SPELL)


def places(folder: Path = LAYERS_FOLDER) -> Frame:
    """Who held each place from when to when: one row a spell."""
    joined = [
        {**{key: place[key] for key in _PLACE}, **spell, "geometry": place["geometry"]}
        for place, spells in spells_of_places(folder)
        for spell in spells
    ]
    return _located(joined, "places.geojson", (*_PLACE, *SPELL, "geometry"), _WHOLE_NUMBERS)


def places_between(first: date, end: date, folder: Path = LAYERS_FOLDER) -> Frame:
    """Who held each place on any day of [first, end): one row a spell.

    Who holds a place is recorded from its first spell to the last of the territory's days. Where that is none of the
    days, nobody is named: the place has a row with neither holder nor source, and ``recorded``, which is true of other
    rows, is false.
    """
    joined = []
    for place, spells in spells_of_places(folder):
        named = {key: place[key] for key in _PLACE}
        held = [spell | {"recorded": True} for spell in spells if _overlap(spell, first, min(end, _AFTER))]
        nobody = [spell | {"recorded": False} for spell in _unrecorded(spells) if _overlap(spell, first, end)]
        joined += [{**named, **spell, "geometry": place["geometry"]} for spell in held or nobody]
    return _located(joined, "places.geojson", (*_PLACE, *SPELL, "recorded", "geometry"), _WHOLE_NUMBERS)


def territory_between(first: date, end: date, folder: Path = LAYERS_FOLDER) -> Frame:
    """Control and contested land of the months that hold on any day of [first, end).

    Raises
    ------
    DayError
        If one of the days is outside the territory's.
    """
    require_day(first)
    require_day(end - timedelta(days=1))
    return holding(LAYERS["territory"], load("territory", folder), first, end)


def liberated_cities(folder: Path = LAYERS_FOLDER) -> Frame:
    """Each time that a place was lost by the group: one row an episode that was ended."""
    kept = _PLACE[1:]
    joined = [
        {**{key: place[key] for key in kept}, **episode, "geometry": place["geometry"]}
        for place, spells in spells_of_places(folder)
        for episode in episodes(place["id"], spells)
    ]
    return _located(joined, "control_events.csv", ("id", *kept, *_EPISODE, "geometry"), _WHOLE_NUMBERS)


def affiliates(folder: Path = LAYERS_FOLDER) -> Frame:
    """What each affiliate was from when to when: one row a status."""
    groups = {group["id"]: group for group in loading.rows("affiliates", folder)}
    joined = []
    for status in loading.rows("affiliate_status", folder):
        group = groups.get(status["affiliate_id"])
        if group is None:
            raise LayerError(
                "affiliate_status.csv", f"{status['id']}: there is no affiliate '{status['affiliate_id']}'"
            )
        joined.append(_affiliate(group, status))
    named = joined[0].keys() if joined else ("id", "start_date", "end_date", "geometry")
    return _located(joined, "affiliates.geojson", named)


def _affiliate(group: Row, status: Row) -> Row:
    cited = (source for row in (group, status) for source in str(row["sources"]).split(";"))
    own = {key: value for key, value in status.items() if key not in ("id", "affiliate_id", *NOTES)}
    notes = {f"status_{key}": status[key] for key in NOTES}
    return {
        **group,
        **own,
        "status_id": status["id"],
        **notes,
        "sources": ";".join(dict.fromkeys(cited)),
        "geometry": group["geometry"],
    }


def coalition(folder: Path = LAYERS_FOLDER) -> Frame:
    """Members with their country's outline from the basemap; an organisation has none."""
    members = loading.table("coalition", folder)
    try:
        world = loading.basemap("world")
        outlines = dict(zip(world["country"], world.geometry, strict=True))
    except LayerError:
        outlines = {}
    # A missing code must not find the world's land that has none.
    shapes = [outlines.get(country) if isinstance(country, str) else None for country in members["country"]]
    return Frame(members, geometry=shapes, crs=loading.CRS)


def milestones(folder: Path = LAYERS_FOLDER) -> Frame:
    """Milestones at their place, where they have one."""
    events = loading.table("milestones", folder)
    points = {row["id"]: row["geometry"] for row in loading.rows("places", folder)}
    placed = [{"geometry": points.get(place)} for place in events["place_id"]]
    shapes = loading.frame(placed, file="places.geojson", columns=("geometry",)).geometry
    return Frame(events, geometry=shapes, crs=loading.CRS)


def _unrecorded(spells: list[Row]) -> tuple[Row, Row]:
    """A place before the days that its holder is recorded for, and after them."""
    known = spells[0]["start_date"] if spells else _AFTER.isoformat()
    return (
        _NOBODY | {"start_date": CLOCK_FIRST.isoformat(), "end_date": known},
        _NOBODY | {"start_date": _AFTER.isoformat()},
    )


def _overlap(spell: Row, first: date, end: date) -> bool:
    """Whether a spell has a day of [first, end); days in a row are texts."""
    start, stop = spell["start_date"], spell["end_date"]
    return first < end and start < end.isoformat() and (stop is None or stop > first.isoformat())


def _located(joined: list[Row], file: str, columns: Iterable[str], integers: Iterable[str] = ()) -> Frame:
    ordered: list[Any] = list(columns)
    return Frame(loading.frame(joined, file=file, integers=integers, columns=ordered))
