"""A full house: everybody's days are heard at once, none is lost, and the server does not grow."""

import asyncio
import itertools
import math
import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Thread
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages
from dashboard.server.descriptors import allow_many
from geodata.dates import parse_day
from tests.load.crowd import Crowd
from tests.load.visitor import Visitor
from tests.load.watch import ProcessWatch, grown
from tests.reader import AtlasPage, Watch, context_of
from tests.walk import READER

# Seconds from a release to the server's confirmation that 95 of 100 do not exceed.
WITHOUT_FILMS, WITH_FILMS = 1.0, 2.0
# Of memory, in MB; what a house of any size may grow by while nobody comes or goes.
A_SESSION, A_STAY = 1.0, 16.0
FILES = 20
UNDER_WAY = 0.95
BROWSERS, STEPS_EACH_WAY = 2, 30
OPENED = "2014-01-01"
PATIENCE = 120_000
# Streamlit keeps what is known of readers who have gone, for them to come back, and three open files each.
GONE_SECONDS, FORGOTTEN_SECONDS = 10, 60


class Onlooker(AtlasPage):
    """A reader with a browser, who looks whether everything on the page tells the same day."""

    def __init__(self, page, url):
        watch = Watch(urlsplit(url).netloc)
        watch.follow(page)
        super().__init__(page, watch)
        page.set_default_timeout(PATIENCE)
        page.goto(f"{url}/?{urlencode({'lang': 'en', 'date': OPENED})}")
        self.painted(OPENED)
        expect(page.locator(".atlas-chart").first).to_be_visible(timeout=PATIENCE)
        self.waited = []
        there, back = ["ArrowRight"] * STEPS_EACH_WAY, ["ArrowLeft"] * STEPS_EACH_WAY
        self._keys = itertools.cycle(there + back)

    def step(self):
        """A month on or back; then all agree."""
        before = self.day
        with self.page.expect_response(lambda answer: "atlas/heard" in answer.url) as heard:
            self.slider.press(next(self._keys))
        assert heard.value.json() == {"heard": True}
        self.waited.append(heard.value.request.timing["responseEnd"] / 1000)
        self.painted()
        assert self.day != before
        self._agree()

    def _agree(self):
        day = self.day
        self._addressed(day)
        told = READER.day(parse_day(day))
        chart = self.page.locator(f'[aria-label^="{told}: "]').first
        expect(chart).to_be_attached(timeout=PATIENCE)
        area = self.page.locator("[data-figure=land_held]").text_content()
        assert chart.get_attribute("aria-label").split(" · ")[0] == f"{told}: {area}"

    def _addressed(self, day):
        self.page.wait_for_function("day => new URLSearchParams(location.search).get('date') === day", arg=day)

    def export(self):
        """Turn to the export page: its address has the day too."""
        day = self.day
        self.page.get_by_role("link", name=READER.t("page.export")).click()
        expect(self.page.get_by_role("heading", name=READER.t("export.heading"))).to_be_visible(timeout=PATIENCE)
        self._addressed(day)


@pytest.fixture
def house(serving, tmp_path):
    """A server whose caches are filled: a reader of each language has been there."""
    with serving(tmp_path / "server.log", options=("--server.disconnectedSessionTTL", str(GONE_SECONDS))) as server:
        _look_round(server.url)
        yield server


def _look_round(url):
    # In this thread a loop runs already: the browser's.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(_looked_round(url))).result()


async def _looked_round(url):
    for language in languages():
        visitor = Visitor(url, {"lang": language})
        await visitor.open()
        for page in ("about", "export", ""):
            await visitor.run(page=page)
        await visitor.leave()


def test_a_full_house(house, plan, films, browser, tell):
    allow_many()
    context = context_of(browser, viewport={"width": 1280, "height": 800})
    with ProcessWatch(house.process) as watch:
        before = watch.now()
        crowd = Crowd(house.url, plan)
        spent = time.process_time()
        thread = Thread(target=crowd.visit)
        thread.start()
        onlookers = _look_on(context, house.url, crowd)
        thread.join()
        spent = time.process_time() - spent
        context.close()
        after = _forgotten(watch, before, house.url)
    _show(tell, plan, crowd, onlookers, watch, before, after, spent)
    told = crowd.told
    assert not told.faults, "\n".join(told.faults[:20])
    assert len(told.opened) == plan.readers
    assert told.heard == len(told.released)
    assert not [problem for one in onlookers for problem in one.watch.problems]
    assert not films or _share(told.films) >= UNDER_WAY
    limit = WITH_FILMS if films else WITHOUT_FILMS
    for first, last in ((crowd.start, crowd.full), (crowd.full, crowd.end)):
        assert _high(_during(told.released, first, last)) <= limit
    memory, files = _growth(watch, crowd)
    assert _a_session(watch, crowd, before, plan) <= A_SESSION
    assert memory <= A_STAY
    assert files <= FILES
    assert after.files <= before.files + FILES
    assert "Traceback" not in house.log.read_text(errors="replace")


def _look_on(context, url, crowd):
    """Those with a browser step until the others leave, then turn to the export page."""
    crowd.begun.wait()
    onlookers = [Onlooker(context.new_page(), url) for _ in range(BROWSERS)]
    minute = 0
    while time.monotonic() < crowd.end and not crowd.over.is_set():
        for one in onlookers:
            one.step()
            one.page.wait_for_timeout(2000 / BROWSERS)
        if (time.monotonic() - crowd.start) // 60 > minute:
            minute += 1
            told = crowd.told
            print(f"{minute} min: {len(told.opened)} came, {len(told.released)} released, {len(told.faults)} faults")
    for one in onlookers:
        one.export()
    return onlookers


def _forgotten(watch, before, url):
    """What it takes once all have gone: Streamlit forgets them when others come and go."""
    deadline = time.monotonic() + FORGOTTEN_SECONDS
    while (now := watch.now()).files > before.files + FILES and time.monotonic() < deadline:
        time.sleep(1)
        _look_round(url)
    return now


def _show(tell, plan, crowd, onlookers, watch, before, after, spent):
    told = crowd.told
    tell(f"{plan.readers} readers in {plan.arriving:.0f} s, staying {plan.staying:.0f} s" + ", two films" * plan.films)
    for name, first, last in (("while they come", crowd.start, crowd.full), ("full house", crowd.full, crowd.end)):
        tell(f"  release to confirmation, {name}: median, p95, longest", _times(_during(told.released, first, last)))
        tell("  server's share of one core", _core(watch, first, last))
    tell("  the same in Chromium", _times([seconds for one in onlookers for seconds in one.waited]))
    tell("  first page with all that it loads", _times([seconds for _, seconds in told.opened]))
    for page, seconds in told.turned.items():
        tell(f"  turned to {page}", _times(seconds))
    tell("  released, heard by the server", f"{len(told.released)}, {told.heard}")
    if plan.films:
        tell("  films made; share of the time that they were under way", f"{told.made}, {_share(told.films):.0%}")
    full = watch.between(crowd.full, crowd.end)
    tell("  memory before, full house, at its end, after, MB", _row("memory", before, full, after))
    tell("  memory a session, MB", f"{_a_session(watch, crowd, before, plan):.2f}")
    tell("  open files before, full house, at its end, after", _row("files", before, full, after))
    memory, files = _growth(watch, crowd)
    tell("  growth over the stay: MB, files", f"{memory:.1f}, {files:.0f}")
    tell("  processor of server and readers in all, s", f"{after.processor - before.processor:.0f}, {spent:.0f}")
    tell("")


def _row(name, before, full, after):
    return ", ".join(f"{getattr(one, name):.0f}" for one in (before, full[0], full[-1], after))


def _core(watch, first, last):
    samples = watch.between(first, last)
    return f"{(samples[-1].processor - samples[0].processor) / (samples[-1].at - samples[0].at):.0%}"


def _growth(watch, crowd):
    full = watch.between(crowd.full, crowd.end)
    return grown([one.memory for one in full]), grown([one.files for one in full])


def _a_session(watch, crowd, before, plan):
    """Memory at the end of the stay, shared by all who came: those with browsers too."""
    there = plan.readers + BROWSERS + 2 * plan.films
    return (watch.between(crowd.full, crowd.end)[-1].memory - before.memory) / there


def _during(times, first, last):
    return [seconds for at, seconds in times if first <= at < last]


def _share(answers):
    return sum(answers) / max(1, len(answers))


def _high(seconds):
    """The least time that 95 of 100 do not exceed."""
    return sorted(seconds)[math.ceil(len(seconds) * 0.95) - 1]


def _times(seconds):
    return ", ".join(f"{value * 1000:.0f}" for value in (median(seconds), _high(seconds), max(seconds))) + " ms"
