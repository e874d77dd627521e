"""What is no place tells of itself in the desk too, with its sources and an address."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import locale
from geodata.names.search import find
from geodata.record import loading
from tests.reader import DESKTOP, PHONE

ROWS = [
    ("Bataclan", "attacks", "paris-2015-11-13"),
    ("Temple of Bel", "heritage_sites", "temple-of-bel"),
    ("Marawi", "affiliates", "philippines"),
    ("Christchurch Call", "milestones", "christchurch-call-2019"),
    ("Denmark", "coalition", "denmark"),
]


def _searched(atlas, typed):
    field = atlas.pair.locator(".atlas-search").get_by_role("combobox")
    field.fill(typed)
    expect(atlas.pair.locator(".atlas-search [role=option]").first).to_be_visible()
    field.press("Enter")
    return atlas.pair.locator(".atlas-desk")


@pytest.mark.parametrize(("typed", "layer", "row_id"), ROWS, ids=[row[1] for row in ROWS])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_found_tells_of_itself_in_the_desk(show, language, typed, layer, row_id):
    atlas = show(language=language, day="2016-05-05")
    desk = _searched(atlas, typed)
    expect(desk.locator("h2")).to_have_text(find(typed)[0].names[language])
    expect(desk.locator("h2")).to_be_focused()
    expect(desk.locator(".kind")).to_have_text(locale(language).t(f"layer.{layer}"))
    table = {"affiliates": "affiliate_status"}.get(layer, layer)
    assert f"/row/{table}/" in desk.locator(".permanent a").first.get_attribute("href")
    expect(desk.locator(".sources").first).to_be_visible()
    atlas.told(place=f"{layer}/{row_id}")
    desk.locator(".close").click()
    atlas.told(place="")


@pytest.mark.parametrize("size", [DESKTOP, (360, 780)], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_popup_leads_to_all_that_is_said_of_it(show, language, size):
    atlas = show(language=language, size=size, day="2016-05-05")
    for layer, row_id in (
        ("attacks", "brussels-2016-03-22"),
        ("heritage_sites", "temple-of-bel"),
        ("affiliates", "philippines"),
    ):
        popup = atlas.open_popup(layer, row_id)
        way = popup.locator(".open")
        expect(way).to_have_text(locale(language).t("popup.open"))
        assert way.bounding_box()["height"] >= 24
        # By mouse and by key.
        way.press("Enter") if layer == "affiliates" else way.click()
        desk = atlas.pair.locator(".atlas-desk")
        expect(desk.locator("h2")).to_be_focused()
        expect(desk.locator(".kind")).to_have_text(locale(language).t(f"layer.{layer}"))
        expect(popup).to_have_count(0)
        atlas.told(place=f"{layer}/{row_id}")
        desk.locator(".close").click()
        atlas.told(place="")


def test_a_group_tells_all_its_times_and_the_one_that_holds_is_marked(show):
    atlas = show(place="affiliates/philippines", day="2017-06-01")
    desk = atlas.pair.locator(".atlas-desk")
    times = [row for row in loading.rows("affiliate_status") if row["affiliate_id"] == "philippines"]
    expect(desk.locator("li")).to_have_count(len(times))
    expect(desk.locator("li[aria-current]")).to_contain_text(locale("en").t("status.holding-territory"))
    desk.locator(".go").first.click()
    atlas.painted(min(row["start_date"] for row in times))


def test_its_symbol_is_ringed(show):
    atlas = show(place="attacks/paris-2015-11-13", day="2015-11-13", view="world", layers=("attacks",))
    expect(atlas.pair.locator(".atlas-desk h2")).to_be_visible()
    chosen = atlas.map.locator(".atlas-symbol.chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_attribute("data-id", "paris-2015-11-13")


def test_who_fights_tells_what_it_holds_on_the_day(show):
    atlas = show(day="2017-01-01")
    desk = _searched(atlas, "Peshmerga")
    atlas.told(place="actors/peshmerga")
    count = atlas.run(
        "const day = atlas.selection.day; return atlas.first.record.layers.places.filter((row) =>"
        " row.controller === 'peshmerga' && row.start_date <= day && (!row.end_date || day < row.end_date)).length"
    )
    assert count > 3
    expect(desk.locator("h3")).to_have_text(locale("en").t("desk.holds", count=count))
    expect(desk.locator(".place")).to_have_count(count)
    desk.locator(".place").first.click()
    expect(desk.locator(".strip")).to_be_visible()


def test_on_a_phone_it_is_read_too(show):
    atlas = show(size=PHONE, language="ar", day="2016-05-05")
    desk = _searched(atlas, "باتاكلان")
    expect(desk.locator("h2")).to_be_in_viewport()
    assert atlas.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
