"""Areas and shares that others published, beside those derived here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.errors import LayerError
from geodata.history.territory import COUNTRIES, Territory, months, span, territory
from geodata.record import loading
from geodata.record.files import Row
from geodata.subject import SUBJECT

MEASURES = ("area_held", "area_lost", "share_lost")
FITTED = SUBJECT.fitted_to
"""The estimator whose areas the reach is fitted to (`geodata.history.parameters`), if there is one."""
_COLUMNS = ("id", "date", "scope", "estimator", "measure", "published", "ours", "low", "high", "gap_percent", "whole")
Span = tuple[float, float, float]


def beside_published(folder: Path = LAYERS_FOLDER) -> pd.DataFrame:
    """Areas and shares that others published, beside ours of that day.

    Returns
    -------
    DataFrame
        ``id, date, scope, estimator, measure, published, ours, low, high, gap_percent, whole``. An area is control
        and half of contested in km². What was lost is counted from the figure's ``since_date``, or else from our own
        largest month in that scope: that area is ``whole``. ``gap_percent`` is of the published area, and for a share
        the difference in points. Outside the countries of the territory nothing is derived: there ours is missing.

    Raises
    ------
    LayerError
        If a file is missing or broken.
    """
    known = territory(folder)
    figures = loading.table("published_figures", folder)
    largest = cache(lambda scope: _largest(known, scope.split(";")))
    rows = [_beside(figure, known, largest) for figure in figures.to_dict("records") if figure["measure"] in MEASURES]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _beside(figure: dict[Any, Any], known: Territory, largest: Callable[[str], Span]) -> Row:
    day: date = figure["figure_date"].date()
    published = (float(figure["value_min"]) + float(figure["value_max"])) / 2
    row = {"id": figure["id"], "date": day, "scope": figure["scope"], "estimator": figure["estimator"]}
    row |= {"measure": figure["measure"], "published": published}
    scope = str(figure["scope"]).split(";")
    if not set(scope) <= set(COUNTRIES) or not TERRITORY_FIRST <= day <= TERRITORY_LAST:
        return row
    ours = span(known, scope, day)
    if figure["measure"] != "area_held":
        since = figure["since_date"]
        whole = largest(str(figure["scope"])) if pd.isna(since) else span(known, scope, since.date())
        row["whole"] = round(whole[0], 1)
        ours = _lost(ours, whole, share=figure["measure"] == "share_lost")
    middle, low, high = ours
    gap = middle - published if figure["measure"] == "share_lost" else 100 * (middle / published - 1)
    return row | {"ours": round(middle, 1), "low": round(low, 1), "high": round(high, 1), "gap_percent": round(gap, 1)}


def _largest(known: Territory, scope: list[str]) -> Span:
    """Largest month, of the area and of each end of its band: an inexact day may put them apart."""
    middle, low, high = zip(*(span(known, scope, month) for month in months()), strict=True)
    return max(middle), max(low), max(high)


def _lost(now: Span, whole: Span, *, share: bool) -> Span:
    """Each end of the band is compared with itself: they differ by the reach, and it was the same reach before."""
    lost = [before - after for before, after in zip(whole, now, strict=True)]
    if share:
        lost = [100 * part / before for part, before in zip(lost, whole, strict=True)]
    return lost[0], min(lost), max(lost)


@dataclass(frozen=True)
class Fit:
    """How near the areas of `FITTED` are met.

    Attributes
    ----------
    reach
        The reach, of those tried, with the least mean error, in km.
    mean_error
        Mean absolute error over all dates, in per cent.
    left_out_error
        The same, each date measured with the reach that fits the others best.
    """

    reach: float
    mean_error: float
    left_out_error: float


def fit(folder: Path = LAYERS_FOLDER) -> Fit:
    """Fit the reach to the published areas, from the areas that were counted for each reach tried.

    Raises
    ------
    LayerError
        If a file is missing or broken, or no area was counted.
    """
    tried = loading.table("calibration", folder)
    if tried.empty:
        raise LayerError(TABLES["calibration"].file, "no area was counted; 'python -m geodata build calibration'")
    tried["error"] = 100 * (tried["area_km2"] / tried["published_km2"] - 1).abs()
    table = tried.pivot(index="reach", columns="figure_id", values="error")
    reaches, errors = table.index.to_numpy(), table.to_numpy()
    best = int(errors.mean(axis=1).argmin())
    dates = range(errors.shape[1])
    left_out = [errors[np.delete(errors, date_, axis=1).mean(axis=1).argmin(), date_] for date_ in dates]
    return Fit(float(reaches[best]), float(errors[best].mean()), float(np.mean(left_out)))
