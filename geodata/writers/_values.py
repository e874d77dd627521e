"""Values of a frame as the formats want them."""

from collections.abc import Iterable
from itertools import count
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio

from geodata.dates import holds_days


def day_columns(frame: pd.DataFrame) -> list[str]:
    """Columns that hold days."""
    return [name for name in frame.columns if holds_days(name)]


def row_ids(frame: pd.DataFrame, taken: Iterable[str] = ()) -> list[str]:
    """An id for each row, each once: that of its status or change, or else its own, with a number where it comes again.

    Parameters
    ----------
    taken
        Ids that something else in the file has.
    """
    columns = [frame[name] for name in ("status_id", "event_id", "id") if name in frame]
    known, ids = set(taken), list[str]()
    for values in zip(*columns, strict=True) if columns else [()] * len(frame):
        own = next((str(value) for value in values if not pd.isna(value)), "row")
        free = (own if number == 1 else f"{own}-{number}" for number in count(1))
        ids.append(next(key for key in free if key not in known))
        known.add(ids[-1])
    return ids


def with_date_fields(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Days as Arrow dates, which drivers write as Date fields, also where every row, or there is no row, has none.

    A timestamp would become a date and an hour, and Python's dates a text.
    """
    answer = frame.copy()
    for name in day_columns(frame):
        answer[name] = frame[name].astype(pd.ArrowDtype(pa.date32()))
    return answer


def rows_in(path: Any) -> int:
    """Rows that a GDAL driver finds in a file."""
    return int(pyogrio.read_info(path, force_feature_count=True)["features"])
