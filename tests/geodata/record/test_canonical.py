"""One way to write each file, byte for byte."""

import json
import random

import pytest

from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.record import loading
from geodata.record.canonical import dumps, dumps_document, round_coordinates

every_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())


@every_table
def test_a_shipped_file_is_written_again_byte_for_byte(table):
    assert dumps(table, loading.rows(table.name)) == (LAYERS_FOLDER / table.file).read_bytes()


@every_table
def test_a_file_does_not_depend_on_the_order_of_its_rows(table):
    rows = loading.rows(table.name)
    shuffled = random.Random(2014).sample(rows, len(rows))

    assert dumps(table, shuffled) == dumps(table, rows)


@every_table
def test_a_file_does_not_depend_on_the_order_of_its_columns(table):
    rows = loading.rows(table.name)
    turned = [dict(reversed(row.items())) for row in rows]

    assert dumps(table, turned) == dumps(table, rows)


@every_table
def test_writing_twice_gives_the_same_bytes(table):
    rows = loading.rows(table.name)

    assert dumps(table, iter(rows)) == dumps(table, iter(rows))


@every_table
def test_a_file_has_unix_line_ends_and_one_at_the_end(table):
    content = dumps(table, loading.rows(table.name))

    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.endswith(b"\n\n")


def test_the_data_package_is_written_again_byte_for_byte():
    content = (LAYERS_FOLDER / "datapackage.json").read_bytes()

    assert dumps_document(json.loads(content)) == content


def test_one_changed_place_is_one_changed_line():
    before = loading.rows("places")
    after = [{**row, "label_rank": 4} if row["id"] == "mosul" else row for row in before]

    lines = zip(dumps(TABLES["places"], before).splitlines(), dumps(TABLES["places"], after).splitlines(), strict=True)

    assert sum(a != b for a, b in lines) == 1


def test_no_letter_is_escaped():
    assert "الموصل".encode() in dumps(TABLES["places"], loading.rows("places"))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ([38.2840200001, 34.0], [38.28402, 34]),
        ([[1.123456, 2.0], (3, 4.5)], [[1.12346, 2], [3, 4.5]]),
        (["38.2", None], ["38.2", None]),
    ],
)
def test_coordinates_are_rounded_to_a_metre(given, written):
    assert json.dumps(round_coordinates(given)) == json.dumps(written)
