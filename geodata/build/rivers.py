"""Rivers out of the GSHHG/WDBII lines: one network, without gaps, ranked and named."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import shapely
from shapely.ops import linemerge, polygonize

from geodata.build import network, sources
from geodata.build.network import Point

Bounds = tuple[float, float, float, float]

# Where a river's course is followed: from the first point to the last, through those between.
# The points only pick lines of the network, so a few kilometres more or less do not matter.
_COURSES: dict[str, list[list[Point]]] = {
    "euphrates": [[(39.6, 39.7), (38.55, 37.45), (38.0, 36.8), (39.0, 35.93), (41.9, 34.48),
                   (43.8, 33.3), (44.28, 32.4), (44.5, 31.6), (46.2, 31.0), (47.43, 31.0)]],
    "tigris": [[(40.2, 38.0), (42.2, 37.3), (43.13, 36.34), (44.37, 33.35), (45.82, 32.5),
                (46.7, 32.5), (47.15, 31.84), (47.43, 31.0)]],
    "shatt-al-arab": [[(47.43, 31.0), (47.83, 30.52), (48.47, 29.95)]],
    "khabur": [[(40.05, 36.85), (40.73, 36.5), (40.43, 35.14)]],
    "great-zab": [[(44.1, 38.0), (43.9, 36.6), (43.35, 36.0)]],
    "little-zab": [[(45.4, 36.3), (45.1, 36.15)], [(44.88, 36.0), (44.1, 35.75), (43.43, 35.25)]],
    "diyala": [[(47.9, 34.85), (46.1, 35.1)], [(45.65, 35.1), (45.0, 34.2), (44.5, 33.22)]],
    "orontes": [[(36.3, 34.1), (36.52, 34.58)], [(36.55, 34.66), (36.75, 35.13), (36.35, 35.9), (35.98, 36.05)]],
}  # fmt: skip

NAMES: dict[str, tuple[str, str, str]] = {
    "euphrates": ("Euphrates", "الفرات", "Euphrate"),
    "tigris": ("Tigris", "دجلة", "Tigre"),
    "shatt-al-arab": ("Shatt al-Arab", "شط العرب", "Chatt al-Arab"),
    "khabur": ("Khabur", "الخابور", "Khabour"),
    "great-zab": ("Great Zab", "الزاب الكبير", "Grand Zab"),
    "little-zab": ("Little Zab", "الزاب الصغير", "Petit Zab"),
    "diyala": ("Diyala", "ديالى", "Diyala"),
    "orontes": ("Orontes", "العاصي", "Oronte"),
}

_TRUNKS = {"euphrates", "tigris", "shatt-al-arab"}
_LAND_OF_TWO_RIVERS = shapely.box(34.5, 29, 50, 39.5)
_MOST_LEVEL = 4
_GAP_BETWEEN_TILES = 0.004  # degrees: the widest the data leaves within one river
_GAP = 0.03  # degrees: a river that ends this close to a bank flows into it


class River(NamedTuple):
    """One stretch: its line, its rank from 1 (widest) to 4, and whose course it is part of."""

    line: shapely.LineString
    rank: int
    name: str | None


def rivers(bounds: Bounds) -> list[River]:
    """Return every perennial river inside `bounds`, the small ones only in Iraq and Syria."""
    lines, levels = _network(bounds)
    course = _courses(lines)
    found = []
    for number, line in enumerate(lines):
        name = course.get(number)
        rank = _rank(levels[number], name)
        if rank <= _most_rank(line):
            found.append(River(line, rank, name))
    return found


def _most_rank(line: shapely.LineString) -> int:
    return _MOST_LEVEL if line.intersects(_LAND_OF_TWO_RIVERS) else 2


def _rank(level: int, name: str | None) -> int:
    if name in _TRUNKS:
        return 1
    if name:
        return 2
    # GSHHG counts canals and side arms of the two rivers among the widest
    return min(max(level, 2), _MOST_LEVEL)


def _network(bounds: Bounds) -> tuple[list[shapely.LineString], list[int]]:
    """Return the noded lines of all rivers, wide ones as their centre line, with their levels."""
    by_level: dict[int, list[shapely.LineString]] = {}
    for level, line in sources.gshhg("-Ir", bounds=bounds):
        if level:  # level 0 is the banks of wide rivers, which become a centre line below
            by_level.setdefault(level, []).append(line)
    for bank in _banks(bounds):
        middle = centre_line(bank)
        known = [line for lines in by_level.values() for line in lines]
        by_level[1] += [middle, *_links(bank, middle, known)]
    noded = {level: shapely.union_all(lines) for level, lines in sorted(by_level.items())}
    lines = _joined([line for lines in by_level.values() for line in lines])
    for point in sorted({point for legs in _COURSES.values() for leg in legs for point in leg}):
        lines = network.split_at(lines, point)
    lines.sort(key=lambda line: line.coords[:])
    return lines, [_level(line, noded) for line in lines]


def _level(line: shapely.LineString, noded: dict[int, shapely.MultiLineString]) -> int:
    middle = line.interpolate(0.5, normalized=True)
    return min(noded, key=lambda level: (round(noded[level].distance(middle), 6), level))


def _banks(bounds: Bounds) -> list[shapely.Polygon]:
    """Return the stretches that the data draws by their two banks, as if they were lakes."""
    lines = [line for level, line in sources.gshhg("-W2", "-A0+r", bounds=bounds) if level == 2]
    rings = sorted(polygonize(linemerge(lines)), key=lambda ring: ring.bounds)
    return [ring for ring in rings if ring.intersects(_LAND_OF_TWO_RIVERS)]


def centre_line(bank: shapely.Polygon) -> shapely.LineString:
    """
    Return the line midway between two banks: the longest way through the Voronoi edges inside.

    Parameters
    ----------
    bank
        A long and narrow polygon.
    """
    dense = shapely.segmentize(bank.exterior, 0.002)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(dense.coords), only_edges=True)
    edges = shapely.get_parts(linemerge(shapely.get_parts(cells)))
    inside = [edge for edge in edges if shapely.contains_properly(bank, edge)]
    joined = network.graph(inside)
    far = max((d, node) for node, d in network.reach(joined, next(iter(joined)))[0].items())[1]
    end = max((d, node) for node, d in network.reach(joined, far)[0].items())[1]
    way = linemerge([inside[number] for number in network.path(joined, far, end)])
    return network.rounded(shapely.simplify(way, 0.0005))


def _links(
    bank: shapely.Polygon, middle: shapely.LineString, lines: Sequence[shapely.LineString]
) -> list[shapely.LineString]:
    """Lead every river that ends at the bank on to the nearest vertex of the centre line."""
    links = []
    loose = network.graph(lines)
    for end in sorted(node for node, edges in loose.items() if len(edges) == 1):
        if bank.exterior.distance(shapely.Point(end)) < _GAP:
            vertex = min(middle.coords, key=lambda xy: shapely.Point(xy).distance(shapely.Point(end)))
            links.append(shapely.LineString([end, vertex]))
    return links


def _joined(lines: Sequence[shapely.LineString]) -> list[shapely.LineString]:
    """Close the gaps between the data's tiles and cut the lines where, and only where, they meet."""
    closed = network.stitched([network.rounded(line) for line in lines], _GAP_BETWEEN_TILES)
    noded = linemerge(shapely.union_all(closed, grid_size=1e-5))
    return [network.rounded(line) for line in shapely.get_parts(noded)]


def _courses(lines: list[shapely.LineString]) -> dict[int, str]:
    """Return which line belongs to which named river."""
    joined = network.graph(lines)
    found: dict[int, str] = {}
    for name, legs in _COURSES.items():
        for leg in legs:
            nodes = [network.nearest_node(joined, point) for point in leg]
            for start, end in itertools.pairwise(nodes):
                for number in network.path(joined, start, end):
                    found.setdefault(number, name)
    return found
