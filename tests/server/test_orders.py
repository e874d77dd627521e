"""A file is made of what the reader described last, even while the page is still being run with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest

from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.order import Order
from dashboard.server.orders import Offer, Orders


def _offer(banner):
    sheet = Sheet(Selection(), banner=banner, made_at=datetime(2026, 1, 2, tzinfo=UTC))
    return Offer(Order(sheet, "svg"), "atlas.svg")


BEFORE, AFTER = _offer(""), _offer("TEST")


@pytest.fixture
def orders():
    """Those of a page that has been run once."""
    orders = Orders()
    with orders.running():
        orders.offer(BEFORE)
    return orders


def test_without_another_run_it_is_that_of_the_last(orders):
    assert orders.wanted() is BEFORE


def test_a_run_that_is_under_way_is_waited_for(orders):
    with ThreadPoolExecutor(1) as pool:
        with orders.running():
            asked = pool.submit(orders.wanted)
            orders.offer(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_a_run_that_begins_just_after_the_click_is_waited_for(orders, monkeypatch):
    # A machine that does much else may take longer than a reader's would.
    monkeypatch.setattr("dashboard.server.orders._SECONDS_TO_BEGIN", 30)
    clicked = Event()

    def click():
        clicked.set()
        return orders.wanted()

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(click)
        assert clicked.wait(30)
        with orders.running():
            orders.offer(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_a_run_that_was_given_up_does_not_end_the_next(orders):
    with ThreadPoolExecutor(1) as pool:
        first = orders.running()
        first.__enter__()
        with orders.running():
            first.__exit__(None, None, None)
            asked = pool.submit(orders.wanted)
            orders.offer(AFTER)
        assert asked.result(timeout=30) is AFTER


def test_what_cannot_be_made_is_not_ordered(orders):
    with orders.running():
        orders.offer(None)
    assert not orders.place()
    assert orders.ask() is None


def test_a_reader_whose_page_has_not_asked_for_long_is_gone(orders, monkeypatch):
    assert orders.place()
    assert not orders.is_gone
    monkeypatch.setattr("dashboard.server.orders._SECONDS_UNASKED", -1)
    assert orders.is_gone
    orders.leave()
    assert not orders.is_gone
