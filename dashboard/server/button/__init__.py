"""The button of the export page that has a file made and hands it over; it tells how far it is, and can be left.

What it asks of the server runs no script, so that the page stays as it is.
"""

import streamlit as st

from dashboard.atlas.i18n import Locale
from dashboard.server.markup import own
from dashboard.server.routes import ORDERS

_WORDS = (
    "export.download",
    "export.make",
    "export.making",
    "export.queue",
    "export.leave",
    "export.left",
    "export.busy",
    "export.failed",
    "export.forgotten",
    "export.away",
)
_SCRIPT, _SHEET = (own(f"button/button.{kind}") for kind in ("js", "css"))
_HTML = '<div class="atlas-order"></div>'
_button = (
    st.components.v2.component("order", html=_HTML, css=_SHEET or None, js=_SCRIPT, isolate_styles=False)
    if _SCRIPT
    else None
)


def button(key: str, wanted: str, is_film: bool, reader: Locale) -> None:
    """Show the button.

    Parameters
    ----------
    key
        Of the reader's `dashboard.server.orders.Orders`.
    wanted
        Tells what would be made from anything else.
    is_film
        Whether it takes so long that it is made first and handed over when the reader asks for it.
    reader
        The language.
    """
    if _button is None:
        # Which file it is stands at the top of the page.
        st.error(reader.t("export.failed"))
        return
    words = {key.removeprefix("export."): reader.t(key) for key in _WORDS}
    data = {"address": f"{ORDERS}/{key}", "wanted": wanted, "film": is_film, "words": words, "dir": reader.direction}
    _button(key="order", data=data)
