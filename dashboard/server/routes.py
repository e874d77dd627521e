"""What the server answers beside Streamlit: addresses, and what answers each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from dashboard.atlas.i18n import languages
from dashboard.screen.assets import SCRIPT, SHEET
from dashboard.server import cache
from dashboard.server.dialogs import WithoutDialogs
from dashboard.server.files import Kept, asset, whole
from dashboard.server.hearing import hear
from dashboard.server.orders import fetch, order
from dashboard.server.search import search
from dashboard.server.shell import Shell

PREFIX = "/atlas"
"""What all of these addresses begin with."""
SEARCH = f"{PREFIX}/search.json"
HEARING = f"{PREFIX}/heard"
ORDERS = f"{PREFIX}/orders"


def routes() -> Sequence[BaseRoute]:
    """What the server answers under `PREFIX`: the record, a search, and the map's files."""
    return [
        Route(f"{PREFIX}/record.json", whole(cache.record_bytes, ".json")),
        Route(f"{PREFIX}/notes.json", whole(cache.notes_bytes, ".json")),
        Route(f"{PREFIX}/land.json", whole(cache.land_bytes, ".json")),
        *(
            Route(f"{PREFIX}/chart/{language}.json", whole(partial(cache.chart_bytes, language), ".json"))
            for language in languages()
        ),
        Route(SEARCH, search),
        Route(HEARING, hear, methods=["POST"]),
        Route(f"{ORDERS}/{{key}}", order, methods=["GET", "POST", "DELETE"]),
        Route(f"{ORDERS}/{{key}}/file", fetch),
        *(
            Route(f"{PREFIX}/bundle/{bundle.name}", whole(bundle.content, Path(bundle.name).suffix))
            for bundle in (SCRIPT, SHEET)
        ),
        Route(f"{PREFIX}/{{folder}}/{{name:path}}", asset),
    ]


def middleware() -> Sequence[Middleware]:
    """What comes before Streamlit, and what tends its answers on their way out."""
    return [Middleware(WithoutDialogs), Middleware(Kept), Middleware(Shell, prefix=PREFIX)]
