"""The page's address: what each parameter brings, that it stays there, and what becomes of one that is wrong."""

import re

from playwright.sync_api import expect

import geodata

NUMBER = re.compile(r"-?\d+(\.\d+)?")
ARABIC = re.compile("[\u0600-\u06ff]")
POINTS = ("places", "liberated_cities", "heritage_sites", "affiliates", "attacks")
DAY = "2017-07-20"
ATTRIBUTES = {"date": "data-day", "lang": "lang", "view": "data-view"}
# Between them the tests below ask for every view and language.


def opens(visit, **query):
    """Open an address; the day, the language and the view that it names are those of the map."""
    atlas = visit(**query)
    for name, attribute in ATTRIBUTES.items():
        if name in query:
            expect(atlas.map).to_have_attribute(attribute, query[name])
    return atlas


def stays(atlas, **query):
    """Step the clock on, wait until the address names the new day, and look whether the rest is still there."""
    atlas.addressed(date=atlas.press("ArrowRight"))
    found = {name: _read(atlas.query.get(name, "")) for name in query if name != "date"}
    assert found == {name: _read(query[name]) for name in found}


def _read(text):
    """What stands between commas: numbers in their order, words in any."""
    parts = text.split(",")
    return [float(part) for part in parts] if all(map(NUMBER.fullmatch, parts)) else sorted(parts)


def test_a_day_a_language_and_a_view(visit):
    query = {"date": "2016-03-27", "lang": "ar", "view": "nineveh"}
    atlas = opens(visit, **query)
    assert atlas.query["date"] == "2016-03-27"
    expect(atlas.map).to_have_attribute("dir", "rtl")
    assert atlas.map.evaluate("map => getComputedStyle(map).direction") == "rtl"
    expect(atlas.map.locator("input[type=range]")).to_have_accessible_name(ARABIC)
    text = atlas.map.inner_text()
    assert ARABIC.search(text)
    assert "March" not in text
    expect(atlas.symbol("places", "mosul")).to_be_in_viewport()
    expect(atlas.symbol("places", "palmyra")).not_to_be_in_viewport()
    stays(atlas, **query)
    expect(atlas.map).to_have_attribute("data-day", "2016-04-01")


def test_bounds_are_what_is_seen(visit):
    query = {"date": "2016-05-05", "bounds": "42.5,35.9,43.7,36.8", "layers": "places"}
    atlas = opens(visit, **query)
    expect(atlas.symbol("places", "mosul")).to_be_in_viewport()
    expect(atlas.symbol("places", "raqqa")).not_to_be_in_viewport()
    stays(atlas, **query)
    expect(atlas.symbol("places", "raqqa")).not_to_be_in_viewport()


def test_every_layer_of_the_map_can_be_asked_for(visit):
    query = {"date": DAY, "lang": "fr", "view": "world", "layers": ",".join(("territory", *POINTS, "coalition"))}
    atlas = opens(visit, **query)
    expect(atlas.map).to_have_attribute("dir", "ltr")
    expect(atlas.paths().first).to_be_attached()
    for layer in (*POINTS, "coalition"):
        expect(atlas.symbols(layer).first).to_be_attached()
    stays(atlas, **query)


def test_only_the_layers_asked_for_are_painted(visit):
    query = {"date": DAY, "view": "libya", "layers": "heritage_sites,attacks"}
    atlas = opens(visit, **query)
    for layer in POINTS:
        if layer in query["layers"]:
            expect(atlas.symbols(layer).first).to_be_attached()
        else:
            expect(atlas.symbols(layer)).to_have_count(0)
    expect(atlas.paths()).to_have_count(0)
    stays(atlas, **query)


def test_territory_can_be_drawn_as_roads(visit):
    query = {"date": DAY, "view": "euphrates", "style": "corridors"}
    atlas = opens(visit, **query)
    expect(atlas.paths().first).to_be_attached()
    painted = atlas.map.evaluate("map => map.paintedTerritory()")["features"]
    assert {feature["geometry"]["type"] for feature in painted} <= {"LineString", "MultiLineString"}
    stays(atlas, **query)


def test_territory_can_be_left_to_its_places(visit):
    query = {"date": DAY, "view": "syria", "style": "places"}
    atlas = opens(visit, **query)
    expect(atlas.symbol("places", "raqqa")).to_be_in_viewport()
    expect(atlas.paths()).to_have_count(0)
    stays(atlas, **query)
    expect(atlas.paths()).to_have_count(0)


def test_a_place_has_its_history_open(visit):
    query = {"date": DAY, "lang": "fr", "view": "iraq", "place": "mosul"}
    atlas = opens(visit, **query)
    name = geodata.load("places").set_index("id").loc["mosul", "name_fr"].iloc[0]
    expect(atlas.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    stays(atlas, **query)


def test_symbols_are_narrowed(visit):
    query = {"date": DAY, "view": "aleppo", "confidence": "high,medium"}
    query |= {"damage": "severe,moderate", "retaken_by": "sdf,peshmerga"}
    atlas = opens(visit, **query)
    for layer, column, key in (("heritage_sites", "damage", "id"), ("liberated_cities", "retaken_by", "place_id")):
        rows = geodata.at(layer, DAY)
        chosen, sure = (rows[one].isin(query[one].split(",")) for one in (column, "confidence"))
        expected = rows[chosen & sure]
        # Each of the two leaves something out that the other would not.
        assert 0 < len(expected) < min(chosen.sum(), sure.sum()), layer
        expect(atlas.symbols(layer)).to_have_count(len(expected))
        assert set(atlas.ids(layer)) == set(expected[key])
    stays(atlas, **query)


def test_one_day_lies_over_the_other_with_a_swipe(visit):
    query = {"date": "2015-05-31", "compare": "2017-07-10", "mode": "swipe"}
    atlas = opens(visit, **query)
    expect(atlas.second).to_have_attribute("data-day", "2017-07-10")
    one, other = (container.bounding_box() for container in (atlas.map, atlas.second))
    assert abs(one["x"] - other["x"]) < one["width"] / 2
    assert abs(one["y"] - other["y"]) < one["height"] / 2
    stays(atlas, **query)


def test_what_changed_between_two_days_is_painted(visit):
    query = {"date": "2015-05-31", "compare": "2017-07-10", "mode": "difference"}
    atlas = opens(visit, **query)
    expect(atlas.second).to_have_attribute("data-day", "2017-07-10")
    for name in ("gained", "lost"):
        expect(atlas.second.locator(f"path[data-class={name}]").first).to_be_attached()
    stays(atlas, **query)


WRONG = {
    "date": "yesterday",
    "lang": "klingon",
    "view": "olympus-mons",
    "layers": "unicorns",
    "compare": "2017-02-30",
    "mode": "sideways",
    "style": "heatmap",
    "bounds": "3,2,1",
    "place": "atlantis",
    "confidence": "unshakable",
    "damage": "devoured",
    "retaken_by": "martians",
}


def test_each_wrong_value_is_put_right_with_a_word(visit):
    # All at once, and beside one of them a word that is right.
    atlas = visit(**{**WRONG, "layers": f"territory,{WRONG['layers']}"})
    for value in WRONG.values():
        expect(atlas.page.get_by_text(value).first).to_be_visible()
    expect(atlas.maps).to_have_count(1)
    for name, value in {"data-day": "2015-01-01", "data-view": "iraq-syria", "lang": "en"}.items():
        expect(atlas.map).to_have_attribute(name, value)
    expect(atlas.paths().first).to_be_attached()
    expect(atlas.symbols("places")).to_have_count(0)
    stays(atlas, lang="en", layers="territory")
    assert not [value for value in WRONG.values() if value in atlas.query.values()]


def test_a_day_outside_the_clock_is_brought_to_its_nearest_end_with_a_word(visit, last_day):
    atlas = visit(date="1999-12-31", compare="2099-01-01")
    expect(atlas.map).to_have_attribute("data-day", "2004-01-01")
    expect(atlas.second).to_have_attribute("data-day", last_day)
    for day in ("1999-12-31", "2099-01-01"):
        expect(atlas.page.get_by_text(day).first).to_be_visible()
    atlas.addressed(date="2004-01-01", compare=last_day)
