"""The first text of the opening beside that of an empty page, and the way from one step of a briefing to the next."""

import time
from pathlib import Path
from statistics import median

from dashboard.atlas.story import known
from geodata.subject import SUBJECT

ATLAS, EMPTY = "dashboard/app.py", str(Path(__file__).parent / "empty_app.py")
FIRST_TEXT = {ATLAS: ".atlas-opening li:last-child", EMPTY: "[data-testid=stMarkdownContainer] p"}
ROUNDS = 7
STORY = known()[0][SUBJECT.story]
# From the key to the first frame in which the map has begun to move, and to the last of the way.
MEASURED = """() => new Promise((done) => addEventListener("keydown", () => {
    const begun = performance.now(), frames = [];
    const { map } = document.querySelector(".atlas-map").atlas;
    const pane = map.getPane("mapPane"), layer = () => map.getContainer().querySelector(".leaflet-zoom-animated");
    const seen = () => [pane.style.transform, layer() && getComputedStyle(layer()).transform].join();
    const before = seen();
    let moved = 0, last = before, still = 0;
    const look = (now) => {
        frames.push(now);
        const own = seen();
        if (own !== before) moved ||= performance.now() - begun;
        still = own === last ? still + 1 : 0;
        last = own;
        const ended = moved && !map._animatingZoom && still > 3;
        if (ended || now - begun > 5000) {
            const ways = frames.slice(1).map((frame, number) => frame - frames[number]);
            done([moved, frames[frames.length - still - 1] - begun, ways.sort((a, b) => a - b)[ways.length >> 1]]);
        } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}, { once: true, capture: true }))"""


def test_the_first_text(browser, serving, tmp_path, report):
    times = {script: [] for script in FIRST_TEXT}
    for script, first in FIRST_TEXT.items():
        with serving(tmp_path / f"{Path(script).stem}.log", script=script) as server:
            for _ in range(ROUNDS + 1):
                context = browser.new_context()
                page = context.new_page()
                begun = time.perf_counter()
                page.goto(server.url, wait_until="commit")
                page.locator(first).wait_for()
                times[script].append(time.perf_counter() - begun)
                context.close()
    for script, own in times.items():
        report("first text of the opening", script, own[1:])


def test_from_step_to_step(browser, serving, tmp_path, note):
    with serving(tmp_path / "atlas.log", script=ATLAS) as server:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.goto(f"{server.url}/?story={STORY.name}&step={STORY.steps[0].id}")
        page.locator(".atlas-story h2").wait_for()
        page.keyboard.press("f")
        page.wait_for_timeout(3000)
        glides = [step for step in STORY.steps[1:] if not step.compare]
        told = []
        for step in STORY.steps[1:]:
            measured = page.evaluate_handle(f"() => {{ window.way = ({MEASURED})(); }}")
            measured.dispose()
            page.keyboard.press("PageDown")
            if step in glides:
                told.append(page.evaluate("window.way"))
            page.wait_for_timeout(1500)
    first, whole, frame = ([one[part] for one in told if one[0]] for part in range(3))
    note(
        f"next step of a briefing: first moved frame {median(first):.0f} ms (most {max(first):.0f}), whole way"
        f" {median(whole):.0f} ms (most {max(whole):.0f}), a frame {median(frame):.1f} ms; {len(first)} steps"
    )
    assert first
