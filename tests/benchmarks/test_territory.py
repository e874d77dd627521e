"""What a day of territory costs, and joining the cells of a coverage beside joining any polygons.

python -m pytest tests/benchmarks/test_territory.py
"""

from datetime import date

import numpy as np
import pytest
import shapely

from geodata.history import territory

SIZES = (1_000, 10_000, 100_000)


def _forget(known):
    known._unions.clear()


def test_the_whole_series_by_event_day(benchmark):
    known = territory.territory()
    days = territory.event_days(known)

    def series():
        _forget(known)
        for day in days:
            for _, members in territory.groups(known, day):
                known.dissolved(members)

    benchmark.extra_info["distinct days"] = len(days)
    benchmark.pedantic(series, rounds=3)
    benchmark.extra_info["ms a day"] = round(benchmark.stats.stats.median * 1000 / len(days), 2)


def test_one_day_warm(benchmark):
    known = territory.territory()

    def day():
        _forget(known)
        return territory.territory_on(date(2015, 5, 31))

    assert len(benchmark(day))


def _cells(count):
    side = int(np.ceil(np.sqrt(count)))
    points = np.random.default_rng(1).uniform(0, side, (count, 2))
    return shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("join", [shapely.coverage_union_all, shapely.union_all], ids=["coverage", "union"])
def test_the_dissolve_alone(benchmark, join, count):
    shapes = _cells(count)
    near = shapely.get_coordinates(shapely.centroid(shapes))[:, 0] < np.sqrt(count) * 0.6
    benchmark.group = f"{count} cells"
    benchmark.pedantic(join, args=(shapes[near],), rounds=3 if count < 100_000 else 1)
