"""What a layer holds over all time, on a day, and between two days."""

from datetime import date, timedelta
from pathlib import Path
from pkgutil import resolve_name

import pandas as pd

from geodata.catalog import LAYERS_FOLDER, Layer, layer_of
from geodata.dates import Day, as_day
from geodata.errors import DayError
from geodata.frames import Frame
from geodata.record import loading


def load(layer_id: str, folder: str | Path = LAYERS_FOLDER) -> Frame:
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
    ArgumentError
        If the folder is none.
    LayerError
        If one of its files is missing or broken.
    """
    layer, folder = layer_of(layer_id), loading.folder_of(folder)
    if layer.rows is None:
        return _as_it_stands(layer.tables[0], folder)
    made: Frame = resolve_name(layer.rows)(folder)
    return made


def at(layer_id: str, day: Day, folder: str | Path = LAYERS_FOLDER) -> Frame:
    """What of a layer holds on a day.

    An interval holds from its start_date until the day before its end_date (of the territory the land of the very day
    is given, as `geodata.territory_on` does, not that of its month); damage to heritage holds from
    event_date on; an attack or a milestone on its day (or until the day before its end_date).

    Of ``places`` there is a row a place on every day of the clock, as in the whole layer. Before the first day that its
    holder is recorded for, and after the day in the column ``followed_until``, it names nobody; the column ``recorded``
    says so.

    Raises
    ------
    DayError
        If it is no day, or outside the clock or, of the territory, outside the territory's days.
    UnknownLayerError, ArgumentError, LayerError
        As `load`.
    """
    layer, folder = layer_of(layer_id), loading.folder_of(folder)
    wanted = as_day(day)
    loading.require_on_clock(wanted, folder)
    if layer.on_day is None:
        return _in_days(layer, wanted, wanted + timedelta(days=1), folder)
    made: Frame = resolve_name(layer.on_day)(wanted, folder)
    return made


def between(layer_id: str, a: Day, b: Day, folder: str | Path = LAYERS_FOLDER) -> Frame:
    """What of a layer held or happened on any day of [a, b).

    Of the territory those are the months that `load` has.

    Raises
    ------
    DayError
        If one is no day, a day asked for is one that `at` refuses, or b is not after a.
    UnknownLayerError, ArgumentError, LayerError
        As `load`.
    """
    layer, folder = layer_of(layer_id), loading.folder_of(folder)
    first, end = as_day(a), as_day(b)
    if end <= first:
        raise DayError(f"{end} is not after {first}: the days asked for are [{first}, {end})")
    loading.require_on_clock(first, folder)
    loading.require_on_clock(end - timedelta(days=1), folder)
    return _in_days(layer, first, end, folder)


def _in_days(layer: Layer, first: date, end: date, folder: Path) -> Frame:
    """Rows of a layer that hold or happen on any day of [first, end)."""
    if layer.in_days is None:
        return holding(layer, load(layer.id, folder), first, end)
    made: Frame = resolve_name(layer.in_days)(first, end, folder)
    return made


def holding(layer: Layer, rows: Frame, first: date, end: date) -> Frame:
    """Rows of a loaded layer that hold or happen on any day of [first, end), renumbered from 0."""
    start, stop = pd.Timestamp(first), pd.Timestamp(end)
    begins = rows[layer.day]
    if layer.time == "interval":
        chosen = (begins < stop) & (rows["end_date"].isna() | (rows["end_date"] > start))
    elif layer.time == "onset":
        chosen = begins < stop
    else:
        ends = begins + pd.Timedelta(days=1)
        if "end_date" in rows:
            ends = rows["end_date"].fillna(ends)
        chosen = (begins < stop) & (ends > start)
    return Frame(rows[chosen].reset_index(drop=True))


def _as_it_stands(table: str, folder: Path) -> Frame:
    """Rows of one table; those of a file without geometry have no location."""
    rows = loading.table(table, folder)
    if "geometry" in rows:
        return Frame(rows)
    return Frame(rows, geometry=[None] * len(rows), crs=loading.CRS)
