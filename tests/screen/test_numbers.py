"""The same thing has the same number everywhere, to the letter: chart, headline, legend, table, page and PDF."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from dashboard.atlas.areas import area_on, areas, summed
from dashboard.atlas.figures import areas_on
from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import FOCUS, Selection
from dashboard.paper.formats.typeset import write_pdf
from dashboard.paper.page.composition import compose
from dashboard.paper.sheet import Sheet
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history.territory import COUNTRIES

READER = locale("en")
SPAN = (TERRITORY_LAST - TERRITORY_FIRST).days
# Spread over the land's days, the first and the last among them.
DAYS = [TERRITORY_FIRST + timedelta(days=SPAN * number // 19) for number in range(20)]
VIEWS = ("iraq-syria", "iraq", "syria")
CLASSES = {"control": "class.control", "contested": "class.contested"}


def _scope(view):
    return tuple(code for code in FOCUS[view] if code in COUNTRIES)


def _told(day, view):
    """What is to be read of a day: areas of control, of contested land, of both together, and their band."""
    known = areas_on(day, _scope(view))
    band = READER.t("figure.band", low=READER.area(known.low), high=READER.area(known.high))
    return {
        "control": READER.area(known.control),
        "contested": READER.area(known.contested),
        "together": READER.area(known.middle),
        "band": band if known.middle else "",
    }


@pytest.fixture(scope="module")
def every_area():
    return areas()


@pytest.mark.parametrize("view", VIEWS)
def test_the_chart_says_what_is_counted(every_area, view):
    chart = summed(every_area, ";".join(_scope(view)))
    for day in DAYS:
        assert READER.area(area_on(chart, day)) == _told(day, view)["together"], day


def _land_in_table(atlas):
    """Area by class and holder as the table tells it."""
    rows = atlas.page.locator(".atlas-sheet tbody tr")
    return rows.evaluate_all("rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))")


@pytest.mark.parametrize("view", VIEWS)
def test_headline_legend_and_table_say_what_is_counted(show, view):
    """They speak of all the land that is derived, whichever part of it is in view."""
    atlas = show(day=DAYS[0].isoformat(), view=view)
    atlas.page.locator(".atlas-desk-toggle").click()
    atlas.page.locator(".atlas-sheet select").select_option("territory")
    for day in DAYS:
        atlas.go(day.isoformat())
        told = _told(day, "iraq-syria")
        headline = atlas.map.locator("[data-figure=land_held]")
        assert headline.text_content() == told["together"], day
        assert headline.locator("xpath=..").locator("small").text_content() == told["band"], day
        # Legend and table follow once the hand rests.
        atlas.page.wait_for_function(
            "day => document.querySelector('.atlas-sheet h3').textContent.includes(day)", arg=READER.day(day)
        )
        table = {cells[0]: cells[-1] for cells in _land_in_table(atlas)}
        for name, key in CLASSES.items():
            legend = atlas.map.locator("fieldset[data-land] li", has_text=READER.t(key)).locator(".count")
            assert legend.text_content() == told[name], (day, name)
            assert table.get(READER.t(key), READER.area(0)) == told[name], (day, name)


@pytest.mark.parametrize("view", VIEWS)
def test_page_and_pdf_say_what_is_counted(view):
    sheet = Sheet(Selection(view=view))
    for day in DAYS:
        told = _told(day, view)
        scene = compose(replace(sheet, selection=replace(sheet.selection, day=day)))
        values = [text.text for text in scene.texts("value")]
        assert values[:3] == [told["control"], told["contested"], told["together"]], day
        bands = " ".join(text.text for text in scene.texts("band"))
        assert bands == told["band"], day
        if day in (DAYS[0], DAYS[7], DAYS[-1]):
            printed = pypdfium2.PdfDocument(write_pdf(scene))[0].get_textpage().get_text_range()
            for value in values[:3]:
                assert value in " ".join(printed.split()), (day, value)


def test_days_are_days_of_the_land():
    assert DAYS[0] == TERRITORY_FIRST
    assert DAYS[-1] == TERRITORY_LAST
    assert len(set(DAYS)) == 20
    assert all(isinstance(day, date) for day in DAYS)
