"""A click on land tells why it is what it is, as `geodata.explain` does."""

from datetime import date

import numpy as np
import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from geodata.history.explain import case
from tests.reader import DESKTOP, PHONE

DAYS = ("2014-07-15", "2015-05-31", "2017-10-15", "2019-03-01")


def points(count, seed):
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(36.0, 48.0, count), rng.uniform(31.0, 37.3, count)]).round(4).tolist()


@pytest.mark.parametrize("language", languages())
def test_the_script_finds_what_python_finds(show, language):
    atlas = show(language=language, day=DAYS[0])
    reader = locale(language)
    for day in DAYS:
        chosen = points(250, seed=int(day[:4]))
        found = atlas.run(
            "return argument[0].map((at) => { const { key, values, land } = atlas.first.why.find(at, argument[1]);"
            " return { key, values, land } })",
            [chosen, day],
        )
        for (lon, lat), told in zip(chosen, found, strict=True):
            why = geodata.explain(lon, lat, day, lang=language)
            assert (told["key"], told["land"]) == (case(why), why.land), (lon, lat, day)
            if why.place is None or why.override:
                continue
            assert told["values"]["place"] == why.place.names[language]
            km = f"{why.place.km:.1f}".replace(".", reader.decimal) if why.place.km < 10 else f"{why.place.km:.0f}"
            assert told["values"]["km"] == km
            if why.since:
                assert reader.day(why.since, why.since_edtf) in told["values"]["since"]
            if why.gone:
                assert told["values"]["gone"] == reader.day(why.gone)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=str)
@pytest.mark.parametrize("language", languages())
def test_a_click_on_land_tells_why(show, language, size):
    lon, lat, day = 41.35, 35.85, "2015-05-31"
    why = geodata.explain(lon, lat, day, lang=language)
    atlas = show(language=language, day=day, size=size, bounds=(40.6, 35.2, 42.2, 36.4))
    spot = atlas.run("return atlas.map.latLngToContainerPoint([argument[1], argument[0]])", [lon, lat])
    box = atlas.map.locator(".leaflet-container").first.bounding_box()

    atlas.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])

    told = atlas.map.locator(".atlas-why").last
    reader = locale(language)
    expect(told.locator("h2")).to_have_text(reader.t(f"class.{why.land}"))
    expect(told).to_contain_text(why.place.names[language])
    expect(told).to_contain_text(reader.day(why.since, why.since_edtf))
    expect(told.locator(".sources a")).to_have_count(len(why.sources))
    assert told.get_attribute("dir") == reader.direction


def test_the_land_in_the_middle_is_asked_about_by_keyboard(show):
    atlas = show(day="2015-05-31", bounds=(40.6, 35.2, 42.2, 36.4))
    atlas.map.locator(".leaflet-container").first.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.map.locator(".atlas-why").last).to_be_visible()
    atlas.page.keyboard.press("Escape")
    expect(atlas.map.locator(".atlas-why")).to_have_count(0)


def test_outside_the_derived_land_it_says_so(show):
    atlas = show(day="2015-05-31")
    found = atlas.run("return atlas.first.why.find([31.2, 30.0], '2015-05-31')")
    assert found["key"] == case(geodata.explain(31.2, 30.0, "2015-05-31"))


def test_where_no_land_is_shown_a_click_tells_nothing(show):
    atlas = show(day="2015-05-31", layers=("places",), bounds=(40.6, 35.2, 42.2, 36.4))
    atlas.run("return atlas.first.explain(L.latLng(35.85, 41.35))")
    expect(atlas.map.locator(".atlas-why")).to_have_count(0)


def test_a_day_after_the_land_is_told_as_one(show):
    atlas = show(day=date(2020, 6, 1).isoformat())
    assert atlas.run("return atlas.first.why.find([43.1, 36.3], '2020-06-01').key") == "undated"


# Places of the map on which nothing else stands, apart from each other; as shares of its size.
FREE = """() => {
    const box = document.querySelector(".atlas-map .leaflet-container").getBoundingClientRect(), found = [];
    const isFree = ([x, y]) => [[0, 0], [24, 0], [-24, 0], [0, 24], [0, -24]].every(([right, down]) => {
        const there = document.elementFromPoint(box.left + x * box.width + right, box.top + y * box.height + down);
        return there?.closest(".leaflet-container") && !there.closest("button, .atlas-symbol, .leaflet-control");
    });
    for (let x = 0.15; x < 0.7; x += 0.05) for (let y = 0.55; y < 0.95; y += 0.05) {
        const isApart = found.every((other) => Math.abs(other[0] - x) > 0.2);
        if (isApart && isFree([x, y])) found.push([x, y]);
    }
    return found;
}"""


def test_a_click_beside_a_symbols_popup_closes_it_and_no_more(show):
    atlas = show(day="2015-05-31", bounds=(40.6, 35.2, 42.2, 36.4))
    box = atlas.map.locator(".leaflet-container").first.bounding_box()
    one, other = atlas.page.evaluate(FREE)[:2]

    def click(place):
        atlas.page.wait_for_function("() => !document.querySelector('.leaflet-pan-anim')")
        atlas.page.mouse.click(box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"])

    # At the upper edge of the map, where it covers neither.
    atlas.run(
        """const told = document.createElement("p");
           told.className = "atlas-popup";
           const at = atlas.map.containerPointToLatLng([atlas.map.getSize().x / 2, 140]);
           L.popup().setLatLng(at).setContent(told).openOn(atlas.map)"""
    )
    click(one)
    expect(atlas.map.locator(".atlas-popup")).to_have_count(0)
    click(one)
    expect(atlas.map.locator(".atlas-why").last).to_be_visible()
    click(other)
    expect(atlas.map.locator(".atlas-why")).to_have_count(1)
