"""How many come and for how long, and a table of what was measured.

    python -m pytest tests/load                         35 minutes, and 10 with films
    python -m pytest tests/load --load-minutes 2        as many as come in a minute, who stay for another

The readers are one process beside the server, on the same two cores: what they take themselves makes every time longer
than it would be for readers with machines of their own.
"""

import os
from contextlib import suppress

import pytest

from tests.load.crowd import Plan

CORES = 2
READERS, ARRIVING, STAYING, WITH_FILMS = 200, 5.0, 30.0, 5.0
LINES = pytest.StashKey[list[str]]()


def pytest_addoption(parser):
    group = parser.getgroup("load", "readers who come and stay (tests/load)")
    group.addoption("--load-minutes", type=float, help="all of it, half of it arriving: fewer come, at the same pace")
    group.addoption("--load-readers", type=int, help=f"how many come ({READERS})")
    group.addoption("--load-arriving", type=float, help=f"minutes in which they come ({ARRIVING:g})")
    group.addoption(
        "--load-staying", type=float, help=f"minutes that they stay then ({STAYING:g}; films {WITH_FILMS:g})"
    )
    group.addoption("--load-films", choices=("yes", "no"), help="only with two films under way, or only without")


def pytest_generate_tests(metafunc):
    if "films" in metafunc.fixturenames:
        wanted = {"yes": [True], "no": [False], None: [False, True]}[metafunc.config.getoption("--load-films")]
        metafunc.parametrize("films", wanted, ids=["films" if one else "no films" for one in wanted])


@pytest.fixture
def plan(request, films):
    """Who comes, when, and for how long."""
    option = request.config.getoption
    short = option("--load-minutes")
    arriving = option("--load-arriving") or (short / 2 if short else ARRIVING)
    staying = option("--load-staying") or (short / 2 if short else WITH_FILMS if films else STAYING)
    readers = option("--load-readers") or max(2, round(READERS * (arriving / ARRIVING if short else 1)))
    return Plan(readers, 60 * arriving, 60 * staying, films)


@pytest.fixture(autouse=True)
def two_cores():
    """Server, readers and browsers share two cores, however many there are."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:CORES])
    yield
    with suppress(OSError):
        os.sched_setaffinity(0, before)


@pytest.fixture
def tell(request):
    """Note a line of the table: ``tell(what, shown)``."""
    lines = request.config.stash.setdefault(LINES, [])

    def note(what, shown=""):
        lines.append(f"{what:<58}{shown:>20}".rstrip())

    return note


def pytest_terminal_summary(terminalreporter, config):
    if lines := config.stash.get(LINES, []):
        terminalreporter.section("a full house")
        loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
        terminalreporter.write_line(f"{CORES} of {os.cpu_count()} cores, the readers on them too; mean load {loads}")
        for line in lines:
            terminalreporter.write_line(line)
