"""The one writer of the record's files: a stable order of rows and columns, the same bytes every time.

GeoJSON has one feature a line, so that a change of one place is a change of one line in a review. CSV has Unix
line ends and quotes only where they are needed. No other module writes into ``geodata/layers``: reading a file
with GeoPandas and writing it back turns days into timestamps and lists into text.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geodata.catalog import Table
from geodata.record.files import Row, columns_of

DECIMALS = 5
"""Decimals of a coordinate in degrees: about a metre."""


def dumps(table: Table, rows: Iterable[Row]) -> bytes:
    """Canonical bytes of a table, UTF-8 with a line end at the end."""
    ordered = sorted(rows, key=lambda row: tuple(str(row.get(column)) for column in table.order))
    text = _csv(table.name, ordered) if table.suffix == ".csv" else _geojson(table.name, ordered)
    return text.encode("utf-8")


def dumps_document(document: Any) -> bytes:
    """Canonical bytes of a JSON document that is read by people (``datapackage.json``, a schema)."""
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def write_if_changed(path: Path, content: bytes) -> bool:
    """Give a file these bytes; answers whether it had others, or was not there."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def feature_collection(features: Iterable[dict[str, Any]]) -> bytes:
    """Canonical bytes of GeoJSON features, one a line, keys in the order given."""
    lines = ",\n".join(_compact(feature) for feature in features)
    return ('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n").encode("utf-8")


def round_coordinates(coordinates: Any, decimals: int = DECIMALS) -> Any:
    """Round nested coordinates; a whole number loses its decimal point."""
    if isinstance(coordinates, list | tuple):
        return [round_coordinates(part, decimals) for part in coordinates]
    if not isinstance(coordinates, int | float):
        return coordinates
    rounded = round(coordinates, decimals)
    return int(rounded) if float(rounded).is_integer() else rounded


def _geojson(name: str, rows: Iterable[Row]) -> str:
    def feature(row: Row) -> dict[str, Any]:
        known = [column for column in columns_of(name) if column in row]
        extra = [column for column in row if column not in known and column != "geometry"]
        geometry = row["geometry"]
        if isinstance(geometry, dict) and "coordinates" in geometry:
            geometry = {"type": geometry.get("type"), "coordinates": round_coordinates(geometry["coordinates"])}
        properties = {column: _whole(row[column]) for column in (*known, *extra)}
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    return feature_collection(feature(row) for row in rows).decode("utf-8")


def _csv(name: str, rows: Iterable[Row]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    columns = columns_of(name)
    writer.writerow(columns)
    writer.writerows(["" if row[column] is None else _whole(row[column]) for column in columns] for row in rows)
    return buffer.getvalue()


def _whole(value: Any) -> Any:
    """A whole number loses its decimal point; anything else stays."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
