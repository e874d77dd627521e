"""What comes before everything else: who may ask, for what, and what every answer says beside its content."""

import logging
import os
import re
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

METRICS = "ATLAS_METRICS"
"""Variable of the environment: with ``1`` Streamlit's figures of itself are handed out."""
BODY_BYTES = 65536
"""What a request may carry at most."""
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
# Streamlit's own that no page of the atlas asks for: files sent up, programs that talk to it, people who log in.
_CLOSED = re.compile(r"/(?:_stcore/(?:upload_file|agent|script-health-check)|auth|oauth2callback|component)(?:/.*)?")
_METRICS = "/_stcore/metrics"
_PORTS = {"http": 80, "https": 443}
_TOLD = 20


class Guard:
    """Refuses requests for hosts that are not ours and from pages that are not ours, before Streamlit hears of them.

    Streamlit looks at the host and the origin of a websocket only, and to judge an origin that it does not know asks a
    foreign host for this machine's address, while everybody waits. What has been judged here it is not told again.

    Parameters
    ----------
    folder
        What every address begins with.
    """

    def __init__(self, app: ASGIApp, folder: str) -> None:
        self._app = app
        self._folder = folder
        self._gives_metrics = os.environ.get(METRICS) == "1"
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if scope["type"] == "http":
            await (refused or self._app)(scope, receive, _with_headers(send))
        elif refused:
            # Before it is accepted: whoever asked is answered 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            judged = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self._app({**scope, "headers": judged}, receive, send)

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """What a request is answered that goes no further; None for every other."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not is_host_allowed(hosts[0]):
            self._say("Host", ", ".join(hosts), "server.allowedHosts")
            return PlainTextResponse("This host is not served here", 403)
        if any(not _is_ours(origin, hosts[0]) for origin in origins):
            self._say("Origin", ", ".join(origins), "server.corsAllowedOrigins")
            return PlainTextResponse("This origin may not ask", 403)
        place = scope["path"].removeprefix(self._folder)
        if _CLOSED.fullmatch(place) or (place == _METRICS and not self._gives_metrics):
            return PlainTextResponse("Not found", 404)
        if "transfer-encoding" in headers:
            return PlainTextResponse("The length must be told", 411)
        if int(headers.get("content-length", 0)) > BODY_BYTES:
            return PlainTextResponse("Too large", 413)
        return None

    def _say(self, header: str, value: str, option: str) -> None:
        """Tell whoever runs the server what was refused: each once, and no more than a few."""
        if len(self._told) < _TOLD and value not in self._told:
            self._told.add(value)
            logging.getLogger("dashboard").log(
                logging.WARNING, "refused: %s %r is not in %s (docs/deploy.md)", header, value[:200], option
            )


def _is_ours(origin: str, host: str) -> bool:
    """Whether a page of an origin may ask a host: it came from there, or the settings name its origin."""
    named = {one.strip() for one in st.get_option("server.corsAllowedOrigins")}
    if origin in named or not st.get_option("server.enableCORS"):
        return True
    try:
        parts, asked = urlsplit(origin), urlsplit(f"//{host}")
        usual = _PORTS[parts.scheme]
        at, port = parts.hostname, parts.port or usual
        ours = {(asked.hostname, asked.port or usual)}
    except (ValueError, KeyError):
        return False
    ours.add((st.get_option("browser.serverAddress"), int(st.get_option("browser.serverPort"))))
    return (at, port) in ours


def _with_headers(send: Send) -> Send:
    """Sends an answer with what every answer says."""

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.update(_HEADERS)
            message = {**message, "headers": headers.raw}
        await send(message)

    return tell
