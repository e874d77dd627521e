"""The HTML document that every page begins with: Streamlit's own, tended on its way out.

It is told its language, where its server is (Streamlit otherwise tries the folder of each page first, a 404 a try),
that nothing may be loaded from another machine, and on the map's page what to load while Streamlit still starts.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.atlas.i18n import locale
from dashboard.screen.assets import SCRIPT, SHEET
from dashboard.server import cache
from dashboard.server.files import OF_STREAMLIT
from dashboard.server.language import language_of
from dashboard.server.markup import filled
from dashboard.server.nowhere import nowhere

# Elements down to the map, each a module that Streamlit asks for when it meets the first of its kind.
_SHOWN_FIRST = ("Html", "ButtonGroup", "BidiComponent")
_IMPORTED = re.compile(r"""(?:from|import) ?["']\./([\w.-]+\.js)["']""")
# Every page lies in the atlas's own folder.
_PAGE, _NAMED = re.compile("/[^/]*"), re.compile("/([^/]+)(/*)")
# Where Streamlit hands out what is not its own; a file there may be a document.
_OTHERS = ("/media/", "/component/")
# What would bring a document in part, compressed, or not at all.
_PARTLY = {b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since"}
_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# Streamlit makes scripts from blobs and evaluates some; its styles are made as they are needed.
_POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-eval' blob: {scripts}; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)


class Shell:
    """Tends the document of a page; every other answer passes through untouched.

    An address that is none of a page's, nor of a file, is not found; Streamlit would show a page there that finds
    nothing of what it loads, or says in English that there is none.

    Parameters
    ----------
    folder
        What every address begins with.
    prefix
        What the addresses of the map's files begin with, told from a page.
    rows
        What those of rows begin with, which are documents without Streamlit.
    pages
        Names of the pages; the first lies at the folder itself.
    """

    def __init__(self, app: ASGIApp, folder: str, prefix: str, rows: str, pages: Sequence[str]) -> None:
        self._app = app
        self._folder = folder
        self._first, *others = pages
        # Where Streamlit's document is a page.
        self._pages = {f"{folder}/{name}" for name in ("", *others)}
        self._others = (*_OTHERS, f"/{rows}/")
        self._ahead = _ahead(prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        answer = self._app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            answer = self._answer(scope)
        await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        path = scope["path"]
        if path == self._folder:
            return _moved(quote(self._folder.rpartition("/")[2]) + "/", scope)
        if not path.startswith(f"{self._folder}/"):
            return self._app
        place = path.removeprefix(self._folder)
        if named := _NAMED.fullmatch(place):
            name, slashes = named.groups()
            if slashes or name == self._first:
                above = "../" * len(slashes) or "./"
                return _moved(above if name == self._first else above + quote(name), scope)
        return self._page if _PAGE.fullmatch(place) else self._file

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The document of a page, or a file beside it."""
        request = Request(scope)
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
                    is_page = scope["path"] in self._pages
                    answer = self._document(held[0], body.decode("utf-8"), request) if is_page else None
                    await (answer or nowhere(request, self._folder))(scope, receive, send)

        headers = [(name, value) for name, value in scope["headers"] if name not in _PARTLY]
        await self._app({**scope, "method": "GET", "headers": headers}, receive, tend)

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What lies deeper than the pages."""
        lost = False
        may_be_document = scope["path"].removeprefix(self._folder).startswith(self._others)

        async def pass_on(message: Message) -> None:
            nonlocal lost
            if message["type"] == "http.response.start":
                # Streamlit shows its document, or sends on to it, where it has no file.
                lost = message["status"] in (301, 308) or (not may_be_document and _is_document(message))
                if lost:
                    await nowhere(Request(scope), self._folder)(scope, receive, send)
            if not lost:
                await send(message)

        await self._app(scope, receive, pass_on)

    def _document(self, start: Message, html: str, request: Request) -> Response:
        html = self._tended(html, request)
        headers = MutableHeaders(raw=start["headers"])
        for name in ("content-length", "etag", "last-modified", "accept-ranges"):
            del headers[name]
        headers["content-security-policy"] = _policy(html)
        headers.add_vary_header("Accept-Encoding")
        content = html.encode("utf-8")
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            content = cache.packed(content)
        return Response(content, start["status"], headers)

    def _tended(self, html: str, request: Request) -> str:
        reader = locale(language_of(request.query_params))
        html = html.replace('lang="en"', f'lang="{reader.language}"', 1)
        html = html.replace("<title>Streamlit</title>", "", 1)
        html = html.replace("<head>", "<head>" + filled("head", title=reader.t("app.title")), 1)
        # Only the first page has a map. Streamlit's own files are asked for first.
        is_first = request.url.path == f"{self._folder}/"
        return html.replace("</head>", self._ahead + "</head>", 1) if is_first else html


def _moved(there: str, scope: Scope) -> Response:
    """Where a page is that was asked for by another address: with a slash too many, or the folder with one too few.

    It is told from that address: what stands before the folder is not known here.
    """
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"{there}?{query}" if query else there, headers={"Cache-Control": "no-cache"})


def _is_document(message: Message) -> bool:
    """Whether an answer is a page of HTML that is shown; one that is handed over is a reader's own file."""
    headers = MutableHeaders(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-disposition" not in headers


def _policy(html: str) -> str:
    """What the document may load and run: nothing of another machine, and no script that did not come in it."""
    digests = (hashlib.sha256(script.encode("utf-8")).digest() for script in _INLINE.findall(html))
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)
    return _POLICY.format(scripts=scripts)


def _ahead(prefix: str) -> str:
    """Loads what the map needs while Streamlit is still starting; a page without a map is not told."""
    return filled(
        "ahead",
        modules=[f"./static/js/{name}" for name in _modules(_SHOWN_FIRST)],
        sheet=SHEET.address(prefix),
        script=SCRIPT.address(prefix),
        record=cache.record_address(prefix),
        land=cache.land_address(prefix),
    )


def _modules(first: Sequence[str]) -> list[str]:
    """Streamlit's modules that begin with these names and whatever they import, without those its document asks for."""
    folder = OF_STREAMLIT / "js"
    document = (OF_STREAMLIT.parent / "index.html").read_text(encoding="utf-8")
    found: dict[str, None] = {}
    left = [path.name for name in first for path in folder.glob(f"{name}.*.js")]
    while left:
        name = left.pop()
        if name not in found and name not in document and (folder / name).is_file():
            found[name] = None
            left += _IMPORTED.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)
