"""Each layer in each format is whole when it is opened again; a write that fails leaves nothing behind."""

import csv
import json
import re
import subprocess
import sys
import warnings
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

import geodata
from geodata import writers
from geodata.catalog import LAYERS
from geodata.errors import UnknownLayerError, WriteError

DAY = "2015-05-31"
SQUARE = shapely.box(40, 34, 41, 35)

every_format = pytest.mark.parametrize("format_id", writers.FORMATS)
every_layer = pytest.mark.parametrize("layer_id", LAYERS)


@pytest.fixture(scope="module")
def loaded():
    return {layer_id: geodata.load(layer_id) for layer_id in LAYERS}


@pytest.fixture
def out(tmp_path):
    """Where a format is to be written, in a folder with nothing else in it."""
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda format_id: folder / f"atlas{writers.FORMATS[format_id].suffix}"


def rows_of(path):
    """Rows of a file, read without the code under test."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pyogrio.read_dataframe(path).to_dict("records")


def texts_in(path):
    return {value for row in rows_of(path) for value in row.values() if isinstance(value, str)}


def made_up(geometry, **columns):
    count = len(geometry)
    frame = {"id": [f"row-{number}" for number in range(count)], "event_date": pd.to_datetime(["2015-05-31"] * count)}
    return gpd.GeoDataFrame({**frame, **columns}, geometry=geometry, crs="EPSG:4326")


@every_layer
@every_format
def test_every_row_of_a_layer_arrives(layer_id, format_id, loaded, out):
    frame = loaded[layer_id]

    writers.write(frame, format_id, out(format_id))

    assert len(rows_of(out(format_id))) == len(frame)


@pytest.mark.parametrize("layer_id", [layer for layer in LAYERS if layer != "territory"])
@every_format
def test_arabic_arrives_as_it_left(layer_id, format_id, loaded, out):
    name = "title_ar" if layer_id == "milestones" else "name_ar"

    writers.write(loaded[layer_id], format_id, out(format_id))

    assert set(loaded[layer_id][name]) <= texts_in(out(format_id))


@pytest.mark.parametrize("layer_id", [layer for layer in LAYERS if layer != "places"])
@every_format
def test_a_layer_on_a_day_on_which_it_has_nothing_is_a_file_without_rows(layer_id, format_id, out):
    day = "2013-01-01" if layer_id == "territory" else "2004-01-02"

    writers.write(geodata.at(layer_id, day), format_id, out(format_id))

    assert rows_of(out(format_id)) == []


@every_layer
@pytest.mark.parametrize("choose", [geodata.load, lambda layer: geodata.at(layer, DAY)], ids=["whole", "on a day"])
def test_days_are_dates_in_a_geopackage(layer_id, choose, out):
    frame = choose(layer_id)

    writers.write(frame, "gpkg", out("gpkg"))

    info = pyogrio.read_info(out("gpkg"))
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert {types[name] for name in frame if name.endswith("_date")} == {"datetime64[D]"}


@every_layer
@pytest.mark.parametrize("choose", [geodata.load, lambda layer: geodata.at(layer, DAY)], ids=["whole", "on a day"])
def test_days_are_dates_in_geoparquet(layer_id, choose, out):
    frame = choose(layer_id)

    writers.write(frame, "parquet", out("parquet"))

    schema = pq.read_schema(out("parquet"))
    assert {schema.field(name).type for name in frame if name.endswith("_date")} == {pa.date32()}


@every_layer
@pytest.mark.parametrize("choose", [geodata.load, lambda layer: geodata.at(layer, DAY)], ids=["whole", "on a day"])
def test_days_are_dates_in_a_shapefile(layer_id, choose, out):
    frame = choose(layer_id)

    writers.write(frame, "shp", out("shp"))

    info = pyogrio.read_info(out("shp"))
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    days = [types[short] for name, short in zip(frame, types, strict=False) if name.endswith("_date")]
    assert days
    assert set(days) == {"datetime64[D]"}


@every_layer
def test_days_of_a_shapefile_are_those_of_the_record(layer_id, loaded, out):
    frame = loaded[layer_id]

    writers.write(frame, "shp", out("shp"))

    again = pyogrio.read_dataframe(out("shp"))
    for name, short in zip(frame, again, strict=False):
        if name.endswith("_date"):
            assert again[short].astype("datetime64[s]").equals(frame[name].rename(short)), name


def test_a_shapefile_of_no_row_holds_points(out):
    writers.write(geodata.at("attacks", DAY), "shp", out("shp"))

    assert pyogrio.read_info(out("shp"))["geometry_type"] == "Point"


def test_geoparquet_is_opened_by_geopandas_as_it_was(loaded, out):
    frame = loaded["places"]

    writers.write(frame, "parquet", out("parquet"))

    again = gpd.read_parquet(out("parquet"))
    assert again.crs == "EPSG:4326"
    assert again.geometry.equals(frame.geometry)
    assert pd.to_datetime(again["end_date"]).dt.date.to_list() == frame["end_date"].dt.date.to_list()


def test_a_geopackage_can_be_filtered_by_day(loaded, out):
    frame = loaded["places"]

    writers.write(frame, "gpkg", out("gpkg"))

    held = pyogrio.read_dataframe(
        out("gpkg"), where="controller = 'daesh' AND start_date <= '2015-05-31' AND end_date > '2015-05-31'"
    )
    on_the_day = geodata.at("places", DAY)
    assert sorted(held["id"]) == sorted(on_the_day.loc[on_the_day["controller"] == "daesh", "id"])


@every_layer
def test_a_feature_bears_the_id_of_its_row_once(layer_id, loaded, out):
    writers.write(loaded[layer_id], "geojson", out("geojson"))

    features = json.loads(out("geojson").read_bytes())["features"]
    ids = [feature["id"] for feature in features]
    assert len(set(ids)) == len(features)
    for feature in features:
        mirrored = [feature["properties"].get(name) for name in ("status_id", "event_id", "id")]
        # Time before and after the record has no id of its own.
        assert feature["id"] in mirrored or re.fullmatch(re.escape(mirrored[-1]) + r"-\d", feature["id"])


def test_geojson_has_days_as_text_and_nothing_foreign(loaded, out):
    writers.write(loaded["places"], "geojson", out("geojson"))

    document = json.loads(out("geojson").read_bytes())
    mosul = next(feature for feature in document["features"] if feature["id"] == "mosul-daesh-2014")
    assert document.keys() == {"type", "features"}
    assert mosul["properties"]["start_date"] == "2014-06-10"
    assert mosul["properties"]["start_date_edtf"] is None
    assert mosul["properties"]["label_rank"] == 1
    assert mosul["geometry"] == {"type": "Point", "coordinates": [43.11889, 36.335]}


def test_geojson_rings_run_as_the_standard_says(out):
    clockwise = shapely.reverse(SQUARE) if shapely.is_ccw(SQUARE.exterior) else SQUARE

    writers.write(made_up([clockwise]), "geojson", out("geojson"))

    [feature] = json.loads(out("geojson").read_bytes())["features"]
    assert shapely.is_ccw(shapely.linearrings(feature["geometry"]["coordinates"][0]))


def test_kml_has_names_and_time_spans_that_google_earth_shows(loaded, out):
    writers.write(loaded["places"], "kml", out("kml"))

    text = out("kml").read_text(encoding="utf-8")
    assert "<name>Mosul</name>" in text
    assert "<begin>2014-06-10</begin>" in text


@every_layer
def test_every_id_of_a_kml_is_there_once_and_the_thing_keeps_its_own(layer_id, loaded, out):
    writers.write(loaded[layer_id], "kml", out("kml"))

    root = ElementTree.parse(out("kml")).getroot()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids) > len(loaded[layer_id])
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", key) for key in ids)
    told = [cell.text for cell in root.iter("{http://www.opengis.net/kml/2.2}SimpleData") if cell.get("name") == "id"]
    assert told == loaded[layer_id]["id"].tolist()


@pytest.mark.parametrize("format_id", ["kml", "geojson"])
def test_rows_of_one_id_have_ids_of_their_own_in_a_file(format_id, out):
    rows = made_up([shapely.Point(40, 34)] * 3).assign(id=["atlas", "atlas", "2015-x"])

    writers.write(rows, format_id, out(format_id))

    text = out(format_id).read_text(encoding="utf-8")
    ids = re.findall(r'<Placemark id="([^"]*)"' if format_id == "kml" else r'"Feature","id":"([^"]*)"', text)
    # The document of a KML bears the name of its file.
    assert ids == (["atlas-2", "atlas-3", "_2015-x"] if format_id == "kml" else ["atlas", "atlas-2", "2015-x"])


def test_a_kml_leaves_gdal_as_it_was(loaded, out):
    before = pyogrio.get_gdal_config_option("LIBKML_ID_FIELD")

    writers.write(loaded["attacks"], "kml", out("kml"))

    assert pyogrio.get_gdal_config_option("LIBKML_ID_FIELD") == before


def test_a_row_without_a_location_is_kept(loaded, out):
    for format_id in ("geojson", "gpkg", "parquet", "csv"):
        writers.write(loaded["milestones"], format_id, out(format_id))
        assert "Zarqawi’s group pledges itself to al-Qaeda" in texts_in(out(format_id))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")'])
def test_no_cell_of_a_csv_is_a_formula(text, out):
    writers.write(made_up([shapely.Point(40, 34)], note_en=[text]), "csv", out("csv"))

    [row] = rows_of(out("csv"))
    assert row["note_en"] == f"'{text}"


def test_no_name_of_a_column_in_a_csv_is_a_formula(out):
    writers.write(made_up([shapely.Point(40, 34)], **{"=1+1": ["x"]}), "csv", out("csv"))

    [row] = rows_of(out("csv"))
    assert row["'=1+1"] == "x"


def test_a_number_below_nought_stays_a_number_in_a_csv(out):
    writers.write(made_up([shapely.Point(-40.123456, -34)], height=[-5]), "csv", out("csv"))

    [row] = rows_of(out("csv"))
    assert (row["height"], row["lon"], row["lat"]) == ("-5", "-40.12346", "-34.0")


def test_csv_says_that_an_area_became_a_point(out):
    [notice] = writers.write(made_up([SQUARE]), "csv", out("csv"))

    [row] = rows_of(out("csv"))
    assert "no areas" in notice
    assert SQUARE.contains(shapely.Point(float(row["lon"]), float(row["lat"])))


def test_csv_of_points_has_nothing_to_say(loaded, out):
    assert writers.write(loaded["places"], "csv", out("csv")) == []


def test_a_shapefile_refuses_points_and_areas_together(out):
    with pytest.raises(WriteError, match="holds one kind of geometry and this layer has Point and Polygon; take gpkg"):
        writers.write(made_up([shapely.Point(40, 34), SQUARE]), "shp", out("shp"))

    assert not list(out("shp").parent.iterdir())


@pytest.mark.parametrize("format_id", ["geojson", "gpkg", "parquet", "kml", "csv"])
def test_the_other_formats_hold_points_and_areas_together(format_id, out):
    writers.write(made_up([shapely.Point(40, 34), SQUARE, None]), format_id, out(format_id))

    assert len(rows_of(out(format_id))) == 3


def test_a_shapefile_holds_areas_of_one_and_of_many_parts(out):
    islands = shapely.MultiPolygon([SQUARE, shapely.box(50, 34, 51, 35)])

    writers.write(made_up([SQUARE, islands]), "shp", out("shp"))

    assert len(rows_of(out("shp"))) == 2


def test_a_shapefile_says_how_many_texts_it_cut_and_cuts_between_letters(out):
    long, short = "م" * 200, "م" * 100

    [notice] = writers.write(made_up([shapely.Point(40, 34)] * 2, note_ar=[long, short]), "shp", out("shp"))

    assert "1 texts were cut" in notice
    assert [row["note_ar"] for row in rows_of(out("shp"))] == ["م" * 127, short]


def test_a_shapefile_of_short_texts_has_nothing_to_say(out):
    assert writers.write(made_up([shapely.Point(40, 34)], note_en=["Short."]), "shp", out("shp")) == []


@every_layer
def test_shapefile_columns_are_short_and_each_there_once(layer_id, loaded, out):
    writers.write(loaded[layer_id], "shp", out("shp"))

    fields = list(pyogrio.read_info(out("shp"))["fields"])
    assert len(set(fields)) == len(fields) == len(loaded[layer_id].columns) - 1
    assert max(len(name) for name in fields) <= 10


def test_a_shapefile_comes_with_its_companions(loaded, out):
    writers.write(loaded["attacks"], "shp", out("shp"))

    written = {path.suffix for path in out("shp").parent.iterdir()}
    assert written == {".shp", ".shx", ".dbf", ".prj", ".cpg"}


@every_format
def test_writing_leaves_the_frame_as_it_was(format_id, loaded, out):
    before = loaded["heritage_sites"].copy(deep=True)

    writers.write(loaded["heritage_sites"], format_id, out(format_id))

    assert loaded["heritage_sites"].equals(before)
    assert loaded["heritage_sites"].dtypes.equals(before.dtypes)


@pytest.mark.parametrize("format_id", ["geojson", "csv", "parquet"])
def test_the_same_layer_gives_the_same_bytes(format_id, loaded, out):
    writers.write(loaded["places"], format_id, out(format_id))
    first = out(format_id).read_bytes()
    writers.write(loaded["places"], format_id, out(format_id))

    assert out(format_id).read_bytes() == first


# Faults


def test_an_unknown_format_is_told_with_those_there_are(loaded, tmp_path):
    with pytest.raises(UnknownLayerError, match="no format 'dwg'; the formats are geojson, gpkg, parquet"):
        writers.write(loaded["places"], "dwg", tmp_path / "x.dwg")


@every_format
def test_an_older_file_is_replaced(format_id, loaded, out):
    out(format_id).write_text("older", encoding="utf-8")

    writers.write(loaded["attacks"], format_id, out(format_id))

    assert len(rows_of(out(format_id))) == len(loaded["attacks"])


@every_format
def test_nothing_but_the_file_is_left_in_the_folder(format_id, loaded, out):
    writers.write(loaded["attacks"], format_id, out(format_id))

    assert {path.stem for path in out(format_id).parent.iterdir()} == {"atlas"}


def refused(frame, format_id, path):
    """The one sentence that tells why a file could not be written."""
    with pytest.raises(WriteError) as caught:
        writers.write(frame, format_id, path)
    text = str(caught.value)
    assert text.startswith(f"{path} cannot be written: ")
    assert "\n" not in text
    return text


@every_format
def test_a_folder_that_does_not_exist_is_told(format_id, loaded, tmp_path):
    assert "No such file or directory" in refused(loaded["attacks"], format_id, tmp_path / "nowhere" / "x.out")

    assert not list(tmp_path.iterdir())


@every_format
def test_a_file_in_place_of_the_folder_is_told(format_id, loaded, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    assert "Not a directory" in refused(loaded["attacks"], format_id, tmp_path / "file" / "x.out")

    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@every_format
def test_a_folder_of_the_name_of_the_file_is_told(format_id, loaded, out):
    out(format_id).mkdir()

    assert "there is a folder of that name" in refused(loaded["attacks"], format_id, out(format_id))

    assert [path.name for path in out(format_id).parent.iterdir()] == [out(format_id).name]
    assert not list(out(format_id).iterdir())


FULL_DISK = """
import resource, sys
from geodata.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
sys.exit(main(sys.argv[1:]))
"""
"""No file may grow beyond 6 kB: what a full disk does to a write, without filling one."""


@every_format
def test_a_full_disk_is_told_and_the_older_file_stays(format_id, out):
    out(format_id).write_text("older", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "export", "places", "--format", format_id, "--out", out(format_id)],
        capture_output=True,
        encoding="utf-8",
    )

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"geodata: {out(format_id)} cannot be written: ")
    assert len(run.stderr.splitlines()) == 1
    assert [path.name for path in out(format_id).parent.iterdir()] == [out(format_id).name]
    assert out(format_id).read_text(encoding="utf-8") == "older"


@every_format
def test_a_driver_that_loses_rows_is_found_out(format_id, loaded, out, monkeypatch):
    form = writers.FORMATS[format_id]
    forgetful = writers.Format(form.suffix, lambda frame, path: form.write(frame.iloc[:-1], path), form.count)
    monkeypatch.setitem(writers.FORMATS, format_id, forgetful)

    count = len(loaded["attacks"])
    assert f"only {count - 1} of {count} rows reached the disk" in refused(loaded["attacks"], format_id, out(format_id))
    assert not list(out(format_id).parent.iterdir())
