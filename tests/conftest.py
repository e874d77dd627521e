"""The server and the browser that all tests share, and which cases are run."""

import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.pairs import all_pairs

ROOT = Path(__file__).parent.parent
START_SECONDS = 90
WORKERS = 2
# Files of half a minute and more, the longest first.
SLOW = ("server/test_agreement.py", "server/test_proxy.py")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser):
    parser.addoption("--every", action="store_true", help="every format x language x page x view, not only all pairs")


def pytest_xdist_auto_num_workers(config):
    """Two workers, a file at a time; none for one file alone, nor for what is measured, which nobody may disturb."""
    chosen = [Path(str(argument).partition("::")[0]) for argument in config.args]
    alone = len(chosen) == 1 and chosen[0].is_file()
    measured = any({"benchmarks", "load"} & {*path.parts} for path in chosen)
    return 0 if alone or measured else WORKERS


def pytest_collection_modifyitems(items):
    """Files that take long begin, so that no worker is left with one of them at the end."""
    order = {name: number for number, name in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(item.path.relative_to(ROOT / "tests").as_posix(), len(SLOW)))


def pytest_generate_tests(metafunc):
    """Cases of ``@pytest.mark.product(page=PAGES, language=languages())``: all pairs, or with ``--every`` all."""
    for mark in metafunc.definition.iter_markers("product"):
        choices = list(map(tuple, mark.kwargs.values()))
        every = metafunc.config.getoption("--every")
        metafunc.parametrize(list(mark.kwargs), list(itertools.product(*choices) if every else all_pairs(choices)))


@dataclass(frozen=True)
class Server:
    """A running server: its address, the file that what it prints goes to, and the number of its process."""

    url: str
    log: Path
    process: int


@contextmanager
def _serving(
    log, folder=ROOT, script="dashboard/app.py", options=(), below="", started_in=None, port=None, **environment
):
    """Run a Streamlit server from a folder, whose own packages it imports, and stop it afterwards."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(folder / script), "--server.port", str(port), *options]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command,
            cwd=started_in or folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://localhost:{port}{below}", log, process.pid)
    try:
        _await_health(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await_health(server, process):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.03)
    pytest.fail(f"the server did not start:\n{server.log.read_text(errors='replace')}")


def installed(names, package):
    """The first of these programs that is installed; the test is skipped, or fails, if there is none."""
    # Debian has some where only root looks.
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    found = next(filter(None, (shutil.which(name, path=places) for name in names)), None)
    if found is None:
        reason = f"none of {', '.join(names)} is installed (Debian: apt-get install {package})"
        if os.environ.get("ATLAS_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def serving():
    """Start a server: ``with serving(log, folder, script, options, below, started_in, port) as server``."""
    return _serving


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The atlas, served from this repository."""
    with _serving(tmp_path_factory.mktemp("server") / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def pseudo(tmp_path_factory):
    """A copy of the interface that has the pseudo-language of `tests.seen` too."""
    from tests.seen import with_pseudo_language

    return with_pseudo_language(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture(scope="session")
def browser():
    """A Chromium that is installed on this machine."""
    executable = installed(BROWSERS, "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()
