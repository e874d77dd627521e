"""The map in windows of every size: nothing is cut off or covered that is looked for, and nobody scrolls sideways."""

import pytest

from dashboard.atlas.i18n import languages
from dashboard.atlas.selection import VIEWS, Selection
from geodata.dates import parse_day
from tests.conftest import BROWSERS, FLAGS, installed
from tests.reader import DESKTOP, PHONE, context_of
from tests.screen.conftest import opened

PHONES = [(360, 780), PHONE]
SMALLEST = (320, 640)
"""What is left of 1280 pixels at four times their size (WCAG 2.2, 1.4.10)."""
ALEPPO = [36.2021, 37.1343]
COVERED = """const { x, y } = atlas.map.latLngToContainerPoint(argument);
    const box = atlas.map.getContainer().getBoundingClientRect();
    const there = document.elementFromPoint(box.x + x, box.y + y);
    const isMap = atlas.map.getContainer().contains(there) && !there.closest(".leaflet-control");
    return isMap ? "" : there?.outerHTML ?? "outside";
"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


# Texts of the head, the tools, the clock and the legend's title that are cut off, or lie on one another.
CUT = """() => {
    const shown = ".atlas-head *, .atlas-tools button, .atlas-clock button, .years span, .atlas-panel summary";
    const clips = (box) => { const style = getComputedStyle(box);
        return style.overflowX !== "visible" || style.contain.includes("paint") || style.contain === "strict" };
    // A line has air above and below its letters.
    const [high, low] = [({ top, height }) => top + height / 4, ({ bottom, height }) => bottom - height / 4];
    const texts = [...document.querySelectorAll(shown)].filter((box) => box.checkVisibility())
        .filter((box) => !box.closest(".lanes"))
        .flatMap((box) => [...box.childNodes].filter((part) => part.nodeType === 3 && part.data.trim())
            .map((part) => { const range = document.createRange(); range.selectNodeContents(part);
                return { box, text: part.data, at: range.getBoundingClientRect() } }));
    const cut = texts.filter(({ box, at }) => {
        for (let around = box; around; around = around.parentElement) {
            if (!clips(around)) continue;
            const edge = around === document.body || around === document.documentElement
                ? { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity } : around.getBoundingClientRect();
            if (at.left < edge.left - 1 || at.right > edge.right + 1 || high(at) < edge.top
                || low(at) > edge.bottom) return true;
        }
        return at.left < -1 || at.right > innerWidth + 1;
    });
    const over = texts.filter((one) => texts.some((other) => one !== other
        && one.box.closest(".atlas-head, .years") && one.box.closest(".atlas-head, .years") ===
            other.box.closest(".atlas-head, .years")
        && one.at.left < other.at.right - 1 && other.at.left < one.at.right - 1
        && high(one.at) < low(other.at) && high(other.at) < low(one.at)));
    return [...cut, ...over].map(({ text }) => text) }"""
# Controls that cannot be brought into sight, or that something else lies on.
COVERED_CONTROLS = """() => [...document.querySelectorAll(
        ".atlas-tools :is(button, input, select), .atlas-clock button, .atlas-panel summary, .leaflet-control-zoom a")]
    .filter((one) => one.checkVisibility() && !one.closest(".lanes"))
    .filter((one) => { one.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = one.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, top + height / 2);
        return !one.contains(there) })
    .map((one) => one.title || one.textContent || one.placeholder)"""
ZOOMED = [(640, 450), (320, 256)]
"""What is left of a window of 1280 by 1024 or less at twice and four times its size (WCAG 2.2, 1.4.4 and 1.4.10)."""


@pytest.fixture(scope="module")
def larger(browser, bare):
    """Show the map to a reader whose browser has type half as large again as usual."""
    arguments = [*FLAGS, "--blink-settings=defaultFontSize=24"]
    own = browser.browser_type.launch(executable_path=installed(BROWSERS, "chromium"), args=arguments)
    context = context_of(own)

    def show_map(size, **selected):
        page = opened(context, bare, size)
        page.show(Selection(**selected))
        return page

    yield show_map
    own.close()


@pytest.mark.parametrize("size", [DESKTOP, (1280, 720), (360, 780)], ids=str)
@pytest.mark.parametrize("language", languages())
def test_with_larger_type_nothing_is_cut_off_or_covered(show, larger, size, language):
    selected = {"language": language, "day": parse_day("2015-05-31")}
    usual, atlas = show(size=size, language=language, day="2015-05-31"), larger(size, **selected).charted()
    sizes = [
        page.map.locator(".atlas-scope").evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
        for page in (usual, atlas)
    ]
    assert sizes[1] == pytest.approx(1.5 * sizes[0])
    assert atlas.page.evaluate(SIDEWAYS) <= 0
    assert atlas.page.evaluate(CUT) == []
    assert atlas.page.evaluate(COVERED_CONTROLS) == []
    assert atlas.watch.problems == []


@pytest.mark.parametrize("size", ZOOMED, ids=str)
@pytest.mark.parametrize("language", languages())
def test_zoomed_to_twice_and_four_times_nothing_is_lost(show, size, language):
    atlas = show(size=size, language=language, day="2015-05-31").charted()
    assert atlas.page.evaluate(SIDEWAYS) <= 0
    assert atlas.page.evaluate(CUT) == []
    assert atlas.page.evaluate(COVERED_CONTROLS) == []


@pytest.mark.parametrize("size", [DESKTOP, (360, 780)], ids=str)
@pytest.mark.parametrize("mode", ["split", "difference"])
def test_heads_of_two_days_are_read_whole(show, size, mode):
    for language in languages():
        atlas = show(size=size, language=language, day="2014-09-01", compare="2016-09-01", mode=mode)
        atlas.page.wait_for_function("() => document.querySelector('.atlas-map[data-compare]')?.atlas.land?.state")
        assert [text for text in atlas.page.evaluate(CUT) if any(sign.isdigit() for sign in text)] == [], language


@pytest.mark.parametrize("size", PHONES, ids=str)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_phone_shows_the_conflict_zone_and_covers_nothing_of_aleppo(show, size, language):
    atlas = show(size=size, language=language, day="2015-05-31")
    west, south, east, north = atlas.bounds()
    wanted = VIEWS["iraq-syria"]
    assert (west <= wanted[0], south <= wanted[1], east >= wanted[2], north >= wanted[3]) == (True,) * 4
    assert atlas.run(COVERED, ALEPPO) == ""


@pytest.mark.parametrize("size", [*PHONES, SMALLEST, DESKTOP, (1280, 720), (3840, 2160)], ids=str)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_nobody_scrolls_sideways_and_no_control_is_cut_off(show, size, language):
    atlas = show(size=size, language=language, day="2015-05-31").charted()
    assert atlas.page.evaluate(SIDEWAYS) <= 0
    cut_off = atlas.page.evaluate(
        """() => [...document.querySelectorAll(".atlas-pair :is(button, input, select, summary)")]
            .filter((one) => one.checkVisibility() && !one.closest(".lanes"))
            .filter((one) => { const { left, right } = one.getBoundingClientRect();
                return left < 0 || right > innerWidth })
            .map((one) => one.outerHTML)"""
    )
    assert cut_off == []
