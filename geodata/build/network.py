"""Lines as a network: who meets whom, and the shortest way between two points of it."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely.ops import substring

Point = tuple[float, float]
Graph = dict[Point, list[tuple[float, Point, int]]]


def graph(lines: Sequence[shapely.LineString]) -> Graph:
    """Join lines where their ends meet; an edge knows the place of its line in `lines`."""
    joined: Graph = defaultdict(list)
    for number, line in enumerate(lines):
        start, end = line.coords[0], line.coords[-1]
        joined[start].append((line.length, end, number))
        joined[end].append((line.length, start, number))
    return joined


def reach(joined: Graph, start: Point) -> tuple[dict[Point, float], dict[Point, tuple[Point, int]]]:
    """Return every node's distance from `start` in degrees, and the step that leads to it."""
    distance, step = {start: 0.0}, {}
    queue = [(0.0, start)]
    while queue:
        so_far, here = heapq.heappop(queue)
        if so_far > distance[here]:
            continue
        for length, there, number in joined[here]:
            total = so_far + length
            if total < distance.get(there, math.inf):
                distance[there], step[there] = total, (here, number)
                heapq.heappush(queue, (total, there))
    return distance, step


def path(joined: Graph, start: Point, end: Point) -> list[int]:
    """Return the numbers of the lines on the shortest way, none if there is no way."""
    step = reach(joined, start)[1]
    numbers: list[int] = []
    while end != start:
        if end not in step:
            return []
        end, number = step[end]
        numbers.append(number)
    return numbers[::-1]


def nearest_node(joined: Graph, point: Point) -> Point:
    """Return the node nearest to a point."""
    return min(joined, key=lambda node: (math.dist(node, point), node))


def split_at(lines: Iterable[shapely.LineString], point: Point) -> list[shapely.LineString]:
    """Cut the nearest line at its spot nearest to a point, so that the point becomes a node."""
    rest = list(lines)
    target = shapely.Point(point)
    number = min(range(len(rest)), key=lambda n: rest[n].distance(target))
    line = rest[number]
    where = line.project(target)
    halves = [rounded(substring(line, *span)) for span in ((0, where), (where, line.length))]
    if all(half.length > 0 for half in halves):
        rest[number : number + 1] = halves
    return rest


def rounded(line: shapely.LineString) -> shapely.LineString:
    """Round to a metre, so that ends which are computed apart still meet."""
    return shapely.transform(line, lambda xy: np.round(xy, 5))


def stitched(lines: Sequence[shapely.LineString], gap: float) -> list[shapely.LineString]:
    """
    Close small gaps: lead each loose end on to the nearest vertex of another line.

    Parameters
    ----------
    lines
        Lines that should meet.
    gap
        The widest gap to close, in degrees.
    """
    vertices = [(point, number) for number, line in enumerate(lines) for point in line.coords]
    tree = shapely.STRtree(shapely.points([point for point, _ in vertices]))
    links: set[tuple[Point, Point]] = set()
    for end, edges in sorted(graph(lines).items()):
        if len(edges) == 1:
            near = tree.query(shapely.Point(end), predicate="dwithin", distance=gap)
            others = [vertices[n][0] for n in near if vertices[n][1] != edges[0][2]]
            if others:
                to = min(others, key=lambda point: (math.dist(point, end), point))
                links.add((min(end, to), max(end, to)))
    return [*lines, *(shapely.LineString(link) for link in sorted(links) if link[0] != link[1])]
