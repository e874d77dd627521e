"""The derived layers: what the code derives, and what another program reads in them."""

import geopandas as gpd
import pandas as pd
import pytest

import geodata
from geodata.build import layers
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.history import territory
from geodata.record.canonical import dumps

MEGABYTES = 1e6


@pytest.mark.parametrize("name", ["territorial_control", "liberated_cities"])
def test_the_file_is_what_the_code_derives(name):
    made = getattr(layers, name)()
    assert (LAYERS_FOLDER / TABLES[name].file).read_bytes() == dumps(TABLES[name], made)


def opened(name):
    return gpd.read_file(LAYERS_FOLDER / TABLES[name].file)


def test_control_by_month_opens_elsewhere_and_is_small_enough_to_send():
    land = opened("territorial_control")
    assert (LAYERS_FOLDER / "territorial_control.geojson").stat().st_size <= 5 * MEGABYTES
    assert land.crs == "EPSG:4326"
    assert land.geometry.is_valid.all()
    assert not land.geometry.is_empty.any()
    assert (land["start_date"] < land["end_date"]).all()


@pytest.mark.parametrize("day", ["2014-02-01", "2015-06-01", "2016-10-01", "2017-07-01", "2018-12-01"])
def test_a_month_has_the_land_of_its_first_day(day):
    land, then = opened("territorial_control"), pd.Timestamp(day)
    starts, ends = pd.to_datetime(land["start_date"]), pd.to_datetime(land["end_date"])
    there = land[(starts <= then) & (ends > then)]
    exact = geodata.territory_on(day)
    exact = exact[exact["class"].isin(["control", "contested"])]
    wanted = exact.groupby(["class", "country"])["area_km2"].sum()
    assert there.set_index(["class", "country"])["area_km2"].to_dict() == pytest.approx(wanted.to_dict(), abs=0.1)
    # Simplified by about a kilometre, no more.
    for name in set(there["class"]):
        first = there[there["class"] == name].union_all()
        second = exact[exact["class"] == name].union_all()
        assert first.symmetric_difference(second).area < 0.06 * second.area


def test_nothing_is_held_after_the_last_month():
    assert opened("territorial_control")["end_date"].max() <= pd.Timestamp("2019-04-01")
    assert territory.months()[-1].isoformat() == "2019-12-31"


def test_a_liberated_city_says_who_retook_it_and_when():
    cities = opened("liberated_cities").set_index("id")
    mosul = cities[cities["place_id"] == "mosul"].iloc[-1]
    assert (str(mosul["retaken_date"])[:10], mosul["retaken_by"]) == ("2017-07-10", "iraq-government")
    palmyra = cities[cities["place_id"] == "palmyra"]
    assert len(palmyra) == 2
    assert str(palmyra.iloc[0]["lost_again_date"])[:10] == "2016-12-11"
    assert set(cities["place_id"]) == set(geodata.load("liberated_cities")["place_id"])
