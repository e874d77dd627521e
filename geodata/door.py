"""The door of a command line: whatever happens behind it, a user gets one plain sentence, and never a traceback.

It imports nothing but what Python itself has, so that a key that stops a command is understood from the start.
"""

import errno
import io
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from geodata.errors import GeodataError

FAILED, STOPPED, UNREAD = 2, 130, 141
"""Exit codes of a command that cannot be carried out, that was stopped by a key, and whose reader has gone."""
DETAILS = "ATLAS_DETAILS"
"""A variable of the environment: where it is set, what failed is told as Python tells it."""
_LONGEST = 800
_STREAMS = ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY))
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_MANY = os.strerror(errno.EMFILE)


class Stopped(KeyboardInterrupt):
    """A signal that stops the command."""

    last: "Stopped | None" = None

    def __init__(self, number: int) -> None:
        """Keep in mind that it came: libraries may make another error of it."""
        super().__init__()
        self.code = 128 + number
        Stopped.last = self


def answer(name: str, command: Callable[[], int]) -> int:
    """Carry out a command.

    Parameters
    ----------
    name
        Of the program, which a complaint begins with.
    command
        Answers with its exit code.

    Returns
    -------
    The exit code; where the command fails, one sentence on the standard error says why.
    """
    try:
        code = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        return UNREAD
    except BaseException as error:
        if Stopped.last is not None or isinstance(error, KeyboardInterrupt):
            return Stopped.last.code if Stopped.last is not None else STOPPED
        if not isinstance(error, Exception):
            raise
        if os.environ.get(DETAILS):
            _say(traceback.format_exc())
        _say(f"{name}: {one_line(_wrong(error))}\n")
        _let_go()
        return FAILED
    return code


@contextmanager
def alone() -> Iterator[None]:
    """A process that is a command's own: signals stop it without a word, and libraries mutter nothing."""
    import logging

    Stopped.last = None
    _open_streams()
    kept = {}
    for word in _SIGNALS:
        number = getattr(signal, word, None)
        # What a shell has told a process to ignore, such as with nohup, stays so.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            kept[number] = signal.signal(number, _stop)
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    muttering = logging.NullHandler()
    logging.getLogger().addHandler(muttering)
    try:
        with warnings.catch_warnings():
            if not (sys.warnoptions or os.environ.get(DETAILS)):
                warnings.simplefilter("ignore")
            yield
    finally:
        for number, before in kept.items():
            # Whoever is in a hurry stops what has stopped already.
            signal.signal(number, before if Stopped.last is None else signal.SIG_IGN)
        logging.getLogger().removeHandler(muttering)
        sys.unraisablehook = hook
        _let_go()


def one_line(text: str) -> str:
    """A text as one line of a terminal that holds no signs but letters, cut in its middle where it is long."""
    line = " ".join(text.split())
    line = "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)


def _say(text: str) -> None:
    """Write to the standard error, if anybody can."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _wrong(error: Exception) -> str:
    """What is wrong, in words of our own."""
    if isinstance(error, GeodataError):
        return str(error)
    if _MANY in f"{error} {error.__cause__} {error.__context__}":
        return "this process may not have as many files open as it needs; ulimit -n says how many it may"
    if isinstance(error, OSError) and error.errno is not None:
        if isinstance(error.filename, str):
            return f"{error.filename} cannot be read: {os.strerror(error.errno)}"
        reason = "it is closed" if error.errno == errno.EBADF else os.strerror(error.errno)
        return f"the standard output cannot be written: {reason}"
    if isinstance(error, ModuleNotFoundError):
        return f"the package {error.name} is not installed; README.md says how to install what the atlas needs"
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    return f"this failed, and the atlas does not know why; with {DETAILS}=1 before the command it shows where"


def _open_streams() -> None:
    """Fill what stands open of the first three files, or the next file that is opened would be taken for one of them.

    A standard output that was closed is opened for reading: what is printed there fails, as it should.
    """
    for number, way in _STREAMS:
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is taken.
            os.open(os.devnull, way)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  it is a number
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a letter shows its number.
            stream.reconfigure(errors="backslashreplace")


def _let_go() -> None:
    """Let nobody write once more, as Python does at its end, what could not be written."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
