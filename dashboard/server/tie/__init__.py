"""Ties a page to its server: its address says what is shown, and a word says when the server does not answer."""

import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.server.markup import own
from dashboard.server.session import Written, follow

_KEY = "tie"

_SCRIPT = own("tie/tie.js")
_tie = st.components.v2.component(_KEY, js=_SCRIPT, isolate_styles=False) if _SCRIPT else None


def tie(written: Written, reader: Locale) -> None:
    """Write the page's address, and watch over the connection.

    Parameters
    ----------
    written
        What the address becomes.
    reader
        In whose language a lost connection is told.
    """
    if _tie is None:
        return
    data = {**vars(written), "away": reader.t("connection.away"), "lang": reader.language, "dir": reader.direction}
    _tie(key=_KEY, data=data, on_address_change=_take)


def _take() -> None:
    address = st.session_state[_KEY]["address"]
    if address:
        follow(address.removeprefix("?"))
