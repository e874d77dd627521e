"""Hosts a folium.Map in Streamlit without an iframe and without tearing it down at each run.

Days, views and layers chosen on the map are told to the server by a request of their own, without a run; those set by
the page reach the map as a command with a number, so that a late run never drags the clock back to an older day.
"""

from pathlib import Path

import streamlit as st

from dashboard.atlas.document import as_json
from dashboard.screen import assets
from dashboard.server import cache
from dashboard.server.routes import HEARING, PREFIX
from dashboard.server.session import Session, selected
from geodata.subject import SUBJECT

_KEY = "atlas"
_host = st.components.v2.component(
    SUBJECT.name.replace("-", "_"),
    html='<div class="atlas-host"></div>',
    css=".atlas-host{display:block;min-height:420px}",
    js=(Path(__file__).parent / "host.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def atlas(own: Session) -> None:
    """Show the map of what a reader has selected."""
    selection = selected()
    hosted = cache.hosted_map(selection.language, PREFIX)
    _host(
        key=_KEY,
        data={
            "key": hosted.key,
            "html": hosted.html,
            "code": hosted.script,
            "files": {"script": assets.SCRIPT.address(PREFIX), "sheet": assets.SHEET.address(PREFIX)},
            "selection": as_json(selection),
            "sequence": own.sequence,
            "heard": own.heard,
            "hearing": {"address": HEARING, "key": own.hearing.key},
        },
    )
