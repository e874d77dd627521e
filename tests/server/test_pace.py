"""Whoever asks without pause is answered twice a second; a reader is answered at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from dashboard.server import pace
from dashboard.server.pace import A_SECOND, AT_ONCE, Pace, Turns


def run(work):
    """What comes of it; a browser of another test may have a loop in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def test_a_reader_waits_for_nothing():
    turns = Turns()
    assert all(turns.wait(second) == 0 for second in range(1000, 1100))
    assert all(turns.wait(2000) == 0 for _ in range(AT_ONCE))


def test_who_asks_without_pause_waits_ever_longer_and_is_let_go_by_and_by():
    turns = Turns()
    waits = [turns.wait(1000) for _ in range(100)]
    assert waits == sorted(waits)
    assert waits[-1] == (100 - AT_ONCE) / A_SECOND
    assert turns.wait(1000 + 2 * waits[-1]) == 0


def test_each_socket_has_its_own_pace_and_other_requests_have_none(monkeypatch):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    async def receive():
        return {"type": "websocket.receive", "bytes": b""}

    async def app(_scope, receive, _send):
        for _ in range(AT_ONCE + 1):
            await receive()

    monkeypatch.setattr(pace.asyncio, "sleep", sleep)
    run(Pace(app)({"type": "http"}, receive, None))
    assert slept == []
    for _ in range(2):
        run(Pace(app)({"type": "websocket"}, receive, None))
    assert len(slept) == 2
