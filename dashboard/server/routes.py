"""What the server answers beside Streamlit: addresses, and what answers each."""

from collections.abc import Sequence
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from dashboard.screen.assets import SCRIPT, SHEET
from dashboard.server import cache
from dashboard.server.files import Kept, asset, whole
from dashboard.server.search import search
from dashboard.server.shell import Shell

PREFIX = "/atlas"
"""What all of these addresses begin with."""
SEARCH = f"{PREFIX}/search.json"


def routes() -> Sequence[BaseRoute]:
    """What the server answers under `PREFIX`: the record, a search, and the map's files."""
    return [
        Route(f"{PREFIX}/record.json", whole(cache.record_bytes, ".json")),
        Route(f"{PREFIX}/notes.json", whole(cache.notes_bytes, ".json")),
        Route(f"{PREFIX}/land.json", whole(cache.land_bytes, ".json")),
        Route(SEARCH, search),
        *(
            Route(f"{PREFIX}/bundle/{bundle.name}", whole(bundle.content, Path(bundle.name).suffix))
            for bundle in (SCRIPT, SHEET)
        ),
        Route(f"{PREFIX}/{{folder}}/{{name:path}}", asset),
    ]


def middleware() -> Sequence[Middleware]:
    """What comes before Streamlit, and what tends its answers on their way out."""
    return [Middleware(Kept), Middleware(Shell, prefix=PREFIX)]
