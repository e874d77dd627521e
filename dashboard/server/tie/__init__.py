"""Ties a page to its server: its address says what is shown, and a word says when the server does not answer."""

import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.server.markup import own
from dashboard.server.session import Written, follow

_KEY = "tie"

# What Streamlit says by itself, in English whatever the reader's language, on the pages that there are.
_STREAMLITS = {
    "Skip to main content": "furniture.skip",
    "App pages": "furniture.pages",
    "Open": "furniture.open",
    "Choose an option": "furniture.choose",
    "Fullscreen": "furniture.full",
    "Close fullscreen": "furniture.not_full",
    "Show/hide columns": "furniture.columns",
    "Download as CSV": "furniture.csv",
    "Search": "furniture.search",
}

_SCRIPT = own("tie/tie.js")
_tie = st.components.v2.component(_KEY, js=_SCRIPT, isolate_styles=False) if _SCRIPT else None


def tie(written: Written, reader: Locale) -> None:
    """Write the page's address, watch over the connection, and put Streamlit's own words into the reader's language.

    Parameters
    ----------
    written
        What the address becomes.
    reader
        In whose language that is told.
    """
    if _tie is None:
        return
    words = {english: reader.t(key) for english, key in _STREAMLITS.items()}
    data = {**vars(written), "away": reader.t("connection.away"), "lang": reader.language, "dir": reader.direction}
    _tie(key=_KEY, data=data | {"words": words}, on_address_change=_take)


def _take() -> None:
    address = st.session_state[_KEY]["address"]
    if address:
        follow(address.removeprefix("?"))
