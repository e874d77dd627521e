"""Two servers side by side, a page of each, and a table of what was measured."""

import math
import os
from pathlib import Path
from statistics import median

import pytest

HERE = Path(__file__).parent
ATLAS, PLAIN = "dashboard/app.py", str(HERE / "plain_app.py")
# What the tables call each way to show the record, by its file.
WAYS = {
    "app.py": "atlas",
    "plain_app.py": "st_folium, circles",
    "empty_app.py": "an empty page",
    "land_app.py": "st_folium",
    "one_day_app.py": "st_folium, one day",
    "timeline_page.py": "Timeline",
}


class View:
    """A page that is stepped with the arrow key. ``DRAWN`` answers with the day whose symbols are all there."""

    DRAWN: str
    SLIDER: str

    def __init__(self, page):
        self.page = page

    def painted(self):
        """Wait until the symbols of a day are drawn."""
        self.page.wait_for_function(self.DRAWN)

    def step(self):
        """One month on; milliseconds from the key to the first frame after the symbols of the new day are there."""
        self.page.locator(self.SLIDER).focus()
        self.page.evaluate(
            f"""() => {{
                const drawn = {self.DRAWN}, before = drawn();
                window.stepped = new Promise((done, fail) => addEventListener("keydown", () => {{
                    const start = performance.now();
                    const look = () => {{
                        const day = drawn();
                        if (day && day !== before) requestAnimationFrame(() => done(performance.now() - start));
                        else if (performance.now() - start > 20000) fail(new Error("the new day was not painted"));
                        else requestAnimationFrame(look);
                    }};
                    requestAnimationFrame(look);
                }}, {{ once: true, capture: true }}));
            }}"""
        )
        self.page.keyboard.press("ArrowRight")
        return self.page.evaluate("window.stepped")


class AtlasView(View):
    """The atlas."""

    SLIDER = ".atlas-map input[type=range]"
    DRAWN = """() => {
        const day = document.querySelector('.atlas-map')?.dataset.day;
        return day && document.querySelectorAll('.atlas-symbol').length > 30 ? day : null;
    }"""

    def rest(self):
        """Wait until the server knows the day too."""
        self.page.wait_for_function(
            """() => { const wanted = document.querySelector('.atlas-map').dataset.day;
                return [wanted, null].includes(new URLSearchParams(location.search).get('date')) }"""
        )


class PlainView(View):
    """The plain page: a slider above a frame that is filled anew."""

    SLIDER = "[data-testid=stSlider] :is([role=slider], input[type=range])"
    # The frame has as many circles as the page says, and they are not those of the map before.
    DRAWN = """() => {
        const told = document.body.innerText.match(/day=(\\S+) places=(\\d+)/);
        const frame = document.querySelector('iframe[title^="streamlit_folium"]')?.contentDocument;
        const circles = frame?.querySelectorAll('path.leaflet-interactive') ?? [];
        if (!told || circles.length !== Number(told[2])) return null;
        if (circles[0].day === undefined) for (const circle of circles) circle.day = told[1];
        return circles[0].day === told[1] ? told[1] : null;
    }"""

    def rest(self):
        """Wait until the map is there; its server knows the day already."""
        self.painted()


@pytest.fixture(scope="session")
def view_of(browser):
    """Open a server's page in a browser that has kept nothing: ``view_of(kind, server)``."""
    contexts = []

    def open_view(kind, server):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(server.url)
        view = {ATLAS: AtlasView, PLAIN: PlainView}[kind](page)
        view.painted()
        return view

    yield open_view
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def report(request):
    """Note what was measured: ``report(what, kind, seconds)``; printed at the end, each with its ratio to the atlas."""
    measured = request.config.stash.setdefault(MEASURED, {})

    def measure(what, kind, seconds):
        measured.setdefault(what, {})[kind] = list(seconds)

    return measure


@pytest.fixture(scope="session")
def row(request):
    """Note a row of a table of its own: ``row(title, kind, cells)``."""
    tables = request.config.stash.setdefault(TABLES, {})

    def add(title, kind, cells):
        tables.setdefault(title, {})[kind] = cells

    return add


@pytest.fixture(scope="session")
def note(request):
    """Note a sentence, printed after the tables."""
    return request.config.stash.setdefault(NOTES, []).append


MEASURED = pytest.StashKey[dict[str, dict[str, list[float]]]]()
TABLES = pytest.StashKey[dict[str, dict[str, dict[str, str]]]]()
NOTES = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter, config):
    measured, tables, notes = (config.stash.get(key, none) for key, none in ((MEASURED, {}), (TABLES, {}), (NOTES, [])))
    if not (measured or tables or notes):
        return
    terminalreporter.section("atlas against the plain way")
    # Others at work on the machine make every number worse, and some more than others.
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    terminalreporter.write_line(f"{os.cpu_count()} cores; mean load of the last 1, 5 and 15 minutes {loads}")
    if measured:
        _times(terminalreporter.write_line, measured)
    for title, rows in tables.items():
        _table(terminalreporter.write_line, title, rows)
    for sentence in notes:
        terminalreporter.write_line(sentence)


def _times(write, measured):
    """Median, 95th percentile and ratio of medians, one line for each way to do a thing."""
    line = "{:<46}{:<20}{:>12}{:>12}{:>8}{:>8}"
    write(line.format("", "", "median", "p95", "ratio", "rounds"))
    for what, kinds in measured.items():
        for kind, times in kinds.items():
            ratio = f"{median(times) / median(kinds[ATLAS]):.1f}" if ATLAS in kinds else "-"
            shown = [f"{value * 1000:.1f} ms" for value in (median(times), _high(times))]
            write(line.format(what, WAYS[Path(kind).name], *shown, ratio, len(times)))
    write("")


def _high(times):
    """The least time that 95 of 100 do not exceed."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def _table(write, title, rows):
    write(title)
    line = "  {:<20}" + "{:>9}" * len(next(iter(rows.values())))
    write(line.format("", *next(iter(rows.values()))))
    for kind, cells in rows.items():
        write(line.format(WAYS[Path(kind).name], *cells.values()))
    write("")
