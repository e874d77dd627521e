"""Files are made two at a time, in fair turns, in processes of their own that end with the server."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Event

import pytest

from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.order import Order
from dashboard.server import press as press_module
from dashboard.server.press import AT_ONCE, EACH, BusyError, Press, PressError, Worker

SHEET = Sheet(Selection(), made_at=datetime(2026, 1, 2, tzinfo=UTC))
PAGE = Order(SHEET, "svg")
FILM = Order(SHEET, "gif", tuple(date(2015, month, 1) for month in range(1, 13)), "month")
PATIENCE = 120


class Held:
    """What stands for a process: it makes nothing until it is told to."""

    made, over = (), False

    def __init__(self):
        self.may_end, self.resting, self.ended = Event(), [], False
        type(self).made = (*type(self).made, self)

    def make(self, order, tell):
        self.order = order
        tell(0.5)
        assert self.over or self.may_end.wait(PATIENCE)
        if self.ended:
            raise PressError("ended")
        return order.form.encode()

    @property
    def lives(self):
        return not self.ended

    def rest(self, rests):
        self.resting.append(rests)

    def idle(self):
        self.may_end = Event()

    def called(self):
        return self.lives

    def kill(self):
        self.ended = True
        self.may_end.set()


@pytest.fixture
def held(monkeypatch):
    """A press whose processes end when they are told to, and these processes in the order in which they began."""

    class Own(Held):
        pass

    monkeypatch.setattr(press_module, "Worker", Own)
    yield Press(), Own
    Own.over = True
    for one in Own.made:
        one.may_end.set()


def begun(own, number):
    """The process that has begun as this one of them, once it has."""
    done = Event()
    for _ in range(PATIENCE * 100):
        if len(own.made) > number and hasattr(own.made[number], "order"):
            return own.made[number]
        done.wait(0.01)
    raise AssertionError("it has not begun")


def test_two_are_made_at_a_time_and_the_others_know_their_place(held):
    press, own = held
    jobs = [press.take(PAGE, "a")]
    first = begun(own, 0)
    jobs += [press.take(PAGE, owner) for owner in "bcd"]
    begun(own, 1)
    assert [job.place for job in jobs] == [0, 0, 1, 2]
    jobs[2].leave()
    assert [job.place for job in jobs] == [0, 0, 0, 1]
    first.may_end.set()
    assert jobs[0].wait(PATIENCE)
    assert jobs[0].result() == b"svg"
    with pytest.raises(PressError):
        jobs[2].result()


def test_whoever_asks_for_much_lets_others_go_first(held):
    press, own = held
    greedy = [press.take(PAGE, "greedy") for _ in range(EACH)]
    begun(own, 1)
    with pytest.raises(BusyError):
        press.take(PAGE, "greedy")
    other = press.take(PAGE, "other")
    assert (other.place, greedy[-1].place) == (1, 2)


def test_a_film_rests_while_a_page_is_made(held):
    press, own = held
    films = [press.take(FILM, owner) for owner in "ab"]
    workers = [begun(own, number) for number in range(AT_ONCE)]
    page = press.take(PAGE, "c")
    maker = begun(own, 2)
    (rested,) = [worker for worker in workers if worker.resting]
    assert rested.resting == [True]
    # A second page waits: no more than two work.
    late = press.take(PAGE, "d")
    assert late.place == 1
    late.leave()
    maker.may_end.set()
    assert page.wait(PATIENCE)
    assert rested.resting == [True, False]
    for worker in workers:
        worker.may_end.set()
    assert all(film.wait(PATIENCE) for film in films)


def test_who_leaves_ends_what_is_under_way(held):
    press, own = held
    job = press.take(FILM, "a")
    worker = begun(own, 0)
    job.leave()
    assert worker.ended
    after = press.take(PAGE, "a")
    begun(own, 1).may_end.set()
    assert after.wait(PATIENCE)


def test_a_process_makes_what_the_command_line_makes(tmp_path):
    worker = Worker()
    try:
        made = worker.make(PAGE, print)
    finally:
        worker.end()
    command = [
        sys.executable,
        "-m",
        "dashboard",
        "snapshot",
        "--date",
        SHEET.selection.day.isoformat(),
        "--format",
        "svg",
    ]
    own = tmp_path / "own.svg"
    told = [*command, "--lang", SHEET.selection.language, "--made-at", SHEET.made, "--out", str(own)]
    subprocess.run(told, check=True)
    assert made == own.read_bytes()


def test_a_film_tells_how_far_it_is():
    shares = []
    worker = Worker()
    try:
        assert worker.make(FILM, shares.append).startswith(b"GIF89a")
    finally:
        worker.end()
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_what_cannot_be_made_is_one_error_and_the_next_is_made():
    worker = Worker()
    try:
        with pytest.raises(PressError):
            worker.make(replace(PAGE, form="none"), print)
        assert worker.make(PAGE, print).startswith(b"<")
    finally:
        worker.end()


def test_a_process_that_dies_is_an_error_and_another_follows():
    press = Press()
    job = press.take(FILM, "a")
    while job.share == 0:
        assert not job.wait(0.05), "it is made before it can be killed"
    os.kill(job.worker._process.pid, signal.SIGKILL)
    assert job.wait(PATIENCE)
    with pytest.raises(PressError):
        job.result()
    after = press.take(PAGE, "a")
    assert after.wait(PATIENCE)
    assert after.result().startswith(b"<")


STARTS = """
from tests.server.test_press import FILM, Press
press = Press()
job = press.take(FILM, "a")
while job.share == 0 and not job.wait(0.05): pass
print(job.worker._process.pid, flush=True)
input()
"""


def test_it_ends_with_its_server_also_in_the_middle_of_a_film():
    with subprocess.Popen([sys.executable, "-c", STARTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        process = int(server.stdout.readline())
        server.kill()
    for _ in range(PATIENCE * 10):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        Event().wait(0.1)
    raise AssertionError("the process goes on without its server")
