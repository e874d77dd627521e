"""Full days, EDTF companions and half-open intervals.

Every ``*_date`` is a full ISO 8601 day. Where a source gives less, ``*_date_edtf`` holds what it gives, in the
subset ``YYYY[-MM[-DD]]`` with an optional ``?``, ``~`` or ``%``. Intervals are half-open, [start, end).
"""

import calendar
import re
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geodata.errors import DayError, quoted
from geodata.subject import SUBJECT

CLOCK_FIRST = SUBJECT.clock_first
CLOCK_OPENS = SUBJECT.clock_opens
TERRITORY_FIRST = SUBJECT.territory_first
TERRITORY_LAST = SUBJECT.territory_last

Day = str | date | np.datetime64
"""What stands for a day; a `datetime.datetime` and a `pandas.Timestamp` are dates too."""
_SHORTER = ("Y", "M", "generic")
"""Units of NumPy in which a date is no full day."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")


def parse_day(text: str) -> date:
    """Read a full ISO day.

    Raises
    ------
    DayError
        If the text is not ``YYYY-MM-DD`` or names no day of the calendar.

    Examples
    --------
    >>> parse_day("2015-05-31")
    datetime.date(2015, 5, 31)
    >>> parse_day("2014-02-30")
    Traceback (most recent call last):
    geodata.errors.DayError: '2014-02-30' is not a day of the calendar
    """
    # date.fromisoformat also takes 20150531 and 2015-W22-7, which the record does not use.
    if not _DAY.fullmatch(text):
        raise DayError(f"{quoted(text)} is not a day of the form YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DayError(f"{quoted(text)} is not a day of the calendar") from None


def holds_days(column: str) -> bool:
    """Whether a column of the record holds full days."""
    return column.endswith(("_date", "_until"))


def followed_until(country: str, own: str | None) -> date:
    """The last day to which it is followed who holds a place.

    Parameters
    ----------
    country
        Of the place.
    own
        The day that its row in ``places`` says, if it says one; otherwise it is that of its country.
    """
    return parse_day(own) if own else SUBJECT.followed.get(country, TERRITORY_LAST)


def as_day(day: Day) -> date:
    """Take a day as text or as a date of Python, NumPy or pandas.

    A time of day is left away; where there is a time zone, the day is that of its own clock.

    Raises
    ------
    DayError
        If it is no day: a text of another form, a missing date, a number, a list.

    Examples
    --------
    >>> as_day(np.datetime64("2015-05-31T23:59")) == as_day(pd.Timestamp("2015-05-31 23:59", tz="Asia/Baghdad"))
    True
    >>> as_day(20150531)
    Traceback (most recent call last):
    geodata.errors.DayError: 20150531 is not a day; a day is a text of the form YYYY-MM-DD, or a date
    """
    if isinstance(day, str):
        return parse_day(day)
    given: object = day
    if isinstance(day, np.datetime64) and np.datetime_data(day)[0] not in _SHORTER:
        # What no calendar of Python has becomes a number here, and what is missing becomes None.
        given = day.astype("datetime64[D]").item()
    if given is pd.NaT or not isinstance(given, date):
        raise DayError(f"{quoted(day)} is not a day; a day is a text of the form YYYY-MM-DD, or a date")
    return date(given.year, given.month, given.day)


def edtf_span(text: str) -> tuple[date, date]:
    """First day of an EDTF date and the first day after it.

    A qualifier (``?`` uncertain, ``~`` approximate, ``%`` both) does not widen the span: what it doubts is
    said by the window columns of the row.

    Raises
    ------
    DayError
        If the text is outside the subset or names no month or day of the calendar.

    Examples
    --------
    >>> edtf_span("2014-06?")
    (datetime.date(2014, 6, 1), datetime.date(2014, 7, 1))
    """
    match = _EDTF.fullmatch(text)
    if match is None:
        raise DayError(f"'{text}' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD with ?, ~ or %")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date((year or 0) + 1, 1, 1)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last) + timedelta(days=1)
        return date(year, month, day), date(year, month, day) + timedelta(days=1)
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        raise DayError(f"'{text}' is not a date of the calendar") from None


def clamp(day: date, first: date, last: date) -> date:
    """Bring a day to the nearest end of [first, last].

    Examples
    --------
    >>> clamp(date(1999, 1, 1), date(2004, 1, 1), date(2024, 12, 31))
    datetime.date(2004, 1, 1)
    """
    return min(max(day, first), last)
