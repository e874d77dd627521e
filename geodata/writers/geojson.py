"""GeoJSON (RFC 7946): days as text, the id of a row as the id of its Feature."""

import json
from pathlib import Path

import geopandas as gpd
import shapely

from geodata.record.canonical import feature_collection, round_coordinates
from geodata.record.values import plain
from geodata.writers._values import row_ids


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write every row; one with no location has a null geometry."""
    columns = [name for name in frame.columns if name != "geometry"]
    features = []
    rows = zip(row_ids(frame), frame[columns].itertuples(index=False, name=None), frame.geometry, strict=True)
    for key, values, shape in rows:
        properties = {name: plain(value) for name, value in zip(columns, values, strict=True)}
        geometry = None if shape is None else json.loads(shapely.to_geojson(shapely.orient_polygons(shape)))
        if geometry is not None:
            geometry["coordinates"] = round_coordinates(geometry["coordinates"])
        features.append({"type": "Feature", "id": key, "properties": properties, "geometry": geometry})
    out.write_bytes(feature_collection(features))
    return []


def count(out: Path) -> int:
    """Rows in the file."""
    return len(json.loads(out.read_bytes())["features"])
