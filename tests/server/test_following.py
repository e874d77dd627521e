"""What is done on the map and what the server knows of it: address, chart, lists and pages follow the hand."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import locale
from geodata.subject import SUBJECT

READER = locale("en")
WHERE = "const c = atlas.map.getCenter(); return [c.lat, c.lng, atlas.map.getZoom()]"
KEPT = "element => { element.mine = 'kept' }"


def test_steps_ask_for_nothing_keep_the_map_and_never_jump_back(visit):
    sent, frames = [], []

    def meet(socket):
        sent.append(socket)

    def count(frame):
        frames.append(frame)

    atlas = visit("/", prepare=lambda page: page.on("websocket", meet)).settled()
    sent[-1].on("framesent", count)
    atlas.map.evaluate(KEPT)
    atlas.run("atlas.map.setView([36.2, 41.5], 7.5, { animate: false })")
    atlas.page.wait_for_function("() => new URLSearchParams(location.search).has('bounds')")
    atlas.settled()
    before, asked = atlas.run(WHERE), len(atlas.watch.requests)
    atlas.run("""root.days = []; new MutationObserver(() => root.days.push(root.dataset.day))
                 .observe(root, { attributes: true, attributeFilter: ['data-day'] })""")
    for _ in range(4):
        for _ in range(6):
            atlas.slider.press("ArrowRight")
        # The browser paints the day before the server hears of it.
        atlas.addressed(date=atlas.day)
    atlas.settled()
    # Each release is one small request, and runs no script.
    assert [urlsplit(url).path for url in atlas.watch.requests[asked:]] == ["/atlas/heard"] * 4
    assert frames == []
    assert atlas.day == "2017-01-01"
    days = atlas.run("return root.days")
    assert days == sorted(days)
    assert atlas.map.count() == 1
    assert atlas.map.evaluate("element => element.mine") == "kept"
    assert atlas.run(WHERE) == before


def test_the_address_has_what_was_chosen_on_the_map_and_brings_it_back(visit):
    atlas = visit("/", date="2015-05-31")
    panel = atlas.map.locator(".atlas-panel")
    panel.get_by_role("button", name=READER.t("style.corridors"), exact=True).click()
    atlas.addressed(style="corridors", date="2015-05-31", view="iraq-syria", layers=None)
    panel.get_by_role("button", name=READER.t("style.filled"), exact=True).click()
    atlas.addressed(style=None)
    panel.get_by_role("checkbox", name=READER.t("layer.attacks")).uncheck()
    atlas.addressed(layers="territory,liberated_cities,places,heritage_sites,affiliates")
    panel.locator("select").first.select_option("nineveh")
    atlas.addressed(view="nineveh", bounds=None)
    field = atlas.pair.get_by_role("combobox", name=READER.t("search.label"))
    field.press_sequentially("Tadmur")
    expect(atlas.pair.locator("[role=option]").first).to_have_attribute("data-id", "palmyra")
    field.press("Enter")
    atlas.addressed(place="palmyra", view=None)
    found = {name: atlas.query[name] for name in ("date", "bounds", "layers")}
    assert found["date"] == geodata.find("Tadmur")[0].day
    choice = atlas.page.get_by_role("combobox", name=READER.t("compare.label"))
    choice.select_option("swipe")
    atlas.addressed(mode="swipe", **found)
    second = atlas.query["compare"]
    atlas.page.reload()
    expect(atlas.page.locator(".atlas-map[data-compare]")).to_have_attribute("data-day", second)
    expect(atlas.pair.locator(".atlas-history h2")).to_have_text("Palmyra")
    first = atlas.page.locator(".atlas-map:not([data-compare])")
    expect(first).to_have_attribute("data-day", found["date"])
    expect(atlas.page.locator(".atlas-symbol[data-layer=attacks]")).to_have_count(0)
    choice.select_option("one")
    atlas.addressed(compare=None, mode=None, place="palmyra", date=found["date"])


def test_milestones_are_those_of_the_year_and_bring_the_clock_to_their_day(visit):
    atlas = visit("/", date="2014-08-01")
    atlas.map.evaluate(KEPT)
    rows = geodata.load("milestones")
    for year, key in ((2014, "Shift+ArrowRight"), (2015, None)):
        expected = rows[rows["event_date"].dt.year == year]["title_en"].tolist()
        expect(atlas.page.locator(".atlas-event strong")).to_have_text(expected)
        if key:
            atlas.slider.press(key)
    atlas.page.locator(".atlas-event[data-id=palmyra-falls-2015]").get_by_role("button").click()
    atlas.painted("2015-05-21").addressed(date="2015-05-21")
    assert atlas.slider.get_attribute("aria-valuetext") == "21 May 2015"
    assert atlas.map.evaluate("element => element.mine") == "kept"
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-06-01").settled()
    assert atlas.day == "2015-06-01"


def test_the_back_button_returns_to_the_day_before(visit):
    atlas = visit("/", date="2015-01-01", lang="en", view="iraq-syria").settled()
    for key, day in (("ArrowRight", "2015-02-01"), ("Shift+ArrowRight", "2016-02-01")):
        atlas.slider.press(key)
        atlas.addressed(date=day).settled()
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-02-01").addressed(date="2015-02-01").settled()
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-01-01")


def test_a_page_turned_to_right_after_a_step_stays(visit):
    atlas = visit("/", date="2016-05-01").settled()
    for _ in range(3):
        atlas.slider.press("ArrowRight")
        atlas.turn(READER, "about")
        expect(atlas.page.get_by_role("heading", name=READER.t("about.heading"))).to_be_visible()
        atlas.turn(READER, "explore")
        expect(atlas.map).to_be_visible()
        atlas.settled()
    assert atlas.map.get_attribute("data-day") == "2016-08-01"


def test_a_page_turned_to_before_the_map_has_its_scripts_stays_quiet(visit):
    atlas = visit("/about")
    held = []
    atlas.page.route("**/bundle/atlas.js*", lambda route: held.append(route))  # noqa: PLW0108  the driver marks it
    atlas.turn(READER, "explore")
    expect(atlas.page.locator(".atlas-host")).to_be_attached()
    atlas.turn(READER, "about")
    expect(atlas.page.get_by_role("heading", name=READER.t("about.heading"))).to_be_visible()
    expect(atlas.page.locator(".atlas-host")).to_have_count(0)
    for route in held:
        route.continue_()
    atlas.page.wait_for_function("() => window.L && window.Atlas?.mount")
    atlas.turn(READER, "explore").painted()


def test_moving_the_map_adds_nothing_to_go_back_to(visit):
    atlas = visit("/", date="2015-01-01", lang="en").settled()
    before = atlas.page.evaluate("history.length")
    for east in (40.0, 41.0, 42.0):
        atlas.run("atlas.map.setView([35, argument], 7, { animate: false })", east)
        atlas.page.wait_for_function(
            "east => location.search.includes('bounds=') && history.state.atlas.bounds", arg=east
        )
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-02-01")
    assert atlas.page.evaluate("history.length") == before + 1
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-01-01").addressed(date="2015-01-01")
    assert atlas.query["bounds"], "where the map stood before the day was chosen"


def test_back_leads_to_the_language_before(visit):
    atlas = visit("/", date="2015-01-01", lang="en").settled()
    atlas.page.get_by_role("radio", name=locale("ar").t("language.name")).click()
    expect(atlas.page.locator(".atlas-map[lang=ar]")).to_be_visible()
    atlas.addressed(lang="ar").settled()
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-02-01")
    for day, language in (("2015-01-01", "ar"), ("2015-01-01", "en")):
        atlas.page.evaluate("history.back()")
        atlas.addressed(date=day, lang=language)
        expect(atlas.page.locator(f".atlas-map[lang={language}][data-day='{day}']")).to_be_visible()
        atlas.settled()
    atlas.settled()


ARRANGED = """() => { const { first, desk } = document.querySelector('.atlas-map').atlas;
    const { min, max } = document.querySelector('.atlas-map input[type=range]');
    return { table: desk.shown, legend: first.panel.root.open, clock: first.clock.opened, range: [min, max],
        zoom: first.map.getZoom() } }"""


def _in_language(atlas, language):
    atlas.page.get_by_role("radio", name=locale(language).t("language.name")).click()
    expect(atlas.page.locator(f".atlas-map[lang={language}]").first).to_be_visible()
    return atlas.addressed(lang=language).settled()


def test_another_language_finds_the_map_as_it_was_arranged(visit):
    atlas = visit("/", date="2016-05-05", lang="en").settled()
    atlas.open_table("places")
    atlas.map.get_by_role("button", name=READER.t("clock.more")).click()
    atlas.map.locator(".atlas-panel summary").first.click()
    for _ in range(4):
        atlas.slider.press("+")
    atlas.run("atlas.map.setView([35.3, 41.1], 8, { animate: false })")
    atlas.page.wait_for_function("() => location.search.includes('bounds=')")
    before = atlas.page.evaluate(ARRANGED)
    assert before["table"] == "table"
    assert before["clock"]
    assert not before["legend"]
    _in_language(atlas, "fr")
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').atlas.desk.shown")
    assert atlas.page.evaluate(ARRANGED) == before
    expect(atlas.page.get_by_role("radio", name=locale("fr").t("language.name"))).to_be_checked()


def test_another_language_finds_the_thing_and_the_step_that_lie_open(visit):
    atlas = visit("/", date="2016-05-05", lang="en", place="attacks/paris-2015-11-13").settled()
    expect(atlas.page.locator(".atlas-desk h2")).to_be_visible()
    _in_language(atlas, "ar").addressed(place="attacks/paris-2015-11-13")
    expect(atlas.page.locator(".atlas-desk h2")).to_have_text(re.compile("[\u0600-\u06ff]"))
    atlas = visit("/", lang="en", story=SUBJECT.story, step="mosul-2014").settled()
    expect(atlas.page.locator(".atlas-story h2")).to_be_visible()
    atlas.page.locator(".atlas-story .ways button").last.click()
    atlas.addressed(step="sinjar-2014")
    _in_language(atlas, "ar").addressed(story=SUBJECT.story, step="sinjar-2014")
    expect(atlas.page.locator(".atlas-story h2")).to_have_text(re.compile("[\u0600-\u06ff]"))


def test_a_page_that_comes_back_takes_up_what_is_seen(visit):
    """From another page back to the map, on to another day, and away again."""
    atlas = visit("/", date="2015-01-01", lang="en").settled()
    atlas.turn(READER, "about").addressed(date="2015-01-01")
    atlas.page.evaluate("history.back()")
    atlas.painted("2015-01-01").settled()
    atlas.slider.press("ArrowRight")
    atlas.addressed(date="2015-02-01").turn(READER, "about").addressed(date="2015-02-01")


def test_the_chart_moves_the_clock_and_can_be_asked_of_one_country(visit):
    atlas = visit("/", date="2015-05-31").settled()
    chart = atlas.page.locator(".atlas-chart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    # Two thirds of the way from 2013 to the end of 2019.
    chart.click(position={"x": box["width"] * 0.68, "y": box["height"] * 0.5})
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map').dataset.day.startsWith('2017-')")
    atlas.addressed(date=atlas.day)
    both = chart.get_by_role("img").get_attribute("aria-label")
    atlas.page.get_by_role("button", name=READER.t("scope.IQ"), exact=True).click()
    expect(chart.get_by_role("img")).not_to_have_attribute("aria-label", both)
    assert both.split(":")[0] in chart.get_by_role("img").get_attribute("aria-label")
