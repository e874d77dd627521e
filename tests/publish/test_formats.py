"""Every format, language, page and view: each file is opened again by another program, and holds what was asked for.

All pairs of them are tried here; ``--every`` tries the full product.
"""

import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import av
import pypdfium2
import pytest
import shapely
from PIL import Image
from pptx import Presentation

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, VIEWS, Selection
from dashboard.paper.formats.typeset import write_png
from dashboard.paper.scene import Layer, Paint, Shape
from dashboard.paper.typography import is_arabic
from dashboard.publish import formats
from dashboard.publish.days import days_of
from dashboard.publish.formats import FILMS, FORMATS, PAGES, Sheet
from tests.scenes import composed as compose

MADE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
DAY = date(2016, 5, 5)
OWN = "own"
BOUNDS = (42.0, 35.5, 44.5, 37.2)
EMU_A_MM = 36_000


def sheet(language, page="slide", view="iraq-syria", **more):
    layers = LAYERS_SHOWN if view == "world" else LAYERS_AT_START
    where = {"view": "", "bounds": BOUNDS} if view == OWN else {"view": view}
    return Sheet(Selection(day=DAY, language=language, layers=layers, **where), page, made_at=MADE, **more)


@pytest.fixture(scope="module", autouse=True)
def a_page_is_laid_out_once():
    """A format is given the page that its file is then compared with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "compose", compose)
        yield


@pytest.mark.product(form=FORMATS, language=languages(), page=PAGES, view=(*VIEWS, OWN))
def test_a_file_holds_what_was_asked_for(form, language, page, view):
    wanted = sheet(language, page, view, banner="TEST <&>")
    content = FORMATS[form].make(wanted)
    opened = {"png": as_png, "pdf": as_pdf, "svg": as_svg, "pptx": as_pptx, "html": as_html}[form]
    opened(content, wanted, compose(wanted))


def as_png(content, wanted, scene):
    picture = Image.open(io.BytesIO(content))
    assert picture.size == tuple(round(edge / 25.4 * 300) for edge in PAGES[wanted.page])
    assert [round(dpi) for dpi in picture.info["dpi"]] == [300, 300]
    assert picture.text["Title"] == scene.title
    assert "km²" in scene.description or wanted.selection.view == "libya" or "كم²" in scene.description
    pixels = picture.convert("RGB")
    assert pixels.getpixel((10, 10)) == (0, 0x7A, 0x33)
    assert pixels.getpixel((10, picture.height - 10)) == (0, 0x7A, 0x33)
    assert len(pixels.resize((200, 200)).getcolors(40_000)) > 500


@pytest.mark.product(page=PAGES, dpi=(96, 300), across=(True, False))
def test_no_line_of_pixels_is_lost_or_blurred(page, dpi, across):
    width, height = PAGES[page]
    edge = width if across else height
    count = round(edge / 25.4 * dpi)
    steps = [(number * edge / count, (number + 1) * edge / count) for number in range(0, count, 2)]
    stripes = [shapely.box(a, 0, b, height) if across else shapely.box(0, a, width, b) for a, b in steps]
    marks = (
        Shape(shapely.box(0, 0, width, height), Paint("#ffffff")),
        *(Shape(one, Paint("#000000")) for one in stripes),
    )
    scene = replace(compose(sheet("en", page)), layers=(Layer("page", "page", marks),))
    picture = Image.open(io.BytesIO(write_png(scene, dpi))).convert("L")
    cut = picture.crop((0, 5, picture.width, 6) if across else (5, 0, 6, picture.height))
    assert list(cut.tobytes()) == [0 if number % 2 == 0 else 255 for number in range(count)]


def as_pdf(content, wanted, scene):
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    points = [edge / 25.4 * 72 for edge in PAGES[wanted.page]]
    assert document[0].get_size() == pytest.approx(points, abs=0.1)
    told = document.get_metadata_dict()
    assert told["Title"] == f"{scene.title}{scene.separator} {scene.date}"
    assert scene.keywords[0] in told["Keywords"]
    text = " ".join(document[0].get_textpage().get_text_range().split())
    latin = [label.text for label in scene.labels if not is_arabic(label.text)]
    # This reader now and then reads two names that stand side by side as one.
    assert sum(name not in text for name in latin) <= len(latin) * 0.03
    if wanted.selection.language != "ar":
        assert scene.title in text
        assert scene.date in text


def as_svg(content, wanted, scene):
    root = ElementTree.fromstring(content)
    assert [float(edge) for edge in root.get("viewBox").split()[2:]] == list(PAGES[wanted.page])
    texts = {"".join(text.itertext()).strip("\u2067\u2069") for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert scene.title in texts
    assert scene.date in texts
    assert "TEST <&>" in texts
    for label in scene.labels:
        assert label.text in texts or set(label.text.split()) <= set(" ".join(texts).split())
    assert b"font/woff" in content
    assert not re.search(rb'(?:href|src|url)\s*[=(]\s*["\']?https?:', content)


def as_pptx(content, wanted, scene):
    deck = Presentation(io.BytesIO(content))
    sizes = (deck.slide_width / EMU_A_MM, deck.slide_height / EMU_A_MM)
    assert sizes == pytest.approx(PAGES[wanted.page], abs=0.1)
    first, second = deck.slides
    assert first.shapes.title.text_frame.text == scene.title
    names = [shape.name for shape in walked(first.shapes)]
    texts = " ".join(shape.text_frame.text for shape in walked(first.shapes) if shape.has_text_frame)
    assert scene.date in texts
    assert "TEST <&>" in texts
    if any(key[0] == "territory" for key in scene.drawn):
        assert any(locale(wanted.selection.language).t("class.control") in name for name in names)
    notes = first.notes_slide.notes_text_frame.text
    assert all(source.url in notes for source in scene.sources[:20])
    assert [shape.shape_type.name for shape in second.shapes] == ["PICTURE"]


def walked(shapes):
    for shape in shapes:
        if shape.shape_type is not None and shape.shape_type.name == "GROUP":
            yield from walked(shape.shapes)
        else:
            yield shape


def as_html(content, wanted, scene):
    text = content.decode("utf-8")
    assert "TEST &lt;&amp;&gt;" in text
    assert f'lang="{wanted.selection.language}"' in text[:2000]
    assert scene.date in text
    assert f'"day":"{DAY}"' in text
    assert "default-src 'none'" in text[:2000]


@pytest.mark.parametrize("form", FILMS)
@pytest.mark.parametrize("language", languages())
def test_a_film_shows_its_days(form, language):
    wanted = sheet(language, banner="TEST")
    days = days_of(date(2014, 6, 1), date(2014, 9, 30), "month")
    told = []
    content = FILMS[form].make(wanted, days, "month", told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]
    pictures = list(frames(content, form))
    assert pictures[0].size == (1280, 720)
    assert len(days) == 4
    # The title keeps its place; the day changes with every picture, and the last one is held.
    left, right = (0, 30, 600, 80), (700, 30, 1270, 80)
    first = [picture.crop(left if language != "ar" else right) for picture in pictures]
    assert all(difference(first[0], other) < 3 for other in first)
    days_told = [picture.crop(right if language != "ar" else left) for picture in pictures]
    assert all(difference(one, other) > 3 for one, other in itertools.combinations(days_told[:4], 2))
    assert all(difference(days_told[3], held) < 3 for held in days_told[4:])


def frames(content, form):
    if form == "gif":
        picture = Image.open(io.BytesIO(content))
        assert picture.info["loop"] == 0
        for number in range(picture.n_frames):
            picture.seek(number)
            yield picture.convert("RGB")
        return
    with av.open(io.BytesIO(content)) as film:
        assert film.streams.video[0].codec_context.name == {"mp4": "h264", "webm": "libvpx-vp9"}.get(form) or "vp9"
        assert float(film.duration or 0) / av.time_base == pytest.approx((4 + 12) / 6, abs=0.2)
        for frame in film.decode(video=0):
            yield frame.to_image()


@pytest.fixture(scope="module")
def marked():
    """Make a film of two days, each once, whose marking has a colour."""
    made = {}

    def make(form, color):
        if (form, color) not in made:
            days = days_of(date(2014, 6, 1), date(2014, 7, 1), "month")
            wanted = sheet("en", banner="TEST", banner_color=color)
            made[form, color] = FILMS[form].make(wanted, days, "month", lambda _: None)
        return made[form, color]

    return make


@pytest.mark.parametrize("form", ["mp4", "webm"])
@pytest.mark.parametrize("color", ["#c8102e", "#ff8c00", "#fce83a", "#502b85", "#007a33"])
def test_a_film_has_the_colours_of_the_page_by_its_own_tags_and_as_high_definition_is_read(form, color, marked):
    wanted = [int(color[start : start + 2], 16) for start in (1, 3, 5)]
    with av.open(io.BytesIO(marked(form, color))) as film:
        (stream,) = film.streams.video
        told = stream.codec_context
        assert (told.color_primaries, told.color_trc, told.colorspace, told.color_range) == (1, 1, 1, 1)
        frame = next(film.decode(video=0))
        assert (frame.colorspace, frame.color_range) == (1, 1)
        y, u, v = (int(plane[4][6]) for plane in planes(frame))
    # BT.709 in limited range, as every player reads what is high definition.
    luma, blue, red = (y - 16) / 219, (u - 128) / 224, (v - 128) / 224
    rgb = (luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red, luma + 1.8556 * blue)
    assert [round(255 * part) for part in rgb] == pytest.approx(wanted, abs=3)
    assert frame.to_ndarray(format="rgb24")[6][8].tolist() == pytest.approx(wanted, abs=3)


def planes(frame):
    """Brightness and both colours of a picture; the colours have half as many rows and columns."""
    whole = frame.to_ndarray()
    height, width = frame.height, frame.width
    y, rest = whole[:height], whole[height:].reshape(2, height // 2, width // 2)
    return y[::2, ::2], rest[0], rest[1]


def test_the_table_of_contents_of_an_mp4_stands_before_its_pictures(marked):
    content, boxes, at = marked("mp4", "#c8102e"), [], 0
    while at < len(content):
        boxes.append(content[at + 4 : at + 8])
        at += int.from_bytes(content[at : at + 4], "big")
    assert boxes.index(b"moov") < boxes.index(b"mdat")


def difference(one, other):
    """Mean distance of two pictures' pixels."""
    pairs_ = zip(one.convert("L").tobytes(), other.convert("L").tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs_) / (one.width * one.height)


# Makes a file of each format named, as the command does; what is printed or complained of comes out at the end.
COMMANDS = """
import sys
from dashboard.__main__ import main
folder, *forms = sys.argv[1:]
for form in forms:
    what = ["snapshot", "--date", "2016-05-05"]
    if form in {"mp4", "webm", "gif"}:
        what = ["timelapse", "--from", "2016-05-05", "--to", "2016-07-06"]
    what += ["--lang", "ar", "--format", form, "--out", f"{folder}/map.{form}", "--view", "nineveh"]
    assert main([*what, "--made-at", "2026-11-25T12:00:00Z", "--banner", "غير مصنف"]) == 0
"""


@pytest.fixture(scope="module")
def made_twice(tmp_path_factory):
    """Folders of two processes that made each format, in another order and with another order of sets."""
    folders = []
    for seed, forms in (("1", [*FORMATS, *FILMS]), ("2", [*reversed(FILMS), *reversed(FORMATS)])):
        folder = tmp_path_factory.mktemp(f"process{seed}")
        command = [sys.executable, "-c", COMMANDS, str(folder), *forms]
        told = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
        folders.append(folder)
    return folders


@pytest.mark.parametrize("form", [*FORMATS, *FILMS])
def test_the_same_selection_makes_the_same_bytes_in_two_processes(form, made_twice):
    one, other = ((folder / f"map.{form}").read_bytes() for folder in made_twice)
    assert one == other


def test_arabic_runs_from_the_right_in_a_pdf():
    """What a tool reads back may be out of order; where the letters stand is not."""
    content = FORMATS["pdf"].make(sheet("ar", title="داعش في العراق"))
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    large = [index for index in range(page.count_chars()) if height(page, index) > 9]
    first = {}
    for index in large:
        letter = page.get_text_range(index, 1)
        left, bottom, right, _ = page.get_charbox(index)
        if letter.strip() and bottom > 480:
            first.setdefault(letter, (left + right) / 2)
    # The first letter of the first word, and the first of the last: the last stands to the left.
    assert first["د"] > first["ع"] > 500


def height(page, index):
    _, bottom, _, top = page.get_charbox(index)
    return top - bottom
