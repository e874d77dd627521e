"""Rows of the layers that are more than one file as it stands; `geodata.catalog` names the function of each."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from geodata.ask import holding, load
from geodata.catalog import LAYERS, LAYERS_FOLDER
from geodata.dates import CLOCK_FIRST, followed_until
from geodata.errors import LayerError
from geodata.frames import Frame
from geodata.history.control import NOTES, SPELL, episodes, spells_of_places, unfollowed_from
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
_FOLLOWED = "followed_until"
_EPISODE = (
    "place_id",
    "held",
    "held_from_date",
    "held_from_date_edtf",
    "retaken_date",
    "retaken_date_edtf",
    "retaken_by",
    "earliest_date",
    "latest_date",
    "start_date",
    "end_date",
    "confidence",
    "sources",
    *NOTES,
)
_WHOLE_NUMBERS = ("label_rank", "geonames_id")
_NOBODY: Row = dict.fromkeys(SPELL)


def places(folder: Path = LAYERS_FOLDER) -> Frame:
    """Who held each place from when to when: one row a spell.

    It is recorded from the first spell of a place to the day to which it is followed. Before and after, a row that is
    not ``recorded`` names neither a holder nor a source, so that every place has one row on every day of the clock.
    """
    joined = [
        {**_named(place), **spell}
        for place, spells in spells_of_places(folder)
        for spell in _whole_time(spells, unfollowed_from(place).isoformat())
    ]
    return _located(joined, "places.geojson", (*_PLACE, *SPELL, _FOLLOWED, "recorded", "geometry"), _WHOLE_NUMBERS)


def _whole_time(spells: list[Row], after: str) -> Iterator[Row]:
    """Spells with the time before them, and from a day on after them."""
    known, first = spells[0]["start_date"] if spells else after, CLOCK_FIRST.isoformat()
    if first < known:
        yield _NOBODY | {"start_date": first, "end_date": known, "recorded": False}
    for spell in spells:
        yield spell | {"recorded": True}
    yield _NOBODY | {"start_date": after, "recorded": False}


def _named(place: Row) -> Row:
    """What every row of a place says."""
    return {
        **{key: place[key] for key in _PLACE},
        _FOLLOWED: followed_until(place["country"], place["followed_until"]).isoformat(),
        "geometry": place["geometry"],
    }


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
    joined = [
        {**_named(place), **episode}
        for place, spells in spells_of_places(folder)
        for episode in episodes(place["id"], spells)
    ]
    columns = ("id", *_PLACE[1:], *_EPISODE, _FOLLOWED, "geometry")
    return _located(joined, "control_events.csv", columns, _WHOLE_NUMBERS)


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


def _located(joined: list[Row], file: str, columns: Iterable[str], integers: Iterable[str] = ()) -> Frame:
    ordered: list[Any] = list(columns)
    return Frame(loading.frame(joined, file=file, integers=integers, columns=ordered))
