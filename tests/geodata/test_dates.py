"""Full days and EDTF companions."""

from datetime import date, datetime

import pytest

from geodata.dates import as_day, clamp, edtf_span, parse_day
from geodata.errors import DayError


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-05-31", date(2015, 5, 31)),
        ("2016-02-29", date(2016, 2, 29)),
        ("2004-01-01", date(2004, 1, 1)),
    ],
)
def test_a_full_day_is_read(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015",
        "2015-05",
        "2015-5-31",
        "20150531",
        "2015-W22-7",
        "31/05/2015",
        "2015-05-31 ",
        "2015-05-31\n",
        "2015-05-31T00:00:00",
        "2015/05/31",
        "today",
        "٢٠١٥-٠٥-٣١x",
        "-2015-05-31",
    ],
)
def test_what_is_not_written_as_a_day_is_refused(text):
    with pytest.raises(DayError, match="is not a day of the form YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize("text", ["2014-02-30", "2015-02-29", "2015-13-01", "2015-00-10", "2015-04-31", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_refused(text):
    with pytest.raises(DayError, match=f"'{text}' is not a day of the calendar"):
        parse_day(text)


def test_a_date_is_taken_as_it_is():
    assert as_day(date(2015, 5, 31)) == date(2015, 5, 31)


def test_a_datetime_loses_its_time():
    assert as_day(datetime(2015, 5, 31, 23, 59)) == date(2015, 5, 31)  # noqa: DTZ001  a notebook gives it without


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("2014", date(2014, 1, 1), date(2015, 1, 1)),
        ("2014-06", date(2014, 6, 1), date(2014, 7, 1)),
        ("2014-12", date(2014, 12, 1), date(2015, 1, 1)),
        ("2016-02", date(2016, 2, 1), date(2016, 3, 1)),
        ("2014-06-10", date(2014, 6, 10), date(2014, 6, 11)),
        ("2014-12-31", date(2014, 12, 31), date(2015, 1, 1)),
    ],
)
@pytest.mark.parametrize("doubt", ["", "?", "~", "%"])
def test_a_span_is_half_open_and_doubt_does_not_widen_it(text, first, end, doubt):
    assert edtf_span(text + doubt) == (first, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "2014-6",
        "2014-06-1",
        "2014/2015",
        "2014..",
        "..",
        "2014-06-10/",
        "201X",
        "2014-21-",
        "2014??",
        "~2014",
        "2014-06 ",
        "2014-06\n",
        "June 2014",
    ],
)
def test_edtf_beyond_the_subset_is_refused(text):
    with pytest.raises(DayError, match="is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"):
        edtf_span(text)


@pytest.mark.parametrize(
    "text", ["2014-13", "2014-00", "2014-02-30", "2015-02-29?", "0000", "0000-01", "9999", "9999-12", "9999-12-31"]
)
def test_edtf_outside_the_calendar_is_refused(text):
    with pytest.raises(DayError, match="is not a date of the calendar"):
        edtf_span(text)


@pytest.mark.parametrize(
    ("day", "brought_to"),
    [
        (date(2003, 1, 1), date(2004, 1, 1)),
        (date(2004, 1, 1), date(2004, 1, 1)),
        (date(2010, 5, 5), date(2010, 5, 5)),
        (date(2030, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_day_outside_is_brought_to_the_nearest_end(day, brought_to):
    assert clamp(day, date(2004, 1, 1), date(2019, 12, 31)) == brought_to
