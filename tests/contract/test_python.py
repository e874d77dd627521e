"""What ``import geodata`` promises to a notebook or a script."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geodata

ROOT = Path(__file__).parents[2]
LAYERS = (
    "territory",
    "places",
    "liberated_cities",
    "heritage_sites",
    "affiliates",
    "attacks",
    "coalition",
    "milestones",
)
CLASSES = {"control", "contested", "influence", "retaken"}
EQUAL_AREA = 6933
DAY = "2016-05-05"
FIRST_OF_A_MONTH = "2015-05-01"


def test_the_data_bring_no_page_and_no_map_along():
    code = "import sys, geodata; print(sorted({'streamlit', 'folium'} & sys.modules.keys()))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert answer.stdout.strip() == "[]", answer.stderr


def test_the_layers_are_those_promised():
    assert set(geodata.LAYERS) == set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_a_frame_that_works_in_a_notebook(layer):
    rows = geodata.load(layer)
    assert isinstance(rows, gpd.GeoDataFrame)
    assert rows.crs.to_epsg() == 4326
    assert len(rows) > 0
    assert rows["id"].notna().all()
    if "country" in rows:
        assert rows["country"].dropna().str.fullmatch("[A-Z]{2}").all()
    located = rows[rows.geometry.notna()]
    drawn = located.explore()
    assert isinstance(drawn, folium.Map)
    assert str(located["id"].iloc[0]) in drawn.get_root().render()


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_can_be_handed_on_as_geojson_and_to_folium(layer):
    rows = geodata.load(layer).head(50)
    # JSON has no days: whoever writes it says how, here as text.
    told = json.loads(rows.to_json(default=str))
    assert [feature["properties"]["id"] for feature in told["features"]] == rows["id"].tolist()
    drawn = folium.Map()
    folium.GeoJson(rows[["id", "geometry"]]).add_to(drawn)
    assert rows["id"].iloc[-1] in drawn.get_root().render()


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "territory"])
def test_a_day_has_what_holds_on_it(layer):
    rows = geodata.load(layer)
    begins = "start_date" if "start_date" in rows else "event_date"
    row = rows[rows[begins] >= "2014-01-01"].iloc[0]
    day = row[begins].date()
    found, before = (geodata.at(layer, one) for one in (day.isoformat(), day - pd.Timedelta(days=1)))
    assert isinstance(found, gpd.GeoDataFrame)
    assert found.crs.to_epsg() == 4326
    assert set(found.columns) >= set(rows.columns)

    def there(frame):
        return ((frame["id"] == row["id"]) & (frame[begins] == row[begins])).any()

    assert there(found)
    assert not there(before)
    assert len(found) < len(rows)


def test_a_place_has_one_holder_on_a_day():
    holders = {day: geodata.at("places", day).set_index("id")["controller"] for day in ("2014-06-01", DAY)}
    assert all(held.index.is_unique for held in holders.values())
    assert [held["mosul"] for held in holders.values()] == ["iraq-government", "daesh"]


def test_a_day_may_be_a_text_or_a_date():
    pd.testing.assert_frame_equal(geodata.at("places", DAY), geodata.at("places", date.fromisoformat(DAY)))


def test_the_territory_of_a_day_is_its_land_by_class():
    land = geodata.territory_on(DAY)
    assert isinstance(land, gpd.GeoDataFrame)
    assert land.crs.to_epsg() == 4326
    assert set(land["class"]) == CLASSES
    assert set(land["country"]) == {"IQ", "SY"}
    assert set(land[land["class"] == "control"]["held_by"]) == {"daesh"}
    retaken = land[land["class"] == "retaken"]
    assert retaken["held_by"].notna().all()
    assert "daesh" not in set(retaken["held_by"])
    assert (retaken["retaken_date"] <= DAY).all()
    assert shapely.is_valid(land.geometry).all()
    assert (land.to_crs(EQUAL_AREA).area / 1e6).to_numpy() == pytest.approx(land["area_km2"].to_numpy(), rel=0.01)
    assert geodata.at("territory", DAY)["id"].tolist() == land["id"].tolist()


@pytest.mark.parametrize(
    ("place", "at", "found"),
    [
        ("Mosul", (43.13, 36.34), [("control", "daesh")]),
        ("Tikrit", (43.68, 34.60), [("retaken", "iraq-government")]),
        ("Palmyra", (38.28, 34.56), [("retaken", "syria-government")]),
        # Land that never was any of the classes is not in the answer.
        ("Baghdad", (44.37, 33.31), []),
        ("Damascus", (36.29, 33.51), []),
    ],
)
def test_the_territory_says_whose_land_is(place, at, found):
    land = geodata.territory_on(DAY)
    there = land[land.contains(shapely.Point(at))]
    assert list(zip(there["class"], there["held_by"], strict=True)) == found, place


def test_the_territory_runs_from_2013_to_2019():
    assert "control" not in set(geodata.territory_on("2013-01-01")["class"])
    assert set(geodata.territory_on("2019-12-31")["class"]) >= {"retaken"}
    for day in ("2012-12-31", "2020-01-01"):
        with pytest.raises(geodata.DayError, match=day):
            geodata.territory_on(day)


def test_the_areas_are_those_of_the_territory():
    areas = geodata.areas(step="month")
    row = areas[areas["date"] == FIRST_OF_A_MONTH].set_index("country")
    land = geodata.territory_on(FIRST_OF_A_MONTH).groupby(["country", "class"])["area_km2"].sum()
    for country in ("IQ", "SY"):
        for name in ("control", "contested", "influence"):
            assert row.loc[country, f"{name}_km2"] == pytest.approx(land[country, name], rel=0.001), (country, name)
    middle = areas["control_km2"] + areas["contested_km2"] / 2
    # All are rounded to a tenth.
    assert (areas["low_km2"] <= middle + 0.1).all()
    assert (areas["high_km2"] >= middle - 0.1).all()
    assert (areas["low_km2"] < areas["high_km2"]).any()


def test_the_areas_are_told_by_month_or_by_event():
    months, events = (geodata.areas(step=step) for step in ("month", "event"))
    assert list(months.columns) == list(events.columns)
    firsts = [f"{year}-{month:02}-01" for year in range(2013, 2020) for month in range(1, 13)]
    assert set(months["date"].dt.strftime("%Y-%m-%d")) >= set(firsts)
    fall_of_mosul = "2014-06-10"
    assert not (months["date"] == fall_of_mosul).any()
    assert (events["date"] == fall_of_mosul).any()


def test_a_time_has_all_that_happened_in_it():
    year = geodata.between("attacks", "2015-01-01", "2016-01-01")
    every = geodata.load("attacks")
    expected = every[(every["event_date"] >= "2015-01-01") & (every["event_date"] < "2016-01-01")]
    assert set(year["id"]) == set(expected["id"])
    assert 0 < len(year) < len(every)


@pytest.mark.parametrize("typed", ["Dayr az-Zawr", "Deir ez-Zor", "دير الزور"])
def test_a_place_is_found_however_it_is_spelt(typed):
    first = geodata.find(typed)[0]
    assert (first.layer, first.id) == ("places", "deir-ez-zor")


def test_the_key_figures_are_counts_of_the_day():
    before, after = (geodata.key_figures(day) for day in ("2014-01-01", "2017-07-10"))
    assert before.keys() == after.keys()
    assert before != after
    assert all(isinstance(count, int) and count >= 0 for count in after.values())


@pytest.mark.parametrize("day", ["2014-02-30", "2014-06", "yesterday", "", "2003-12-31", "2099-01-01"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda day: geodata.at("places", day),
        lambda day: geodata.between("attacks", day, "2099-01-02"),
        geodata.territory_on,
    ],
    ids=["at", "between", "territory_on"],
)
def test_a_day_that_cannot_be_is_an_error_of_one_sentence(ask, day):
    with pytest.raises(geodata.DayError) as caught:
        ask(day)
    assert day in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_layer_that_is_not_there_is_an_error_that_names_those_there_are():
    for ask in (geodata.load, lambda layer: geodata.at(layer, DAY)):
        with pytest.raises(geodata.UnknownLayerError, match="rumours") as caught:
            ask("rumours")
        assert all(layer in str(caught.value) for layer in LAYERS)


def test_every_error_can_be_caught_as_one():
    for error in (geodata.DayError, geodata.LayerError, geodata.UnknownLayerError):
        assert issubclass(error, geodata.GeodataError)
