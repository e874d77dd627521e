"""An address gives back what was seen: the same middle and zoom, however near, and in a window of any size."""

import pytest

from dashboard.atlas.address import Known, from_query, to_query
from dashboard.atlas.selection import Selection
from geodata.dates import parse_day
from tests.reader import DESKTOP, PHONE

WIDE = (2560, 900)
KNOWN = Known(parse_day("2024-12-31"))
SEEN = "const m = atlas.map, c = m.project(m.getCenter(), m.getZoom()); return [c.x, c.y, m.getZoom()]"
MOVED = {
    "near": [36.34567, 43.12345, 11],
    "north": [48.85432, 2.34567, 9.75],
    "middle": [34.5, 41.3, 8.5],
    "far": [36.5, 43.1, 6],
    "dateline": [12.3, 124.4, 3],
    "west": [55.1, -100.2, 2.5],
    "least": [20, 10, 1],
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE, WIDE], ids=str)
def test_an_address_gives_back_what_was_seen(show, size):
    atlas = show(size=size, view="world")
    for name, moved in MOVED.items():
        atlas.run("atlas.map.setView(argument.slice(0, 2), argument[2], { animate: false })", moved)
        seen = atlas.run(SEEN)
        for _ in range(2):
            bounds = tuple(atlas.run("return atlas.selection.bounds"))
            selection, notices = from_query(to_query(Selection(view="", bounds=bounds)), KNOWN)
            assert notices == []
            atlas.show(selection)
            *found, zoom = atlas.run(SEEN)
            assert zoom == seen[2], name
            assert found == pytest.approx(seen[:2], abs=1), name
            # As moved by the reader, by nothing.
            atlas.run("atlas.map.fire('moveend')")


@pytest.mark.parametrize("size", [DESKTOP, (1280, 720), WIDE], ids=str)
def test_the_world_of_a_wide_window_comes_back(show, size):
    atlas = show(size=size, view="world")
    seen = atlas.run(SEEN)
    atlas.run("atlas.map.fire('moveend')")
    atlas.show(Selection(view="", bounds=tuple(atlas.run("return atlas.selection.bounds"))))
    assert atlas.run(SEEN) == pytest.approx(seen, abs=1)
    assert atlas.run("return atlas.map.getZoom()") == seen[2]
