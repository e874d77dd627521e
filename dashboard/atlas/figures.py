"""Numbers of a day, counted once: the same on the chart, in the headline, in the legend and on paper.

What each is called and what it counts stands in ``docs/numbers.md``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.catalog import LAYERS_FOLDER
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history import territory
from geodata.history.figures import Series, key_figure

ROUNDING: tuple[tuple[float, int], ...] = ((10_000, 100), (1_000, 10), (0, 1))
"""An area of at least the first, in km², is told to the second: no finer than it is known."""
COMPARED = ("control", "contested")
"""Classes of land that count, each whole, where two days are compared."""
WORLDWIDE = frozenset({"affiliates_active"})
"""Key figures that count all over the world, whatever countries the others speak of; their names say so."""
LEGEND_IN_PRESENTING = 5
"""Rows that the legend has at most while the map is presented: of what is in sight, the most important."""


@dataclass(frozen=True)
class Areas:
    """Land of a day in some countries, km².

    Attributes
    ----------
    held, low, high
        Control and half of contested, and its band: what is called land held.
    """

    control: float
    contested: float
    held: float
    low: float
    high: float


def has_land(day: date) -> bool:
    """Whether territory is derived for a day."""
    return TERRITORY_FIRST <= day <= TERRITORY_LAST


def areas_on(day: date, countries: Iterable[str] = territory.COUNTRIES, folder: Path = LAYERS_FOLDER) -> Areas | None:
    """Areas of a day; None outside the territory's days.

    Raises
    ------
    LayerError
        If one of the territory's files is missing or broken.
    """
    if not has_land(day):
        return None
    wanted = tuple(countries)
    rows = territory.areas_on(territory.territory(folder), day)
    return _together([row for row in rows if row["country"] in wanted])


def _together(rows: Sequence[dict[str, Any]]) -> Areas:
    """Rows of `geodata.areas` for one day as one, in whole hectares and halves of them, so that nothing is lost."""
    control, contested, low, high = (
        round(sum(float(row[f"{name}_km2"]) for row in rows), 2) for name in ("control", "contested", "low", "high")
    )
    return Areas(control, contested, round(control + contested / 2, 3), low, high)


def areas_by_day(areas: pd.DataFrame, countries: Iterable[str] = territory.COUNTRIES) -> list[tuple[date, Areas]]:
    """Rows of `geodata.areas` as the areas of each of its days, in order of time."""
    wanted = tuple(countries)
    own = areas[areas["country"].isin(wanted)]
    rows: list[dict[str, Any]] = [{str(name): value for name, value in row.items()} for row in own.to_dict("records")]
    ordered = sorted(rows, key=lambda row: row["date"])
    return [(day.date(), _together(list(same))) for day, same in groupby(ordered, key=lambda row: row["date"])]


def counts_by_day(figure: str, rows: gpd.GeoDataFrame, countries: Iterable[str]) -> Series:
    """A key figure over all days, in some countries unless it is one of `WORLDWIDE`.

    Parameters
    ----------
    figure, rows
        As `geodata.history.figures.key_figure` takes them.
    """
    wanted = tuple(countries)
    own = rows if figure in WORLDWIDE or "country" not in rows else rows[rows["country"].isin(wanted)]
    return key_figure(figure, gpd.GeoDataFrame(own))


def changed(before: date, after: date) -> dict[str, npt.NDArray[np.bool_]]:
    """Cells that Daesh gained, lost and kept from one day to another, of the land that it controlled or fought for."""
    was, is_ = (np.isin(territory.territory().classes(day), COMPARED) for day in (before, after))
    return {"gained": is_ & ~was, "lost": was & ~is_, "unchanged": was & is_}


def area_of(cells: npt.NDArray[np.bool_]) -> float:
    """Area of some cells together, km², to the hectare."""
    return round(float(territory.territory().cells.area_km2[cells].sum()), 2)
