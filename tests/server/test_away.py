"""The server goes away and comes back: the reader's day stands, everywhere, and the clock's keys are the clock's."""

import os
import signal
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import DEFAULT_LANGUAGE, languages, locale
from geodata.dates import parse_day
from tests.conftest import free_port
from tests.reader import DESKTOP, Watch, context_of
from tests.server.conftest import ServedPage

# After eight tries in vain Streamlit would show its dialog.
TRIES = dict.fromkeys(languages(), 2) | {DEFAULT_LANGUAGE: 8}


@pytest.fixture
def own(serving, tmp_path):
    """A server that a test may kill, and what starts it again at the same address."""
    port, runs = free_port(), []
    with ExitStack() as stack:

        def start():
            runs.append(stack.enter_context(serving(tmp_path / f"{len(runs)}.log", port=port)))
            return runs[-1]

        yield start


@pytest.fixture
def page(browser):
    context = context_of(browser)
    yield context.new_page()
    context.close()


def _agree(atlas, reader, day):
    told = reader.day(parse_day(day))
    atlas.painted(day).addressed(date=day)
    expect(atlas.map.locator(".atlas-date")).to_have_text(told)
    area = atlas.map.locator("[data-figure=land_held]").text_content()
    expect(atlas.page.locator(".atlas-chart").get_by_role("img")).to_have_accessible_name(f"{told}: {area}")
    heading = reader.t("milestones.of_year", year=day[:4])
    expect(atlas.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


@pytest.mark.parametrize("language", languages())
def test_a_server_that_was_killed_finds_the_day_where_it_stood(own, page, language):
    reader, server = locale(language), own()
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    atlas = ServedPage(page, Watch(server.url), server.url).goto("/", date="2015-05-31", lang=language).settled()
    atlas.slider.press("ArrowRight")
    os.kill(server.process, signal.SIGKILL)
    atlas.slider.press("ArrowRight")
    away = page.locator(".atlas-away")
    expect(away).to_have_text(reader.t("connection.away"))
    for _ in range(TRIES[language]):
        page.wait_for_event("requestfailed", lambda request: "/_stcore/" in request.url)
    page.keyboard.press("ArrowRight")
    _agree(atlas, reader, "2015-08-01")
    assert page.get_by_role("dialog").count() == 0
    own()
    expect(away).to_be_hidden()
    atlas.settled()
    _agree(atlas, reader, "2015-08-01")
    atlas.turn(reader, "export").addressed(date="2015-08-01", lang=language)
    atlas.turn(reader, "explore")
    _agree(atlas, reader, "2015-08-01")
    atlas.slider.press("ArrowRight")
    _agree(atlas, reader, "2015-09-01")


def test_a_network_that_blinks_is_nobodys_concern(visit, context):
    atlas = visit("/", date="2015-05-31", lang="en").settled()
    asked = len(atlas.watch.requests)
    context.set_offline(True)
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-06-01")
    context.set_offline(False)
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').atlas.host.caughtUp", timeout=30000)
    assert any(url.endswith("/atlas/heard") for url in atlas.watch.requests[asked:])
    atlas.turn(locale("en"), "about").addressed(date="2015-06-01")
    # What failed while there was no network is not the page's fault.
    atlas.watch.problems.clear()
