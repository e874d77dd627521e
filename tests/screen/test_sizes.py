"""The map in windows of every size: nothing is cut off or covered that is looked for, and nobody scrolls sideways."""

import pytest

from dashboard.atlas.selection import VIEWS
from tests.reader import DESKTOP, PHONE

PHONES = [(360, 780), PHONE]
SMALLEST = (320, 640)
"""What is left of 1280 pixels at four times their size (WCAG 2.2, 1.4.10)."""
ALEPPO = [36.2021, 37.1343]
COVERED = """const { x, y } = atlas.map.latLngToContainerPoint(argument);
    const box = atlas.map.getContainer().getBoundingClientRect();
    const there = document.elementFromPoint(box.x + x, box.y + y);
    const isMap = atlas.map.getContainer().contains(there) && !there.closest(".leaflet-control");
    return isMap ? "" : there?.outerHTML ?? "outside";
"""
SIDEWAYS = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@pytest.mark.parametrize("size", PHONES, ids=str)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_phone_shows_the_conflict_zone_and_covers_nothing_of_aleppo(show, size, language):
    atlas = show(size=size, language=language, day="2015-05-31")
    west, south, east, north = atlas.bounds()
    wanted = VIEWS["iraq-syria"]
    assert (west <= wanted[0], south <= wanted[1], east >= wanted[2], north >= wanted[3]) == (True,) * 4
    assert atlas.run(COVERED, ALEPPO) == ""


@pytest.mark.parametrize("size", [*PHONES, SMALLEST, DESKTOP, (1280, 720), (3840, 2160)], ids=str)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_nobody_scrolls_sideways_and_no_control_is_cut_off(show, size, language):
    atlas = show(size=size, language=language, day="2015-05-31").charted()
    assert atlas.page.evaluate(SIDEWAYS) <= 0
    cut_off = atlas.page.evaluate(
        """() => [...document.querySelectorAll(".atlas-pair :is(button, input, select, summary)")]
            .filter((one) => one.checkVisibility() && !one.closest(".lanes"))
            .filter((one) => { const { left, right } = one.getBoundingClientRect();
                return left < 0 || right > innerWidth })
            .map((one) => one.outerHTML)"""
    )
    assert cut_off == []
