"""What every page shares: the typeface, the direction of writing, the language switch."""

from dataclasses import replace
from html import escape

import streamlit as st

from dashboard.atlas.i18n import Locale, languages, locale
from dashboard.screen.assets import font_faces
from dashboard.server import session
from dashboard.server.routes import PREFIX

# Streamlit has no right-to-left layout of its own. The selectors hold for the pinned version.
_RTL = """
.stApp{direction:rtl}
[data-testid=stMarkdownContainer],[data-testid=stHeading],[data-testid=stHeadingWithActionElements],
[data-testid=stMarkdownContainer] :is(p,li,ul,ol,h1,h2,h3,h4),[data-testid=stHtml]{text-align:right!important}
[data-testid=stMarkdownContainer] :is(ul,ol){padding-right:1.5rem;padding-left:0;margin-right:0}
[data-testid=stMarkdown],[data-testid=stMarkdown]>div,[data-testid=stHeading]>div{width:100%}
[data-testid=stDataFrame]{unicode-bidi:isolate}
[data-testid=stVegaLiteChart]{direction:ltr}
[data-testid=stSidebar][data-collapsed=true],[data-testid=stSidebar][aria-expanded=false]{
 transform:translateX(100vw)!important;visibility:hidden}
"""
_LAYOUT = """
:root{--atlas-font:"IBM Plex Sans Arabic",system-ui,sans-serif}
html,body,.stApp,.stApp button,.stApp input{font-family:var(--atlas-font)!important}
[data-testid=stMainBlockContainer]{padding:3.6rem 1.4rem 1.5rem;max-width:none}
[data-testid=stVerticalBlock]{gap:.6rem}
/* What lies below the map is painted when it comes into sight, so that it holds up no step of the clock. */
.st-key-below>*{content-visibility:auto;contain-intrinsic-size:auto 80px}
.st-key-below>.st-key-areas{contain-intrinsic-size:auto 300px}
.atlas-title{font-size:1.35rem;font-weight:700;line-height:1.25;margin:0;color:#1f2a33}
.atlas-subtitle{font-size:.9rem;color:#5d5646;margin:0}
.atlas-events{display:grid;gap:.5rem;margin:0;padding:0;list-style:none}
.atlas-event{border-inline-start:3px solid #c9c0ae;padding:.15rem .8rem}
.atlas-event.now{border-color:#8c1d18;background:#faf6f0}
.atlas-event time{font-weight:600;color:#8c1d18;margin-inline-end:.6rem}
.atlas-event .lane{font-size:.75rem;color:#6c6453;margin-inline-start:.5rem}
.atlas-event p{margin:.15rem 0;font-size:.9rem}
.atlas-event .cited{font-size:.78rem;color:#6c6453}
.atlas-table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums;margin:.3rem 0 .8rem}
.atlas-table :is(th,td){padding-block:.23rem;padding-inline:0 .9rem;text-align:start;vertical-align:top}
.atlas-table th{font-weight:600;color:#5d5646;border-bottom:1.5px solid #1f2a33}
.atlas-table td{border-bottom:1px solid #e3ded2}
.atlas-table :is(th,td).number{text-align:end;white-space:nowrap}
.atlas-scroll{overflow-x:auto}
.atlas-prose{max-width:52rem;font-size:.95rem;line-height:1.55}
.atlas-prose :is(ul,ol){padding-inline-start:1.3rem;margin:.2rem 0 .6rem}.atlas-prose li{margin:.2rem 0}
.st-key-preview img{border:1px solid #c9c0ae;box-shadow:0 2px 10px rgba(31,42,51,.12)}
.atlas-small{font-size:.8rem;color:#5d5646}
@media (max-width:640px){
 [data-testid=stMainBlockContainer]{padding:4rem .6rem 1rem}
 .atlas-title{font-size:1.05rem}.atlas-subtitle{display:none}
}
"""


def frame(reader: Locale) -> None:
    """Typeface, layout and direction of the page."""
    rtl = _RTL if reader.direction == "rtl" else ""
    st.html(f"<style>{font_faces(PREFIX)}{_LAYOUT}{rtl}</style>")


def language_switch(reader: Locale) -> None:
    """The title, and beside it the languages by their own names."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    title, subtitle = escape(reader.t("app.title")), escape(reader.t("app.subtitle"))
    row.html(f'<h1 class="atlas-title">{title}</h1><p class="atlas-subtitle">{subtitle}</p>', width="content")
    st.session_state["language"] = reader.language
    row.segmented_control(
        reader.t("app.language"),
        languages(),
        format_func=lambda code: locale(code).t("language.name"),
        key="language",
        required=True,
        on_change=_take_language,
        label_visibility="collapsed",
    )


def _take_language() -> None:
    session.choose(replace(session.selected(), language=st.session_state["language"]))
