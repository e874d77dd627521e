"""Symbols never hide each other: what has no room is held by another, and all of it opens, by hand and by keyboard."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas import crowds
from dashboard.atlas.i18n import locale
from dashboard.atlas.naming import short
from dashboard.atlas.selection import LAYERS_SHOWN
from geodata.record.loading import package, table
from tests.reader import DESKTOP, PHONE

DAYS = [*(f"{year}-{month:02}-15" for year in range(2013, 2020) for month in (2, 6, 10)), "2011-05-02", "2022-01-01"]
DAY = "2016-05-05"
STANDING = """const symbols = [...root.querySelectorAll('.atlas-symbol[data-id]')].filter((box) => box.checkVisibility({
        visibilityProperty: true }));
    const found = symbols.map((box) => ({ box: box.getBoundingClientRect(), layer: box.dataset.layer,
        id: box.dataset.id, title: box.title }));"""
COVERED = f"""{STANDING}
    const covers = (a, b) => a !== b && a.box.left < b.x && b.x < a.box.right && a.box.top < b.y && b.y < a.box.bottom;
    for (const one of found) {{
        one.x = (one.box.left + one.box.right) / 2;
        one.y = (one.box.top + one.box.bottom) / 2;
    }}
    const small = found.filter(({{ box }}) => Math.min(box.width, box.height) < argument);
    return {{ count: found.length, small: small.length,
        covered: found.filter((one) => found.some((other) => covers(other, one))).map(({{ id }}) => id) }};"""
WITHIN = """const all = [...root.querySelectorAll('.atlas-symbol[data-id]')];
    const held = all.filter((box) => box.dataset.within);
    const heads = new Map(all.filter((box) => !box.dataset.within).map((box) => [box.dataset.id, box]));
    return held.filter((box) => !heads.has(box.dataset.within)).map((box) => box.dataset.id);"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_no_symbol_hides_another_on_any_day(show, size):
    atlas = show(day=DAYS[0], size=size)
    days = [*DAYS, package().as_of.isoformat()]
    assert len(days) == 24
    for day in days:
        atlas.go(day)
        found = atlas.run(COVERED, crowds.APART)
        assert found["covered"] == [], day
        assert found["small"] == 0, f"{day}: a finger needs {crowds.APART} pixels"
        assert atlas.run(WITHIN) == [], f"{day}: what another stands for says which"
    atlas.go(DAY)
    for zoom in (2, 3.5, 5, 7, 8, 9, 10, 12):
        atlas.run("atlas.map.setView([36.3, 43.1], argument, { animate: false })", zoom)
        found = atlas.run(COVERED, crowds.APART)
        assert found["covered"] == [], f"zoom {zoom}"
        assert found["count"] > 0


def test_the_opening_map_has_a_dozen_cities_and_the_rest_comes_nearer(show):
    atlas = show(day="2015-01-01")
    standing = f"{STANDING} return found.filter(({{ layer }}) => argument.includes(layer)).map(({{ id }}) => id);"
    counts = []
    for zoom in (None, 7, 8, 10):
        if zoom:
            atlas.run("atlas.map.setView([36.3, 41.5], argument, { animate: false })", zoom)
        ids = atlas.run(standing, ["places", "liberated_cities"])
        counts.append(len(ids))
        if not zoom:
            assert {"mosul", "raqqa", "palmyra", "deir-ez-zor", "baghdad"} <= set(ids)
            assert 10 <= len(ids) <= 24
    assert counts[1] >= counts[0]


def _told(atlas, layer, row_id):
    """What is opened, and how it is left: in a popup, or a place in the desk."""
    if layer in {"places", "liberated_cities"}:
        expect(atlas.pair.locator(".atlas-history")).to_be_visible()
        atlas.page.wait_for_function(
            "id => document.querySelector('.atlas-map').atlas.selection.place === id", arg=row_id
        )
        atlas.run("atlas.desk.close()")
        return
    name = atlas.run(
        """const { rows } = atlas.features[argument.layer].find(({ id }) => id === argument.id);
           return atlas.first.account.name(rows[0])""",
        {"layer": layer, "id": row_id},
    )
    expect(atlas.map.locator(".atlas-popup:not(.atlas-cluster) h2").last).to_have_text(name)


@pytest.mark.parametrize("way", ["pointer", "keyboard"])
@pytest.mark.parametrize("zoom", [6, 9])
def test_all_that_a_symbol_stands_for_can_be_opened(show, way, zoom):
    atlas = show(day=DAY)
    atlas.run("atlas.map.setView([36.3, 43.1], argument, { animate: false })", zoom)
    heads = atlas.run(
        """const counted = [...root.querySelectorAll('.atlas-symbol:is([data-count],[data-more])')]
             .filter((box) => box.checkVisibility({ visibilityProperty: true }));
           const stage = root.querySelector('.atlas-stage').getBoundingClientRect();
           const panel = root.querySelector('.atlas-panel').getBoundingClientRect();
           return counted.filter((box) => { const { left, right, top, bottom } = box.getBoundingClientRect();
             return left > stage.left + 120 && right < panel.left && top > stage.top + 60 && bottom < stage.bottom })
             .map((box) => [box.dataset.layer, box.dataset.id]).slice(0, 4);"""
    )
    assert heads
    for layer, head in heads:
        members = atlas.map.locator(f".atlas-symbol[data-within='{head}']").evaluate_all(
            "all => all.map((box) => `${box.dataset.layer}/${box.dataset.id}`)"
        )
        for member in members[:2]:
            symbol = atlas.symbol(layer, head)
            if way == "pointer":
                symbol.click()
                atlas.map.locator(f".atlas-cluster [data-of='{member}']").click()
            else:
                symbol.focus()
                atlas.page.keyboard.press("Enter")
                choice = atlas.map.locator(f".atlas-cluster [data-of='{member}']")
                expect(choice).to_be_visible()
                while not choice.evaluate("one => one === document.activeElement"):
                    atlas.page.keyboard.press("Tab")
                atlas.page.keyboard.press("Enter")
            _told(atlas, *member.split("/"))
            atlas.run("atlas.map.closePopup()")
            expect(atlas.map.locator(".atlas-popup")).to_have_count(0)
            atlas.run("atlas.map.setView([36.3, 43.1], argument, { animate: false })", zoom)


def test_a_list_goes_nearer_until_its_symbols_part(show):
    atlas = show(day=DAY)
    before = atlas.run("return atlas.map.getZoom()")
    atlas.symbol("places", "mosul").click()
    cluster = atlas.map.locator(".atlas-cluster")
    expect(cluster).to_be_visible()
    members = cluster.locator("[data-of]").count()
    expect(cluster.get_by_role("heading")).to_have_text(locale("en").t("cluster.title", count=str(members)))
    cluster.get_by_role("button", name=locale("en").t("cluster.part")).click()
    expect(atlas.map.locator(".atlas-popup")).to_have_count(0)
    assert atlas.run("return atlas.map.getZoom()") > before


def test_symbols_take_one_stop_of_the_keyboard_for_each_kind(show):
    atlas = show(day=DAY, layers=LAYERS_SHOWN)
    stops = atlas.map.locator(".atlas-symbol[tabindex='0']")
    kinds = stops.evaluate_all("all => all.map((box) => box.dataset.layer)")
    assert 0 < len(kinds) <= 4
    assert len(kinds) == len(set(kinds))
    first = atlas.map.locator(".atlas-symbol[data-layer=places][tabindex='0']")
    first.focus()
    at = "return document.activeElement.dataset.id"
    boxes = "const { left, top } = document.activeElement.getBoundingClientRect(); return [left, top]"
    came, places = atlas.run(at), [atlas.run(boxes)]
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        zoomed = atlas.run("return atlas.map.getCenter()")
        atlas.page.keyboard.press(key)
        assert atlas.run("return atlas.map.getCenter()") == zoomed or atlas.run(at) != came
        places.append(atlas.run(boxes))
    assert atlas.run(at) != came
    assert places[1][0] > places[0][0]
    assert stops.count() == len(kinds), "the stop has moved along"


def test_what_is_opened_has_the_keyboard_and_gives_it_back(show):
    atlas = show(day=DAY)
    symbol = atlas.map.locator(".atlas-symbol[data-layer=heritage_sites][tabindex='0']")
    symbol.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.map.locator(".atlas-popup")).to_be_focused()
    atlas.page.keyboard.press("Escape")
    expect(atlas.map.locator(".atlas-popup")).to_have_count(0)
    expect(symbol).to_be_focused()


def test_a_place_that_is_told_of_is_seen_even_where_another_stood_for_it(show):
    atlas = show(day=DAY)
    hidden = atlas.map.locator(".atlas-symbol[data-layer=places][data-within]").first.get_attribute("data-id")
    expect(atlas.symbol("places", hidden)).to_be_hidden()
    atlas.run("atlas.openThing('places', argument)", hidden)
    expect(atlas.symbol("places", hidden)).to_be_visible()
    assert "chosen" in atlas.symbol("places", hidden).get_attribute("class")


def test_the_legend_counts_what_is_there_and_not_what_stands_for_it(show):
    atlas = show(day="2017-07-10")
    held = atlas.legend("places")[locale("en").t("state_of_place.daesh")]
    assert held == atlas.symbols("places", "daesh").count()


LAND_NAMES = """const { map, land } = atlas;
    const stage = map.getContainer().getBoundingClientRect();
    return [...root.querySelectorAll('.atlas-label.holder')].map((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        const holders = [left, right].map((x) => {
            const { lng, lat } = map.containerPointToLatLng([x - stage.left, (top + bottom) / 2 - stage.top]);
            return land.holderOf(land.territory.coverage.cellAt([lng, lat]));
        });
        return { text: label.textContent, holders };
    });"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_land_bears_the_name_of_who_holds_it(show, language):
    atlas = show(language=language, day="2018-02-01")
    atlas.run("atlas.map.setView([35.6, 40.5], 7.5, { animate: false })")
    names = table("actors").set_index("id")[f"name_{language}"].map(short)
    atlas.page.wait_for_function("() => document.querySelectorAll('.atlas-label.holder').length > 2")
    for one in atlas.run(LAND_NAMES):
        west, east = one["holders"]
        assert west == east
        assert one["text"] == names[west]
    # Land that nobody holds any more bears no name.
    atlas.go("2012-01-01")
    expect(atlas.map.locator(".atlas-label.holder")).to_have_count(0)


def test_on_a_high_screen_and_while_it_is_presented_symbols_and_letters_are_larger(show):
    measured = """const font = (name) => Math.max(...[...root.querySelectorAll(name)].map((one) =>
            parseFloat(getComputedStyle(one).fontSize)));
        return [atlas.first.scale, atlas.features.places.find(({ id }) => id === 'mosul').look.size,
            font('.atlas-label.place')];"""
    scale, size, font = show(day=DAY).run(measured)
    assert scale == 1
    atlas = show(day=DAY, size=(2560, 1700))
    higher, larger, bigger = atlas.run(measured)
    stage = atlas.map.locator(".atlas-stage").bounding_box()["height"]
    assert higher == pytest.approx(stage / 900, abs=0.03)
    assert larger > size
    assert bigger > font
    assert atlas.run(COVERED, crowds.APART)["covered"] == []
    atlas.run("atlas.pair.toggleAttribute('data-presenting', true)")
    # A presented map has another room, and is measured for it.
    atlas.run("root.querySelector('.atlas-stage').style.maxHeight = '1280px'")
    atlas.page.wait_for_function(
        "() => Math.abs(document.querySelector('.atlas-map').atlas.first.scale -"
        " document.querySelector('.atlas-stage').clientHeight / 640) < 0.03"
    )
