"""The page that exports: what it shows is what it makes, in any language, from the map as it stands."""

import io
from pathlib import Path
from urllib.parse import urlencode, urljoin

import av
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect
from pptx import Presentation

from dashboard.atlas.i18n import locale
from dashboard.paper.sheet import PAGES
from tests.reader import PHONE

MAKING_SECONDS = 90
# The colour of a marking that nobody chose.
MARKED = (0, 0x7A, 0x33)


@pytest.fixture
def export(visit):
    """The page at an address, with its preview painted."""

    def opened(**query):
        atlas = visit("/export", **query)
        shown(atlas.page)
        return atlas.page

    return opened


def shown(page):
    """Wait until the preview is there and nothing is under way."""
    page.wait_for_function(
        "() => document.querySelector('.st-key-preview img')?.complete"
        " && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
        " && !document.querySelector('[data-stale=true]')",
        timeout=MAKING_SECONDS * 1000,
    )


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()
    shown(page)


def choose_format(page, reader, form):
    choose(page, reader.t("export.format"), reader.t(f"export.format.{form}"))
    # What is told of it comes with the server's answer.
    expect(page.get_by_text(reader.t(f"export.about.{form}"))).to_be_visible()
    shown(page)


def write_day(page, key, digits):
    page.locator(f".st-key-{key}").get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)
    # The day counts once the calendar that opens with it is closed.
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")


def downloaded(page, reader):
    with page.expect_download(timeout=MAKING_SECONDS * 1000) as waiting:
        page.get_by_role("button", name=reader.t("export.download")).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def preview(page):
    """The picture shown."""
    address = page.locator(".st-key-preview img").get_attribute("src")
    answer = page.request.get(urljoin(page.url, address))
    assert answer.ok, answer.status_text
    return Image.open(io.BytesIO(answer.body()))


def is_marked(picture):
    return picture.convert("RGB").getpixel((5, 5)) == MARKED


def test_what_is_shown_is_what_is_made_of_the_map_as_it_was_left(visit):
    atlas, reader = visit("/", date="2017-06-01", view="nineveh", lang="en").settled(), locale("en")
    atlas.go("2017-07-10")
    atlas.addressed(date="2017-07-10").settled()
    page = atlas.turn(reader, "export").page
    shown(page)
    page.get_by_label(reader.t("export.title")).fill("Mosul & <b>Nineveh</b>")
    # Neither is confirmed with a key: the click that follows sends the second off.
    page.get_by_label(reader.t("export.banner"), exact=True).fill("UNCLASSIFIED")
    name, content = downloaded(page, reader)
    assert name == "daesh-atlas_nineveh_2017-07-10_en.png"
    made = Image.open(io.BytesIO(content))
    assert made.size == (4000, 2250)
    assert made.text["Title"] == "Mosul & <b>Nineveh</b>"
    assert is_marked(made)
    # The preview follows.
    page.wait_for_function(
        """colour => {
            const picture = document.querySelector('.st-key-preview img');
            if (!picture?.complete || !picture.naturalWidth) return false;
            const context = new OffscreenCanvas(8, 8).getContext('2d');
            context.drawImage(picture, 0, 0);
            return `${context.getImageData(5, 5, 1, 1).data.slice(0, 3)}` === `${colour}`;
        }""",
        arg=list(MARKED),
        timeout=MAKING_SECONDS * 1000,
    )
    small, other = (one.convert("L").resize((160, 90)) for one in (preview(page), made))
    apart = [abs(a - b) for a, b in zip(small.tobytes(), other.tobytes(), strict=True)]
    assert sum(apart) / len(apart) < 4
    # A letter that cannot be printed is said.
    page.get_by_label(reader.t("export.title")).fill("Mosul \N{FIRE}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(reader.t("export.letter", letter="\N{FIRE}"))


def test_an_offline_file_comes_as_it_was_made(export):
    reader = locale("en")
    page = export(lang="en", date="2015-05-31")
    choose_format(page, reader, "html")
    name, content = downloaded(page, reader)
    assert name.endswith(".html")
    # It is a document too, but none of the server's pages.
    document = content.decode("utf-8")
    assert document.startswith("<!DOCTYPE html>")
    assert "__streamlit" not in document
    assert "static/js" not in document


def test_a_page_in_another_language_than_the_readers(export):
    page = export(date="2015-05-31", view="syria", lang="fr", layers="territory,places")
    reader = locale("fr")
    assert urlencode({"date": "2015-05-31"}) in page.url
    choose_format(page, reader, "pdf")
    choose(page, reader.t("export.page"), reader.t("export.page.a4-portrait"))
    choose(page, reader.t("app.language"), "English")
    page.wait_for_function(
        "() => { const i = document.querySelector('.st-key-preview img'); return i.naturalHeight > i.naturalWidth }"
    )
    shown(page)
    assert preview(page).height > preview(page).width
    name, content = downloaded(page, reader)
    assert name == "daesh-atlas_syria_2015-05-31_en.pdf"
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "31 May 2015" in text
    assert "Controlled by ISIS" in text
    assert "Damaged heritage" not in text


def test_a_slide_in_arabic_on_a_phone(export):
    page = export(date="2015-05-31", lang="ar", size=PHONE)
    reader = locale("ar")
    expect(page.locator("[data-testid=stHeading]")).to_have_text(reader.t("export.heading"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    choose_format(page, reader, "pptx")
    _, content = downloaded(page, reader)
    deck = Presentation(io.BytesIO(content))
    assert deck.slides[0].shapes.title.text_frame.text == reader.t("snapshot.title.iraq-syria")
    assert deck.slide_width == round(PAGES["slide"][0] * 36_000)
    picture = page.locator(".st-key-preview img")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0] + 1


def test_a_film_tells_how_far_it_is_and_when_it_has_no_days(export):
    page = export(lang="en")
    reader = locale("en")
    choose_format(page, reader, "mp4")
    write_day(page, "film-from", "20150101")
    shown(page)
    write_day(page, "film-to", "20120101")
    expect(page.get_by_role("alert")).to_have_text(reader.t("export.order"))
    write_day(page, "film-to", "20150401")
    shown(page)
    page.get_by_role("button", name=reader.t("export.make")).click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=MAKING_SECONDS * 1000)
    expect(page.get_by_role("button", name=reader.t("export.download"))).to_be_visible(timeout=MAKING_SECONDS * 1000)
    name, content = downloaded(page, reader)
    assert name == "daesh-atlas_iraq-syria_en.mp4"
    with av.open(io.BytesIO(content)) as film:
        assert len(list(film.decode(video=0))) == 4 + 12


@pytest.mark.parametrize(
    ("mode", "told"),
    [("split", "31 May 2015"), ("swipe", "31 May 2015"), ("difference", "From 31 May 2015 to 10 July 2017")],
)
def test_two_days_compared_are_printed_as_the_screen_compares_them(export, mode, told):
    page = export(date="2015-05-31", compare="2017-07-10", mode=mode, lang="en")
    reader = locale("en")
    choose_format(page, reader, "pdf")
    name, content = downloaded(page, reader)
    assert name == "daesh-atlas_iraq-syria_2015-05-31_2017-07-10_en.pdf"
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert told in text
    assert "10 July 2017" in text
    assert ("Lost by ISIS" in text) == (mode == "difference")
    if mode == "split":
        # Each of them can be printed alone.
        picture = page.locator(".st-key-preview img")
        before = picture.get_attribute("src")
        page.get_by_text("10 July 2017", exact=True).click()
        # The button has the file's name from the page's last run.
        expect(picture).not_to_have_attribute("src", before)
        shown(page)
        name, content = downloaded(page, reader)
        assert name == "daesh-atlas_iraq-syria_2017-07-10_en.pdf"
        assert "31 May 2015" not in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
