"""What a server's process takes while readers come and go; the processes that it starts are not counted."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread

EACH_SECONDS = 1.0
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
MB = 1 << 20


@dataclass(frozen=True)
class Sample:
    """At a time (of `time.monotonic`): memory in MB, open files, and seconds of processor since the start."""

    at: float
    memory: float
    files: int
    processor: float


class ProcessWatch:
    """Takes a `Sample` of a process each second: ``with ProcessWatch(process) as watch``."""

    def __init__(self, process):
        self._folder = Path("/proc", str(process))
        self._over = Event()
        self._thread = Thread(target=self._go_on, daemon=True)
        self.samples = []

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _go_on(self):
        while not self._over.wait(EACH_SECONDS):
            self.samples.append(self.now())

    def now(self):
        # The name of a program, in brackets, may have spaces.
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        pages = int((self._folder / "statm").read_text().split()[1])
        files = sum(1 for _ in (self._folder / "fd").iterdir())
        return Sample(time.monotonic(), pages * PAGE / MB, files, (int(fields[11]) + int(fields[12])) / TICKS)

    def between(self, first, last):
        """Those of a time."""
        return [sample for sample in self.samples if first <= sample.at <= last]


def grown(values):
    """By how much the last third of some values lies above the first: one that stands out does not count."""
    third = max(1, len(values) // 3)
    return median(values[-third:]) - median(values[:third])
