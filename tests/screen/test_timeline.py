"""Along the clock: milestones in lanes, the land held as its ground, coming closer to days, and playing."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, TERRITORY_LAST, parse_day
from geodata.record.loading import package
from tests.reader import DESKTOP, turn_wheel

LAST = package().as_of
READER = locale("en")


def _number(day):
    """A day as the slider counts it."""
    return (day - date(1970, 1, 1)).days


def _milestones():
    return geodata.load("milestones").sort_values("event_date", kind="stable")


def _days(lanes=None):
    rows = _milestones()
    rows = rows if lanes is None else rows[rows["lane"].isin(lanes)]
    return [day.date().isoformat() for day in rows["event_date"]]


def _opened(atlas, language="en"):
    more = atlas.map.get_by_role("button", name=locale(language).t("clock.more"))
    if more.get_attribute("aria-expanded") == "false":
        more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    return atlas


def _lane(atlas, lane, language="en"):
    return atlas.map.get_by_role("group", name=locale(language).t(f"lane.{lane}"), exact=True)


def _range(atlas):
    return tuple(atlas.slider.evaluate("({ min, max }) => [Number(min), Number(max)]"))


def _whole():
    return _number(CLOCK_FIRST), _number(LAST)


def _press(atlas, name):
    atlas.map.get_by_role("button", name=READER.t(name), exact=True).click()


@pytest.mark.parametrize("language", languages())
def test_each_milestone_stands_in_its_lane_at_its_day(show, language):
    reader = locale(language)
    atlas = _opened(show(language=language), language)
    rows = _milestones()
    for lane, own in rows.groupby("lane"):
        marks = _lane(atlas, lane, language).get_by_role("button")
        told = [
            f"{reader.day(row['event_date'].date())} · {reader.t(f'lane.{lane}')} · {row[f'title_{language}']}"
            for _, row in own.iterrows()
        ]
        assert marks.evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))") == told
        places = marks.evaluate_all(
            """marks => marks.map((mark) => { const box = mark.getBoundingClientRect();
                const slider = mark.closest('.track').querySelector('input').getBoundingClientRect();
                return (box.left + box.width / 2 - slider.left - 9) / (slider.width - 18) })"""
        )
        shares = [(day.date() - CLOCK_FIRST) / (LAST - CLOCK_FIRST) for day in own["event_date"]]
        assert places == pytest.approx(shares, abs=0.001)
    # Time runs from left to right in every language.
    assert atlas.map.locator(".atlas-clock").get_attribute("dir") == "ltr"


def test_a_lane_is_one_stop_and_its_milestones_are_reached_by_arrows(show):
    atlas = _opened(show(day="2015-11-20"))
    stops = atlas.map.locator(".lanes [tabindex='0']")
    expect(stops).to_have_count(4)
    territory = [day for day in _days(["territory"]) if day > "2015-11-20"]
    atlas.map.get_by_role("combobox", name=READER.t("clock.step")).focus()
    for _ in range(40):
        atlas.page.keyboard.press("Tab")
        if atlas.run("return document.activeElement.closest('.lane') !== null"):
            break
    focused = atlas.page.locator(":focus")
    before = focused.get_attribute("aria-label")
    atlas.page.keyboard.press("ArrowRight")
    expect(focused).to_have_accessible_name(re.compile(re.escape(READER.day(parse_day(territory[0])))))
    assert atlas.day == "2015-11-20", "to look is not to go"
    expect(stops).to_have_count(4)
    atlas.page.keyboard.press("Enter")
    assert atlas.painted().day == territory[0]
    atlas.page.keyboard.press("ArrowLeft")
    expect(focused).to_have_accessible_name(before)
    atlas.page.keyboard.press("ArrowDown")
    expect(focused).to_have_accessible_name(re.compile(READER.t("lane.military")))


def test_what_happened_on_the_day_is_told_on_the_map(show):
    atlas = show(day="2015-11-01")
    told = atlas.map.locator(".atlas-happened")
    expect(told).to_be_hidden()
    atlas.slider.press("Control+ArrowRight")
    day = next(day for day in _days() if day > "2015-11-01")
    titles = _milestones().set_index("event_date").loc[[day], "title_en"]
    assert len(titles) > 1, "two things happened on one day"
    for text in (READER.day(parse_day(day)), *titles):
        expect(told).to_contain_text(text)
    atlas.slider.press("ArrowRight")
    expect(told).to_be_hidden()


def test_one_goes_from_milestone_to_milestone_of_the_lanes_that_are_shown(show):
    atlas = _opened(show(day="2014-01-01"))
    seen = []
    for _ in range(3):
        _press(atlas, "clock.milestone_forward")
        seen.append(atlas.day)
    every = [day for day in dict.fromkeys(_days()) if day > "2014-01-01"]
    assert seen == every[:3]
    lanes = ("territory", "military", "ideas")
    for lane in lanes:
        atlas.map.get_by_role("button", name=READER.t(f"lane.{lane}"), exact=True).click()
        expect(_lane(atlas, lane)).to_be_hidden()
    atlas.go("2014-01-01")
    money = [day for day in _days(["money"]) if day > "2014-01-01"]
    _press(atlas, "clock.milestone_forward")
    assert atlas.day == money[0]
    atlas.slider.press("Control+ArrowRight")
    assert atlas.day == money[1]
    _press(atlas, "clock.milestone_back")
    assert atlas.day == money[0]


def test_a_click_beside_a_mark_means_the_mark(show):
    atlas = _opened(show(day="2013-01-01"))
    first = _lane(atlas, "territory").get_by_role("button").first.bounding_box()
    atlas.page.mouse.click(first["x"] - 4, first["y"] + first["height"] / 2)
    assert atlas.day == _days(["territory"])[0]


def test_the_land_held_is_the_ground(show):
    atlas = show()
    ground = atlas.map.locator("svg.ground")
    box = ground.bounding_box()
    held = atlas.map.locator("svg.ground .held").bounding_box()
    span = (LAST - CLOCK_FIRST).days
    for at, day in ((held["x"], TERRITORY_FIRST), (held["x"] + held["width"], TERRITORY_LAST)):
        assert (at - box["x"]) / box["width"] == pytest.approx((day - CLOCK_FIRST).days / span, abs=0.003)
    # Nothing of it lies in the hand's way.
    assert ground.evaluate("ground => getComputedStyle(ground).pointerEvents") == "none"


def test_keys_bring_days_closer_and_a_drag_then_passes_through_days(show):
    atlas = show(day="2014-06-10")
    asked = len(atlas.charted().watch.requests)
    assert _range(atlas) == _whole()
    for _ in range(6):
        atlas.slider.press("+")
    first, last = _range(atlas)
    assert last - first < 150
    assert first <= _number(parse_day("2014-06-10")) <= last
    assert atlas.day == "2014-06-10"
    box = atlas.slider.bounding_box()
    share = (_number(parse_day("2014-06-10")) - first) / (last - first)
    x, y = box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2
    atlas.page.mouse.move(x, y)
    atlas.page.mouse.down()
    seen = []
    for _ in range(4):
        x += (box["width"] - 16) / (last - first)
        atlas.page.mouse.move(x, y)
        seen.append(atlas.day)
    atlas.page.mouse.up()
    assert seen == ["2014-06-11", "2014-06-12", "2014-06-13", "2014-06-14"]
    atlas.told(day="2014-06-14")
    # What is out of sight comes into it.
    atlas.slider.press("End")
    assert atlas.day == LAST.isoformat()
    assert _range(atlas)[1] == _number(LAST)
    atlas.slider.press("0")
    assert _range(atlas) == _whole()
    atlas.slider.press("-")
    assert _range(atlas) == _whole()
    assert atlas.watch.requests[asked:] == []


OVER_ZOOM = """pair => { const zoom = pair.querySelector('.leaflet-control-zoom').getBoundingClientRect();
    return [...pair.querySelectorAll('[role=status]')].filter((line) => line.textContent).map((line) => {
        const box = line.getBoundingClientRect();
        return { text: line.textContent, over: box.left < zoom.right && zoom.left < box.right
            && box.top < zoom.bottom && zoom.top < box.bottom };
    }).filter(({ over }) => over).map(({ text }) => text) }"""


@pytest.mark.parametrize("language", languages())
def test_no_line_of_status_lies_over_the_buttons_of_the_zoom(show, language):
    atlas = show(language=language, day="2014-06-29", size=(360, 780))
    reader = locale(language)
    told = atlas.map.locator(".atlas-happened")
    expect(told).to_contain_text(reader.day(parse_day("2014-06-29")))
    assert atlas.pair.evaluate(OVER_ZOOM) == []
    # The open clock leaves the map little height.
    _opened(atlas, language)
    expect(told).to_be_in_viewport()
    assert atlas.pair.evaluate(OVER_ZOOM) == []
    atlas.map.get_by_role("button", name=reader.t("map.zoom_in")).click(trial=True)
    atlas.map.get_by_role("button", name=reader.t("clock.more")).click()
    atlas.pair.locator(".atlas-search").get_by_role("combobox").fill("zzqqzz")
    expect(atlas.pair.locator(".atlas-search .told")).to_have_text(reader.t("search.none"))
    assert atlas.pair.evaluate(OVER_ZOOM) == []


@pytest.mark.parametrize("size", [DESKTOP, (360, 780)], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", languages())
def test_a_closed_clock_that_shows_a_part_offers_all_years(show, language, size):
    atlas = show(language=language, day="2014-06-10", size=size)
    whole = atlas.map.locator(".atlas-clock > .whole")
    expect(whole).to_be_hidden()
    track = atlas.slider.bounding_box()
    for _ in range(4):
        atlas.slider.press("+")
    expect(whole).to_be_visible()
    expect(whole).to_have_text(locale(language).t("clock.whole"))
    assert whole.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert whole.bounding_box()["height"] >= 24
    assert atlas.slider.bounding_box() == track, "what is under the hand stays there"
    whole.click(trial=True)
    # It comes before the clock's other buttons.
    atlas.map.get_by_role("button", name=locale(language).t("clock.play")).focus()
    atlas.page.keyboard.press("Shift+Tab")
    expect(whole).to_be_focused()
    whole.press("Enter")
    assert _range(atlas) == _whole()
    expect(whole).to_be_hidden()
    expect(atlas.slider).to_be_focused()
    assert atlas.day == "2014-06-10"
    # An open clock has it among its settings.
    atlas.slider.press("+")
    _opened(atlas, language)
    expect(whole).to_be_hidden()


def test_a_wheel_brings_the_days_under_the_hand_closer_and_moves_them(show):
    atlas = show(day="2014-06-10")
    lanes = atlas.map.locator(".lanes")
    lanes.hover()
    box = lanes.bounding_box()
    # A hand is over a whole pixel, and one is several days wide.
    at = round(box["x"] + box["width"] * 0.75)
    share = (at - box["x"]) / box["width"]
    under = _whole()[0] + share * (_whole()[1] - _whole()[0])
    turn_wheel(lanes, at, box["y"] + 5, deltaY=-600)
    atlas.page.wait_for_function("() => document.querySelector('.atlas-clock input[type=range]').max < 20000")
    first, last = _range(atlas)
    assert last - first == pytest.approx((_whole()[1] - _whole()[0]) / 4, abs=2)
    assert first + share * (last - first) == pytest.approx(under, abs=3)
    assert atlas.day == "2014-06-10", "the map's day stays"
    turn_wheel(lanes, at, box["y"] + 5, deltaX=-200)
    atlas.page.wait_for_function(
        "first => document.querySelector('.atlas-clock input[type=range]').min < first", arg=first
    )
    assert atlas.page.evaluate("scrollY") == 0


def test_the_ground_is_dragged(show):
    atlas = _opened(show(day="2014-06-10"))
    for _ in range(3):
        _press(atlas, "clock.closer")
    first, last = _range(atlas)
    box = _lane(atlas, "ideas").bounding_box()
    y = box["y"] + box["height"] / 2
    atlas.page.mouse.move(box["x"] + box["width"] / 2, y)
    atlas.page.mouse.down()
    atlas.page.mouse.move(box["x"] + box["width"] / 4, y, steps=8)
    atlas.page.mouse.up()
    moved = _range(atlas)
    assert moved[1] - moved[0] == last - first
    assert moved[0] - first == pytest.approx((last - first) / 4, rel=0.03)
    assert atlas.day == "2014-06-10"
    closer = atlas.map.get_by_role("button", name=READER.t("clock.closer"))
    while closer.is_enabled():
        closer.click()
    assert _range(atlas)[1] - _range(atlas)[0] == 28
    expect(closer).to_be_disabled()
    expect(closer).to_be_focused()
    _press(atlas, "clock.whole")
    assert _range(atlas) == _whole()
    expect(atlas.map.get_by_role("button", name=READER.t("clock.whole"))).to_be_disabled()


def test_a_hand_that_holds_the_edge_goes_on(show):
    atlas = show(day="2014-06-10")
    for _ in range(5):
        atlas.slider.press("+")
    last = _range(atlas)[1]
    box = atlas.slider.bounding_box()
    y = box["y"] + box["height"] / 2
    atlas.page.mouse.move(box["x"] + box["width"] * 0.6, y)
    atlas.page.mouse.down()
    atlas.page.mouse.move(box["x"] + box["width"] - 1, y, steps=4)
    atlas.page.wait_for_function(
        "edge => document.querySelector('.atlas-clock input[type=range]').min > edge", arg=last + 30
    )
    # Back from the edge it stands still again.
    atlas.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    stands = _range(atlas)
    shown = _number(parse_day(atlas.day))
    assert stands[0] < shown < stands[1]
    atlas.page.mouse.up()
    atlas.told(day=atlas.day)
    assert _range(atlas) == stands


STEPS = {"day": "2015-01-02", "week": "2015-01-08", "month": "2015-02-01", "year": "2016-01-01"}


def test_arrows_and_buttons_go_by_the_step_that_is_chosen(show):
    atlas = _opened(show())
    choice = atlas.map.get_by_role("combobox", name=READER.t("clock.step"))
    assert choice.input_value() == "month"
    for step, day in STEPS.items():
        choice.select_option(step)
        atlas.go("2015-01-01")
        atlas.slider.press("ArrowRight")
        assert atlas.day == day
        atlas.go("2015-01-01")
        _press(atlas, f"forward.{step}")
        assert atlas.day == day
        _press(atlas, f"back.{step}")
        assert atlas.day == "2015-01-01"
        atlas.slider.press("Shift+ArrowRight")
        assert atlas.day == "2016-01-01", "a year, whatever the step"
    choice.select_option("event")
    atlas.go("2015-01-01")
    atlas.slider.press("PageUp")
    day = atlas.day
    atlas.go("2015-01-01")
    atlas.slider.press("ArrowRight")
    assert atlas.day == day


def test_playing_stops_at_milestones_where_that_is_wanted(show):
    atlas = _opened(show(day="2015-10-01"))
    atlas.map.get_by_role("checkbox", name=READER.t("clock.stops")).check()
    following = [day for day in dict.fromkeys(_days()) if day > "2015-10-01"]
    for day in following[:3]:
        _press(atlas, "clock.play")
        expect(atlas.map).to_have_attribute("data-day", day)
        expect(atlas.map.get_by_role("button", name=READER.t("clock.play"))).to_be_visible()
        expect(atlas.map.locator(".atlas-happened")).to_contain_text(READER.day(parse_day(day)))
    atlas.told(day=following[2])


def test_playing_goes_slower_where_much_happens(show):
    atlas = show()
    atlas.page.clock.install()
    months = {}
    for begin in ("2006-06-01", "2014-06-01"):
        atlas.go(begin)
        atlas.map.get_by_role("button", name=READER.t("clock.play"), exact=True).click()
        atlas.page.clock.run_for(2000)
        atlas.map.get_by_role("button", name=READER.t("clock.pause"), exact=True).click()
        day = parse_day(atlas.day)
        months[begin] = 12 * (day.year - int(begin[:4])) + day.month - 6
    assert months["2006-06-01"] > 2 * months["2014-06-01"] > 0


@pytest.mark.parametrize("size", [(1280, 720), (390, 844), (360, 780)])
@pytest.mark.parametrize("language", languages())
def test_what_lies_open_leaves_the_map_its_room(show, size, language):
    atlas = show(size=size, day="2014-06-10", language=language)
    stage, clock = atlas.map.locator(".atlas-stage"), atlas.map.locator(".atlas-clock")
    assert clock.bounding_box()["height"] <= 64
    _opened(atlas, language)
    for box in (atlas.map.locator(".settings"), atlas.map.locator(".lanes"), clock):
        found = box.bounding_box()
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= size[0]
    assert stage.bounding_box()["height"] >= 0.28 * size[1]
    assert stage.bounding_box()["y"] + stage.bounding_box()["height"] <= clock.bounding_box()["y"]
    pair = atlas.pair.bounding_box()
    assert clock.bounding_box()["y"] + clock.bounding_box()["height"] <= pair["y"] + pair["height"] + 1
