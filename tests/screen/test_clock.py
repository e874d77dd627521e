"""The clock runs in the browser: at once, without the host, which is told when the hand rests."""

from datetime import timedelta

import pytest

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


def test_keys_move_the_clock_at_once(show):
    atlas = show()
    atlas.slider.focus()
    for key, day in KEYS.items():
        atlas.go("2015-01-01")
        atlas.page.keyboard.press(key)
        # The browser paints the day before the host hears of it.
        assert atlas.painted().day == day, key
        told = locale("en").day(parse_day(day))
        assert atlas.map.locator(".atlas-date").text_content() == told
        assert atlas.slider.get_attribute("aria-valuetext") == told
        atlas.told(day=day)


def test_from_inside_a_month_a_step_goes_to_its_edges(show):
    atlas = show(day="2016-05-05")
    atlas.slider.press("ArrowLeft")
    assert atlas.day == "2016-05-01"
    atlas.slider.press("ArrowRight")
    assert atlas.day == "2016-06-01"


def test_the_buttons_go_by_months(show):
    atlas = show()
    atlas.map.get_by_role("button", name=locale("en").t("forward.month")).click()
    assert atlas.day == "2015-02-01"
    atlas.map.get_by_role("button", name=locale("en").t("back.month")).click()
    assert atlas.day == "2015-01-01"


def test_the_clock_stops_at_its_ends(show):
    atlas = show(day=LAST.isoformat())
    atlas.slider.press("ArrowRight")
    assert atlas.day == LAST.isoformat()
    atlas.slider.press("Home")
    atlas.slider.press("ArrowLeft")
    assert atlas.day == CLOCK_FIRST.isoformat()


def test_a_drag_paints_on_the_way_and_the_address_follows_the_release(show):
    atlas = show()
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
    assert atlas.page.evaluate("window.told") == [], "the hand is still on the slider"
    mouse.up()
    atlas.told(day=seen[-1])
    assert atlas.day == seen[-1]


def test_a_step_leaves_zoom_and_place_as_they_are(show):
    atlas = show()
    atlas.run("atlas.map.setView([36.2, 41.5], 7.5, { animate: false })")
    atlas.told(where="last.bounds")
    where = "const c = atlas.map.getCenter(); return [c.lat, c.lng, atlas.map.getZoom()]"
    before = atlas.run(where)
    for _ in range(3):
        atlas.slider.press("ArrowRight")
    atlas.told(day="2015-04-01")
    assert atlas.run(where) == pytest.approx(before, abs=1e-6)
    assert atlas.day == "2015-04-01"


def test_stepping_asks_for_nothing(show):
    atlas = show()
    before = len(atlas.charted().watch.requests)
    for _ in range(12):
        atlas.slider.press("ArrowRight")
    atlas.told(day="2016-01-01")
    assert atlas.watch.requests[before:] == []


def test_quick_steps_never_jump_back(show):
    atlas = show()
    atlas.run("""root.days = []; new MutationObserver(() => root.days.push(root.dataset.day))
                 .observe(root, { attributes: true, attributeFilter: ['data-day'] })""")
    for _ in range(4):
        for _ in range(6):
            atlas.slider.press("ArrowRight")
        atlas.told(day=atlas.day)
    days = atlas.run("return root.days")
    assert days == sorted(days)
    assert atlas.day == "2017-01-01"
