"""The HTML document that every page begins with: Streamlit's own, tended on its way out.

It is told its language, where its server is (Streamlit otherwise tries the folder of each page first, a 404 a try),
that nothing may be loaded from another machine, and on the map's page what to load while Streamlit still starts.
"""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.atlas.i18n import locale
from dashboard.screen.assets import SCRIPT, SHEET
from dashboard.server import cache
from dashboard.server.files import OF_STREAMLIT
from dashboard.server.language import language_of
from dashboard.server.markup import filled

# Elements down to the map, each a module that Streamlit asks for when it meets the first of its kind.
_SHOWN_FIRST = ("Html", "ButtonGroup", "BidiComponent")
_IMPORTED = re.compile(r"""(?:from|import) ?["']\./([\w.-]+\.js)["']""")
# Streamlit makes scripts from blobs and evaluates some; what matters here is that no other host is ever asked.
_POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss: data: blob:; frame-ancestors 'self'"
)


class Shell:
    """Tends the HTML document of a page; every other answer passes through untouched.

    Parameters
    ----------
    prefix
        What the addresses of the map's files begin with.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._ahead = _ahead(prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
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
                    await self._send(held[0], bytes(body), Request(scope), send)

        await self._app({**scope, "headers": headers} if asked else scope, receive, tend)

    async def _send(self, start: Message, body: bytes, request: Request, send: Send) -> None:
        content = self._tended(body.decode("utf-8"), request).encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(content))
        headers["content-security-policy"] = _POLICY
        for name in ("etag", "last-modified"):
            del headers[name]
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": content})

    def _tended(self, html: str, request: Request) -> str:
        reader = locale(language_of(request.query_params))
        html = html.replace('lang="en"', f'lang="{reader.language}"', 1)
        html = html.replace("<title>Streamlit</title>", "", 1)
        html = html.replace("<head>", "<head>" + filled("head", title=reader.t("app.title")), 1)
        # Only the first page has a map. Streamlit's own files are asked for first.
        return html.replace("</head>", self._ahead + "</head>", 1) if request.url.path == "/" else html


def _is_document(message: Message) -> bool:
    headers = MutableHeaders(raw=message["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def _ahead(prefix: str) -> str:
    """Loads what the map needs while Streamlit is still starting; a page without a map is not told."""
    return filled(
        "ahead",
        modules=[f"/static/js/{name}" for name in _modules(_SHOWN_FIRST)],
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
