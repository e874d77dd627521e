"""The search of the browser and that of Python are one: what they find, in which order, and how surely."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.atlas.search import names_document
from geodata.names.search import find
from geodata.names.things import names

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"
with (HERE.parent / "geodata/names/spellings.csv").open(encoding="utf-8", newline="") as stream:
    SPELLINGS = [row["spelling"] for row in csv.DictReader(stream)]
BEGUN = [spelling[:length] for spelling in SPELLINGS[::9] for length in (1, 2, 3, 5)]
NAMES = list(dict.fromkeys(name.text for name in names()))[::7]
ODD = [
    "",
    "zzzz",
    "123",
    "Madrid",
    "of",
    ".*",
    "((((",
    "ء",
    "ـــ",
    "\u200e\u200f",
    "x" * 1000,
    "ال" * 500,
    "İstanbul",
    "Straße",
    "東京",
]


def _found(queries):
    """What the script finds."""
    given = json.dumps({"document": names_document(), "queries": queries})
    told = subprocess.run([NODE, HERE / "found.js"], input=given, capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.mark.parametrize("queries", [SPELLINGS, BEGUN, NAMES, ODD], ids=["spellings", "begun", "names", "odd"])
def test_the_script_finds_what_python_finds(queries):
    own = [[[hit.layer, hit.id, hit.name, hit.score] for hit in find(query)] for query in queries]
    # Python tells the score to a tenth.
    theirs = [[[*hit, round(score, 1)] for *hit, score in hits] for hits in _found(queries)["found"]]
    assert [one for one in zip(queries, own, theirs, strict=True) if one[1] != one[2]] == []
