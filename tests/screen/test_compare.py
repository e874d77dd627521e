"""Two days beside each other: side by side, with a swipe between them, and what changed from one to the other."""

import json

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.selection import MODES, Selection
from dashboard.atlas.shown import sights
from geodata.dates import parse_day
from tests.reader import PHONE, turn_wheel

FIRST, SECOND = "2015-05-31", "2017-07-10"
EQUAL_AREA = "+proj=laea +lat_0=34.5 +lon_0=41"


def _both(atlas):
    """The two maps, once the second has painted its land."""
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map[data-compare]')?.atlas.land?.state")
    return atlas.page.locator(".atlas-map:not([data-compare])"), atlas.page.locator(".atlas-map[data-compare]")


def _where(root):
    return root.evaluate("root => { const m = root.atlas.map, c = m.getCenter(); return [c.lat, c.lng, m.getZoom()] }")


def _painted(root):
    drawn = root.evaluate("root => JSON.stringify(root.paintedTerritory())")
    return gpd.GeoDataFrame.from_features(json.loads(drawn), crs=4326)


def _held(day):
    rows = geodata.territory_on(day)
    return shapely.union_all(rows[rows["class"].isin(["control", "contested"])].geometry)


def _km2(shape):
    return gpd.GeoSeries([shape], crs=4326).to_crs(EQUAL_AREA).area.sum() / 1e6


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("language", languages())
def test_an_address_opens_two_days(show, mode, language):
    atlas = show(day=FIRST, compare=SECOND, mode=mode, language=language)
    first, second = _both(atlas)
    assert [first.get_attribute("data-day"), second.get_attribute("data-day")] == [FIRST, SECOND]
    assert [first.get_attribute("dir"), second.get_attribute("dir")] == [locale(language).direction] * 2
    assert _where(first) == pytest.approx(_where(second), abs=0.02)
    expect(atlas.page.get_by_role("combobox", name=locale(language).t("compare.label"))).to_have_value(mode)
    # The first day stands where a reader looks first, and so do its date and its clock.
    for part in (".atlas-date", "input[type=range]"):
        one, other = (root.locator(part).bounding_box()["x"] for root in (first, second))
        assert (one < other) == (locale(language).direction == "ltr"), part
    # One day's land in each; where two are set against each other, the second has what changed.
    assert {"control", "retaken"} <= set(_painted(first)["class"])
    changed = {"gained", "lost", "unchanged"}
    assert (set(_painted(second)["class"]) == changed) == (mode == "difference")


def test_two_days_are_chosen_and_left(show):
    atlas = show(day=FIRST)
    choice = atlas.page.get_by_role("combobox", name=locale("en").t("compare.label"))
    for mode in MODES:
        choice.select_option(mode)
        _both(atlas)
        atlas.told(compare="2016-05-01", mode=mode)
    choice.select_option("one")
    expect(atlas.page.locator(".atlas-map")).to_have_count(1)
    atlas.told(compare=None)
    assert atlas.day == FIRST
    # The map that stays takes the room of both.
    assert atlas.map.bounding_box()["width"] > 1200


def test_the_maps_move_as_one(show):
    atlas = show(day=FIRST, compare=SECOND)
    first, second = _both(atlas)
    for root in (first, second):
        box = root.locator(".leaflet-container").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = _where(root)
        atlas.page.mouse.move(x, y)
        atlas.page.mouse.down()
        atlas.page.mouse.move(x + 90, y - 60, steps=6)
        assert _where(first) == pytest.approx(_where(second), abs=0.02), "while the hand is on the map"
        atlas.page.mouse.up()
        turn_wheel(root.locator(".leaflet-container"), x, y, deltaY=-240)
        atlas.page.wait_for_function(
            "zoom => [...document.querySelectorAll('.atlas-map')].every((one) => one.atlas.map.getZoom() > zoom)",
            arg=before[2],
        )
        assert _where(first) == pytest.approx(_where(second), abs=0.02)
    atlas.told(where="last.bounds")


def test_each_day_has_its_own_clock(show):
    atlas = show(day=FIRST, compare=SECOND)
    first, second = _both(atlas)
    second.locator("input[type=range]").press("ArrowRight")
    assert second.get_attribute("data-day") == "2017-08-01"
    first.locator("input[type=range]").press("Shift+ArrowRight")
    assert first.get_attribute("data-day") == "2016-05-01"
    atlas.told(day="2016-05-01", compare="2017-08-01")
    days = [root.get_attribute("data-day") for root in (first, second)]
    assert days == ["2016-05-01", "2017-08-01"]
    assert atlas.map.count() == 2


def test_a_layer_and_a_view_hold_for_both(show):
    atlas = show(day=FIRST, compare=SECOND, mode="swipe")
    first, second = _both(atlas)
    second.get_by_role("checkbox", name=locale("en").t("layer.heritage_sites")).uncheck()
    assert atlas.page.locator(".atlas-symbol[data-layer=heritage_sites]").count() == 0
    second.locator(".atlas-panel select").first.select_option("nineveh")
    atlas.told(view="nineveh")
    assert first.get_attribute("data-view") == second.get_attribute("data-view") == "nineveh"
    assert _where(first) == pytest.approx(_where(second), abs=0.02)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_swipe_cuts_the_second_map(show, language):
    atlas = show(day=FIRST, compare=SECOND, mode="swipe", language=language)
    first, _ = _both(atlas)
    handle = atlas.page.get_by_role("slider", name=locale(language).t("compare.handle"))
    stage = first.locator(".atlas-stage").bounding_box()
    middle = stage["y"] + stage["height"] / 2

    def whose(share):
        """Which map a hand touches at a share of the width from the left."""
        script = "([x, y]) => document.elementFromPoint(x, y).closest('.atlas-map').hasAttribute('data-compare')"
        return atlas.page.evaluate(script, [stage["x"] + share * stage["width"], middle + 40])

    assert [whose(0.4), whose(0.6)] == ([False, True] if language == "en" else [True, False])
    handle.focus()
    handle.press("Home")
    assert whose(0.1) is True
    assert whose(0.9) is True
    box = handle.bounding_box()
    atlas.page.mouse.move(box["x"] + box["width"] / 2, middle)
    atlas.page.mouse.down()
    atlas.page.mouse.move(stage["x"] + 0.7 * stage["width"], middle, steps=5)
    atlas.page.mouse.up()
    assert [whose(0.65), whose(0.75)] == ([False, True] if language == "en" else [True, False])
    assert int(handle.get_attribute("aria-valuenow")) == pytest.approx(70 if language == "en" else 30, abs=2)


def test_the_difference_is_that_of_the_record(show):
    atlas = show(day=FIRST, compare=SECOND, mode="difference")
    _, second = _both(atlas)
    for day in (SECOND, "2014-01-01", "2016-02-11"):
        atlas.go(day)
        from_, to = sorted((day, second.get_attribute("data-day")))
        before, after = _held(from_), _held(to)
        expected = {
            "gained": shapely.difference(after, before),
            "lost": shapely.difference(before, after),
            "unchanged": shapely.intersection(before, after),
        }
        rows = _painted(second).set_index("class").geometry
        for name, shape in expected.items():
            painted = rows.get(name, shapely.Polygon())
            assert _km2(shapely.symmetric_difference(painted, shape)) < 1, (day, name)
    told = atlas.page.locator(".atlas-difference [data-class=lost] summary")
    expect(told).to_contain_text(_area_told(_km2(expected["lost"])))


@pytest.mark.parametrize("language", languages())
def test_the_legend_of_a_difference_tells_what_changed_and_symbols_are_those_of_the_page(show, language):
    atlas = show(day=FIRST, compare=SECOND, mode="difference", language=language)
    _, second = _both(atlas)
    reader = locale(language)
    told = {name: reader.t(f"difference.{name}") for name in ("gained", "lost", "unchanged")}
    legend = second.locator(".atlas-panel fieldset")
    lines = {of: legend.locator(f":scope[data-of={of}] li:visible") for of in ("territory", "places")}
    expect(lines["places"]).to_have_count(2)
    words = "items => items.map((item) => item.querySelector('span:not(.sign,.count)').textContent)"
    assert lines["territory"].evaluate_all(words) == list(told.values())
    assert lines["places"].evaluate_all(words) == [told["gained"], told["lost"]]
    expect(legend.locator(":scope[data-of=liberated_cities] li:visible")).to_have_count(0)
    # The land in the legend has the areas that stand below the maps.
    for line, name in zip(lines["territory"].all(), told, strict=True):
        area = line.locator(".count").text_content()
        expect(atlas.page.locator(f".atlas-difference [data-class={name}] summary")).to_contain_text(area)
    # Both draw the symbols that are decided once.
    drawn = second.evaluate(
        """({ atlas }) => Object.values(atlas.features).flat().filter(({ look }) => look)
            .map(({ layer, id, look }) => `${layer}/${id}/${look.kind}`)"""
    )
    selection = Selection(day=parse_day(FIRST), compare=parse_day(SECOND), mode="difference", language=language)
    wanted = {f"{one.layer}/{one.row[LOOKS[one.layer].key]}/{one.symbol.kind}" for one in sights(selection)}
    assert set(drawn) == wanted


def _area_told(km2):
    return locale("en").number(round(km2 / 100) * 100)


def test_the_places_that_changed_are_named(show):
    atlas = show(day=FIRST, compare=SECOND)
    _both(atlas)
    places = geodata.load("places")

    def there(day):
        rows = geodata.at("places", day)
        return set(rows[rows["controller"].isin(["daesh", "contested"])]["id"])

    names = places.drop_duplicates("id").set_index("id")["name_en"]
    before, after = there(FIRST), there(SECOND)
    for kind, ids in {"gained": after - before, "lost": before - after, "unchanged": before & after}.items():
        item = atlas.page.locator(f".atlas-difference [data-class={kind}]")
        expect(item.locator("summary")).to_contain_text(locale("en").t("difference.places", count=len(ids)))
        item.locator("summary").click()
        listed = item.locator("p").text_content()
        assert item.locator("p").is_visible()
        assert all(names[id_] in listed for id_ in ids)
        item.locator("summary").click()


def test_on_a_phone_the_days_stand_one_above_the_other(show):
    atlas = show(size=PHONE, day=FIRST, compare=SECOND)
    first, second = (root.bounding_box() for root in _both(atlas))
    assert second["y"] >= first["y"] + first["height"] - 1
    assert atlas.page.evaluate("document.documentElement.scrollWidth") <= 390
