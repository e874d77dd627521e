"""A process that makes files for a server, one after the other, so that the server's readers are not held up.

It reads orders from its standard input and writes what comes of them to its standard output, each a pickle: both ends
are ours. It ends when whoever started it does.
"""

import logging
import os
import pickle
import signal
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from dashboard.publish.order import Order
from geodata.errors import GeodataError

# Pages and films wait for whatever a reader waits for.
_NICENESS = 10

Word = tuple[str, object]
"""``("share", 0.5)``, ``("made", bytes)`` or ``("failed", why)``."""


def main() -> None:
    """Make what is asked for until nothing more can be."""
    # Whoever stops the server by its keys stops it alone: this ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Not every system has it.
    with suppress(OSError, AttributeError):
        os.nice(_NICENESS)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else is printed belongs into the server's log.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    orders: SimpleQueue[Order] = SimpleQueue()
    Thread(target=_read, args=(sys.stdin.buffer, orders), daemon=True).start()
    while True:
        _say(answers, _made(orders.get(), answers))


def _read(source: BinaryIO, orders: "SimpleQueue[Order]") -> None:
    """Take orders in; the process ends with whoever gives them, also in the middle of a film."""
    try:
        with suppress(EOFError, OSError):
            while True:
                orders.put(pickle.load(source))  # noqa: S301  our own server's
    finally:
        # Also where an order is not understood: the server hears of it, and starts another.
        os._exit(0)


def _made(order: Order, answers: BinaryIO) -> Word:
    try:
        return "made", order.make(lambda share: _say(answers, ("share", share)))
    except GeodataError as error:
        return "failed", str(error)
    except Exception:
        # Whatever it is, the reader is told that there is no file, and the next one gets theirs.
        logging.getLogger("dashboard").exception("a file could not be made")
        return "failed", ""


def _say(answers: BinaryIO, word: Word) -> None:
    pickle.dump(word, answers)
    answers.flush()


if __name__ == "__main__":
    main()
