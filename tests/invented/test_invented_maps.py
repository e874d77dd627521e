"""The invented atlas as a picture and as a page that needs no network, by the commands of the real one."""

import re

import pytest
from PIL import Image

MADE_AT = "2037-01-02T03:04:05Z"


@pytest.fixture(scope="module")
def snapshot(invented):
    """Draw 30 June 2032 with the usual view, layers and page."""

    def draw(form, language):
        out = invented.folder / f"map-{language}.{form}"
        options = ("--date", "2032-06-30", "--lang", language, "--format", form, "--made-at", MADE_AT, "--out", out)
        answer = invented.run("dashboard", "snapshot", *options)
        assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
        return out

    return draw


def test_a_picture_shows_its_land(snapshot):
    with Image.open(snapshot("png", "en")) as picture:
        assert picture.format == "PNG"
        assert picture.size == (4000, 2250)
        # Sea, land, control in a dark colour, and texts: no empty page.
        colors = picture.convert("RGB").resize((400, 225)).getcolors(90_000)
    assert len(colors) > 500
    dark = sum(count for count, color in colors if max(color) < 110)
    assert dark > 400


def test_a_drawing_names_its_places_and_its_day(snapshot):
    text = snapshot("svg", "fr").read_text(encoding="utf-8")

    for name in ("La Bannière grise dans l’île", "Orrin", "Quai-du-Lac", "Velmorie", "Tarsonde", "30 juin 2032"):
        assert name in text, name
    words = re.sub(r"base64,[A-Za-z0-9+/=]*", "", text)
    assert re.findall(r"\bDaech\b|\bIrak\b|\bSyrie\b|\b(?:2013|2015|2019)\b|Natural Earth", words) == []


def test_a_reader_of_a_language_that_it_lacks_has_its_names_in_english(snapshot):
    text = snapshot("svg", "ar").read_text(encoding="utf-8")

    for name in ("The Grey Banner on the island", "Orrin", "Tarn Quay", "Tarsund"):
        assert name in text, name


def test_a_page_without_a_network_opens_on_its_day(snapshot, browser):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    file = snapshot("html", "en").as_uri()

    page.goto(file)

    atlas = page.locator(".atlas-map")
    atlas.locator("path[data-class=control]").first.wait_for(state="attached")
    assert atlas.get_attribute("data-day") == "2032-06-30"
    assert atlas.get_attribute("data-view") == "island"
    sites = atlas.locator("[data-layer=heritage_sites][data-id]")
    assert sites.evaluate_all("all => all.map((site) => site.dataset.id)") == ["singing-arch"]
    clock = atlas.locator("input[type=range]")
    for key, day in (("Home", "2030-01-01"), ("End", "2036-06-30")):
        clock.press(key)
        page.wait_for_function("day => document.querySelector('.atlas-map').dataset.day === day", arg=day)
    assert [url for url in asked if url != file and not url.startswith(("data:", "blob:"))] == []
    page.close()
