"""A cell of a frame -> the value that stands for it in a file."""

from datetime import date
from typing import Any

import pandas as pd


def plain(value: Any) -> str | int | float | None:
    """A cell as JSON holds it: a day as text, a missing value as nothing."""
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, str):
        return value
    number = value.item() if hasattr(value, "item") else value
    return number if isinstance(number, int | float) else str(number)
