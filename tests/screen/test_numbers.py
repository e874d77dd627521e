"""The same thing has the same number everywhere, to the letter: chart, headline, legend, table, page, PDF and file."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pypdfium2
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.atlas.areas import area_on, areas, summed
from dashboard.atlas.document import as_json
from dashboard.atlas.figures import areas_on, counts_by_day
from dashboard.atlas.i18n import locale
from dashboard.atlas.layers import LOOKS, POINTS
from dashboard.atlas.looks import DOUBTED
from dashboard.atlas.scopes import SCOPE_OF, scope_name
from dashboard.atlas.selection import Selection
from dashboard.atlas.shown import actor_name, actors, sights, table
from dashboard.paper.formats.typeset import write_pdf
from dashboard.paper.page.composition import compose
from dashboard.paper.sheet import Sheet
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history import territory
from geodata.history.figures import FIGURES, on

READER = locale("en")
SPAN = (TERRITORY_LAST - TERRITORY_FIRST).days
# Spread over the land's days, the first and the last among them.
DAYS = [TERRITORY_FIRST + timedelta(days=SPAN * number // 19) for number in range(20)]
VIEWS = ("iraq-syria", "iraq", "syria", "nineveh", "world")
FILTERS = ({}, {"confidence": ("high",)}, {"damage": ("destroyed",)}, {"retaken_by": ("iraq-government", "sdf")})
ROW = {name: READER.t(f"class.{name}") for name in territory.CLASSES}


def _scope(view):
    return tuple(SCOPE_OF[view].split(";"))


def _told(day, view):
    """What is to be read of a day: areas of control, of contested land, of both together, and their band."""
    known = areas_on(day, _scope(view))
    band = READER.t("figure.band", low=READER.area(known.low), high=READER.area(known.high))
    return {
        "control": READER.area(known.control),
        "contested": READER.area(known.contested),
        "held": READER.area(known.held),
        "band": band if known.held else "",
    }


@cache
def _series(figure, view):
    return counts_by_day(figure, table(FIGURES[figure]), _scope(view))


@pytest.fixture(scope="module")
def every_area():
    return areas()


@pytest.mark.parametrize("view", VIEWS[:3])
def test_the_chart_says_what_is_counted(every_area, view):
    chart = summed(every_area, SCOPE_OF[view])
    for day in DAYS:
        assert READER.area(area_on(chart, day)) == _told(day, view)["held"], day


@pytest.mark.parametrize("view", VIEWS[:3])
def test_the_file_of_areas_says_what_is_counted(view):
    rows = geodata.areas(step="event")
    own = rows[rows["country"].isin(_scope(view))].groupby("date").sum(numeric_only=True)
    for day, row in own.iloc[:: len(own) // 20].iterrows():
        known = areas_on(day.date(), _scope(view))
        files = {name: round(row[f"{name}_km2"], 2) for name in ("control", "contested", "low", "high")}
        assert files == {name: getattr(known, name) for name in files}
        assert known.held == round(files["control"] + files["contested"] / 2, 3)


# Shows each selection, and reads what is told of it.
WALK = """async steps => {
    const root = document.querySelector('.atlas-map'), { atlas } = root;
    const text = (box) => box?.textContent ?? '';
    const pairs = (boxes, read) => Object.fromEntries([...boxes].map(read));
    const told = [];
    for (const step of steps) {
        await atlas.show(step);
        atlas.desk.rest();
        const bounds = atlas.map.getBounds();
        const [west, south, east, north] =
            [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
        told.push({
            day: root.dataset.day, view: root.dataset.view, box: [west, south, east, north],
            scope: text(root.querySelector('.atlas-scope')),
            figures: pairs(root.querySelectorAll('[data-figure]'), (one) => [one.dataset.figure, text(one)]),
            band: text(root.querySelector('.atlas-figures .land small')),
            legend: pairs(root.querySelectorAll('.atlas-panel fieldset'), (group) => [group.dataset.of, pairs(
                group.querySelectorAll('li:not([hidden])'),
                (item) => ['span:not(.sign):not(.count)', '.count'].map((one) => text(item.querySelector(one))))]),
            counted: text(root.querySelector('.atlas-panel .note')),
            table: [...document.querySelectorAll('.atlas-sheet tbody tr')].map((row) => [...row.cells].map(text)),
        });
    }
    return told;
}"""


@pytest.mark.parametrize("more", FILTERS, ids=lambda more: "-".join(more) or "all")
def test_headline_legend_and_table_say_what_is_counted(show, more):
    atlas = show(day=DAYS[0].isoformat())
    atlas.open_table("territory")
    steps = [Selection(day=day, view=view, **more) for view in VIEWS for day in DAYS]
    for step, told in zip(steps, atlas.page.evaluate(WALK, [as_json(step) for step in steps]), strict=True):
        assert (told["day"], told["view"]) == (step.day.isoformat(), step.view)
        _headline(step, told, is_narrowed=bool(more))
        _land(step, told)
        _symbols(step, told)


def _headline(step, told, *, is_narrowed):
    areas, scope = _told(step.day, step.view), scope_name(SCOPE_OF[step.view], READER)
    assert told["scope"] == (READER.t("figure.narrowed", scope=scope) if is_narrowed else scope)
    counts = {name: READER.number(on(_series(name, step.view), step.day)) for name in FIGURES}
    assert told["figures"] == {"land_held": areas["held"], **counts}, step
    assert told["band"] == areas["band"], step


def _land(step, told):
    """Classes in sight have a row with the area of the headline's countries; so has the table."""
    areas = _told(step.day, step.view)
    box = shapely.box(*told["box"])
    known = territory.territory()
    seen = set(known.classes(step.day)[shapely.intersects(known.shapes, box)]) & set(territory.CLASSES)
    legend = dict(told["legend"]["territory"])
    assert legend.pop(READER.t("figure.land_held_told"), READER.area(0)) == areas["held"], step
    assert list(legend) == [ROW[name] for name in territory.CLASSES if name in seen], step
    rows = {cells[0]: cells[-1] for cells in told["table"]}
    for name in ("control", "contested"):
        assert legend.get(ROW[name], areas[name]) == areas[name], step
        assert rows.get(ROW[name], READER.area(0)) == areas[name], step
    assert told["counted"] == READER.t("panel.counted", scope=scope_name(SCOPE_OF[step.view], READER))


def _symbols(step, told):
    """Each class has a row with what a page of the same frame would draw of it; none where that is nothing."""
    west, south, east, north = told["box"]
    there = [one for one in sights(step) if west <= one.lonlat[0] <= east and south <= one.lonlat[1] <= north]
    for layer in POINTS:
        look = LOOKS[layer]
        counts = Counter(one.symbol.kind for one in there if one.layer == layer)
        if layer == "places":
            counts[DOUBTED] = sum(one.symbol.doubt for one in there)
        named = {entry.kind: _name(entry) for entry in look.explain(actors(), frozenset(counts))}
        # A class that is narrowed out has a row without a number.
        rows = {text: count for text, count in told["legend"][layer].items() if count}
        assert rows == {named[kind]: READER.number(count) for kind, count in counts.items() if count}, (step, layer)


def _name(entry):
    return actor_name(entry.words.actor, "en") if entry.words.actor else READER.t(entry.words.key)


@pytest.mark.parametrize("view", VIEWS)
def test_page_and_pdf_say_what_is_counted(view):
    # Of a map of the world the land is shown in the map within it.
    for number, day in enumerate(DAYS if view in VIEWS[:3] else DAYS[::5]):
        told, more = _told(day, view), FILTERS[number % len(FILTERS)]
        scene = compose(Sheet(Selection(day=day, view=view, **more)))
        values = [text.text for text in scene.texts("value")]
        if not any(key[0] in ("territory", "places") for key in scene.drawn):
            # A page that shows nothing of the two countries, as of the first days, tells no figure of theirs.
            assert day < date(2014, 1, 1)
            continue
        assert values[:3] == [told["control"], told["contested"], told["held"]], day
        counts = {name: READER.number(on(_series(name, view), day)) for name in FIGURES}
        names = [text.text for text in scene.texts("figure")]
        for name, count in counts.items():
            if READER.t(f"figure.{name}") in names:
                assert count in values[3:], (day, name)
        bands = " ".join(text.text for text in scene.texts("band"))
        assert bands == told["band"], day
        assert any("Key figures count all" in note for note in scene.notes) == bool(more)
        if day in (DAYS[0], DAYS[7], DAYS[-1]):
            printed = pypdfium2.PdfDocument(write_pdf(scene))[0].get_textpage().get_text_range()
            for value in values[:3]:
                assert value in " ".join(printed.split()), (day, value)


def test_what_is_compared_is_what_the_file_of_areas_has(show):
    """What was gained and kept is what is controlled or contested on the later day; lost and kept, on the earlier."""
    pairs = [(DAYS[2], DAYS[9]), (DAYS[6], DAYS[13]), (DAYS[14], DAYS[4])]
    for view, (day, compare) in zip(VIEWS, pairs, strict=False):
        atlas = show(day=day.isoformat(), compare=compare.isoformat(), view=view, mode="difference")
        items = atlas.page.locator(".atlas-difference [data-class] strong")
        expect(items).to_have_count(3)
        scene = compose(Sheet(Selection(day=day, compare=compare, view=view, mode="difference")))
        values, counts = ([text.text for text in scene.texts(role)] for role in ("value", "band"))
        told = [f"{value} · {count}" for value, count in zip(values, counts, strict=True)]
        assert items.all_text_contents() == told
        _is_whole(atlas, view, day, compare)


def _is_whole(atlas, view, day, compare):
    changed = atlas.run(
        """const { first } = atlas, { territory } = first.land, [from, to] = argument.days;
           return territory.areas(territory.within(territory.difference(from, to), argument.scope))""",
        {"days": sorted([day.isoformat(), compare.isoformat()]), "scope": SCOPE_OF[view]},
    )
    before, after = (areas_on(one, _scope(view)) for one in sorted([day, compare]))
    sums = {name: changed.get(name, 0) for name in ("gained", "lost", "unchanged")}
    assert round(sums["gained"] + sums["unchanged"], 2) == round(after.control + after.contested, 2)
    assert round(sums["lost"] + sums["unchanged"], 2) == round(before.control + before.contested, 2)


def test_while_it_is_presented_the_legend_is_short(show):
    """At most five rows, land first; layers without one are gone, and all is back afterwards."""
    atlas = show(day="2015-05-31")
    shown = ".atlas-panel li:not([hidden]):visible"
    before = atlas.map.locator(shown).count()
    assert before > 10
    atlas.page.evaluate("() => document.querySelector('.atlas-pair').toggleAttribute('data-presenting', true)")
    atlas.page.wait_for_function("() => document.querySelectorAll('.atlas-panel fieldset[hidden]').length")
    rows = atlas.map.locator(shown).locator("span:not(.sign):not(.count)").all_text_contents()
    assert len(rows) == 5
    assert rows == [*ROW.values(), READER.t("state_of_place.daesh")]
    atlas.page.evaluate("() => document.querySelector('.atlas-pair').toggleAttribute('data-presenting', false)")
    atlas.page.wait_for_function("() => !document.querySelectorAll('.atlas-panel fieldset[hidden]').length")
    assert atlas.map.locator(shown).count() == before


def test_the_legend_follows_the_hand(show):
    """Moved to Nineveh, the legend counts what is there; a layer that has nothing in sight can still be switched."""
    atlas = show(day="2015-05-31", view="syria")
    assert atlas.map.locator(".atlas-scope").text_content() == "Syria"
    atlas.run("atlas.map.setView([36.35, 43.1], 9, { animate: false })")
    atlas.told(view="")
    assert atlas.map.locator(".atlas-scope").text_content() == "Iraq and Syria"
    west, south, east, north = atlas.bounds()
    rows = geodata.at("places", "2015-05-31")
    there = rows[rows.geometry.x.between(west, east) & rows.geometry.y.between(south, north)]
    held = (there["controller"] == "daesh").sum()
    assert 0 < held < 60
    assert atlas.legend("places")[READER.t("state_of_place.daesh")] == held
    assert atlas.legend("affiliates") == {}
    box = atlas.map.get_by_role("checkbox", name=READER.t("layer.affiliates"))
    box.uncheck()
    atlas.told(where="!last.layers.includes('affiliates')")


def test_days_are_days_of_the_land():
    assert DAYS[0] == TERRITORY_FIRST
    assert DAYS[-1] == TERRITORY_LAST
    assert len(set(DAYS)) == 20
    assert all(isinstance(day, date) for day in DAYS)
