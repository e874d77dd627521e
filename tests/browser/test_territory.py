"""The land that is painted is the land that geodata derives, in every style, on the page and in a saved file."""

import re

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.i18n import languages, locale
from dashboard.selection import STYLES
from geodata import territory
from geodata.build.parameters import PARAMETERS

DAYS = ("2013-01-01", "2014-07-01", "2015-05-31", "2016-05-05", "2016-10-15", "2017-07-10", "2017-11-10", "2019-03-01")
EQUAL_AREA = "+proj=laea +lat_0=34.5 +lon_0=41"
PATHS = ".leaflet-atlas-territory-pane path[data-class]"


def _laid(atlas):
    """Wait until the land has arrived."""
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map')?.atlas.land?.state")
    return atlas


def _painted(atlas):
    drawn = atlas.page.evaluate("() => document.querySelector('.atlas-map').paintedTerritory()")
    columns = ["class", "held_by", "retaken_year", "geometry"]
    return gpd.GeoDataFrame.from_features(drawn, crs=4326, columns=columns)


def _land(rows, name, holder):
    own = rows[rows["class"] == name]
    return shapely.union_all((own[own["held_by"] == holder] if holder else own).geometry)


def _km2(shape):
    return gpd.GeoSeries([shape], crs=4326).to_crs(EQUAL_AREA).area.sum() / 1e6


def test_the_land_of_a_day_is_that_of_the_record(visit):
    atlas = _laid(visit("/", date=DAYS[0]))
    for day in DAYS:
        atlas.run("atlas.clock.go(argument)", day)
        painted, derived = _painted(atlas), geodata.territory_on(day)
        assert shapely.is_valid(painted.geometry).all(), day
        derived["held_by"] = derived["held_by"].where(derived["held_by"].notna(), None)
        keys = {(row["class"], row["held_by"]) for row in derived.to_dict("records")}
        assert {(row["class"], row["held_by"]) for row in painted.to_dict("records")} == keys, day
        for name, holder in keys:
            ours, theirs = (_land(rows, name, holder) for rows in (painted, derived))
            assert _km2(shapely.symmetric_difference(ours, theirs)) < 0.01, (day, name, holder)
        elements = atlas.map.locator(PATHS).evaluate_all("all => all.map((p) => p.dataset.class)")
        assert sorted(elements) == sorted(painted["class"]), day
        years = set(derived["retaken_date"].dropna().dt.strftime("%Y"))
        assert set(painted["retaken_year"].dropna()) == years, day


def test_the_areas_told_are_those_of_the_record(visit):
    atlas = _laid(visit("/", date="2016-05-05"))
    rows = geodata.areas(step="event")
    for day in DAYS:
        atlas.run("atlas.clock.go(argument)", day)
        row = rows[rows["date"] <= day].groupby("country").last().sum(numeric_only=True)
        told = atlas.map.locator("[data-figure=land_held]").text_content()
        assert _number(told) == pytest.approx(row["control_km2"] + row["contested_km2"] / 2, rel=0.01, abs=1), day
        control = atlas.map.locator(".atlas-panel fieldset[data-of=territory] .count").first.text_content()
        assert _number(control) == pytest.approx(row["control_km2"], rel=0.01, abs=1), day


def _number(text):
    return int(re.sub(r"\D", "", text.split("km")[0]))


def test_the_style_is_chosen_and_addressed(visit):
    atlas = _laid(visit("/", date="2016-05-05"))
    reader = locale("en")
    kinds = {"filled": {"MultiPolygon"}, "corridors": {"MultiLineString"}, "places": set()}
    for style in reversed(STYLES):
        atlas.map.get_by_role("button", name=reader.t(f"style.{style}"), exact=True).click()
        assert atlas.map.get_attribute("data-style") == style
        assert set(_painted(atlas).geom_type) == kinds[style]
        assert (atlas.map.locator(PATHS).count() > 0) == bool(kinds[style])
        if style != "filled":
            atlas.addressed(style=style)
    atlas.page.wait_for_function("() => !new URLSearchParams(location.search).has('style')")
    atlas.goto("/", date="2016-05-05", style="corridors")
    roads = atlas.map.get_by_role("button", name=reader.t("style.corridors"), exact=True)
    expect(roads).to_have_attribute("aria-pressed", "true")


def test_a_style_that_is_not_there_is_said(visit):
    atlas = visit("/", date="2016-05-05", style="heatmap")
    expect(atlas.page.get_by_text(locale("en").t("notice.style", value="heatmap"))).to_be_visible()
    assert atlas.map.get_attribute("data-style") == "filled"


def test_land_can_be_switched_off_and_has_no_say_outside_its_days(visit):
    atlas = _laid(visit("/", date="2016-05-05"))
    box = atlas.map.get_by_role("checkbox", name=locale("en").t("layer.territory"))
    box.uncheck()
    assert atlas.map.locator(PATHS).count() == 0
    assert _painted(atlas).empty
    box.check()
    assert atlas.map.locator(PATHS).count() > 0
    note = atlas.map.get_by_text(locale("en").t("territory.outside"))
    expect(note).to_be_hidden()
    for day in ("2012-12-31", "2020-01-01"):
        atlas.run("atlas.clock.go(argument)", day)
        assert atlas.map.locator(PATHS).count() == 0
        expect(note).to_be_visible()
        assert atlas.map.locator("[data-figure=land_held]").text_content() == "–"


@pytest.mark.parametrize("language", languages())
def test_the_year_of_retaking_stands_on_the_land(visit, language):
    atlas = _laid(visit("/", date="2018-06-01", lang=language, view="nineveh"))
    atlas.page.wait_for_selector(".atlas-label.year:not([hidden])")
    named = set(atlas.map.locator(".atlas-label.year").all_text_contents())
    retaken = geodata.territory_on("2018-06-01")["retaken_date"].dropna().dt.strftime("%Y")
    assert named
    assert named <= set(retaken)


def test_the_legend_names_every_class_painted(visit):
    atlas = _laid(visit("/", date="2016-05-05"))
    listed = atlas.map.locator(".atlas-panel fieldset[data-of=territory] li").count()
    assert listed == len(territory.CLASSES)
    assert set(_painted(atlas)["class"]) == set(territory.CLASSES)


def test_a_click_on_the_chart_moves_the_clock(visit):
    atlas = _laid(visit("/", date="2015-05-31"))
    chart = atlas.page.locator("[data-testid=stVegaLiteChart]")
    chart.scroll_into_view_if_needed()
    expect(chart.locator("canvas, svg").first).to_be_visible()
    atlas.settled()
    box = chart.bounding_box()
    # Two thirds of the way from 2013 to the end of 2019.
    chart.click(position={"x": box["width"] * 0.68, "y": box["height"] * 0.5})
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').dataset.day.startsWith('2017-')")
    assert atlas.query["date"].startswith("2017-")
    assert atlas.day == atlas.query["date"]


def test_the_chart_can_be_asked_of_one_country(visit):
    atlas = _laid(visit("/", date="2016-05-05"))
    atlas.page.get_by_role("radio", name=locale("en").t("scope.IQ"), exact=True).click()
    atlas.settled()
    expect(atlas.page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()


@pytest.mark.parametrize("language", languages())
def test_the_method_page_tells_parameters_errors_and_gaps(visit, language):
    atlas = visit("/method", lang=language)
    reader = locale(language)
    expect(atlas.page.get_by_text(reader.t("method.brief"))).to_be_visible()
    tables = atlas.page.locator(".atlas-table")
    expect(tables).to_have_count(3)
    assert f"{PARAMETERS.reach:g}" in tables.nth(0).locator("tbody tr").first.text_content()
    assert tables.nth(1).locator("tbody tr").count() == 7
    assert tables.nth(2).locator("tbody tr").count() > 25
    expect(atlas.page.get_by_text(reader.t("method.apart.france"))).to_be_visible()
