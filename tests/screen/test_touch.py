"""A hand on a screen does what a mouse does."""

import pytest
from playwright.sync_api import expect

from tests.reader import PHONE, context_of


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
    atlas.map.locator(".atlas-symbol[data-id=mosul]").first.tap()
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
