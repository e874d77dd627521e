"""Land held against time."""

from datetime import date

import pandas as pd

from dashboard.atlas.figures import areas_by_day
from dashboard.atlas.i18n import Locale
from geodata.history import territory


def areas() -> pd.DataFrame:
    """Area by country on each first of a month and on each day on which it or its band may change.

    Returns
    -------
    Columns as those of `geodata.areas`, in order of time; areas in km².

    Raises
    ------
    LayerError
        If one of the territory's files is missing or broken.
    """
    known = territory.territory()
    days = sorted({*territory.turning_days(known), *territory.months()})
    return territory.areas_of(known, days)


def summed(areas: pd.DataFrame, scope: str) -> pd.DataFrame:
    """Areas of a scope's countries together.

    Parameters
    ----------
    areas
        As `areas` answers.
    scope
        One of `dashboard.atlas.scopes.SCOPES`.

    Returns
    -------
    ``date``, ``held``, ``low`` and ``high`` in km², in order of time.
    """
    days = areas_by_day(areas, scope.split(";"))
    rows = [(pd.Timestamp(day), own.held, own.low, own.high) for day, own in days]
    return pd.DataFrame(rows, columns=["date", "held", "low", "high"])


def area_on(areas: pd.DataFrame, day: date) -> float | None:
    """Area on a day of what `summed` answers, km²; None outside its days."""
    until = areas[areas["date"] <= pd.Timestamp(day)]
    return None if until.empty or pd.Timestamp(day) > areas["date"].max() else float(until.iloc[-1]["held"])


def told(areas: pd.DataFrame, day: date, reader: Locale) -> str:
    """Area on a day of what `summed` answers, in words."""
    area = area_on(areas, day)
    return f"{reader.day(day)}: {'–' if area is None else reader.area(area)}"
