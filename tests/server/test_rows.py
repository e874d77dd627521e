"""A row at its permanent address: what it says, on which pages, what was put right; and how well it all is sourced."""

import html
import re

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from dashboard.server.routes import ROWS
from geodata.record import loading
from geodata.record.origins import address_of, library
from geodata.record.report import sourced


def text_of(body):
    return html.unescape(re.sub(r"<[^>]+>", " ", body.decode("utf-8")))


@pytest.mark.parametrize("language", languages())
def test_a_row_is_told_with_all_that_stands_behind_it(ask, language):
    reader, known = locale(language), library()
    row = next(row for row in loading.rows("control_events") if row["id"] == "mosul-retaken-2017")

    status, headers, body = ask(f"/{ROWS}/control_events/{row['id']}?lang={language}")

    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    told = text_of(body)
    assert row[f"note_{language}"] in told
    assert f'lang="{language}" dir="{reader.direction}"' in body.decode()
    for source in row["sources"].split(";"):
        page = known.sources[source]
        assert page["title"] in told
        assert html.escape(address_of(page)) in body.decode().replace("&#39;", "'")
    assert reader.t(f"confidence.{row['confidence']}") in told


def test_what_was_corrected_stands_with_its_day(ask):
    correction = next(row for row in loading.rows("corrections") if row["table"] == "control_events" and row["was"])
    _, _, body = ask(f"/{ROWS}/control_events/{correction['row_id']}?lang=en")
    assert correction["was"] in text_of(body)
    assert correction["column"] in text_of(body)


def test_a_second_reading_stands_with_its_words(ask):
    reading = next(row for row in loading.rows("second_readings") if row["words"] and row["table"] == "attacks")
    _, _, body = ask(f"/{ROWS}/attacks/{reading['row_id']}?lang=en")
    assert reading["words"] in text_of(body)
    assert locale("en").t(f"verdict.{reading['verdict']}") in text_of(body)


@pytest.mark.parametrize(
    "path",
    [
        "control_events/nobody",
        "nothing/mosul-retaken-2017",
        "publishers/sohr",
        "control_events/%3Cscript%3E",
        "x/y",
    ],
)
def test_a_row_that_there_is_not_is_404_and_a_sentence(ask, path):
    status, _, body = ask(f"/{ROWS}/{path}?lang=en")
    assert status == 404
    assert b"<script" not in body
    assert b"Traceback" not in body


def test_every_row_of_a_layer_has_its_page(ask):
    for table in ("control_events", "affiliate_status", "heritage_sites", "attacks", "coalition", "milestones"):
        for row in loading.rows(table)[::40]:
            status, _, _ = ask(f"/{ROWS}/{table}/{row['id']}?lang=fr")
            assert status == 200, (table, row["id"])


@pytest.mark.parametrize("language", languages())
def test_a_history_leads_to_the_page_of_a_change(visit, language):
    page = visit(lang=language, date="2015-05-31", place="mosul").page
    link = page.locator(".atlas-history a", has_text=locale(language).t("row.address")).first
    expect(link).to_be_visible()
    address = link.evaluate("link => link.href")
    answer = page.request.get(address)
    assert answer.status == 200
    assert f'lang="{language}"' in answer.text()


def test_the_page_of_sources_tells_how_well_each_layer_is_sourced(visit):
    page = visit("/about", lang="en").page
    table = page.locator(".atlas-table").first
    expect(table).to_be_visible()
    rows = table.locator("tbody tr").all_inner_texts()
    assert len(rows) == len(sourced())
    reader = locale("en")
    for told, one in zip(rows, sourced(), strict=True):
        assert reader.number(one.rows) in told
        assert f"{reader.number(one.two_origins)} (" in told
