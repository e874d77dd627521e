"""The map of a day in words; and the way of the keys: search and clock before the map, and back from a popup."""

import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from geodata.dates import parse_day

BEFORE, AFTER = "2015-05-01", "2015-06-01"
ORDER = """() => {
    const pair = document.querySelector(".atlas-pair"), first = (chosen) => pair.querySelector(chosen);
    const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const parts = [".atlas-search input", ".atlas-clock input", ".atlas-symbol"].map(first);
    return parts.slice(1).every((part, number) => follows(parts[number], part));
}"""


def _held(day):
    places = geodata.at("places", day)
    return places[places["controller"].isin(["daesh", "contested"])]


@pytest.mark.parametrize("language", languages())
def test_the_day_is_told_in_words(show, language):
    reader = locale(language)
    atlas = show(language=language, day=BEFORE)
    told = atlas.map.locator(".atlas-told")
    expect(told).to_contain_text(reader.day(parse_day(BEFORE)))
    area = atlas.map.locator("[data-figure=land_held]").inner_text()
    expect(told).to_contain_text(f"{reader.t('figure.land_held')}: {area}")
    for country, held in _held(BEFORE).groupby("country"):
        name = reader.t(f"scope.{country}")
        line = reader.t("told.places", country=name, count=len(held), names="|").partition("|")[0]
        expect(told).to_contain_text(line)
    names = _held(BEFORE).set_index("id")[f"name_{language}"]
    for place in ("mosul", "raqqa"):
        expect(told).to_contain_text(names[place])


@pytest.mark.parametrize(("there", "back"), [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_what_changed_since_the_last_step_is_told(show, there, back):
    reader = locale("en")
    atlas = show(day=there)
    told = atlas.map.locator(".atlas-told")
    expect(told).to_contain_text(reader.day(parse_day(there)))
    atlas.go(back)
    before, after = (set(_held(day)["id"]) for day in (there, back))
    since = reader.day(parse_day(there))
    for key, ids in (("told.gained", after - before), ("told.lost", before - after)):
        line = reader.t(key, since=since, count=len(ids), names="|").partition("|")[0]
        if ids:
            expect(told).to_contain_text(line)
        else:
            expect(told).not_to_contain_text(line)


def test_search_and_clock_come_before_the_symbols(show):
    assert show(day=BEFORE).page.evaluate(ORDER)


def test_a_symbol_says_whether_its_popup_is_open(show):
    atlas = show(day=BEFORE)
    atlas.open_popup("heritage_sites", "khorsabad")
    atlas.page.keyboard.press("Escape")
    symbol = atlas.symbol("heritage_sites", "khorsabad")
    expect(atlas.map.locator(".atlas-popup")).to_have_count(0)
    atlas.enter_symbol(symbol)
    expect(symbol).to_have_attribute("aria-expanded", "true")
    atlas.page.keyboard.press("Escape")
    expect(symbol).to_have_attribute("aria-expanded", "false")


def test_land_asked_about_by_key_is_returned_from(show):
    atlas = show(day=BEFORE)
    box = atlas.map.locator(".leaflet-container")
    box.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.map.locator(".atlas-why h2")).to_be_focused()
    atlas.page.keyboard.press("Escape")
    expect(box).to_be_focused()
