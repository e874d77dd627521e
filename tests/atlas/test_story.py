"""A briefing in a reader's language: its figures are the record's own, and each step has an address."""

import re
from urllib.parse import parse_qsl

import pytest

from dashboard.atlas.address import Known, from_query
from dashboard.atlas.document import record
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.scopes import SCOPES
from dashboard.atlas.selection import Selection
from dashboard.atlas.story import known, seen, told
from geodata.dates import parse_day
from geodata.record import stories
from geodata.subject import SUBJECT

STORY = known()[0][SUBJECT.story]
LAST = parse_day(record().last)
KNOWN = Known(LAST, stories={STORY.name: seen(STORY)})


@pytest.fixture(scope="module")
def tale():
    """The briefing by language."""
    return {language: told(STORY, locale(language), record().document) for language in languages()}


@pytest.mark.parametrize("language", languages())
def test_every_gap_is_filled(tale, language):
    texts = [
        text
        for step in (*tale[language]["lines"], *tale[language]["steps"])
        for text in (*(step[part] for part in ("title", "text", "objection", "notes", "alt")), step["figure"]["words"])
    ]
    assert [text for text in texts if re.search(r"[{}]", text)] == []


@pytest.mark.parametrize("language", languages())
def test_a_text_has_room_on_a_slide(tale, language):
    assert {one["id"]: len(one["text"]) for one in tale[language]["steps"] if len(one["text"]) > 320} == {}


@pytest.mark.parametrize("language", languages())
def test_a_key_figure_is_the_one_of_the_maps_headline(tale, language):
    reader = locale(language)
    held = record().document["land_held"][SCOPES[0]]
    headline = record().document["figures"][SCOPES[0]]
    compared = 0
    for step, one in zip(STORY.steps, tale[language]["steps"], strict=True):
        day = (step.figure.day or step.day).isoformat()
        if step.figure.name == "land_held":
            reached = [point for point in held if point[0] <= day]
            assert one["figure"]["value"] == reader.area(reached[-1][1])
        elif not step.figure.row:
            counted = next((count for since, count in reversed(headline[step.figure.name]) if since <= day), 0)
            assert one["figure"]["value"] == reader.number(counted)
        else:
            continue
        compared += 1
    assert compared >= 10


def test_members_of_the_coalition_and_attacks_are_counted_up_to_the_day(tale):
    steps = {step["id"]: step for step in tale["en"]["steps"]}
    joined = [row for row in record().document["layers"]["coalition"] if row["start_date"] <= "2014-09-23"]
    assert steps["coalition-2014"]["figure"]["value"] == str(len(joined))
    lines = {line["id"]: line for line in tale["en"]["lines"]}
    assert lines["attacks"]["figure"]["value"] == str(len(record().document["layers"]["attacks"]))


def test_a_step_has_an_address_that_shows_it_alone():
    for name, wanted in seen(STORY).items():
        selection, notices = from_query({"story": STORY.name, "step": name, "lang": "en"}, KNOWN)
        assert (selection, notices) == (wanted, []), name


@pytest.mark.parametrize("language", languages())
def test_the_whole_address_of_a_step_shows_it_too(tale, language):
    for step in tale[language]["steps"]:
        selection, notices = from_query(dict(parse_qsl(step["address"])), KNOWN)
        assert (selection.step, selection.language, notices) == (step["id"], language, [])
        assert selection.day.isoformat() == step["selection"]["day"]
        assert selection.layers == step["selection"]["layers"]


def test_a_reader_may_go_on_from_a_step():
    selection, _ = from_query({"story": STORY.name, "step": STORY.steps[3].id, "date": "2016-01-01"}, KNOWN)
    assert (selection.step, selection.day, selection.view) == (STORY.steps[3].id, parse_day("2016-01-01"), "iraq-syria")


@pytest.mark.parametrize(
    ("query", "key"),
    [({"story": "nonsense"}, "notice.story"), ({"story": STORY.name, "step": "nonsense"}, "notice.step")],
)
def test_what_is_not_there_is_told(query, key):
    selection, notices = from_query(query, KNOWN)
    assert [notice.key for notice in notices] == [key]
    assert (selection.day, selection.step) == (Selection().day, "")


def test_the_last_slide_stands_over_the_last_steps_map():
    shown = seen(STORY)
    assert shown[stories.CLOSING].day == STORY.steps[-1].day
