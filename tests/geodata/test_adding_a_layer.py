"""A layer of dated points is its file, its schema and one entry of the catalogue: this does just that, on a copy."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest

import geodata

PACKAGE = Path(geodata.__file__).parent
ENTRIES = "_LAYERS = (\n"
ENTRY = '    Layer("prisons", "interval", search=Search(), figure=Figure("prisons_open", only=("kind", ("camp",)))),\n'
NAMES = {"name_en": "Grey Gate camp", "name_ar": "مخيم البوابة الرمادية", "name_fr": "Camp de la Porte grise"}
ROW = {
    "id": "grey-gate",
    **NAMES,
    "country": "SY",
    "kind": "camp",
    "place_id": "raqqa",
    "start_date": "2015-03-01",
    "start_date_edtf": None,
    "end_date": "2017-10-17",
    "end_date_edtf": None,
    "confidence": "medium",
    "sources": "geonames",
}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "prisons.schema.json",
    "title": "Prisons",
    "x-geometry": ["Point"],
    "type": "object",
    "additionalProperties": False,
    "required": list(ROW),
    "properties": {
        "id": {"$ref": "common.schema.json#/$defs/id"},
        **{name: {"$ref": "common.schema.json#/$defs/text"} for name in NAMES},
        "country": {"$ref": "common.schema.json#/$defs/country"},
        "kind": {"enum": ["camp", "prison"]},
        "place_id": {"$ref": "common.schema.json#/$defs/id_or_null", "x-refers-to": "places"},
        "start_date": {"$ref": "common.schema.json#/$defs/date"},
        "start_date_edtf": {"$ref": "common.schema.json#/$defs/edtf_or_null"},
        "end_date": {"$ref": "common.schema.json#/$defs/date_or_null"},
        "end_date_edtf": {"$ref": "common.schema.json#/$defs/edtf_or_null"},
        "confidence": {"$ref": "common.schema.json#/$defs/confidence"},
        "sources": {"$ref": "common.schema.json#/$defs/sources"},
    },
}


class Copy:
    """The package in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.layers = folder / "geodata" / "layers"
        self.row(ROW)
        self.schema(SCHEMA)
        catalog = folder / "geodata" / "catalog.py"
        text = catalog.read_text(encoding="utf-8")
        assert ENTRIES in text
        catalog.write_text(text.replace(ENTRIES, ENTRIES + ENTRY), encoding="utf-8")

    def row(self, properties):
        point = {"type": "Point", "coordinates": [39.01, 35.95]}
        feature = {"type": "Feature", "properties": properties, "geometry": point}
        collection = {"type": "FeatureCollection", "features": [feature]}
        (self.layers / "prisons.geojson").write_text(json.dumps(collection), encoding="utf-8")

    def schema(self, schema):
        (self.layers / "schema" / "prisons.schema.json").write_text(json.dumps(schema), encoding="utf-8")

    def run(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8")

    def problems(self):
        answer = self.run("-m", "geodata", "check")
        assert answer.stderr == ""
        return answer.stdout.splitlines()


def copied(folder):
    shutil.copytree(PACKAGE, folder / "geodata", ignore=shutil.ignore_patterns("__pycache__"))
    return Copy(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The copy after the one command that follows an edit of the data; what its check said before is kept."""
    copy = copied(tmp_path_factory.mktemp("built"))
    copy.before = copy.problems()
    answer = copy.run("-m", "geodata", "build", "layers")
    assert (answer.returncode, answer.stderr) == (0, "")
    copy.changed = answer.stdout.split()
    return copy


def test_the_check_says_that_the_layer_is_to_be_listed_and_how(built):
    (listed, canonical) = built.before

    assert listed.startswith("datapackage.json, prisons.geojson, resources: the file 'prisons.geojson' is not listed;")
    assert listed.endswith("'python -m geodata build layers' lists the files anew")
    assert canonical.startswith("prisons.geojson: the bytes are not canonical")


def test_the_build_lists_it_and_nothing_else_changes(built):
    assert sorted(built.changed) == ["datapackage.json", "prisons.geojson"]
    package = json.loads((built.layers / "datapackage.json").read_bytes())
    (entry,) = [entry for entry in package["resources"] if entry["name"] == "prisons"]
    assert entry == {
        "name": "prisons",
        "path": "prisons.geojson",
        "title": "Prisons",
        "format": "geojson",
        "schema": "schema/prisons.schema.json",
        "licenses": package["licenses"],
        "rows": 1,
        "hash": f"sha256:{hashlib.sha256((built.layers / 'prisons.geojson').read_bytes()).hexdigest()}",
    }
    assert built.problems() == []


ANSWERS = {
    "geodata.load('prisons')['id'].tolist()": ["grey-gate"],
    "geodata.load('prisons').crs.to_string()": "EPSG:4326",
    "[len(geodata.at('prisons', day)) for day in ('2015-02-28', '2015-03-01', '2017-10-16', '2017-10-17')]": [
        0,
        1,
        1,
        0,
    ],
    "geodata.between('prisons', '2016-01-01', '2017-01-01')['kind'].tolist()": ["camp"],
    "[[hit.layer, hit.id, hit.day, hit.at] for hit in geodata.find('grey gate')[:1]]": [
        ["prisons", "grey-gate", "2015-03-01", [39.01, 35.95]]
    ],
    "[hit.layer for hit in geodata.find('البوابة الرمادية')[:1]]": ["prisons"],
    "[geodata.key_figures(day)['prisons_open'] for day in ('2015-02-28', '2016-01-01', '2018-01-01')]": [0, 1, 0],
    "'prisons' in geodata.LAYERS": True,
}


def test_it_answers_what_every_layer_answers(built):
    code = f"import geodata, json; print(json.dumps([{', '.join(ANSWERS)}]))"

    answer = built.run("-c", code)

    assert answer.returncode == 0, answer.stderr
    assert dict(zip(ANSWERS, json.loads(answer.stdout), strict=True)) == ANSWERS


FORMATS = ("geojson", "gpkg", "parquet", "csv", "kml", "shp")
EXPORT = """
import sys
from geodata.__main__ import main
for form in sys.argv[1:]:
    code = main(["export", "prisons", "--format", form, "--date", "2016-01-01", "--out", f"prisons.{form}"])
    assert code == 0, form
"""


def test_it_is_exported_in_every_format(built):
    answer = built.run("-c", EXPORT, *FORMATS)

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    for form in FORMATS:
        out = built.folder / f"prisons.{form}"
        rows = gpd.read_parquet(out) if form == "parquet" else pyogrio.read_dataframe(out)
        assert rows["id"].tolist() == ["grey-gate"], form


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A copy whose file and schema each test writes anew."""
    return copied(tmp_path_factory.mktemp("damaged"))


def without(column):
    properties = {name: rule for name, rule in SCHEMA["properties"].items() if name != column}
    return {**SCHEMA, "properties": properties, "required": list(properties)}


def with_column(column, rule):
    return {**SCHEMA, "properties": {**SCHEMA["properties"], column: rule}}


@pytest.mark.parametrize(
    ("schema", "says"),
    [
        (without("end_date"), "end_date: the column 'end_date' is missing, which the layer 'prisons' needs"),
        (without("name_en"), "name_en: the column 'name_en' is missing, which the layer 'prisons' needs"),
        (without("kind"), "kind: the column 'kind' is missing, which the layer 'prisons' needs"),
        (without("id"), "id: a row has no id"),
        ({**SCHEMA, "x-geometry": ["Sphere"]}, "x-geometry: does not list kinds of geometry; there are Point, Line"),
        (with_column("place_id", {"type": "string", "x-refers-to": "jails"}),
         "place_id: refers to 'jails', which is not a table of the record"),
        (with_column("kind", {"$ref": "common.schema.json#/$defs/sort"}),
         "kind: 'common.schema.json#/$defs/sort' is not in common.schema.json"),
        (with_column("kind", {"type": "word"}), "properties.kind.type: not a JSON Schema"),
        ({name: member for name, member in SCHEMA.items() if name != "title"}, "the member 'title' is missing"),
        ("not a schema", "not a JSON object"),
    ],
)  # fmt: skip
def test_what_a_schema_lacks_is_said_in_one_line(schema, says, damaged):
    damaged.schema(schema)

    problems = damaged.problems()

    assert len(problems) == 1, problems
    assert problems[0].startswith("schema/prisons.schema.json")
    assert says in problems[0]


def test_a_missing_schema_is_said_in_one_line(damaged):
    (damaged.layers / "schema" / "prisons.schema.json").unlink()

    assert damaged.problems() == ["schema/prisons.schema.json: the file is missing"]


def test_what_it_refers_to_is_checked(damaged):
    damaged.schema(SCHEMA)
    damaged.row({**ROW, "place_id": "atlantis"})

    said = [problem for problem in damaged.problems() if problem.startswith("prisons.geojson, ")]

    assert said == ["prisons.geojson, grey-gate, place_id: 'atlantis' is not an id in places.geojson"]
