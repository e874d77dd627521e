"""A place's history beside the map: who held it from when to when, how that is known, what else happened there."""

import re
from math import ceil

import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.record.loading import table
from geodata.record.origins import address_of, library
from tests.reader import PHONE

LAYERS = ("places", "liberated_cities")
STRIPS = ("palmyra", "tikrit", "kobani", "ramadi", "abu-khashab")
# Told of its area, and with days that are known to lie between two others.
OF_ITS_AREA = "resafa"
# How many years have room below a strip.
FITTING = 10
READ = """item => ({
    id: item.dataset.id,
    day: item.querySelector('time').dateTime,
    told: item.querySelector('time').textContent,
    text: item.textContent,
    holder: item.querySelector('.atlas-chip span')?.textContent,
    current: item.getAttribute('aria-current'),
    links: [...item.querySelectorAll('.sources a')].map((link) => link.getAttribute('href')),
})"""


def _spells(place):
    rows = geodata.load("places")
    return rows[(rows["id"] == place) & rows["recorded"]].to_dict("records")


def _of(layer, place):
    rows = geodata.load(layer)
    return rows[rows["place_id"] == place].sort_values("event_date", kind="stable").to_dict("records")


def _addresses(row):
    known = {one: address_of(row) for one, row in library().sources.items()}
    return [known[source] for source in row["sources"].split(";")]


def _edtf(row, column):
    value = row[f"{column}_edtf"]
    return value if isinstance(value, str) else None


def _iso(day):
    return day.date().isoformat()


def _holder(spell, reader):
    return table("actors").set_index("id").loc[spell["controller"], f"name_{reader.language}"]


def _since(spell, reader):
    known = isinstance(spell["event_id"], str)
    return reader.day(spell["start_date"].date(), _edtf(spell, "start_date")) if known else reader.t("popup.before")


@pytest.mark.parametrize("language", languages())
def test_every_change_of_a_place_is_told(show, language):
    atlas = show(language=language, day="2015-05-31", layers=LAYERS)
    reader = locale(language)
    for place in ("palmyra", "kobani", "ramadi", OF_ITS_AREA):
        history, spells = atlas.open_history(place), _spells(place)
        expect(history.locator("h2")).to_have_text(spells[0][f"name_{language}"])
        for other in languages():
            expect(history.locator("header")).to_contain_text(spells[0][f"name_{other}"])
        expect(history.locator("header")).to_contain_text(reader.t(f"kind.{spells[0]['kind']}"))
        *changes, end = history.locator(".changes li").all()
        until = reader.day(spells[0]["followed_until"].date())
        expect(end).to_have_text(reader.t("history.unfollowed", day=until))
        assert end.locator(".atlas-chip").count() == 0
        told = [change.evaluate(READ) for change in changes]
        assert len(told) == len(spells) > 1, place
        for item, spell in zip(told, spells, strict=True):
            _tells(item, spell, reader)


def _tells(item, spell, reader):
    assert item["day"] == _iso(spell["start_date"])
    assert item["told"] == _since(spell, reader)
    assert item["holder"] == _holder(spell, reader)
    assert reader.t(f"confidence.{spell['confidence']}") in item["text"]
    assert item["links"] == _addresses(spell)
    if isinstance(spell["means"], str):
        assert reader.t(f"means.{spell['means']}") in item["text"]
    assert (reader.t("history.area") in item["text"]) == (spell["basis"] == "area")
    note = spell[f"note_{reader.language}"]
    if isinstance(note, str):
        assert note in item["text"]
    window = [spell["earliest_date"], spell["latest_date"]]
    if all(day == day for day in window):
        earliest, latest = (reader.day(day.date()) for day in window)
        assert reader.t("history.between", earliest=earliest, latest=latest) in item["text"]


def test_an_inexact_day_and_a_sweep_are_among_those_told():
    """What the test above looks for is there to be found."""
    spells = _spells(OF_ITS_AREA)
    assert any(spell["basis"] == "area" for spell in spells)
    assert any(isinstance(spell["start_date_edtf"], str) for spell in spells)
    assert any(spell["earliest_date"] == spell["earliest_date"] for spell in spells)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_strip_shows_who_held_it_from_left_to_right(show, language):
    atlas = show(language=language, day="2015-05-31", layers=LAYERS)
    reader = locale(language)
    for place in STRIPS:
        spells = _spells(place)
        history = atlas.open_history(place)
        segments = history.locator(".strip button").evaluate_all(
            """buttons => buttons.map((button) => ({
                 holder: button.dataset.holder, name: button.getAttribute('aria-label'), title: button.title,
                 letter: button.textContent, ...button.getBoundingClientRect().toJSON() }))"""
        )
        assert [one["holder"] for one in segments] == [spell["controller"] for spell in spells], place
        assert [one["left"] for one in segments] == sorted(one["left"] for one in segments), place
        bar = history.locator(".bar").bounding_box()
        until = spells[0]["followed_until"].date()
        begin, last = TERRITORY_FIRST, max(TERRITORY_LAST, until)
        days = (last - begin).days
        assert reader.t("history.unfollowed", day=reader.day(until)).lower() in segments[-1]["name"].lower()
        for one, spell in zip(segments, spells, strict=True):
            assert one["title"] == one["name"]
            assert _holder(spell, reader) in one["name"]
            if isinstance(spell["event_id"], str):
                assert _since(spell, reader) in one["name"]
            at = bar["x"] + 1 + (bar["width"] - 2) * (spell["start_date"].date() - begin).days / days
            assert abs(one["left"] - at) < 1.5, (place, one)
            # A letter wherever one fits, in the reader's script: colour never stands alone.
            assert one["letter"] or one["width"] < 20, (place, one)
            assert one["letter"] in ("", table("actors").set_index("id").loc[one["holder"], f"letter_{language}"])
        unknown = history.locator(".strip .unknown")
        assert unknown.count() == (spells[0]["start_date"].date() > begin), place
        years = history.locator(".strip .years").inner_text().split()
        several = range(begin.year, last.year + 1)
        assert years == [str(year) for year in several[:: ceil(len(several) / FITTING)]]


def test_a_way_leads_to_each_day(show):
    atlas = show(day="2014-03-01", layers=LAYERS)
    history, spells = atlas.open_history("tikrit"), _spells("tikrit")
    current = history.locator(".changes li[aria-current=true]")
    expect(current).to_have_count(1)
    assert current.locator("time").get_attribute("datetime") == _iso(spells[0]["start_date"])
    assert history.locator(".strip button[aria-current=true]").count() == 1
    was = history.locator(".day").bounding_box()["x"]
    for spell in spells[1:]:
        day = _iso(spell["start_date"])
        item = history.locator(f"li[data-id={spell['event_id']}]")
        item.get_by_role("button", name=locale("en").day(spell["start_date"].date())).click()
        atlas.painted(day)
        atlas.told(day=day)
        expect(current).to_have_count(1)
        expect(current).to_have_attribute("data-id", spell["event_id"])
        now = history.locator(".day").bounding_box()["x"]
        assert now > was
        was = now
    history.locator(".strip button").first.click()
    atlas.painted(_iso(spells[0]["start_date"]))


def test_a_step_of_the_clock_only_moves_the_marker(show):
    atlas = show(day="2015-01-01", layers=LAYERS)
    history = atlas.open_history("mosul")
    atlas.run(
        """const seen = (window.seen = []);
           const watch = new MutationObserver((changes) => seen.push(...changes.map(({ target }) => target.className)));
           const history = document.querySelector('.atlas-history');
           watch.observe(history, { subtree: true, childList: true, attributes: true });"""
    )
    atlas.slider.press("ArrowRight")
    atlas.painted("2015-02-01")
    assert atlas.page.evaluate("window.seen") == ["day"]
    atlas.go("2004-02-01")
    expect(history.locator(".day")).to_be_hidden()
    expect(history.locator("[aria-current]")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("place", ["palmyra", "mosul"])
def test_heritage_and_milestones_of_a_place_stand_beside_it(show, place, language):
    atlas = show(language=language, day="2016-05-05", layers=LAYERS)
    reader, history = locale(language), atlas.open_history(place)
    sites, milestones = _of("heritage_sites", place), _of("milestones", place)
    assert len(sites) > 2
    assert len(milestones) > 2
    told = {item["id"]: item for item in (one.evaluate(READ) for one in history.locator(".happenings li").all())}
    assert len(told) == len(sites) + len(milestones)
    for row in (*sites, *milestones):
        item = told[row["id"]]
        assert item["told"] == reader.day(row["event_date"].date(), _edtf(row, "event_date"))
        assert item["links"] == _addresses(row)
        assert row.get(f"name_{language}", row.get(f"title_{language}")) in item["text"]
        word = f"damage.{row['damage']}" if "damage" in row else f"lane.{row['lane']}"
        assert reader.t(word) in item["text"]
    # The strip goes as far as it is told who held the place; all stands in the list.
    last = max(TERRITORY_LAST, *(spell["followed_until"].date() for spell in _spells(place)))
    for kind, rows in (("site", sites), ("milestone", milestones)):
        within = [row for row in rows if TERRITORY_FIRST <= row["event_date"].date() <= last]
        assert history.locator(f".lane .{kind}").count() == len(within) > 2, kind
    last = milestones[-1]
    history.locator(f".happenings li[data-id={last['id']}] .go").click()
    atlas.painted(_iso(last["event_date"]))


def test_a_place_without_changes_says_so(show):
    rows = geodata.load("places").query("recorded")
    quiet = rows[rows["event_id"].isna() & ~rows["id"].duplicated(keep=False)].iloc[0]
    atlas = show(day="2015-05-31", layers=LAYERS)
    history = atlas.open_history(quiet["id"])
    expect(history).to_contain_text(locale("en").t("history.unchanged"))
    expect(history.locator(".strip button")).to_have_count(1)
    atlas.open_history("palmyra")
    expect(history).not_to_contain_text(locale("en").t("history.unchanged"))


def test_the_place_is_ringed_while_it_tells(show):
    atlas = show(day="2015-05-31", layers=LAYERS)
    chosen = atlas.map.locator(".atlas-symbol.chosen")
    atlas.open_history("palmyra")
    expect(chosen).to_have_attribute("data-id", "palmyra")
    # Its symbol is another one once it is retaken.
    atlas.go("2016-05-05")
    expect(chosen).to_have_attribute("data-layer", "liberated_cities")
    expect(chosen).to_have_attribute("data-id", "palmyra")
    atlas.pair.get_by_role("button", name=locale("en").t("desk.close")).click()
    expect(chosen).to_have_count(0)
    expect(atlas.pair.locator(".atlas-desk")).to_be_hidden()


def test_a_history_is_opened_and_left_with_the_keyboard(show):
    atlas = show(day="2015-05-31")
    symbol = atlas.symbols("places", "daesh").and_(atlas.map.locator("[data-id=mosul]"))
    expect(symbol).to_have_accessible_name(re.compile("^Mosul\\b"))
    atlas.enter_symbol(symbol)
    expect(atlas.pair.locator(".atlas-history h2")).to_be_focused()
    expect(atlas.map.locator(".leaflet-popup")).to_have_count(0)
    # The map beside it shows the view whole, and it is still the view that was chosen.
    assert atlas.map.get_attribute("data-view") == "iraq-syria"
    atlas.page.keyboard.press("Escape")
    expect(atlas.pair.locator(".atlas-desk")).to_be_hidden()
    expect(symbol).to_be_focused()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_desk_stands_where_the_line_begins(show, language):
    atlas = show(language=language, day="2015-05-31", layers=LAYERS)
    atlas.open_history("mosul")
    desk, stage = (atlas.pair.locator(name).bounding_box() for name in (".atlas-desk", ".atlas-stage"))
    first, second = (stage, desk) if language == "ar" else (desk, stage)
    assert first["x"] + first["width"] <= second["x"]
    assert desk["height"] == atlas.pair.bounding_box()["height"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_on_a_phone_it_lies_over_the_map_and_the_place_above_it(show, language):
    atlas = show(language=language, day="2015-05-31", layers=LAYERS, size=PHONE)
    for place in ("mosul", "rutba"):
        symbol = atlas.map.locator(f".atlas-symbol[data-layer=places][data-id={place}]")
        atlas.enter_symbol(symbol)
        expect(atlas.pair.locator(".atlas-desk")).to_be_visible()
        sheet = atlas.pair.locator(".atlas-desk").bounding_box()
        stage = atlas.map.locator(".atlas-stage").bounding_box()
        assert sheet["width"] >= stage["width"] - 1
        assert 0.5 < sheet["height"] / atlas.pair.bounding_box()["height"] < 0.7
        shown = symbol.bounding_box()
        assert stage["y"] <= shown["y"]
        assert shown["y"] + shown["height"] <= sheet["y"], place
        wide = atlas.pair.locator(".atlas-desk").evaluate("desk => desk.scrollWidth - desk.clientWidth")
        assert wide <= 0
