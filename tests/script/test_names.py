"""The search of the browser: it finds what Python's finds, in the same order and as surely, and more than that."""

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


def _table(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


SPELLINGS = [row["spelling"] for row in _table(HERE.parent / "geodata/names/spellings.csv")]
SEARCHES = [tuple(row.values()) for row in _table(HERE / "searches.csv")]
BEGUN = [spelling[:length] for spelling in SPELLINGS[::9] for length in (1, 2, 3, 5)]
NAMES = list(dict.fromkeys(name.text for name in names()))[::7]
ODD = [
    *("", "zzzz", "123", "Madrid", "of", ".*", "((((", "ء", "ـــ", "\u200e\u200f", "x" * 1000, "ال" * 500),
    *("İstanbul", "Straße", "東京"),
]


def _found(queries, days=None):
    """What the script finds."""
    given = json.dumps({"document": names_document(), "queries": queries, "days": days})
    told = subprocess.run([NODE, HERE / "found.js"], input=given, capture_output=True, text=True, check=True)
    return json.loads(told.stdout)


@pytest.mark.parametrize("queries", [SPELLINGS, BEGUN, NAMES, ODD], ids=["spellings", "begun", "names", "odd"])
def test_the_script_finds_what_python_finds(queries):
    own = [[[hit.layer, hit.id, hit.name, hit.score] for hit in find(query)] for query in queries]
    # Python tells the score to a tenth, and knows nothing of the page's views.
    theirs = [[[*hit, round(score, 1)] for *hit, score in hits if hit[0] != "views"][:8] for hits in _found(queries)]
    assert [one for one in zip(queries, own, theirs, strict=True) if one[1] != one[2]] == []


def test_what_is_no_place_is_found_first_too():
    hits = _found([typed for typed, *_ in SEARCHES], days="2027")
    first = [tuple(one[0][:2]) if one else None for one in hits]
    wrong = [(wanted, one) for wanted, one in zip(SEARCHES, first, strict=True) if wanted[1:] != one]
    assert wrong == []
    assert len(SEARCHES) >= 60


def test_nothing_is_guessed_beside_the_very_name():
    hits = find("Marawi")
    assert (hits[0].layer, hits[0].id) == ("affiliates", "philippines")
    assert all("Marawi" in hit.name for hit in hits), "and not Marea, nor Morocco"
    # Who has mistyped is helped all the same.
    assert find("Mareea")[0].id == "marea"


def test_what_the_record_has_not_is_not_made_up():
    assert _found(["Chicago", "Madrid", "Tokyo"]) == [[], [], []]
