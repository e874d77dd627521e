"""The document that the map reads: whole where the files are, and honest where one is not."""

import gzip
import json
import shutil
from datetime import date

import pytest

import geodata
from dashboard.atlas.document import record
from dashboard.atlas.land import dumps
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.history.figures import FIGURES
from geodata.record.loading import package, table

# The map takes its land from elsewhere.
ON_THE_MAP = {name: layer for name, layer in LAYERS.items() if name != "territory"}
FILES = sorted([*(one.file for one in TABLES.values()), "datapackage.json"])


@pytest.fixture(scope="module")
def whole():
    return record()


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "layers"
    shutil.copytree(LAYERS_FOLDER, copied)
    return copied


def test_the_shipped_record_is_whole(whole):
    assert whole.faults == ()
    assert whole.last == package().as_of.isoformat()
    assert set(whole.document["layers"]) == set(ON_THE_MAP)
    assert set(whole.document["figures"]) == set(FIGURES)


def test_it_is_json_in_two_parts(whole):
    def refuse(name):
        pytest.fail(f"{name} is not JSON")

    document, texts = (json.loads(part, parse_constant=refuse) for part in (whole.painted(), whole.notes()))
    for layer, rows in texts["layers"].items():
        for row, told in zip(document["layers"][layer], rows, strict=True):
            assert not row.keys() & told.keys()
            row.update(told)
    assert document | {"sources": texts["sources"]} == json.loads(json.dumps(whole.document))
    assert b"\n" not in whole.painted() + whole.notes()
    # Absent values are left out, which is what the script expects.
    assert not [row for rows in document["layers"].values() for row in rows if None in row.values()]


def test_every_row_of_every_layer_is_there(whole):
    for layer in ON_THE_MAP:
        assert len(whole.document["layers"][layer]) == len(geodata.load(layer)), layer


def test_names_are_in_three_languages(whole):
    for layer, rows in whole.document["layers"].items():
        for row in rows:
            if layer != "milestones":
                assert set(row["name"]) == {"ar", "en", "fr"}
                assert all(row["name"].values())


def test_every_source_and_actor_that_is_named_is_there(whole):
    document = whole.document
    for rows in document["layers"].values():
        for row in rows:
            assert set(row["sources"].split(";")) <= set(document["sources"])
            for column in ("controller", "retaken_by"):
                assert row.get(column) is None or row[column] in document["actors"]
    assert set(document["actors"]) == set(table("actors")["id"])


@pytest.mark.parametrize("day", ["2004-01-01", "2013-01-01", "2014-06-15", "2016-02-29", "2019-04-01", "2024-12-31"])
def test_the_figures_are_those_of_the_day(whole, day):
    told = {
        name: next((count for since, count in reversed(series) if since <= day), 0)
        for name, series in whole.document["figures"].items()
    }
    assert told == geodata.key_figures(date.fromisoformat(day))


@pytest.mark.parametrize("how", ["missing", "empty", "not text", "a folder"])
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_cannot_be_used_is_named_and_the_rest_is_there(whole, folder, file, how):
    path = folder / file
    path.unlink()
    if how == "empty":
        path.touch()
    elif how == "not text":
        path.write_bytes(b"\xff\xfe\x00\x01" * 64)
    elif how == "a folder":
        path.mkdir()
    found = record(folder)
    assert [fault.file for fault in found.faults] == [file]
    assert found.faults[0].reason
    assert "\n" not in str(found.faults[0])
    lost = {layer.id for layer in ON_THE_MAP.values() if file in {TABLES[name].file for name in layer.tables}}
    assert set(found.document["layers"]) == set(ON_THE_MAP) - lost
    for layer in set(ON_THE_MAP) - lost:
        assert len(found.document["layers"][layer]) == len(whole.document["layers"][layer])
    for figure, layer in FIGURES.items():
        assert (found.document["figures"][figure] is None) == (layer in lost)
    json.loads(found.painted())
    json.loads(found.notes())


@pytest.mark.parametrize(
    ("file", "column"),
    [("control_events.csv", "event_date"), ("affiliate_status.csv", "start_date"), ("milestones.csv", "event_date")],
)
def test_a_wrong_day_is_laid_to_its_own_file(folder, file, column):
    header, first, rest = (folder / file).read_text(encoding="utf-8").split("\n", 2)
    cells = first.split(",")
    cells[header.split(",").index(column)] = "2014-06-31"
    (folder / file).write_text("\n".join([header, ",".join(cells), rest]), encoding="utf-8")
    found = record(folder)
    assert [fault.file for fault in found.faults] == [file]
    assert "2014-06-31" in found.faults[0].reason
    assert cells[0] in found.faults[0].reason


def test_what_is_painted_is_light(whole):
    """The whole series of land and the record reach a browser in less than 300 kB."""
    sent = [gzip.compress(part, mtime=0) for part in (whole.painted(), dumps(whole.land))]
    assert sum(map(len, sent)) < 300_000
