"""The map as one file, opened from a disk: it paints, asks for nothing, and runs nothing but itself; and the file that
a sheet makes of it, with its marking.
"""

import csv
import io
import json
import re
import shutil
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from dashboard.atlas.document import record
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.offline import write
from dashboard.screen.folium_map import standalone
from geodata.catalog import LAYERS_FOLDER
from geodata.dates import parse_day
from tests.reader import DESKTOP, PHONE, enter_symbol
from tests.remembered import sound_once

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
        if isinstance(atlas, bytes):
            file.write_bytes(atlas)
        else:
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


@pytest.mark.parametrize(("language", "typed", "name"), [("en", "al-Mawsil", "Mosul"), ("ar", "Tadmur", "تدمر")])
def test_a_name_is_searched_for_in_the_file(opened, language, typed, name):
    page = opened(_sheet(language))
    page.locator(".atlas-search input").press_sequentially(typed)
    expect(page.locator(".atlas-search .name").first).to_have_text(name)
    page.locator(".atlas-search input").press("Enter")
    expect(page.locator(".atlas-history h2")).to_have_text(name)


def _box(page, chosen):
    box = page.locator(chosen).bounding_box()
    return box["y"], box["y"] + box["height"]


def _sheet(language, title="", banner="SECRET", **selected):
    chosen = Selection(day=parse_day("2015-05-31"), language=language, **selected)
    return write(Sheet(chosen, title=title, banner=banner, made_at=datetime(2026, 3, 9, 8, 5, tzinfo=UTC)))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_sheets_file_has_its_marking_above_and_below_the_map(opened, language):
    page = opened(_sheet(language, title="Raqqa " * 50))
    assert page.evaluate("document.documentElement.dir") == locale(language).direction
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        # Where the page has to scroll, the marking stays in sight.
        (top, _), (_, bottom) = _box(page, ".atlas-marking >> nth=0"), _box(page, ".atlas-marking >> nth=1")
        assert (top, bottom) == (0, height)
        stage, foot = _box(page, ".atlas-stage"), _box(page, "footer")
        assert _box(page, "h1")[1] <= stage[0]
        assert stage[1] - stage[0] > height * 0.4
        assert _box(page, ".atlas-clock")[1] <= foot[0]
    page.locator("input[type=range]").press("ArrowRight")
    expect(page.locator(".atlas-map")).to_have_attribute("data-day", "2015-06-01")


def test_a_sheets_file_shows_two_days_and_runs_nothing_that_was_typed(opened):
    typed = " ".join(HOSTILE.split())
    page = opened(
        _sheet("ar", title=typed, banner=typed[:100], compare=parse_day("2017-07-10"), mode="swipe", place="mosul")
    )
    expect(page.locator(".atlas-map[data-compare]")).to_have_attribute("data-day", "2017-07-10")
    expect(page.locator(".atlas-history h2")).to_be_visible()
    assert page.locator("h1").text_content() == typed
    # The second day begins in the middle, as seen from the reader's side.
    stage, handle = (page.locator(one).bounding_box() for one in (".atlas-map[data-compare]", ".atlas-swipe"))
    assert abs(stage["x"] + stage["width"] / 2 - handle["x"] - handle["width"] / 2) < 2
    _nothing_ran(page)


def test_a_sheets_file_is_printed_on_one_page_and_then_as_it_was(opened):
    page = opened(_sheet("en", view="", bounds=(41.0, 35.0, 44.0, 37.0)))
    page.locator(".atlas-panel summary").click()
    read = "() => { const { map } = document.querySelector('.atlas-map').atlas; return map.getBounds().toBBoxString() }"
    before = page.evaluate(read)
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    assert page.evaluate(read) == before
    assert page.locator(".atlas-panel").get_attribute("open") is None


@pytest.fixture(scope="module")
def what_is_sound_is_worked_out_once(tmp_path_factory):
    with sound_once(tmp_path_factory.mktemp):
        yield


@pytest.fixture
def damaged(tmp_path, what_is_sound_is_worked_out_once):  # noqa: ARG001 - it holds while the copy is read
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
    _change_rows(damaged / "sources.csv", lambda _: True, title=HOSTILE)
    _change_rows(damaged / "publishers.csv", lambda _: True, name=HOSTILE)
    _change_rows(damaged / "milestones.csv", lambda _: True, title_en=HOSTILE)
    _change_rows(damaged / "actors.csv", lambda _: True, name_en=HOSTILE)
    found = record(damaged)
    assert found.faults == ()
    page = opened(standalone(Selection(day=parse_day("2015-05-31"), layers=("places",)), found))
    symbol = page.locator(".atlas-symbol[data-id=raqqa]")
    assert HOSTILE in symbol.get_attribute("title")
    enter_symbol(page, symbol)
    history = page.locator(".atlas-history")
    expect(history.locator("h2")).to_have_text(HOSTILE)
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
    enter_symbol(page, page.locator(".atlas-symbol[data-id=raqqa]"))
    expect(page.locator(".atlas-history .sources").first).to_be_visible()
    assert page.locator(".atlas-history a[href^='javascript']").count() == 0
    _nothing_ran(page)


def test_a_colour_of_the_data_is_a_colour(opened, damaged):
    _change_rows(
        damaged / "actors.csv", lambda _: True, color=COLOUR, letter_en='<image href="x" onerror="window.ran=7"/>'
    )
    page = opened(standalone(Selection(day=parse_day("2018-05-31")), record(damaged)))
    assert page.locator(".atlas-symbol[data-layer=liberated_cities]").count() > 20
    enter_symbol(page, page.locator(".atlas-symbol[data-id=raqqa]"))
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
