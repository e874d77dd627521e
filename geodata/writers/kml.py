"""KML for Google Earth: names in the record's first language, and days as the time span that its slider follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.names.wording import columns
from geodata.record.values import plain
from geodata.writers._values import day_columns, row_ids, rows_in

# The driver makes KML's own elements of fields that bear these names.
_NAMES = {columns(stem)[0]: "Name" for stem in ("name", "title")}
_ID, _ID_OPTION = "placemark_id", "LIBKML_ID_FIELD"
_ELEMENTS = {**_NAMES, "start_date": "begin", "end_date": "end", "event_date": "timeStamp"}


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write every row as a Placemark with an id of its own; all columns stay as extended data."""
    named = frame.copy()
    for name in day_columns(frame):
        named[name] = [plain(day) for day in frame[name]]
    for column, element in _ELEMENTS.items():
        if column in named:
            named[element] = named[column]
    # An id of XML begins with no digit.
    ids = row_ids(frame, taken=("root_doc", out.stem))
    named[_ID] = [f"_{key}" if key[0].isdigit() else key for key in ids]
    with _id_field(_ID):
        pyogrio.write_dataframe(named, out, driver="LIBKML", layer=out.stem)
    return []


@contextmanager
def _id_field(name: str) -> Iterator[None]:
    """Have the driver take a Placemark's id from a column; from ``id`` it would take that of the thing."""
    before = pyogrio.get_gdal_config_option(_ID_OPTION)
    pyogrio.set_gdal_config_options({_ID_OPTION: name})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_ID_OPTION: before})


def count(out: Path) -> int:
    """Rows in the file."""
    return rows_in(out)
