"""Key figures agree with counting the rows that hold on each day."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest

import geodata
from geodata.ask import holding
from geodata.catalog import layer_of
from geodata.errors import DayError
from geodata.history.figures import FIGURES, count_changes, key_figure, on

COUNTED = {
    "places_held": lambda rows: rows["controller"] == "daesh",
    "places_retaken": lambda rows: rows["place_id"].notna(),
    "sites_destroyed": lambda rows: rows["damage"] == "destroyed",
    "affiliates_active": lambda rows: rows["status"].isin(["active", "holding-territory"]),
}

every_figure = pytest.mark.parametrize("figure", FIGURES)


def days(*texts):
    return pd.Series(pd.to_datetime(list(texts)))


def test_every_figure_is_counted_here():
    assert COUNTED.keys() == FIGURES.keys()


@every_figure
def test_a_figure_is_the_number_of_rows_on_every_day_of_change_and_the_day_before(figure):
    layer, rows = layer_of(FIGURES[figure]), geodata.load(FIGURES[figure])
    series = key_figure(figure, rows)
    changes = pd.concat([rows[name] for name in ("start_date", "end_date", "event_date") if name in rows]).dropna()

    for change in sorted(set(changes.dt.date)):
        for day in (change - timedelta(days=1), change):
            there = holding(layer, rows, day, day + timedelta(days=1))
            assert on(series, day) == COUNTED[figure](there).sum(), day


@every_figure
def test_a_series_is_in_order_and_every_step_changes_the_number(figure):
    series = key_figure(figure, geodata.load(FIGURES[figure]))

    assert [since for since, _ in series] == sorted({since for since, _ in series})
    assert all(before[1] != after[1] for before, after in pairwise(series))
    assert min(count for _, count in series) >= 0


def test_nothing_is_held_after_baghuz():
    assert (
        geodata.key_figures("2019-03-22")["places_retaken"] + 1 == geodata.key_figures("2019-03-23")["places_retaken"]
    )
    assert geodata.key_figures("2019-03-23")["places_held"] == 0


def test_every_figure_begins_at_nought():
    assert set(geodata.key_figures("2004-01-01").values()) == {0}


def test_destruction_is_never_undone():
    counts = [count for _, count in key_figure("sites_destroyed", geodata.load("heritage_sites"))]

    assert counts == sorted(counts)


def test_figures_are_plain_numbers():
    figures = geodata.key_figures(date(2015, 5, 31))

    assert figures.keys() == FIGURES.keys()
    assert {type(value) for value in figures.values()} == {int}


def test_a_text_that_is_no_day_is_refused():
    with pytest.raises(DayError, match="not a day of the form"):
        geodata.key_figures("May 2015")


def test_before_the_first_change_the_number_is_nought():
    assert on([(date(2014, 6, 10), 3)], date(2014, 6, 9)) == 0
    assert on([(date(2014, 6, 10), 3)], date(2014, 6, 10)) == 3
    assert on([], date(2014, 6, 10)) == 0


def test_an_end_and_a_start_on_one_day_cancel_out():
    series = count_changes(days("2014-01-01", "2014-02-01"), days("2014-02-01", None))

    assert series == [(date(2014, 1, 1), 1)]


def test_intervals_are_counted_until_the_day_they_end():
    series = count_changes(days("2014-01-01", "2014-01-01", "2014-03-01"), days("2014-02-01", None, None))

    assert series == [(date(2014, 1, 1), 2), (date(2014, 2, 1), 1), (date(2014, 3, 1), 2)]
