"""A file is made of what the reader described last, even while the page is still being run with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest

from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet, SheetError
from dashboard.server.latest import LatestSheet

BEFORE, AFTER = (Sheet(Selection(), banner=text, made_at=datetime(2026, 1, 2, tzinfo=UTC)) for text in ("", "TEST"))


@pytest.fixture
def latest():
    """A page that has been run once."""
    latest = LatestSheet()
    with latest.running():
        latest.tell(BEFORE)
    return latest


def test_without_another_run_it_is_that_of_the_last(latest):
    assert latest.sheet() is BEFORE


def test_a_run_that_is_under_way_is_waited_for(latest):
    with ThreadPoolExecutor(1) as pool:
        with latest.running():
            asked = pool.submit(latest.sheet)
            latest.tell(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_a_run_that_begins_just_after_the_click_is_waited_for(latest, monkeypatch):
    # A machine that does much else may take longer than a reader's would.
    monkeypatch.setattr("dashboard.server.latest._SECONDS_TO_BEGIN", 30)
    clicked = Event()

    def click():
        clicked.set()
        return latest.sheet()

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(click)
        assert clicked.wait(30)
        with latest.running():
            latest.tell(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_a_run_that_was_given_up_does_not_end_the_next(latest):
    with ThreadPoolExecutor(1) as pool:
        first = latest.running()
        first.__enter__()
        with latest.running():
            first.__exit__(None, None, None)
            asked = pool.submit(latest.sheet)
            latest.tell(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_what_cannot_be_printed_is_an_error(latest):
    with latest.running():
        latest.tell(None)
    with pytest.raises(SheetError):
        latest.sheet()
