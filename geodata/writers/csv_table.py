"""CSV for a spreadsheet: longitude and latitude as columns, and no cell that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geodata.record.values import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(frame: pd.DataFrame, out: Path) -> list[str]:
    """Write every row; an area is stood for by a point inside it, a table without geometry is written as it is."""
    shapes = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    columns = [name for name in frame.columns if name != "geometry"]
    with io.StringIO(newline="") as stream:
        # With "\n" alone a "\r" inside a text would go unquoted and end its row.
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([*map(_cell, columns), *(("lon", "lat") if shapes is not None else ())])
        places = [[]] * len(frame) if shapes is None else [_place(shape) for shape in shapes]
        for values, place in zip(frame[columns].itertuples(index=False, name=None), places, strict=True):
            writer.writerow([*(_cell(plain(value)) for value in values), *place])
        text = stream.getvalue()
    # Without the mark Excel takes Arabic for other letters; what has none needs no mark.
    out.write_bytes(text.encode("utf-8" if text.isascii() else "utf-8-sig"))
    areas = shapes is not None and any(shape is not None and shape.geom_type != "Point" for shape in shapes)
    return ["CSV holds no areas: each is stood for by a point inside it"] if areas else []


def count(out: Path) -> int:
    """Rows in the file, without the header."""
    with out.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def _place(shape: BaseGeometry | None) -> list[float | str]:
    inside = None if shape is None else shape.representative_point()
    return ["", ""] if inside is None else [round(inside.x, 5), round(inside.y, 5)]


def _cell(value: str | float | None) -> str | float:
    """A text that begins like a formula gets an apostrophe, which makes a spreadsheet show it as text."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
