"""Method: how the land of a day is derived, how well it fits what others published, and what it cannot tell."""

import streamlit as st

from dashboard.atlas import method
from dashboard.atlas.i18n import Locale
from dashboard.publish.record import record
from dashboard.server import cache, session
from dashboard.server.markup import filled


def show() -> None:
    """The page in the reader's language."""
    reader = session.reader()
    st.header(reader.t("method.heading"), anchor=False)
    st.html(filled("prose", text=reader.t("method.brief")))
    st.subheader(reader.t("method.how"), anchor=False)
    st.html(filled("list", texts=method.steps(reader), ordered=True))
    st.subheader(reader.t("method.parameters"), anchor=False)
    st.html(filled("table", table=method.parameters(reader)))
    if not cache.published().empty:
        _figures(reader)
    st.subheader(reader.t("method.told"), anchor=False)
    sieges = method.sieges(cache.rows("territory_overrides"), record().document["sources"], reader)
    st.html(filled("list", texts=sieges, ordered=False))
    st.subheader(reader.t("method.limits"), anchor=False)
    st.html(filled("list", texts=method.limits(reader), ordered=False))


def _figures(reader: Locale) -> None:
    published, figures, fit = cache.published(), cache.rows("published_figures"), cache.fitted()
    st.subheader(reader.t("method.fit"), anchor=False)
    if fit is not None:
        st.html(filled("prose", text=method.fit_told(fit, reader)))
    st.html(filled("table", table=method.fitted(published, figures, reader)))
    st.subheader(reader.t("method.apart"), anchor=False)
    st.html(filled("list", texts=method.causes(reader), ordered=False))
    st.html(filled("table", table=method.others(published, figures, reader)))
