"""KML for Google Earth: names in the record's first language, and days as the time span that its slider follows."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.names.wording import columns
from geodata.writers._values import day_columns, rows_in, with_dates

# The driver makes KML's own elements of fields that bear these names.
_NAMES = {columns(stem)[0]: "Name" for stem in ("name", "title")}
_ELEMENTS = {**_NAMES, "start_date": "begin", "end_date": "end", "event_date": "timeStamp"}


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write every row as a Placemark; all columns stay as extended data."""
    named = with_dates(frame)
    for name in day_columns(frame):
        named[name] = [None if day is None else day.isoformat() for day in named[name]]
    for column, element in _ELEMENTS.items():
        if column in named:
            named[element] = named[column]
    pyogrio.write_dataframe(named, out, driver="LIBKML", layer=out.stem)
    return []


def count(out: Path) -> int:
    """Rows in the file."""
    return rows_in(out)
