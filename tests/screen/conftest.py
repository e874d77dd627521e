"""The map on a bare page: hosted as the server's component hosts it, without Streamlit.

A page is opened once for each size of window and kept; each case has the map taken down and put up anew, as happens
when a reader changes the language, so that no case meets what another has left. The host of the page only writes down
what the map tells it.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest

from dashboard.atlas.areas import areas
from dashboard.atlas.chart import chart
from dashboard.atlas.document import Record, as_json, record
from dashboard.atlas.i18n import locale
from dashboard.atlas.land import dumps
from dashboard.atlas.search import names_document
from dashboard.atlas.selection import Selection
from dashboard.atlas.story import known as stories
from dashboard.atlas.story import told
from dashboard.screen import assets
from dashboard.screen.folium_map import Addresses, figure_of, hosted
from geodata.dates import parse_day
from geodata.history.published import beside_published
from geodata.record.loading import table
from tests.reader import DESKTOP, AtlasPage, Watch, context_of

PREFIX = "/atlas"
PAINTED_TWICE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MEDIA = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}
# The map has the room that it has on the server's page.
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Map</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="{sheet}"><script src="{script}"></script>
<style>{faces}body{{margin:0;padding:6rem 1.4rem 1.5rem;font-family:"IBM Plex Sans Arabic",sans-serif}}
@media (max-width:640px){{body{{padding:6rem .6rem 1rem}}}}</style></head>
<body><div class="atlas-host"></div><script>
const host = document.querySelector(".atlas-host");
let acted = 0;
window.host = async ({{ html, code, key }}, selection) => {{
    acted = Math.max(acted, window.atlas?.acted ?? 0);
    window.atlas?.remove();
    await window.atlas?.ready;
    window.told = [];
    host.innerHTML = html;
    const {{ atlas }} = new Function(`${{code}}\\nreturn ${{key}};`)();
    window.atlas = atlas;
    atlas.resume(acted);
    atlas.onselect = (chosen) => window.told.push(chosen);
    Object.assign(document.documentElement, {{ lang: atlas.options.language, dir: atlas.options.direction }});
    await Promise.all([atlas.show(selection), atlas.landed, atlas.noted]);
}};
</script></body></html>"""


class MapHost:
    """What a server of the map hands out, by path."""

    def __init__(self, document: Record):
        self.document = document

    def answer(self, address: str) -> tuple[str, bytes] | None:
        """Media type and content of what stands at an address."""
        parts = urlsplit(address)
        folder, _, name = unquote(parts.path).removeprefix(PREFIX).lstrip("/").partition("/")
        if parts.path == "/":
            return "text/html; charset=utf-8", self.page
        if folder == "story":
            return MEDIA[".json"], self.story(*name.removesuffix(".json").split("/"))
        if folder == "chart":
            return MEDIA[".json"], self.chart(name.removesuffix(".json"))
        if folder in self.documents:
            return MEDIA[".json"], self.documents[folder]
        if folder == "bundle":
            bundle = {one.name: one for one in (assets.SCRIPT, assets.SHEET)}[name]
            return MEDIA[f".{name.rsplit('.')[-1]}"], bundle.content()
        if folder in assets.FOLDERS:
            path = assets.Asset(folder, name).path
            return MEDIA[path.suffix], path.read_bytes()
        return None

    @cached_property
    def documents(self) -> dict[str, bytes]:
        found = {"record.json": self.document.painted(), "notes.json": self.document.notes()}
        found["names.json"] = dumps(names_document())
        return found | ({"land.json": dumps(self.document.land)} if self.document.land else {})

    @cache  # noqa: B019 - one host for all tests
    def chart(self, language: str) -> bytes:
        return dumps(chart(areas(), beside_published(), table("published_figures"), language))

    @cache  # noqa: B019 - one host for all tests
    def story(self, language: str, name: str) -> bytes:
        return dumps(told(stories()[0][name], locale(language), self.document.document))

    @cached_property
    def page(self) -> bytes:
        sheet, script = (bundle.address(PREFIX) for bundle in (assets.SHEET, assets.SCRIPT))
        return PAGE.format(sheet=sheet, script=script, faces=assets.font_faces(PREFIX)).encode()

    @cache  # noqa: B019 - one host for all tests
    def map_in(self, language: str) -> dict[str, str]:
        """Folium's own output, as the component is given it."""
        addresses = {name: f"{PREFIX}/{name}?v={assets.version(content)}" for name, content in self.documents.items()}
        land = addresses.get("land.json")
        chart_address = f"{PREFIX}/chart/{language}.json?v=1"
        told_at = {name: f"{PREFIX}/story/{language}/{name}.json?v=1" for name in stories()[0]}
        found = Addresses(
            addresses["record.json"], addresses["notes.json"], land, chart_address, addresses["names.json"], told_at
        )
        atlas = hosted(language, found, PREFIX)
        figure = figure_of(atlas)
        figure.render()
        return {"html": figure.html.render(), "code": figure.script.render(), "key": atlas.get_name()}


@dataclass(frozen=True)
class HostedMap:
    """A running host and its address."""

    host: MapHost
    url: str


def _handler(host: MapHost):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            found = host.answer(self.path)
            media, content = found or ("text/plain", b"Not found")
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(content)))
            kept = "max-age=31536000, immutable" if "?v=" in self.path else "no-store"
            self.send_header("Cache-Control", kept)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    return Handler


@pytest.fixture(scope="session")
def bare():
    """A server of a bare page with the shipped record."""
    host = MapHost(record())
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(host)) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield HostedMap(host, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


class BarePage(AtlasPage):
    """The map on a bare page."""

    def __init__(self, page, watch, hosted_map):
        super().__init__(page, watch)
        self.hosted_map = hosted_map

    def show(self, selection):
        """Put the map up anew with a selection, and wait until all of it is painted."""
        argument = [self.hosted_map.host.map_in(selection.language), as_json(selection)]
        self.page.evaluate("([map, selection]) => window.host(map, selection)", argument)
        return self.painted(selection.day.isoformat())

    def charted(self):
        """Wait until what lies below the map is there too."""
        self.page.wait_for_selector(".atlas-chart .line", state="attached")
        return self

    def told(self, where="true", **wanted):
        """Wait until the host has been told last of a selection that has these, and of which a condition holds."""
        condition = f"""wanted => {{ const last = window.told.at(-1);
            return last && Object.entries(wanted).every(([name, value]) => `${{last[name]}}` === `${{value}}`)
                && ({where}) }}"""
        self.page.wait_for_function(condition, arg=wanted)
        return self

    def clean(self):
        """Come to the front, with no hand on the page and nothing of another case in its way.

        A page behind another is painted once a second, and takes no wheel before it is painted again.
        """
        self.page.bring_to_front()
        self.page.evaluate(PAINTED_TWICE)
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.mouse.move(0, 0)
        self.page.evaluate("() => { scrollTo(0, 0); document.activeElement?.blur() }")
        self.watch.requests.clear()


@pytest.fixture(scope="session")
def context(browser):
    """A browser for all cases, which keeps the files that it has fetched."""
    context = context_of(browser)
    yield context
    context.close()


def opened(context, bare, size):
    watch, page = Watch(urlsplit(bare.url).netloc), context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    watch.follow(page)
    page.goto(bare.url)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return BarePage(page, watch, bare)


@pytest.fixture(scope="session")
def pages():
    """Pages that are open, by the size of their window."""
    known = {}
    yield known
    assert [problem for page in known.values() for problem in page.watch.problems] == [], "after the last case"


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def show(context, bare, pages, request):
    """Show the map: ``show(language="ar", day="2015-05-31", size=(390, 844))``, the rest as a selection has it.

    At the end no page may have asked another machine for anything, complained on the console or met a 404. What comes
    once a case is over is laid to the next one on that page.
    """
    shown = []

    def show_map(*, size=DESKTOP, **selected):
        days = {name: parse_day(selected[name]) for name in ("day", "compare") if name in selected}
        if size not in pages:
            pages[size] = opened(context, bare, size)
        page = pages[size]
        if page not in shown:
            page.clean()
            shown.append(page)
        return page.show(Selection(**selected | days))

    yield show_map
    problems = [problem for page in shown for problem in page.watch.problems]
    if problems or request.node.stash.get(FAILED, False):
        # What is left of it is nobody's to find.
        for size in [size for size, page in pages.items() if page in shown]:
            pages.pop(size).page.close()
    assert not problems, "\n".join(problems)
