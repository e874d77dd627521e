"""What runs for each reader: page set-up, language, navigation. Started by ``app.py``."""

from pathlib import Path

import streamlit as st

from dashboard.publish.record import record
from dashboard.server import cache, notices, session
from dashboard.server.frame import frame, language_switch
from dashboard.server.pages import navigation
from dashboard.server.tie import tie

ICON = Path(__file__).parent.parent / "icon.svg"

put_right = session.begin(cache.known())
reader = session.reader()
st.set_page_config(page_title=reader.t("app.title"), page_icon=str(ICON), layout="wide")
page = st.navigation(navigation(reader), position="top")
frame(reader)
language_switch(reader)
tie(session.written(), reader)
notices.show(record().faults, put_right, reader)
page.run()
