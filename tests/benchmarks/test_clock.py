"""Start and step of the atlas, and of the plain way, in the same run."""

import time
from itertools import count
from pathlib import Path

import pytest

ROUNDS = 5
STEPS = 24
KINDS = ("dashboard/app.py", str(Path(__file__).parent / "plain_app.py"))


@pytest.fixture(params=KINDS, ids=["atlas", "plain"])
def kind(request):
    return request.param


@pytest.mark.benchmark(group="cold start of the server to first painted map")
def test_cold_start(benchmark, serving, view_of, kind, tmp_path, report):
    number = count()

    # A round of pytest-benchmark has the server's end in it: what counts is noted apart.
    times = []

    def start():
        begun = time.perf_counter()
        with serving(tmp_path / f"{next(number)}.log", script=kind) as server:
            view = view_of(kind, server)
            times.append(time.perf_counter() - begun)
            view.page.context.close()

    benchmark.pedantic(start, rounds=ROUNDS, warmup_rounds=1)
    report("cold start of the server to painted map", kind, times[1:])


@pytest.mark.benchmark(group="a new reader at a running server")
def test_opening(benchmark, serving, view_of, kind, tmp_path, report):
    with serving(tmp_path / "server.log", script=kind) as server:
        view_of(kind, server)
        times = []

        def open_page():
            begun = time.perf_counter()
            view = view_of(kind, server)
            times.append(time.perf_counter() - begun)
            return view

        benchmark.pedantic(open_page, rounds=ROUNDS)
    report("a new reader at a running server", kind, times)


@pytest.mark.benchmark(group="one step of the slider")
def test_step(benchmark, serving, view_of, kind, tmp_path, report):
    with serving(tmp_path / "server.log", script=kind) as server:
        view = view_of(kind, server)
        times = []

        def step():
            times.append(view.step() / 1000)

        benchmark.pedantic(step, setup=view.rest, rounds=STEPS, warmup_rounds=2)
    report("one step of the slider to repainted symbols", kind, times[2:])
