"""Files as a server hands them out: from memory, compressed where that helps, never to be asked for twice.

Each has its content in its address, so a browser may keep it for good. Under an address of another content there is
nothing: whoever kept the answer would keep the wrong file.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.screen.assets import FOLDERS
from dashboard.server import cache

MEDIA = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""Kinds of files that are handed out, and their media types; no other file is."""
OF_STREAMLIT = Path(streamlit.__file__).parent / "static" / "static"
"""Streamlit's own scripts and styles."""
_PACKED = {".js", ".css", ".geojson", ".json", ".ttf", ".svg"}
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}


class Kept:
    """Streamlit's own files from memory and compressed; it reads them anew for each reader, and sends them whole.

    Parameters
    ----------
    folder
        What every address begins with.
    """

    def __init__(self, app: ASGIApp, folder: str) -> None:
        self._app = app
        self._path = f"{folder}/static/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer: ASGIApp = self._app
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self._path):
            # Streamlit's files bear their content in their names.
            path = _path(OF_STREAMLIT, scope["path"].removeprefix(self._path))
            if path is not None:
                answer = _answer(Request(scope), cache.content(path), path.suffix)
        await answer(scope, receive, send)


async def asset(request: Request) -> Response:
    """A file of one of the map's `FOLDERS`, which the address names."""
    folder = FOLDERS.get(request.path_params["folder"])
    path = folder and _path(folder, request.path_params["name"])
    return _named(request, cache.content(path), path.suffix) if path else _missing()


def whole(content: Callable[[], bytes | None], suffix: str) -> Callable[[Request], Awaitable[Response]]:
    """What hands out one thing at one address; nothing where it cannot be had."""

    async def answer(request: Request) -> Response:
        body = content()
        return _missing() if body is None else _named(request, body, suffix)

    return answer


def _path(folder: Path, name: str) -> Path | None:
    """A file of a folder; None where it has none of that name."""
    # Only files that stand in the folder: the name in an address is compared, never joined to a path.
    return cache.files(folder, frozenset(MEDIA)).get(name)


def _missing() -> Response:
    return Response("Not found", status_code=404, media_type="text/plain", headers={"Cache-Control": "no-store"})


def _named(request: Request, content: bytes, suffix: str) -> Response:
    """What is handed out under an address that has this content in it, and under no other."""
    is_it = request.query_params.get("v") == cache.named(content)
    return _answer(request, content, suffix) if is_it else _missing()


def _answer(request: Request, content: bytes, suffix: str) -> Response:
    headers = dict(_KEEP)
    if suffix in _PACKED:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = cache.packed(content)
            headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=MEDIA[suffix], headers=headers)
