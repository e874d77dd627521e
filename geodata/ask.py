"""What a layer holds over all time, on a day, and between two days."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.catalog import LAYERS_FOLDER, Layer, layer_of
from geodata.dates import as_day
from geodata.errors import DayError, LayerError
from geodata.history.control import NOTES, SPELL, episodes, spells_of_places
from geodata.history.territory import territory_on
from geodata.record import loading
from geodata.record.files import Row

_PLACE = (
    "id",
    "name_en",
    "name_ar",
    "name_fr",
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


def load(layer_id: str, folder: Path = LAYERS_FOLDER) -> gpd.GeoDataFrame:
    """A whole layer over all time.

    Parameters
    ----------
    layer_id
        One of `geodata.catalog.LAYERS`.

    Returns
    -------
    GeoDataFrame
        WGS84. ``territory`` has control and contested land by month, ``places`` one row a spell,
        ``liberated_cities`` one row an episode that was ended, ``affiliates`` one row a status; the others one row
        a feature. A row with no location has no geometry.

    Raises
    ------
    UnknownLayerError
        If there is no such layer.
    LayerError
        If one of its files is missing or broken.
    """
    layer = layer_of(layer_id)
    if layer_id == "places":
        return _places(folder)
    if layer_id == "liberated_cities":
        return _liberated_cities(folder)
    if layer_id == "affiliates":
        return _affiliates(folder)
    if layer_id == "coalition":
        return _coalition(folder)
    if layer_id == "milestones":
        return _milestones(folder)
    return gpd.GeoDataFrame(loading.table(layer.tables[0], folder))


def at(layer_id: str, day: str | date, folder: Path = LAYERS_FOLDER) -> gpd.GeoDataFrame:
    """What of a layer holds on a day.

    An interval holds from its start_date until the day before its end_date (of the territory the land of the very day
    is given, as `geodata.territory_on` does, not that of its month); damage to heritage holds from
    event_date on; an attack or a milestone on its day (or until the day before its end_date).

    Raises
    ------
    DayError
        If the text is no day, or the day is outside the clock.
    UnknownLayerError, LayerError
        As `load`.
    """
    wanted = as_day(day)
    loading.require_on_clock(wanted, folder)
    if layer_id == "territory":
        return territory_on(wanted, folder)
    return holding(layer_of(layer_id), load(layer_id, folder), wanted, wanted + timedelta(days=1))


def between(layer_id: str, a: str | date, b: str | date, folder: Path = LAYERS_FOLDER) -> gpd.GeoDataFrame:
    """What of a layer held or happened on any day of [a, b).

    Raises
    ------
    DayError
        If a text is no day, a day is outside the clock, or b is not after a.
    UnknownLayerError, LayerError
        As `load`.
    """
    first, end = as_day(a), as_day(b)
    if end <= first:
        raise DayError(f"{end} is not after {first}: the days asked for are [{first}, {end})")
    loading.require_on_clock(first, folder)
    loading.require_on_clock(end - timedelta(days=1), folder)
    return holding(layer_of(layer_id), load(layer_id, folder), first, end)


def holding(layer: Layer, rows: gpd.GeoDataFrame, first: date, end: date) -> gpd.GeoDataFrame:
    """Rows of a loaded layer that hold or happen on any day of [first, end), renumbered from 0."""
    start, stop = pd.Timestamp(first), pd.Timestamp(end)
    if layer.time == "interval":
        chosen = (rows["start_date"] < stop) & (rows["end_date"].isna() | (rows["end_date"] > start))
    elif layer.time == "onset":
        chosen = rows["event_date"] < stop
    else:
        ends = rows["event_date"] + pd.Timedelta(days=1)
        if "end_date" in rows:
            ends = rows["end_date"].fillna(ends)
        chosen = (rows["event_date"] < stop) & (ends > start)
    return gpd.GeoDataFrame(rows[chosen].reset_index(drop=True))


def _places(folder: Path) -> gpd.GeoDataFrame:
    joined = [
        {**{key: place[key] for key in _PLACE}, **spell, "geometry": place["geometry"]}
        for place, found in spells_of_places(folder)
        for spell in found
    ]
    columns = (*_PLACE, *SPELL, "geometry")
    return _geo(joined, "places.geojson", columns, integers=("label_rank", "geonames_id"))


def _liberated_cities(folder: Path) -> gpd.GeoDataFrame:
    kept = _PLACE[1:]
    joined = [
        {**{key: place[key] for key in kept}, **episode, "geometry": place["geometry"]}
        for place, found in spells_of_places(folder)
        for episode in episodes(place["id"], found)
    ]
    columns = ("id", *kept, *_EPISODE, "geometry")
    return _geo(joined, "control_events.csv", columns, integers=("label_rank", "geonames_id"))


def _affiliates(folder: Path) -> gpd.GeoDataFrame:
    groups = {group["id"]: group for group in loading.rows("affiliates", folder)}
    joined = []
    for status in loading.rows("affiliate_status", folder):
        group = groups.get(status["affiliate_id"])
        if group is None:
            raise LayerError(
                "affiliate_status.csv", f"{status['id']}: there is no affiliate '{status['affiliate_id']}'"
            )
        joined.append(_affiliate(group, status))
    columns = joined[0].keys() if joined else ("id", "start_date", "end_date", "geometry")
    return _geo(joined, "affiliates.geojson", columns)


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


def _coalition(folder: Path) -> gpd.GeoDataFrame:
    """Members with their country's outline from the basemap; an organisation has none."""
    members = loading.table("coalition", folder)
    try:
        world = loading.basemap("world")
        outlines = dict(zip(world["country"], world.geometry, strict=True))
    except LayerError:
        outlines = {}
    # A missing code must not find the world's land that has none.
    shapes = [outlines.get(country) if isinstance(country, str) else None for country in members["country"]]
    return gpd.GeoDataFrame(members, geometry=shapes, crs=loading.CRS)


def _milestones(folder: Path) -> gpd.GeoDataFrame:
    """Milestones at their place, where they have one."""
    found = loading.table("milestones", folder)
    points = {row["id"]: row["geometry"] for row in loading.rows("places", folder)}
    located = [{"geometry": points.get(place)} for place in found["place_id"]]
    return gpd.GeoDataFrame(
        found, geometry=loading.frame(located, file="places.geojson", columns=("geometry",)).geometry, crs=loading.CRS
    )


def _geo(joined: list[Row], file: str, columns: Iterable[str], integers: Iterable[str] = ()) -> gpd.GeoDataFrame:
    ordered: list[Any] = list(columns)
    return gpd.GeoDataFrame(loading.frame(joined, file=file, integers=integers, columns=ordered))
