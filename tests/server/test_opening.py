"""Every page opens in every language, as its address says, with nothing from another machine."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.address import LONGEST
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, VIEWS
from geodata.dates import parse_day
from geodata.history.parameters import PARAMETERS
from geodata.record.loading import package
from tests.reader import PHONE, context_of

LAST = package().as_of.isoformat()
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("language", languages())
def test_every_page_opens_in_every_language(visit, language):
    # The usual language needs no word in the address, and what is usual may be said.
    asked = {} if language == "en" else {"lang": language}
    usual = {"layers": ",".join(LAYERS_AT_START), "view": next(iter(VIEWS))} if language == "fr" else {}
    atlas, reader = visit("/", **asked, **usual).settled(), locale(language)
    _is_framed(atlas, reader)
    assert atlas.map.count() == 1
    assert atlas.day == "2015-01-01"
    assert atlas.map.get_attribute("data-view") == "iraq-syria"
    assert atlas.map.get_attribute("lang") == language
    assert atlas.map.get_attribute("dir") == reader.direction
    expect(atlas.slider).to_have_accessible_name(reader.t("clock.label"))
    expect(atlas.map.locator(".atlas-date")).to_have_text(reader.day(parse_day("2015-01-01")))
    direction = "element => getComputedStyle(element).direction"
    assert atlas.page.locator(".stApp").evaluate(direction) == reader.direction
    _has_its_table_whole(atlas)

    _is_framed(atlas.goto("/about", **asked).settled(), reader)
    expect(atlas.page.get_by_role("heading", name=reader.t("about.heading"))).to_be_visible()

    atlas.goto("/method", **asked)
    expect(atlas.page.get_by_text(reader.t("method.brief"))).to_be_visible()
    tables = atlas.page.locator(".atlas-table")
    expect(tables).to_have_count(3)
    _is_framed(atlas.settled(), reader)
    assert f"{PARAMETERS.reach:g}" in tables.nth(0).locator("tbody tr").first.text_content()
    assert tables.nth(1).locator("tbody tr").count() == 7
    assert tables.nth(2).locator("tbody tr").count() > 25
    expect(atlas.page.get_by_text(reader.t("method.apart.france"))).to_be_visible()


def _is_framed(atlas, reader):
    """What every page has: its title, its language, room for its width, and nothing to complain of."""
    expect(atlas.page.locator(".atlas-title")).to_have_text(reader.t("app.title"))
    expect(atlas.page).to_have_title(reader.t("app.title"))
    expect(atlas.page.locator("html")).to_have_attribute("lang", reader.language)
    assert atlas.page.locator(".atlas-notices li").count() == 0
    assert atlas.sideways() <= 0


def _has_its_table_whole(atlas):
    """The page's own style leaves the table as it is; every layer of it is looked at on a bare page."""
    for layer in ("places", "territory"):
        assert atlas.cut_off(atlas.open_table(layer)) == [], layer


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_a_phone_nothing_is_out_of_sight(visit, language):
    atlas = visit("/", size=PHONE, lang=language).settled()
    assert atlas.sideways() <= 0
    for part in (atlas.map.locator(".atlas-date"), atlas.slider):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= PHONE[1]
        # Nothing lies over it.
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert part.evaluate("(element, [x, y]) => element.contains(document.elementFromPoint(x, y))", middle)
    _has_its_table_whole(atlas)
    for path in ("/about", "/method"):
        assert atlas.goto(path, lang=language).settled().sideways() <= 0, path


def test_the_pages_lead_to_each_other(visit):
    atlas, reader = visit("/", date="2016-05-05", lang="fr", view="syria"), locale("fr")
    atlas.turn(reader, "about")
    expect(atlas.page.get_by_role("heading", name=reader.t("about.heading"))).to_be_visible()
    atlas.turn(reader, "explore").painted("2016-05-05")
    assert atlas.map.get_attribute("lang") == "fr"
    assert atlas.map.get_attribute("data-view") == "syria"


def test_an_address_opens_just_what_it_says(visit):
    atlas = visit("/", date="2016-03-27", lang="ar", bounds="38.5,35.5,39.5,36.2", layers="places,heritage_sites")
    assert atlas.day == "2016-03-27"
    assert atlas.map.get_attribute("lang") == "ar"
    assert atlas.map.get_attribute("data-view") == ""
    west, south, east, north = atlas.bounds()
    assert west <= 38.5
    assert south <= 35.5
    assert east >= 39.5
    assert north >= 36.2
    assert atlas.run("return atlas.map.getZoom()") > 8
    atlas.goto("/", date="2016-03-27", lang="ar", view="euphrates", layers="places,heritage_sites")
    assert atlas.map.get_attribute("data-view") == "euphrates"
    painted = atlas.map.locator(".atlas-symbol[data-layer]").evaluate_all(
        "symbols => [...new Set(symbols.map((s) => s.dataset.layer))]"
    )
    assert set(painted) == {"places", "heritage_sites"}
    checked = atlas.map.locator(".atlas-panel input:checked").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert set(checked) == {"places", "heritage_sites"}
    assert atlas.page.locator(".atlas-notices li").count() == 0


def test_each_wrong_value_gets_a_sentence_and_the_page_works(visit):
    """Which values are wrong, and what is said of each, is told of addresses; here it reaches the page."""
    wrong = {
        "date": ("notice.day", "2015-02-30"),
        "view": ("notice.view", "mars"),
        "layers": ("notice.layer", "unicorns"),
        "lang": ("notice.language", "tlh"),
        "bounds": ("notice.bounds", "3,2,1"),
        "style": ("notice.style", "heatmap"),
        "compare": ("notice.compare", "2017-02-30"),
    }
    query = {name: value for name, (_, value) in wrong.items()} | {"layers": "places,unicorns"}
    atlas = visit("/", **query)
    told = [locale("en").t(key, value=value) for key, value in wrong.values()]
    notices = atlas.page.locator(".atlas-notices li")
    expect(notices).to_have_count(len(told))
    assert sorted(notices.all_inner_texts()) == sorted(told)
    assert atlas.map.get_attribute("data-style") == "filled"
    assert atlas.map.count() == 1
    _steps(atlas, "2015-01-01", "ArrowRight")


def test_an_address_writes_nothing_on_the_page_but_text(visit):
    signs = "[Sign in](http://a.example) **b** :red[c] :material/home: :smile: $x^2$ http://b.example # d | e"
    wrong = {
        "view": ("notice.view", signs),
        "place": ("notice.place", MARKUP),
        "mode": ("notice.mode", "\N{ARABIC LETTER SEEN} (1)"),
    }
    atlas = visit("/", **{name: value for name, (_, value) in wrong.items()})
    notices = atlas.page.locator(".atlas-notices li")
    told = [
        locale("en").t(key, value=value if len(value) <= LONGEST else value[: LONGEST - 1] + "…")
        for key, value in wrong.values()
    ]
    expect(notices).to_have_count(len(told))
    assert sorted(notices.all_inner_texts()) == sorted(told)
    assert notices.locator(":not(bdi)").count() == 0
    assert notices.locator("bdi").count() == len(told)


@pytest.mark.parametrize(
    ("value", "key", "day"),
    [
        (MARKUP, "notice.day", "2015-01-01"),
        ("1999-12-31", "notice.outside", "2004-01-01"),
        ("2099-01-01", "notice.outside", LAST),
    ],
)
def test_a_wrong_day_is_said_as_it_was_written(visit, value, key, day):
    atlas = visit("/", date=value)
    notice = atlas.page.locator(".atlas-notices li")
    expect(notice).to_have_count(1)
    expect(notice).to_have_text(locale("en").t(key, value=value))
    _steps(atlas, day, "ArrowLeft" if day == LAST else "ArrowRight")


def _steps(atlas, day, key):
    assert atlas.day == day
    atlas.slider.press(key)
    assert atlas.day != day


def test_the_language_switch_keeps_day_and_view(visit):
    atlas, switched = visit("/", date="2017-07-10", view="nineveh", layers="places,attacks"), locale("ar")
    name = switched.t("language.name")
    atlas.page.get_by_role("radio", name=name).or_(atlas.page.get_by_role("button", name=name)).click()
    expect(atlas.map).to_have_attribute("lang", "ar")
    atlas.painted("2017-07-10")
    atlas.addressed(lang="ar", date="2017-07-10", view="nineveh", layers="places,attacks")
    assert atlas.map.count() == 1
    assert atlas.map.get_attribute("data-view") == "nineveh"
    assert atlas.map.get_attribute("dir") == "rtl"
    expect(atlas.map.locator(".atlas-date")).to_have_text(switched.day(parse_day("2017-07-10")))


@pytest.fixture
def fresh(browser, server):
    """A page of a browser that has kept nothing, and where its atlas is."""
    context = context_of(browser)
    yield context.new_page(), f"{server.url}/?date=2015-05-31"
    context.close()


def test_what_lies_below_the_map_comes_after_it(fresh):
    page, address = fresh
    held = []
    page.route("**/atlas/record.json*", lambda route: held.append(route))  # noqa: PLW0108  the driver marks it
    page.goto(address)
    expect(page.locator(".atlas-host .atlas-map")).to_be_attached()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    expect(page.locator(".atlas-below")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".atlas-below .atlas-chart .line")).to_be_visible()
    assert page.locator(".atlas-map").get_attribute("data-day") == "2015-05-31"


def test_a_map_without_its_record_holds_up_nothing_else(fresh):
    page, address = fresh
    page.route("**/atlas/record.json*", lambda route: route.abort())
    page.goto(address)
    expect(page.get_by_role("link", name=locale("en").t("chart.more"))).to_be_visible()


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
