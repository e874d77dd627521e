"""Values of a frame as the formats want them."""

from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio


def day_columns(frame: pd.DataFrame) -> list[str]:
    """Columns that hold days."""
    return [name for name in frame.columns if name.endswith("_date")]


def with_dates(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Days as `datetime.date`, which drivers write as a Date field; a timestamp would become a date and an hour."""
    answer = frame.copy()
    for name in day_columns(frame):
        days: list[date | None] = [None if pd.isna(day) else day.date() for day in frame[name]]
        answer[name] = pd.Series(days, index=frame.index, dtype=object)
    return answer


def with_date_fields(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Days as Arrow dates: a column stays one of dates where every row, or there is no row, has none."""
    answer = frame.copy()
    for name in day_columns(frame):
        answer[name] = frame[name].astype(pd.ArrowDtype(pa.date32()))
    return answer


def rows_in(path: Any) -> int:
    """Rows that a GDAL driver finds in a file."""
    return int(pyogrio.read_info(path, force_feature_count=True)["features"])
