"""A change whose day is known to more than a month is drawn as uncertain inside its window."""

from datetime import date, timedelta

import geodata
from dashboard.atlas.document import record
from dashboard.atlas.forms import dot
from dashboard.atlas.looks import DOUBTED, LONG, Symbol, windowed
from dashboard.atlas.shown import symbols, things

A, B, C = date(2014, 1, 1), date(2015, 1, 1), date(2016, 1, 1)
SURE = Symbol("other", dot("#000000"), 14.0)
NONE = (None, None)


def spans(first, end, begins=NONE, ends=NONE):
    return [(one.first, one.end, one.symbol.doubt) for one in windowed(first, end, SURE, begins, ends)]


def test_a_day_that_is_known_is_drawn_as_sure():
    assert spans(A, B) == [(A, B, False)]


def test_a_window_of_a_month_is_no_doubt_and_a_longer_one_is():
    month = (A - timedelta(days=5), A - timedelta(days=5) + LONG)
    assert spans(A, B, month) == [(A, B, False)]
    longer = (A - timedelta(days=5), A + timedelta(days=40))
    assert spans(A, B, longer) == [(A, A + timedelta(days=41), True), (A + timedelta(days=41), B, False)]


def test_the_end_is_in_doubt_from_the_first_day_on_which_it_may_have_come():
    window = (B - timedelta(days=60), B + timedelta(days=9))
    assert spans(A, B, ends=window) == [(A, window[0], False), (window[0], B, True)]
    assert spans(A, None, ends=NONE) == [(A, None, False)]


def test_windows_that_meet_leave_nothing_sure():
    begins, ends = (A, A + timedelta(days=200)), (B - timedelta(days=200), B)
    assert spans(A, B, begins, ends) == [(A, B, True)]


def test_each_place_is_in_doubt_just_inside_its_windows():
    places = geodata.load("places")
    for thing in things("places"):
        row = thing.row
        for one in thing.appearances:
            if one.symbol.doubt:
                windows = (
                    (row["earliest_date"], row["latest_date"]),
                    (row["end_earliest_date"], row["end_latest_date"]),
                )
                assert any(a and b and b - a > LONG and a <= one.first <= b for a, b in windows), row["id"]
    assert places["end_earliest_date"].notna().any()


def test_the_document_counts_doubtful_symbols_in_a_class_of_their_own():
    look = record().document["looks"]["places"]
    assert DOUBTED in [entry["kind"] for entry in look["legend"]]
    assert any(symbol.get("also") == DOUBTED for symbol in look["symbols"])
    # The class itself stays what it is: a place that may be held is not held by another.
    assert {symbol["kind"] for symbol in look["symbols"]} <= {entry["kind"] for entry in look["legend"]}


def test_a_doubtful_symbol_is_told_apart_without_colour():
    drawn = symbols("places")
    for key, symbol in drawn.items():
        if key[-1] == DOUBTED and key[:-1] in drawn:
            assert len(symbol.marks) > len(drawn[key[:-1]].marks)
