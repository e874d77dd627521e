"""The chart below the map holds what was published, in the reader's words, and its labels do not cover each other."""

from itertools import combinations

import pandas as pd
import pytest
from playwright.sync_api import expect

from dashboard.atlas.areas import areas, summed
from dashboard.atlas.chart import chart
from dashboard.atlas.estimates import estimates
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.scopes import SCOPES
from geodata.history.published import beside_published
from geodata.record.loading import table
from tests.reader import PHONE

ENGLISH = locale("en")
BOXES = (
    "texts => texts.map((one) => { const b = one.getBBox(); return [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3] })"
)


@pytest.fixture(scope="module")
def ours():
    return areas()


def _listed(scope, reader):
    return estimates(beside_published(), table("published_figures"), scope, reader)


def _drawn(atlas):
    chart = atlas.page.locator(".atlas-chart")
    expect(chart.locator(".line")).to_be_visible()
    return chart


@pytest.mark.parametrize("language", languages())
def test_labels_keep_off_each_other_in_every_scope(show, language):
    atlas = show(language=language)
    drawn = _drawn(atlas)
    for number, scope in enumerate(SCOPES):
        atlas.page.locator(".atlas-below .scopes button").nth(number).click()
        points = _listed(scope, locale(language))
        expect(drawn.locator(".point")).to_have_count(len(points))
        boxes = drawn.locator("text.label").evaluate_all(BOXES)
        assert len(boxes) >= len(points) / 2
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_published_area_of_the_scope_is_a_point(scope):
    figures = table("published_figures")
    own = figures[(figures["scope"] == scope) & figures["measure"].isin(["area_held", "share_lost"])]
    points = _listed(scope, ENGLISH)
    assert sorted(points["date"]) == sorted(own["figure_date"])
    for row in own.to_dict("records"):
        told = points[points["told"].str.startswith(row["estimator"])]["told"]
        assert not told.empty
        if row["denominator_en"] is not None and isinstance(row["denominator_en"], str):
            assert told.str.contains(row["denominator_en"], regex=False).any()


def test_the_areas_are_those_of_both_countries(ours):
    both = summed(ours, "IQ;SY").set_index("date")
    alone = [summed(ours, country).set_index("date") for country in ("IQ", "SY")]
    pd.testing.assert_series_equal(both["held"], alone[0]["held"] + alone[1]["held"])
    # Each is rounded by itself.
    assert ((both["low"] <= both["held"] + 0.2) & (both["held"] <= both["high"] + 0.2)).all()


def test_what_is_sent_is_what_is_known(ours):
    for scope, sent in zip(
        SCOPES, chart(ours, beside_published(), table("published_figures"), "en")["scopes"], strict=True
    ):
        known = summed(ours, scope)
        assert sent["id"] == scope
        assert [row[0] for row in sent["areas"]] == known["date"].dt.strftime("%Y-%m-%d").tolist()
        assert [row[1:] for row in sent["areas"]] == known[["held", "low", "high"]].to_numpy().tolist()


def test_the_days_are_marked_within_the_lands_days_only(show):
    atlas = show(day="2015-05-31")
    drawn = _drawn(atlas)
    expect(drawn.locator(".day circle")).to_have_count(1)
    atlas.go("2012-05-31")
    expect(drawn.locator(".day")).to_have_count(0)
    expect(drawn.get_by_role("img")).to_have_accessible_name("31 May 2012: –")
    atlas.go("2015-05-31")
    atlas.run("atlas.choose({ mode: 'split', compare: '2017-07-10' })")
    expect(drawn.locator(".compare circle")).to_have_count(1)
    expect(drawn.get_by_role("img")).to_have_accessible_name(
        f"31 May 2015: {atlas.map.first.locator('[data-figure=land_held]').text_content()} · 10 July 2017: "
        f"{atlas.map.last.locator('[data-figure=land_held]').text_content()}"
    )


@pytest.mark.parametrize("language", languages())
def test_what_is_under_the_hand_is_told_in_the_readers_words(show, language):
    atlas = show(language=language)
    drawn = _drawn(atlas)
    drawn.scroll_into_view_if_needed()
    drawn.locator("circle.point").first.hover()
    reader = locale(language)
    # As it is told on a page that has its own direction.
    told = {text.strip("\u2067\u2069") for text in _listed(SCOPES[0], reader)["told"]}
    assert drawn.locator(".told").text_content().strip("\u2067\u2069") in told
    drawn.hover(position={"x": 500, "y": 290})
    said = drawn.locator(".told").text_content()
    assert any(month in said for month in reader.months)
    assert reader.t("area.km2", area="").strip() in said
    assert "date" not in said


def test_on_a_phone_the_signs_stand_without_labels(show):
    atlas = show(size=PHONE)
    drawn = _drawn(atlas)
    expect(drawn.locator("text.label")).to_have_count(0)
    assert drawn.locator(".point").count() == len(_listed(SCOPES[0], ENGLISH))


def test_a_click_brings_the_clock_to_the_day_and_what_happened_to_the_year(show):
    atlas = show(day="2015-05-31")
    drawn = _drawn(atlas)
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    drawn.click(position={"x": box["width"] * 0.68, "y": box["height"] * 0.5})
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').dataset.day.startsWith('2017-')")
    rows = table("milestones")
    titles = rows[rows["event_date"].dt.year == 2017]["title_en"].tolist()
    expect(atlas.page.locator(".atlas-milestones strong")).to_have_text(titles)
    now = rows[rows["event_date"].dt.strftime("%Y-%m") == atlas.day[:7]]["id"].tolist()
    assert atlas.page.locator(".atlas-event.now").evaluate_all("all => all.map((one) => one.dataset.id)") == now
