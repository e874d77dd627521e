"""What a page says and where it says it: asserted from the scene, which every format only draws."""

import itertools
from datetime import UTC, date, datetime

import pytest
from pyproj import Geod

import geodata
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, STYLES, VIEWS, Selection
from dashboard.atlas.shown import actors
from dashboard.paper.map import americas
from dashboard.paper.map.projection import fitted
from dashboard.paper.page import composition
from dashboard.paper.page.composition import series
from dashboard.paper.scene import Circle, Shape
from dashboard.paper.sheet import PAGES, Sheet
from dashboard.paper.typography import measure
from geodata.record.loading import basemap_features, rows
from tests.scenes import composed as compose

MADE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAYS = [
    date(2006, 10, 15),
    date(2013, 6, 1),
    date(2014, 1, 10),
    date(2014, 6, 10),
    date(2014, 8, 15),
    date(2015, 5, 31),
    date(2016, 3, 22),
    date(2017, 1, 1),
    date(2017, 7, 10),
    date(2017, 10, 20),
    date(2019, 3, 23),
    date(2024, 12, 31),
]


def sheet(day=date(2015, 5, 31), language="en", view="iraq-syria", page="slide", **more):
    layers = LAYERS_SHOWN if view == "world" else LAYERS_AT_START
    own = {
        name: more.pop(name)
        for name in list(more)
        if name in ("layers", "style", "bounds", "compare", "retaken_by", "damage")
    }
    selection = Selection(**({"day": day, "language": language, "view": view, "layers": layers} | own))
    return Sheet(selection, page, made_at=MADE, **more)


def overlapping(labels):
    for one, other in itertools.combinations(labels, 2):
        a, b = one.box, other.box
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield one.text, other.text


def outside(labels, frame):
    return [
        one.text
        for one in labels
        if one.box[0] < frame[0] or one.box[1] < frame[1] or one.box[2] > frame[2] or one.box[3] > frame[3]
    ]


def inside(point, box):
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


@pytest.mark.product(view=VIEWS, language=languages(), day=DAYS)
def test_names_are_clear_and_the_legend_has_just_what_is_drawn(view, language, day):
    named = f"name_{language}"
    first = {
        row["id"]: row[named] for row in rows("places") if row["label_rank"] == 1 and within(row["geometry"], view)
    }
    scene = compose(sheet(day, language, view))
    main = [one for one in scene.labels if inside(one.box[:2], scene.frame)]
    inset = [one for one in scene.labels if one not in main]
    assert list(overlapping(main)) == []
    assert list(overlapping(inset)) == []
    assert outside(main, scene.frame) == []
    assert scene.explained == scene.drawn
    shown = {one.id: one.text for one in scene.labels}
    assert first.keys() <= shown.keys()
    assert all(first[place].startswith(shown[place]) for place in first)


def within(geometry, view):
    west, south, east, north = VIEWS[view]
    lon, lat = geometry["coordinates"]
    return west <= lon <= east and south <= lat <= north


@pytest.mark.product(page=PAGES, language=languages(), view=("iraq-syria", "world"), compare=(None, date(2015, 5, 31)))
def test_a_page_keeps_its_texts_apart(page, language, view, compare):
    scene = compose(sheet(date(2017, 10, 20), language, view, page, banner="TEST", compare=compare))
    boxes = [box_of(text) for layer in scene.layers if layer.id == "marginalia" for text in texts_of(layer)]
    for a, b in itertools.combinations(boxes, 2):
        assert not touching(a, b), (a, b)
    for text, box in boxes:
        assert box[0] >= 0, text
        assert box[2] <= scene.width, text
        assert box[1] >= 0, text
        assert box[3] <= scene.height, text
    assert scene.explained == scene.drawn


def texts_of(layer):
    return [mark for mark in layer.marks if hasattr(mark, "text") and not mark.turn and mark.role != "letter"]


def box_of(text):
    width, height = measure(text.text, text.font, text.size), text.size * 0.353 * 0.7
    left = text.x - {"start": 0, "middle": width / 2, "end": width}[text.anchor]
    return text.text, (left, text.y - height, left + width, text.y)


def touching(one, other):
    a, b = one[1], other[1]
    return a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] - 0.1 and b[1] < a[3] - 0.1


def test_arabic_mirrors_the_page_and_not_the_map():
    left, right = compose(sheet(language="en")), compose(sheet(language="ar"))
    titles = [next(scene.texts("title")) for scene in (left, right)]
    assert titles[0].anchor == "start"
    assert titles[1].anchor == "end"
    assert left.frame[0] < left.width - left.frame[2]
    assert right.frame[0] > right.width - right.frame[2]
    for scene in (left, right):
        at = {label.id: label.box for label in scene.labels}
        assert at["homs"][0] < at["baghdad"][0]
    assert "أيار/مايو" in right.date


@pytest.mark.product(
    view=("iraq-syria", "iraq", "syria"),
    day=("2014-09-01", "2015-05-01", "2017-07-01", "2019-03-01"),
    language=languages(),
)
def test_numbers_are_those_of_the_areas(view, day, language):
    countries = {"iraq-syria": ["IQ", "SY"], "iraq": ["IQ"], "syria": ["SY"]}[view]
    areas = geodata.areas(step="month")
    own = areas[(areas["date"] == day) & areas["country"].isin(countries)].sum(numeric_only=True)
    reader = locale(language)
    scene = compose(sheet(date.fromisoformat(day), language, view))
    values = [text.text for text in scene.texts("value")]
    middle = own["control_km2"] + own["contested_km2"] / 2
    assert values[:3] == [reader.area(own["control_km2"]), reader.area(own["contested_km2"]), reader.area(middle)]
    bands = [text.text for text in scene.texts("band")]
    if middle > 0:
        assert reader.area(own["low_km2"]) in bands[0]
        assert reader.area(own["high_km2"]) in bands[0]
    else:
        assert bands == []
    held = geodata.at("places", day)
    held = held[(held["controller"] == "daesh") & held["country"].isin(countries)]
    assert values[3] == reader.number(len(held))


def test_land_on_the_page_is_that_of_the_day():
    known = geodata.territory_on("2015-05-31").groupby("class")["area_km2"].sum()
    scene = compose(sheet())
    found = {}
    for layer in scene.layers:
        if layer.id == "territory":
            for mark in layer.marks:
                facts = dict(mark.facts)
                found[facts["class"]] = found.get(facts["class"], 0) + float(facts["km2"])
    assert found.keys() == set(known.index)
    for name, area in found.items():
        assert area == pytest.approx(known[name], abs=0.1)


def test_each_holder_has_one_shape_with_a_name():
    scene = compose(sheet(date(2017, 10, 20)))
    (layer,) = (layer for layer in scene.layers if layer.id == "territory")
    named = [mark.name for mark in layer.marks]
    assert len(named) == len(set(named))
    assert all("km²" in name for name in named)


def test_retaken_cities_tell_their_day():
    scene = compose(sheet(date(2017, 12, 10)))
    told = {label.id: label.text for label in scene.labels if label.id.endswith("-date")}
    assert told["mosul-date"] == "10 July 2017"
    assert told["raqqa-date"] == "17 October 2017"
    before = compose(sheet(date(2016, 1, 1)))
    assert "mosul-date" not in {label.id for label in before.labels}


def test_names_do_not_move_from_one_day_to_another():
    scenes = list(series(sheet(), [date(2013, 1, 1), date(2015, 6, 1), date(2019, 12, 1)]))
    places = [{label.id: label.box for label in scene.labels if "-date" not in label.id} for scene in scenes]
    for one, other in itertools.pairwise(places):
        assert all(other[name] == box for name, box in one.items() if name in other)
    assert len({scene.explained for scene in scenes}) == 1
    headings = [[(t.text, t.x, t.y) for t in scene.texts("heading")] for scene in scenes]
    assert headings[0] == headings[1] == headings[2]


def test_counts_are_those_of_the_countries_shown():
    heritage = geodata.at("heritage_sites", "2017-07-10")
    destroyed = heritage[heritage["damage"] == "destroyed"]["country"].value_counts()
    for view, country in (("iraq", "IQ"), ("syria", "SY")):
        scene = compose(sheet(date(2017, 7, 10), view=view))
        assert str(destroyed[country]) in [text.text for text in scene.texts("value")]
    texts = [text.text for text in compose(sheet(date(2017, 7, 10), view="libya")).texts("figure")]
    assert texts == ["Affiliates active worldwide"]


def test_nothing_is_said_of_who_holds_a_place_after_the_record_ends():
    day = date(2024, 12, 31)
    scene = compose(sheet(day))
    known = set(geodata.at("places", day)["controller"].dropna())
    assert {key[2] for key in scene.drawn if key[:2] == ("places", "other")} <= known
    assert ("places", "unfollowed") in scene.drawn
    assert scene.explained == scene.drawn
    assert locale("en").t("snapshot.holders", last="31 December 2019") in scene.notes
    # Of Iraq nothing later is recorded.
    assert known.isdisjoint({"iraq-government", "peshmerga", "pmf"})
    assert [key for key in compose(sheet(date(2019, 12, 31))).drawn if key[:2] == ("places", "other")]


@pytest.mark.parametrize("page", PAGES)
def test_a_map_of_the_world_shows_every_attack_those_in_the_americas_too(page):
    scene = compose(sheet(date(2017, 12, 1), view="world", page=page))
    shown = {mark.name for layer in scene.layers for mark in layer.marks if isinstance(mark, Shape) and mark.name}
    known = geodata.load("attacks")
    known = known[known["event_date"] <= "2017-12-01"]
    assert set(known["name_en"]) <= shown
    assert not any(note.startswith("Attacks beyond") for note in scene.notes)
    heading = next(text for text in scene.texts("heading") if text.text.startswith("North and Central America · 1:"))
    assert inside((heading.x, heading.y), scene.frame)


def test_a_map_of_the_world_says_what_lies_beyond_it(monkeypatch):
    monkeypatch.setattr(americas, "_BOUNDS", (-70.0, -50.0, -40.0, -20.0))
    scene = composition.compose(sheet(date(2017, 12, 1), view="world"))
    known = geodata.load("attacks")
    american = known[(known["event_date"] <= "2017-12-01") & (known.geometry.x < -30)]
    assert len(american) > 3
    assert f"Attacks beyond the edge of the map: {len(american)}." in scene.notes


def test_the_title_of_a_map_of_the_world_names_the_coalition_where_that_is_shown():
    assert compose(sheet(view="world")).title == "ISIS and the Global Coalition in the world"
    assert compose(sheet(view="world", layers=("affiliates",))).title == "ISIS in the world"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_draws_what_its_legend_says(style):
    scene = compose(sheet(date(2016, 6, 1), style=style))
    assert scene.explained == scene.drawn
    land = [mark for layer in scene.layers if layer.id == "territory" for mark in layer.marks]
    assert bool(land) == (style != "places")


@pytest.mark.parametrize("left_out", LAYERS_SHOWN)
def test_a_layer_that_is_not_wanted_is_not_drawn(left_out):
    scene = compose(sheet(view="world", layers=tuple(one for one in LAYERS_SHOWN if one != left_out)))
    assert left_out not in {key[0] for key in scene.drawn}
    assert scene.explained == scene.drawn


def test_symbols_are_narrowed_as_on_the_screen():
    scene = compose(sheet(date(2018, 1, 1), retaken_by=("sdf",), damage=("destroyed",)))
    assert {key[1] for key in scene.drawn if key[0] == "liberated_cities"} == {"sdf"}
    assert {key[1] for key in scene.drawn if key[0] == "heritage_sites"} <= {"destroyed", "several"}
    assert any("SDF" in note for note in scene.notes)


@pytest.mark.parametrize(
    "bounds",
    [(42.9, 36.2, 43.3, 36.5), (-20, -40, 55, 38), (95, -12, 141, 20), (-179, -60, 179, 80), (30, 60, 60, 80)],
)
def test_any_part_of_the_earth_can_be_shown(bounds):
    scene = compose(sheet(bounds=bounds, view="", layers=LAYERS_SHOWN))
    assert scene.explained == scene.drawn
    assert list(overlapping([one for one in scene.labels if inside(one.box[:2], scene.frame)])) == []
    for layer in scene.layers:
        for mark in layer.marks:
            if isinstance(mark, Shape):
                left, top, right, bottom = mark.geometry.bounds
                assert left >= -0.2, layer.id
                assert top >= -0.2, layer.id
                assert right <= scene.width + 0.2, layer.id
                assert bottom <= scene.height + 0.2, layer.id
            elif isinstance(mark, Circle):
                assert 0 <= mark.x <= scene.width


def test_a_capital_with_a_symbol_has_a_ring_round_it():
    scene = compose(sheet(view="iraq"))
    assert ("map", "capital") in scene.drawn
    (names,) = (layer for layer in scene.layers if layer.id == "names")
    rings = [mark for mark in names.marks if isinstance(mark, Circle) and not mark.paint.fill]
    (places,) = (layer for layer in scene.layers if layer.id == "places")
    around = [one for one in places.marks if isinstance(one, Circle) and one.name == "Baghdad"]
    assert any((one.x, one.y) == (ring.x, ring.y) and one.radius < ring.radius for one in around for ring in rings)


@pytest.mark.parametrize(
    "bounds", [*VIEWS.values(), (30, 20, 80, 45), (25, 10, 62, 35), (5, 28, 45, 48), (45, 22, 62, 31)]
)
def test_a_sea_has_its_own_name(bounds):
    """Seas run into each other, and a name in the next one would be wrong."""
    scene = compose(sheet(bounds=bounds, view="", page="a4"))
    projection = fitted(bounds, scene.frame)
    known = {
        f"water-{one['properties']['id']}": one["geometry"]["coordinates"] for one in basemap_features("water_names")
    }
    named = [label for label in scene.labels if label.id in known]
    for label in named:
        left, top, right, bottom = label.box
        stands = projection.degrees((left + right) / 2, (top + bottom) / 2)
        assert Geod(ellps="WGS84").inv(*stands, *known[label.id])[2] < 450_000, label
    if bounds == (30, 20, 80, 45):
        assert {"Red Sea", "The Gulf", "Caspian Sea", "Black Sea"} <= {label.text for label in named}


def test_every_page_tells_its_sources_method_and_making():
    scene = compose(sheet(banner="UNCLASSIFIED"))
    texts = [text.text for text in scene.texts()]
    assert any(text.startswith("Sources (") for text in texts)
    assert any("estimate" in text for text in texts)
    assert any("do not imply official endorsement" in text for text in texts)
    assert any("Made 25 November 2026, 12:00 UTC" in text for text in texts)
    assert any("km" in text.text for text in scene.texts("scale"))
    assert any("mi" in text.text for text in scene.texts("scale"))
    assert [text.text for text in scene.texts("north")] == ["N"]
    assert len(list(scene.texts("banner"))) == 2
    urls = {source.url for source in scene.sources}
    assert all(url.startswith(("http", "https")) for url in urls)
    assert len(urls) > 100


@pytest.mark.parametrize("language", languages())
def test_letters_of_symbols_are_in_the_readers_script_and_legend_has_the_same(language):
    scene = compose(sheet(date(2018, 5, 31), language))
    reader = locale(language)
    told = {
        layer.name: {mark.text for mark in layer.marks if getattr(mark, "role", "") == "letter" and mark.text.isalpha()}
        for layer in scene.layers
    }
    on_map = told[reader.t("layer.liberated_cities")]
    assert len(on_map) > 4
    assert on_map <= {one.letters[language] for one in actors().values()}
    assert {text for letters in told.values() for text in letters} == on_map
    assert on_map <= told[reader.t("snapshot.layer.marginalia")]
