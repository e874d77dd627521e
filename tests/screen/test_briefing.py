"""A briefing on the map: told by keys, by a remote, by a finger; before an audience; and gone on from."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.document import record
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.story import known, seen, told
from geodata.subject import SUBJECT
from tests.reader import DESKTOP, PHONE

STORY = known()[0][SUBJECT.story]
STEPS = STORY.steps
SEEN = seen(STORY)
DAYS = [SEEN[step.id].day.isoformat() for step in STEPS]
SLIDES = len(STEPS) + 2


@pytest.fixture
def tell(show):
    """Open a step of the briefing: ``tell(3, language="ar")``."""

    def open_step(number=1, **selected):
        shown = vars(SEEN[STEPS[number - 1].id])
        days = {name: shown[name].isoformat() for name in ("day", "compare") if shown[name]}
        atlas = show(**{name: value for name, value in shown.items() if value is not None} | days | selected)
        expect(atlas.page.locator(".atlas-story")).to_be_visible()
        return atlas

    return open_step


def title(atlas):
    return atlas.page.locator(".atlas-story h2")


def press(atlas, key, number):
    """Press a key, and wait until the slide of a number is told and its day painted."""
    atlas.page.keyboard.press(key)
    return reached(atlas, number)


def reached(atlas, number):
    text = locale(atlas.pair.get_attribute("lang")).t("story.count", number=number, count=SLIDES)
    expect(atlas.page.locator(".atlas-story .count")).to_have_text(text)
    return atlas.painted(DAYS[number - 2]) if 2 <= number < SLIDES else atlas


@pytest.mark.parametrize("language", languages())
def test_the_whole_briefing_is_told_by_a_remote(tell, language):
    atlas = tell(1, language=language)
    texts = told(STORY, locale(language), record().document)
    atlas.run("window.first = root")
    atlas.page.locator(".atlas-story .present").click()
    for number, step in enumerate(texts["steps"], 2):
        reached(atlas, number)
        expect(title(atlas)).to_have_text(step["title"])
        expect(atlas.page.locator(".atlas-story .figure strong")).to_have_text(step["figure"]["value"])
        expect(atlas.page.locator(".atlas-story .text")).to_have_text(step["text"])
        hidden = atlas.page.locator(".atlas-story .words").evaluate("box => box.scrollHeight - box.clientHeight")
        assert hidden <= 0, step["id"]
        atlas.page.keyboard.press("PageDown")
    expect(title(atlas)).to_have_text(texts["question"])
    expect(atlas.page.locator(".atlas-story .lines li")).to_have_count(len(texts["lines"]))
    # It is one map that was moved all the time.
    assert atlas.run("return window.first === root")


def test_a_remote_is_obeyed_wherever_the_focus_is(tell):
    atlas = tell(3)
    atlas.page.keyboard.press("f")
    expect(atlas.pair).to_have_attribute("data-presenting", "")
    for place in ("input[type=range]", ".leaflet-container", ".atlas-story select", ".atlas-story .next"):
        atlas.pair.locator(place).first.focus()
        press(atlas, "PageDown", 5)
        press(atlas, "PageUp", 4)


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "Space", "PageDown"])
def test_keys_that_go_on(tell, key):
    atlas = tell(2)
    atlas.page.keyboard.press("f")
    expect(atlas.pair).to_have_attribute("data-presenting", "")
    atlas.page.evaluate("() => document.activeElement?.blur()")
    press(atlas, key, 4)
    press(atlas, "ArrowLeft", 3)


def test_the_clock_keeps_its_arrows_before_an_audience(tell):
    atlas = tell(6)
    atlas.page.keyboard.press("f")
    atlas.slider.focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.painted("2014-12-01")
    again = atlas.page.locator(".atlas-story .again")
    expect(again).to_be_visible()
    again.click()
    atlas.painted(DAYS[5])
    expect(again).to_be_hidden()


def test_a_number_and_enter_jump(tell):
    atlas = tell(1)
    atlas.page.keyboard.press("f")
    atlas.page.evaluate("() => document.activeElement?.blur()")
    atlas.page.keyboard.press("1")
    atlas.page.keyboard.press("2")
    expect(atlas.page.locator(".atlas-number")).to_contain_text("12")
    press(atlas, "Enter", 12)
    press(atlas, "Home", 1)
    press(atlas, "End", SLIDES)


def test_the_screen_goes_black_and_comes_back(tell):
    atlas = tell(2)
    atlas.page.keyboard.press("f")
    black = atlas.page.locator(".atlas-black")
    atlas.page.keyboard.press("b")
    expect(black).to_be_visible()
    # Whatever is pressed brings back what was seen, and does no more.
    press(atlas, "PageDown", 3)
    expect(black).to_be_hidden()
    press(atlas, "PageDown", 4)


def test_escape_and_f_leave_the_screen(tell):
    atlas = tell(2)
    for key in ("f", "Escape"):
        atlas.page.keyboard.press("f")
        expect(atlas.pair).to_have_attribute("data-presenting", "")
        atlas.page.keyboard.press(key)
        expect(atlas.pair).not_to_have_attribute("data-presenting", "")
    expect(atlas.page.locator(".atlas-story")).to_be_visible()


def test_before_an_audience_the_date_and_the_figure_are_large(tell):
    atlas = tell(6)
    atlas.page.keyboard.press("f")
    expect(atlas.pair).to_have_attribute("data-presenting", "")
    height = DESKTOP[1]
    for text in (".atlas-date", ".atlas-story .figure strong"):
        size = atlas.pair.locator(text).evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
        assert size > 0.05 * height, text
    box = atlas.pair.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, *DESKTOP)


def test_the_jump_list_leads_to_every_slide(tell):
    atlas = tell(1)
    choices = atlas.page.locator(".atlas-story select")
    assert choices.locator("option").count() == SLIDES
    choices.select_option("9")
    reached(atlas, 10)


def test_the_page_is_told_of_each_step(tell):
    atlas = tell(1)
    atlas.page.locator(".atlas-story .next").click()
    reached(atlas, 3)
    atlas.told(step=STEPS[1].id, story=STORY.name, day=DAYS[1], view=STEPS[1].view)


def test_closed_it_leaves_the_map_where_it_is(tell):
    atlas = tell(4)
    atlas.page.locator(".atlas-story .close").click()
    expect(atlas.page.locator(".atlas-story")).to_be_hidden()
    assert atlas.day == DAYS[3]
    atlas.told(step="", story="", day=DAYS[3])


def test_it_begins_from_the_map(show):
    atlas = show(day="2016-05-05")
    atlas.page.get_by_role("button", name=locale("en").t("story.begin"), exact=True).click()
    reached(atlas, 1)
    expect(title(atlas)).to_have_text(STORY.question["en"])


@pytest.mark.parametrize("number", [number for number, step in enumerate(STEPS, 1) if step.annotations])
def test_annotations_lie_within_the_map_and_not_over_each_other(tell, number):
    atlas = tell(number)
    words = atlas.page.locator(".atlas-annotations span:visible")
    expect(words).to_have_count(len(STEPS[number - 1].annotations))
    stage = atlas.map.locator(".atlas-stage").first.bounding_box()
    boxes = [one.bounding_box() for one in words.all()]
    for number, box in enumerate(boxes):
        assert box["x"] >= stage["x"]
        assert box["y"] >= stage["y"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"]
        assert box["y"] + box["height"] <= stage["y"] + stage["height"]
        for other in boxes[:number]:
            apart = (
                box["x"] >= other["x"] + other["width"]
                or other["x"] >= box["x"] + box["width"]
                or box["y"] >= other["y"] + other["height"]
                or other["y"] >= box["y"] + box["height"]
            )
            assert apart


def test_a_finger_turns_the_slide(tell):
    atlas = tell(2, size=PHONE)
    swipe = """(words, way) => {
        const finger = (x) => new Touch({ identifier: 1, target: words, clientX: x, clientY: 300 });
        const touch = (type, x) => words.dispatchEvent(
            new TouchEvent(type, { changedTouches: [finger(x)], bubbles: true }));
        touch('touchstart', 200); touch('touchend', 200 + way); }"""
    atlas.page.locator(".atlas-story .words").evaluate(swipe, -100)
    reached(atlas, 4)
    atlas.page.locator(".atlas-story .words").evaluate(swipe, 100)
    reached(atlas, 3)


def test_a_speaker_has_a_window_of_their_own(tell):
    atlas = tell(2)
    texts = told(STORY, locale("en"), record().document)["steps"]
    with atlas.page.expect_popup() as opened:
        atlas.page.locator(".atlas-story .speak").click()
    speaker = opened.value
    expect(speaker.locator("h1")).to_have_text(texts[1]["title"])
    expect(speaker.locator(".notes")).to_have_text(texts[1]["notes"])
    expect(speaker.locator(".next")).to_contain_text(texts[2]["title"])
    expect(speaker.locator(".time")).to_contain_text("0 min")
    speaker.get_by_role("button", name=locale("en").t("story.next")).click()
    reached(atlas, 4)
    expect(speaker.locator("h1")).to_have_text(texts[2]["title"])
    speaker.close()


def test_where_no_motion_is_wanted_the_map_jumps(tell):
    atlas = tell(1)
    atlas.page.emulate_media(reduced_motion="reduce")
    atlas.run("window.glided = 0; atlas.map.on('zoomanim', () => window.glided += 1)")
    atlas.page.keyboard.press("PageDown")
    reached(atlas, 3)
    assert atlas.page.evaluate("window.glided") == 0
    atlas.page.emulate_media(reduced_motion="no-preference")
    atlas.page.keyboard.press("PageDown")
    reached(atlas, 4)


def test_the_map_glides_to_the_next_step(tell):
    atlas = tell(4)
    atlas.run("window.glided = 0; atlas.map.on('zoomanim', () => window.glided += 1)")
    atlas.page.keyboard.press("PageDown")
    reached(atlas, 6)
    atlas.page.wait_for_function("() => window.glided > 0")
