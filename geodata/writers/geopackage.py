"""GeoPackage, with Date fields that a GIS can filter by."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.writers._values import rows_in, with_date_fields


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write one layer, named after the file."""
    # Without Arrow a Date column that holds a null becomes text.
    pyogrio.write_dataframe(
        with_date_fields(frame), out, driver="GPKG", layer=out.stem, geometry_type=_kind(frame), use_arrow=True
    )
    return []


def count(out: Path) -> int:
    """Rows in the file."""
    return rows_in(out)


def _kind(frame: gpd.GeoDataFrame) -> str:
    kinds = {shape.geom_type for shape in frame.geometry if shape is not None}
    return kinds.pop() if len(kinds) == 1 else "Unknown"
