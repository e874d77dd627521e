"""What the server does beside Streamlit: it hands out the map's assets and the record, and tends the page's document.

Assets have their content in their address, so a browser may keep them for good. The document is told its language,
where its server is (Streamlit otherwise tries the folder of each page first, a 404 a try), and that nothing may be
loaded from another machine.
"""

import gzip
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.atlas.i18n import DEFAULT_LANGUAGE, languages, locale
from dashboard.screen.assets import FOLDERS, SCRIPT, SHEET
from dashboard.server import cache as shared
from geodata.names.search import Hit, find
from geodata.names.spelling import form

PREFIX = "/atlas"
SEARCH = f"{PREFIX}/search.json"
"""Answers ``?q=...&lang=...`` with what bears that name."""
_MEDIA = {
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
# Elements down to the map, each a module that Streamlit asks for when it meets the first of its kind.
_SHOWN_FIRST = ("Html", "ButtonGroup", "BidiComponent")
_IMPORTED = re.compile(r"""(?:from|import) ?["']\./([\w.-]+\.js)["']""")
_OF_STREAMLIT = Path(streamlit.__file__).parent / "static" / "static"
_PACKED = {".js", ".css", ".geojson", ".json", ".ttf", ".svg"}
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
_FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
# Streamlit makes scripts from blobs and evaluates some; what matters here is that no other host is ever asked.
_POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss: data: blob:; frame-ancestors 'self'"
)
_WHERE = "<script>window.__streamlit={BACKEND_BASE_URL:location.origin,MAIN_PAGE_BASE_URL:location.origin}</script>"


def routes() -> Sequence[BaseRoute]:
    """What the server answers under `PREFIX`."""
    return [
        Route(f"{PREFIX}/record.json", _whole(shared.record_bytes, ".json")),
        Route(f"{PREFIX}/notes.json", _whole(shared.notes_bytes, ".json")),
        Route(f"{PREFIX}/land.json", _whole(shared.land_bytes, ".json")),
        Route(SEARCH, _search),
        *(
            Route(f"{PREFIX}/bundle/{bundle.name}", _whole(bundle.content, Path(bundle.name).suffix))
            for bundle in (SCRIPT, SHEET)
        ),
        Route(f"{PREFIX}/{{folder}}/{{name:path}}", _asset),
    ]


def middleware() -> Sequence[Middleware]:
    """What comes before Streamlit, and what tends its answers on their way out."""
    return [Middleware(_Kept), Middleware(_Document)]


class _Kept:
    """Streamlit's own files from memory and compressed; it reads them anew for each reader, and sends them whole."""

    _PATH = "/static/"

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self._app
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].startswith(self._PATH):
            path = _files(_OF_STREAMLIT).get(scope["path"].removeprefix(self._PATH))
            if path is not None:
                answer = _answer(Request(scope), _content(path), path.suffix)
        await answer(scope, receive, send)


class _Document:
    """Tends the HTML document of a page; every other answer passes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # A document that comes compressed could not be tended.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        asked = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
        held: list[Message] = []
        body = bytearray()

        async def tend(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_document(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_document(held[0], bytes(body), Request(scope), send)

        await self._app({**scope, "headers": headers} if asked else scope, receive, tend)


def _is_document(message: Message) -> bool:
    headers = MutableHeaders(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


async def _send_document(start: Message, body: bytes, request: Request, send: Send) -> None:
    reader = locale(_language(request))
    html = body.decode("utf-8")
    html = html.replace('<html lang="en">', f'<html lang="{reader.language}">', 1)
    html = html.replace("<head>", f"<head>{_WHERE}", 1)
    if request.url.path == "/":
        # Streamlit's own files are asked for first.
        html = html.replace("</head>", f"{_ahead()}</head>", 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{reader.t('app.title')}</title>", 1)
    content = html.encode("utf-8")
    headers = MutableHeaders(raw=start["headers"])
    headers["content-length"] = str(len(content))
    headers["content-security-policy"] = _POLICY
    for name in ("etag", "last-modified"):
        del headers[name]
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": content})


@cache
def _ahead() -> str:
    """Loads what the map needs while Streamlit is still starting; a page without a map is not told."""
    parts = [f'<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in _modules(_SHOWN_FIRST)]
    record, land = shared.record_address(PREFIX), shared.land_address(PREFIX)
    ahead = f'data-record="{record}"' + (f' data-land="{land}"' if land else "")
    return (
        "".join(parts) + f'<link rel="preload" as="style" href="{SHEET.address(PREFIX)}">'
        # One that did not come is asked for again by the map.
        f'<script async onerror="this.remove()" src="{SCRIPT.address(PREFIX)}" {ahead}></script>'
    )


def _modules(first: Sequence[str]) -> list[str]:
    """Streamlit's modules that begin with these names and whatever they import, without those its document asks for."""
    folder = _OF_STREAMLIT / "js"
    document = (_OF_STREAMLIT.parent / "index.html").read_text(encoding="utf-8")
    found: dict[str, None] = {}
    left = [path.name for name in first for path in folder.glob(f"{name}.*.js")]
    while left:
        name = left.pop()
        if name not in found and name not in document and (folder / name).is_file():
            found[name] = None
            left += _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)


def _whole(content: Callable[[], bytes | None], suffix: str) -> Callable[[Request], Awaitable[Response]]:
    """What hands out one thing at one address; nothing where it cannot be had."""

    async def answer(request: Request) -> Response:
        found = content()
        return _missing() if found is None else _answer(request, found, suffix)

    return answer


def _language(request: Request) -> str:
    """The language that an address asks for, or the usual one."""
    wanted = request.query_params.get("lang", DEFAULT_LANGUAGE)
    return wanted if wanted in languages() else DEFAULT_LANGUAGE


# Not a coroutine: the first search reads files, and runs beside the other answers.
def _search(request: Request) -> Response:
    language = _language(request)
    query = request.query_params.get("q", "")
    hits = [_hit(hit, query, language) for hit in find(query)]
    content = json.dumps(hits, ensure_ascii=False, separators=(",", ":"))
    return Response(content, media_type=_MEDIA[".json"], headers=_FRESH)


def _hit(hit: Hit, query: str, language: str) -> dict[str, object]:
    """A hit in the reader's language, with the spelling that was found where the name itself does not show it."""
    name = hit.names[language]
    shown = hit.name in name or form(name).plain.startswith(form(query).plain)
    found = {"layer": hit.layer, "id": hit.id, "name": name, "other": None if shown else hit.name}
    return {**found, "day": hit.day, "edtf": hit.edtf, "at": hit.at}


async def _asset(request: Request) -> Response:
    folder = FOLDERS.get(request.path_params["folder"])
    # Only files that stand in the folder: the name in an address is compared, never joined to a path.
    path = _files(folder).get(request.path_params["name"]) if folder else None
    if path is None:
        return _missing()
    return _answer(request, _content(path), path.suffix)


def _missing() -> Response:
    return Response("Not found", status_code=404, media_type="text/plain")


def _answer(request: Request, content: bytes, suffix: str) -> Response:
    headers = dict(_KEEP)
    if suffix in _PACKED:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = _packed(content)
            headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=_MEDIA[suffix], headers=headers)


@cache
def _files(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix in _MEDIA)
    return {path.relative_to(folder).as_posix(): path for path in found}


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
