"""Files made for readers, in processes of their own: at most two at a time, in fair turns, behind whoever reads.

A page is made in a second, a film takes up to a minute: where two films are under way, one of them rests while a page
is made. Whoever waits knows how many are before them, and may leave.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Condition, Thread, Timer

from dashboard.publish.order import Kind, Order
from dashboard.publish.worker import Word
from geodata.errors import GeodataError

AT_ONCE = 2
"""Processes that work at a time."""
EACH = 3
"""What one reader may have waiting and under way."""
_QUEUE = 100
# A process that has had nothing to do for so long is ended; the next takes a second to begin.
_IDLE_SECONDS = 300.0


class PressError(GeodataError):
    """It cannot be made: the press failed."""


class BusyError(GeodataError):
    """It is not taken on: there is too much to be made already."""


class Worker:
    """A process that makes files."""

    def __init__(self) -> None:
        # Where this very atlas lies, whichever is installed.
        root = Path(__file__).parent.parent.parent
        paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dashboard.publish.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._idle: Timer | None = None

    def make(self, order: Order, tell: Callable[[float], None]) -> bytes:
        """Make a file.

        Raises
        ------
        PressError
            If it cannot be made, or the process ended.
        """
        orders, words = self._process.stdin, self._process.stdout
        if orders is None or words is None:
            raise PressError("the process that makes it has no pipes")
        try:
            pickle.dump(order, orders)
            orders.flush()
            while True:
                word: Word = pickle.load(words)  # noqa: S301  our own process's
                said, content = word
                if said == "made" and isinstance(content, bytes):
                    return content
                if said == "failed":
                    raise PressError(str(content))
                tell(float(str(content)))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            self.end()
            raise PressError("the process that makes it has ended") from error

    @property
    def lives(self) -> bool:
        """Whether it can be given something to make."""
        return self._process.poll() is None

    def rest(self, rests: bool) -> None:
        """Let it stand still, or go on."""
        with suppress(OSError):
            self._process.send_signal(signal.SIGSTOP if rests else signal.SIGCONT)

    def idle(self) -> None:
        """It has nothing to do: after a while it ends."""
        self._idle = Timer(_IDLE_SECONDS, self.end)
        self._idle.daemon = True
        self._idle.start()

    def called(self) -> bool:
        """It gets something to do; answers with whether it still can."""
        if self._idle is not None:
            self._idle.cancel()
        return self.lives

    def kill(self) -> None:
        """Have it end, also in the middle of something; whoever waits for it hears of it."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End it, and wait until it has."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            # Whoever reads it in another thread finds its end.
            if pipe is not None:
                with suppress(OSError, ValueError):
                    pipe.close()


class Job:
    """An order that was taken on.

    Attributes
    ----------
    share
        What is done of it, from 0 to 1.
    made
        The file; None until it is there.
    error
        Why there will be none.
    """

    def __init__(self, order: Order, owner: object, number: int, press: "Press") -> None:
        self.order, self.owner, self.number = order, owner, number
        self.share = 0.0
        self.made: bytes | None = None
        self.error: GeodataError | None = None
        self._press = press
        self.worker: Worker | None = None
        self.left = False

    @property
    def done(self) -> bool:
        """Whether it was made, cannot be, or was left."""
        return self.made is not None or self.error is not None or self.left

    @property
    def place(self) -> int:
        """Which of those that wait it is, from 1; 0 once it is under way."""
        return self._press.place(self)

    def wait(self, seconds: float) -> bool:
        """Wait for it for so long; answers with whether it is done."""
        return self._press.wait(self, seconds)

    def result(self) -> bytes:
        """The file.

        Raises
        ------
        GeodataError
            If there is none.
        """
        if self.error is not None:
            raise self.error
        if self.made is None:
            raise PressError("it was left")
        return self.made

    def leave(self) -> None:
        """It is wanted no more."""
        self._press.leave(self)


class Press:
    """Takes orders on and has them made."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[Job] = []
        self._working: list[Job] = []
        self._idle: list[Worker] = []
        self._served: dict[object, int] = {}
        self._resting: Job | None = None
        self._numbers = count()

    def take(self, order: Order, owner: object) -> Job:
        """Take an order on.

        Parameters
        ----------
        owner
            Whose it is: each has their turn.

        Raises
        ------
        BusyError
            If this owner has too many already, or all together have.
        """
        with self._changed:
            own = [job for job in (*self._waiting, *self._working) if job.owner == owner]
            if len(own) >= EACH or len(self._waiting) >= _QUEUE:
                raise BusyError("there is too much to be made already")
            job = Job(order, owner, next(self._numbers), self)
            self._waiting.append(job)
            self._go_on()
            return job

    def place(self, job: Job) -> int:
        """Which of those that wait a job is, from 1; 0 where it does not wait."""
        with self._changed:
            if job not in self._waiting:
                return 0
            own = self._turn(job)
            return 1 + sum(self._turn(other) < own for other in self._waiting)

    def wait(self, job: Job, seconds: float) -> bool:
        """Wait until a job is done, but no longer than so many seconds; answers with whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: job.done, seconds)

    def leave(self, job: Job) -> None:
        """Give a job up: one that waits is forgotten, the process of one that is under way is ended."""
        with self._changed:
            if job.done:
                return
            job.left = True
            if job in self._waiting:
                self._waiting.remove(job)
            # What is quick is not worth another start.
            if job.worker is not None and job.order.kind is Kind.FILM:
                job.worker.kill()
            self._changed.notify_all()

    # Whose turn it is: what is quick first, then whoever has least under way and was served longest ago.
    def _turn(self, job: Job) -> tuple[int, int, int, int]:
        under_way = sum(other.owner == job.owner for other in self._working)
        is_film = int(job.order.kind is Kind.FILM)
        return is_film, under_way, self._served.get(job.owner, -1), job.number

    def _go_on(self) -> None:
        """Begin whatever can be begun. The lock is held."""
        while self._waiting:
            job = min(self._waiting, key=self._turn)
            if not self._has_room(job):
                return
            self._waiting.remove(job)
            self._working.append(job)
            self._served.pop(job.owner, None)
            self._served[job.owner] = next(self._numbers)
            # Of readers long gone nothing need be known.
            while len(self._served) > 10 * _QUEUE:
                self._served.pop(next(iter(self._served)))
            Thread(target=self._make, args=(job,), daemon=True).start()

    def _has_room(self, job: Job) -> bool:
        active = [other for other in self._working if other is not self._resting]
        if len(active) < AT_ONCE:
            return True
        if not hasattr(signal, "SIGSTOP"):
            return False
        films = [other for other in active if other.order.kind is Kind.FILM and other.worker is not None]
        if job.order.kind is Kind.FILM or self._resting is not None or len(films) < AT_ONCE:
            return False
        self._resting = films[-1]
        self._rest(True)
        return True

    def _rest(self, rests: bool) -> None:
        if self._resting is not None and self._resting.worker is not None:
            self._resting.worker.rest(rests)

    def _make(self, job: Job) -> None:
        made: bytes | None = None
        error: GeodataError | None = None
        try:
            worker = self._worker(job)
            made = worker.make(job.order, lambda share: self._tell(job, share))
        except GeodataError as fault:
            error = fault
        except Exception:
            # Whatever it is, it holds up no other.
            logging.getLogger("dashboard").exception("a file could not be made")
            error = PressError("the press failed")
        with self._changed:
            job.made, job.error = None if job.left else made, error
            self._working.remove(job)
            if job.worker is not None and job.worker.lives:
                job.worker.idle()
                self._idle.append(job.worker)
            job.worker = None
            if self._resting is job:
                self._resting = None
            if self._resting is not None and sum(other is not self._resting for other in self._working) < AT_ONCE:
                self._rest(False)
                self._resting = None
            self._go_on()
            self._changed.notify_all()

    def _worker(self, job: Job) -> Worker:
        with self._changed:
            found = None
            while self._idle and found is None:
                one = self._idle.pop()
                found = one if one.called() else None
        worker = found or Worker()
        with self._changed:
            job.worker = worker
            if job.left:
                worker.kill()
            # A page that waits may have had none to let rest.
            self._go_on()
        return worker

    def _tell(self, job: Job, share: float) -> None:
        with self._changed:
            job.share = share
            self._changed.notify_all()


PRESS = Press()
"""The server's."""
