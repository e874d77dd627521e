"""The land that is painted is the land that geodata derives, in every style, on the page and in a saved file."""

import json
import random
import re
from datetime import date
from functools import reduce

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import STYLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history import territory

DAYS = ("2013-01-01", "2014-07-01", "2015-05-31", "2016-05-05", "2016-10-15", "2017-07-10", "2017-11-10", "2019-03-01")
EQUAL_AREA = "+proj=laea +lat_0=34.5 +lon_0=41"
PATHS = ".leaflet-atlas-territory-pane path[data-class]"


def _painted(atlas):
    # As one text: so many numbers take the driver long one by one.
    drawn = atlas.run("return JSON.stringify(root.paintedTerritory())")
    columns = ["class", "held_by", "retaken_year", "geometry"]
    return gpd.GeoDataFrame.from_features(json.loads(drawn), crs=4326, columns=columns)


def _land(rows, name, holder):
    own = rows[rows["class"] == name]
    return shapely.union_all((own[own["held_by"] == holder] if holder else own).geometry)


def _km2(shape):
    return gpd.GeoSeries([shape], crs=4326).to_crs(EQUAL_AREA).area.sum() / 1e6


def _at_random(count, seed=20191027):
    """Days of the land, each as likely as another."""
    first, last = (date.toordinal() for date in (TERRITORY_FIRST, TERRITORY_LAST))
    return [date.fromordinal(day).isoformat() for day in random.Random(seed).sample(range(first, last + 1), count)]


def test_the_land_of_a_day_is_that_of_the_record(show):
    atlas = show(day=DAYS[0])
    for day in (*DAYS, *_at_random(60)):
        atlas.go(day)
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


DRAWN = """() => {
    const root = document.querySelector('.atlas-map'), box = root.atlas.map.getContainer().getBoundingClientRect();
    return [...root.querySelectorAll('.leaflet-atlas-territory-pane path[data-class]')].map((path) => {
        const { a, d, e, f } = path.getScreenCTM();
        return { of: [path.dataset.class, path.dataset.heldBy ?? null, path.dataset.year ?? null],
                 written: path.getAttribute('d'), scale: [a, d], shift: [e - box.left, f - box.top] };
    });
}"""
SEEN = """() => {
    const { map } = document.querySelector('.atlas-map').atlas, { x, y } = map.getPixelBounds().min;
    return { zoom: map.getZoom(), x, y };
}"""


def _rings(path):
    """A path's rings in pixels of the map's container, read from what the browser was given to draw."""
    found = []
    for ring in path["written"].rstrip("z").split("z"):
        # One place, then steps from each to the next.
        points = np.array(re.findall(r"-?\d+", ring), dtype=float).reshape(-1, 2).cumsum(axis=0)
        found.append(points * path["scale"] + path["shift"])
    return found


def _filled(rings):
    """What a browser fills where each ring turns inside to outside; a ring that crosses itself is put in order."""
    return reduce(shapely.symmetric_difference, shapely.buffer([shapely.Polygon(ring) for ring in rings], 0))


def _on_screen(shape, seen):
    """Degrees to pixels of the map's container (Web Mercator, EPSG:3857)."""
    world = 256 * 2 ** seen["zoom"]

    def pixels(points):
        across = (points[:, 0] + 180) / 360 * world
        down = (0.5 - np.arctanh(np.sin(np.radians(points[:, 1]))) / (2 * np.pi)) * world
        return np.column_stack([across - seen["x"], down - seen["y"]])

    return shapely.transform(shape, pixels)


@pytest.mark.parametrize("zoom", [5, 6.25, 8, 10])
def test_on_the_screen_no_line_is_half_a_pixel_off_and_no_seam_opens(show, zoom):
    atlas = show(day=DAYS[2])
    atlas.run("atlas.map.setView([35.3, 41.5], argument, { animate: false })", zoom)
    seen = atlas.page.evaluate(SEEN)
    for day in DAYS[2:]:
        atlas.go(day)
        truth = geodata.territory_on(day)
        drawn, derived = {}, {}
        for path in atlas.page.evaluate(DRAWN):
            drawn.setdefault(tuple(path["of"]), []).append(_rings(path))
        for row in truth.to_dict("records"):
            year = None if pd.isna(row["retaken_date"]) else f"{row['retaken_date']:%Y}"
            key = (row["class"], row["held_by"] if isinstance(row["held_by"], str) else None, year)
            derived.setdefault(key, []).append(_on_screen(row["geometry"], seen))
        assert drawn.keys() == derived.keys(), day
        for key, shapes in derived.items():
            ours = shapely.MultiLineString([ring for rings in drawn[key] for ring in rings])
            theirs = shapely.union_all(shapes).boundary
            assert _beyond(ours, theirs) < 0.01, (day, key, "drawn where no line is")
            assert _beyond(theirs, ours) < 0.01, (day, key, "not drawn")
        # A seam between two classes would be an edge of the land as a whole, far from any that it has.
        whole = shapely.union_all([_filled(rings) for own in drawn.values() for rings in own])
        land = shapely.union_all([shape for shapes in derived.values() for shape in shapes])
        assert _beyond(whole.boundary, land.boundary) < 0.01, (day, "a seam")


def _beyond(lines, others):
    """Pixels of these lines that lie half a pixel or more from the others."""
    return shapely.difference(lines, shapely.buffer(others, 0.5)).length


def test_the_areas_told_are_those_of_the_record(show):
    atlas = show(day="2016-05-05")
    rows = geodata.areas(step="event")
    for day in DAYS:
        atlas.go(day)
        row = rows[rows["date"] <= day].groupby("country").last().sum(numeric_only=True)
        told = atlas.map.locator("[data-figure=land_held]").text_content()
        assert _number(told) == pytest.approx(row["control_km2"] + row["contested_km2"] / 2, rel=0.01, abs=1), day
        control = atlas.map.locator(".atlas-panel fieldset[data-of=territory] li:not([hidden]) .count")
        # Before the first place is taken there is nothing to explain.
        told = _number(control.first.text_content()) if row["control_km2"] else 0
        assert told == pytest.approx(row["control_km2"], rel=0.01, abs=1), day


def _number(text):
    return int(re.sub(r"\D", "", text.split("km")[0]))


def test_the_style_is_chosen_and_told(show):
    atlas = show(day="2016-05-05")
    reader = locale("en")
    kinds = {"filled": {"MultiPolygon"}, "corridors": {"MultiLineString"}, "places": set()}
    for style in reversed(STYLES):
        atlas.map.get_by_role("button", name=reader.t(f"style.{style}"), exact=True).click()
        assert atlas.map.get_attribute("data-style") == style
        assert set(_painted(atlas).geom_type) == kinds[style]
        assert (atlas.map.locator(PATHS).count() > 0) == bool(kinds[style])
        if style != "filled":
            atlas.told(style=style)
    atlas.told(style="filled")
    show(day="2016-05-05", style="corridors")
    roads = atlas.map.get_by_role("button", name=reader.t("style.corridors"), exact=True)
    expect(roads).to_have_attribute("aria-pressed", "true")


def test_land_can_be_switched_off_and_has_no_say_outside_its_days(show):
    atlas = show(day="2016-05-05")
    box = atlas.map.get_by_role("checkbox", name=locale("en").t("layer.territory"))
    box.uncheck()
    assert atlas.map.locator(PATHS).count() == 0
    assert _painted(atlas).empty
    box.check()
    assert atlas.map.locator(PATHS).count() > 0
    reader = locale("en")
    first, last = (reader.day(day) for day in (TERRITORY_FIRST, TERRITORY_LAST))
    note = atlas.map.get_by_text(reader.t("territory.outside", first=first, last=last))
    expect(note).to_be_hidden()
    sides = {"2012-12-31": ("figure.before", first), "2020-01-01": ("figure.after", last)}
    for day, (key, end) in sides.items():
        atlas.go(day)
        assert atlas.map.locator(PATHS).count() == 0
        expect(note).to_be_visible()
        assert atlas.map.locator("[data-figure=land_held]").text_content() == "–"
        expect(atlas.map.locator(".atlas-figures .land small")).to_have_text(reader.t(key, day=end))


@pytest.mark.parametrize("language", languages())
def test_the_year_of_retaking_stands_on_the_land(show, language):
    atlas = show(day="2018-06-01", language=language, view="nineveh")
    atlas.page.wait_for_selector(".atlas-label.year:not([hidden])")
    named = set(atlas.map.locator(".atlas-label.year").all_text_contents())
    retaken = geodata.territory_on("2018-06-01")["retaken_date"].dropna().dt.strftime("%Y")
    assert named
    assert named <= set(retaken)


def test_the_legend_names_every_class_painted(show):
    atlas = show(day="2016-05-05")
    listed = atlas.map.locator(".atlas-panel fieldset[data-of=territory] li:not([hidden]) .sign").count()
    assert listed == len(territory.CLASSES)
    assert set(_painted(atlas)["class"]) == set(territory.CLASSES)
