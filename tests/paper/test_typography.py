"""Letters: those that the usual typeface lacks stand in another, and only what no typeface has is refused."""

import base64
import io
import re
import unicodedata
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pptx import Presentation

from dashboard.atlas.selection import Selection
from dashboard.paper.scene import Font
from dashboard.paper.sheet import Sheet
from dashboard.paper.typography import TypefaceError, face_sheet, measure, pieces
from dashboard.publish.formats import FORMATS

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = {
    "Turkish": "Şanlıurfa, Iğdır, İzmir, Muş",
    "Kurdish": "Şengal, Dêrezor, Efrîn, Girê Spî, Rojavayê, çûyîn, ağa",
    "Sorani": "ڕۆژئاوا، هەولێر، سلێمانی، پێشمەرگە",
    "Polish": "Łódź, Gdańsk, Świętokrzyskie, ąćęłńóśźż",
    "Czech": "Příliš žluťoučký kůň",
    "Romanian": "Timișoara, Iași, Brăila",
    "Vietnamese": "Đắk Lắk, Huế",
    "Azerbaijani": "Gəncə, Şəki",
    "Russian": "Дейр-эз-Зор",
    "Greek": "Αθήνα",
    "Persian": "می‌خواهم کرمانشاه",
    "mixed": "داعش في Şanlıurfa 2015",
    "decomposed": unicodedata.normalize("NFD", "Şanlıurfa ê"),
}


def sheet(**texts):
    layers = ("places",)
    return Sheet(Selection(date(2015, 5, 31), "en", layers=layers), made_at=datetime(2026, 1, 1, tzinfo=UTC), **texts)


@pytest.mark.parametrize("language", TEXTS)
def test_the_letters_of_a_language_are_printed_as_they_are_measured(language):
    text = sheet(title=TEXTS[language]).title
    parts = pieces(text, Font("sans", 700))
    assert "".join(part for _, part in parts) == text
    carried = dict(re.findall(r'font-family:"([^"]+)".*?base64,([^"]+)"', face_sheet([(Font("sans", 700), text)])))
    names = {"sans": "IBM Plex Sans Arabic", "narrow": "IBM Plex Sans Condensed", "spare": "Arimo"}
    for font, part in parts:
        # Nothing is left to whatever typeface a program takes where a letter is lacking.
        face = TTFont(io.BytesIO(base64.b64decode(carried[names[font.family]])))
        assert {ord(letter) for letter in part} - face.getBestCmap().keys() <= {0x200C}
    assert measure(text, Font("sans", 700), 10) == pytest.approx(
        sum(measure(part, font, 10) for font, part in parts), rel=1e-6
    )


def test_what_the_typeface_has_stands_in_it_whole():
    for text in ("Mosul 2015", "الموصل", "Évreux – “a”", "", "  "):
        assert pieces(text, Font("sans", 700)) == ((Font("sans", 700), text),)


def test_a_word_is_not_parted_where_another_typeface_has_all_of_it():
    (first, word), (second, rest) = pieces("Şanlıurfa is a city", Font("sans", 700))
    assert (first, word.strip()) == (Font("narrow", 700), "Şanlıurfa")
    assert (second, rest.strip()) == (Font("sans", 700), "is a city")


@pytest.mark.parametrize("letter", ["\N{FIRE}", "\N{GEORGIAN LETTER AN}", "漢", "\uffff"])
def test_what_no_typeface_has_is_refused_by_its_letter(letter):
    for name in ("title", "banner"):
        with pytest.raises(TypefaceError, match=rf"the {name} has the letter '{letter}' \(U\+{ord(letter):04X}\)"):
            sheet(**{name: f"Mosul {letter}"})


def test_a_page_says_them_in_every_format():
    wanted = sheet(title=TEXTS["Turkish"], banner=TEXTS["Polish"])
    root = ElementTree.fromstring(FORMATS["svg"].make(wanted))
    texts = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert {TEXTS["Turkish"], TEXTS["Polish"]} <= texts
    page = pypdfium2.PdfDocument(FORMATS["pdf"].make(wanted))[0].get_textpage().get_text_range()
    assert TEXTS["Turkish"] in page
    deck = Presentation(io.BytesIO(FORMATS["pptx"].make(wanted)))
    assert deck.slides[0].shapes.title.text_frame.text == TEXTS["Turkish"]
    assert TEXTS["Turkish"] in FORMATS["html"].make(wanted).decode("utf-8")
