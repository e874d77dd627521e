"""Land held against time: our area with its band, what others published, and a click that moves the clock."""

from datetime import date

import streamlit as st

from dashboard.atlas.areas import summed, told
from dashboard.atlas.i18n import Locale
from dashboard.atlas.scopes import SCOPES, scope_name
from dashboard.publish.record import record
from dashboard.screen.chart import PICKED, with_days
from dashboard.server import cache, session
from dashboard.server.markup import filled
from dashboard.server.pages import page
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
        format_func=lambda code: scope_name(code, reader),
        default=SCOPES[0],
        key=_SCOPE,
        required=True,
        label_visibility="collapsed",
    )
    areas = summed(cache.areas(), str(scope))
    chart = with_days(cache.area_spec(str(scope), reader.language), areas, day, reader, compare)
    # For those who do not see it.
    said = " · ".join(told(areas, marked, reader) for marked in (day, compare) if marked is not None)
    st.vega_lite_chart(chart, key=_CHART, on_select=_take_day, selection_mode=PICKED, alt=said)
    for key in ("chart.legend", "method.brief"):
        st.html(filled("small", text=reader.t(key)))
    st.page_link(page("method", reader), label=reader.t("chart.more"))


def _take_day() -> None:
    picked = st.session_state[_CHART]["selection"].get(PICKED)
    if not picked:
        return
    session.go_to(clamp(parse_day(picked[0]["day"]), CLOCK_FIRST, parse_day(record().last)))
