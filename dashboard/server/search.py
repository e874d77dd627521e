"""Answers ``?q=...&lang=...`` with what bears that name."""

import json

from starlette.requests import Request
from starlette.responses import Response

from dashboard.atlas.search import hits
from dashboard.server.files import MEDIA
from dashboard.server.language import language_of

_FRESH = {"Cache-Control": "no-store"}


# Not a coroutine: the first search reads files, and runs beside the other answers.
def search(request: Request) -> Response:
    """What is found, as JSON: see `dashboard.atlas.search.hits`."""
    query = request.query_params
    answer = hits(query.get("q", ""), language_of(query))
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type=MEDIA[".json"], headers=_FRESH)
