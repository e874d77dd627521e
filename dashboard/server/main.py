"""What runs for each reader: page set-up, language, navigation. Started by ``app.py``."""

from pathlib import Path

import streamlit as st

from dashboard.publish.record import record
from dashboard.screen.assets import font_faults
from dashboard.server import cache, notices, session
from dashboard.server.frame import frame, language_switch
from dashboard.server.markup import faults, note
from dashboard.server.pages import navigation
from dashboard.server.tie import tie
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


put_right = session.begin(cache.known())
reader = session.reader()
st.set_page_config(page_title=reader.t("app.title"), page_icon=icon(), layout="wide")
page = st.navigation(navigation(reader), position="top")
frame(reader)
language_switch(reader)
tie(session.written(), reader)
told = st.container()
page.run()
# What of the page itself cannot be used is known once it has been drawn.
missing = {
    "notice.texts_missing": reader.faults,
    "notice.layer_missing": record().faults,
    "notice.part_missing": (*faults(), *font_faults()),
}
with told:
    notices.show(missing, put_right, reader)
