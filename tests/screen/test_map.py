"""What is painted is what the record holds: symbols, counts, figures, names, popups."""

from collections import Counter
from datetime import date

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_SHOWN, VIEWS, Selection
from dashboard.atlas.shown import sights
from geodata.home import BASEMAP_FOLDER
from geodata.record.loading import table
from geodata.record.origins import address_of, library
from tests.reader import DESKTOP, PHONE

DAYS = ("2014-06-15", "2015-05-31", "2017-07-10", "2019-04-01")


def _actors(language):
    return table("actors").set_index("id")[f"name_{language}"].to_dict()


def _sources():
    return {one: address_of(row) for one, row in library().sources.items()}


@pytest.mark.parametrize("language", languages())
def test_the_key_figures_are_those_of_the_record(show, language):
    atlas = show(language=language, day=DAYS[0])
    reader = locale(language)
    for day in DAYS:
        atlas.go(day)
        sites = geodata.at("heritage_sites", day)
        # Those of the countries that the view is of; affiliates are counted all over the world.
        here = sites[(sites["damage"] == "destroyed") & sites["country"].isin(["IQ", "SY"])]
        counted = geodata.key_figures(day) | {"sites_destroyed": len(here)}
        assert atlas.figures() == {name: reader.number(count) for name, count in counted.items()}, day


@pytest.mark.parametrize("day", DAYS)
def test_the_symbols_and_the_legend_are_those_of_the_day(show, day):
    atlas = show(day=day, layers=LAYERS_SHOWN)
    reader, actors = locale("en"), _actors("en")

    places = geodata.at("places", day)
    held = set(places[places["controller"] == "daesh"]["id"])
    painted = atlas.symbols("places", "daesh").evaluate_all("symbols => symbols.map((symbol) => symbol.dataset.id)")
    assert sorted(painted) == sorted(held)
    assert atlas.symbols("places", "contested").count() == (places["controller"] == "contested").sum()
    legend = atlas.legend("places")
    # All of Iraq and Syria is in sight.
    assert legend.get(reader.t("state_of_place.daesh"), 0) == len(held)
    assert legend.get(reader.t("state_of_place.contested"), 0) == (places["controller"] == "contested").sum()
    assert legend.pop(reader.t("state_of_place.doubted"), 0) == _doubted_on(day)
    assert sum(legend.values()) == atlas.symbols("places").count()

    _agree(atlas, "liberated_cities", geodata.at("liberated_cities", day), lambda row: actors[row["retaken_by"]])
    _agree(atlas, "heritage_sites", geodata.at("heritage_sites", day), lambda row: reader.t(f"damage.{row['damage']}"))
    affiliates = geodata.at("affiliates", day)
    affiliates = affiliates[affiliates["status"] != "ended"]
    _agree(atlas, "affiliates", affiliates, lambda row: reader.t(f"status.{row['status']}"))
    attacks = geodata.load("attacks")
    attacks = attacks[attacks["event_date"].dt.date <= date.fromisoformat(day)]
    _agree(atlas, "attacks", attacks, lambda row: reader.t(f"attribution.{row['attribution']}"))
    members = set(geodata.at("coalition", day)["country"].dropna())
    world = gpd.read_file(BASEMAP_FOLDER / "world.geojson")
    there = world[world.intersects(shapely.box(*atlas.bounds()))]["country"]
    counted = len(members & set(there))
    assert atlas.legend("coalition") == ({reader.t("coalition.member"): counted} if counted else {})


def _doubted_on(day):
    """Places that are shown inside the window of a change that is longer than a month."""
    selection = Selection(day=date.fromisoformat(day), layers=LAYERS_SHOWN)
    return sum(sight.symbol.doubt for sight in sights(selection))


def _agree(atlas, layer, rows, name):
    """The symbols are those of the record, and the legend counts those in sight."""
    assert atlas.symbols(layer).count() == len(rows), layer
    points = rows.geometry.map(lambda shape: shape if shape.geom_type == "Point" else shape.representative_point())
    seen = rows[[shapely.box(*atlas.bounds()).covers(point) for point in points]]
    assert atlas.legend(layer) == Counter(name(row) for row in seen.to_dict("records")), layer


def test_a_place_once_retaken_is_painted_once(show):
    atlas = show(day="2019-04-01")
    ids = atlas.map.locator(".atlas-symbol:is([data-layer=places],[data-layer=liberated_cities])").evaluate_all(
        "symbols => symbols.map((symbol) => symbol.dataset.id)"
    )
    assert len(ids) == len(set(ids))
    assert set(geodata.at("liberated_cities", "2019-04-01")["place_id"]) <= set(ids)


def test_a_layer_can_be_switched_off(show):
    atlas = show(day="2016-05-05")
    for layer in (layer for layer in LAYERS_SHOWN if layer not in {"coalition", "territory"}):
        assert atlas.symbols(layer).count() > 0
        box = atlas.map.get_by_role("checkbox", name=locale("en").t(f"layer.{layer}"))
        box.uncheck()
        assert atlas.symbols(layer).count() == 0
        atlas.told(where=f"!last.layers.includes('{layer}')")
        assert atlas.day == "2016-05-05"
        box.check()
        assert atlas.symbols(layer).count() > 0


def test_the_coalition_colours_its_members(show):
    atlas = show(day="2019-01-01", view="world")
    atlas.map.get_by_role("checkbox", name=locale("en").t("layer.coalition")).check()
    members = set(geodata.at("coalition", "2019-01-01")["country"].dropna())
    painted = atlas.map.locator("path[data-layer=coalition]").evaluate_all("paths => paths.map((p) => p.dataset.id)")
    assert len(painted) > 40
    assert set(painted) <= members


def test_a_view_is_chosen_and_seen_whole(show):
    atlas = show(view="world", day="2016-05-05")
    for view, (west, south, east, north) in VIEWS.items():
        atlas.map.locator(".atlas-panel select").first.select_option(view)
        atlas.told(view=view)
        assert atlas.map.get_attribute("data-view") == view
        seen = atlas.bounds()
        pixel = (north - south) / 200
        whole = seen[0] <= west + pixel and seen[1] <= south + pixel and seen[2] >= east - pixel
        whole = whole and seen[3] >= north - pixel
        assert whole, f"{view}: {seen} does not hold {VIEWS[view]}"
        assert atlas.day == "2016-05-05"


POPUPS = {
    "heritage_sites": ("temple-of-bel", "2015-09-15"),
    "affiliates": ("sinai", "2016-05-05"),
    "attacks": ("bardo-2015-03-18", "2015-05-31"),
}


def _row(layer, row_id, day):
    rows = geodata.load(layer) if layer == "attacks" else geodata.at(layer, day)
    own = rows[rows["id"] == row_id]
    assert len(own) == 1, f"{row_id} is not in {layer} on {day}: the test needs another row"
    return own.iloc[0]


def _told(layer, row, reader):
    """Facts that the popup must tell, by their names."""

    def day(column):
        edtf = row[f"{column}_edtf"]
        return reader.day(row[column].date(), edtf if isinstance(edtf, str) else None)

    facts = {
        "heritage_sites": lambda: {
            "popup.damage": reader.t(f"damage.{row['damage']}"),
            "popup.damaged": day("event_date"),
        },
        "affiliates": lambda: {
            "popup.status": reader.t(f"status.{row['status']}"),
            "popup.since": day("start_date"),
        },
        "attacks": lambda: {
            "popup.day": day("event_date"),
            "popup.attribution": reader.t(f"attribution.{row['attribution']}"),
        },
    }[layer]()
    facts["popup.certainty"] = reader.t(f"confidence.{row['confidence']}")
    return {reader.t(key): value for key, value in facts.items()}


@pytest.mark.parametrize("language", languages())
def test_a_popup_tells_names_facts_and_sources(show, language):
    # Symbols of several layers lie over each other at the same places: each is opened alone.
    atlas = show(language=language, day="2015-05-31")
    for layer, (row_id, day) in POPUPS.items():
        atlas.run(
            "atlas.choose({ layers: [argument.layer] }); atlas.clock.go(argument.day)", {"layer": layer, "day": day}
        )
        _tells(atlas.open_popup(layer, row_id), layer, _row(layer, row_id, day), locale(language))


def _tells(popup, layer, row, reader):
    language = reader.language
    assert popup.get_attribute("dir") == reader.direction
    expect(popup.get_by_role("heading")).to_have_text(row[f"name_{language}"])
    for other in languages():
        expect(popup).to_contain_text(row[f"name_{other}"])
    facts = popup.locator("dl").evaluate(
        """list => Object.fromEntries([...list.querySelectorAll('dt')]
            .map((term) => [term.textContent, term.nextElementSibling.textContent]))"""
    )
    told = _told(layer, row, reader)
    assert {name: facts.get(name) for name in told} == told
    if isinstance(row[f"note_{language}"], str):
        expect(popup).to_contain_text(row[f"note_{language}"])

    links = popup.locator(".sources a").evaluate_all(
        "links => links.map((link) => [link.getAttribute('href'), link.rel, link.textContent])"
    )
    known = _sources()
    assert [href for href, _, _ in links] == [known[source] for source in row["sources"].split(";")]
    for href, rel, publisher in links:
        assert href.startswith(("http://", "https://"))
        assert "noopener" in rel.split()
        assert publisher.strip()


def test_a_popup_lies_within_the_map(show):
    atlas = show(day="2015-05-31", layers=("heritage_sites",))
    atlas.press_symbol(atlas.symbol("heritage_sites", "hatra-site"))
    popup = atlas.map.locator(".leaflet-popup")
    # The list that it was chosen from goes.
    expect(popup).to_have_count(1)
    expect(popup.locator(".atlas-popup")).to_be_visible()
    atlas.page.wait_for_function(
        """() => { const box = document.querySelector('.leaflet-popup').getBoundingClientRect();
            const stage = document.querySelector('.atlas-stage').getBoundingClientRect();
            return box.left >= stage.left && box.right <= stage.right
                && box.top >= stage.top && box.bottom <= stage.bottom }"""
    )
    # The view did not become the reader's own because the popup needed room.
    assert atlas.map.get_attribute("data-view") == "iraq-syria"


def test_a_symbol_opens_with_the_keyboard(show):
    row_id, day = POPUPS["affiliates"]
    atlas = show(day=day, layers=("affiliates",))
    symbol = atlas.symbol("affiliates", row_id)
    name = _row("affiliates", row_id, day)["name_en"]
    expect(symbol).to_have_accessible_name(name)
    symbol.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.map.locator(".atlas-popup h2")).to_have_text(name)
    atlas.page.keyboard.press("Escape")
    expect(atlas.map.locator(".atlas-popup")).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_no_name_covers_another(show, language, size):
    atlas = show(language=language, day="2016-05-05", size=size)
    atlas.page.evaluate("() => document.fonts.ready.then(() => true)")
    for zoom in (5, 5.5, 6, 6.75, 7, 8, 9):
        found = atlas.run(
            """atlas.map.setView([34.6, 41.5], argument, { animate: false });
               const names = [...root.querySelectorAll('.atlas-label')]
                 .filter((label) => label.getClientRects().length)
                 .map((one) => ({ text: one.textContent, kind: one.className, box: one.getBoundingClientRect() }));
               const clashes = [];
               names.forEach((a, i) => names.slice(i + 1).forEach((b) => {
                 const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                 const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                 if (wide > 0.5 && high > 0.5) clashes.push(`${a.text} / ${b.text} (${wide} x ${high})`);
               }));
               const settled = names.filter(({ kind }) => /place|town/.test(kind));
               const twice = settled.filter((a) => settled.some((b) => a !== b && a.text === b.text
                 && Math.hypot(a.box.x - b.box.x, a.box.y - b.box.y) < 150)).map(({ text }) => text);
               return { count: names.length, clashes, twice };""",
            zoom,
        )
        assert found["clashes"] == [], f"zoom {zoom}"
        assert found["twice"] == [], f"zoom {zoom}"
        assert found["count"] > 10, f"zoom {zoom}"


@pytest.mark.parametrize("language", languages())
def test_the_great_towns_are_named(show, language):
    atlas = show(language=language, day="2015-05-31")
    names = set(atlas.map.locator(".atlas-label").all_text_contents())
    places = table("places").set_index("id")
    for place in ("mosul", "raqqa"):
        assert places.loc[place, f"name_{language}"] in names


def test_arabic_is_mirrored_and_the_map_is_not(show):
    atlas = show(language="ar", day="2015-05-31")
    date = atlas.map.locator(".atlas-date")
    expect(date).to_contain_text(locale("ar").months[4])
    assert "May" not in date.text_content()
    direction = "element => getComputedStyle(element).direction"
    assert atlas.map.evaluate(direction) == "rtl"
    assert atlas.map.locator(".leaflet-container").evaluate(direction) == "ltr"
    assert atlas.map.locator(".leaflet-map-pane").evaluate(direction) == "ltr"
    head, figures = date.bounding_box(), atlas.map.locator(".atlas-figures").bounding_box()
    assert head["x"] > figures["x"], "the date stands at the right, where a line of Arabic begins"
    panel, stage = (atlas.map.locator(f".atlas-{part}").bounding_box() for part in ("panel", "stage"))
    assert panel["x"] < stage["x"] + stage["width"] / 2, "the legend stands at the left"
    # East stays right of west.
    assert atlas.run(
        "return atlas.map.latLngToContainerPoint([34, 45]).x > atlas.map.latLngToContainerPoint([34, 40]).x"
    )
