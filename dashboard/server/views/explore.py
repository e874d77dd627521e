"""Explore: the map and its clock, with the land held against time and the year's milestones, which it draws itself."""

import streamlit as st

from dashboard.server import session
from dashboard.server.component import atlas
from dashboard.server.markup import filled
from dashboard.server.pages import page


def show() -> None:
    """The map, and below it how its land is derived."""
    reader = session.reader()
    atlas(session.session())
    with st.container(key="below"):
        st.html(filled("small", text=reader.t("method.brief")))
        st.page_link(page("method", reader), label=reader.t("chart.more"))
        st.html(filled("small", text=reader.t("map.disclaimer")))
