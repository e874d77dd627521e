"""File -> typed (Geo)DataFrame.

The files are read without GDAL: it would type a column by its content, drop a key given twice and turn a broken
geometry into none, each without a word.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from geodata import reading
from geodata.catalog import BASEMAP_FOLDER, LAYERS_FOLDER, TABLES, Table
from geodata.dates import CLOCK_FIRST, holds_days, parse_day
from geodata.errors import ArgumentError, Cause, DayError, LayerError, UnknownLayerError, not_among, quoted
from geodata.frames import Frame
from geodata.record.files import Fault, Row, columns_of, parse, read_bytes, types_of
from geodata.record.package import LISTED_ANEW, digest, listed

CRS = "EPSG:4326"
BASEMAP = {
    "land": (),
    "countries": ("country",),
    "lakes": (),
    "rivers": ("rank",),
    "governorates": ("country",),
    "borders": ("countries", "treatment"),
    "world": ("country",),
    "towns": ("rank", "capital"),
    "water_names": ("rank",),
}
"""Layers of the basemap, and what of each of their features is asked for."""


@dataclass(frozen=True)
class Package:
    """What ``datapackage.json`` says of the record as a whole.

    Attributes
    ----------
    as_of
        The last day the record speaks of; it closes open intervals and ends the clock.
    """

    title: str
    version: str
    as_of: date
    licenses: tuple[dict[str, str], ...]
    resources: tuple[dict[str, Any], ...]


def package(folder: Path = LAYERS_FOLDER) -> Package:
    """Read ``datapackage.json``.

    Raises
    ------
    LayerError
        If it is missing or does not say what a `Package` holds.
    """
    file = "datapackage.json"
    try:
        document = reading.from_json_object(folder / file, file)
    except LayerError as error:
        if error.cause in ("missing", "folder", "unreadable"):
            raise
        raise LayerError(file, f"not a data package of the record ({error.reason})", error.cause, error.where) from None
    for member, kind in (("title", str), ("version", str), ("as_of", str), ("licenses", list), ("resources", list)):
        if not isinstance(document.get(member), kind):
            raise LayerError(file, f"not a data package of the record (the member '{member}' is missing or wrong)")
    try:
        as_of = parse_day(document["as_of"])
    except DayError as error:
        raise LayerError(file, f"not a data package of the record (as_of: {error})", "day", "as_of") from None
    # The clock would have no day.
    if as_of <= CLOCK_FIRST:
        raise LayerError(file, f"as_of: {as_of} is not after the clock's first day, {CLOCK_FIRST}", "day", "as_of")
    return Package(
        title=document["title"],
        version=document["version"],
        as_of=as_of,
        licenses=tuple(document["licenses"]),
        resources=tuple(document["resources"]),
    )


def folder_of(folder: str | Path) -> Path:
    """A folder of the record, as it is given to a public function.

    Raises
    ------
    ArgumentError
        If it is none: what is meant for another argument often comes here.
    """
    if isinstance(folder, Path):
        # What is missing in it is told file by file.
        return folder
    if not isinstance(folder, str) or not Path(folder).is_dir():
        raise ArgumentError(f"{quoted(folder)} is not a folder of a record")
    return Path(folder)


def require_on_clock(day: date, folder: Path = LAYERS_FOLDER) -> None:
    """Refuse a day outside the record.

    Raises
    ------
    DayError
        If it is.
    LayerError
        If ``datapackage.json``, which says where the record ends, is missing or broken.
    """
    last = package(folder).as_of
    if not CLOCK_FIRST <= day <= last:
        raise DayError(f"{day} is outside the record, which runs from {CLOCK_FIRST} to {last}")


def rows(name: str, folder: Path = LAYERS_FOLDER) -> list[Row]:
    """Rows of a table as they stand in its file, every column of the schema present.

    Raises
    ------
    LayerError
        If the file is missing or its form is broken; the message names the first fault.
    """
    table = _table_of(name)
    content = read_bytes(folder / table.file)
    if isinstance(content, Fault):
        raise content.of(table.file)
    parsed = parse(table, content)
    if parsed.faults:
        raise parsed.faults[0].of(table.file)
    _require_whole(table, content, len(parsed.rows), folder)
    for number, row in enumerate(parsed.rows, start=1):
        _require_columns(table, number, row)
    # Looked at here, since a layer of several files would lay a wrong day to the wrong one.
    for column in columns_of(name):
        if holds_days(column):
            _days(parsed.rows, column, table.file)
    return parsed.rows


def table(name: str, folder: Path = LAYERS_FOLDER) -> pd.DataFrame:
    """A table as a typed frame: a GeoDataFrame in WGS84 where the file has geometry.

    Days are ``datetime64[s]``, whole numbers ``Int64``; a null is missing.

    Raises
    ------
    LayerError
        As `rows`, and if a day, number or geometry cannot be read.
    """
    spatial = ("geometry",) if _table_of(name).suffix == ".geojson" else ()
    columns = (*columns_of(name), *spatial)
    return frame(rows(name, folder), file=_table_of(name).file, integers=_integers_of(name), columns=columns)


def frame(
    rows: Iterable[Row], *, file: str, integers: Iterable[str] = (), columns: Iterable[str] | None = None
) -> pd.DataFrame:
    """Typed frame of rows: columns named ``*_date`` or ``*_until`` become days, ``geometry`` becomes shapes.

    Parameters
    ----------
    file
        What an error names as the place of the fault.
    integers
        Columns of whole numbers.
    columns
        The columns in order; needed where there may be no row.

    Raises
    ------
    LayerError
        If a day, number or geometry cannot be read.
    """
    listed = list(rows)
    names = list(columns) if columns is not None else list(dict.fromkeys(key for row in listed for key in row))
    data: dict[str, Any] = {}
    for name in names:
        values = [row[name] for row in listed]
        if name == "geometry":
            continue
        if holds_days(name):
            data[name] = pd.Series(_days(listed, name, file), dtype="datetime64[s]")
        elif name in integers:
            data[name] = _whole_numbers(listed, name, file)
        else:
            data[name] = values
    answer = pd.DataFrame(data, columns=[name for name in names if name != "geometry"])
    if "geometry" not in names:
        return answer
    located: pd.DataFrame = Frame(answer, geometry=_shapes(listed, file), crs=CRS)
    return located


def basemap(name: str) -> Frame:
    """A layer of the basemap, e.g. ``world``.

    Raises
    ------
    LayerError
        If the file is missing or broken.
    """
    listed = [{**feature["properties"], "geometry": feature["geometry"]} for feature in basemap_features(name)]
    return Frame(frame(listed, file=f"basemap/{name}.geojson"))


def basemap_features(name: str) -> list[dict[str, Any]]:
    """GeoJSON features of a layer of the basemap, as they stand in its file.

    Raises
    ------
    LayerError
        If the file is missing or broken.
    """
    file = f"basemap/{name}.geojson"
    document = reading.from_json_object(BASEMAP_FOLDER / f"{name}.geojson", file)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise LayerError(file, "not a GeoJSON FeatureCollection with features")
    for number, feature in enumerate(features, start=1):
        parts = [feature.get(part) for part in ("properties", "geometry")] if isinstance(feature, dict) else [None]
        if not all(isinstance(part, dict) for part in parts):
            raise LayerError(file, f"feature {number} has no properties or no geometry", "row", str(number))
        for column in BASEMAP.get(name, ()):
            if column not in feature["properties"]:
                raise LayerError(file, f"feature {number}: the column '{column}' is missing", "column", column)
    _shapes([{"id": f"feature {number}", **feature} for number, feature in enumerate(features, start=1)], file)
    return features


def relief_bounds() -> tuple[float, float, float, float]:
    """West, south, east and north of the shaded relief, in degrees.

    Raises
    ------
    LayerError
        If the relief or the file of its bounds is missing or broken.
    """
    file = "basemap/relief.json"
    bounds = reading.from_json_object(BASEMAP_FOLDER / "relief.json", file)
    sides = [bounds.get(side) for side in ("west", "south", "east", "north")]
    numbers = [float(side) for side in sides if isinstance(side, int | float)]
    if len(numbers) != len(sides) or not all(map(math.isfinite, numbers)):
        raise LayerError(file, "not the bounds of a picture: west, south, east and north in degrees")
    west, south, east, north = numbers
    _require_picture(reading.content(BASEMAP_FOLDER / "relief.webp", "basemap/relief.webp"))
    return west, south, east, north


def _require_picture(content: bytes) -> None:
    """Refuse what is not a whole WebP picture: it says of itself how long it is."""
    file = "basemap/relief.webp"
    if not content:
        raise LayerError(file, "the file is empty", "empty")
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise LayerError(file, "not a WebP picture", "form", "WebP")
    if len(content) < 8 + int.from_bytes(content[4:8], "little"):
        raise LayerError(file, "the file is cut off", "cut")


def _table_of(name: str) -> Table:
    if name not in TABLES:
        raise UnknownLayerError(not_among(name, TABLES, "table"))
    return TABLES[name]


def _require_whole(table: Table, content: bytes, count: int, folder: Path) -> None:
    """Refuse a table that was cut. What was edited otherwise is read: `check` says that it is to be listed anew."""
    wanted = listed(folder).get(table.file)
    if wanted is None:
        return
    if count < wanted.rows:
        raise LayerError(table.file, f"only {count} of the {wanted.rows} rows that are listed are there{LISTED_ANEW}")
    if table.suffix == ".csv" and not content.endswith(b"\n") and digest(content) != wanted.hash:
        raise LayerError(table.file, f"the last line has no end{LISTED_ANEW}")


def _require_columns(table: Table, number: int, row: Row) -> None:
    missing = [column for column in columns_of(table.name) if column not in row]
    if missing:
        told = f"{row.get('id') or f'row {number}'}: the column '{missing[0]}' is missing"
        raise LayerError(table.file, told, "column", missing[0])
    nested = [column for column in columns_of(table.name) if isinstance(row[column], list | dict)]
    if nested:
        told = f"row {number}: the column '{nested[0]}' holds more than one value"
        raise LayerError(table.file, told, "row", str(number))


def _integers_of(name: str) -> list[str]:
    return [column for column in columns_of(name) if "integer" in types_of(name, column)]


def _days(listed: list[Row], name: str, file: str) -> list[date | None]:
    days: list[date | None] = []
    for row in listed:
        value = row[name]
        try:
            days.append(None if value is None else value if isinstance(value, date) else parse_day(value))
        except (DayError, TypeError):
            told = f"{name} {value!r} is not a day of the form YYYY-MM-DD"
            raise _of_row(row, told, file, "day") from None
    return days


def _of_row(row: Row, told: str, file: str, cause: Cause = "row") -> LayerError:
    """What is wrong in a row."""
    return LayerError(file, f"{row.get('id')}: {told}", cause, str(row.get("id")))


def _whole_numbers(listed: list[Row], name: str, file: str) -> Any:
    for row in listed:
        if row[name] is not None and not isinstance(row[name], int):
            raise _of_row(row, f"{name} {row[name]!r} is not a whole number", file)
    return pd.array([row[name] for row in listed], dtype="Int64")


def _shapes(listed: list[Row], file: str) -> list[Any]:
    shapes = []
    for row in listed:
        geometry = row["geometry"]
        if geometry is None or isinstance(geometry, shapely.Geometry):
            shapes.append(geometry)
            continue
        try:
            shapes.append(shapely.from_geojson(json.dumps(geometry)))
        except shapely.errors.GEOSException:
            raise _of_row(row, "the geometry cannot be read", file) from None
    return shapes
