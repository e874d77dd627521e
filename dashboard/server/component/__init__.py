"""Hosts a folium.Map in Streamlit without an iframe and without tearing it down at each run.

Days, views and layers chosen on the map come back as state when they are released; those set from Python reach the
map as a command with a number, so that a late run never drags the clock back to an older day.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.atlas.document import as_json
from dashboard.atlas.faults import told
from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import NARROWED, Bounds, Selection
from dashboard.publish.markup import own_text
from dashboard.screen import assets
from dashboard.server import cache
from dashboard.server.routes import PREFIX
from geodata.dates import parse_day
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


def atlas(
    selection: Selection,
    sequence: int,
    heard: int,
    opened: bool,
    on_change: Callable[[Selection, int], None],
    on_open: Callable[[], None],
) -> None:
    """Show the map, or in its place a sentence that says why there is none.

    Parameters
    ----------
    selection
        What it shows.
    sequence
        Number of the selection; the map obeys each number once.
    heard
        Number of the last thing done on the map that is known here; the map obeys no word on an earlier state.
    opened
        Whether it has been painted before.
    on_change
        Takes the selection that was made on the map, and its number.
    on_open
        Called when the map has been painted for the first time.
    """

    def take() -> None:
        chosen = st.session_state[_KEY]["selection"]
        if chosen:
            on_change(_read(chosen, selection.language), int(chosen["acted"]))

    reader = locale(selection.language)
    host = assets.SCRIPT.fault() or assets.SHEET.fault() or _host
    if isinstance(host, LayerError):
        st.error(told("error.map", host, reader.texts))
        on_open()
        return
    hosted = cache.hosted_map(selection.language, PREFIX)
    host(
        key=_KEY,
        data={
            "key": hosted.key,
            "html": hosted.html,
            "code": hosted.script,
            "files": {"script": assets.SCRIPT.address(PREFIX), "sheet": assets.SHEET.address(PREFIX)},
            "sorry": reader.t("error.map_script"),
            "selection": as_json(selection),
            "sequence": sequence,
            "heard": heard,
            "opened": opened,
        },
        default={"selection": None},
        on_selection_change=take,
        on_opened_change=on_open,
    )


def _read(chosen: dict[str, Any], language: str) -> Selection:
    bounds: Bounds | None = None
    if chosen["bounds"] is not None:
        west, south, east, north = (float(degrees) for degrees in chosen["bounds"])
        bounds = west, south, east, north
    kept: dict[str, Any] = {name: chosen[name] for name in ("view", "style", "mode", "place")}
    kept |= {name: tuple(chosen[name]) for name in ("layers", *NARROWED)}
    compare = parse_day(chosen["compare"]) if chosen["compare"] else None
    return Selection(parse_day(chosen["day"]), language, bounds=bounds, compare=compare, **kept)
