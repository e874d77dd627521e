"""Whatever a reader does, and however late the server answers: clock, address, chart and lists say the same."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST, parse_day
from tests.walk import FIRST, READER, Hand

# A long walk only where everything is asked for; the map alone is walked over at length on a bare page.
ACTIONS, EVERY_ACTION = 50, 200
CHECK_EACH = 10
LATE_MS = 900
VERY_LATE_MS = 3000
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
    """The chart's words for those who do not see it tell the day, and the same area as the map's headline."""
    chart = atlas.page.locator(f'[aria-label^="{told}: "]')
    expect(chart.first).to_be_attached()
    if TERRITORY_FIRST <= parse_day(day) <= TERRITORY_LAST:
        charted = chart.first.get_attribute("aria-label").split(" · ")[0].removeprefix(f"{told}: ")
        assert charted == area
    else:
        assert area == "–"


# What the server says reaches the page this much later, in its order.
LATE = """ms => {
    const listen = WebSocket.prototype.addEventListener;
    WebSocket.prototype.addEventListener = function (type, heard, ...more) {
        const later = (event) => setTimeout(() => heard.call(this, event), ms);
        return listen.call(this, type, type === "message" ? later : heard, ...more);
    };
    const ask = window.fetch;
    window.fetch = async (address, ...more) => {
        const answer = await ask(address, ...more);
        if (String(address).endsWith("/heard")) await new Promise((done) => setTimeout(done, ms));
        return answer;
    };
}"""


def _delay(milliseconds):
    """What makes a page hear the server this much later."""
    return lambda page: page.add_init_script(f"({LATE})({milliseconds})")


@pytest.mark.parametrize("late", [False, True], ids=["quick", "late"])
def test_everything_tells_the_same_day(visit, late, pytestconfig):
    length = EVERY_ACTION if pytestconfig.getoption("--every") else ACTIONS
    atlas = visit("/", date="2015-05-31", size=(1280, 800), prepare=_delay(LATE_MS) if late else None)
    asked, hand = [], Hand(atlas.page)

    def milestone():
        atlas.page.wait_for_function(ADDRESSED)
        atlas.settled()
        day = atlas.page.locator(".atlas-event time").first.get_attribute("datetime")
        atlas.page.get_by_role("button", name=READER.t("milestones.show")).first.click()
        asked.append(day)

    actions = [hand.key, hand.key, hand.drag, hand.button, milestone, hand.style, hand.compare, hand.other_day]
    for number in range(length):
        asked.clear()
        hand.chance.choice(actions)()
        if number % CHECK_EACH == CHECK_EACH - 1:
            if asked:
                atlas.painted(asked[0])
            _agree(atlas)


def _ends_a_run(frame):
    return ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"


def test_on_a_slow_line_a_page_can_be_come_back_to(visit):
    """What the browser keeps of a page is still there when the answer that names it arrives."""
    sockets, named = [], []

    def hear(frame):
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "ref_hash":
            named.append(message.ref_hash)

    def take(socket):
        sockets.append(socket)
        socket.on("framereceived", hear)

    def prepare(page):
        page.on("websocket", take)
        _delay(VERY_LATE_MS)(page)

    def turn(name):
        with sockets[-1].expect_event("framereceived", _ends_a_run):
            atlas.turn(READER, name)

    atlas = visit("/", date="2015-05-31", size=(1280, 800), prepare=prepare).settled()
    # The server has answered each of these before the page hears of the first.
    for name in ("about", "explore", "about", "explore"):
        turn(name)
    assert named, "nothing was sent by its name: this test proves nothing"
    atlas.painted("2015-05-31").settled()
    atlas.slider.press("PageUp")
    _agree(atlas)
