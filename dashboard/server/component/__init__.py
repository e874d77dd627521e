"""Hosts a folium.Map in Streamlit without an iframe and without tearing it down at each run.

Days, views and layers chosen on the map are told to the server by a request of their own, without a run; those set by
the page reach the map as a command with a number, so that a late run never drags the clock back to an older day.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.atlas.document import as_json
from dashboard.atlas.faults import told
from dashboard.publish.markup import own_text
from dashboard.screen import assets
from dashboard.server import cache
from dashboard.server.routes import HEARING, PREFIX
from dashboard.server.session import Session, reader, selected
from geodata.errors import LayerError
from geodata.subject import SUBJECT

_KEY = "atlas"
_HOST = Path(__file__).parent / "host.js"


def _made() -> Callable[..., Any] | LayerError:
    """The component, or why its script cannot be used."""
    try:
        script = own_text(_HOST, _HOST.name)
    except LayerError as fault:
        return fault
    host: Callable[..., Any] = st.components.v2.component(
        SUBJECT.name.replace("-", "_"),
        html='<div class="atlas-host"></div>',
        css=".atlas-host{display:block;min-height:420px}",
        js=script,
        isolate_styles=False,
    )
    return host


_host = _made()


def atlas(own: Session) -> None:
    """Show the map of what a reader has selected, or in its place a sentence that says why there is none."""
    selection, language = selected(), reader()
    host = assets.SCRIPT.fault() or assets.SHEET.fault() or _host
    if isinstance(host, LayerError):
        st.error(told("error.map", host, language.texts))
        return
    hosted = cache.hosted_map(selection.language, PREFIX)
    host(
        key=_KEY,
        data={
            "key": hosted.key,
            "html": hosted.html,
            "code": hosted.script,
            "files": {"script": assets.SCRIPT.address(PREFIX), "sheet": assets.SHEET.address(PREFIX)},
            "sorry": language.t("error.map_script"),
            "selection": as_json(selection),
            "sequence": own.sequence,
            "heard": own.heard,
            "hearing": {"address": HEARING, "key": own.hearing.key},
        },
    )
