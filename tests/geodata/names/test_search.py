"""A name is found however it is spelt, and nothing is found where there is nothing."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.catalog import TABLES
from geodata.dates import CLOCK_FIRST, parse_day
from geodata.home import ALIASES
from geodata.names import search
from geodata.names.search import find
from geodata.names.spelling import form, readings, rules
from geodata.names.things import LAYERS_SEARCHED
from geodata.record import loading

SPELLINGS = Path(__file__).parent / "spellings.csv"
COLUMNS = {
    "heritage_sites": "event_date",
    "attacks": "event_date",
    "milestones": "event_date",
}


def _table(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


PAIRS = [(row["id"], row["spelling"]) for row in _table(SPELLINGS)]
OF_A_ROW = {row_id: [spelling for one, spelling in PAIRS if one == row_id] for row_id, _ in PAIRS}


@pytest.mark.parametrize("row_id", OF_A_ROW)
def test_each_spelling_finds_its_row_first(row_id):
    first = {spelling: next((hit.id for hit in find(spelling)), None) for spelling in OF_A_ROW[row_id]}
    assert {spelling: found for spelling, found in first.items() if found != row_id} == {}


def test_the_table_is_wide_enough():
    assert len(set(PAIRS)) == len(PAIRS) > 120
    places = {row["id"] for row in loading.rows("places")}
    assert len(OF_A_ROW.keys() & places) > 40


@pytest.mark.parametrize("layer", LAYERS_SEARCHED)
def test_every_row_is_found_by_its_own_names(layer):
    stem = "title" if layer == "milestones" else "name"
    for row in loading.rows(layer):
        for language in ("en", "ar", "fr"):
            name = row[f"{stem}_{language}"]
            hits = find(name)
            # Two rows may bear one name: a town and the site in it, or two villages.
            same = [hit for hit in hits if hit.score >= 97]
            assert (layer, row["id"]) in {(hit.layer, hit.id) for hit in same}, (name, hits[:3])
            assert all(hit.day is None or parse_day(hit.day) for hit in same)


@pytest.mark.parametrize("typed", ["m", "mo", "mos", "mosu", "Mossou", "al-Mo", "الم", "المو", "موص"])
def test_a_name_is_found_while_it_is_typed(typed):
    assert "mosul" in {hit.id for hit in find(typed)}


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "zzzz",
        "zzzzzzzzzz",
        "123",
        "9999",
        "Madrid",
        "Tokyo",
        "Chicago",
        "Toronto",
        "hello world",
        "of",
        "...",
        "!?%&",
        ".*",
        "((((",
        "[[[[",
        "\\",
        "\x00\x01\x02",
        "🙂🙂🙂",
        "ء",
        "ـــ",
        "ًٌٍ",
        "\u200e\u200f\u202e",
        "x" * 1000,
        "mosul " * 200,
        "ال" * 500,
        "a" * 80,
        "م" * 80,
        "Владивосток",
        "東京",
    ],
)
def test_nothing_sensible_finds_nothing_and_soon(query):
    find("mosul")
    began = time.process_time()
    assert find(query) == []
    assert time.process_time() - began < 0.1


def test_a_city_abroad_gives_the_attacks_there():
    assert {hit.layer for hit in find("London")} == {"attacks", "milestones"}
    assert find("Paris")[0].id == "paris-2015-11-13"
    assert all("Paris" in hit.name for hit in find("Paris"))
    assert find("Berlin")[0].id == "berlin-2016-12-19"


def test_the_very_name_stands_before_its_beginning_before_a_word_before_a_likeness():
    hits = find("Mosul", limit=50)
    kinds = [hit.id for hit in hits]
    assert kinds[0] == "mosul"
    assert kinds.index("mosul-dam") < kinds.index("mosul-central-library") < kinds.index("nabi-yunus-mosque")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert find("Mosul")[0].score > find("Mossul")[0].score > find("Nosul")[0].score >= 50


def test_the_more_important_place_stands_first():
    both = [hit.id for hit in find("Sinjar")[:2]]
    assert both == ["sinjar", "sinjar-idlib"]


def test_a_place_stands_before_what_else_bears_its_name():
    assert [hit.layer for hit in find("Hatra")[:2]] == ["places", "heritage_sites"]
    assert [hit.layer for hit in find("النمرود")[:2]] == ["places", "heritage_sites"]


def test_no_more_than_asked_for():
    assert len(find("al", limit=3)) == 3
    assert len(find("al")) == 8


def test_a_row_comes_once():
    found = [(hit.layer, hit.id) for hit in find("mosul", limit=100)]
    assert len(found) == len(set(found))


# ---- the day and the point -------------------------------------------------------------------------------------------


def _hit(layer, row_id, query):
    return next(hit for hit in find(query, limit=50) if (hit.layer, hit.id) == (layer, row_id))


def test_a_place_has_the_day_on_which_daesh_was_first_there():
    assert find("Mosul")[0].day == min(
        event["event_date"]
        for event in loading.rows("control_events")
        if event["place_id"] == "mosul" and event["controller"] in ("daesh", "contested")
    )
    assert find("Erbil")[0].day is None


@pytest.mark.parametrize("layer", COLUMNS)
def test_what_happened_has_its_day(layer):
    stem = "title" if layer == "milestones" else "name"
    for row in loading.rows(layer):
        hit = _hit(layer, row["id"], row[f"{stem}_en"])
        assert (hit.day, hit.edtf) == (row[COLUMNS[layer]], row[f"{COLUMNS[layer]}_edtf"])


def test_an_affiliate_has_the_day_it_began_and_none_before_the_clock():
    first = {}
    for status in loading.rows("affiliate_status"):
        group = status["affiliate_id"]
        first[group] = min(status["start_date"], first.get(group, "9999"))
    for row in loading.rows("affiliates"):
        hit = _hit("affiliates", row["id"], row["name_en"])
        assert hit.day == max(first[row["id"]], CLOCK_FIRST.isoformat())


def test_a_group_older_than_the_clock_is_brought_to_its_first_day(record):
    row = loading.rows("affiliate_status")[0]
    record.change("affiliate_status.csv", row["id"], start_date="1999-05-01", start_date_edtf="1999")
    name = next(one["name_en"] for one in loading.rows("affiliates") if one["id"] == row["affiliate_id"])
    hit = find(name, record.folder)[0]
    assert (hit.id, hit.day, hit.edtf) == (row["affiliate_id"], CLOCK_FIRST.isoformat(), None)


def test_a_hit_says_where_it_is():
    longitude, latitude = find("Mosul")[0].at
    assert (round(longitude), round(latitude)) == (43, 36)
    assert find("2170")[0].at is None


# ---- the files -------------------------------------------------------------------------------------------------------


def test_an_edited_file_is_read_again(record):
    assert find("Xanadu", record.folder) == []
    record.change("places.geojson", "mosul", name_en="Xanadu")
    assert find("Xanadu", record.folder)[0].id == "mosul"


def test_the_names_are_gathered_once(record, monkeypatch):
    find("Mosul", record.folder)
    monkeypatch.setattr(search, "names", lambda folder: pytest.fail(f"{folder} is read again"))
    assert find("Raqqa", record.folder)[0].id == "raqqa"


@pytest.mark.parametrize("layer", ["attacks", "heritage_sites", "affiliates", "places", "milestones"])
def test_a_broken_file_costs_its_layer_and_nothing_else(record, layer):
    record.path(TABLES[layer].file).write_bytes(b"{")
    found = {
        hit.layer for query in ("Mosul", "Paris", "Khorasan", "Albania") for hit in find(query, record.folder, limit=50)
    }
    # A milestone stands at a place of the record.
    lost = {"places", "milestones"} if layer == "places" else {layer}
    assert found == set(LAYERS_SEARCHED) - lost


def test_searching_brings_no_page_along():
    code = "import sys, geodata.names.search; print(sorted({'streamlit', 'folium', 'dashboard'} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_alias_names_a_row_a_spelling_and_a_source():
    named = {(layer, row["id"]) for layer in LAYERS_SEARCHED for row in loading.rows(layer)}
    sources = {row["id"] for row in loading.rows("sources")}
    rows = _table(ALIASES)
    assert rows == sorted(rows, key=lambda row: (row["layer"], row["id"], row["name"]))
    assert len({(row["layer"], row["id"], row["name"]) for row in rows}) == len(rows)
    for row in rows:
        assert (row["layer"], row["id"]) in named, row
        assert row["name"].strip() == row["name"] != ""
        assert row["source"] in sources or row["source"].startswith(("https://", "http://")), row


def test_no_alias_is_in_the_record_already():
    own = {}
    for layer in LAYERS_SEARCHED:
        for row in loading.rows(layer):
            names = (row[f"{'title' if layer == 'milestones' else 'name'}_{code}"] for code in ("en", "ar", "fr"))
            own[layer, row["id"]] = {form(name).folded for name in names}
    again = [row for row in _table(ALIASES) if form(row["name"]).folded in own[row["layer"], row["id"]]]
    assert again == []


# ---- spelling --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "same",
    [
        ("Dayr az-Zawr", "Deir ez-Zor", "Deir al-Zour"),
        ("ar-Raqqah", "Rakka", "Raqqa", "al-Raqqa"),
        ("al-Mawṣil", "Mawsil", "Mausil"),
        ("Ash-Shaddadi", "Chaddadi", "al-Šaddādī"),
        ("Fallūǧa", "Falluja", "Faludscha"),
        ("الموصل", "المُوصِل", "الـموصل", "موصل"),
        ("إدلب", "أدلب", "ادلب"),
        ("الحسكة", "الحسكه", "حسكة"),
        ("كوباني", "كوبانى", "کوبانی"),
    ],
)
def test_spellings_fold_to_one_form(same):
    assert len({form(text).folded for text in same}) == 1


def test_names_that_differ_in_more_than_spelling_stay_apart():
    names = ["Mosul", "Raqqa", "Rawa", "Rabia", "Hit", "Hatra", "Ana", "Hatla", "Tal Afar", "Tell Abyad", "Taji"]
    assert len({form(name).folded for name in names}) == len(names)


def test_too_long_a_text_is_not_read():
    assert list(readings("x" * (rules().most_letters + 1))) == []
    assert list(readings("a " * (rules().most_words + 1))) == []
    assert list(readings("Mosul"))


def test_a_search_takes_no_time_to_speak_of():
    """The usual one; a machine that is busy with other things is not measured."""
    find("mosul")
    taken = []
    for _, spelling in PAIRS[::10]:
        began = time.process_time()
        find(spelling)
        taken.append(time.process_time() - began)
    assert sorted(taken)[len(taken) * 9 // 10] < 0.01
