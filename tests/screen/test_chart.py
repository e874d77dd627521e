"""The chart holds what was published, and its labels do not cover each other."""

import json
from datetime import date
from itertools import combinations

import altair as alt
import pandas as pd
import pytest

from dashboard.atlas.areas import summed
from dashboard.atlas.estimates import estimates
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.scopes import SCOPES
from dashboard.screen import chart
from dashboard.server import cache

ENGLISH = locale("en")


def _listed(scope, reader):
    return estimates(cache.published(), cache.table("published_figures"), scope, reader)


def _box(row, first, last, top):
    x = (row["date"] - first).days / (last - first).days * chart._WIDTH
    y = chart._HEIGHT * (1 - row["area"] / top) + row["dy"]
    wide = len(row["label"]) * chart._SIZE * 0.5
    left = {"center": x - wide / 2, "left": x + 7, "right": x - 7 - wide}[row["align"]]
    return left, y - 5, left + wide, y + 5


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("language", languages())
def test_labels_keep_off_each_other(scope, language):
    ours = summed(cache.areas(), scope)
    points = _listed(scope, locale(language))
    first, last, top = ours["date"].min(), ours["date"].max(), max(ours["high"].max(), points["area"].max())
    placed = chart._placed(points, first, last, top)
    boxes = [_box(row, first, last, top) for row in placed.to_dict("records") if row["label"]]
    assert len(boxes) >= len(points) / 2
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_published_area_of_the_scope_is_a_point(scope):
    figures = cache.table("published_figures")
    own = figures[(figures["scope"] == scope) & figures["measure"].isin(["area_held", "share_lost"])]
    points = _listed(scope, ENGLISH)
    assert sorted(points["date"]) == sorted(own["figure_date"])
    for row in own.to_dict("records"):
        told = points[points["told"].str.startswith(row["estimator"])]["told"]
        assert not told.empty
        if row["denominator_en"] is not None and isinstance(row["denominator_en"], str):
            assert told.str.contains(row["denominator_en"], regex=False).any()


def test_the_areas_are_those_of_both_countries():
    rows = cache.areas()
    both = summed(rows, "IQ;SY").set_index("date")
    alone = [summed(rows, country).set_index("date") for country in ("IQ", "SY")]
    pd.testing.assert_series_equal(both["middle"], alone[0]["middle"] + alone[1]["middle"])
    # Each is rounded by itself.
    assert ((both["low"] <= both["middle"] + 0.2) & (both["middle"] <= both["high"] + 0.2)).all()


@pytest.mark.parametrize("compare", [None, date(2017, 7, 10)])
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("language", languages())
def test_the_marked_chart_is_vega_lite_and_the_shared_one_is_left_as_it_was(scope, language, compare):
    shared = cache.area_spec(scope, language)
    before = json.dumps(shared)
    ours = summed(cache.areas(), scope)
    alt.Chart.from_dict(chart.with_days(shared, ours, date(2015, 5, 31), locale(language), compare))
    assert json.dumps(shared) == before


def test_the_days_are_marked_within_the_lands_days_only():
    shared, ours = cache.area_spec("IQ", "en"), summed(cache.areas(), "IQ")

    def marked(*days):
        spec = chart.with_days(shared, ours, *days[:1], ENGLISH, *days[1:])
        rows = [layer["data"]["values"] for layer in spec["layer"] if "values" in layer.get("data", {})]
        return [row["date"][:10] for own in rows for row in own]

    assert marked(date(2015, 5, 31)) == ["2015-05-31"]
    assert marked(date(2012, 5, 31)) == []
    assert marked(date(2015, 5, 31), date(2017, 7, 10)) == ["2017-07-10", "2015-05-31"]
