"""What runs for each reader where the atlas cannot be opened: a sentence says which file is broken, and why."""

from importlib import import_module

import streamlit as st

from dashboard.atlas import texts
from dashboard.atlas.faults import told
from geodata.errors import LayerError


def _language() -> str:
    """What the address asks for, or else the browser."""
    asked = (st.query_params.get("lang"), (st.context.locale or "")[:2])
    return next((code for code in asked if code in texts.languages()), texts.DEFAULT_LANGUAGE)


def show() -> None:
    """The sentence."""
    try:
        known = texts.texts(_language()).texts
    except LayerError as fault:
        # There are no words at all.
        st.error(str(fault))
        return
    st.set_page_config(page_title=known["app.title"])
    try:
        import_module("dashboard.server.routes")
    except LayerError as fault:
        st.error(told("error.atlas", fault, known))
    else:
        # It has been mended since the server was started.
        st.error(known["error.page"])


show()
