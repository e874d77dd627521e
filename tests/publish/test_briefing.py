"""``python -m dashboard briefing``: one file that tells the briefing from a disk, without a network."""

import pytest
from playwright.sync_api import expect

from dashboard.__main__ import main
from dashboard.atlas.document import record
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.story import known, told
from geodata.record import stories
from geodata.subject import SUBJECT

STORY = known()[0][SUBJECT.story]
SHIPPED = stories.files()[STORY.name].read_text(encoding="utf-8")
MADE_AT = "2026-01-02T03:04:05Z"


@pytest.fixture
def made(tmp_path):
    """Make a briefing: ``made("--lang", "ar")``."""

    def make(*options):
        out = tmp_path / "briefing.html"
        assert main(["briefing", *options, "--format", "html", "--made-at", MADE_AT, "--out", str(out)]) == 0
        return out

    return make


@pytest.fixture
def opened(browser):
    """Open a file; at the end nothing may have been asked for or complained of."""
    asked, said = [], []
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def open_file(path):
        page.goto(path.as_uri())
        page.wait_for_function("() => document.querySelector('.atlas-map')?.dataset.day")
        return page

    yield open_file
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert said == []


@pytest.mark.parametrize("language", languages())
def test_it_is_told_from_a_disk(made, opened, language):
    page = opened(made("--lang", language))
    texts = told(STORY, locale(language), record().document)
    expect(page.locator(".atlas-opening h2")).to_have_text(texts["question"])
    assert page.title() == texts["question"]
    page.locator(".atlas-opening a.tell").click()
    expect(page.locator(".atlas-opening")).to_be_hidden()
    for step in texts["steps"]:
        expect(page.locator(".atlas-story h2")).to_have_text(step["title"])
        page.wait_for_function(
            "day => document.querySelector('.atlas-map').dataset.day === day", arg=step["selection"]["day"]
        )
        page.keyboard.press("PageDown")
    expect(page.locator(".atlas-story h2")).to_have_text(texts["question"])


def test_a_line_of_the_answer_shows_its_map(made, opened):
    page = opened(made("--lang", "en"))
    line = STORY.lines[2]
    page.locator(f".atlas-opening a[data-line={line.id}]").click()
    expect(page.locator(".atlas-opening")).to_be_hidden()
    expect(page.locator(".atlas-map").first).to_have_attribute("data-day", line.day.isoformat())


def test_some_steps_are_told(made, opened):
    page = opened(made("--lang", "en", "--steps", "2,5-6"))
    page.locator(".atlas-opening a.tell").click()
    options = page.locator(".atlas-story select option")
    titles = [STORY.steps[number - 1].title["en"] for number in (2, 5, 6)]
    expect(options).to_have_count(5)
    assert [text.partition(" · ")[2] for text in options.all_inner_texts()[1:-1]] == titles


def test_another_file_is_another_briefing(made, opened, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(SHIPPED.replace(STORY.question["en"], "Is that so?"), encoding="utf-8")
    page = opened(made("--lang", "en", "--story", str(file)))
    expect(page.locator(".atlas-opening h2")).to_have_text("Is that so?")


def test_a_marking_stands_on_it(made, opened):
    page = opened(made("--lang", "fr", "--banner", "DIFFUSION RESTREINTE"))
    expect(page.locator(".atlas-marking").first).to_have_text("DIFFUSION RESTREINTE")


def test_the_same_command_makes_the_same_bytes(made):
    assert made("--lang", "en").read_bytes() == made("--lang", "en").read_bytes()


WRONG = {
    ("--steps", "99"): f"the briefing has no step 99; it has {len(STORY.steps)}",
    ("--steps", "0"): "'0' names no steps; write their numbers as 1,3-5",
    ("--steps", "5-2"): "'5-2' names no steps; write their numbers as 1,3-5",
    ("--story", "nowhere.toml"): f"there is no briefing 'nowhere.toml'; --story takes a file, or {STORY.name}",
}


@pytest.mark.parametrize(("options", "sentence"), WRONG.items(), ids=[" ".join(key) for key in WRONG])
def test_what_cannot_be_told_is_said_in_one_line(capsys, tmp_path, options, sentence):
    out = tmp_path / "briefing.html"
    assert main(["briefing", *options, "--lang", "en", "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"dashboard: {sentence}\n"
    assert not out.exists()


def test_a_file_with_a_fault_is_said_with_its_name(capsys, tmp_path):
    file, out = tmp_path / "mine.toml", tmp_path / "briefing.html"
    file.write_text(SHIPPED.replace('"milestones/baghuz-2019"', '"milestones/nowhere"', 1), encoding="utf-8")
    assert main(["briefing", "--story", str(file), "--lang", "en", "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"dashboard: {file}: territory: 'nowhere' is not an id in milestones.csv\n"
