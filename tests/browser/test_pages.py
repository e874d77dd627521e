"""Every page opens in every language, as its address says, with nothing from another machine."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, VIEWS
from geodata.dates import parse_day
from geodata.record.loading import package

PHONE = (390, 844)
DESKTOP = (1440, 900)
LAST = package().as_of.isoformat()


def test_it_opens_on_the_first_of_2015(visit):
    atlas = visit("/")
    assert atlas.map.count() == 1
    assert atlas.day == "2015-01-01"
    assert atlas.map.get_attribute("data-view") == "iraq-syria"
    assert atlas.map.get_attribute("lang") == "en"
    assert atlas.map.get_attribute("dir") == "ltr"
    expect(atlas.slider).to_have_accessible_name(locale("en").t("clock.label"))
    expect(atlas.map.locator(".atlas-date")).to_have_text("1 January 2015")


@pytest.mark.parametrize("path", ["/", "/about"])
@pytest.mark.parametrize("language", languages())
def test_every_page_opens_in_every_language(visit, path, language):
    atlas = visit(path, lang=language)
    reader = locale(language)
    expect(atlas.page.locator(".atlas-title")).to_have_text(reader.t("app.title"))
    expect(atlas.page).to_have_title(reader.t("app.title"))
    expect(atlas.page.locator("html")).to_have_attribute("lang", language)
    assert atlas.page.locator("[data-testid=stAlert]").count() == 0
    if path == "/":
        assert atlas.map.get_attribute("lang") == language
        assert atlas.map.get_attribute("dir") == reader.direction
        expect(atlas.map.locator(".atlas-date")).to_have_text(reader.day(parse_day("2015-01-01")))


def test_the_pages_lead_to_each_other(visit):
    atlas = visit("/", date="2016-05-05", lang="fr", view="syria")
    reader = locale("fr")
    atlas.page.get_by_role("link", name=reader.t("page.about")).click()
    expect(atlas.page.get_by_role("heading", name=reader.t("about.heading"))).to_be_visible()
    atlas.page.get_by_role("link", name=reader.t("page.explore")).click()
    atlas.painted("2016-05-05")
    assert atlas.map.get_attribute("lang") == "fr"
    assert atlas.map.get_attribute("data-view") == "syria"


def test_an_address_opens_just_what_it_says(visit):
    atlas = visit("/", date="2016-03-27", lang="ar", view="euphrates", layers="places,heritage_sites")
    assert atlas.day == "2016-03-27"
    assert atlas.map.get_attribute("lang") == "ar"
    assert atlas.map.get_attribute("data-view") == "euphrates"
    painted = atlas.map.locator(".atlas-symbol[data-layer]").evaluate_all(
        "symbols => [...new Set(symbols.map((s) => s.dataset.layer))]"
    )
    assert set(painted) == {"places", "heritage_sites"}
    checked = atlas.map.locator(".atlas-panel input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert set(checked) == {"places", "heritage_sites"}
    assert atlas.page.locator("[data-testid=stAlert]").count() == 0


def test_bounds_in_an_address_are_seen(visit):
    atlas = visit("/", bounds="38.5,35.5,39.5,36.2")
    west, south, east, north = atlas.run(
        "const b = atlas.map.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]"
    )
    assert west <= 38.5
    assert south <= 35.5
    assert east >= 39.5
    assert north >= 36.2
    assert atlas.run("return atlas.map.getZoom()") > 8


@pytest.mark.parametrize(
    ("query", "key", "value", "day"),
    [
        ({"date": "2015-02-30"}, "notice.day", "2015-02-30", "2015-01-01"),
        ({"date": "yesterday"}, "notice.day", "yesterday", "2015-01-01"),
        ({"date": "1999-12-31"}, "notice.outside", "1999-12-31", "2004-01-01"),
        ({"date": "2099-01-01"}, "notice.outside", "2099-01-01", LAST),
        ({"view": "mars"}, "notice.view", "mars", "2015-01-01"),
        ({"layers": "places,unicorns"}, "notice.layer", "unicorns", "2015-01-01"),
        ({"lang": "tlh"}, "notice.language", "tlh", "2015-01-01"),
        ({"bounds": "3,2,1"}, "notice.bounds", "3,2,1", "2015-01-01"),
        ({"date": "<img src=x onerror=alert(1)>"}, "notice.day", "<img src=x onerror=alert(1)>", "2015-01-01"),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_the_page_works(visit, query, key, value, day):
    atlas = visit("/", **query)
    notice = atlas.page.locator("[data-testid=stAlert]")
    expect(notice).to_have_count(1)
    expect(notice).to_have_text(locale("en").t(key, value=value))
    assert atlas.day == day
    before = atlas.day
    atlas.slider.press("ArrowLeft" if day == LAST else "ArrowRight")
    assert atlas.day != before


def test_the_language_switch_keeps_day_and_view(visit):
    atlas = visit("/", date="2017-07-10", lang="en", view="nineveh", layers="places,attacks")
    atlas.page.get_by_role("radio", name=locale("ar").t("language.name")).or_(
        atlas.page.get_by_role("button", name=locale("ar").t("language.name"))
    ).click()
    expect(atlas.map).to_have_attribute("lang", "ar")
    atlas.painted("2017-07-10")
    atlas.addressed(lang="ar", date="2017-07-10", view="nineveh", layers="places,attacks")
    assert atlas.map.count() == 1
    assert atlas.map.get_attribute("data-view") == "nineveh"
    assert atlas.map.get_attribute("dir") == "rtl"


def test_arabic_is_mirrored_and_the_map_is_not(visit):
    atlas = visit("/", lang="ar", date="2015-05-31")
    date = atlas.map.locator(".atlas-date")
    expect(date).to_contain_text(locale("ar").months[4])
    assert "May" not in date.text_content()
    direction = "element => getComputedStyle(element).direction"
    assert atlas.map.evaluate(direction) == "rtl"
    assert atlas.map.locator(".leaflet-container").evaluate(direction) == "ltr"
    assert atlas.map.locator(".leaflet-map-pane").evaluate(direction) == "ltr"
    assert atlas.page.locator(".stApp").evaluate(direction) == "rtl"
    head, figures = date.bounding_box(), atlas.map.locator(".atlas-figures").bounding_box()
    assert head["x"] > figures["x"], "the date stands at the right, where a line of Arabic begins"
    panel, stage = (atlas.map.locator(f".atlas-{part}").bounding_box() for part in ("panel", "stage"))
    assert panel["x"] < stage["x"] + stage["width"] / 2, "the legend stands at the left"
    # East stays right of west.
    assert atlas.run(
        "return atlas.map.latLngToContainerPoint([34, 45]).x > atlas.map.latLngToContainerPoint([34, 40]).x"
    )


@pytest.mark.parametrize("path", ["/", "/about"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_scrolls_sideways(visit, path, size, language):
    atlas = visit(path, size=size, lang=language)
    atlas.settled()
    wide = atlas.page.evaluate(
        """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
            .map((element) => element.scrollWidth - element.clientWidth)"""
    )
    assert max(wide) <= 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_a_phone_the_date_and_the_slider_are_in_sight(visit, language):
    atlas = visit("/", size=PHONE, lang=language)
    atlas.settled()
    for part in (atlas.map.locator(".atlas-date"), atlas.slider):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE[1]
        # Nothing lies over it.
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        found = part.evaluate("(element, [x, y]) => element.contains(document.elementFromPoint(x, y))", middle)
        assert found


def test_a_page_that_was_not_asked_for_keeps_usual_values(visit):
    atlas = visit("/", layers=",".join(LAYERS_AT_START), view=next(iter(VIEWS)))
    assert atlas.page.locator("[data-testid=stAlert]").count() == 0
    assert atlas.day == "2015-01-01"


@pytest.fixture
def fresh(browser, server):
    """A page of a browser that has kept nothing, and where its atlas is."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(30_000)
    yield context.new_page(), f"{server.url}/?date=2015-05-31"
    context.close()


def test_what_lies_below_the_map_comes_after_it(fresh):
    page, address = fresh
    held = []
    page.route("**/atlas/record.json*", lambda route: held.append(route))  # noqa: PLW0108  the driver marks it
    page.goto(address)
    expect(page.locator(".atlas-host .atlas-map")).to_be_attached()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    expect(page.locator(".st-key-below")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".st-key-below [data-testid=stVegaLiteChart]")).to_be_visible()
    assert page.locator(".atlas-map").get_attribute("data-day") == "2015-05-31"


def test_a_map_without_its_record_holds_up_nothing_else(fresh):
    page, address = fresh
    page.route("**/atlas/record.json*", lambda route: route.abort())
    page.goto(address)
    expect(page.locator(".st-key-below [data-testid=stVegaLiteChart]")).to_be_visible()


def test_a_script_that_did_not_come_is_asked_for_again(fresh):
    page, address = fresh
    asked = []

    def answer(route):
        asked.append(route)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/bundle/atlas.js*", answer)
    page.goto(address)
    expect(page.locator(".atlas-map[data-day='2015-05-31']")).to_be_visible()
    assert len(asked) == 2
