"""Sources and method: how the map is made, whose words it rests on, how names and lines are chosen."""

from html import escape

import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.server import cache, session


def show() -> None:
    """The page in the reader's language."""
    reader = session.reader()
    st.header(reader.t("about.heading"))
    for key in ("about.what", "about.control", "about.dates", "about.confidence"):
        st.write(reader.t(key))
    st.subheader(reader.t("about.facts"))
    st.html(_facts(reader))
    st.subheader(reader.t("about.policy"))
    st.html(_policy(reader))
    st.subheader(reader.t("about.sources"))
    if not cache.table("sources").empty:
        _sources(reader)
    st.subheader(reader.t("about.licences"))
    st.write(reader.t("about.credits"))


def _facts(reader: Locale) -> str:
    """The ministry's page, fact by fact: the day on the map where it has one, and what to know beside it."""
    days = _days_of_facts(reader)
    told = []
    for row in cache.table("source_facts").to_dict("records"):
        text, caveat = row[f"text_{reader.language}"], row[f"caveat_{reader.language}"]
        when = f"<time>{escape(days[row['id']])}</time>" if row["id"] in days else ""
        doubt = f"<p>{escape(reader.t('about.caveat'))} {escape(caveat)}</p>" if isinstance(caveat, str) else ""
        told.append(f'<li class="atlas-event">{when}{escape(text)}{doubt}</li>')
    return f'<ol class="atlas-events">{"".join(told)}</ol>'


def _days_of_facts(reader: Locale) -> dict[str, str]:
    days: dict[str, str] = {}
    for row in cache.milestones().to_dict("records"):
        edtf = row["event_date_edtf"] if isinstance(row["event_date_edtf"], str) else None
        for fact in str(row["facts"]).split(";") if isinstance(row["facts"], str) else ():
            days.setdefault(fact, reader.day(row["event_date"].date(), edtf))
    return days


def _policy(reader: Locale) -> str:
    told = (
        f'<div class="atlas-event"><strong>{escape(row[f"name_{reader.language}"])}</strong>'
        f"<p>{escape(row[f'reason_{reader.language}'])}</p></div>"
        for row in cache.table("policy").to_dict("records")
    )
    return f'<div class="atlas-events">{"".join(told)}</div>'


def _sources(reader: Locale) -> None:
    sources = cache.table("sources")
    published = sources["published_date"].dt.strftime("%Y-%m-%d").fillna(sources["published_date_edtf"]).fillna("")
    shown = sources.assign(published=published, read=sources["accessed_date"].dt.strftime("%Y-%m-%d"))
    st.dataframe(
        shown[["publisher", "title", "published", "read", "url"]].sort_values("publisher"),
        hide_index=True,
        width="stretch",
        column_config={
            "publisher": reader.t("about.publisher"),
            "title": st.column_config.TextColumn(reader.t("about.title"), width="large"),
            "published": reader.t("about.published"),
            "read": reader.t("about.read"),
            "url": st.column_config.LinkColumn(reader.t("about.address")),
        },
    )
