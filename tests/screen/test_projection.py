"""The world is drawn by Equal Earth, in which areas are true, and what is nearer by Mercator; one map goes from one to
the other where it stands.
"""

import numpy as np
import pyproj
import pytest
import shapely
from playwright.sync_api import expect

import geodata
from dashboard.atlas.naming import NEAR
from dashboard.atlas.selection import LAYERS_SHOWN, VIEWS, Selection
from dashboard.atlas.style import BASEMAP
from tests.reader import DESKTOP, PHONE, enter_symbol

HUGE = (3840, 2160)
STEP = 0.25
MIDDLE = "const m = atlas.map, c = m.getCenter(); return [c.lng, c.lat, m.getZoom()]"
PIXELS = """const { map } = atlas, { min } = map.getPixelBounds(); return argument.map(([lon, lat]) => {
    const { x, y } = map.project([lat, lon]).subtract(min); return [x, y] })"""
SURFACE = pyproj.Geod(ellps="WGS84")
LAND = "path[data-class]"


def _box(west, south, size=10):
    """A box of degrees whose edges have a point at each degree."""
    return shapely.segmentize(shapely.box(west, south, west + size, south + size), 1)


def _on_screen(atlas, shape):
    points = shapely.get_coordinates(shape).tolist()
    return shapely.Polygon(atlas.run(PIXELS, points))


def _on_earth(shape):
    return abs(SURFACE.geometry_area_perimeter(shape)[0])


@pytest.mark.parametrize("size", [DESKTOP, PHONE, HUGE], ids=str)
def test_the_world_has_true_areas(show, size):
    atlas = show(size=size, view="world")
    assert atlas.run(MIDDLE)[2] < NEAR
    for south in (-40, 0, 30, 60):
        one, other = _box(40, 0), _box(100, south)
        ratio = _on_screen(atlas, other).area / _on_screen(atlas, one).area
        assert ratio == pytest.approx(_on_earth(other) / _on_earth(one), rel=0.01), south
    # On a map by Mercator the northern one would be more than three times too large.
    atlas.run("atlas.map.setView([40, 40], argument, { animate: false })", NEAR)
    one, other = _box(40, 0), _box(40, 60)
    stretched = _on_screen(atlas, other).area / _on_screen(atlas, one).area
    assert stretched > 3 * _on_earth(other) / _on_earth(one)


def test_a_place_lies_where_proj_has_it(show):
    """And as far from the next as paper has it: the same projection of the same ellipsoid."""
    atlas = show(view="world")
    places = np.array([[43.13, 36.34], [2.35, 48.85], [124.4, 12.3], [-40.0, -20.0], [151.2, -33.9], [25.0, 60.0]])
    x, y = pyproj.Transformer.from_crs("EPSG:4326", "+proj=eqearth +datum=WGS84", always_xy=True).transform(*places.T)
    found = np.array(atlas.run(PIXELS, places.tolist()))
    found -= found[0]
    edge = pyproj.Transformer.from_crs("EPSG:4326", "+proj=eqearth +datum=WGS84", always_xy=True).transform(180, 0)[0]
    pixel = 256 * 2 ** atlas.run(MIDDLE)[2] / (2 * edge)
    assert found == pytest.approx(np.column_stack([x - x[0], y[0] - y]) * pixel, abs=1)


@pytest.mark.parametrize("at", [[43.1, 36.3], [-73.9, 40.7], [121.0, 6.0], [2.35, 48.85]], ids=str)
def test_nearer_and_farther_the_middle_stays(show, at):
    atlas = show(view="world", day="2016-05-05")
    atlas.run("atlas.map.setView([argument[1], argument[0]], 4, { animate: false })", at)
    before = atlas.run(MIDDLE)
    for way in ("zoomIn", "zoomOut"):
        for _ in range(4):
            was = atlas.run(MIDDLE)[2]
            # As a reader presses plus and minus: the map glides.
            atlas.run("atlas.map[argument](0.25)", way)
            wanted = was + (STEP if way == "zoomIn" else -STEP)
            atlas.page.wait_for_function(
                "zoom => { const { map } = document.querySelector('.atlas-map').atlas;"
                " return map.getZoom() === zoom && !map._animatingZoom }",
                arg=wanted,
            )
            lon, lat, _ = atlas.run(MIDDLE)
            size = atlas.run("const { x, y } = atlas.map.getSize(); return [x / 2, y / 2]")
            assert atlas.run(PIXELS, [before[:2]])[0] == pytest.approx(size, abs=2), wanted
            assert [lon, lat] == pytest.approx(before[:2], abs=0.3), wanted
        assert (atlas.run(MIDDLE)[2] >= NEAR) == (way == "zoomIn")


def test_land_and_symbols_go_along(show):
    """The land of the day lies where its places do, by either projection."""
    atlas = show(view="world", day="2015-05-31")
    held = geodata.territory_on("2015-05-31")
    for zoom in (3, NEAR - STEP, NEAR, 6, NEAR - STEP):
        atlas.run("atlas.map.setView([35, 41], argument, { animate: false })", zoom)
        west, south, east, north = held.total_bounds
        edge = shapely.segmentize(shapely.box(west, south, east, north).exterior, 0.1)
        corners = np.array(atlas.run(PIXELS, shapely.get_coordinates(edge).tolist()))
        drawn = atlas.page.evaluate(
            f"""() => {{ const {{ map }} = document.querySelector('.atlas-map').atlas;
                const {{ left, top }} = map.getContainer().getBoundingClientRect();
                const boxes = [...document.querySelectorAll('{LAND}')].map((one) => one.getBoundingClientRect());
                return [Math.min(...boxes.map((b) => b.left)) - left, Math.min(...boxes.map((b) => b.top)) - top,
                    Math.max(...boxes.map((b) => b.right)) - left, Math.max(...boxes.map((b) => b.bottom)) - top] }}"""
        )
        # The outermost places of the land stand on its frame of degrees, or a pixel or two within it.
        assert (corners.min(axis=0) - 2 <= drawn[:2]).all(), zoom
        assert (drawn[2:] <= corners.max(axis=0) + 2).all(), zoom
        assert drawn[2] - drawn[0] == pytest.approx(np.ptp(corners[:, 0]), rel=0.1), zoom
        off = atlas.run(
            """return [...atlas.features.attacks, ...atlas.features.places].flatMap(({ symbol, seat, look, at }) => {
                   if (!look || symbol?.box.hidden || seat?.feature.symbol !== symbol) return [];
                   const { x, y } = atlas.map.latLngToContainerPoint([at[1], at[0]]);
                   const place = [parseFloat(symbol.box.style.left), parseFloat(symbol.box.style.top)];
                   const { x: across, y: down } = atlas.map.containerPointToLayerPoint([x, y]);
                   return [Math.hypot(place[0] - across, place[1] - down)] })"""
        )
        assert off, zoom
        assert max(off) <= 1, zoom


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "ar"), (DESKTOP, "en"), (PHONE, "ar"), (HUGE, "en")], ids=str)
def test_bounds_of_the_world_come_back(show, size, language):
    atlas = show(size=size, view="world", language=language)
    for lat, lon, zoom in ((20, 10, 2.5), (-10, 150, 3), (50, -120, NEAR - STEP), (10, 178, NEAR - STEP), (0, 60, 3.5)):
        atlas.run("atlas.map.setView(argument.slice(0, 2), argument[2], { animate: false })", [lat, lon, zoom])
        seen = atlas.run(MIDDLE)
        west, south, east, north = bounds = tuple(atlas.run("return atlas.selection.bounds"))
        assert -180 <= west < east <= 180
        assert -85 <= south < north <= 85
        # It is as high as the window, and half-way up as wide.
        wide = np.array(atlas.run("const { x, y } = atlas.map.getSize(); return [x, y]"))
        half = atlas.run("return atlas.map.containerPointToLatLng([0, argument]).lat", wide[1] / 2)
        (_, bottom), (_, top) = atlas.run(PIXELS, [[west, south], [east, north]])
        (left, _), (right, _) = atlas.run(PIXELS, [[west, half], [east, half]])
        for side, edge, at_end in (
            (left, 0, west == -180),
            (right, wide[0], east == 180),
            (top, 0, north == 85),
            (bottom, wide[1], south == -85),
        ):
            assert at_end or side == pytest.approx(edge, abs=1.5), bounds
        atlas.show(Selection(view="", bounds=bounds, language=language))
        assert atlas.run(MIDDLE)[2] == seen[2], bounds
        middle = atlas.run(PIXELS, [seen[:2]])[0]
        assert middle == pytest.approx(wide / 2, abs=1.5), bounds


@pytest.mark.parametrize(("size", "language"), [(DESKTOP, "ar"), (DESKTOP, "en"), (PHONE, "fr")], ids=str)
def test_every_view_is_whole_beside_the_legend(show, size, language):
    atlas = show(size=size, language=language)
    for view, bounds in VIEWS.items():
        atlas.run("atlas.choose({ view: argument })", view)
        atlas.page.wait_for_function("() => !document.querySelector('.atlas-map').atlas.map._animatingZoom")
        edge = shapely.segmentize(shapely.box(*bounds), 0.5)
        points = np.array(atlas.run(PIXELS, shapely.get_coordinates(edge).tolist()))
        left, right = atlas.run(
            """const stage = atlas.map.getContainer().getBoundingClientRect();
               const panel = root.querySelector('.atlas-panel').getBoundingClientRect();
               const isBeside = stage.width > 760, rtl = root.dir === 'rtl';
               return [isBeside && rtl ? panel.right - stage.left : 0,
                   isBeside && !rtl ? panel.left - stage.left : stage.width]"""
        )
        # The legend stands a little off the edge, which a view takes up.
        assert left - 20 <= points[:, 0].min(), view
        assert points[:, 0].max() <= right + 20, view
        assert points[:, 1].min() >= -1, view
        assert points[:, 1].max() <= atlas.run("return atlas.map.getSize().y") + 1, view


def test_what_is_counted_is_what_is_in_the_window(show):
    """Where meridians are bent, not what lies between four degrees."""
    atlas = show(view="world", day="2019-01-01", layers=LAYERS_SHOWN)
    rows = geodata.load("attacks")
    rows = rows[rows["event_date"] <= "2019-01-01"]
    places = [[shape.x, shape.y] for shape in rows.geometry]
    for lat, lon, zoom in ((50, -60, 4), (60, 150, 3.5), (-30, 100, 4.5), (40, 20, 3)):
        atlas.run("atlas.map.setView(argument.slice(0, 2), argument[2], { animate: false })", [lat, lon, zoom])
        points = np.array(atlas.run(PIXELS, places))
        wide = np.array(atlas.run("const { x, y } = atlas.map.getSize(); return [x, y]"))
        there = ((points >= 0) & (points <= wide)).all(axis=1).sum()
        assert sum(atlas.legend("attacks").values()) == there, (lat, lon, zoom)


@pytest.mark.parametrize("zoom", [3.5, NEAR - STEP, NEAR, 6])
def test_a_symbol_is_opened_by_hand_and_by_key(show, zoom):
    atlas = show(day="2019-01-01", layers=("attacks",), view="world")
    atlas.run("atlas.map.setView([48.85, 2.35], argument, { animate: false })", zoom)
    symbol = atlas.symbol("attacks", "paris-2015-11-13")
    popup = atlas.map.locator(".atlas-popup:not(.atlas-cluster)")
    atlas.press_symbol(symbol)
    expect(popup).to_contain_text("Saint-Denis")
    atlas.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    enter_symbol(atlas.map, symbol)
    expect(popup).to_contain_text("Saint-Denis")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=str)
def test_the_hand_does_not_leave_the_earth(show, size):
    atlas = show(size=size, view="world")
    box = atlas.map.locator(".leaflet-container").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75
    for across, down in ((-300, 0), (300, 0), (0, -220), (0, 220)):
        for _ in range(6):
            atlas.page.mouse.move(x, y)
            atlas.page.mouse.down()
            atlas.page.mouse.move(x + across * 0.55, y + down * 0.3, steps=3)
            atlas.page.mouse.up()
        atlas.page.wait_for_function(
            "() => { const { map } = document.querySelector('.atlas-map').atlas; return !map._panAnim?._inProgress }"
        )
        (left, _), (right, _), (_, top), (_, bottom) = atlas.run(PIXELS, [[-180, 0], [180, 0], [0, 85], [0, -85]])
        width, height = atlas.run("const { x, y } = atlas.map.getSize(); return [x, y]")
        # On either side the legend may lie beside the earth, and nothing else.
        beyond = 280 if size == DESKTOP else 2
        assert left <= 2, (across, down)
        assert right >= width - beyond, (across, down)
        if bottom - top > height:
            assert top <= 2, (across, down)
            assert bottom >= height - 2, (across, down)


def test_the_earth_has_an_edge(show):
    """What lies beyond the date line is neither sea nor land, and no land is drawn there."""
    atlas = show(view="world")
    atlas.run("atlas.map.setView([0, 0], 1, { animate: false })")
    ground = atlas.map.locator(".leaflet-container").evaluate("box => getComputedStyle(box).backgroundColor")
    beyond = BASEMAP["beyond"]
    assert ground == f"rgb({', '.join(str(int(beyond[at : at + 2], 16)) for at in (1, 3, 5))})"
    corners = atlas.run(PIXELS, [[lon, lat] for lon in (-180, 180) for lat in range(-90, 91, 2)])
    left, right = (np.array(corners[side : side + 91])[:, 0] for side in (0, 91))
    # Bent, and as wide at the equator as nowhere else.
    assert left.argmin() == right.argmax() == 45
    assert right[0] - left[0] == pytest.approx(0.59 * (right[45] - left[45]), rel=0.02)
    parts = atlas.map.locator(".leaflet-pane path").evaluate_all(
        "paths => paths.filter((one) => !one.dataset.class).map((one) => one.getBoundingClientRect().toJSON())"
    )
    box = atlas.map.locator(".leaflet-container").bounding_box()
    for part in parts:
        if part["width"]:
            assert part["left"] >= box["x"] + left[45] - 2
            assert part["right"] <= box["x"] + right[45] + 2


def test_two_days_of_the_world_move_as_one(show):
    atlas = show(day="2015-05-31", compare="2017-07-10", view="world")
    atlas.page.wait_for_function("() => document.querySelector('.atlas-map[data-compare]')?.atlas.land?.state")
    where = """() => [...document.querySelectorAll('.atlas-map')].map(({ atlas: { map } }) => {
        const { lng, lat } = map.getCenter();
        const { x, y } = map.latLngToContainerPoint([60, 100]).subtract(map.getSize().divideBy(2));
        return [lng, lat, map.getZoom(), x, y] })"""
    for lat, lon, zoom in ((20, 100, 3), (36, 43, NEAR - STEP), (36, 43, NEAR), (0, 170, 2.75)):
        for number in (0, 1):
            atlas.page.evaluate(
                """([number, lat, lon, zoom]) => [...document.querySelectorAll('.atlas-map')][number].atlas.map
                    .setView([lat, lon], zoom, { animate: false })""",
                [number, lat, lon + number, zoom],
            )
            first, second = atlas.page.evaluate(where)
            assert first[:3] == pytest.approx(second[:3], abs=0.3), (lat, lon, zoom)
            assert first[3:] == pytest.approx(second[3:], abs=2), (lat, lon, zoom)


def test_a_map_that_is_taken_away_on_its_way_complains_of_nothing(show):
    atlas = show(day="2015-05-31", view="world")
    on_its_way = atlas.run(
        "atlas.first.camera.go({ ...atlas.selection, view: 'nineveh' }); return atlas.map._animatingZoom"
    )
    assert on_its_way
    show(day="2015-05-31", view="iraq-syria")
    # Leaflet ends a way by a timer of its own, a quarter of a second long: one that is set later ends later.
    atlas.page.evaluate("() => new Promise((done) => setTimeout(done, 250))")
    assert atlas.watch.problems == []
