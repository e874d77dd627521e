"""The same commands make another atlas: other countries, another group, other years, two languages."""

import csv
import json

import geopandas as gpd
import pytest

LAYERS = {
    # layer: rows over all time, and on 30 June 2032
    "territory": (None, None),
    "places": (56, 12),
    "liberated_cities": (9, 0),
    "heritage_sites": (1, 1),
    "affiliates": (2, 1),
    "attacks": (1, 0),
    "coalition": (2, 2),
    "milestones": (2, 0),
}
DAY = "2032-06-30"


def succeeded(answer):
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def refused(answer):
    """The one line that says why."""
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    return answer.stderr


def features(file):
    return [feature["properties"] for feature in json.loads(file.read_bytes())["features"]]


def test_the_record_is_sound(invented):
    succeeded(invented.run("geodata", "check"))


def test_cells_and_layers_are_built_again_byte_for_byte(changed):
    before = changed.files()
    for name in ("territory_cells.geojson", "territory_band.csv"):
        (changed.layers / name).unlink()

    cells, layers = changed.run("geodata", "build", "cells"), changed.run("geodata", "build", "layers")

    assert (cells.returncode, cells.stdout.split()) == (0, ["territory_cells.geojson", "territory_band.csv"])
    assert (layers.returncode, layers.stdout, layers.stderr) == (0, "", "")
    assert changed.files() == before


def test_the_territory_of_a_day_is_that_of_its_group_in_its_countries(invented):
    out = invented.folder / "land.geojson"

    succeeded(invented.run("geodata", "territory", "--date", "2033-05-01", "--out", out))

    land = gpd.read_file(out)
    assert set(land["class"]) == {"control", "contested", "influence", "retaken"}
    assert set(land["country"]) == {"XA", "XB"}
    assert set(land.loc[land["class"] == "control", "held_by"]) == {"grey-banner"}
    assert set(land.loc[land["class"] == "retaken", "held_by"]) == {"velmora-army", "tarsund-guard"}
    assert land.geometry.is_valid.all()
    west, south, east, north = land.total_bounds
    assert -19 <= west < east <= -15
    assert -11 <= south < north <= -9


@pytest.mark.parametrize("day", ["2015-05-31", "2030-12-31", "2035-01-01"])
def test_a_day_outside_its_years_is_refused_with_them(invented, day):
    said = refused(invented.run("geodata", "territory", "--date", day, "--out", "F.geojson"))

    assert f"{day} is outside the territory's days, which run from 2031-01-01 to 2034-12-31" in said


def test_the_areas_are_of_its_countries_and_years(invented):
    out = invented.folder / "areas.csv"

    succeeded(invented.run("geodata", "areas", "--out", out))

    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["country"] for row in rows} == {"XA", "XB"}
    assert (rows[0]["date"], rows[-1]["date"]) == ("2031-01-01", "2034-12-31")
    held = {(row["date"], row["country"]): float(row["control_km2"]) for row in rows}
    assert held["2031-01-01", "XA"] == held["2034-12-31", "XA"] == held["2034-12-31", "XB"] == 0
    assert held["2032-07-01", "XA"] > 5000
    for row in rows:
        middle = float(row["control_km2"]) + float(row["contested_km2"]) / 2
        assert float(row["low_km2"]) - 0.1 <= middle <= float(row["high_km2"]) + 0.1


def test_every_layer_is_exported_in_its_two_languages(invented):
    lines = [("export", layer, "--out", f"{layer}.geojson") for layer in LAYERS]
    lines += [("export", layer, "--date", DAY, "--out", f"{layer}-day.geojson") for layer in LAYERS]

    succeeded(invented.run_each(lines))

    for layer, (count, on_day) in LAYERS.items():
        rows = features(invented.folder / f"{layer}.geojson")
        there = features(invented.folder / f"{layer}-day.geojson")
        assert len(rows) > 0
        assert count is None or (len(rows), len(there)) == (count, on_day), layer
        texts = {column for column in rows[0] if column.startswith(("name_", "title_", "note_"))}
        assert {column.rpartition("_")[2] for column in texts} == ({"en", "fr"} if texts else set()), layer
        assert not {"daesh", "IQ", "SY"} & {value for row in rows for value in row.values() if isinstance(value, str)}


def test_the_other_formats_hold_it_too(invented):
    forms = ("gpkg", "parquet", "csv", "kml", "shp")

    succeeded(
        invented.run_each([("export", "attacks", "--format", form, "--out", f"attacks.{form}") for form in forms])
    )

    assert all((invented.folder / f"attacks.{form}").stat().st_size > 0 for form in forms)
    named = (invented.folder / "attacks.kml").read_text(encoding="utf-8")
    assert "<name>Fire at the harbour</name>" in named


def test_published_areas_stand_beside_its_own(invented):
    answer = invented.run("geodata", "figures")

    assert (answer.returncode, answer.stderr) == (0, "")
    for name in ("almanac-2032-area", "almanac-2033-area", "chronicle-2034-share", "mean error"):
        assert name in answer.stdout


QUESTIONS = {
    "[hit.id for hit in geodata.find('Gué Creux')[:1]]": ["hallow-ford"],
    "[hit.id for hit in geodata.find('singing arch')[:1]]": ["singing-arch"],
    # Another name of a place, from the atlas's own list.
    "[hit.id for hit in geodata.find('Orrinburg')[:1]]": ["orrin"],
    "geodata.find('Pelt')[0].names": {"en": "Pelt", "fr": "Pelte"},
    "geodata.find('Pelt')[0].day": "2031-04-10",
    "geodata.find('Mosul')": [],
    "geodata.key_figures('2032-06-30')": {
        "places_held": 7,
        "places_retaken": 0,
        "sites_destroyed": 1,
        "affiliates_active": 1,
    },
    "worded(geodata.load('places').iloc[0], 'name', 'fr')": "Saumure",
    "worded(geodata.load('places').iloc[0], 'name', 'ar')": "Brine",
}


def test_it_answers_in_python(invented):
    asked = f"print(json.dumps([{', '.join(QUESTIONS)}]))"
    code = f"import geodata, json\nfrom geodata.names.wording import worded\n{asked}\n"
    (invented.folder / "ask.py").write_text(code, encoding="utf-8")

    answer = invented.run("ask")

    assert answer.returncode == 0, answer.stderr
    assert dict(zip(QUESTIONS, json.loads(answer.stdout), strict=True)) == QUESTIONS


# ---- what is not right -----------------------------------------------------------------------------------------------


def test_its_base_map_is_not_one_that_is_built(invented):
    before = {path.name: path.read_bytes() for path in (invented.folder / "basemap").iterdir()}

    said = refused(invented.run("geodata", "build", "basemap"))

    assert said.startswith("geodata: atlas.toml: the table 'basemap' is missing")
    assert {path.name: path.read_bytes() for path in (invented.folder / "basemap").iterdir()} == before


def test_a_row_that_is_wrong_is_told(changed):
    changed.replace("hostilities.csv", "grey-banner,river-league", "grey-banner,daesh")
    changed.replace("atlas.toml", 'group = "grey-banner"', 'group = "green-banner"')

    answer = changed.run("geodata", "check")

    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.splitlines() == [
        "atlas.toml, group: 'green-banner' is not an id in actors.csv",
        "hostilities.csv, grey-banner-river-league, opponent: 'daesh' is not an id in actors.csv",
    ]


@pytest.mark.parametrize(
    ("command", "old", "new", "says"),
    [
        (["check"], 'group = "grey-banner"', "", "'group' is missing, which is a text"),
        (["--help"], "first = 2030-01-01", "first = soon", "not TOML: "),
        (
            ["export", "places", "--out", "F.geojson"],
            '"milestones",',
            '"milestones", "rumours",',
            "'layers' has 'rumours', which is none of territory, places",
        ),
    ],
)
def test_an_atlas_that_does_not_say_what_it_is_of_is_told_in_one_line(changed, command, old, new, says):
    changed.replace("atlas.toml", old, new)

    said = refused(changed.run("geodata", *command))

    assert said.startswith(f"geodata: atlas.toml: {says}")


def test_a_folder_that_is_not_there_is_told_in_one_line(changed):
    changed.folder = changed.folder / "basemap"

    said = refused(changed.run("geodata", "check"))

    assert said == f"geodata: atlas.toml: there is no such file in {changed.folder / 'layers'}\n"


def test_an_atlas_may_have_fewer_layers(changed):
    changed.replace("atlas.toml", '"affiliates", "attacks", "coalition", "milestones",', "")
    for file in ("affiliates.geojson", "affiliate_status.csv", "attacks.geojson", "coalition.csv", "milestones.csv"):
        (changed.layers / file).unlink()
    gazette = "gazette,Gazette of the Velmora army,velmora-army,,primary,https://gazette.example/all-years,,,,2036-06-30,other\n"
    changed.replace("sources.csv", gazette, "")
    changed.replace("publishers.csv", "velmora-army,Velmora army,party,velmora-army,,,gazette.example\n", "")
    changed.replace("stories/banner.toml", "milestones/pelt-falls-2031", "control_events/pelt-taken-2031")

    built, checked = changed.run("geodata", "build", "layers"), changed.run("geodata", "check")

    assert (built.returncode, built.stdout) == (0, "datapackage.json\n")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    said = refused(changed.run("geodata", "export", "attacks", "--out", "F.geojson"))
    assert all(layer in said for layer in ("'attacks'", "territory", "places", "liberated_cities", "heritage_sites"))
    assert "milestones" not in said
