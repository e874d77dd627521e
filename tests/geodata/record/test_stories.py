"""A briefing is one file that an editor writes: what is wrong in it is told in a sentence that names the entry."""

import shutil
from datetime import date

import pytest

from geodata.catalog import LAYERS_FOLDER
from geodata.errors import LayerError
from geodata.record import stories
from geodata.record.check import problems
from geodata.record.loading import rows
from geodata.subject import SUBJECT

SHIPPED = stories.files()[SUBJECT.story]
TEXT = SHIPPED.read_text(encoding="utf-8")
SMALL = """
[question]
en = "Is it so?"
fr = "Est-ce vrai ?"
ar = "هل الأمر كذلك؟"
[answer]
en = "It is."
fr = "Oui."
ar = "نعم."
[closing]
en = "It was."
fr = "Ce fut ainsi."
ar = "كان كذلك."
[[line]]
id = "one"
date = 2015-01-01
view = "iraq"
sources = ["france-mfa-201911-daesh"]
[line.text]
en = "A line on {day}."
fr = "Une ligne, le {day}."
ar = "سطر في {day}."
[[step]]
id = "two"
date = 2015-01-01
view = "iraq"
figure = "land_held"
sources = ["france-mfa-201911-daesh"]
[step.values]
fall = "milestones/mosul-falls-2014"
[step.title]
en = "A step"
fr = "Une étape"
ar = "خطوة"
[step.text]
en = "It held {figure} after {fall}."
fr = "Il tenait {figure} après le {fall}."
ar = "كان يسيطر على {figure} بعد {fall}."
[step.figure_words]
en = "held"
fr = "tenus"
ar = "تحت السيطرة"
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "told.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_shipped_briefing_asks_the_question_and_tells_it_in_steps():
    story = stories.read(SHIPPED)
    assert story.question["en"] == "Has ISIS been defeated?"
    assert story.question["ar"] == "هل هُزم تنظيم داعش؟"
    assert len(story.lines) == 5
    assert 14 <= len(story.steps) <= 18
    days = [step.day for step in story.steps]
    assert days == sorted(days)


def test_every_step_has_all_that_a_speaker_and_a_reader_need():
    for step in stories.read(SHIPPED).steps:
        for part in ("title", "text", "notes", "alt", "figure_words"):
            assert set(getattr(step, part)) == set(SUBJECT.languages), (step.id, part)
        assert step.figure, step.id
        assert 1 <= len(step.sources) <= 4, step.id


def test_every_fact_of_the_ministrys_page_is_told_and_has_its_place_in_the_atlas():
    told = {fact for step in stories.read(SHIPPED).told() for fact in step.facts}
    facts = {row["id"]: row["shown_by"] for row in rows("source_facts")}
    assert set(facts) - told == set()
    assert [fact for fact, shown in facts.items() if not shown] == []


def test_a_small_briefing_is_enough(written):
    story = stories.read(written(SMALL))
    assert (story.name, story.lines[0].id, story.steps[0].day) == ("told", "one", date(2015, 1, 1))
    assert list(stories.faults(story, rows, date(2024, 12, 31))) == []


WRONG = {
    ('ar = "هل الأمر كذلك؟"\n', ""): "'question.ar' is missing, which is a text",
    ('id = "one"', 'id = "two"'): "'two' is the name of another line or step, or of the last slide",
    ('id = "two"', 'id = "closing"'): "'closing' is the name of another line or step, or of the last slide",
    ('id = "two"', 'id = "Two"'): "'step[1].id' is 'Two', not small letters and digits",
    ("date = 2015-01-01\nview", "date = 2015\nview"): "'line[1].date' is not a day",
    ('view = "iraq"\nsources', 'view = "mars"\nsources'): "'line[1].view' is 'mars', which is none of",
    ('figure = "land_held"', 'figure = "land"'): "'step[1].figure' is 'land', which names no figure",
    ('figure = "land_held"', 'figure = "land_held@2015-13-01"'): "which ends in no day",
    ('figure = "land_held"', 'figure = "count/roads"'): "'step[1].figure' is 'count/roads', which names no figure",
    ('figure = "land_held"', 'figure = "land_held"\nlayers = ["roads"]'): "'step[1].layers' has 'roads', not a layer",
    ('figure = "land_held"', 'figure = "land_held"\nstyle = "loud"'): "'step[1].style' is 'loud', which is none of",
    ('figure = "land_held"', 'figure = "land_held"\ncolour = "red"'): "'step[1].colour' has no place in it",
    ("after {fall}", "after {rise}"): "'step[1].text.en' has a gap {rise} that nothing fills",
    ('fall = "milestones', 'rise = "day"\nfall = "milestones'): "'step[1].values.rise' fills no gap of a text",
    ('[step.figure_words]\nen = "held"\nfr = "tenus"\nar = "تحت السيطرة"', ""): "'step[1].figure_words' is missing",
    ("[[step]]", "[[steps]]"): "'step' is not a list of tables",
    ("[question]", "[question"): "not TOML: ",
}


@pytest.mark.parametrize(("change", "told"), WRONG.items(), ids=[told[:40] for told in WRONG.values()])
def test_what_is_wrong_is_told_with_its_entry(written, change, told):
    old, new = change
    assert old in SMALL
    with pytest.raises(LayerError) as caught:
        stories.read(written(SMALL.replace(old, new, 1)))
    assert told in str(caught.value)


def test_a_briefing_without_a_step_is_none(written):
    with pytest.raises(LayerError, match="a line and a step at least"):
        stories.read(written(SMALL[: SMALL.index("[[step]]")]))


def test_four_annotations_are_too_many(written):
    one = '\n[[step.annotation]]\nat = "places/mosul"\n[step.annotation.text]\nen = "M"\nfr = "M"\nar = "م"\n'
    with pytest.raises(LayerError, match=r"'step\[1\].annotation' has more than 3"):
        stories.read(written(SMALL + 4 * one))


ABSENT = {
    ('sources = ["france-mfa-201911-daesh"]\n[line.text]', 'sources = ["nobody"]\n[line.text]'): (
        "one: 'nobody' is not an id in sources.csv"
    ),
    ("milestones/mosul-falls-2014", "milestones/mars-falls"): "two: 'mars-falls' is not an id in milestones.csv",
    ("milestones/mosul-falls-2014", "places/mosul"): "two: 'mosul' has no day; name a column of it",
    ("milestones/mosul-falls-2014", "places/mosul:spires"): "two: 'mosul' has nothing in a column 'spires'",
    ("date = 2015-01-01\nview", "date = 2003-01-01\nview"): "one: 2003-01-01 is not on the clock",
    ("date = 2015-01-01\nview", 'date = 2015-01-01\nfacts = ["s99"]\nview'): "one: 's99' is not an id in source_facts",
}


@pytest.mark.parametrize(("change", "told"), ABSENT.items(), ids=[told[:30] for told in ABSENT.values()])
def test_what_the_record_does_not_have_is_told_with_the_step(written, change, told):
    story = stories.read(written(SMALL.replace(*change, 1)))
    found = [f"{step}: {what}" for step, what in stories.faults(story, rows, date(2024, 12, 31))]
    assert len(found) == 1
    assert found[0].startswith(told)


def test_the_check_of_the_record_reads_its_briefings(tmp_path):
    folder = tmp_path / "layers"
    shutil.copytree(LAYERS_FOLDER, folder)
    (folder / stories.FOLDER / SHIPPED.name).unlink()
    broken = folder / stories.FOLDER / "other.toml"
    broken.write_text(SMALL.replace("france-mfa-201911-daesh", "nobody"), encoding="utf-8")

    told = [str(problem) for problem in problems(folder)]

    assert f"atlas.toml, story: there is no file stories/{SUBJECT.story}.toml" in told
    assert "stories/other.toml, one: 'nobody' is not an id in sources.csv" in told
