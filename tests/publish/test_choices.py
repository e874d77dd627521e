"""What a reader may print of two days, and what the file is called."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish import comparison
from dashboard.publish.file_names import file_name

ONE = Selection(date(2015, 5, 31), "fr", "nineveh")
TWO = replace(ONE, compare=date(2017, 7, 10))
MADE = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(("mode", "told"), [("split", "split"), ("swipe", "split"), ("difference", "difference")])
def test_both_days_come_first_and_then_each_alone(mode, told):
    reader, both = locale("fr"), replace(TWO, mode=mode)
    choices = comparison.choices(both, reader)
    assert list(choices) == [reader.t(f"compare.{told}"), "31 mai 2015", "10 juillet 2017"]
    first, *alone = choices.values()
    assert first is both
    assert [(one.day, one.compare) for one in alone] == [(ONE.day, None), (TWO.compare, None)]


def test_a_film_shows_one_day_after_the_other():
    assert comparison.without(TWO) == ONE


@pytest.mark.parametrize(
    ("selection", "is_film", "name"),
    [
        (ONE, False, "daesh-atlas_nineveh_2015-05-31_fr.x"),
        (TWO, False, "daesh-atlas_nineveh_2015-05-31_2017-07-10_fr.x"),
        (ONE, True, "daesh-atlas_nineveh_fr.x"),
        (replace(ONE, view="", bounds=(40.0, 33.0, 41.0, 34.0)), False, "daesh-atlas_map_2015-05-31_fr.x"),
    ],
)
def test_a_file_is_named_by_what_it_shows(selection, is_film, name):
    assert file_name(Sheet(selection, made_at=MADE), "x", is_film=is_film) == name
