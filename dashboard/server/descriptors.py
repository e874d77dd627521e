"""Open files. A reader takes about four, and a process may have few: what happens then is decided here."""

import logging
import time

try:
    import resource
except ImportError:  # a system without such limits
    resource = None  # type: ignore[assignment]

_ENOUGH = 65536
_SILENCE = 60.0
_NOT_TAKEN = "socket.accept() out of system resource"


def allow_many() -> None:
    """Take as many open files as the system allows, and say in a line a minute when they are used up."""
    if resource is not None:
        usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _ENOUGH if most == resource.RLIM_INFINITY else min(most, _ENOUGH)
        if usual != resource.RLIM_INFINITY and usual < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    logging.getLogger("asyncio").addFilter(_UsedUp())


class _UsedUp(logging.Filter):
    """A line a minute in place of what asyncio writes of every connection that it cannot take: a page each.

    It tries each of them again a second later, and writes as much where the server has ended by then.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = -_SILENCE

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written."""
        said = str(record.msg)
        if not said.startswith(_NOT_TAKEN):
            return "._start_serving(" not in said.partition("\n")[0]
        if time.monotonic() - self._said < _SILENCE:
            return False
        self._said = time.monotonic()
        record.msg, record.args, record.exc_info = "No file is left to open: readers wait (docs/deploy.md)", (), None
        return True
