"""CSV for a spreadsheet: longitude and latitude as columns, and no cell that a spreadsheet would run."""

import csv
from pathlib import Path

import geopandas as gpd

from geodata.writers._values import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write every row; an area is stood for by a point inside it."""
    columns = [name for name in frame.columns if name != "geometry"]
    with out.open("w", encoding="utf-8", newline="") as stream:
        # With "\n" alone a "\r" inside a text would go unquoted and end its row.
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([*columns, "lon", "lat"])
        for values, shape in zip(frame[columns].itertuples(index=False, name=None), frame.geometry, strict=True):
            inside = None if shape is None else shape.representative_point()
            place = ["", ""] if inside is None else [round(inside.x, 5), round(inside.y, 5)]
            writer.writerow([*(_cell(plain(value)) for value in values), *place])
    areas = any(shape is not None and shape.geom_type != "Point" for shape in frame.geometry)
    return ["CSV holds no areas: each is stood for by a point inside it"] if areas else []


def count(out: Path) -> int:
    """Rows in the file, without the header."""
    with out.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def _cell(value: str | float | None) -> str | float:
    """A text that begins like a formula gets an apostrophe, which makes a spreadsheet show it as text."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
