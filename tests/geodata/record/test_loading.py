"""Files become typed frames, or one sentence that names the file and the row."""

import re

import pandas as pd
import pytest

import geodata
from geodata.build.layers import build_layers
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.errors import LayerError, UnknownLayerError
from geodata.record import loading
from geodata.record.check import problems

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
every_spatial_table = pytest.mark.parametrize(
    "table", [table for table in TABLES.values() if table.suffix == ".geojson"], ids=lambda table: table.name
)
every_csv = pytest.mark.parametrize(
    "table", [table for table in TABLES.values() if table.suffix == ".csv"], ids=lambda table: table.name
)

WHOLE_NUMBERS = {
    "places": ["label_rank", "population", "population_year", "geonames_id"],
    "heritage_sites": ["unesco_whs_id"],
    "attacks": ["killed_min", "killed_max", "injured_min", "injured_max"],
}


def refusal(read, *arguments):
    """The one sentence that a user would see."""
    with pytest.raises(LayerError) as caught:
        read(*arguments)
    text = str(caught.value)
    assert "\n" not in text
    return text


@every_table
def test_days_are_days(table):
    frame = loading.table(table.name)

    for column in [name for name in frame if name.endswith("_date")]:
        assert frame[column].dtype == "datetime64[s]", column


@pytest.mark.parametrize("name", WHOLE_NUMBERS)
def test_counts_are_whole_numbers_that_may_be_missing(name):
    frame = loading.table(name)

    for column in WHOLE_NUMBERS[name]:
        assert frame[column].dtype == "Int64", column


def test_figures_are_numbers():
    figures = loading.table("published_figures")

    assert pd.api.types.is_numeric_dtype(figures["value_min"])
    assert (figures["value_min"] <= figures["value_max"]).all()


@every_table
def test_every_row_of_the_file_is_there(table):
    assert len(loading.table(table.name)) == len(loading.rows(table.name)) > 0


@every_spatial_table
def test_a_layer_with_geometry_is_in_wgs84(table):
    frame = loading.table(table.name)

    assert frame.crs == "EPSG:4326"
    assert frame.geometry.is_valid.all()


def test_an_empty_cell_is_missing():
    events = loading.table("control_events").set_index("id")

    assert pd.isna(events.loc["mosul-daesh-2014", "earliest_date"])
    assert pd.isna(events.loc["mosul-daesh-2014", "event_date_edtf"])


def test_the_country_code_of_namibia_is_not_taken_for_missing(record):
    record.change("coalition.csv", "albania", country="NA")

    members = loading.table("coalition", record.folder).set_index("id")

    assert members.loc["albania", "country"] == "NA"


def test_the_data_package_says_when_the_record_closes():
    package = loading.package()

    assert package.as_of.isoformat() > "2019-12-31"
    assert package.title
    assert package.version
    assert package.licenses


@every_table
def test_a_missing_file_is_told_in_one_sentence(table, record):
    record.path(table.file).unlink()

    assert refusal(loading.table, table.name, record.folder) == f"{table.file}: the file is missing"


@every_table
def test_an_empty_file_is_told_in_one_sentence(table, record):
    record.path(table.file).write_bytes(b"")

    assert refusal(loading.table, table.name, record.folder).startswith(f"{table.file}: ")


@every_table
def test_a_file_that_is_not_text_is_told_in_one_sentence(table, record):
    record.path(table.file).write_bytes(bytes(range(256)))

    assert refusal(loading.table, table.name, record.folder).startswith(f"{table.file}: not UTF-8")


@pytest.mark.parametrize(
    "table",
    [table for table in TABLES.values() if not (LAYERS_FOLDER / table.file).read_bytes().isascii()],
    ids=lambda table: table.name,
)
def test_a_file_cut_in_the_middle_of_a_letter_is_told_in_one_sentence(table, record):
    content = record.path(table.file).read_bytes()
    last = max(position for position, byte in enumerate(content) if byte >= 0xC0)
    record.path(table.file).write_bytes(content[: last + 1])

    assert refusal(loading.table, table.name, record.folder).startswith(f"{table.file}: not UTF-8")


@every_table
def test_a_missing_column_is_told_by_its_name(table, record):
    column = list(loading.rows(table.name)[0])[1]
    record.drop_column(table.file, column)

    assert f"the column '{column}' is missing" in refusal(loading.table, table.name, record.folder)


@every_spatial_table
def test_a_file_that_says_null_is_not_an_empty_layer(table, record):
    record.path(table.file).write_bytes(b"null")

    assert refusal(loading.table, table.name, record.folder) == f"{table.file}: not a GeoJSON FeatureCollection"


@every_spatial_table
@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point"},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Spot", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        5,
    ],
    ids=["no coordinates", "text", "unknown type", "a ring of two", "a number"],
)
def test_a_broken_geometry_is_told_by_its_row(table, geometry, record):
    row = loading.rows(table.name)[-1]["id"]
    record.geometry(table.file, row, geometry)

    assert refusal(loading.table, table.name, record.folder) == f"{table.file}: {row}: the geometry cannot be read"


@pytest.mark.parametrize("day", ["2014-02-30", "2014-06", "10/06/2014", "soon"])
def test_a_broken_day_is_told_by_its_row(day, record):
    record.change("control_events.csv", "mosul-daesh-2014", event_date=day)

    expected = f"control_events.csv: mosul-daesh-2014: event_date '{day}' is not a day of the form YYYY-MM-DD"
    assert refusal(loading.table, "control_events", record.folder) == expected


@pytest.mark.parametrize("number", ["22", 22.5, "many"])
def test_a_broken_number_is_told_by_its_row(number, record):
    record.change("attacks.geojson", "bardo-2015-03-18", killed_min=number)

    text = refusal(loading.table, "attacks", record.folder)

    assert text == f"attacks.geojson: bardo-2015-03-18: killed_min {number!r} is not a whole number"


def test_a_list_where_a_text_belongs_is_told_by_its_row(record):
    record.change("affiliates.geojson", "libya", name_en=["Libya"])

    text = refusal(loading.table, "affiliates", record.folder)

    number = [row["id"] for row in loading.rows("affiliates")].index("libya") + 1
    assert text.startswith(f"affiliates.geojson: row {number}:")
    assert "'name_en' holds more than one value" in text


def test_a_status_of_no_affiliate_is_told_by_its_row(record):
    record.change("affiliate_status.csv", "libya-active-2016", affiliate_id="atlantis")

    text = refusal(geodata.load, "affiliates", record.folder)

    assert text == "affiliate_status.csv: libya-active-2016: there is no affiliate 'atlantis'"


def test_a_confidence_that_is_no_known_word_does_not_stop_the_page(record):
    record.change("control_events.csv", "palmyra-retaken-2016", confidence="sure")

    assert len(geodata.load("liberated_cities", record.folder)) == len(geodata.load("liberated_cities"))


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
def test_a_layer_tells_which_of_its_files_is_missing(layer, record):
    for name in layer.tables:
        path = record.path(TABLES[name].file)
        content = path.read_bytes()
        path.unlink()
        assert refusal(geodata.load, layer.id, record.folder) == f"{path.name}: the file is missing"
        path.write_bytes(content)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[]", b'{"title":"x"}', b"\xff", b'{"title":1,"version":1,"as_of":5}']
)
def test_a_broken_data_package_is_told_in_one_sentence(content, record):
    record.path("datapackage.json").write_bytes(content)

    assert refusal(loading.package, record.folder).startswith("datapackage.json: not a data package of the record")


@pytest.mark.parametrize(
    "table", [table for table in TABLES.values() if table.suffix == ".csv"], ids=lambda one: one.name
)
def test_a_table_that_was_cut_at_the_end_of_a_line_is_refused(table, record):
    path = record.path(table.file)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))

    said = refusal(loading.table, table.name, record.folder)
    assert said.startswith(
        f"{table.file}: only {len(lines) - 2} of the {len(lines) - 1} rows that are listed are there"
    )
    assert said.endswith("'python -m geodata build layers' lists the files anew")


def test_a_table_that_was_cut_within_its_last_cell_is_refused(record):
    record.rewrite("territory_band.csv", lambda content: content[:-3])

    said = refusal(geodata.areas, "month", record.folder)
    assert said.startswith("territory_band.csv: the last line has no end")


def test_what_was_edited_or_added_is_read_before_it_is_listed(record):
    record.change("control_events.csv", "mosul-daesh-2014", note_en="By night.")
    record.copy_row("control_events.csv", "mosul-daesh-2014", id="mosul-daesh-2014-b", event_date="2014-06-11")

    notes = geodata.load("places", record.folder).set_index("event_id")["note_en"]
    assert notes["mosul-daesh-2014"] == notes["mosul-daesh-2014-b"] == "By night."


def test_what_was_taken_out_on_purpose_is_read_once_it_is_listed(record):
    # Nothing else refers to it, and its sources are cited elsewhere.
    record.rewrite("coalition.csv", lambda content: re.sub(rb"(?m)^united-states,.*\n", b"", content))
    with pytest.raises(LayerError, match=r"coalition\.csv: only"):
        geodata.load("coalition", record.folder)

    build_layers(record.folder)

    assert len(geodata.load("coalition", record.folder)) == len(geodata.load("coalition")) - 1
    assert problems(record.folder) == []


def test_a_missing_basemap_file_is_told_in_one_sentence():
    assert refusal(loading.basemap, "atlantis") == "basemap/atlantis.geojson: the file is missing"


@pytest.mark.parametrize("name", ["atlantis", "../../etc/passwd", "", "datapackage"])
def test_an_unknown_table_is_told_with_those_there_are(name):
    with pytest.raises(UnknownLayerError, match="the tables are places, control_events"):
        loading.table(name)


def test_the_shipped_files_are_not_changed_by_loading():
    before = {path: path.read_bytes() for path in LAYERS_FOLDER.glob("*.*")}

    for layer in LAYERS:
        geodata.load(layer)

    assert {path: path.read_bytes() for path in LAYERS_FOLDER.glob("*.*")} == before
