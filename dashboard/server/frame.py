"""What every page shares: the typeface, the direction of writing, the language switch."""

import streamlit as st

from dashboard.atlas.i18n import Locale, languages, locale
from dashboard.atlas.style import root_rule
from dashboard.screen.assets import font_faces
from dashboard.server import session
from dashboard.server.markup import filled, own
from dashboard.server.routes import PREFIX

_PAGE, _RTL = (own(name) for name in ("page.css", "rtl.css"))


def frame(reader: Locale) -> None:
    """Typeface, colours, layout and direction of the page."""
    sheets = [font_faces(PREFIX), root_rule(), _PAGE]
    if reader.direction == "rtl":
        sheets.append(_RTL)
    st.html(filled("style", sheets=sheets))


def language_switch(reader: Locale) -> None:
    """The title, and beside it the languages by their own names."""
    row = st.container(key="head", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    title = filled("title", title=reader.t("app.title"), subtitle=reader.t("app.subtitle"))
    row.html(title, width="content")
    st.session_state["language"] = reader.language
    row.segmented_control(
        reader.t("app.language"),
        languages(),
        format_func=lambda code: locale(code).t("language.name"),
        key="language",
        required=True,
        on_change=lambda: session.choose_language(st.session_state["language"]),
        label_visibility="collapsed",
    )
