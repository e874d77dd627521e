"""One reader who has the page run without pause does not slow down the others."""

import asyncio
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 10
"""What a reader may ask for at once."""
A_SECOND = 2.0
"""What a reader may go on asking for in a second: a run of the page takes a twentieth of it."""


class Turns:
    """When the next may follow: `AT_ONCE` directly, then `A_SECOND`."""

    def __init__(self) -> None:
        # When all that was asked for so far would have been done, at that pace.
        self._due = 0.0

    def wait(self, now: float) -> float:
        """Seconds that what is asked for now has to wait."""
        self._due = max(self._due, now) + 1 / A_SECOND
        return max(0.0, self._due - now - AT_ONCE / A_SECOND)


class Pace:
    """Hands on what comes over each websocket no faster than `Turns` allows; what waits is not lost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._app(scope, _paced(receive) if scope["type"] == "websocket" else receive, send)


def _paced(receive: Receive) -> Receive:
    turns = Turns()

    async def paced() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and (seconds := turns.wait(monotonic())):
            await asyncio.sleep(seconds)
        return message

    return paced
