"""The command lines: what they write, how they end, and what they say when they cannot be carried out."""

import json
import re
import shutil
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyarrow.parquet
import pyogrio
import pypdfium2
import pytest
import shapely
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

import geodata

LAYERS = (
    "territory",
    "places",
    "liberated_cities",
    "heritage_sites",
    "affiliates",
    "attacks",
    "coalition",
    "milestones",
)
SHOWN = "territory,places,liberated_cities,heritage_sites,affiliates,attacks,coalition"
CLASSES = {"control", "contested", "influence", "retaken"}
EQUAL_AREA = 6933
ARABIC = re.compile("[\u0600-\u06ff]")


# ---- the record ------------------------------------------------------------------------------------------------------

DAMAGED = 2
NO_DAY = "2014-02-30"


@pytest.fixture(scope="module")
def checked(run, record, tmp_path_factory):
    """What is said of the record, and of a copy of it where two files have a day that no calendar has."""
    folder = tmp_path_factory.mktemp("checked")
    copy = shutil.copytree(record, folder / "copy")
    files = [file for file in sorted(copy.glob("*.csv")) if b"event_date" in file.read_bytes()][:DAMAGED]
    assert len(files) == DAMAGED
    for file in files:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"\d{4}-\d{2}-\d{2}", NO_DAY, text, count=1), encoding="utf-8", newline="\n")
    answers = run(folder, {"record": "geodata check", "copy": "geodata check --folder copy"})
    return answers, [file.name for file in files]


def test_the_record_is_sound(checked):
    answers, _ = checked
    answer = answers["record"]
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_each_problem_of_a_damaged_record_is_told_in_a_line(checked):
    answers, files = checked
    answer = answers["copy"]
    assert (answer.returncode, answer.stderr) == (1, "")
    lines = answer.stdout.splitlines()
    assert len(lines) == len(set(lines)) >= DAMAGED
    for file in files:
        assert any(file in line and NO_DAY in line for line in lines), file
    # What is sound in the copy is not complained of.
    assert all(any(file in line for file in files) for line in lines)


# ---- files of the data -----------------------------------------------------------------------------------------------

FORMATS = ("geojson", "gpkg", "parquet", "csv", "kml", "shp")


@pytest.fixture(scope="module")
def data(run, run_in_turn, tmp_path_factory):
    """A folder with all that ``python -m geodata`` writes, and what each command answered."""
    folder = tmp_path_factory.mktemp("data")
    lines = {layer: f"geodata export {layer} --format geojson --out {layer}.geojson" for layer in LAYERS}
    sites = {form: f"geodata export heritage_sites --format {form} --out heritage_sites.{form}" for form in FORMATS[1:]}
    lines["events"] = "geodata areas --step event --out events.csv"
    alone = {
        "day": "geodata territory --date 2016-05-05 --out day.geojson",
        "months": "geodata areas --out months.csv",
        "csv": sites.pop("csv"),
    }
    return folder, run_in_turn(folder, lines | sites) | run(folder, alone)


def test_the_data_are_written_without_a_word(data):
    _, answers = data
    told = {name: (answer.returncode, answer.stdout, answer.stderr) for name, answer in answers.items()}
    # A Shapefile cannot hold all that there is to tell, and says so.
    code, said, _ = told.pop("shp")
    assert (code, said) == (0, "")
    assert set(told.values()) == {(0, "", "")}, told


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_exported(data, layer):
    folder, _ = data
    rows, written = geodata.load(layer), gpd.read_file(folder / f"{layer}.geojson")
    assert written.crs.to_epsg() == 4326
    assert written["id"].tolist() == rows["id"].tolist()
    assert set(written.columns) >= set(rows.columns)
    assert (written.geometry.notna() == rows.geometry.notna()).all()


@pytest.mark.parametrize("form", FORMATS)
def test_other_programs_read_every_format(data, form):
    folder, _ = data
    rows, file = geodata.load("heritage_sites"), folder / f"heritage_sites.{form}"
    if form == "csv":
        written = pd.read_csv(file)
        assert file.read_bytes().startswith(b"\xef\xbb\xbfid,")
    elif form == "parquet":
        written = gpd.read_parquet(file)
        assert b"geo" in pyarrow.parquet.read_schema(file).metadata
    else:
        written = pyogrio.read_dataframe(file)
    assert written["id"].tolist() == rows["id"].tolist()
    assert written["name_ar"].tolist() == rows["name_ar"].tolist()
    if form == "csv":
        places = shapely.points(written["lon"], written["lat"])
    else:
        assert written.crs.to_epsg() == 4326
        places = written.geometry.to_numpy()
    assert shapely.distance(places, rows.geometry.to_numpy()).max() < 1e-6


def test_the_territory_of_a_day_is_written_as_geojson(data):
    folder, _ = data
    document = json.loads((folder / "day.geojson").read_bytes())
    assert document["type"] == "FeatureCollection"
    told = [feature["properties"] for feature in document["features"]]
    assert all({"class", "held_by", "country", "area_km2"} <= one.keys() for one in told)
    assert {one["class"] for one in told} == CLASSES
    assert {one["country"] for one in told} == {"IQ", "SY"}
    assert {one["held_by"] for one in told if one["class"] == "control"} == {"daesh"}
    assert not {one["held_by"] for one in told if one["class"] == "retaken"} & {None, "daesh"}

    land, derived = gpd.read_file(folder / "day.geojson"), geodata.territory_on("2016-05-05")
    assert land.crs.to_epsg() == 4326
    west, south, east, north = land.total_bounds
    assert 35 < west < east < 49
    assert 29 < south < north < 38
    assert (land.to_crs(EQUAL_AREA).area / 1e6).to_numpy() == pytest.approx(land["area_km2"].to_numpy(), rel=0.01)
    sums = [frame.groupby(["class", "country"])["area_km2"].sum() for frame in (land, derived)]
    assert sums[0].to_dict() == pytest.approx(sums[1].to_dict(), abs=0.1)


@pytest.mark.parametrize(("file", "step"), [("months", "month"), ("events", "event")])
def test_the_areas_are_written_as_csv(data, file, step):
    folder, _ = data
    header, *lines = (folder / f"{file}.csv").read_text(encoding="utf-8").splitlines()
    assert header == "date,country,control_km2,contested_km2,influence_km2,low_km2,high_km2"
    derived = geodata.areas(step=step)
    assert len(lines) == len(derived)
    rows = {tuple(line.split(",")[:2]): [float(area) for area in line.split(",")[2:]] for line in lines}
    for day in ("2013-01-01", "2014-08-01", "2015-01-01", "2016-05-01", "2019-12-31", "2014-06-10", "2017-07-10"):
        expected = derived[derived["date"] == day]
        for row in expected.itertuples(index=False):
            assert rows[day, row.country] == pytest.approx(list(row[2:]), abs=0.05), (day, row.country)
    assert max(areas[0] for areas in rows.values()) > 10_000


# ---- files of the map ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(run, run_in_turn, tmp_path_factory, last_day):
    """A folder with maps in every format, page, style and language, and what each command answered."""
    folder = tmp_path_factory.mktemp("made")
    made_at = "--made-at 2026-01-02T03:04:05Z"
    pdf = f"dashboard snapshot --date 2015-05-31 --lang ar --format pdf --page a4 --view nineveh {made_at}"
    alone = {
        "png": "dashboard snapshot --date 2015-05-31 --lang en --format png --view euphrates --style corridors "
        "--out map.png",
        "pdf": f"{pdf} --out map.pdf",
        "pptx": "dashboard snapshot --date 2015-05-31 --lang en --format pptx --page slide --view iraq --style places "
        f"{made_at} --out map.pptx",
        "html": "dashboard snapshot --date 2015-05-31 --lang ar --format html --view syria --out map.html",
    }
    in_turn = {
        "pdf again": f"{pdf} --out again.pdf",
        "svg": "dashboard snapshot --date 2016-03-22 --lang fr --format svg --page a4-portrait --style filled "
        "--bounds -10,36,12,52 --title 'Une carte à soi' --banner 'NON PROTÉGÉ' --out map.svg",
        "days": f"dashboard snapshot --date 2004-01-01,{last_day} --lang fr --format svg --page square --view libya "
        f"--layers {SHOWN} --out 'map {{date}}.svg'",
        "film": "dashboard timelapse --from 2015-01-01 --to 2015-03-31 --step month --lang en --format gif "
        "--view aleppo --layers territory,places --banner TEST --out film.gif",
    }
    return folder, run(folder, alone) | run_in_turn(folder, in_turn)


def test_maps_are_made_without_a_word(made):
    _, answers = made
    told = {name: (answer.returncode, answer.stdout, answer.stderr) for name, answer in answers.items()}
    assert set(told.values()) == {(0, "", "")}, told


def _text(file):
    """All words of an SVG, in small letters."""
    return " ".join(ElementTree.fromstring(file.read_bytes()).itertext()).casefold()


def test_a_png_is_a_slide_fit_for_print(made):
    folder, _ = made
    with Image.open(folder / "map.png") as picture:
        assert picture.format == "PNG"
        # 338.67 by 190.5 millimetres, 300 dots an inch.
        assert picture.size == (4000, 2250)
        assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]
        assert len(picture.convert("RGB").resize((200, 200)).getcolors(40_000)) > 500


def test_an_svg_is_a_page_with_its_title_and_marking(made):
    folder, _ = made
    content = (folder / "map.svg").read_bytes()
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    width, height = [float(edge) for edge in root.get("viewBox").split()[2:]]
    assert width / height == pytest.approx(210 / 297, rel=0.001)
    text = _text(folder / "map.svg")
    assert "une carte à soi" in text
    assert "non protégé" in text
    assert "22 mars 2016" in text
    assert not re.search(rb"(?:href|src|url)\s*[=(]\s*[\"']?https?:", content)


def test_a_view_and_bounds_west_of_greenwich_have_their_own_ground(made, last_day):
    folder, _ = made
    view, bounds = (_text(folder / name) for name in (f"map {last_day}.svg", "map.svg"))
    assert [word in view for word in ("libye", "espagne")] == [True, False]
    assert [word in bounds for word in ("libye", "espagne")] == [False, True]


def test_a_pdf_is_one_page_of_a4(made):
    folder, _ = made
    document = pypdfium2.PdfDocument(folder / "map.pdf")
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx([297 / 25.4 * 72, 210 / 25.4 * 72], abs=0.5)
    assert ARABIC.search(document.get_metadata_dict()["Title"])
    document.close()


def test_a_pptx_is_a_slide_of_shapes(made):
    folder, _ = made
    deck = Presentation(folder / "map.pptx")
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    slide = deck.slides[0]
    assert slide.shapes.title.text_frame.text
    shapes = list(_walked(slide.shapes))
    assert len(shapes) > 50
    text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "31 May 2015" in text
    assert "2 January 2026" in text, "the time of making that was given"


def _walked(shapes):
    for shape in shapes:
        yield from _walked(shape.shapes) if hasattr(shape, "shapes") else [shape]


def test_an_html_file_is_a_map_that_needs_no_network(made, browser):
    folder, _ = made
    asked = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    file = (folder / "map.html").as_uri()
    page.goto(file)
    atlas = page.locator(".atlas-map")
    expect(atlas).to_have_attribute("data-day", "2015-05-31")
    expect(atlas).to_have_attribute("data-view", "syria")
    expect(atlas).to_have_attribute("lang", "ar")
    expect(atlas).to_have_attribute("dir", "rtl")
    expect(atlas.locator("path[data-class=control]").first).to_be_attached()
    atlas.locator("input[type=range]").press("Home")
    expect(atlas).to_have_attribute("data-day", "2004-01-01")
    context.close()
    assert [url for url in asked if url != file and not url.startswith(("data:", "blob:"))] == []


def test_several_days_make_a_file_each(made, last_day):
    folder, _ = made
    days = ("2004-01-01", last_day)
    assert {file.name for file in folder.glob("map *")} == {f"map {day}.svg" for day in days}
    for day in days:
        root = ElementTree.fromstring((folder / f"map {day}.svg").read_bytes())
        width, height = [float(edge) for edge in root.get("viewBox").split()[2:]]
        assert width == height
        assert day[:4] in _text(folder / f"map {day}.svg")


def test_the_same_command_makes_the_same_bytes(made):
    folder, _ = made
    assert (folder / "again.pdf").read_bytes() == (folder / "map.pdf").read_bytes()


def test_a_timelapse_has_a_picture_for_each_month(made):
    folder, _ = made
    with Image.open(folder / "film.gif") as film:
        assert film.format == "GIF"
        assert film.width / film.height == pytest.approx(16 / 9, rel=0.01)
        pictures = []
        for number in range(film.n_frames):
            film.seek(number)
            pictures.append(film.convert("RGB").tobytes())
    # The last may be held.
    assert len(set(pictures)) == 3


# ---- what cannot be carried out --------------------------------------------------------------------------------------

SNAPSHOT = "dashboard snapshot --lang en --format svg"
FILM = "dashboard timelapse --from 2015-05-31 --lang en"
WRONG = {
    # a command line, and what its one line must speak of
    "geodata rumour": "rumour",
    "geodata check --folder nowhere": "nowhere",
    "geodata territory --date 2015-02-30 --out F.geojson": "2015-02-30",
    "geodata territory --date 05/05/2016 --out F.geojson": "05/05/2016",
    "geodata territory --date 2012-12-31 --out F.geojson": "2012-12-31",
    "geodata territory --date 2020-01-01 --out F.geojson": "2020-01-01",
    "geodata territory --date 2016-05-05 --out nowhere/F.geojson": "nowhere/F.geojson",
    "geodata areas --step week --out F.csv": "week",
    "geodata areas --out taken": "taken",
    "geodata export rumours --format geojson --out F.geojson": "rumours",
    "geodata export places --format dwg --out F.dwg": "dwg",
    "geodata export places --format gpkg --out nowhere/F.gpkg": "nowhere/F.gpkg",
    "geodata export places --format gpkg": "--out",
    "geodata build houses": "houses",
    "dashboard rumour": "rumour",
    f"{SNAPSHOT} --date 2015-02-30 --out F.svg": "2015-02-30",
    f"{SNAPSHOT} --date 2003-12-31 --out F.svg": "2003-12-31",
    f"{SNAPSHOT} --date 2099-01-01 --out F.svg": "2099-01-01",
    f"{SNAPSHOT} --date 2015-05-31,2016-05-05 --out F.svg": "{date}",
    f"{SNAPSHOT} --date 2015-05-31,2016-02-30 --out F-{{date}}.svg": "2016-02-30",
    f"{SNAPSHOT} --date 2015-05-31 --page a3 --out F.svg": "a3",
    f"{SNAPSHOT} --date 2015-05-31 --view mars --out F.svg": "mars",
    f"{SNAPSHOT} --date 2015-05-31 --layers territory,rumours --out F.svg": "rumours",
    f"{SNAPSHOT} --date 2015-05-31 --style heatmap --out F.svg": "heatmap",
    f"{SNAPSHOT} --date 2015-05-31 --bounds 1,2,3 --out F.svg": "1,2,3",
    f"{SNAPSHOT} --date 2015-05-31 --bounds -5,36,-10,37 --out F.svg": "-5,36,-10,37",
    f"{SNAPSHOT} --date 2015-05-31 --made-at noon --out F.svg": "noon",
    f"{SNAPSHOT} --date 2015-05-31 --out nowhere/F.svg": "nowhere/F.svg",
    f"{SNAPSHOT} --date 2015-05-31 --out taken": "taken",
    f"{SNAPSHOT} --date 2015-05-31": "--out",
    "dashboard snapshot --date 2015-05-31 --lang tlh --format svg --out F.svg": "tlh",
    "dashboard snapshot --date 2015-05-31 --lang en --format dwg --out F.dwg": "dwg",
    f"{FILM} --to 2015-02-30 --step month --format gif --out F.gif": "2015-02-30",
    f"{FILM} --to 2015-01-01 --step month --format gif --out F.gif": "2015-01-01",
    f"{FILM} --to 2099-01-01 --step month --format gif --out F.gif": "2099-01-01",
    f"{FILM} --to 2015-08-31 --step hour --format gif --out F.gif": "hour",
    f"{FILM} --to 2015-08-31 --step month --format avi --out F.avi": "avi",
    f"{FILM} --to 2015-08-31 --step month --format gif --out nowhere/F.gif": "nowhere/F.gif",
}
# Of each program one is refused by the way it is written, and one by what it asks for.
ALONE = (
    "geodata territory --date 2015-02-30 --out F.geojson",
    "geodata export places --format dwg --out F.dwg",
    f"{SNAPSHOT} --date 2015-05-31 --view mars --out F.svg",
    f"{SNAPSHOT} --date 2015-05-31 --bounds 1,2,3 --out F.svg",
)


@pytest.fixture(scope="module")
def refused(run, run_in_turn, tmp_path_factory):
    """What each of them answers, and where they ran: there is but a folder, whose name no file can have."""
    folder = tmp_path_factory.mktemp("refused")
    (folder / "taken").mkdir()
    together = run_in_turn(folder, {line: line for line in WRONG if line not in ALONE})
    return together | run(folder, {line: line for line in ALONE}), folder


@pytest.mark.parametrize("line", WRONG)
def test_what_cannot_be_carried_out_is_told_in_one_line(refused, line):
    answers, _ = refused
    answer = answers[line]
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    assert WRONG[line] in answer.stderr


def test_what_cannot_be_carried_out_leaves_nothing_behind(refused):
    _, folder = refused
    assert [path.relative_to(folder).name for path in folder.rglob("*")] == ["taken"]
