"""Land held against time: our area with its band, what others published, and a click that moves the clock."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cache, session
from dashboard.charts import PICKED, SCOPES, area_chart, area_on, told_area
from dashboard.i18n import Locale
from dashboard.views import method
from geodata.dates import CLOCK_FIRST, clamp, parse_day

_CHART, _SCOPE = "areas", "areas_scope"


def show(day: date, compare: date | None, reader: Locale) -> None:
    """The chart, and in two sentences how its figures are made; nothing where the land's files cannot be used."""
    if cache.areas().empty:
        return
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    row.subheader(reader.t("chart.heading"), width="content")
    scope = row.segmented_control(
        reader.t("chart.scope"),
        SCOPES,
        format_func=lambda code: reader.t(f"scope.{code.replace(';', '-')}"),
        default=SCOPES[0],
        key=_SCOPE,
        required=True,
        label_visibility="collapsed",
    )
    areas, published = _summed(cache.areas(), str(scope)), _listed(str(scope), reader)
    chart = area_chart(areas, published, day, reader, compare)
    told = " · ".join(_told(areas, marked, reader) for marked in (day, compare) if marked is not None)
    st.altair_chart(chart, key=_CHART, on_select=_take_day, selection_mode=PICKED, alt=told)
    st.html(f'<p class="atlas-small">{escape(reader.t("chart.legend"))}</p>')
    st.html(f'<p class="atlas-small">{escape(reader.t("method.brief"))}</p>')
    st.page_link(method.page(reader), label=reader.t("chart.more"))


def _told(areas: pd.DataFrame, day: date, reader: Locale) -> str:
    """What the chart says of a day, for those who do not see it."""
    area = area_on(areas, day)
    return f"{reader.day(day)}: {'–' if area is None else told_area(area, reader)}"


def _summed(areas: pd.DataFrame, scope: str) -> pd.DataFrame:
    own = areas[areas["country"].isin(scope.split(";"))]
    own = own.assign(middle=own["control_km2"] + own["contested_km2"] / 2, low=own["low_km2"], high=own["high_km2"])
    return own.groupby("date", as_index=False)[["middle", "low", "high"]].sum()


def _listed(scope: str, reader: Locale) -> pd.DataFrame:
    """What others published for the scope, as the chart takes it."""
    found = cache.published()
    own = found[(found["scope"] == scope) & found["measure"].isin(("area_held", "share_lost"))]
    rows = [_point(row, reader) for row in own.to_dict("records")]
    return pd.DataFrame(rows, columns=["date", "area", "kind", "label", "told"])


def _point(row: dict[Any, Any], reader: Locale) -> dict[str, Any]:
    figure = cache.figure(row["id"])
    estimator = str(figure["estimator"])
    share = row["measure"] == "share_lost"
    number = reader.tenths(row["published"])
    value = reader.t("chart.share", share=number) if share else reader.t("area.km2", area=number)
    edtf = figure["figure_date_edtf"] if isinstance(figure["figure_date_edtf"], str) else None
    told = [f"{estimator}, {reader.day(figure['figure_date'].date(), edtf)}", value]
    if isinstance(figure[f"denominator_{reader.language}"], str):
        told.append(figure[f"denominator_{reader.language}"])
    short = next((key for start, key in _SHORT.items() if estimator.startswith(start)), None)
    return {
        "date": figure["figure_date"],
        "area": row["whole"] * (1 - row["published"] / 100) if share else row["published"],
        "kind": "share" if share else "area",
        "label": reader.isolated(f"{reader.t(short) if short else estimator} {value if share else number}"),
        "told": reader.isolated(" · ".join(told)),
    }


# On the chart a publisher goes by a short name; the tooltip has the whole one.
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


def _take_day() -> None:
    picked = st.session_state[_CHART]["selection"].get(PICKED)
    if not picked:
        return
    # Vega tells a day by its milliseconds since 1970.
    day = pd.Timestamp(picked[0]["date"], unit="ms").round("D").date()
    last = parse_day(cache.record().last)
    session.go_to(clamp(day, CLOCK_FIRST, last))
