"""Explore: the map and its clock, the land held against time, and what happened in the year it stands at."""

from datetime import date

import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.atlas.milestones import milestones_of
from dashboard.publish.record import record
from dashboard.server import cache, session
from dashboard.server.component import atlas
from dashboard.server.markup import filled
from dashboard.server.views import areas


def show() -> None:
    """The map above; once it has been painted, below it the chart and the milestones of the year.

    A browser would make the chart ready first, and take as long for it again as for the map.
    """
    selection, reader = session.selected(), session.reader()
    atlas(selection, session.sequence(), session.heard(), session.opened(), session.follow, session.open_rest)
    if not session.opened():
        return
    with st.container(key="below"):
        areas.show(selection.day, selection.compare, reader)
        _milestones(selection.day, reader)
        st.html(filled("small", text=reader.t("map.disclaimer")))


def _milestones(day: date, reader: Locale) -> None:
    if "milestones" not in record().document["layers"]:
        # That there were none is not known.
        return
    milestones = milestones_of(day, cache.milestones(), record().document["sources"], reader)
    st.subheader(reader.t("milestones.of_year", year=day.year))
    if not milestones:
        st.caption(reader.t("milestones.none"))
    for milestone in milestones:
        text, button = st.columns([8, 1.4], vertical_alignment="top")
        text.html(filled("milestone", milestone=milestone, cited=reader.t("popup.sources")))
        button.button(
            reader.t("milestones.show"),
            key=f"go-{milestone.id}",
            on_click=session.go_to,
            args=(milestone.day,),
            width="stretch",
        )
