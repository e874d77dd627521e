"""The pages in each language: no word of another, none that is in no locale file, none whose letters run into the next.

The pages are seen as they open, and with everything open that a reader can open.
"""

import re

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from geodata.subject import SUBJECT
from tests.seen import PSEUDO, bracketed, is_recorded, joined, texts, unlisted

DAY = "2015-05-31"
PLAIN = ("/export", "/method", "/about")
ROW = "/atlas/row/control_events/mosul-retaken-2017"
SKIP = "furniture.skip"
MODES = ("split", "swipe", "difference")
# Words side by side in Latin letters, and in Arabic ones.
LATIN = re.compile(r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9 .,'’:()&/+-]*[A-Za-zÀ-ɏ0-9])?")
ARABIC = re.compile(r"[\u0600-\u06ff](?:[\u0600-\u06ff\d .()-]*[\u0600-\u06ff])?")
# In Latin letters wherever they stand: formats, licences, who made the basemap and the areas.
SIGNS = re.compile(
    r"\b(?:PNG|PDF|SVG|PPTX|HTML|MP4|WebM|GIF|CSV|EDTF|A4|CC BY|LGPL|Natural Earth|GSHHG|GeoNames|IHS|RAND)\b"
)
QUOTED = re.compile("«[^»]*»")


@pytest.fixture(scope="module")
def foreign(serving, pseudo, tmp_path_factory):
    """The atlas with the pseudo-language."""
    with serving(tmp_path_factory.mktemp("pseudo-server") / "log", pseudo) as running:
        yield running


def _opened(atlas):
    """The map with one thing after another open."""
    page = atlas.page
    yield "the map"
    atlas.open_history("mosul")
    yield "a history"
    for layer in ("places", "attacks", "affiliates", "heritage_sites"):
        atlas.open_table(layer)
        yield f"the table of {layer}"
    atlas.pair.locator(".atlas-sheet .close").click()
    page.locator(".atlas-search input").fill("Mosul")
    expect(page.locator(".atlas-search li").first).to_be_visible()
    yield "a search"
    page.locator(".atlas-search .clear").click()
    page.locator(".leaflet-container").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".atlas-why")).to_be_visible()
    yield "land that is asked about"
    page.keyboard.press("Escape")


def _everything(visit, server, language, skip):
    """Each thing that there is to be seen, with its name; a page is there once the link past its head is worded."""

    def opened(path="/", **query):
        atlas = visit(path, at=server, lang=language, **query).settled()
        expect(atlas.page.locator("[data-testid=stSkipToContent]")).to_have_text(skip)
        return atlas

    atlas = opened(date=DAY)
    for name in _opened(atlas):
        yield name, atlas.page
    for mode in MODES:
        yield mode, opened(date=DAY, compare="2016-05-31", mode=mode).page
    for path in PLAIN:
        yield path, opened(path).page
    page = atlas.page
    page.goto(f"{server.url}{ROW}?lang={language}")
    yield ROW, page


def test_every_text_is_in_the_locale_files(visit, foreign):
    names = {locale(language).t("language.name") for language in languages()}
    missing = {
        (thing, part, text.place)
        for thing, page in _everything(visit, foreign, PSEUDO, bracketed(locale("en").t(SKIP)))
        for text in texts(page)
        for part in unlisted(text.text)
        if part not in names
    }
    assert missing == set()


def test_what_stands_round_a_briefing_is_in_the_locale_files(visit, foreign):
    """Its own words are the record's, in the record's languages."""
    asked = visit("/", at=foreign, lang=PSEUDO, story=SUBJECT.story).settled()
    told = visit("/", at=foreign, lang=PSEUDO, story=SUBJECT.story, step="heritage-2015").settled()
    expect(told.page.locator(".atlas-story h2")).to_be_visible()
    found = texts(asked.page, ".atlas-opening :is(.ways, .way)")
    found += texts(told.page, ".atlas-story :is(.tools, .again, .back, .next, .count, .objection b, .sources)")
    assert len(found) > 15
    assert {part for text in found for part in unlisted(text.text)} == set()


def _foreign_words(reader, text):
    """Words in the letters of another language than the reader's, names, signs and what is quoted apart."""
    others = LATIN if ARABIC.search(reader.t("language.name")) else ARABIC
    if text.lang not in ("", reader.language) or is_recorded(text.text):
        return []
    own = SIGNS.sub("", QUOTED.sub("", text.text))
    names = {locale(language).t("language.name") for language in languages()}
    return [words for words in others.findall(own) if words not in names and not is_recorded(words)]


@pytest.mark.parametrize("language", languages())
def test_words_are_in_the_letters_of_their_language_and_end_where_they_end(visit, server, language):
    reader = locale(language)
    foreign, run_on = set(), set()
    for thing, page in _everything(visit, server, language, reader.t(SKIP)):
        foreign |= {(thing, words, text.place) for text in texts(page) for words in _foreign_words(reader, text)}
        # In Arabic the last letter of a word would join the next one's first, and lose its own form.
        run_on |= {(thing, pair) for pair in joined(page)}
    assert foreign == set()
    assert run_on == set()
