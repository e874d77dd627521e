"""A browser that translates the page puts its own words, in elements of its own, in the place of every text, whenever
it likes: what is shown after the next step is what would be shown without it.
"""

import pytest

from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.offline import write
from geodata.dates import parse_day
from tests.reader import AtlasPage

# As Chromium does it: the text that was there leaves the page, and another comes in two elements.
TRANSLATE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((one) => !one.parentElement.closest("script, style"))) {
        const [outer, inner] = ["font", "font"].map((tag) => document.createElement(tag));
        inner.textContent = text.data;
        outer.append(inner);
        text.replaceWith(outer);
    }
}"""
# Names of years come and go on the map when the clock has stood still for a while.
SHOWN = """() => { const pair = document.querySelector(".atlas-pair"), texts = [];
    const walker = document.createTreeWalker(pair, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts.filter((one) => one.data.trim() && !one.parentElement.closest(".atlas-label.year"))
        .map((one) => one.data) }"""
STEPS = ("ArrowRight", "ArrowRight", "ArrowRight", "PageUp", "Shift+ArrowLeft")


def _walk(atlas, reader, between=lambda _page: None):
    """Do what a reader does, and answer with all that is to be read after each thing done."""
    page, read = atlas.page, []

    def note():
        # The day in words follows when the clock stands still, and is told of the day too.
        day = reader.day(parse_day(atlas.painted().day))
        page.wait_for_function("day => document.querySelector('.atlas-told').textContent.startsWith(day)", arg=day)
        read.append(page.evaluate(SHOWN))
        between(page)

    def titled():
        # The table follows when the clock stands still.
        told = reader.t("table.title", day=reader.day(parse_day(atlas.painted().day)))
        page.wait_for_function("told => document.querySelector('.atlas-sheet h2').textContent === told", arg=told)
        note()

    note()
    for key in STEPS:
        atlas.slider.press(key)
        note()
    atlas.open_table("places")
    titled()
    atlas.slider.press("Shift+ArrowRight")
    titled()
    page.locator(".atlas-sheet thead button").nth(1).click()
    titled()
    page.locator(".atlas-sheet input").fill("ra")
    titled()
    page.locator(".atlas-sheet .close").click()
    atlas.open_history("raqqa")
    note()
    page.locator(".atlas-history .go").first.click()
    note()
    page.locator(".atlas-history .close").click()
    page.locator(".atlas-panel .styles button").nth(1).click()
    page.locator(".atlas-panel input[type=checkbox]").nth(1).click()
    note()
    atlas.slider.press("PageDown")
    note()
    page.locator(".atlas-clock .pace").click()
    note()
    return read


def _translated(page):
    page.evaluate(TRANSLATE)


def _translated_twice(page):
    page.evaluate(TRANSLATE)
    page.evaluate(TRANSLATE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_shown_is_told_of_its_day_though_the_browser_translates(show, language):
    reader = locale(language)
    expected = _walk(show(language=language, day="2015-05-31"), reader)
    assert reader.day(parse_day("2015-08-01")) in expected[3]
    for translate in (_translated, _translated_twice):
        assert _walk(show(language=language, day="2015-05-31"), reader, translate) == expected


def test_the_file_is_told_of_its_day_though_the_browser_translates(browser, tmp_path):
    file = tmp_path / "atlas.html"
    file.write_bytes(write(Sheet(Selection(day=parse_day("2015-05-31")), title="Title", banner="SECRET")))
    read = []
    for between in (lambda _page: None, _translated):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri())
        read.append(_walk(AtlasPage(page, None).painted("2015-05-31"), locale("en"), between))
        page.close()
    assert read[0] == read[1]


def test_numbers_and_names_on_the_map_are_not_for_translating(show):
    atlas = show(day="2015-05-31", language="fr")
    kept = (".atlas-figures dd", ".atlas-panel .count", ".atlas-clock .years", ".leaflet-atlas-labels-pane")
    for chosen in kept:
        found = atlas.page.locator(chosen).evaluate_all("boxes => boxes.map((box) => box.translate)")
        assert set(found) == {False}, chosen
    assert atlas.pair.get_attribute("lang") == "fr"
