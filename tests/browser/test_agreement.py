"""Whatever a reader does, and however late the server answers: clock, address, chart and lists say the same."""

import random
import re

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import STYLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST, parse_day

ACTIONS = 200
CHECK_EACH = 10
LATE_MS = 900
VERY_LATE_MS = 3000
KEYS = ("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowLeft", "PageUp", "PageDown")
MODES = ("one", "split", "swipe", "difference")
READER = locale("en")
FIRST = ".atlas-map:not([data-compare])"
# The address says what the maps show.
ADDRESSED = """() => {
    const query = new URLSearchParams(location.search);
    const [first, second] = document.querySelectorAll('.atlas-map');
    return query.get('date') === first.dataset.day && (query.get('style') ?? 'filled') === first.dataset.style
        && query.get('compare') === (second?.dataset.day ?? null);
}"""


def _agree(atlas):
    """Once the hand rests, everything that tells the day tells the same one."""
    first = atlas.page.locator(FIRST)
    atlas.page.wait_for_function(ADDRESSED)
    day = first.get_attribute("data-day")
    atlas.settled()
    assert first.get_attribute("data-day") == day, "the map went back to another day"
    told = READER.day(parse_day(day))
    assert first.locator(".atlas-date").text_content() == told
    assert first.locator("input[type=range]").get_attribute("aria-valuetext") == told
    heading = READER.t("milestones.of_year", year=day[:4])
    expect(atlas.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    area = first.locator("[data-figure=land_held]").text_content()
    _chart_agrees(atlas, day, told, area)
    assert atlas.page.evaluate(f"({ADDRESSED})()"), "once all is quiet"


def _chart_agrees(atlas, day, told, area):
    """The chart's words for those who do not see it tell the day, and the map's area within what is rounded away."""
    chart = atlas.page.locator(f'[aria-label^="{told}: "]')
    expect(chart.first).to_be_attached()
    if TERRITORY_FIRST <= parse_day(day) <= TERRITORY_LAST:
        charted = chart.first.get_attribute("aria-label").split(" · ")[0].removeprefix(f"{told}: ")
        assert _number(charted) == pytest.approx(_number(area), abs=100)
    else:
        assert area == "–"


def _number(text):
    return int(re.sub(r"\D", "", text.split("km")[0]))


def _actions(atlas, chance, asked):
    """Things a reader does, each as likely as the next; ``asked`` has the day that the server was asked for last."""
    page = atlas.page
    first = page.locator(FIRST)

    def key():
        first.locator("input[type=range]").press(chance.choice(KEYS))

    def drag():
        box = first.locator("input[type=range]").bounding_box()
        x = [box["x"] + box["width"] * chance.uniform(0.45, 0.75) for _ in range(2)]
        y = box["y"] + box["height"] / 2
        page.mouse.move(x[0], y)
        page.mouse.down()
        page.mouse.move(x[1], y, steps=3)
        page.mouse.up()

    def button():
        name = chance.choice(("clock.back", "clock.forward"))
        first.get_by_role("button", name=READER.t(name)).click()

    def milestone():
        atlas.page.wait_for_function(ADDRESSED)
        atlas.settled()
        day = page.locator(".atlas-event time").first.get_attribute("datetime")
        page.get_by_role("button", name=READER.t("milestones.show")).first.click()
        # The hand does not wait for the server to say where the clock is to stand.
        asked.append(day)

    def style():
        name = READER.t(f"style.{chance.choice(STYLES)}")
        panel = page.locator(".atlas-panel:visible")
        panel.evaluate("panel => { panel.open = true }")
        panel.get_by_role("button", name=name, exact=True).click()

    def compare():
        page.get_by_role("combobox", name=READER.t("compare.label")).select_option(chance.choice(MODES))

    def second():
        slider = page.locator(".atlas-map[data-compare] input[type=range]")
        if slider.count():
            slider.press(chance.choice(KEYS))

    return [key, key, drag, button, milestone, style, compare, second]


# What the server says reaches the page this much later, in its order.
LATE = """ms => {
    const listen = WebSocket.prototype.addEventListener;
    WebSocket.prototype.addEventListener = function (type, heard, ...more) {
        const later = (event) => setTimeout(() => heard.call(this, event), ms);
        return listen.call(this, type, type === "message" ? later : heard, ...more);
    };
}"""


@pytest.mark.parametrize("late", [False, True], ids=["quick", "late"])
def test_everything_tells_the_same_day(visit, late):
    chance = random.Random(20150531)
    atlas = visit("/", date="2015-05-31", size=(1280, 800))
    if late:
        atlas.page.add_init_script(f"({LATE})({LATE_MS})")
        atlas.goto("/", date="2015-05-31")
    asked = []
    actions = _actions(atlas, chance, asked)
    for number in range(ACTIONS):
        asked.clear()
        chance.choice(actions)()
        if number % CHECK_EACH == CHECK_EACH - 1:
            if asked:
                atlas.painted(asked[0])
            _agree(atlas)


def test_on_a_slow_line_a_day_can_be_come_back_to(visit):
    """What the browser keeps of a day is still there when the answer that names it arrives."""
    atlas = visit("/", date="2015-05-31", size=(1280, 800))
    runs, named = [], []

    def hear(frame):
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "script_finished":
            runs.append(message)
        elif message.WhichOneof("type") == "ref_hash":
            named.append(message.ref_hash)

    def step(key):
        before = len(runs)
        atlas.slider.first.press(key)
        while len(runs) == before:
            atlas.page.wait_for_timeout(10)

    def charted(day):
        expect(atlas.page.locator(f'[aria-label^="{READER.day(parse_day(day))}: "]').first).to_be_attached()

    atlas.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    atlas.page.add_init_script(f"({LATE})({VERY_LATE_MS})")
    atlas.goto("/", date="2015-05-31").settled()
    step("ArrowRight")
    day = atlas.day
    charted(day)
    atlas.settled()
    # The server has answered each of these before the page hears of the first.
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        step(key)
    assert atlas.day == day
    assert named, "nothing was sent by its name: this test proves nothing"
    # Once the page shows what it was told last, it has heard all.
    step("PageUp")
    charted(atlas.day)
    _agree(atlas)
