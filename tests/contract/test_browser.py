"""The map in a browser, as tests of any kind may read it: its container, its clock, what is painted and where from."""

import re

import geopandas as gpd
import pytest
from playwright.sync_api import expect

import geodata

POINTS = ("places", "liberated_cities", "heritage_sites", "affiliates", "attacks")
EQUAL_AREA = 6933


def painted(atlas, container=None):
    """The land that a map says it has painted, once it has painted any."""
    container = container or atlas.map
    expect(atlas.paths(container).first).to_be_attached()
    document = container.evaluate("map => map.paintedTerritory()")
    assert document["type"] == "FeatureCollection"
    return gpd.GeoDataFrame.from_features(document, crs=4326)


def assert_land(rows, day):
    """The land is that of the day: as large, class by class, and in the same place."""
    ours, theirs = (frame.dissolve("class").geometry.to_crs(EQUAL_AREA) for frame in (rows, geodata.territory_on(day)))
    assert set(ours.index) == set(theirs.index), day
    for name, shape in theirs.items():
        assert ours[name].area == pytest.approx(shape.area, rel=0.005), (day, name)
        assert ours[name].symmetric_difference(shape).area < 0.02 * shape.area, (day, name)


def assert_container(container, day):
    """A container says what it shows, and has one clock with a name."""
    for name, value in {"data-day": day, "data-view": "iraq-syria", "lang": "en", "dir": "ltr"}.items():
        expect(container).to_have_attribute(name, value)
    clock = container.locator("input[type=range]")
    expect(clock).to_have_count(1)
    expect(clock).to_have_accessible_name(re.compile(r"\w"))


def test_it_opens_on_the_first_of_2015(visit):
    atlas = visit()
    expect(atlas.maps).to_have_count(1)
    assert_container(atlas.map, "2015-01-01")
    assert_land(painted(atlas), "2015-01-01")
    atlas.addressed(date="2015-01-01")


def test_the_land_painted_follows_the_clock(visit):
    atlas = visit(date="2014-07-15")
    assert_land(painted(atlas), "2014-07-15")
    # From inside a month to the first of the next, then by a year.
    for key, day in {"ArrowRight": "2014-08-01", "Shift+ArrowRight": "2015-08-01"}.items():
        assert atlas.press(key) == day
        assert_land(painted(atlas), day)
    atlas.addressed(date="2015-08-01")


def test_the_clock_runs_from_2004_to_the_last_day_of_the_record(visit, last_day):
    atlas = visit(date="2015-05-31")
    expect(atlas.paths().first).to_be_attached()
    assert atlas.press("ArrowLeft") == "2015-05-01"
    for key, day in {"Home": "2004-01-01", "End": last_day}.items():
        assert atlas.press(key) == day
        # Land is known from 2013 to 2019 only.
        expect(atlas.paths()).to_have_count(0)
        assert atlas.map.evaluate("map => map.paintedTerritory().features") == []
    atlas.addressed(date=last_day)


def test_what_is_painted_bears_what_it_is(visit):
    day = "2016-05-05"
    atlas = visit(date=day)
    expect(atlas.paths().first).to_be_attached()
    drawn = atlas.paths().evaluate_all("all => all.map((path) => [path.dataset.class, path.dataset.heldBy ?? null])")
    land = geodata.territory_on(day)
    holders = [holder if isinstance(holder, str) else None for holder in land["held_by"]]
    assert {tuple(one) for one in drawn} == set(zip(land["class"], holders, strict=True))

    sites = geodata.at("heritage_sites", day)
    expect(atlas.symbols("heritage_sites")).to_have_count(len(sites))
    ids = {layer: atlas.ids(layer) for layer in POINTS}
    assert set(ids["heritage_sites"]) == set(sites["id"])
    assert set(ids["liberated_cities"]) == set(geodata.at("liberated_cities", day)["place_id"])
    places = geodata.at("places", day)
    assert set(places[places["controller"] == "daesh"]["id"]) <= set(ids["places"])
    for layer, own in ids.items():
        rows = geodata.load(layer)
        assert 0 < len(own) == len(set(own)), layer
        assert set(own) <= set(rows["place_id" if layer == "liberated_cities" else "id"]), layer


def test_two_days_have_two_maps_side_by_side_each_with_its_clock(visit):
    atlas = visit(date="2015-05-31", compare="2017-07-10")
    expect(atlas.maps).to_have_count(2)
    for container, day in ((atlas.map, "2015-05-31"), (atlas.second, "2017-07-10")):
        expect(container).to_have_count(1)
        assert_container(container, day)
        assert_land(painted(atlas, container), day)
    one, other = (container.bounding_box() for container in (atlas.map, atlas.second))
    assert one["x"] + one["width"] <= other["x"]
    assert atlas.press("ArrowRight", atlas.second) == "2017-08-01"
    assert_land(painted(atlas, atlas.second), "2017-08-01")
    expect(atlas.map).to_have_attribute("data-day", "2015-05-31")
    atlas.addressed(date="2015-05-31", compare="2017-08-01")


def test_no_request_leaves_the_machine(visit):
    atlas = visit(view="world", layers="territory,places,heritage_sites,affiliates,attacks,coalition")
    expect(atlas.symbols("coalition").first).to_be_attached()
    box = atlas.map.bounding_box()
    atlas.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    atlas.page.mouse.wheel(0, -400)
    atlas.addressed(date=atlas.press("ArrowRight"))
    atlas.page.wait_for_load_state("networkidle")
    # What is looked at has both the files and the connection that stays open.
    assert {url.scheme for url in atlas.asked if url.netloc == atlas.here} == {"http", "ws"}
    assert atlas.elsewhere == []
