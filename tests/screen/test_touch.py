"""A hand on a screen does what a mouse does."""

import pytest
from playwright.sync_api import expect

from tests.reader import PHONE, context_of, standing_for


@pytest.fixture(scope="module")
def context(browser):
    """A browser of a phone, in place of that of the other cases."""
    context = context_of(browser, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def pages():
    """Pages of that browser."""
    return {}


@pytest.fixture
def finger(context):
    """Lay a finger on a page, draw it from point to point and, if wanted, take it off; no point at all takes it off."""
    sessions = {}

    def draw(page, *points, lift=True):
        session = sessions.setdefault(page, context.new_cdp_session(page))
        for number, (x, y) in enumerate(points):
            kind = "touchMove" if number else "touchStart"
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        if lift:
            session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    return draw


def _middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_drags_the_clock(show, finger):
    atlas = show(size=PHONE, day="2015-05-31").charted()
    asked = len(atlas.watch.requests)
    x, y = _middle(atlas.slider)
    share = atlas.slider.evaluate("slider => (slider.value - slider.min) / (slider.max - slider.min)")
    box = atlas.slider.bounding_box()
    x = box["x"] + 8 + share * (box["width"] - 16)
    finger(atlas.page, *((x + step * 6, y) for step in range(6)), lift=False)
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').dataset.day > '2016-01-01'")
    shown = atlas.day
    finger(atlas.page)
    atlas.told(day=atlas.painted().day)
    assert atlas.day >= shown
    assert shown.endswith("-01")
    assert atlas.watch.requests[asked:] == []


def test_two_fingers_bring_the_clock_closer_and_leave_its_day(show, finger):
    atlas = show(size=PHONE, day="2015-05-31")
    box = atlas.slider.bounding_box()
    session = atlas.page.context.new_cdp_session(atlas.page)
    middle, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind, *apart):
        points = [{"x": middle + way * apart[0], "y": y, "id": number} for number, way in enumerate((-1, 1)) if apart]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    # One finger, which the slider follows; then a second one, and it was not meant.
    session.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": middle - 15, "y": y, "id": 0}]}
    )
    touch("touchStart", 15)
    for apart in (20, 30, 45, 60):
        touch("touchMove", apart)
    touch("touchEnd")
    ends = atlas.slider.evaluate("({ min, max }) => max - min")
    whole = atlas.run(
        "const { first, last } = atlas.first.record.clock; return (Date.parse(last) - Date.parse(first)) / 864e5"
    )
    assert ends == pytest.approx(whole / 4, rel=0.1)
    assert atlas.day == "2015-05-31"
    # Then a finger passes through what is seen.
    x = box["x"] + box["width"] * 0.4
    finger(atlas.page, *((x + step * 4, y) for step in range(4)))
    assert atlas.day != "2015-05-31"


def test_a_finger_moves_the_map_and_opens_a_place(show, finger):
    atlas = show(size=PHONE, day="2015-05-31")
    before = atlas.run("return atlas.map.getCenter().lng")
    x, y = _middle(atlas.map.locator(".atlas-stage"))
    finger(atlas.page, *((x - step * 15, y) for step in range(6)))
    atlas.page.wait_for_function(
        "before => document.querySelector('.atlas-map').atlas.map.getCenter().lng > before + 0.5", arg=before
    )
    atlas.told(where="last.bounds")
    atlas.run("atlas.map.setView([36.34, 43.13], 11, { animate: false })")
    head, item = standing_for(atlas.map, atlas.map.locator(".atlas-symbol[data-id=mosul]").first)
    head.tap()
    if item:
        item.tap()
    expect(atlas.pair.locator(".atlas-history")).to_be_visible()
    atlas.told(place="mosul")


def test_a_finger_draws_the_swipe(show, finger):
    atlas = show(size=PHONE, day="2015-05-31", compare="2017-07-10", mode="swipe")
    handle = atlas.page.locator(".atlas-swipe")
    expect(handle).to_be_visible()
    x, y = _middle(handle)
    finger(atlas.page, *((x - step * 12, y) for step in range(8)))
    expect(handle).not_to_have_attribute("aria-valuenow", "50")
    assert int(handle.get_attribute("aria-valuenow")) == pytest.approx(50 - 84 / 390 * 100, abs=4)


def test_a_tap_plays_and_pauses(show):
    atlas = show(size=PHONE, day="2015-05-31")
    atlas.map.get_by_role("button", name="Play").tap()
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').dataset.day > '2015-08-01'")
    atlas.map.get_by_role("button", name="Pause").tap()
    atlas.told(day=atlas.painted().day)
