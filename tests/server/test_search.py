"""The address that a search asks, asked over the wire."""

import http.client
import json
from urllib.parse import quote, urlsplit

import pytest

from dashboard.atlas.i18n import languages
from dashboard.server.routes import SEARCH
from geodata.names.search import find


@pytest.fixture
def ask(server):
    """Ask for an address as it stands."""
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)

    def get(query):
        connection.request("GET", f"/{SEARCH}{query}")
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        return json.loads(body)

    yield get
    connection.close()


@pytest.mark.parametrize("language", languages())
def test_a_hit_is_told_in_the_readers_language(ask, language):
    hit = ask(f"?q=Mosul&lang={language}")[0]
    found = find("Mosul")[0]
    assert hit["name"] == found.names[language]
    assert (hit["layer"], hit["id"], hit["day"]) == ("places", "mosul", found.day)
    assert hit["at"] == pytest.approx(found.at)


def test_the_spelling_that_was_found_is_told_where_the_name_does_not_show_it(ask):
    assert ask("?q=Tadmur&lang=en")[0]["other"] == "Tadmur"
    assert ask("?q=Mosul&lang=ar")[0]["other"] == "Mosul"
    assert ask("?q=Mosul&lang=en")[0]["other"] is None
    assert ask(f"?q={quote('عين العرب')}&lang=ar")[0]["other"] is None
    # It begins the French name as well as the English one.
    assert ask("?q=mos&lang=fr")[0]["other"] is None


def test_what_is_inexact_is_told_so(ask):
    hit = next(one for one in ask("?q=Palmyra+Museum") if one["id"] == "palmyra-museum")
    assert hit["edtf"] == "2015~"


def test_hits_are_in_the_order_in_which_they_are_found(ask):
    assert [hit["id"] for hit in ask("?q=deir")] == [hit.id for hit in find("deir")]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "?q=",
        "?q",
        "?lang=ar",
        "?q=zzzz",
        "?q=zzzz&lang=xx",
        "?q=%00%01",
        "?q=%ff%fe",
        "?q=%ED%A0%80",
        "?q=" + "x" * 1000,
        "?q=" + quote("🙂"),
        "?q=.*",
        "?q=%28%28%28%28",
        "?lang=" + "x" * 1000,
        "?p=Mosul",
    ],
)
def test_bad_parameters_find_nothing(ask, query):
    assert ask(query) == []


@pytest.mark.parametrize("language", ["xx", "", "en-GB", "../ar", "<b>"])
def test_an_unknown_language_is_answered_in_the_usual_one(ask, language):
    assert ask(f"?q=Mosul&lang={quote(language)}")[0]["name"] == "Mosul"
