"""Key figures: how many places, retakings, sites and affiliates, on a day and over all days."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER, Layer
from geodata.dates import Day, as_day
from geodata.record import loading

Series = list[tuple[date, int]]
"""Change points: from each day on, the count is the number beside it; before the first it is 0."""

FIGURES: dict[str, str] = {layer.figure.id: layer.id for layer in LAYERS.values() if layer.figure}
"""Each key figure and the layer that it counts."""


def key_figure(figure: str, rows: gpd.GeoDataFrame) -> Series:
    """A key figure over all days.

    Parameters
    ----------
    figure
        One of `FIGURES`; the catalogue says which rows count. ``places_held``: places that the group holds;
        ``places_retaken``: places taken back and not lost again; ``sites_destroyed``: heritage sites and monuments
        destroyed so far, in UNOSAT's class "destroyed"; ``affiliates_active``: affiliates active or holding territory.
    rows
        The loaded layer named in `FIGURES`.
    """
    layer = LAYERS[FIGURES[figure]]
    only = layer.figure.only if layer.figure else None
    return count(layer, rows if only is None else rows[rows[only[0]].isin(only[1])])


def count(layer: Layer, rows: gpd.GeoDataFrame) -> Series:
    """How many rows of a layer hold, or have happened so far, as change points."""
    # What has happened stays counted.
    ends = rows["end_date"] if layer.time == "interval" else [None] * len(rows)
    return count_changes(rows[layer.day], ends)


def key_figures(day: Day, folder: str | Path = LAYERS_FOLDER) -> dict[str, int]:
    """Every key figure on a day.

    Raises
    ------
    DayError
        If it is no day, or outside the clock.
    ArgumentError
        If the folder is none.
    LayerError
        If a file is missing or broken.
    """
    wanted, folder = as_day(day), loading.folder_of(folder)
    loading.require_on_clock(wanted, folder)
    return {name: on(key_figure(name, load(layer, folder)), wanted) for name, layer in FIGURES.items()}


def on(series: Series, day: date) -> int:
    """Value of a series on a day."""
    return next((count for since, count in reversed(series) if since <= day), 0)


def count_changes(starts: Iterable[pd.Timestamp], ends: Iterable[pd.Timestamp | None]) -> Series:
    """Number of half-open intervals that hold, as change points; an end that is missing never comes."""
    steps: dict[date, int] = {}
    for start, end in zip(starts, ends, strict=True):
        steps[start.date()] = steps.get(start.date(), 0) + 1
        if end is not None and not pd.isna(end):
            steps[end.date()] = steps.get(end.date(), 0) - 1
    count, series = 0, []
    for day in sorted(steps):
        if steps[day] != 0:
            count += steps[day]
            series.append((day, count))
    return series
