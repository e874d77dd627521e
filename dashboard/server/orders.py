"""What a reader of the export page orders, from the click until the file is there.

The page says what it would make; a click on its button, which is answered without a run of the page, has it made.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from time import monotonic
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.publish.formats import FILMS, FORMATS
from dashboard.publish.order import Order
from dashboard.server.press import PRESS, BusyError, Job

_SECONDS_TO_BEGIN, _SECONDS_TO_END = 0.4, 30.0
# A reader whose page has not asked for so long has gone; a file that was made is kept for longer.
_SECONDS_UNASKED, _SECONDS_KEPT = 20.0, 600.0
_FRESH = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Offer:
    """What the page would make, and what the file is called."""

    order: Order
    name: str


class Orders:
    """What one reader orders.

    A click on the button sends off what was typed just before it, and arrives before the page has been run with that:
    a file without its marking would be made. So an order waits for such a run.

    Attributes
    ----------
    key
        By which the page says whose it is; nobody can guess it.
    shown
        The preview that was shown last.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(18)
        self.shown: bytes | None = None
        self._changed = Condition()
        self._run = 0
        self._is_running = False
        self._offer: Offer | None = None
        self._job: Job | None = None
        self._turn = 0
        self._is_placing = False
        self._name = ""
        self._asked = 0.0
        _ORDERS[self.key] = self

    @contextmanager
    def running(self) -> Iterator[None]:
        """While the page is run."""
        with self._changed:
            own = self._run = self._run + 1
            self._is_running = True
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                # A run that was given up may end after the next has begun.
                if self._run == own:
                    self._is_running = False
                    self._changed.notify_all()

    def offer(self, offer: Offer | None) -> None:
        """Say what this run would make; None where that cannot be made. An order need not wait for its preview."""
        with self._changed:
            self._offer, self._is_running = offer, False
            self._changed.notify_all()

    def wanted(self) -> Offer | None:
        """What is wanted now: that of the next run, if one is about to begin, or else of the last."""
        with self._changed:
            self._rest()
            run = self._run
            self._changed.wait_for(lambda: self._run > run, _SECONDS_TO_BEGIN)
            self._rest()
            return self._offer

    def _rest(self) -> None:
        self._changed.wait_for(lambda: not self._is_running, _SECONDS_TO_END)

    def place(self) -> bool:
        """Have it made; answers with whether there is something to make.

        Raises
        ------
        BusyError
            If it is not taken on.
        """
        if self._is_placing:
            raise BusyError("an order is being placed already")
        self._is_placing = True
        try:
            return self._place(self.leave())
        finally:
            self._is_placing = False

    def _place(self, turn: int) -> bool:
        offer = self.wanted()
        if offer is None:
            return False
        job = PRESS.take(offer.order, self.key)
        with self._changed:
            is_left = turn != self._turn
            if not is_left:
                self._asked = monotonic()
                self._job, self._name = job, offer.name
        # It was given up before it was there.
        if is_left:
            job.leave()
        return True

    def ask(self) -> Job | None:
        """How far it is."""
        self._asked = monotonic()
        return self._job

    def leave(self) -> int:
        """Give it up, and what is being placed; answers with a number that is another once more is given up."""
        with self._changed:
            self._turn += 1
            turn, job, self._job = self._turn, self._job, None
        if job is not None:
            job.leave()
        return turn

    @property
    def is_gone(self) -> bool:
        """Whether the page has not asked for long."""
        if self._job is None:
            return False
        return monotonic() - self._asked > (_SECONDS_KEPT if self._job.done else _SECONDS_UNASKED)

    @property
    def name(self) -> str:
        """What the file is called that was ordered."""
        return self._name


# Whoever has orders keeps them alive.
_ORDERS: WeakValueDictionary[str, Orders] = WeakValueDictionary()


async def order(request: Request) -> Response:
    """Have made what a reader's page says (POST), tell how far it is (GET), or give it up (DELETE)."""
    own = _ORDERS.get(request.path_params["key"])
    if own is not None:
        own.ask()
    _forget_the_gone()
    if own is None:
        return JSONResponse({"error": "forgotten"}, headers=_FRESH)
    if request.method == "DELETE":
        own.leave()
        return JSONResponse({}, headers=_FRESH)
    if request.method == "POST":
        try:
            if not await run_in_threadpool(own.place):
                return JSONResponse({"error": "failed"}, headers=_FRESH)
        except BusyError:
            return JSONResponse({"error": "busy"}, headers=_FRESH)
    job = own.ask()
    return JSONResponse(_told(job) if job is not None else {"error": "forgotten"}, headers=_FRESH)


async def fetch(request: Request) -> Response:
    """The file that was made."""
    own = _ORDERS.get(request.path_params["key"])
    job = own.ask() if own is not None else None
    if own is None or job is None or job.made is None:
        return Response("Not found", status_code=404, media_type="text/plain", headers=_FRESH)
    form = job.order.form
    media = FORMATS[form].media if form in FORMATS else FILMS[form].media
    # Names are of letters, digits, "-", "_" and "."; nothing in them has a meaning here.
    named = {"Content-Disposition": f'attachment; filename="{own.name}"'}
    return Response(job.made, media_type=media, headers=_FRESH | named)


def _told(job: Job) -> dict[str, object]:
    if job.error is not None:
        return {"error": "failed"}
    if job.made is not None:
        return {"made": True}
    return {"place": job.place, "share": job.share}


def _forget_the_gone() -> None:
    """Whoever closed the page while a film was being made holds up nobody."""
    for known in _ORDERS.valuerefs():
        own = known()
        if own is not None and own.is_gone:
            own.leave()
