"""Whatever a reader does on the map, its parts tell the same day, and the host is told it when the hand rests."""

from playwright.sync_api import expect

import geodata
from dashboard.atlas.figures import counts_by_day
from dashboard.atlas.scopes import SCOPE_OF
from geodata.dates import parse_day
from geodata.history.figures import FIGURES, on
from tests.walk import FIRST, READER, SECOND, Hand

# A long walk only where everything is asked for.
ACTIONS, EVERY_ACTION = 80, 400
CHECK_EACH = 10


def test_every_part_of_the_map_tells_the_same(show, pytestconfig):
    atlas = show(day="2015-05-31", size=(1280, 800))
    hand = Hand(atlas.page)
    actions = [hand.key, hand.key, hand.drag, hand.button, hand.style, hand.layer]
    actions += [hand.view, hand.compare, hand.other_day, hand.table]
    for number in range(EVERY_ACTION if pytestconfig.getoption("--every") else ACTIONS):
        hand.chance.choice(actions)()
        if number % CHECK_EACH == CHECK_EACH - 1:
            _agree(atlas)


def _agree(atlas):
    """Once the hand rests, everything that tells the day tells the same one, and the host has been told of it."""
    # Something is done at the end of which the host is told for certain.
    atlas.page.locator(FIRST).locator("input[type=range]").press("ArrowRight")
    atlas.page.wait_for_function("() => !atlas.stepping && window.told.at(-1)?.acted === atlas.acted")
    told = atlas.page.evaluate("window.told.at(-1)")
    maps = {FIRST: told["day"], SECOND: told["compare"]}
    assert atlas.page.locator(".atlas-map").count() == sum(1 for day in maps.values() if day)
    for chosen, day in maps.items():
        if day is None:
            continue
        own, words = atlas.page.locator(chosen), READER.day(parse_day(day))
        assert own.get_attribute("data-day") == day
        assert own.get_attribute("data-style") == told["style"]
        assert own.locator(".atlas-date").text_content() == words
        assert own.locator("input[type=range]").get_attribute("aria-valuetext") == words
        drawn = own.locator(".atlas-symbol[data-layer]").evaluate_all(
            "all => [...new Set(all.map((symbol) => symbol.dataset.layer))]"
        )
        assert set(drawn) <= set(told["layers"])
    boxes = atlas.page.locator(".atlas-panel:visible input:checked").evaluate_all("all => all.map((box) => box.value)")
    assert sorted(boxes) == sorted(told["layers"])
    scope = SCOPE_OF[told["view"] or ""].split(";")
    series = {name: counts_by_day(name, geodata.load(layer), scope) for name, layer in FIGURES.items()}
    figures = {name: READER.number(on(own, parse_day(told["day"]))) for name, own in series.items()}
    assert (
        atlas.page.locator(FIRST)
        .locator("[data-figure]:not([data-figure=land_held])")
        .evaluate_all("all => Object.fromEntries(all.map((cell) => [cell.dataset.figure, cell.textContent]))")
        == figures
    )
    table = atlas.page.locator(".atlas-sheet h2")
    if table.count():
        expect(table).to_have_text(READER.t("table.title", day=READER.day(parse_day(told["day"]))))
