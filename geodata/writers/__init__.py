"""A layer -> a file: one module a format, one registry.

HOW TO ADD A FORMAT: write a module with ``write(frame, out)`` and ``count(out)``, and add it to `FORMATS`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.errors import UnknownLayerError, WriteError, not_among
from geodata.output import whole
from geodata.writers import csv_table, geojson, geopackage, geoparquet, kml, shapefile

_LAYER, _PLAIN = "layer", re.compile(r"\w[\w .-]*")
Write = Callable[[Any, Path], list[str]]
Count = Callable[[Path], int]


@dataclass(frozen=True)
class Format:
    """A file format.

    Attributes
    ----------
    suffix
        Of its file.
    write
        Writes a layer and answers with what the format could not hold, a sentence each.
    count
        Opens a file again and counts its rows.
    is_several
        Whether it is several files beside each other.
    """

    suffix: str
    write: Write
    count: Count
    is_several: bool = False


FORMATS: dict[str, Format] = {
    "geojson": Format(".geojson", geojson.write, geojson.count),
    "gpkg": Format(".gpkg", geopackage.write, geopackage.count),
    "parquet": Format(".parquet", geoparquet.write, geoparquet.count),
    "csv": Format(".csv", csv_table.write, csv_table.count),
    "kml": Format(".kml", kml.write, kml.count),
    "shp": Format(".shp", shapefile.write, shapefile.count, is_several=True),
}


def write(frame: pd.DataFrame, format_id: str, out: Path) -> list[str]:
    """Write a layer, whole or not at all.

    The file is made in a folder beside ``out``, opened again and counted, and only then given its name: some
    drivers report nothing when a disk is full.

    Parameters
    ----------
    frame
        As `geodata.load`, `geodata.at` and `geodata.territory_on` answer; for CSV also a table without geometry.
    format_id
        One of `FORMATS`.
    out
        The file; an older one of that name is replaced, and a link is followed. ``-`` is the standard output.

    Returns
    -------
    list of str
        What the format could not hold, a sentence each.

    Raises
    ------
    UnknownLayerError
        If there is no such format.
    WriteError
        If the file cannot be written; whatever was there before is still there.
    """
    if format_id not in FORMATS:
        raise UnknownLayerError(not_among(format_id, FORMATS, "format"))
    form = FORMATS[format_id]
    with whole(out) as folder:
        made = folder / (_stem(out) + form.suffix)
        notices = form.write(frame, made)
        _require_whole(form.count(made), len(frame), out)
    return notices


def _stem(out: Path) -> str:
    """What the file is called while it is made, and what a GeoPackage calls its layer."""
    # GDAL refuses a few signs in a name, and a GeoPackage keeps names for itself that begin as it does.
    fit = _PLAIN.fullmatch(out.stem) and not out.stem.lower().startswith("gpkg")
    return out.stem if fit else _LAYER


def _require_whole(written: int, expected: int, out: Path) -> None:
    if written != expected:
        raise WriteError(f"{out} cannot be written: only {written} of {expected} rows reached the disk")
