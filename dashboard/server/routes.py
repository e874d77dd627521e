"""What the server answers beside Streamlit: addresses, and what answers each.

A proxy may have the atlas in a folder of its site. It passes that folder on (``server.baseUrlPath`` names it here too),
or takes it off, and then nothing here knows of it. So no address begins at the root: each is told from the page that
names it, and every page lies in the atlas's own folder, none deeper.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from dashboard.atlas.i18n import languages
from dashboard.screen.assets import SCRIPT, SHEET
from dashboard.server import cache
from dashboard.server.dialogs import WithoutDialogs
from dashboard.server.files import Kept, asset, whole
from dashboard.server.guard import Guard
from dashboard.server.hearing import hear
from dashboard.server.orders import fetch, order
from dashboard.server.pace import Pace
from dashboard.server.pages import PAGES
from dashboard.server.rows import row
from dashboard.server.shell import Shell

PREFIX = "atlas"
"""What all of these addresses begin with, told from a page."""
ROWS = f"{PREFIX}/row"
"""What the permanent address of a row begins with; its table and its id follow."""
HEARING = f"{PREFIX}/heard"
ORDERS = f"{PREFIX}/orders"


def routes() -> Sequence[BaseRoute]:
    """What the server answers under `PREFIX`: the record, what can be searched, and the map's files."""
    here = f"{_folder()}/{PREFIX}"
    return [
        Route(f"{here}/record.json", whole(cache.record_bytes, ".json")),
        Route(f"{here}/notes.json", whole(cache.notes_bytes, ".json")),
        Route(f"{here}/land.json", whole(cache.land_bytes, ".json")),
        Route(f"{here}/names.json", whole(cache.names_bytes, ".json")),
        *(
            Route(f"{here}/chart/{language}.json", whole(partial(cache.chart_bytes, language), ".json"))
            for language in languages()
        ),
        *(
            Route(f"{here}/story/{language}/{name}.json", whole(partial(cache.story_bytes, name, language), ".json"))
            for language in languages()
            for name in cache.stories()
        ),
        Route(f"{_folder()}/{ROWS}/{{table}}/{{row}}", row),
        Route(f"{_folder()}/{HEARING}", hear, methods=["POST"]),
        Route(f"{_folder()}/{ORDERS}/{{key}}", order, methods=["GET", "POST", "DELETE"]),
        Route(f"{_folder()}/{ORDERS}/{{key}}/file", fetch),
        *(
            Route(f"{here}/bundle/{bundle.name}", whole(bundle.content, Path(bundle.name).suffix))
            for bundle in (SCRIPT, SHEET)
        ),
        Route(f"{here}/{{folder}}/{{name:path}}", asset),
    ]


def middleware() -> Sequence[Middleware]:
    """What comes before Streamlit, and what tends its answers on their way out."""
    return [
        Middleware(Guard, folder=_folder()),
        Middleware(Pace),
        Middleware(WithoutDialogs),
        Middleware(Kept, folder=_folder()),
        Middleware(Shell, folder=_folder(), prefix=PREFIX, rows=ROWS, pages=[page.path for page in PAGES]),
    ]


def _folder() -> str:
    """The folder that requests arrive under, with a slash before it; nothing where they arrive at the root."""
    name = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{name}" if name else ""
