"""Lines between numbers on a grid: where the fields cross, equally for both sides, and nothing too small."""

import numpy as np
import pytest
import shapely

from geodata.build import outlines, travel
from geodata.history.parameters import PARAMETERS


def disc(size=41, radius=12.3):
    y, x = np.mgrid[:size, :size] - size // 2
    return radius - np.hypot(x, y)


def crossing(field):
    values = field.ravel()
    return lambda one, two: values[one] / (values[one] - values[two])


def test_a_circle_on_a_grid_comes_back_as_a_circle():
    field = disc()
    kept, shapes = outlines.polygons((field > 0).astype(np.int64), crossing(field), np.zeros(2), 1.0)
    assert kept.tolist() == [0, 1]
    assert shapely.coverage_is_valid(shapes)
    distance = np.hypot(*(shapely.get_coordinates(shapes[1]) - 20.5).T)
    # On the grid's own corners the circle would be up to 0.7 steps off.
    assert np.abs(distance - 12.3).max() < 0.15


def test_a_slanting_line_does_not_become_steps():
    y, x = np.mgrid[:30, :60].astype(float)
    field = y - 10.0 - 0.05 * x
    _, shapes = outlines.polygons((field > 0).astype(np.int64), crossing(field), np.zeros(2), 1.0)
    edge = shapely.get_coordinates(shapely.intersection(shapes[0], shapes[1]))
    inner = edge[(edge[:, 0] > 1) & (edge[:, 0] < 59)]
    assert np.abs(inner[:, 1] - 0.5 - 10.0 - 0.05 * (inner[:, 0] - 0.5)).max() < 0.1


def test_crumbs_go_to_the_neighbour_with_the_longest_edge():
    raster = np.zeros((8, 8), dtype=np.int64)
    raster[:, 5:] = 1
    raster[3, 3:5] = 2
    raster[6, 6] = 3
    raster[0, 0] = outlines.OUTSIDE
    whole = outlines.without_crumbs(raster, 4)
    assert set(np.unique(whole)) == {outlines.OUTSIDE, 0, 1}
    assert whole[3, 3] == 0
    assert whole[6, 6] == 1
    assert whole[0, 0] == outlines.OUTSIDE


def test_a_thorn_of_one_point_is_rounded_away():
    raster = np.zeros((9, 9), dtype=np.int64)
    raster[:4] = 1
    raster[4, 4] = 1
    assert outlines.rounded(raster)[4, 4] == 0
    assert (outlines.rounded(raster)[:4] == 1).all()


@pytest.mark.parametrize("reach", [12.0, 60.0])
def test_open_ground_is_crossed_alike_in_all_directions(reach):
    country = shapely.box(-9e4, -9e4, 9e4, 9e4)
    sources = travel.Sources(np.array([[1000.0, 1000.0]]), np.array([0]))
    nothing = np.array([], dtype=object)
    reached = travel.reach(country, sources, {}, [(nothing, 0.5)], PARAMETERS)
    straight = np.hypot(*(reached.xy - 1000.0).T) / 1e3
    within = np.isfinite(reached.cost) & (straight > 1) & (straight < reach)
    ratio = reached.cost[within] / 1e3 / straight[within]
    assert ratio.min() > 0.999
    assert ratio.max() < 1.006
