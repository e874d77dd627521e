"""What readers choose on their maps, noted by a small request of its own: no script is run for it.

The next run of the reader's page finds it. A reader whose page has gone is forgotten.
"""

import json
import secrets
from typing import Any
from urllib.parse import parse_qsl
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

# An address that names every layer, filter and place is far shorter.
_LONGEST = 4096


class Hearing:
    """What one reader's map has told last.

    Attributes
    ----------
    key
        By which the map says whose it is; nobody can guess it.
    number
        Of the last thing done on the map.
    query
        Parameters of the address of what was seen after it; None before anything was told.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(18)
        self.number = 0
        self.query: dict[str, str] | None = None
        _HEARINGS[self.key] = self

    def hear(self, number: int, query: dict[str, str]) -> None:
        """Note what was told; a word that was overtaken by a later one changes nothing."""
        if number >= self.number:
            self.number, self.query = number, query


# Whoever has a hearing keeps it alive.
_HEARINGS: WeakValueDictionary[str, Hearing] = WeakValueDictionary()


async def hear(request: Request) -> Response:
    """Note what a map tells. The answer says whether it is known whose map it is."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            return _refused("too long")
    told = _read(bytes(body))
    if told is None:
        return _refused("not understood")
    key, number, query = told
    hearing = _HEARINGS.get(key)
    if hearing is not None:
        hearing.hear(number, query)
    return JSONResponse({"heard": hearing is not None}, headers={"Cache-Control": "no-store"})


def _read(body: bytes) -> tuple[str, int, dict[str, str]] | None:
    try:
        told: Any = json.loads(body)
        key, number, query = told["key"], told["acted"], told["query"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if isinstance(key, str) and type(number) is int and isinstance(query, str):
        return key, number, dict(parse_qsl(query, keep_blank_values=True))
    return None


def _refused(why: str) -> Response:
    return Response(why, status_code=400, media_type="text/plain")
