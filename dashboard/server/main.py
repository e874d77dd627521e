"""What runs for each reader: page set-up, language, navigation. Started by ``app.py``."""

from pathlib import Path

import streamlit as st

from dashboard.atlas.faults import told
from dashboard.publish.record import record
from dashboard.screen.assets import font_faults
from dashboard.server import cache, session
from dashboard.server.frame import frame, language_switch
from dashboard.server.markup import faults, note
from dashboard.server.pages import navigation
from geodata.errors import LayerError
from geodata.reading import text

ICON = Path(__file__).parent.parent / "icon.svg"


def icon() -> str | None:
    """Where the picture lies by which a window is known; None where it cannot be used."""
    try:
        text(ICON, ICON.name, end="</svg>")
    except LayerError as fault:
        note(fault)
        return None
    return str(ICON)


notices = session.begin(cache.known())
reader = session.reader()
st.set_page_config(page_title=reader.t("app.title"), page_icon=icon(), layout="wide")
page = st.navigation(navigation(reader), position="top")
frame(reader)
language_switch(reader)
for fault in reader.faults:
    st.warning(told("notice.texts_missing", fault, reader.texts))
for fault in record().faults:
    st.warning(told("notice.layer_missing", fault, reader.texts))
furniture = st.container()
for notice in notices:
    st.info(reader.t(notice.key, value=notice.value))
page.run()
for fault in (*faults(), *font_faults()):
    furniture.warning(told("notice.part_missing", fault, reader.texts))
