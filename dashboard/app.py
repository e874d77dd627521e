"""The server: ``streamlit run dashboard/app.py``.

An App beside Streamlit's own script runner lets the same server hand out the map's assets with addresses that a
browser may keep, compressed, and lets a fault in a page become a sentence.
"""

import gc
import logging
from contextlib import suppress
from typing import Any

import streamlit as st

from geodata.errors import LayerError

_log = logging.getLogger("dashboard")


def _opened() -> dict[str, Any]:
    """The atlas; what takes long is made before the first reader comes, who would otherwise wait for it.

    Raises
    ------
    LayerError
        If a file is broken without which there is no atlas.
    """
    from dashboard.atlas.i18n import languages
    from dashboard.publish.record import record
    from dashboard.server import cache, descriptors
    from dashboard.server.routes import PREFIX, middleware, routes
    from dashboard.server.session import reader

    def say(error: Exception) -> bool:
        """Log the fault for whoever runs the server, and tell the reader in a sentence."""
        _log.exception("a page could not be shown", exc_info=error)
        st.error(reader().t("error.page"))
        return True

    descriptors.allow_many()
    cache.land_bytes()
    # Where the map's own files are broken its page says so.
    with suppress(LayerError):
        for language in languages():
            cache.hosted_map(language, PREFIX)
    # Streamlit has all of memory looked through after each run of a page; what lasts need not be.
    gc.collect()
    gc.freeze()
    # A reader is told in a word of their language; whoever runs the server is told where and why.
    for fault in record().faults:
        _log.warning("%s", fault)
    return {
        "script_path": "server/main.py",
        "routes": routes(),
        "middleware": middleware(),
        "on_script_error": say,
    }


def _closed(fault: LayerError) -> dict[str, Any]:
    """A page that says why there is no atlas."""
    _log.error("%s", fault)
    return {"script_path": "server/closed.py"}


try:
    _settings = _opened()
except LayerError as fault:
    _settings = _closed(fault)
# Streamlit finds an App by this very line.
app = st.App(**_settings)
