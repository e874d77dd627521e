"""The registry, the schemas, the data package and the folder name the same files."""

import json

import pytest

import geodata
from geodata.catalog import LAYERS, LAYERS_FOLDER, SCHEMA_FOLDER, TABLES, layer_of
from geodata.record import loading

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
every_layer = pytest.mark.parametrize("layer_id", LAYERS)


@every_table
def test_a_table_has_its_file_and_its_schema(table):
    schema = json.loads((SCHEMA_FOLDER / f"{table.name}.schema.json").read_text(encoding="utf-8"))

    assert (LAYERS_FOLDER / table.file).is_file()
    assert schema["additionalProperties"] is False
    assert sorted(schema["required"]) == sorted(schema["properties"])
    assert ("x-geometry" in schema) == (table.suffix == ".geojson")


@every_table
def test_a_table_is_listed_in_the_data_package(table):
    listed = {resource["path"]: resource for resource in loading.package().resources}

    assert listed[table.file]["name"] == table.name
    assert (LAYERS_FOLDER / listed[table.file]["schema"]).is_file()


@every_table
def test_a_table_is_sorted_by_columns_that_it_has(table):
    assert set(table.order) <= loading.rows(table.name)[0].keys()


@every_layer
def test_a_layer_is_made_of_known_tables(layer_id):
    assert layer_of(layer_id).id == layer_id
    assert set(layer_of(layer_id).tables) <= TABLES.keys()


@every_layer
def test_a_layer_has_the_columns_that_its_kind_of_time_needs(layer_id):
    needed = {"interval": ["start_date", "end_date"], "onset": ["event_date"], "instant": ["event_date"]}

    frame = geodata.load(layer_id)

    for column in needed[layer_of(layer_id).time]:
        assert str(frame[column].dtype).startswith("datetime64")
    assert frame[needed[layer_of(layer_id).time][0]].notna().all()


@every_layer
def test_a_layer_becomes_json_with_its_days_as_text(layer_id):
    frame = geodata.load(layer_id)
    days = [name for name in frame if name.endswith("_date")]

    features = json.loads(frame.astype(dict.fromkeys(days, str)).to_json())["features"]

    assert len(features) == len(frame)
    assert [feature["properties"]["id"] for feature in features] == frame["id"].tolist()


def test_every_table_belongs_to_a_layer_or_supports_them_all():
    used = {name for layer in LAYERS.values() for name in layer.tables}

    support = {"source_facts", "published_figures", "sources", "publishers", "actors"} | {
        "policy",
        "second_readings",
        "corrections",
    }
    land = {
        "hostilities",
        "corridors",
        "territory_overrides",
        "territory_cells",
        "territory_band",
        "calibration",
        "liberated_cities",
    }
    assert TABLES.keys() - used == support | land


def test_an_unknown_layer_is_told_with_those_there_are():
    with pytest.raises(
        geodata.UnknownLayerError, match=r"no layer 'rumours'; the layers are territory, places, liberated_cities"
    ):
        layer_of("rumours")
