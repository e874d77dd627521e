"""The cells: the same bytes from the same record, and lines that both sides share."""

import dataclasses
from datetime import date

import numpy as np
import pytest
import shapely

from geodata.build.cells import build_cells
from geodata.catalog import LAYERS_FOLDER
from geodata.history import territory
from geodata.history.parameters import PARAMETERS
from geodata.history.published import FITTED
from geodata.record import loading
from geodata.shapes import Topology, smoothed

BUILT = ("territory_cells.geojson", "territory_band.csv")


def test_building_gives_the_committed_bytes(record):
    for name in BUILT:
        record.path(name).unlink()
    written = build_cells(record.folder)
    assert [path.name for path in written] == list(BUILT)
    for name in BUILT:
        assert record.path(name).read_bytes() == (LAYERS_FOLDER / name).read_bytes()


@pytest.mark.parametrize("share", [PARAMETERS.low_share, PARAMETERS.high_share])
def test_another_reach_within_the_range_changes_little(record, share):
    before = territory.territory(record.folder)
    build_cells(record.folder, dataclasses.replace(PARAMETERS, reach=PARAMETERS.reach * share))
    after = territory.territory(record.folder)
    days = [
        date.fromisoformat(row["figure_date"])
        for row in loading.rows("published_figures")
        if (row["estimator"], row["measure"]) == (FITTED, "area_held")
    ]
    assert len(days) == 7
    for day in days:
        areas = [territory.span(known, territory.COUNTRIES, day)[0] for known in (before, after)]
        assert areas[1] == pytest.approx(areas[0], rel=0.15), day
        first, second = (
            shapely.coverage_union_all(known.shapes[np.isin(known.classes(day), ["control", "contested"])])
            for known in (before, after)
        )
        overlap = shapely.area(shapely.intersection(first, second)) / shapely.area(shapely.union(first, second))
        assert overlap >= 0.85, day


def squares():
    """Four squares round a point, and an island in one of them."""
    island = shapely.box(0.2, 0.2, 0.4, 0.4)
    first = shapely.difference(shapely.box(0, 0, 1, 1), island)
    return np.array([first, shapely.box(1, 0, 2, 1), shapely.box(0, 1, 1, 2), shapely.box(1, 1, 2, 2), island])


def test_polygons_come_back_from_their_arcs():
    back = Topology.of(squares()).geometries()
    assert all(shapely.equals(back, squares()))


def test_each_arc_knows_both_its_sides():
    topology = Topology.of(squares())
    assert len(topology.arcs) == 4 + 4 + 1
    sides = {tuple(sorted(pair)) for pair in topology.sides().tolist()}
    assert {(0, 1), (0, 2), (1, 3), (2, 3), (0, 4), (-1, 0)} <= sides


def test_smoothed_lines_are_smoothed_for_both_sides():
    crooked = shapely.Polygon([(0, 0), (1, 0), (1.3, 0.5), (1, 1), (0, 1)])
    beside = shapely.Polygon([(1, 0), (2, 0), (2, 1), (1, 1), (1.3, 0.5)])
    smooth = Topology.of([crooked, beside]).geometries(smoothed)
    assert shapely.coverage_is_valid(smooth)
    assert shapely.get_num_coordinates(smooth[0]) > shapely.get_num_coordinates(crooked)
    assert shapely.intersects(smooth[0], shapely.Point(1, 0))
