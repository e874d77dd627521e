"""Two servers side by side, a page of each, and a table of what was measured."""

from pathlib import Path
from statistics import median

import pytest

HERE = Path(__file__).parent
ATLAS, PLAIN = "dashboard/app.py", str(HERE / "plain_app.py")


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
        return day && document.querySelectorAll('.atlas-symbol path').length > 30 ? day : null;
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
    """Note what was measured; printed at the end, each pair with its ratio."""
    measured = request.config.stash.setdefault(MEASURED, {})

    def note(what, kind, seconds):
        measured.setdefault(what, {})[kind] = list(seconds)

    return note


MEASURED = pytest.StashKey[dict[str, dict[str, list[float]]]]()


def pytest_terminal_summary(terminalreporter, config):
    measured = config.stash.get(MEASURED, {})
    if not measured:
        return
    terminalreporter.section("atlas against the plain way")
    line = "{:<44}{:>13}{:>13}{:>8}{:>9}"
    terminalreporter.write_line(line.format("median", "atlas", "plain", "ratio", "rounds"))
    for what, kinds in measured.items():
        atlas, plain = (kinds.get(kind) for kind in (ATLAS, PLAIN))
        shown = [f"{median(times) * 1000:.1f} ms" if times else "-" for times in (atlas, plain)]
        ratio = f"{median(plain) / median(atlas):.1f}" if atlas and plain else "-"
        terminalreporter.write_line(line.format(what, *shown, ratio, len(atlas or plain)))
