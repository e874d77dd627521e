"""The map as one file, opened from a disk: it paints, asks for nothing, and runs nothing but itself."""

import csv
import io
import json
import shutil

import pytest
from playwright.sync_api import expect

from dashboard.i18n import languages, locale
from dashboard.mapping.atlas_map import standalone
from dashboard.mapping.record import record
from dashboard.selection import Selection
from geodata.catalog import LAYERS_FOLDER
from geodata.dates import parse_day

HOSTILE = (
    '<img src=x onerror="window.ran=1"> ${window.ran=2} `${window.ran=3}` '
    "</script><script>window.ran=4</script> {{ 7*7 }} {{{ 7 }}} {% raw %} {# x #} <!-- \u2028 'x' \\u003c"
)
PICTURE = '<image href="x" onerror="window.ran=7"/>'
COLOUR = '#000"/><image href="x" onerror="window.ran=5"/><path fill="'


@pytest.fixture
def opened(browser, tmp_path):
    """Open a map that was saved to a file; at the end nothing may have been asked for or complained of."""
    file = tmp_path / "atlas.html"
    asked, said = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def open_map(atlas):
        atlas.save(str(file))
        page.goto(file.as_uri())
        page.wait_for_function("() => document.querySelector('.atlas-map')?.dataset.day")
        return page

    yield open_map
    page.evaluate("() => document.fonts.ready.then(() => true)")
    context.close()
    outside = [url for url in asked if url != file.as_uri() and not url.startswith(("data:", "blob:"))]
    assert outside == []
    assert said == []


@pytest.mark.parametrize("language", languages())
def test_it_paints_from_the_file_alone(opened, language):
    page = opened(standalone(Selection(day=parse_day("2015-05-31"), language=language), record()))
    atlas = page.locator(".atlas-map")
    expect(atlas).to_have_attribute("data-day", "2015-05-31")
    expect(atlas).to_have_attribute("dir", locale(language).direction)
    assert atlas.locator(".atlas-symbol[data-layer=places][data-state=daesh]").count() > 40
    assert atlas.locator(".leaflet-atlas-under-pane path").count() > 100
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans Arabic\"')")
    atlas.locator("input[type=range]").press("ArrowRight")
    expect(atlas).to_have_attribute("data-day", "2015-06-01")


@pytest.fixture
def damaged(tmp_path):
    """A copy of the record's files."""
    folder = tmp_path / "layers"
    shutil.copytree(LAYERS_FOLDER, folder)
    return folder


def _change_feature(path, row_id, **values):
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["properties"]["id"] == row_id:
            feature["properties"] |= values
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _change_rows(path, chosen, **values):
    read = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    rows = [{**row, **values} if chosen(row) else row for row in read]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _nothing_ran(page):
    # A picture that does not load and a script that was put in both need a turn of the browser.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert page.evaluate("window.ran") is None


def test_text_of_the_data_is_text(opened, damaged):
    names = {f"name_{code}": HOSTILE for code in languages()}
    _change_feature(damaged / "places.geojson", "raqqa", **names)
    _change_rows(damaged / "control_events.csv", lambda row: row["place_id"] == "raqqa", note_en=HOSTILE)
    _change_rows(damaged / "sources.csv", lambda _: True, publisher=HOSTILE, title=HOSTILE)
    _change_rows(damaged / "milestones.csv", lambda _: True, title_en=HOSTILE)
    _change_rows(damaged / "actors.csv", lambda _: True, name_en=HOSTILE)
    found = record(damaged)
    assert found.faults == ()
    page = opened(standalone(Selection(day=parse_day("2015-05-31"), layers=("places",)), found))
    symbol = page.locator(".atlas-symbol[data-id=raqqa]")
    assert symbol.get_attribute("title") == HOSTILE
    symbol.focus()
    page.keyboard.press("Enter")
    history = page.locator(".atlas-history")
    assert history.locator("h3").text_content() == HOSTILE
    assert history.locator(".note").first.text_content() == HOSTILE
    assert history.locator(".sources a").first.text_content() == HOSTILE
    assert history.locator(".strip button").first.get_attribute("title").startswith(HOSTILE)
    page.locator(".atlas-desk-toggle").click()
    table = page.locator(".atlas-sheet")
    expect(table.get_by_role("rowheader").first).to_be_visible()
    assert HOSTILE in table.get_by_role("rowheader").all_text_contents()
    assert HOSTILE in table.locator("[data-id=raqqa] .atlas-chip").all_text_contents()[0]
    # So long a name finds room only where few symbols stand.
    near = "document.querySelector('.atlas-map').atlas.map.setView([35.9, 39], 11, { animate: false })"
    page.evaluate(f"() => void {near}")
    assert HOSTILE in page.locator(".atlas-label").all_text_contents()
    assert page.locator(".atlas-map img[src=x], .atlas-map script").count() == 0
    _nothing_ran(page)


def test_a_source_that_is_no_web_address_is_no_link(opened, damaged):
    _change_rows(damaged / "sources.csv", lambda _: True, url="javascript:window.ran=6")
    page = opened(standalone(Selection(day=parse_day("2015-05-31"), layers=("places",)), record(damaged)))
    page.locator(".atlas-symbol[data-id=raqqa]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".atlas-history .sources").first).to_be_visible()
    assert page.locator(".atlas-history a[href^='javascript']").count() == 0
    _nothing_ran(page)


def test_a_colour_of_the_data_is_a_colour(opened, damaged):
    _change_rows(
        damaged / "actors.csv", lambda _: True, color=COLOUR, letter='<image href="x" onerror="window.ran=7"/>'
    )
    page = opened(standalone(Selection(day=parse_day("2018-05-31")), record(damaged)))
    assert page.locator(".atlas-symbol[data-layer=liberated_cities]").count() > 20
    page.locator(".atlas-symbol[data-id=raqqa]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".atlas-history .strip")).to_be_visible()
    assert page.locator(".atlas-map image").count() == 0
    _nothing_ran(page)


def test_a_table_taken_from_the_file_runs_nothing_in_a_spreadsheet(opened, damaged, tmp_path):
    _change_feature(damaged / "places.geojson", "raqqa", name_en='=HYPERLINK("x","y"), "z"', name_fr="+1", name_ar="@a")
    page = opened(standalone(Selection(day=parse_day("2015-05-31")), record(damaged)))
    page.locator(".atlas-desk-toggle").click()
    page.locator(".atlas-sheet input").fill("HYPERLINK")
    with page.expect_download() as saved:
        page.locator(".atlas-sheet .save").click()
    saved.value.save_as(tmp_path / "places.csv")
    with (tmp_path / "places.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["name_en"] == """'=HYPERLINK("x","y"), "z\""""
    assert (row["name_fr"], row["name_ar"]) == ("'+1", "'@a")
