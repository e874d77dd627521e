"""The server: ``streamlit run dashboard/app.py``.

An App beside Streamlit's own script runner lets the same server hand out the map's assets with addresses that a
browser may keep, compressed, and lets a fault in a page become a sentence.
"""

import logging

import streamlit as st

from dashboard.server import cache, descriptors
from dashboard.server.routes import middleware, routes
from dashboard.server.session import reader


def _say(error: Exception) -> bool:
    """Log the fault for whoever runs the server, and tell the reader in a sentence."""
    logging.getLogger("dashboard").exception("a page could not be shown", exc_info=error)
    st.error(reader().t("error.page"))
    return True


descriptors.allow_many()
# Made before the first reader comes, who would otherwise wait for it.
cache.record_bytes()
cache.land_bytes()
app = st.App("server/main.py", routes=routes(), middleware=middleware(), on_script_error=_say)
