"""What the public functions answer with is handed on as it is: as JSON, to folium, to other libraries."""

import json
import pickle
import warnings

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

import geodata
from geodata.catalog import LAYERS

DAY = "2015-05-31"
ASKED = {
    "load": geodata.load,
    "at": lambda layer: geodata.at(layer, DAY),
    "between": lambda layer: geodata.between(layer, "2014-01-01", "2016-01-01"),
}
CHOSEN = {
    "all": lambda rows: rows,
    "some": lambda rows: rows[rows.index > 0],
    "those of a value": lambda rows: rows[rows["id"].isin(rows["id"].tail(1))],
    "the first": lambda rows: rows.head(1),
    "none": lambda rows: rows.iloc[:0],
}
BOX = shapely.box(40, 34, 42, 36)
CHANGED = {
    "reprojected": lambda land: land.to_crs(3857),
    "dissolved": lambda land: land.dissolve("class"),
    "taken apart": lambda land: land.explode(),
    "cut": lambda land: land.clip(BOX),
    "laid over": lambda land: land.overlay(gpd.GeoDataFrame(geometry=[BOX], crs=4326), keep_geom_type=False),
    "joined": lambda land: land.merge(pd.DataFrame({"country": ["IQ"], "capital": ["Baghdad"]})),
    "joined by place": lambda land: land.sjoin(gpd.GeoDataFrame(geometry=[BOX], crs=4326)),
    "put together": lambda land: pd.concat([land, land], ignore_index=True),
    "row by row": lambda land: land.apply(lambda row: row, axis=1),
    "sorted and renamed": lambda land: land.sort_values("area_km2").rename(columns={"class": "kind"}),
    "asked": lambda land: land.query("country == 'IQ'"),
    "of a box": lambda land: land.cx[40:42, 34:36],
    "of some columns": lambda land: land[["retaken_date", "geometry"]],
    "simplified": lambda land: land.assign(geometry=land.simplify(0.01)),
    "kept in a file": lambda land: pickle.loads(pickle.dumps(land)),
}


def strictly(text):
    """JSON as the standard has it: Python would take NaN too."""

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("choose", CHOSEN.values(), ids=CHOSEN)
@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("layer", LAYERS)
def test_an_answer_can_be_handed_on_as_it_is(layer, ask, choose):
    rows = choose(ask(layer))

    told = strictly(rows.to_json())
    assert [feature["properties"]["id"] for feature in told["features"]] == rows["id"].tolist()
    assert (
        strictly(json.dumps(rows.__geo_interface__))["features"] == strictly(rows.to_json(show_bbox=True))["features"]
    )
    assert folium.GeoJson(rows).data["features"] == strictly(json.dumps(rows.__geo_interface__))["features"]
    for feature, (_, row) in zip(told["features"], rows.iterrows(), strict=True):
        days = {name: value for name, value in feature["properties"].items() if name.endswith("_date")}
        assert days == {name: None if pd.isna(row[name]) else f"{row[name]:%Y-%m-%d}" for name in days}


def test_the_land_of_a_day_is_drawn_by_folium_as_it_is():
    land = geodata.territory_on(DAY)
    drawn = folium.Map()

    folium.GeoJson(land, tooltip=folium.GeoJsonTooltip(["class", "retaken_date"])).add_to(drawn)

    assert "2014-" in drawn.get_root().render()


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_what_is_made_of_an_answer_can_be_handed_on_too(change):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = change(geodata.territory_on(DAY))

    assert len(strictly(made.to_json())["features"]) == len(made) > 0
    assert made.explore


@pytest.mark.parametrize("na", ["null", "drop"])
def test_missing_values_are_told_as_geopandas_tells_them(na):
    first = strictly(geodata.territory_on(DAY).to_json(na=na))["features"][0]["properties"]

    assert first["class"] == "control"
    assert first.get("retaken_date", "left out") == (None if na == "null" else "left out")


def test_columns_of_any_kind_that_a_user_adds_are_told():
    rows = geodata.load("attacks").head(1)
    mixed = rows.assign(
        several=[["a", pd.Timestamp(DAY), None]],
        numbers=[np.array([1, 2])],
        days=[np.array([DAY], dtype="datetime64[ns]")],
        hour=pd.Timestamp(f"{DAY} 12:30"),
        zone=pd.Timestamp(DAY, tz="UTC"),
        nested=[{1: {2}}],
        lasting=pd.Timedelta("1h"),
        sort=pd.Categorical(["x"]),
        whole=pd.array([None], dtype="Int64"),
        second=gpd.GeoSeries([shapely.Point(1, 2)], crs=4326),
    )

    told = strictly(mixed.to_json())["features"][0]["properties"]

    assert {name: told[name] for name in mixed.columns.difference(rows.columns)} == {
        "several": ["a", DAY, None],
        "numbers": [1, 2],
        "days": [DAY],
        "hour": f"{DAY}T12:30:00",
        "zone": f"{DAY}T00:00:00+00:00",
        "nested": {"1": [2]},
        "lasting": "0 days 01:00:00",
        "sort": "x",
        "whole": None,
        "second": "POINT (1 2)",
    }


def test_days_stay_days_to_count_with():
    rows = geodata.load("attacks")

    assert (rows["event_date"].dt.year >= 2000).all()
    assert rows[rows["event_date"] > pd.Timestamp(DAY)]["event_date"].min() > pd.Timestamp(DAY)


def test_without_its_geometry_it_is_a_plain_table():
    assert type(geodata.load("attacks").drop(columns="geometry")) is pd.DataFrame
