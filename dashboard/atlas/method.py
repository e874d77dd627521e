"""How the land of a day is derived, how well it fits what others published, and what it cannot tell: as it is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.atlas.i18n import Locale
from dashboard.atlas.scopes import scope_name
from dashboard.atlas.sources import cited, publishers
from dashboard.atlas.wording import worded
from geodata.history.parameters import PARAMETERS, Parameters
from geodata.history.published import FITTED, Fit

STEPS, LIMITS = 5, 5
"""How many steps the derivation has, and how many things it cannot tell; each is a text."""
APART = ("ihs", "dod", "us_shares", "sohr", "rand", "iraq", "peak", "france", "last")
"""Where our figures part from the published ones; each is a text that says why."""
_COLUMNS = (
    "method.date",
    "method.estimator",
    "method.what",
    "method.published",
    "method.ours",
    "method.band",
    "method.gap",
)
_NONE = "–"
_DERIVED = ("ours", "low", "high")
"""Columns of what is derived here."""
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Table:
    """Texts in rows and columns.

    Attributes
    ----------
    head
        What the columns are called.
    rows
        As many texts each.
    numbers
        The columns that hold numbers, counted from 0.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]


def steps(reader: Locale) -> list[str]:
    """How the land of a day is derived, step by step."""
    return [reader.t(f"method.step.{number}") for number in range(1, STEPS + 1)]


def limits(reader: Locale) -> list[str]:
    """What the derivation cannot tell."""
    return [reader.t(f"method.limit.{number}") for number in range(1, LIMITS + 1)]


def causes(reader: Locale) -> list[str]:
    """Where our figures part from the published ones, and why."""
    return [reader.t(f"method.apart.{cause}") for cause in APART]


def sieges(overrides: Iterable[Row], sources: Mapping[str, Mapping[str, Any]], reader: Locale) -> list[str]:
    """Sieges and pockets whose size a source tells, each with its day and its sources.

    Parameters
    ----------
    overrides
        Rows of the record's ``territory_overrides``.
    sources
        As `dashboard.atlas.sources.cited` takes them.
    """
    return [
        f"{reader.day(row['start_date'].date())}: {worded(row, 'note', reader.language)}"
        f" ({publishers(cited(row['sources'], sources))})"
        for row in overrides
    ]


def parameters(reader: Locale, chosen: Parameters = PARAMETERS) -> Table:
    """What the derivation was set to."""
    values = {
        "reach": chosen.reach,
        "influence": chosen.influence,
        "contested_band": chosen.contested_band,
        "road_cost": chosen.road_cost,
        "river_cost": chosen.river_cost,
        "link_cost": chosen.link_cost,
        "inherit_km": chosen.inherit_km,
        "band": round(100 * (chosen.high_share - 1)),
    }
    rows = (
        (reader.t(f"parameter.{name}"), f"{value:g}".replace(".", reader.decimal)) for name, value in values.items()
    )
    return Table((reader.t("method.parameter"), reader.t("method.value")), tuple(rows), frozenset({1}))


def fit_told(fit: Fit, reader: Locale) -> str:
    """How near the areas are met that the reach was fitted to."""
    return reader.t("method.fit_told", mean=reader.tenths(fit.mean_error), left_out=reader.tenths(fit.left_out_error))


def fitted(published: pd.DataFrame, figures: Iterable[Row], reader: Locale) -> Table:
    """The areas that the reach was fitted to, beside ours; see `others`."""
    return _beside(published[_is_fitted(published)], figures, reader)


def others(published: pd.DataFrame, figures: Iterable[Row], reader: Locale) -> Table:
    """Every other published area and share, beside ours.

    Parameters
    ----------
    published
        As `geodata.history.published.beside_published` answers.
    figures
        Rows of the record's ``published_figures``.
    """
    return _beside(published[~_is_fitted(published)], figures, reader)


def _is_fitted(published: pd.DataFrame) -> pd.Series:
    return (published["estimator"] == FITTED) & (published["measure"] == "area_held")


def _beside(published: pd.DataFrame, figures: Iterable[Row], reader: Locale) -> Table:
    known = {figure["id"]: figure for figure in figures}
    return Table(
        tuple(reader.t(key) for key in _COLUMNS),
        tuple(_compared(row, known[row["id"]], reader) for row in published.to_dict("records")),
        frozenset({3, 4, 5, 6}),
    )


def _compared(row: Row, figure: Row, reader: Locale) -> tuple[str, ...]:
    """A published figure and ours, with the gap between them."""
    is_share = row["measure"] == "share_lost"
    edtf = figure["figure_date_edtf"] if isinstance(figure["figure_date_edtf"], str) else None
    what = [reader.t(f"measure.{row['measure']}"), scope_name(row["scope"], reader)]
    if denominator := worded(figure, "denominator", reader.language):
        what.append(denominator)

    def value(name: str) -> str:
        if is_share:
            return reader.t("method.percent", area=reader.tenths(row[name]))
        # What others published is told to the digit, ours no finer than anywhere else.
        return reader.area(row[name]) if name in _DERIVED else reader.t("area.km2", area=reader.tenths(row[name]))

    told = (
        reader.day(figure["figure_date"].date(), edtf),
        str(figure["estimator"]),
        ", ".join(what),
        value("published"),
    )
    # Of land outside Iraq and Syria nothing is derived here.
    if pd.isna(row["ours"]):
        return (*told, _NONE, _NONE, _NONE)
    sign = "+" if row["gap_percent"] > 0 else ""
    gap = reader.t("method.points" if is_share else "method.percent", area=sign + reader.tenths(row["gap_percent"]))
    return (*told, value("ours"), f"{value('low')} – {value('high')}", gap)
