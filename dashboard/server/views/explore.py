"""Explore: the map and its clock, the land held against time, and what happened in the year it stands at."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.publish.record import record
from dashboard.server import cache, session
from dashboard.server.component import atlas
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
        _milestones(selection.day.year, selection.day.isoformat()[:7], reader)
        st.html(f'<p class="atlas-small">{escape(reader.t("map.disclaimer"))}</p>')


def _milestones(year: int, month: str, reader: Locale) -> None:
    found = cache.milestones()
    chosen = found[found["event_date"].dt.year == year]
    st.subheader(reader.t("milestones.of_year", year=year))
    if chosen.empty:
        st.caption(reader.t("milestones.none"))
    for row in chosen.to_dict("records"):
        text, button = st.columns([8, 1.4], vertical_alignment="top")
        text.html(_card(row, month, reader))
        button.button(
            reader.t("milestones.show"),
            key=f"go-{row['id']}",
            on_click=session.go_to,
            args=(row["event_date"].date(),),
            width="stretch",
        )


def _card(row: dict[str, object], month: str, reader: Locale) -> str:
    day = pd.Timestamp(str(row["event_date"])).date()
    edtf = row["event_date_edtf"]
    note = row[f"note_{reader.language}"]
    now = " now" if day.isoformat()[:7] == month else ""
    lane = reader.t(f"lane.{row['lane']}")
    title = str(row[f"title_{reader.language}"])
    told = f"<p>{escape(note)}</p>" if isinstance(note, str) else ""
    return (
        f'<div class="atlas-event{now}"><time datetime="{day}">'
        f"{escape(reader.day(day, edtf if isinstance(edtf, str) else None))}</time>"
        f"<strong>{escape(title)}</strong>"
        f'<span class="lane">{escape(lane)}</span>{told}'
        f'<span class="cited">{_cited(str(row["sources"]), reader)}</span></div>'
    )


def _cited(ids: str, reader: Locale) -> str:
    """The sources of a row as links, by publisher."""
    sources = record().document["sources"]
    known = [sources[source] for source in ids.split(";") if source in sources]
    links = [
        f'<a href="{escape(s["url"])}" target="_blank" rel="noopener noreferrer">{escape(s["publisher"])}</a>'
        for s in known
    ]
    return f"{escape(reader.t('popup.sources'))} {', '.join(links)}" if links else ""
