"""Rows on a map in a notebook: painted on the atlas's basemap, without a network, and whatever they say stays text."""

import re
import subprocess
import sys
from html import escape
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import geodata
from geodata.frames import Frame

ROOT = Path(geodata.__file__).parents[1]
DAY = "2015-05-31"
HOSTILE = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# gone #}",
    "${alert(1)}",
    "</script><script>window.hit = 1</script>",
    "`+window.hit+`",
    '"><img src=x onerror="window.hit = 1">',
    "<b>bold</b>",
    "a\u2028b",
    "\\u003c & &lt; '",
]


@pytest.fixture(scope="module")
def context(browser):
    context = browser.new_context(viewport={"width": 900, "height": 600}, offline=True)
    yield context
    context.close()


@pytest.fixture
def shown(context, tmp_path):
    """Show a map as a file; at the end it may have asked for nothing and complained of nothing."""
    opened = []

    def show(drawn):
        file = tmp_path / "map.html"
        drawn.save(file)
        page = context.new_page()
        wrong = []
        page.on("request", lambda asked: wrong.append(asked.url) if asked.url != file.as_uri() else None)
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        opened.append((page, wrong))
        page.goto(file.as_uri())
        return page

    yield show
    for page, wrong in opened:
        page.close()
        assert [what for what in wrong if not what.startswith(("data:", "blob:"))] == []


def shapes(page):
    return page.locator("path.leaflet-interactive")


def hovered(page, number=0):
    """The lines of what is told of a shape that the pointer is on."""
    shapes(page).nth(number).hover(force=True)
    return lines(page.locator(".leaflet-tooltip tr"))


def lines(rows):
    return {row.locator("th").text_content(): row.locator("td").text_content() for row in rows.all()}


def a_row(**columns):
    frame = {"id": ["row"], **{name: [value] for name, value in columns.items()}}
    return Frame(frame, geometry=[shapely.box(42, 34, 44, 36)], crs="EPSG:4326")


@pytest.mark.parametrize("layer", geodata.LAYERS)
def test_every_row_with_a_location_is_painted_without_a_network(layer, shown):
    rows = geodata.load(layer)

    page = shown(rows.explore())

    located = rows[rows.geometry.notna()]
    assert shapes(page).count() >= len(located) > 0
    assert page.locator(".leaflet-container").is_visible()


def test_the_land_of_a_day_lies_on_the_basemap(shown):
    page = shown(geodata.territory_on(DAY).explore("class"))

    explained = page.locator(".geodata-legend div").all_text_contents()
    assert set(explained) == {"control", "contested", "influence", "retaken"}
    painted = {path.get_attribute("fill") for path in shapes(page).all()}
    assert len(painted) == 4
    # Sea, land and a lake of the basemap, under the rows.
    colors = page.evaluate(
        """() => { const canvas = document.querySelector('.leaflet-geodata-basemap-pane canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height), found = new Set();
        for (let i = 0; i < data.length; i += 4) found.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
        return [...found] }"""
    )
    assert {"236,232,223", "211,227,236", "195,219,232"} <= set(colors)
    assert "Mosul" in page.locator(".geodata-town").all_text_contents()


def test_what_is_told_at_the_pointer_and_after_a_click_is_of_the_row(shown):
    page = shown(a_row(name_en="Mosul", name_ar="الموصل", start_date=pd.Timestamp(DAY), empty=None).explore(popup=True))

    assert hovered(page) == {"id": "row", "name_en": "Mosul", "name_ar": "الموصل", "start_date": DAY}
    shapes(page).first.click(force=True)
    assert lines(page.locator(".leaflet-popup-content tr"))["start_date"] == DAY


def test_what_is_told_can_be_chosen(shown):
    rows = a_row(a="1", b="2", c="3")

    assert hovered(shown(rows.explore(tooltip=["c", "a"]))) == {"c": "3", "a": "1"}
    assert hovered(shown(rows.explore(tooltip="b"))) == {"b": "2"}
    assert hovered(shown(rows.explore(tooltip=1))) == {"id": "row"}
    assert hovered(shown(rows.explore(tooltip=False))) == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_row_says_stays_text(text, shown):
    page = shown(a_row(**{text: text, "note_en": text}).explore(text, tooltip=True))

    assert hovered(page) == {"id": "row", text: text, "note_en": text}
    assert page.locator(".geodata-legend strong").text_content() == text
    assert page.locator(".geodata-legend div").all_text_contents() == [text]
    shapes(page).first.click(force=True)
    assert lines(page.locator(".leaflet-popup-content tr"))[text] == text
    assert page.locator("img, b").count() == 0
    assert page.evaluate("window.hit") is None


def test_a_hostile_colour_paints_nothing_else(shown):
    page = shown(a_row().explore(color='red" onload="window.hit = 1'))

    assert shapes(page).count() == 1
    assert page.evaluate("window.hit") is None


def test_numbers_and_days_are_coloured_by_range(shown):
    points = [shapely.Point(lon, 34) for lon in (40, 41, 42)]
    rows = Frame({"dead": [1, 50, None], "day": pd.to_datetime([DAY, None, "2015-06-30"])}, geometry=points, crs=4326)

    page = shown(rows.explore("dead"))
    assert page.locator(".geodata-legend div").all_text_contents()[::5] == ["1 – 10.8", "–"]
    assert len({path.get_attribute("fill") for path in shapes(page).all()}) == 3
    page = shown(rows.explore("day"))
    assert page.locator(".geodata-legend div").first.text_content().startswith(DAY)


def test_rows_are_laid_over_those_of_another_frame(shown):
    land = geodata.territory_on(DAY)
    drawn = land.explore("class")
    places = geodata.at("places", DAY)

    assert places.explore("controller", m=drawn) is drawn

    page = shown(drawn)
    assert shapes(page).count() >= len(land) + len(places)
    assert page.locator(".geodata-legend").count() == 2


def test_a_map_of_no_row_is_the_basemap_alone(shown):
    page = shown(geodata.load("attacks").iloc[:0].explore())

    assert shapes(page).count() == 0
    assert page.locator(".leaflet-geodata-basemap-pane canvas").is_visible()


def test_what_was_reprojected_lies_where_it_is(shown):
    page = shown(a_row().to_crs(3857).explore(tooltip=True))

    assert hovered(page)["id"] == "row"
    assert "Baghdad" in page.locator(".geodata-town").all_text_contents()


def test_a_notebook_shows_it_in_a_frame(context):
    page = context.new_page()
    page.set_content(f"<main style='width:800px'>{geodata.territory_on(DAY).explore()._repr_html_()}</main>")

    inside = page.frame_locator("iframe")
    inside.locator("path.leaflet-interactive").first.wait_for()
    page.close()


def test_nothing_in_it_is_of_another_machine():
    text = geodata.load("attacks").explore().get_root().render()

    assert re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=\"(?!data:)", text) == []
    assert not re.search("jquery|bootstrap|awesome|cdn\\.", text, re.IGNORECASE)


def test_neither_matplotlib_nor_mapclassify_is_needed():
    code = """
import sys
sys.modules.update(dict.fromkeys(("matplotlib", "mapclassify"), None))
import geodata
print(type(geodata.load("attacks").explore("killed_min")).__mro__[1].__name__)
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)

    assert (answer.stdout.strip(), answer.stderr) == ("Map", "")


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"column": "clas"}, "there is no column 'clas': did you mean class?"),
        ({"column": 5}, "there is no column 5"),
        ({"column": "geometry"}, "there is no column 'geometry'"),
        ({"tooltip": ["id", "nothing"]}, "there is no column 'nothing'"),
        ({"popup": "nothing"}, "there is no column 'nothing'"),
        ({"color": 5}, "5 is not a colour"),
        ({"m": "map"}, "'map' is not a folium.Map"),
    ],
    ids=str,
)
def test_what_cannot_be_explored_is_told_in_a_sentence(wanted, says):
    with pytest.raises(geodata.ArgumentError, match=re.escape(says)):
        geodata.territory_on(DAY).explore(**wanted)


def test_rows_can_be_laid_on_a_map_of_folium():
    drawn = a_row(name_en=HOSTILE[0]).explore(m=folium.Map(tiles=None))

    assert escape(HOSTILE[0]) not in drawn.get_root().render()
    assert "geodataExplore.rows" in drawn.get_root().render()


def test_what_geopandas_makes_is_a_frame_of_ours_only_where_ours_went_in():
    assert isinstance(geodata.load("attacks").head(1), Frame)
    assert not isinstance(gpd.GeoDataFrame(geometry=[]), Frame)
