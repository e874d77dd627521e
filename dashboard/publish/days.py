"""Days of a film."""

import calendar
from datetime import date, timedelta

from dashboard.paper.sheet import SheetError

STEPS = ("month", "week")
LONGEST = 600
"""Pictures that a film may have."""


def days_of(first: date, last: date, step: str) -> list[date]:
    """Days from one to another, a month or a week apart.

    Raises
    ------
    SheetError
        If there is no such step, the last day does not come after the first, or there would be too many.
    """
    if step not in STEPS:
        raise SheetError(f"'{step}' is not a step; the steps are {' and '.join(STEPS)}")
    if last <= first:
        raise SheetError(f"{last} does not come after {first}")
    days = [first]
    while (following := _step(first, len(days), step)) <= last:
        days.append(following)
    if len(days) > LONGEST:
        raise SheetError(f"a film of {len(days)} pictures is too long: it may have {LONGEST}")
    return days


def _step(first: date, number: int, step: str) -> date:
    if step == "week":
        return first + timedelta(weeks=number)
    year, month = divmod(first.month - 1 + number, 12)
    year += first.year
    return date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))
