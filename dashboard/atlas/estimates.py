"""Areas and shares that others published, as they stand beside ours on a chart."""

from typing import Any

import pandas as pd

from dashboard.atlas.i18n import Locale
from dashboard.atlas.wording import worded

# Beside its point a publisher goes by a short name; whoever asks is told the whole one.
_SHORT = {
    "IHS": "publisher.ihs",
    "RAND": "publisher.rand",
    "US Department of Defense": "publisher.dod",
    "US Department of State": "publisher.state",
    "US officials": "publisher.us",
    "Syrian Observatory": "publisher.sohr",
    "Iraqi": "publisher.iraq",
    "CJTF-OIR": "publisher.oir",
    "Global Coalition": "publisher.coalition",
    "French": "publisher.france",
    "Syrian Democratic Forces": "publisher.sdf",
}
_COLUMNS = ["date", "area", "kind", "label", "told"]


def estimates(published: pd.DataFrame, figures: pd.DataFrame, scope: str, reader: Locale) -> pd.DataFrame:
    """What others published for a scope.

    Parameters
    ----------
    published
        As `geodata.history.published.beside_published` answers.
    figures
        The record's ``published_figures``: the same figures' own rows.

    Returns
    -------
    ``date``; ``area`` in km²; ``kind``: ``area``, or ``share`` (a share lost, applied to our own area before);
    ``label`` beside the point; ``told``, the whole of it.
    """
    own = published[(published["scope"] == scope) & published["measure"].isin(("area_held", "share_lost"))]
    known: dict[Any, dict[Any, Any]] = {row["id"]: row for row in figures.to_dict("records")}
    rows = [_point(row, known[row["id"]], reader) for row in own.to_dict("records")]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _point(row: dict[Any, Any], figure: dict[Any, Any], reader: Locale) -> dict[str, Any]:
    estimator = str(figure["estimator"])
    share = row["measure"] == "share_lost"
    number = reader.tenths(row["published"])
    value = reader.t("chart.share", share=number) if share else reader.t("area.km2", area=number)
    edtf = figure["figure_date_edtf"] if isinstance(figure["figure_date_edtf"], str) else None
    told = [f"{estimator}, {reader.day(figure['figure_date'].date(), edtf)}", value]
    if denominator := worded(figure, "denominator", reader.language):
        told.append(denominator)
    short = next((key for start, key in _SHORT.items() if estimator.startswith(start)), None)
    return {
        "date": figure["figure_date"],
        "area": row["whole"] * (1 - row["published"] / 100) if share else row["published"],
        "kind": "share" if share else "area",
        "label": reader.isolated(f"{reader.t(short) if short else estimator} {value if share else number}"),
        "told": reader.isolated(" · ".join(told)),
    }
