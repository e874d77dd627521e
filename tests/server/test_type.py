"""Pages for who has larger type in the browser, or looks at them at twice and four times their size."""

import pytest

from tests.conftest import BROWSERS, FLAGS, installed
from tests.reader import context_of

LARGER = "--blink-settings=defaultFontSize=24"
PATHS = ("/", "/export", "/about")
SIDEWAYS = """() => Math.max(...[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
    .map((element) => element.scrollWidth - element.clientWidth))"""
# Languages that are out of sight, or to be scrolled to.
CUT = """() => [...document.querySelectorAll('[data-testid=stButtonGroup] button')].filter((one) => {
    const box = one.getBoundingClientRect(), group = one.parentElement.getBoundingClientRect();
    return box.left < group.left - 1 || box.right > group.right + 1 || box.right > innerWidth + 1 || box.left < -1;
}).map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def larger(browser):
    """A browser in which a reader has set type half as large again as usual."""
    own = browser.browser_type.launch(executable_path=installed(BROWSERS, "chromium"), args=[*FLAGS, LARGER])
    yield context_of(own)
    own.close()


def _opened(context, server, path, size, language):
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{server.url}{path}?lang={language}&date=2015-05-31")
    page.locator(".atlas-title").wait_for()
    page.locator("[data-testid=stButtonGroup] button").first.wait_for()
    if path == "/":
        page.locator(".atlas-map .atlas-date").first.wait_for()
    return page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_page_takes_the_size_of_type_that_its_reader_has(larger, server, path, language):
    for size in ((1440, 900), (360, 780)):
        page = _opened(larger, server, path, size, language)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
        assert page.evaluate(SIDEWAYS) <= 0, size
        assert page.evaluate(CUT) == [], size
        page.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_page_at_twice_and_four_times_its_size_is_scrolled_one_way(context, server, path, language):
    for size in ((640, 450), (320, 256)):
        page = _opened(context, server, path, size, language)
        assert page.evaluate(SIDEWAYS) <= 0, size
        assert page.evaluate(CUT) == [], size
        page.close()
