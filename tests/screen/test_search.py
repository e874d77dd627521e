"""Searching as a reader does: by typing, with the keyboard alone, with the hand."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.search import names_document
from geodata.dates import CLOCK_FIRST
from geodata.names.search import find
from geodata.record.loading import package
from tests.reader import PHONE

DAY = "2016-05-05"
UNREAD = (1280, 720)
PATH = "/atlas/names.json"
NAMES = re.compile(rf"{PATH}\?")


class Search:
    """The search of a page."""

    def __init__(self, atlas):
        self.atlas = atlas
        self.root = atlas.pair.locator(".atlas-search")
        self.field = self.root.get_by_role("combobox")
        self.options = self.root.get_by_role("option")
        self.list = self.root.locator("[role=listbox]")
        self.told = self.root.get_by_role("status")

    def type(self, text):
        """Type, and wait for the first hit of it."""
        self.field.press_sequentially(text)
        expect(self.options.first).to_have_attribute("data-id", find(text)[0].id)
        expect(self.list).to_be_visible()
        return self

    def chosen(self):
        return self.root.locator("[role=option][aria-selected=true]")

    def closed(self):
        expect(self.list).to_be_hidden()
        expect(self.field).to_have_attribute("aria-expanded", "false")


@pytest.fixture
def search(show):
    """Show the map and take its search: ``search(language="ar")``."""

    def open_page(**selected):
        return Search(show(**{"day": DAY, **selected}))

    return open_page


@pytest.fixture
def unread(search, pages):
    """The search of a page that has not had the names yet."""
    yield search(language="en", size=UNREAD)
    pages.pop(UNREAD).page.close()


def _centre(atlas):
    return atlas.run("const c = atlas.map.getCenter(); return [c.lng, c.lat, atlas.map.getZoom()]")


@pytest.mark.parametrize(
    ("language", "typed", "row_id"),
    [("en", "Tadmur", "palmyra"), ("ar", "الرقه", "raqqa"), ("ar", "Kobane", "kobani"), ("fr", "تلعفر", "tal-afar")],
)
def test_a_place_is_searched_for_and_shown(search, language, typed, row_id):
    found = search(language=language)
    hit = find(typed)[0]
    assert hit.id == row_id
    found.type(typed).field.press("Enter")
    found.atlas.painted(hit.day)
    longitude, latitude, zoom = _centre(found.atlas)
    assert (longitude, latitude) == pytest.approx(hit.at, abs=0.02)
    assert zoom >= 8.5
    expect(found.field).to_have_value(hit.names[language])
    found.closed()
    symbol = found.atlas.symbol("places", row_id)
    expect(symbol).to_be_visible()
    found.atlas.told(day=hit.day)


@pytest.mark.parametrize("language", languages())
def test_an_option_says_what_it_is_and_when(search, language):
    reader = locale(language)
    found = search(language=language).type("Palmyra Museum")
    told = found.options.first.inner_text()
    assert find("Palmyra Museum")[0].names[language] in told
    assert reader.t("layer.heritage_sites") in told
    assert reader.t("date.about", date="2015") in told
    found.field.fill("")
    found.type("Erbil")
    assert reader.t("search.never") in found.options.first.inner_text()


def test_the_other_spelling_stands_beside_the_name(search):
    found = search(language="ar").type("Mossoul")
    expect(found.options.first.locator(".name")).to_have_text(find("Mossoul")[0].names["ar"])
    expect(found.options.first.locator(".other")).to_have_text("Mossoul")
    found.field.fill("")
    found.type("الموصل")
    expect(found.options.first.locator(".other")).to_have_count(0)


def test_the_keyboard_alone(search):
    found = search(language="en")
    found.field.focus()
    found.type("mosul")
    expect(found.field).to_have_attribute("aria-expanded", "true")
    assert found.list.get_attribute("id") == found.field.get_attribute("aria-controls")
    expect(found.chosen()).to_have_count(0)
    names = found.options.locator(".name").all_inner_texts()
    for key, expected in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0)]:
        found.field.press(key)
        expect(found.chosen().locator(".name")).to_have_text(names[expected])
        expect(found.field).to_have_attribute("aria-activedescendant", found.chosen().get_attribute("id"))
        expect(found.field).to_be_focused()
    found.field.press("ArrowDown")
    wanted = found.chosen().get_attribute("data-id")
    found.field.press("Enter")
    hit = next(one for one in find("mosul") if one.id == wanted)
    found.atlas.painted(hit.day)
    found.closed()


def test_escape_closes_the_list_then_empties_the_field(search):
    found = search(language="en").type("raq")
    found.field.press("Escape")
    found.closed()
    expect(found.field).to_have_value("raq")
    found.field.press("ArrowDown")
    expect(found.list).to_be_visible()
    found.field.press("Escape")
    found.field.press("Escape")
    expect(found.field).to_have_value("")
    expect(found.field).to_be_focused()
    assert found.atlas.day == DAY


def test_an_option_is_clicked(search):
    found = search(language="en").type("Temple of Bel")
    found.options.first.click()
    found.atlas.painted(find("Temple of Bel")[0].day)
    expect(found.field).to_have_value("Temple of Bel")
    found.closed()


def test_the_layer_of_what_was_found_is_switched_on(search):
    found = search(language="en", layers=("territory", "places")).type("Paris")
    assert found.atlas.symbols("attacks").count() == 0
    found.field.press("Enter")
    found.atlas.painted("2015-11-13")
    expect(found.atlas.symbol("attacks", "paris-2015-11-13")).to_be_visible()
    assert 5 <= _centre(found.atlas)[2] < 8


def test_a_milestone_without_a_place_leaves_the_map_where_it_is(search):
    found = search(language="en").type("2249")
    before = _centre(found.atlas)
    found.field.press("Enter")
    found.atlas.painted("2015-11-20")
    history = found.atlas.page.locator(".atlas-history")
    expect(history).to_be_visible()
    # The view stands in what the history beside it leaves.
    assert found.atlas.run("return atlas.selection.view") == "iraq-syria"
    assert _centre(found.atlas)[1:] == before[1:]
    history.locator(".close").click()
    expect(history).to_be_hidden()
    # The map takes up the room with the next frame.
    found.atlas.page.wait_for_function(
        "({ map }) => map.getSize().x === map.getContainer().clientWidth",
        arg=found.atlas.page.evaluate_handle("atlas"),
    )
    # Where it stood, but for the whole pixels that Leaflet moves a map by: half a pixel each way, and back.
    pixel = 360 / (256 * 2 ** before[2])
    assert _centre(found.atlas) == pytest.approx(before, abs=1.01 * pixel)


def test_the_button_empties_the_field(search):
    found = search(language="fr").type("alep")
    button = found.root.get_by_role("button", name=locale("fr").t("search.clear"))
    button.click()
    expect(found.field).to_have_value("")
    expect(found.field).to_be_focused()
    expect(button).to_be_hidden()
    found.closed()


def test_the_list_goes_when_the_reader_turns_elsewhere(search):
    found = search(language="en").type("raq")
    found.atlas.slider.focus()
    found.closed()
    found.field.click()
    expect(found.list).to_be_visible()


@pytest.mark.parametrize("language", languages())
def test_nothing_found_is_said_in_the_readers_language(search, language):
    found = search(language=language)
    found.field.press_sequentially("zzzz")
    expect(found.told).to_have_text(locale(language).t("search.none"))
    expect(found.told).to_have_class("told")
    found.closed()
    found.field.press("Enter")
    assert found.atlas.day == DAY
    found.field.fill("")
    expect(found.told).to_have_text("")


def test_how_many_were_found_is_told_to_those_who_do_not_see_the_list(search):
    found = search(language="en").type("mosul")
    expect(found.told).to_have_text(locale("en").t("search.found", count=len(find("mosul"))))


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [
        ("en", "July 2017", "2017-07-01"),
        ("fr", "10 juillet 2017", "2017-07-10"),
        ("ar", "١٠ تموز ٢٠١٧", "2017-07-10"),
        ("ar", "يوليو 2017", "2017-07-01"),
        ("en", "2016", "2016-01-01"),
    ],
)
def test_a_date_takes_the_clock_there(search, language, typed, day):
    found = search(language=language)
    before = _centre(found.atlas)
    found.field.fill(typed)
    expect(found.options).to_have_count(1)
    found.field.press("Enter")
    found.atlas.painted(day)
    assert _centre(found.atlas) == before
    found.closed()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("typed", ["10/07/1999", "1999", "2035-01"])
def test_a_date_beyond_the_clock_is_told_in_one_sentence(search, language, typed):
    reader = locale(language)
    found = search(language=language)
    found.field.fill(typed)
    expect(found.told).to_have_text(
        reader.t("search.outside", first=reader.day(CLOCK_FIRST), last=reader.day(package().as_of))
    )
    found.field.press("Enter")
    assert found.atlas.day == DAY


def test_a_number_beyond_the_clock_may_be_a_resolutions(search):
    found = search(language="en").type("2249")
    expect(found.options).to_have_count(1)


def test_a_view_and_a_province_are_gone_to(search):
    found = search(language="en")
    found.field.fill("Libya")
    expect(found.options.first).to_contain_text(locale("en").t("search.about.views"))
    found.field.press("Enter")
    found.atlas.told(view="libya")
    found.field.fill("الأنبار")
    expect(found.options.first).to_have_attribute("data-id", "IQ-AN")
    found.field.press("Enter")
    found.atlas.told(view="")
    longitude, latitude, _ = _centre(found.atlas)
    assert (longitude, latitude) == pytest.approx((41.6, 33), abs=0.7)
    assert found.atlas.day == DAY


def _held(found):
    """The names are asked for, and held back."""
    held = []

    def hold(route):
        held.append(route)

    found.atlas.page.route(NAMES, hold)
    with found.atlas.page.expect_request(NAMES):
        found.field.focus()
    return held


def test_the_names_are_had_once_the_search_is_turned_to(unread):
    found = unread
    asked = []
    found.atlas.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    found.atlas.charted().slider.press("ArrowRight")
    assert PATH not in asked
    asked.clear()
    with found.atlas.page.expect_request(NAMES):
        found.field.focus()
    found.type("mosul")
    # What is found is found here.
    assert asked == [PATH]


def test_a_late_answer_never_stands_under_a_newer_question(unread):
    found = unread
    held = _held(found)
    found.field.fill("raqqa")
    found.field.fill("mosul")
    held[0].continue_()
    expect(found.options.first).to_have_attribute("data-id", "mosul")
    expect(found.options).to_have_count(len(find("mosul")))


def test_what_is_entered_before_the_answer_has_come_is_taken_when_it_comes(unread):
    found = unread
    held = _held(found)
    found.field.fill("Mosul")
    found.field.press("Enter")
    assert found.atlas.day == DAY
    held[0].continue_()
    found.atlas.painted(find("Mosul")[0].day)
    found.closed()


def test_what_was_found_for_older_letters_is_not_entered(search):
    found = search(language="en").type("raq")
    found.field.press_sequentially("zzzz")
    found.field.press("Enter")
    expect(found.told).to_have_text(locale("en").t("search.none"))
    assert found.atlas.day == DAY


def test_a_name_is_text_and_never_markup(unread):
    found = unread
    name = "<img src=x onerror=\"document.title='broken'\">"
    document = names_document()
    document["things"] = [[0, "x", 9, None, None, None, 0, [name] * len(languages())]]
    document["names"] = [[0, 0, "x", "x"], [0, name, "xy", "xy"]]
    found.atlas.page.route(NAMES, lambda route: route.fulfill(json=document))
    found.field.fill("x")
    expect(found.options.first.locator(".name")).to_have_text(name)
    assert found.root.locator("img").count() == 0


def test_a_search_that_is_out_of_reach_says_so_and_tries_again(unread):
    found = unread
    found.atlas.page.route(NAMES, lambda route: route.fulfill(status=204))
    found.field.fill("mosul")
    expect(found.told).to_have_text(locale("en").t("search.failed"))
    found.atlas.page.unroute(NAMES)
    found.field.fill("raqqa")
    expect(found.options.first).to_have_attribute("data-id", "raqqa")


@pytest.mark.parametrize("language", languages())
def test_on_a_phone_it_fits_and_does_not_zoom_the_page(search, language):
    found = search(language=language, size=PHONE).type("mosul")
    size = found.field.evaluate("field => parseFloat(getComputedStyle(field).fontSize)")
    assert size >= 16
    width = found.atlas.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE[0]
    for box in [found.field.bounding_box(), *(one.bounding_box() for one in found.options.all())]:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert box["height"] >= 40
    # Nothing covers the first hit.
    found.options.first.click()
    found.atlas.painted(find("mosul")[0].day)


def test_it_stands_where_a_line_begins(search):
    for language in ("en", "ar"):
        found = search(language=language)
        field, head = found.field.bounding_box(), found.atlas.map.locator(".atlas-head").bounding_box()
        left = field["x"] + field["width"] / 2 < head["x"] + head["width"] / 2
        assert left == (language == "en")


def test_an_arabic_name_reads_from_the_right_in_an_english_page(search):
    found = search(language="en")
    direction = "field => getComputedStyle(field).direction"
    assert found.field.evaluate(direction) == "ltr"
    found.type("الموصل")
    assert found.field.evaluate(direction) == "rtl"
    found.field.press("Enter")
    expect(found.field).to_have_value("Mosul")
    assert found.field.evaluate(direction) == "ltr"
    found.field.fill("")
    assert search(language="ar").field.evaluate(direction) == "rtl"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("typed", ["Mosul", "الموصل"])
def test_the_button_never_stands_on_the_text(search, language, typed):
    found = search(language=language).type(typed)
    button, field = found.root.get_by_role("button").bounding_box(), found.field.bounding_box()
    style = "(field, side) => parseFloat(getComputedStyle(field)[side])"
    if button["x"] < field["x"] + field["width"] / 2:
        assert field["x"] + found.field.evaluate(style, "paddingLeft") >= button["x"] + button["width"]
    else:
        assert field["x"] + field["width"] - found.field.evaluate(style, "paddingRight") <= button["x"]
