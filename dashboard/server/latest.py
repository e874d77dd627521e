"""What a reader wants now, while the page that asks them is still being run."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from dashboard.paper.sheet import Sheet, SheetError

_SECONDS_TO_BEGIN, _SECONDS_TO_END = 0.4, 30.0


class LatestSheet:
    """The sheet as the reader described it last.

    A click on the button sends off what was typed just before it, and arrives before the page has been run with that:
    a file without its marking would be made.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._run = 0
        self._is_running = False
        self._sheet: Sheet | None = None

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

    def tell(self, sheet: Sheet | None) -> None:
        """Say what this run was told; None where that cannot be printed."""
        self._sheet = sheet

    def sheet(self) -> Sheet:
        """What is wanted now: that of the next run, if one is about to begin, or else of the last.

        Raises
        ------
        SheetError
            If it cannot be printed; the page says why.
        """
        with self._changed:
            self._rest()
            run = self._run
            self._changed.wait_for(lambda: self._run > run, _SECONDS_TO_BEGIN)
            self._rest()
            if self._sheet is None:
                raise SheetError("what was asked for cannot be printed")
            return self._sheet

    def _rest(self) -> None:
        self._changed.wait_for(lambda: not self._is_running, _SECONDS_TO_END)
