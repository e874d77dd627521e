"""The page round the map: in a short window, in the dark, on paper."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.style import COLORS, DARK
from geodata.dates import parse_day

DAY = "2015-05-31"
PROJECTOR = (1280, 720)
OVERLAPS = """() => {
    const box = (chosen) => document.querySelector(chosen).getBoundingClientRect();
    const names = [...document.querySelectorAll("[data-testid=stHeader] a")].map((one) => one.getBoundingClientRect());
    const apart = (one, other) => one.right <= other.left || other.right <= one.left
        || one.bottom <= other.top || other.bottom <= one.top;
    const own = [box(".atlas-title"), box("[data-testid=stButtonGroup]"), box(".atlas-head")];
    return own.filter((one) => names.some((name) => !apart(one, name))).length;
}"""


@pytest.mark.parametrize("language", languages())
def test_a_short_window_leaves_three_quarters_of_its_height_to_the_map(visit, language):
    atlas = visit(size=PROJECTOR, lang=language, date=DAY).settled()
    map_height = atlas.page.locator(".atlas-stage").evaluate("stage => stage.getBoundingClientRect().height")
    assert map_height >= 0.75 * PROJECTOR[1]
    bottom = atlas.page.locator(".atlas-clock").evaluate("clock => clock.getBoundingClientRect().bottom")
    assert bottom <= PROJECTOR[1]
    assert atlas.page.evaluate(OVERLAPS) == 0
    # The row of the pages' names lies over the title and takes no click away from it.
    other = next(one for one in languages() if one != language)
    atlas.page.get_by_text(locale(other).t("language.name"), exact=True).click()
    expect(atlas.page.locator(".atlas-title")).to_have_text(locale(other).t("app.title"))


def _rgb(color):
    return f"rgb({', '.join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))})"


def test_in_the_dark_the_frame_is_dark_and_the_map_light(visit):
    atlas = visit(lang="en", date=DAY, prepare=lambda page: page.emulate_media(color_scheme="dark")).settled()
    ground = "box => getComputedStyle(box).backgroundColor"
    page = atlas.page
    assert page.locator("[data-testid=stApp]").evaluate(ground) == _rgb(DARK["white"])
    assert page.locator(".atlas-panel select").first.evaluate(ground) == _rgb(COLORS["white"])
    ink = "box => getComputedStyle(box).color"
    assert page.locator(".atlas-title").evaluate(ink) == _rgb(DARK["ink"])
    assert page.locator(".atlas-date").evaluate(ink) == _rgb(DARK["accent"])
    for part in (".atlas-panel", ".atlas-clock", ".atlas-tools select"):
        assert page.locator(part).first.evaluate(ink) == _rgb(COLORS["ink"]), part


@pytest.mark.parametrize("language", languages())
def test_on_paper_there_is_the_map_of_the_day_and_nothing_to_handle_it_by(visit, tmp_path, language):
    reader = locale(language)
    page = visit(lang=language, date=DAY).settled().page
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(file) as document:
        width, height = document[0].get_size()
        text = document[0].get_textpage().get_text_range()
        assert len(document) == 1
    assert width > height
    if reader.direction == "ltr":
        assert reader.day(parse_day(DAY)) in text
        assert reader.t("class.control") in text
        assert reader.t("desk.table") not in text.split()
        assert reader.t("page.export") not in text.split()
    expect(page.locator(".atlas-tools")).to_be_visible()
