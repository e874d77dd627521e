"""What the pages tell of the record, decided before anything draws it: facts, milestones, sources, the method."""

import re
from datetime import date
from urllib.parse import parse_qsl

import pytest

from dashboard.atlas import method
from dashboard.atlas.address import Known, from_query
from dashboard.atlas.facts import facts
from dashboard.atlas.figures import areas_on
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.policy import choices
from dashboard.atlas.sources import bibliography, cited, publishers
from geodata.ask import load
from geodata.history.parameters import PARAMETERS
from geodata.history.published import beside_published, fit
from geodata.record.loading import package, table
from geodata.record.origins import library

SOURCES = {"a": {"publisher": "A & B", "url": "https://a.example/?x=1&y=2"}, "b": {"publisher": "B", "url": "b"}}


KNOWN = Known(package().as_of)


def rows(name):
    return table(name).to_dict("records")


def layer_rows(layer):
    return load(layer).to_dict("records")


@pytest.fixture(scope="module")
def milestones():
    return load("milestones").to_dict("records")


@pytest.fixture(scope="module")
def published():
    return beside_published()


@pytest.mark.parametrize("language", languages())
def test_every_fact_is_told_in_the_order_of_the_page_with_the_day_of_its_milestone(milestones, language):
    reader = locale(language)
    known = sorted(rows("source_facts"), key=lambda row: int(row["place"]))
    told = facts(known, layer_rows, reader)
    assert [fact.text for fact in told] == [row[f"text_{language}"] for row in known]
    assert [row["place"] for row in known] == list(range(1, len(known) + 1))
    dated = {fact for row in milestones if isinstance(row["facts"], str) for fact in row["facts"].split(";")}
    assert {row["id"] for row, fact in zip(known, told, strict=True) if fact.day} == dated & {
        row["id"] for row in known
    }
    assert any(fact.caveat for fact in told)
    assert not all(fact.caveat for fact in told)


@pytest.mark.parametrize("language", languages())
def test_every_fact_leads_to_what_shows_it(language):
    """The address takes the map to the row's day, with its layer drawn."""
    for fact in facts(rows("source_facts"), layer_rows, locale(language)):
        assert fact.sights, fact.text
        for sight in fact.sights:
            path, _, query = sight.address.partition("?")
            assert path in ("./", "method")
            if path == "./":
                _, notices = from_query(dict(parse_qsl(query)), KNOWN)
                assert notices == [], sight


def test_a_fact_has_the_day_of_the_first_milestone_as_exactly_as_it_is_known():
    known = [row for row in rows("source_facts") if row["id"] == "s09"]
    assert [fact.day for fact in facts(known, layer_rows, locale("en"))] == ["October 2006"]


def test_sources_that_are_not_known_are_left_out():
    assert publishers(cited("b;x;a", SOURCES)) == "B, A & B"
    assert cited("", SOURCES) == ()


def test_every_source_is_listed_with_the_day_it_was_read():
    listed = bibliography(library())
    assert len(listed) == len(table("sources"))
    assert listed["publisher"].tolist() == sorted(listed["publisher"])
    assert listed["read"].str.fullmatch(r"\d{4}-\d{2}-\d{2}").all()
    assert listed["published"].str.fullmatch(r"|\d{4}(-\d{2}){0,2}[?~%]?").all()


@pytest.mark.parametrize("language", languages())
def test_every_choice_has_its_reason(language):
    told = choices(rows("policy"), locale(language))
    assert len(told) == len(rows("policy"))
    assert all(choice.name and choice.reason for choice in told)


@pytest.mark.parametrize("language", languages())
def test_every_published_figure_stands_in_one_of_two_tables(published, language):
    reader, figures = locale(language), rows("published_figures")
    tables = [method.fitted(published, figures, reader), method.others(published, figures, reader)]
    assert sum(len(one.rows) for one in tables) == len(published)
    for one in tables:
        assert {len(row) for row in one.rows} == {len(one.head)}
        for row in one.rows:
            assert all(row[column] == "–" or re.search(r"\d", row[column]) for column in one.numbers), row


def test_a_published_area_is_told_beside_ours(published):
    fitted = method.fitted(published, rows("published_figures"), locale("en"))
    row = next(row for row in fitted.rows if row[0] == "1 January 2015")
    ours = published[(published["date"] == date(2015, 1, 1)) & (published["estimator"] == row[1])].iloc[0]
    assert row[2:4] == ("area held, Iraq and Syria", "90,800 km²")
    told = [locale("en").area(ours[name]) for name in ("ours", "low", "high")]
    assert row[4] == told[0] == locale("en").area(areas_on(date(2015, 1, 1)).held), "no finer than anywhere else"
    assert row[5] == f"{told[1]} – {told[2]}"
    assert row[6].startswith("−")


def test_a_share_is_told_in_points(published):
    others = method.others(published, rows("published_figures"), locale("fr"))
    shares = [row for row in others.rows if "%" in row[3] and row[4] != "–"]
    assert shares
    assert all(row[6].endswith(" points") for row in shares)


def test_what_is_not_derived_has_no_number_of_ours(published):
    outside = published[published["ours"].isna()]
    others = method.others(published, rows("published_figures"), locale("en"))
    assert not outside.empty
    assert sum(row[4:] == ("–", "–", "–") for row in others.rows) == len(outside)


@pytest.mark.parametrize("language", languages())
def test_parameters_errors_and_sieges_are_told(language):
    reader = locale(language)
    values = dict(method.parameters(reader).rows)
    assert values[reader.t("parameter.reach")] == f"{PARAMETERS.reach:g}".replace(".", reader.decimal)
    assert values[reader.t("parameter.road_cost")] == f"0{reader.decimal}25"
    assert values[reader.t("parameter.band")] == "12"
    found = fit()
    told = method.fit_told(found, reader)
    assert reader.tenths(found.mean_error) in told
    assert reader.tenths(found.left_out_error) in told
    sieges = method.sieges(rows("territory_overrides"), {}, reader)
    assert len(sieges) == len(rows("territory_overrides"))
    assert all(
        siege.startswith(reader.day(row["start_date"].date()))
        for siege, row in zip(sieges, rows("territory_overrides"), strict=True)
    )


def test_a_text_for_each_step_each_limit_and_each_cause():
    reader = locale("ar")
    for texts, count in (
        (method.steps, method.STEPS),
        (method.limits, method.LIMITS),
        (method.causes, len(method.APART)),
    ):
        assert len(set(texts(reader))) == count
