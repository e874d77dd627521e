"""Where the reader's system forces its colours, what a colour tells is still told, and what is pressed is seen so."""

import pytest
from playwright.sync_api import expect

STYLE = "(box, [name, part]) => getComputedStyle(box, part)[name]"
CLEAR = "rgba(0, 0, 0, 0)"


@pytest.fixture(params=["dark", "light"])
def forced(show, request):
    """A map whose colours are the system's."""
    atlas = show(day="2015-05-31")
    atlas.page.emulate_media(forced_colors="active", color_scheme=request.param)
    yield atlas
    atlas.page.emulate_media(forced_colors="none", color_scheme="light")


def _style(box, name, part=None):
    return box.evaluate(STYLE, [name, part])


def _text_and_ground(box):
    return _style(box, "color"), _style(box, "backgroundColor")


def test_what_a_colour_tells_keeps_its_ground_and_has_an_edge(forced):
    canvas = _style(forced.page.locator("body"), "backgroundColor")
    text = _style(forced.page.locator("body"), "color")
    pictures = forced.map.locator(".atlas-panel .atlas-picture")
    assert pictures.count() > 20
    for name, wanted in (("backgroundColor", "rgb(255, 255, 255)"), ("outlineColor", text), ("outlineStyle", "solid")):
        found = pictures.evaluate_all(f"boxes => boxes.map((box) => getComputedStyle(box).{name})")
        assert set(found) == {wanted}, name
    marks = forced.map.locator(".atlas-clock .lane button")
    colours = {_style(mark, "backgroundColor", "::before") for mark in marks.all()}
    assert len(colours) > 2, "each lane has its colour"
    assert {_style(mark, "outlineColor", "::before") for mark in marks.all()} == {text}
    assert _style(forced.map.locator(".atlas-clock .ticks path"), "stroke") not in {canvas, CLEAR}
    # The map is a picture, and what stands on it is not.
    assert _style(forced.map.locator(".leaflet-container"), "forcedColorAdjust") == "none"
    assert _style(forced.map.locator(".leaflet-control-zoom-in"), "forcedColorAdjust") == "auto"


def test_what_is_pressed_is_seen_to_be(forced):
    pressed, other = (forced.map.locator(f".styles button[aria-pressed={one}]").first for one in ("true", "false"))
    assert _text_and_ground(pressed) != _text_and_ground(other)
    narrowed = forced.map.locator(".atlas-panel li button").first
    before = _text_and_ground(narrowed)
    narrowed.click()
    assert _text_and_ground(narrowed) != before
    table = forced.pair.locator(".atlas-desk-toggle")
    before = _text_and_ground(table)
    table.click()
    expect(table).to_have_attribute("aria-expanded", "true")
    assert _text_and_ground(table) != before
    table.click()


def test_the_order_of_a_table_is_told_by_an_arrow(forced):
    table = forced.open_table("places")
    sorted_by = table.locator("[aria-sort=ascending] button")
    assert _style(sorted_by, "borderLeftColor", "::after") == CLEAR
    assert _style(sorted_by, "borderBottomColor", "::after") == _style(sorted_by, "color")
    sorted_by.click()
    sorted_by = table.locator("[aria-sort=descending] button")
    assert _style(sorted_by, "borderRightColor", "::after") == CLEAR
    assert _style(sorted_by, "borderTopColor", "::after") == _style(sorted_by, "color")
    table.locator(".close").click()


def test_the_row_that_holds_is_told_in_a_history(forced):
    history = forced.open_history("raqqa")
    now, other = history.locator("li[aria-current]"), history.locator(".changes li:not([aria-current])").first
    assert _style(now, "outlineStyle") == "solid"
    assert _style(other, "outlineStyle") == "none"
    letters = history.locator(".bar .atlas-holder")
    assert len({_style(letter, "backgroundColor") for letter in letters.all()}) > 1
    history.locator(".close").click()
