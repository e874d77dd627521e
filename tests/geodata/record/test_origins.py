"""Whose word it is: origins by page, standing by time, independence by what a row says."""

from datetime import date

import pytest

from geodata.__main__ import main
from geodata.record import loading
from geodata.record.origins import Publisher, library, word_of
from geodata.record.report import sourced


def publisher(name, standing="independent", sides="", since=None, until=None, sites=None):
    return Publisher.of(
        {
            "id": name, "name": name.title(), "standing": standing, "sides": sides or None,
            "party_from_date": since, "party_until_date": until, "sites": sites,
        }
    )  # fmt: skip


PUBLISHERS = {
    one.id: one
    for one in (
        publisher("agency"),
        publisher("paper"),
        publisher("monitor"),
        publisher("army", "party", "kingdom"),
        publisher("rebels", "party", "league"),
        publisher("channel", "party", "kingdom", since="2016-08-24", until="2018-01-01"),
        publisher("book", "encyclopaedia"),
        publisher("maps", "gazetteer"),
    )
}


def page(by, *origins, published="2017-01-01"):
    return {
        "publisher": by,
        "origins": ";".join(origins) or None,
        "published_date": published,
        "published_date_edtf": None,
    }


def word(*pages, **row):
    return word_of(row, pages, PUBLISHERS)


def test_two_that_relay_one_are_one_origin():
    assert word(page("agency", "monitor"), page("paper", "monitor")).independent == ("monitor",)
    assert word(page("agency"), page("paper", "monitor")).independent == ("agency", "monitor")


def test_a_sides_word_does_not_count_for_its_own_gain_and_counts_for_its_loss():
    gain, loss = {"controller": "kingdom"}, {"controller": "league"}
    assert word(page("agency", "army"), **gain).own_side
    assert word(page("agency", "army"), **gain).independent == ()
    assert word(page("agency", "army"), **loss).independent == ("army",)
    assert not word(page("agency", "army"), page("paper"), **gain).own_side


def test_elsewhere_a_party_counts_only_where_its_enemy_says_the_same():
    assert word(page("army")).own_side
    assert word(page("army"), page("rebels")).independent == ("army", "rebels")


def test_a_standing_holds_from_a_day_until_another():
    gain = {"controller": "kingdom"}
    assert word(page("channel", published="2015-01-01"), **gain).independent == ("channel",)
    assert word(page("channel", published="2017-01-01"), **gain).independent == ()
    assert word(page("channel", published="2018-01-01"), **gain).independent == ("channel",)
    assert PUBLISHERS["channel"].standing_on(date(2016, 8, 24)) == "party"


def test_an_encyclopaedia_and_a_gazetteer_are_no_origins():
    assert word(page("book"), page("maps"), page("agency")).independent == ("agency",)


def test_high_confidence_wants_two_origins_in_two_publishers_pages():
    assert not word(page("agency", "agency", "monitor")).bears_high
    assert word(page("agency"), page("paper", "monitor")).bears_high
    assert not word(page("agency", "monitor"), page("paper", "monitor")).bears_high


def test_a_page_that_was_not_opened_again_counts_for_nothing_and_against_nothing():
    found = word(page("agency", "unread"), page("paper", "army"), controller="kingdom")
    assert (found.independent, found.unread, found.own_side) == ((), True, False)


@pytest.mark.parametrize(
    ("host", "owned"), [("agency.example", True), ("uk.agency.example", True), ("agency.example.org", False)]
)
def test_a_publisher_knows_its_own_sites(host, owned):
    assert publisher("agency", sites="agency.example").owns(host) is owned


def test_every_row_of_the_record_has_a_count():
    known = library()
    for table in ("control_events", "heritage_sites", "attacks"):
        for row in loading.rows(table):
            found = known.word(row)
            assert found.origins or found.unread, row["id"]


def test_the_report_counts_what_the_record_holds(capsys):
    rows = {one.table: one for one in sourced()}
    events = loading.rows("control_events")
    counted = rows["control_events"]
    assert counted.rows == len(events)
    assert counted.high + counted.medium + counted.low == len(events)
    assert counted.high <= counted.two_origins <= len(events)
    assert counted.says + counted.part + counted.not_said + counted.not_found == counted.read_again
    assert main(["check", "--report"]) == 0
    told = capsys.readouterr().out
    assert all(one.table in told for one in rows.values())
    assert "two_origins_share" in told
