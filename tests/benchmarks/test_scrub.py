"""Moving through time: the atlas beside what folium and streamlit-folium offer, in the same run.

    python -m pytest tests/benchmarks/test_scrub.py        six minutes on a machine that does nothing else

Chromium without a window or a graphics card, 1280x800, servers on this machine. The ways that are measured:

atlas                  ``dashboard/app.py`` as it opens, with all that it shows: symbols, names, figures, legend
st_folium              ``land_app.py``: a new folium.Map with the month's polygons at each step of st.select_slider,
                       constant key, ``returned_objects=[]``
Timeline               ``timeline_page.py``: the polygons of all 84 months in one map of folium's Timeline and
                       TimelineSlider, a page of its own. Its plugin and moment.js, which folium links to on a CDN, are
                       fetched from npm into a folder of the user's cache; where they cannot be had, its rows are left
                       out and the reason is told
st_folium, one day     ``one_day_app.py``: the polygons of the day on which the atlas opens, and no slider

All have the same polygons (of ``geodata.territory_on``, made before the clock runs) and Leaflet from the same
package; the others have nothing but the polygons.

What is printed:

one month on           from the key (ArrowRight on the focused slider) to the first frame after the new month's
                       polygons are in the document. The Timeline's slider counts milliseconds and an arrow key moves
                       it by one of them: there the value is set, and the time runs from the event ``input``
opening                from the address to the first frame after polygons are in the document, in a browser that has
                       kept nothing, at a server that has been asked before
dragging               the mouse draws the slider over 2013-2019 in three seconds, at zoom 6 and 8. A frame is late
                       if it took more than twice the idle interval, the median of 60 frames just before; "in late" is
                       the share of the three seconds that went by in such frames. "months" are those that were seen on
                       the way (st.select_slider tells its server nothing before it is let go, so its map stands still:
                       few late frames, and nothing to look at); "bytes" and "runs" of the script are counted up to the
                       release, and with a plus from there until all is quiet; "kept" says whether the map is the same
                       element with the same centre and zoom after all; "blank" counts frames without polygons in
                       months that have some, the highest of the repetitions, as is "longest" (milliseconds)
compressed             what the atlas needs once, as it travels

Nothing here fails because a machine is slow: asserted is what was drawn, that the atlas's map stays, and that no byte
travels while it is dragged.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
import time
from base64 import b64decode
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from xstatic.pkg import leaflet

import geodata
from dashboard.server.cache import land_address, record_address
from dashboard.server.routes import PREFIX

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ATLAS = "dashboard/app.py"
LAND, ONE_DAY, TIMELINE = (str(HERE / name) for name in ("land_app.py", "one_day_app.py", "timeline_page.py"))
PLUGINS = {
    "leaflet.timeline.min.js": ("leaflet.timeline@1.6.0", "package/dist/leaflet.timeline.js"),
    "moment.min.js": ("moment@2.18.1", "package/min/moment.min.js"),
}
STEPS, WARM_UP, STEPS_FROM = 24, 2, "2014-06-01"
REPEATS, SECONDS = 3, 3.0
ZOOMS = (6, 8)
CENTRE = (35.3, 41.5)
ROUNDS = 5
QUIET = 0.7
FIRST, LAST = "2013-01-01", "2019-12-01"
# Months without any land: there a map without polygons is right.
BARE = [
    day
    for day in (f"{year}-{month:02}-01" for year in (2013, 2014) for month in range(1, 13))
    if geodata.territory_on(day).empty
]

# What there is to ask of each way's page. `drawn` answers with the month whose polygons are all there and what they
# are, `ends` where on the slider the months are.
PARTS = {
    ATLAS: """{
        root: () => document.querySelector('.atlas-map'),
        map() { return this.root()?.atlas?.map; },
        paths() { return [...this.root()?.querySelectorAll('path[data-class]') ?? []]; },
        shown() { return this.root()?.atlas?.clock?.day; },
        drawn() {
            const what = this.paths().map((path) => `${path.dataset.class} ${path.getAttribute('d')?.length}`).join();
            return what ? [this.shown(), what] : null;
        },
        slider() { return this.root()?.querySelector('input[type=range]'); },
        // Whether the server has been told the month and the view.
        known() {
            const told = new URLSearchParams(location.search);
            const [west] = (told.get('bounds') ?? '').split(',').map(Number);
            const seen = this.root().dataset.view || Math.abs(west - this.map().getBounds().getWest()) < 0.02;
            return seen && [this.shown(), null].includes(told.get('date'));
        },
        ends(first, last) {
            const slider = this.slider(), box = slider.getBoundingClientRect();
            const at = (day) => (Date.parse(day) / 86400000 - slider.min) / (slider.max - slider.min);
            const x = (day) => box.left + 8 + at(day) * (box.width - 16);
            return { from: x(first), to: x(last), y: box.top + box.height / 2 };
        },
    }""",
    LAND: """{
        frame: () => document.querySelector('iframe[title^="streamlit_folium"]'),
        map() { return this.frame()?.contentWindow?.map; },
        paths() { return [...this.frame()?.contentDocument?.querySelectorAll('path.leaflet-interactive') ?? []]; },
        told: () => document.body?.innerText.match(/day=(\\S+) shapes=(\\d+)/) ?? [],
        shown() {
            return this.paths()[0]?.getAttribute('class').match(/day-(\\S+)/)[1] ?? this.told()[1];
        },
        drawn() {
            const [, day, shapes] = this.told(), found = this.paths();
            return found.length && this.shown() === day && found.length === Number(shapes) ? [day, day] : null;
        },
        slider: () => document.querySelector('[data-testid=stSlider] input[type=range]'),
        ends() {
            const thumb = this.slider().parentElement.parentElement.getBoundingClientRect();
            const track = this.slider().parentElement.parentElement.parentElement.getBoundingClientRect();
            return { from: track.left + 1, to: track.right - 1, y: thumb.top + thumb.height / 2 };
        },
    }""",
    TIMELINE: """{
        map: () => window.told?.map,
        paths: () => [...document.querySelectorAll('path.leaflet-interactive')],
        shown() { return `${new Date(Number(this.slider().value)).toISOString().slice(0, 7)}-01`; },
        drawn() {
            const at = Date.parse(this.shown()), wanted = window.told?.shapes[at];
            const held = window.told?.timeline.getLayers().map(({ feature }) => feature.properties) ?? [];
            const whole = wanted && held.length === wanted && this.paths().length === wanted;
            const own = held.every(({ start, end }) => start <= at && at < end);
            return whole && own ? [this.shown(), this.shown()] : null;
        },
        slider: () => document.querySelector('input.time-slider'),
        ends(first, last) {
            const slider = this.slider(), box = slider.getBoundingClientRect();
            const at = (day) => (Date.parse(day) - slider.min) / (slider.max - slider.min);
            const x = (day) => box.left + 8 + at(day) * (box.width - 16);
            return { from: x(first), to: x(last), y: box.top + box.height / 2 };
        },
        step() {
            const slider = this.slider(), day = new Date(Number(slider.value));
            slider.value = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
        },
    }""",
}
PARTS[ONE_DAY] = PARTS[LAND]

STEPPED = """(byKey) => {
    const before = parts.drawn() ?? [];
    window.stepped = new Promise((done, fail) => {
        const begin = () => {
            const start = performance.now();
            const look = () => {
                const now = parts.drawn();
                if (now && now[0] !== before[0] && now[1] !== before[1]) {
                    requestAnimationFrame(() => done(performance.now() - start));
                } else if (performance.now() - start > 20000) fail(new Error('the new month was not painted'));
                else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        };
        if (byKey) addEventListener('keydown', begin, { once: true, capture: true });
        else { begin(); parts.step(); }
    });
}"""
IDLE = """() => new Promise((done) => {
    const frames = [];
    let before = 0;
    const look = (at) => {
        if (before) frames.push(at - before);
        before = at;
        if (frames.length < 60) requestAnimationFrame(look);
        else done(frames);
    };
    requestAnimationFrame(look);
})"""
RECORD = """(bare) => {
    const frames = [], record = { frames, on: true, node: parts.map().getContainer(), months: [], blank: 0 };
    let before = 0;
    const look = (at) => {
        if (!record.on) return;
        if (before) frames.push(at - before);
        before = at;
        const month = parts.shown(), painted = parts.paths().length > 0;
        if (painted && record.months.at(-1) !== month) record.months.push(month);
        if (!painted && !bare.includes(month)) record.blank += 1;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.record = record;
}"""
PLACED = "() => { const map = parts.map(), { lat, lng } = map.getCenter(); return [map.getZoom(), lat, lng] }"
# Only the outermost document looks; it sees into the frame of a component, which comes from the same server.
FIRST_PAINT = """
    const parts = %s;
    window.parts = parts;
    if (window === top) {
        const look = () => {
            if (parts.paths().length) requestAnimationFrame(() => (window.painted = performance.now()));
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }
"""


class Traffic:
    """What a page receives: bytes, and how often its script is run anew."""

    def __init__(self, session):
        self.bytes = self.runs = 0
        self.last = time.monotonic()
        session.on("Network.webSocketFrameReceived", self._message)
        self._inside = set()
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._received)
        session.send("Network.enable")

    def _asked(self, event):
        # Pictures that the page makes for itself are told of too; no server sends them.
        if urlsplit(event["request"]["url"]).scheme in {"data", "blob"}:
            self._inside.add(event["requestId"])

    def _received(self, event):
        if event["requestId"] not in self._inside:
            self._came(event["dataLength"])

    def _message(self, event):
        frame = event["response"]
        content = b64decode(frame["payloadData"]) if frame["opcode"] == 2 else frame["payloadData"].encode()
        self._came(len(content))
        if frame["opcode"] == 2 and ForwardMsg.FromString(content).WhichOneof("type") == "new_session":
            self.runs += 1

    def _came(self, size):
        self.bytes += size
        self.last = time.monotonic()

    def now(self):
        return self.bytes, self.runs


class Way:
    """One way to show the land, opened in a browser that has kept nothing."""

    def __init__(self, browser, kind, url, routes=None):
        self.kind = kind
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.context.set_default_timeout(60_000)
        if routes:
            self.context.route("**/*", lambda route: _answer(route, routes))
        self.context.add_init_script(FIRST_PAINT % PARTS[kind])
        self.page = self.context.new_page()
        self.traffic = Traffic(self.context.new_cdp_session(self.page))
        self.page.goto(url)

    def first_paint(self):
        """Milliseconds from the address to the first frame with polygons."""
        self.page.wait_for_function("window.painted")
        return self.page.evaluate("window.painted")

    def quiet(self):
        """Wait until the server's script has run and nothing has come from it for a while."""
        self.page.wait_for_function("() => parts.map() && parts.slider() && (!parts.known || parts.known())")
        if self.kind != TIMELINE:
            self.page.wait_for_function(
                "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
                " && !document.querySelector('[data-stale=true]')"
            )
        while (rest := QUIET - (time.monotonic() - self.traffic.last)) > 0:
            self.page.wait_for_timeout(rest * 1000)
        return self

    def go(self, day):
        """Bring the slider to a month, as a reader would; the atlas and the Timeline take a value."""
        if self.kind == LAND:
            self.page.locator("[data-testid=stSlider] input[type=range]").focus()
            self.page.keyboard.press("Home")
            for _ in range((int(day[:4]) - 2013) * 12 + int(day[5:7]) - 1):
                self.page.keyboard.press("ArrowRight")
        else:
            self.page.evaluate(
                """([day, unit]) => {
                    const slider = parts.slider();
                    slider.value = Date.parse(day) / unit;
                    for (const name of ['input', 'change']) slider.dispatchEvent(new Event(name, { bubbles: true }));
                }""",
                [day, 86400000 if self.kind == ATLAS else 1],
            )
        if day not in BARE:
            self.page.wait_for_function("day => parts.drawn()?.[0] === day", arg=day)
        self.page.wait_for_timeout(QUIET * 1000)
        return self.quiet()

    def step(self):
        """One month on; milliseconds to the first frame with its polygons."""
        if self.kind != TIMELINE:
            self.page.evaluate("parts.slider().focus()")
        self.page.evaluate(STEPPED, self.kind != TIMELINE)
        if self.kind != TIMELINE:
            self.page.keyboard.press("ArrowRight")
        return self.page.evaluate("window.stepped")

    def month(self):
        return self.page.evaluate("parts.drawn()?.[0]")

    def drag(self, zoom):
        """Draw the slider from the first month to the last with the mouse."""
        page = self.page
        if page.evaluate(PLACED) != [zoom, *CENTRE]:
            page.evaluate("([at, zoom]) => { parts.map().setView(at, zoom, { animate: false }) }", [list(CENTRE), zoom])
            page.wait_for_timeout(QUIET * 1000)
            self.quiet()
        ends = page.evaluate("([first, last]) => parts.ends(first, last)", [FIRST, LAST])
        page.mouse.move(ends["from"], ends["y"])
        page.mouse.down()
        self.quiet()
        placed, idle = page.evaluate(PLACED), median(page.evaluate(IDLE))
        page.evaluate(RECORD, BARE)
        before, begun = self.traffic.now(), time.perf_counter()
        while (gone := (time.perf_counter() - begun) / SECONDS) < 1:
            page.mouse.move(ends["from"] + gone * (ends["to"] - ends["from"]), ends["y"])
        page.mouse.move(ends["to"], ends["y"])
        frames, months = page.evaluate("() => [record.frames, record.months].map((list) => [...list])")
        released = self.traffic.now()
        page.mouse.up()
        page.wait_for_timeout(QUIET * 1000)
        self.quiet()
        page.wait_for_function("last => parts.drawn()?.[0] === last", arg=LAST)
        same, blank = page.evaluate(
            "() => { record.on = false; return [parts.map().getContainer() === record.node, record.blank] }"
        )
        kept = same and page.evaluate(PLACED) == placed
        after = self.traffic.now()
        late = [frame for frame in frames if frame > 2 * idle]
        return {
            "idle": idle,
            "frames": len(frames),
            "late": len(late) / len(frames),
            "stuck": sum(late) / sum(frames),
            "median": median(frames),
            "longest": max(frames),
            "months": len(set(months)),
            "bytes": released[0] - before[0],
            "runs": released[1] - before[1],
            "bytes after": after[0] - released[0],
            "runs after": after[1] - released[1],
            "kept": kept,
            "blank": blank,
        }


def _answer(route, routes):
    """Answer from what is at hand; nothing else is there."""
    name = urlsplit(route.request.url).path.rsplit("/", 1)[-1]
    if name in routes:
        body, kind = routes[name]
        route.fulfill(body=body, content_type=kind)
    else:
        route.abort()


def _plugin(package, member):
    """A file of an npm package, fetched once into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "daesh-atlas-benchmarks"
    packed = cache / f"{package.replace('@', '-')}.tgz"
    if not packed.exists():
        if shutil.which("npm") is None:
            raise LookupError(f"{package} is not in {cache}, and npm is not installed")
        cache.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--loglevel", "error", "--pack-destination", str(cache), package]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        if done.returncode or not packed.exists():
            raise LookupError(f"npm could not fetch {package}: {' '.join(done.stderr.split())[:200]}")
    with tarfile.open(packed) as archive:
        return archive.extractfile(member).read()


@pytest.fixture(scope="module")
def addresses(serving, tmp_path_factory):
    """A server for each way that needs one, started when it is asked for."""
    with ExitStack() as running:
        known = {}

        def address(kind):
            if kind not in known:
                log = tmp_path_factory.mktemp("server") / "server.log"
                known[kind] = running.enter_context(serving(log, script=kind)).url
            return known[kind]

        yield address


@pytest.fixture(scope="module")
def timeline(tmp_path_factory, note):
    """The Timeline's page and scripts by their names, or None where its plugin cannot be had."""
    try:
        scripts = {name: (_plugin(*whence), "text/javascript") for name, whence in PLUGINS.items()}
    except (LookupError, OSError, subprocess.TimeoutExpired) as fault:
        note(f"no rows of the Timeline: {fault}")
        return None
    written = tmp_path_factory.mktemp("timeline") / "timeline.html"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, TIMELINE, str(written)], check=True, env=environment, capture_output=True)
    folder = Path(leaflet.BASE_DIR)
    styles = {"leaflet.css": ((folder / "leaflet.css").read_bytes(), "text/css")}
    own = {"leaflet.js": ((folder / "leaflet.js").read_bytes(), "text/javascript")}
    return {"timeline.html": (written.read_bytes(), "text/html; charset=utf-8"), **styles, **own, **scripts}


@pytest.fixture(scope="module")
def open_way(browser, addresses, timeline):
    """Open a way's page: ``open_way(kind)``."""
    opened = []

    def open_page(kind):
        url = "http://timeline.invalid/timeline.html" if kind == TIMELINE else addresses(kind)
        opened.append(Way(browser, kind, url, timeline if kind == TIMELINE else None))
        return opened[-1]

    yield open_page
    for way in opened:
        way.context.close()


@pytest.fixture(scope="module")
def ways(open_way, timeline):
    """The ways that have a clock, their pages open side by side."""
    return [open_way(kind).quiet() for kind in (ATLAS, LAND, *([TIMELINE] if timeline else []))]


def test_one_month_on(ways, report):
    for way in ways:
        way.go(STEPS_FROM)
    times = {way.kind: [] for way in ways}
    for _ in range(WARM_UP + STEPS):
        for way in ways:
            times[way.kind].append(way.step() / 1000)
            way.quiet()
    # All have come to the same month: none has left one out.
    assert {way.month() for way in ways} == {"2016-08-01"}
    for kind, measured in times.items():
        report("one month on, from key to polygons", kind, measured[WARM_UP:])


@pytest.mark.parametrize("zoom", ZOOMS)
def test_dragging(ways, zoom, row):
    found = {way.kind: [] for way in ways}
    for _ in range(REPEATS):
        for way in ways:
            way.go(FIRST)
            found[way.kind].append(way.drag(zoom))
    for kind, drags in found.items():
        middle = {name: median(drag[name] for drag in drags) for name in drags[0]}
        row(f"dragging over 2013-2019 at zoom {zoom}, medians of {REPEATS}", kind, _told(drags, middle))
    for drag in found[ATLAS]:
        assert drag["kept"], "the atlas's map was made anew or moved"
        assert (drag["bytes"], drag["runs"]) == (0, 0), "something came from the server while the clock was dragged"
        assert drag["months"] > 0
        assert drag["blank"] == 0, "there were frames without polygons"


def _told(drags, middle):
    """A drag as a row of the table."""
    return {
        "late": f"{middle['late']:.1%}",
        "in late": f"{middle['stuck']:.0%}",
        "frames": f"{middle['frames']:.0f}",
        "median": f"{middle['median']:.1f}",
        "longest": f"{max(drag['longest'] for drag in drags):.0f}",
        "idle ms": f"{middle['idle']:.1f}",
        "months": f"{middle['months']:.0f}",
        "bytes": f"{middle['bytes']:.0f}",
        "runs": f"{middle['runs']:.0f}",
        "+bytes": f"{middle['bytes after']:.0f}",
        "+runs": f"{middle['runs after']:.0f}",
        "kept": "yes" if all(drag["kept"] for drag in drags) else "no",
        "blank": f"{max(drag['blank'] for drag in drags)}",
    }


def test_opening(open_way, report, note):
    kinds = (ATLAS, ONE_DAY)
    times = {kind: [] for kind in kinds}
    for _ in range(1 + ROUNDS):
        for kind in kinds:
            way = open_way(kind)
            times[kind].append(way.first_paint() / 1000)
            way.page.wait_for_function("parts.drawn()")
            assert way.page.evaluate("parts.paths().length") > 4
            way.context.close()
    # The first round is the server's own.
    for kind, measured in times.items():
        report("opening, from address to first polygons", kind, measured[1:])
    atlas, plain = (median(times[kind][1:]) for kind in kinds)
    note(f"opening: the atlas takes {atlas / plain:.2f} times as long as st_folium with one day")


@pytest.mark.parametrize("address", [land_address, record_address])
def test_compressed(addresses, address, note):
    document = address(PREFIX)
    asked = Request(f"{addresses(ATLAS)}/{document}", headers={"Accept-Encoding": "gzip"})
    with urlopen(asked) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        packed = answer.read()
    whole = gzip.decompress(packed)
    note(f"compressed: {document} {len(packed):,} bytes ({len(whole):,} as it is)")
