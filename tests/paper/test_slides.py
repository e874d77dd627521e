"""A presentation as its reader finds it: opened again and asked for what can be seen and edited."""

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
import shapely
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from dashboard.paper.formats import slides
from dashboard.paper.scene import PT, Circle, Font, Hatch, Layer, Paint, Scene, Shape, Source, Text

OFFICE = Font("office")
BOLD = Font("office", 700)
HOLED = shapely.Polygon([(20, 40), (120, 40), (120, 120), (20, 120)], [[(50, 60), (80, 60), (80, 90), (50, 90)]])
HATCH = Hatch("#8c1d18", 0.4, 1.7, "#ffffff", 0.55, crossed=True)
TEXTS = {
    "en": {
        "title": ("ISIS in Iraq and", "Syria <b>&amp;"),
        "date": "10 July 2017",
        "town": "Mosul",
        "held": "Controlled by ISIS, 81,000 km²",
        "layers": ("Land", "Territory", "Names", "Margins"),
        "note": "Land is an estimate.",
        "anchors": ("start", "end"),
    },
    "ar": {
        "title": ("داعش في العراق", "وسوريا <b>&amp;"),
        "date": "10 تموز/يوليو 2017",
        "town": "الموصل",
        "held": "تحت سيطرة داعش، 81,000 كم²",
        "layers": ("الأرض", "الأراضي", "الأسماء", "الهامش"),
        "note": "الأراضي تقدير.",
        "anchors": ("end", "start"),
    },
}


def _page(language="en"):
    texts = TEXTS[language]
    near, far = texts["anchors"]
    x = {"start": 8, "end": 331}
    ground, territory, names, margins = texts["layers"]
    land = (
        Shape(HOLED, Paint("#2b2724", 0.8, stroke="#2b2724", width=0.3), texts["held"], (("class", "control"),)),
        Shape(shapely.box(130, 40, 200, 90), Paint(hatch=HATCH, stroke="#8c1d18", width=0.25, dash=(1, 0.5))),
        Shape(shapely.LineString([(10, 100), (100, 100)]), Paint(stroke="#7fb2cf", width=0.55)),
    )
    towns = (
        Circle(150, 120, 1, Paint("#ffffff", stroke="#1f2a33"), "Hawija"),
        Text(30, 50, texts["town"], 9, BOLD, halo=2.2, role="label"),
        Text(220, 120, "Erbil", 9, OFFICE, halo=2.2, role="label"),
        Text(100, 140, "SYRIA", 14, BOLD, "middle", opacity=0.7, halo=2, spacing=0.2, role="label"),
        Text(250, 100, "36°N", 6, OFFICE, "middle", turn=-90, role="tick"),
    )
    margin = (
        Shape(shapely.box(8, 28, 331, 28.3), Paint("#1f2a33")),
        *(
            Text(x[near], 14 + 9 * number, line, 20, BOLD, near, role="title")
            for number, line in enumerate(texts["title"])
        ),
        Text(x[far], 20, texts["date"], 24, BOLD, far, "#8c1d18", role="date"),
    )
    return Scene(
        width=338.67,
        height=190.5,
        layers=(
            Layer("ground", ground, (Shape(shapely.box(0, 0, 338.67, 190.5), Paint("#f4f1ea")),)),
            Layer("territory", territory, land),
            Layer("names", names, towns),
            Layer("empty", "Nothing", (Shape(shapely.Polygon(), Paint("#000000")),)),
            Layer("margins", margins, margin),
        ),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        separator="،" if language == "ar" else ",",
        title=" ".join(texts["title"]),
        date=texts["date"],
        day="2017-07-10",
        description="A map of <i>land</i>.",
        keywords=("ISIS", "داعش"),
        frames=((10, 30, 250, 170),),
        sources=(
            Source("UNOSAT", "Damage & more <2017>", "https://example.org/a"),
            Source("الأمم المتحدة", "تقرير", "https://example.org/b"),
        ),
        notes=(texts["note"],),
        version="1.2.3",
        made_at="2026-11-25T12:00:00Z",
    )


def _opened(scene, picture=None):
    return Presentation(io.BytesIO(slides.write(scene, picture)))


def _slide(scene):
    return _opened(scene).slides[0]


def _every(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _every(shape.shapes)


def _named(slide, name):
    (found,) = (shape for shape in _every(slide.shapes) if shape.name == name)
    return found


def _alt(shape):
    return shape._element.xpath("./*/p:cNvPr/@descr")


def _attribute(shape, path):
    (found,) = shape._element.xpath(path)
    return found


def _png():
    content = io.BytesIO()
    Image.new("RGB", (32, 18), "#336699").save(content, "png")
    return content.getvalue()


@pytest.mark.parametrize(("width", "height"), [(338.67, 190.5), (210, 297), (240, 240)])
def test_the_slide_has_the_size_of_the_page(width, height):
    deck = _opened(replace(_page(), width=width, height=height))
    assert (deck.slide_width, deck.slide_height) == (round(width * 36_000), round(height * 36_000))


def test_a_new_slide_of_the_deck_has_its_placeholders_on_the_page():
    deck = _opened(replace(_page(), width=210, height=297))
    for layout in deck.slide_layouts:
        for placeholder in layout.placeholders:
            assert placeholder.left + placeholder.width <= deck.slide_width
            assert placeholder.top + placeholder.height <= deck.slide_height
            assert placeholder.width > deck.slide_width / 12


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_title_is_one_text_that_can_be_edited(language):
    scene = _page(language)
    slide = _slide(scene)
    assert slide.shapes.title.placeholder_format.type == PP_PLACEHOLDER.TITLE
    assert slide.shapes.title.text_frame.text == scene.title
    assert [shape.text_frame.text for shape in _every(slide.shapes) if shape.has_text_frame].count(scene.title) == 1
    (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
    assert (run.font.size, run.font.bold, run.font.name) == (Pt(20), True, "Arial")
    # It stands where its lines did.
    title = slide.shapes.title
    assert title.top < Mm(14) < Mm(23) < title.top + title.height
    edge = title.left if language == "en" else title.left + title.width
    assert abs(edge - Mm(8 if language == "en" else 331)) < Mm(0.1)


def test_a_line_of_the_title_has_no_room_for_the_next_word():
    scene = _page()
    title = _slide(scene).shapes.title
    assert title.width < Mm(slides.measure("ISIS in Iraq and Syria", BOLD, 20))
    assert title.width > Mm(slides.measure("ISIS in Iraq and", BOLD, 20))


def test_a_page_without_a_title_has_no_empty_placeholder():
    scene = replace(_page(), layers=_page().layers[:2])
    assert not list(_slide(scene).placeholders)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_layer_is_a_group_in_the_order_of_drawing(language):
    slide = _slide(_page(language))
    assert [shape.name for shape in slide.shapes] == [*TEXTS[language]["layers"], slide.shapes.title.name]
    groups = [shape for shape in slide.shapes if not shape.is_placeholder]
    assert all(shape.shape_type == MSO_SHAPE_TYPE.GROUP for shape in groups)
    assert [len(group.shapes) for group in groups] == [1, 3, 5, 2]
    numbers = [shape.shape_id for shape in _every(slide.shapes)]
    assert len(numbers) == len(set(numbers))


def test_a_group_reaches_as_far_as_what_is_in_it():
    territory = _named(_slide(_page()), "Territory")
    assert (territory.left, territory.top) == (Mm(10), Mm(40))
    assert (territory.left + territory.width, territory.top + territory.height) == (Mm(200), Mm(120))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_land_is_there_once_and_says_what_it_is(language):
    texts = TEXTS[language]
    land = _named(_slide(_page(language)), texts["held"])
    comma = {"en": ",", "ar": "،"}[language]
    assert _alt(land) == [f"{texts['held']}{comma} {texts['date']}"]
    assert land.shape_type == MSO_SHAPE_TYPE.FREEFORM
    assert (land.left, land.top, land.width, land.height) == (Mm(20), Mm(40), Mm(100), Mm(80))


def test_what_has_no_name_is_called_by_its_layer():
    (territory,) = (shape for shape in _slide(_page()).shapes if shape.name == "Territory")
    assert [shape.name for shape in territory.shapes][1:] == ["territory", "territory"]
    assert not any(_alt(shape) for shape in list(territory.shapes)[1:])


def test_a_hole_stays_a_hole():
    land = _named(_slide(_page()), TEXTS["en"]["held"])
    assert len(land._element.xpath(".//a:path")) == 1
    assert len(land._element.xpath(".//a:moveTo")) == 2
    assert len(land._element.xpath(".//a:close")) == 2


def test_a_line_is_not_filled():
    line = list(_named(_slide(_page()), "Territory").shapes)[2]
    assert _attribute(line, ".//a:path/@fill") == "none"
    assert not line._element.xpath(".//a:close")
    assert (line.width, line.height) == (Mm(90), 0)


def test_fills_and_edges_are_those_of_the_page():
    slide = _slide(_page())
    land, contested = list(_named(slide, "Territory").shapes)[:2]
    assert str(land.fill.fore_color.rgb) == "2B2724"
    assert _attribute(land, "./p:spPr/a:solidFill/a:srgbClr/a:alpha/@val") == "80000"
    assert land.line.width == Mm(0.3)
    assert _attribute(contested, ".//a:pattFill/@prst") == "openDmnd"
    assert _attribute(contested, ".//a:fgClr/a:srgbClr/@val") == "8C1D18"
    assert _attribute(contested, ".//a:bgClr/a:srgbClr/a:alpha/@val") == "55000"
    # Four widths of the line drawn, two left out.
    assert (_attribute(contested, ".//a:ds/@d"), _attribute(contested, ".//a:ds/@sp")) == ("400000", "200000")


def test_nothing_takes_its_look_from_the_theme():
    slide = _slide(_page())
    assert not slide._element.xpath("//p:style")
    assert not slide._element.xpath("//a:schemeClr")
    assert not slide._element.xpath("//a:spAutoFit|//a:normAutofit")


def test_a_disc_is_an_ellipse():
    disc = _named(_slide(_page()), "Hawija")
    assert _attribute(disc, ".//a:prstGeom/@prst") == "ellipse"
    assert (disc.left, disc.top, disc.width, disc.height) == (Mm(149), Mm(119), Mm(2), Mm(2))
    assert _alt(disc) == ["Hawija, 10 July 2017"]


def test_arabic_is_written_from_the_right():
    slide = _slide(_page("ar"))
    for name in (TEXTS["ar"]["town"], TEXTS["ar"]["date"], slide.shapes.title.name):
        shape = _named(slide, name)
        assert _attribute(shape, ".//a:pPr/@rtl") == "1"
        assert _attribute(shape, ".//a:rPr/@lang") == "ar-SA"
        assert _attribute(shape, ".//a:rPr/a:cs/@typeface") == "Arial"
    # Sides are those of the page.
    assert _attribute(slide.shapes.title, ".//a:pPr/@algn") == "r"
    assert _attribute(_named(slide, TEXTS["ar"]["date"]), ".//a:pPr/@algn") == "l"
    latin = _named(slide, "Erbil")
    assert (_attribute(latin, ".//a:pPr/@rtl"), _attribute(latin, ".//a:rPr/@lang")) == ("0", "en-GB")


def test_french_is_marked_as_french():
    scene = replace(_page(), language="fr")
    assert _attribute(_named(_slide(scene), "Erbil"), ".//a:rPr/@lang") == "fr-FR"


def test_a_line_stands_on_its_anchor():
    slide = _slide(_page())
    date, erbil = _named(slide, "10 July 2017"), _named(slide, "Erbil")
    assert abs(date.left + date.width - Mm(331)) < Mm(0.1)
    assert abs(erbil.left - Mm(220)) < Mm(0.1)
    for shape, baseline, size in ((date, 20, 24), (erbil, 120, 9)):
        middle = (shape.top + shape.height / 2) / Mm(1)
        assert middle < baseline < middle + 0.45 * size * PT
        assert shape.width > Mm(slides.measure(shape.text_frame.text, OFFICE, size))


def test_a_turned_line_turns_round_its_anchor():
    tick = _named(_slide(_page()), "36°N")
    assert tick.rotation == 270
    # Upwards is to the left once it is turned.
    middle = tick.left + tick.width / 2, tick.top + tick.height / 2
    assert middle[0] == pytest.approx(Mm(250) - 0.375 * 6 * PT * 36_000, abs=2)
    assert middle[1] == pytest.approx(Mm(100), abs=2)


def test_a_name_on_dark_land_has_a_plate_and_no_other():
    slide = _slide(_page())
    plate = _named(slide, "Mosul")
    assert str(plate.fill.fore_color.rgb) == "FFFFFF"
    assert plate.width == pytest.approx(Mm(slides.measure("Mosul", BOLD, 9)), abs=2)
    assert _named(slide, "Erbil").fill.type != plate.fill.type
    assert _attribute(_named(slide, "Erbil"), ".//a:glow/a:srgbClr/@val") == "FFFFFF"


def test_a_symbol_of_a_class_is_no_dark_land():
    symbol = Shape(
        shapely.box(215, 110, 230, 125), Paint("#000000"), facts=(("layer", "places"), ("class", "contested"))
    )
    names = Layer("names", "Names", (symbol, Text(220, 120, "Erbil", 9, OFFICE, halo=2.2)))
    plain = _named(_slide(replace(_page(), layers=(names,))), "Erbil")
    assert not plain._element.xpath("./p:spPr/a:solidFill")


def test_letters_set_apart_are_pale_and_not_seen_through():
    name = _named(_slide(_page()), "SYRIA")
    assert _attribute(name, ".//a:rPr/@spc") == "280"
    assert _attribute(name, ".//a:rPr/a:solidFill/a:srgbClr/@val") == "626A70"
    assert not name._element.xpath(".//a:rPr/a:solidFill//a:alpha")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_notes_tell_what_is_shown_and_its_sources(language):
    slide = _slide(_page(language))
    lines = [paragraph.text for paragraph in slide.notes_slide.notes_text_frame.paragraphs]
    comma = {"en": ",", "ar": "،"}[language]
    assert lines == [
        "A map of <i>land</i>.",
        TEXTS[language]["note"],
        f"UNOSAT: Damage & more <2017>{comma} https://example.org/a",
        f"الأمم المتحدة: تقرير{comma} https://example.org/b",
        f"daesh-atlas 1.2.3{comma} 2026-11-25T12:00:00Z",
    ]


def test_arabic_notes_are_written_from_the_right():
    for paragraph in _slide(_page("ar")).notes_slide.notes_text_frame.paragraphs[1:2]:
        told = paragraph._p.find(qn("a:pPr"))
        assert (told.get("rtl"), told.get("algn")) == ("1", "r")
        assert paragraph.runs[0]._r.find(qn("a:rPr")).get("lang") == "ar-SA"


def test_the_picture_fills_a_second_slide():
    deck = _opened(_page(), _png())
    assert len(deck.slides) == 2
    (picture,) = deck.slides[1].shapes
    assert (picture.left, picture.top) == (0, 0)
    assert (picture.width, picture.height) == (deck.slide_width, deck.slide_height)
    assert picture.image.blob == _png()
    assert _alt(picture) == ["A map of <i>land</i>."]


def test_without_a_picture_there_is_one_slide():
    assert len(_opened(_page()).slides) == 1


def test_the_file_says_what_it_is():
    told = _opened(_page("ar")).core_properties
    assert (told.title, told.subject) == (_page("ar").title, "10 تموز/يوليو 2017")
    assert (told.keywords, told.language, told.author) == ("ISIS, داعش", "ar", "daesh-atlas")
    assert told.created == told.modified == datetime(2026, 11, 25, 12)  # noqa: DTZ001 - as it is read back


def test_a_property_holds_no_more_than_it_may():
    assert len(_opened(replace(_page(), title="x" * 400)).core_properties.title) == 255


def test_the_same_page_makes_the_same_bytes_here_and_elsewhere():
    here = slides.write(_page("ar"), _png())
    assert slides.write(_page("ar"), _png()) == here
    code = (
        "import hashlib, runpy, sys; from dashboard.paper.formats import slides; test = runpy.run_path(sys.argv[1]); "
        "print(hashlib.sha256(slides.write(test['_page']('ar'), test['_png']())).hexdigest())"
    )
    elsewhere = subprocess.run([sys.executable, "-c", code, __file__], capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_file_does_not_tell_when_it_was_packed():
    with zipfile.ZipFile(io.BytesIO(slides.write(_page()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_small_letters_are_no_smaller_than_the_format_allows():
    names = Layer("names", "Names", (Text(220, 120, "a", 0.4, OFFICE),))
    letter = _named(_slide(replace(_page(), layers=(names,))), "a")
    assert letter.text_frame.paragraphs[0].runs[0].font.size == Pt(1)
