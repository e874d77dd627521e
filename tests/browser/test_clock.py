"""The clock runs in the browser: at once, without the server, and the address follows when the hand rests."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import locale
from geodata.dates import CLOCK_FIRST, parse_day
from geodata.record.loading import package

LAST = package().as_of
THUMB = 16


def _event_days():
    """Every day on which something of the record begins or happens."""
    days = set()
    for layer in geodata.LAYERS.keys() - {"territory"}:
        rows = geodata.load(layer)
        for column in ("start_date", "event_date"):
            if column in rows:
                days |= {day.date() for day in rows[column].dropna()}
    return sorted(day for day in days if day >= CLOCK_FIRST)


EVENT_DAYS = _event_days()
FIRST_OF_2015 = parse_day("2015-01-01")


KEYS = {
    "ArrowRight": "2015-02-01",
    "ArrowUp": "2015-02-01",
    "ArrowLeft": "2014-12-01",
    "ArrowDown": "2014-12-01",
    "Shift+ArrowRight": "2016-01-01",
    "Shift+ArrowLeft": "2014-01-01",
    "PageUp": min(day for day in EVENT_DAYS if day > FIRST_OF_2015).isoformat(),
    "PageDown": max(day for day in EVENT_DAYS if day < FIRST_OF_2015).isoformat(),
    "Home": CLOCK_FIRST.isoformat(),
    "End": LAST.isoformat(),
}


def test_keys_move_the_clock_at_once(visit):
    atlas = visit("/")
    atlas.slider.focus()
    for key, day in KEYS.items():
        atlas.go("2015-01-01")
        atlas.page.keyboard.press(key)
        # The browser paints the day before the server hears of it.
        assert atlas.painted().day == day, key
        told = locale("en").day(parse_day(day))
        assert atlas.map.locator(".atlas-date").text_content() == told
        assert atlas.slider.get_attribute("aria-valuetext") == told
        atlas.addressed(date=day)


def test_from_inside_a_month_a_step_goes_to_its_edges(visit):
    atlas = visit("/", date="2016-05-05")
    atlas.slider.press("ArrowLeft")
    assert atlas.day == "2016-05-01"
    atlas.slider.press("ArrowRight")
    assert atlas.day == "2016-06-01"


def test_the_buttons_go_by_months(visit):
    atlas = visit("/")
    atlas.map.get_by_role("button", name=locale("en").t("clock.forward")).click()
    assert atlas.day == "2015-02-01"
    atlas.map.get_by_role("button", name=locale("en").t("clock.back")).click()
    assert atlas.day == "2015-01-01"


def test_the_clock_stops_at_its_ends(visit):
    atlas = visit("/", date=LAST.isoformat())
    atlas.slider.press("ArrowRight")
    assert atlas.day == LAST.isoformat()
    atlas.slider.press("Home")
    atlas.slider.press("ArrowLeft")
    assert atlas.day == CLOCK_FIRST.isoformat()


def test_a_drag_paints_on_the_way_and_the_address_follows_the_release(visit):
    atlas = visit("/")
    atlas.settled()
    box = atlas.slider.bounding_box()

    def across(day):
        share = (parse_day(day) - CLOCK_FIRST) / (LAST - CLOCK_FIRST)
        return box["x"] + THUMB / 2 + share * (box["width"] - THUMB), box["y"] + box["height"] / 2

    mouse = atlas.page.mouse
    mouse.move(*across("2015-01-01"))
    mouse.down()
    seen = []
    for day in ("2015-06-01", "2016-01-01", "2016-09-01", "2017-03-01"):
        mouse.move(*across(day), steps=4)
        seen.append(atlas.day)
        assert abs(parse_day(atlas.day) - parse_day(day)) <= timedelta(days=62)
        assert atlas.day.endswith("-01"), "a drag goes by months"
    assert seen == sorted(set(seen))
    assert atlas.query.get("date") == "2015-01-01", "the hand is still on the slider"
    mouse.up()
    atlas.addressed(date=seen[-1])
    assert atlas.day == seen[-1]


def test_the_map_stays_the_same_with_its_zoom_and_place(visit):
    atlas = visit("/")
    atlas.settled()
    atlas.map.evaluate("element => { element.mine = 'kept' }")
    atlas.run("atlas.map.setView([36.2, 41.5], 7.5, { animate: false })")
    atlas.page.wait_for_function("() => new URLSearchParams(location.search).has('bounds')")
    where = "const c = atlas.map.getCenter(); return [c.lat, c.lng, atlas.map.getZoom()]"
    before = atlas.run(where)
    for _ in range(3):
        atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-04-01")
    atlas.settled()
    assert atlas.map.evaluate("element => element.mine") == "kept"
    assert atlas.map.count() == 1
    assert atlas.run(where) == pytest.approx(before, abs=1e-6)
    assert atlas.day == "2015-04-01"


def test_stepping_asks_the_server_for_nothing(visit):
    atlas = visit("/")
    atlas.settled()
    before = len(atlas.watch.requests)
    for _ in range(12):
        atlas.slider.press("ArrowRight")
    atlas.addressed(date="2016-01-01")
    atlas.settled()
    assert atlas.watch.requests[before:] == []


def test_quick_steps_never_jump_back(visit):
    atlas = visit("/")
    atlas.settled()
    atlas.run("""root.days = []; new MutationObserver(() => root.days.push(root.dataset.day))
                 .observe(root, { attributes: true, attributeFilter: ['data-day'] })""")
    for _ in range(4):
        for _ in range(6):
            atlas.slider.press("ArrowRight")
        atlas.addressed(date=atlas.day)
    atlas.settled()
    days = atlas.run("return root.days")
    assert days == sorted(days)
    assert atlas.day == "2017-01-01"


def test_a_milestone_brings_the_clock_to_its_day(visit):
    atlas = visit("/", date="2015-05-31")
    atlas.map.evaluate("element => { element.mine = 'kept' }")
    atlas.page.locator(".st-key-go-palmyra-falls-2015").get_by_role("button").click()
    atlas.painted("2015-05-21")
    atlas.addressed(date="2015-05-21")
    assert atlas.slider.get_attribute("aria-valuetext") == "21 May 2015"
    assert atlas.map.evaluate("element => element.mine") == "kept"
    # The day that the server set and the days that follow on the map agree.
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-06-01")
    atlas.settled()
    assert atlas.day == "2015-06-01"


def test_milestones_are_those_of_the_year(visit):
    atlas = visit("/", date="2014-08-01")
    rows = geodata.load("milestones")
    expected = rows[rows["event_date"].dt.year == 2014]["title_en"].tolist()
    expect(atlas.page.locator(".atlas-event strong")).to_have_text(expected)
    atlas.slider.press("Shift+ArrowRight")
    expected = rows[rows["event_date"].dt.year == 2015]["title_en"].tolist()
    expect(atlas.page.locator(".atlas-event strong")).to_have_text(expected)


def test_the_back_button_returns_to_the_day_before(visit):
    atlas = visit("/", date="2015-01-01", lang="en", view="iraq-syria")
    atlas.settled()
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-02-01")
    atlas.settled()
    atlas.slider.press("Shift+ArrowRight")
    atlas.addressed(date="2016-02-01")
    atlas.settled()
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-02-01")
    atlas.addressed(date="2015-02-01")
    atlas.settled()
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-01-01")


def test_a_page_turned_to_right_after_a_step_stays(visit):
    atlas = visit("/", date="2016-05-01")
    atlas.settled()
    for _ in range(3):
        atlas.slider.press("ArrowRight")
        atlas.page.get_by_role("link", name=locale("en").t("page.about")).click()
        expect(atlas.page.get_by_role("heading", name=locale("en").t("about.heading"))).to_be_visible()
        atlas.page.get_by_role("link", name=locale("en").t("page.explore")).click()
        expect(atlas.map).to_be_visible()
        atlas.settled()
    assert atlas.map.get_attribute("data-day") == "2016-08-01"


def test_a_page_turned_to_before_the_map_has_its_scripts_stays_quiet(visit):
    atlas = visit("/about")
    held = []
    atlas.page.route("**/bundle/atlas.js*", lambda route: held.append(route))  # noqa: PLW0108  the driver marks it
    explore, about = (
        atlas.page.get_by_role("link", name=locale("en").t(f"page.{page}")) for page in ("explore", "about")
    )
    explore.click()
    expect(atlas.page.locator(".atlas-host")).to_be_attached()
    about.click()
    expect(atlas.page.get_by_role("heading", name=locale("en").t("about.heading"))).to_be_visible()
    expect(atlas.page.locator(".atlas-host")).to_have_count(0)
    for route in held:
        route.continue_()
    atlas.page.wait_for_function("() => window.L && window.Atlas?.mount")
    explore.click()
    atlas.painted()
