"""The document that the map reads: whole where the files are, and honest where one is not."""

import gzip
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

import geodata
from dashboard.atlas import document, shown
from dashboard.atlas.document import record
from dashboard.atlas.land import dumps
from dashboard.atlas.layers import POINTS
from dashboard.atlas.scopes import EVERY_SCOPE, SCOPES
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history.figures import FIGURES
from geodata.history.territory import territory, turning_days
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
    assert set(whole.document["figures"]) == set(whole.document["land_held"]) == set(EVERY_SCOPE)
    assert all(set(counts) == set(FIGURES) for counts in whole.document["figures"].values())


def test_it_is_json_in_two_parts(whole):
    def refuse(name):
        pytest.fail(f"{name} is not JSON")

    sent, texts = (json.loads(part, parse_constant=refuse) for part in (whole.painted(), whole.notes()))
    for layer, rows in texts["layers"].items():
        for row, told in zip(sent["layers"][layer], rows, strict=True):
            assert not row.keys() & told.keys()
            row.update(told)
    assert sent | {"sources": texts["sources"]} == json.loads(json.dumps(whole.document))
    assert b"\n" not in whole.painted() + whole.notes()
    # Absent values are left out, which is what the script expects.
    assert not [row for rows in sent["layers"].values() for row in rows if None in row.values()]


def test_every_row_of_every_layer_is_there(whole):
    for layer in ON_THE_MAP:
        assert len(whole.document["layers"][layer]) == len(geodata.load(layer)), layer


def _restored(document):
    """Rows of each layer with what they share with the first row of the same thing, as the script puts it back."""
    whole = {}
    for layer, rows in document["layers"].items():
        look = document["looks"][layer]
        source, columns = look["shared"]["layer"], look["shared"]["columns"]
        firsts = {}
        for row in document["layers"][source]:
            firsts.setdefault(row[document["looks"][source]["key"]], row)
        whole[layer] = [
            row | {name: firsts[row[look["key"]]][name] for name in columns if name in firsts.get(row[look["key"]], {})}
            for row in rows
        ]
    return whole


def test_what_rows_share_comes_back(whole):
    """A row that was sent short has what the record says of it."""
    for layer, rows in _restored(whole.document).items():
        frame = geodata.load(layer)
        for row, name, country in (
            zip(rows, frame["name_en"], frame["country"], strict=True) if "name_en" in frame else ()
        ):
            assert row["name"]["en"] == name
            assert row.get("country") == (country if isinstance(country, str) else None)


def test_it_has_the_form_that_its_schema_gives(whole):
    schema = json.loads((Path(document.__file__).parent / "document.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for part in (json.loads(json.dumps(whole.document)), json.loads(whole.painted())):
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(part)] == []


@pytest.mark.parametrize("day", ["2013-06-01", "2014-06-15", "2015-05-31", "2017-07-10", "2019-04-01", "2021-01-01"])
def test_what_the_screen_is_told_to_show_is_what_paper_shows(whole, day):
    """Every appearance in the document is that of `dashboard.atlas.shown`, on which paper draws."""
    sent, rows = whole.document, _restored(whole.document)
    wanted = date.fromisoformat(day)
    for layer in POINTS:
        look = sent["looks"][layer]
        told = {
            (rows[layer][row]["id"], look["symbols"][symbol]["kind"], look["symbols"][symbol]["size"])
            for row, first, end, symbol in sent["shows"][layer]
            if first <= day and (end is None or day < end)
        }
        shown_ = {
            (thing.row["id"], thing.on(wanted).symbol.kind, thing.on(wanted).symbol.size)
            for thing in shown.things(layer)
            if thing.on(wanted)
        }
        assert told == shown_, layer


def _days_of_land():
    """Every tenth day on which land may change, with the day before and after, and the ends."""
    days = turning_days(territory())[::10]
    return sorted({day + timedelta(days=step) for day in days for step in (-1, 0, 1)} & set(_all_days()))


def _all_days():
    return [TERRITORY_FIRST + timedelta(days=number) for number in range((TERRITORY_LAST - TERRITORY_FIRST).days + 1)]


@pytest.mark.parametrize("wanted", _days_of_land(), ids=str)
def test_land_sent_as_changes_is_the_land_of_the_day(whole, wanted):
    sent = whole.land
    since = (wanted - TERRITORY_FIRST).days
    found = []
    for changes in sent["changes"]:
        at, group = 0, -1
        for step, number in zip(changes[::2], changes[1::2], strict=True):
            at += step
            if at <= since:
                group = number
        found.append(sent["groups"][group][0] if group >= 0 else "")
    assert found == territory().classes(wanted).tolist()


def test_names_are_in_three_languages(whole):
    for layer, rows in _restored(whole.document).items():
        for row in rows:
            if layer != "milestones":
                assert set(row["name"]) == {"ar", "en", "fr"}
                assert all(row["name"].values())


def test_every_source_and_actor_that_is_named_is_there(whole):
    sent = whole.document
    for rows in sent["layers"].values():
        for row in rows:
            # Of who holds a place nobody says anything for days to which it is not followed.
            if row.get("recorded", True):
                assert set(row["sources"].split(";")) <= set(sent["sources"])
            else:
                assert row.keys().isdisjoint({"sources", "controller"})
            for column in ("controller", "retaken_by"):
                assert row.get(column) is None or row[column] in sent["actors"]
    assert set(sent["actors"]) == set(table("actors")["id"])


@pytest.mark.parametrize("day", ["2004-01-01", "2013-01-01", "2014-06-15", "2016-02-29", "2019-04-01", "2026-05-31"])
def test_the_figures_are_those_of_the_day(whole, day):
    told = {
        name: next((count for since, count in reversed(series) if since <= day), 0)
        for name, series in whole.document["figures"][SCOPES[0]].items()
    }
    sites = geodata.at("heritage_sites", day)
    here = int(((sites["damage"] == "destroyed") & sites["country"].isin(SCOPES[0].split(";"))).sum())
    assert told == geodata.key_figures(date.fromisoformat(day)) | {"sites_destroyed": here}


@pytest.mark.parametrize("scope", EVERY_SCOPE)
def test_figures_of_a_scope_are_of_its_countries(whole, scope):
    """Affiliates are counted all over the world."""
    countries = scope.split(";")
    for day in ("2014-07-01", "2015-11-13", "2017-07-10"):
        held = geodata.at("places", day)
        retaken = geodata.at("liberated_cities", day)
        expected = {
            "places_held": (held["country"].isin(countries) & (held["controller"] == "daesh")).sum(),
            "places_retaken": retaken["country"].isin(countries).sum(),
            "affiliates_active": geodata.key_figures(day)["affiliates_active"],
        }
        counts = whole.document["figures"][scope]
        for name, count in expected.items():
            assert next(value for since, value in reversed(counts[name]) if since <= day) == count, (name, day)
        areas = geodata.areas("event")
        own = areas[(areas["date"] <= day) & areas["country"].isin(countries)]
        own = own[own["date"] == own["date"].max()]
        point = next(point for point in reversed(whole.document["land_held"][scope]) if point[0] <= day)
        assert point[1] == pytest.approx((own["control_km2"] + own["contested_km2"] / 2).sum(), abs=1e-6)


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
        assert (found.document["figures"][SCOPES[0]][figure] is None) == (layer in lost)
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
