"""Sources and method: how the map is made, whose words it rests on, how names and lines are chosen."""

import streamlit as st

from dashboard.atlas.facts import facts
from dashboard.atlas.i18n import Locale
from dashboard.atlas.policy import choices
from dashboard.server import cache, session
from dashboard.server.markup import filled


def show() -> None:
    """The page in the reader's language."""
    reader = session.reader()
    st.header(reader.t("about.heading"), anchor=False)
    for key in ("about.what", "about.control", "about.dates", "about.confidence"):
        st.write(reader.t(key))
    st.subheader(reader.t("about.facts"), anchor=False)
    told = facts(cache.rows("source_facts"), cache.layer_rows, reader)
    words = {"doubt": reader.t("about.caveat"), "translated": reader.t("about.translated")}
    st.html(filled("facts", facts=told, shown=reader.t("about.shown"), **words))
    st.subheader(reader.t("about.policy"), anchor=False)
    st.html(filled("policy", choices=choices(cache.rows("policy"), reader)))
    _proof(reader)
    st.subheader(reader.t("about.sources"), anchor=False)
    if not cache.bibliography().empty:
        _sources(reader)
    st.subheader(reader.t("about.licences"), anchor=False)
    st.write(reader.t("about.credits"))


def _proof(reader: Locale) -> None:
    table = cache.proof(reader.language)
    if table is not None:
        st.subheader(reader.t("proof.heading"), anchor=False)
        st.html(filled("prose", text=reader.t("proof.told")))
        st.html(filled("table", table=table))


def _sources(reader: Locale) -> None:
    st.dataframe(
        cache.bibliography(),
        hide_index=True,
        width="stretch",
        column_config={
            "publisher": reader.t("about.publisher"),
            "origins": reader.t("about.origins"),
            "title": st.column_config.TextColumn(reader.t("about.title"), width="large"),
            "published": reader.t("about.published"),
            "read": reader.t("about.read"),
            "url": st.column_config.LinkColumn(reader.t("about.address")),
        },
    )
