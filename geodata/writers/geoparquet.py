"""GeoParquet: the smallest file, for Python, R and DuckDB."""

from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq

from geodata.writers._values import with_date_fields


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write the frame with WKB geometry."""
    with_date_fields(frame).to_parquet(out, index=False, compression="zstd")
    return []


def count(out: Path) -> int:
    """Rows in the file."""
    return int(pq.read_metadata(out).num_rows)
