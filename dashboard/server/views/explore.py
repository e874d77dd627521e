"""Explore: the question that the atlas opens with, then the map and its clock.

The land held against time and the year's milestones stand below, which the map's script draws itself.
"""

import streamlit as st

from dashboard.publish.opening import opening
from dashboard.server import cache, session
from dashboard.server.component import atlas
from dashboard.server.markup import filled
from dashboard.server.pages import page


def show() -> None:
    """The question where it is asked, the map, and below it how its land is derived."""
    reader = session.reader()
    selection = session.selected()
    story = cache.story(selection.story, reader.language) if not selection.step else None
    if story:
        st.html(opening(story, reader))
    atlas(session.session())
    with st.container(key="below"):
        st.html(filled("small", text=reader.t("method.brief")))
        st.page_link(page("method", reader), label=reader.t("chart.more"))
        st.html(filled("small", text=reader.t("map.disclaimer")))
