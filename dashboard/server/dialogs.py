"""Streamlit's own dialogs, which are English and take the keys of whatever has them, are not shown.

`dashboard.server.tie` says in the reader's language when the server does not answer, and a fault of a page is a
sentence of the page.
"""

import json

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SETTINGS = "/_stcore/host-config"


class WithoutDialogs:
    """Tends the settings that Streamlit's script asks for when it begins; all else passes through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or not scope["path"].endswith(_SETTINGS):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []
        body = bytearray()

        async def tend(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _send(held[0], bytes(body), send)

        # Compressed it could not be read.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, tend)


async def _send(start: Message, body: bytes, send: Send) -> None:
    if start["status"] == 200 and body:
        body = json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode("utf-8")
    headers = MutableHeaders(raw=start["headers"])
    headers["content-length"] = str(len(body))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
