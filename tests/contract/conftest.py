"""What the contract is tried with: commands in processes of their own, and a page as a reader opens it.

Nothing in this folder knows how the atlas is made. All of it may be built anew, and has to do the same still.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

import geodata

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
SECONDS = 30
INSIDE = ("data", "blob")
WINDOW = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def record():
    """The folder of the record's files: the one that has the description of them all."""
    (description,) = Path(geodata.__file__).parent.rglob("datapackage.json")
    return description.parent


@pytest.fixture(scope="session")
def last_day(record):
    """The last day of the clock."""
    return json.loads((record / "datapackage.json").read_bytes())["as_of"]


@pytest.fixture(scope="session")
def run():
    """Run command lines in a folder, each in its own process: ``run(folder, {"a name": "geodata check"})``.

    Two go at a time, since each starts Python anew and a machine may have no more cores.
    """

    def run_one(folder, line):
        return _python(folder, "-m", *shlex.split(line))

    def run_all(folder, lines):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(lines, pool.map(lambda line: run_one(folder, line), lines.values()), strict=True))

    return run_all


# What ``python -m`` does with a module, for one command line after the other.
IN_TURN = """
import contextlib, io, json, runpy, shlex, sys, traceback
answers = {}
for name, line in json.load(sys.stdin).items():
    sys.argv = shlex.split(line)
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        except SystemExit as stop:
            code = stop.code or 0
        except BaseException:
            traceback.print_exc()
            code = 1
    answers[name] = [code, out.getvalue(), err.getvalue()]
print(json.dumps(answers))
"""


@pytest.fixture(scope="session")
def run_in_turn():
    """Run many command lines in a folder, as `run` does, but all in one process: most take less time than its start."""

    def run_all(folder, lines):
        answer = _python(folder, "-c", IN_TURN, given=json.dumps(lines))
        # What goes past Python, such as a driver's warning, would be seen here.
        assert (answer.returncode, answer.stderr) == (0, "")
        found = json.loads(answer.stdout).items()
        return {name: subprocess.CompletedProcess(lines[name], *answers) for name, answers in found}

    return run_all


def _python(folder, *arguments, given=None):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, input=given, capture_output=True, encoding="utf-8"
    )


class Atlas:
    """A page with the map, known only by what is promised of it."""

    def __init__(self, page, here):
        self.page, self.here = page, here
        self.asked = []
        page.on("request", lambda request: self.asked.append(urlsplit(request.url)))
        page.on("websocket", lambda socket: self.asked.append(urlsplit(socket.url)))
        self.maps = page.locator(".atlas-map")
        self.map = page.locator(".atlas-map:not([data-compare])")
        self.second = page.locator(".atlas-map[data-compare]")

    @property
    def query(self):
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    @property
    def elsewhere(self):
        """What the page has asked another machine for."""
        return [url.geturl() for url in self.asked if url.netloc != self.here and url.scheme not in INSIDE]

    def open(self, query):
        """Open an address and wait until a day is painted."""
        self.page.goto(f"http://{self.here}/?{urlencode(query)}")
        expect(self.map).to_have_attribute("data-day", re.compile("."))
        return self

    def paths(self, container=None):
        return (container or self.map).locator("path[data-class]")

    def symbols(self, layer):
        return self.map.locator(f"[data-layer={layer}][data-id]")

    def symbol(self, layer, row_id):
        return self.map.locator(f"[data-layer={layer}][data-id='{row_id}']")

    def ids(self, layer):
        return self.symbols(layer).evaluate_all("symbols => symbols.map((symbol) => symbol.dataset.id)")

    def press(self, key, container=None):
        """Press a key on the clock of a map; answers with the day that is then painted."""
        container = container or self.map
        before = container.get_attribute("data-day")
        container.locator("input[type=range]").press(key)
        expect(container).not_to_have_attribute("data-day", before)
        return container.get_attribute("data-day")

    def addressed(self, **wanted):
        """Wait until the page's address has these parameters."""
        condition = """wanted => { const query = new URLSearchParams(location.search);
            return Object.entries(wanted).every(([name, value]) => query.get(name) === value) }"""
        self.page.wait_for_function(condition, arg=wanted)


@pytest.fixture(scope="session")
def context(browser):
    """A reader's browser, which keeps the files that it has fetched from one test to the next."""
    context = browser.new_context(locale="en-GB", viewport=WINDOW)
    context.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def visit(context, server):
    """Open the atlas: ``visit(date="2015-05-31")``. At the end no page may have asked another machine for anything."""
    opened = []

    def open_page(**query):
        opened.append(Atlas(context.new_page(), urlsplit(server.url).netloc))
        return opened[-1].open(query)

    yield open_page
    for atlas in opened:
        atlas.page.close()
    assert [url for atlas in opened for url in atlas.elsewhere] == []
