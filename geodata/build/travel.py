"""How far each place reaches: travel cost over a grid, along roads and river valleys.

After Tao, Strandow, Findley, Thill and Walsh (2016), "A hybrid approach to modeling territorial control in violent
armed conflicts", Transactions in GIS 20(3): control as service areas over roads and open ground.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import Delaunay, cKDTree
from shapely.geometry.base import BaseGeometry

from geodata.history.parameters import Parameters

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

CONTROL, BAND, INFLUENCE, BEYOND = range(4)
NOBODY = -1
"""In place of a place's number: a settlement that follows no place of the record."""
NO_RIVAL = -2

# Steps in 80 directions, one of each pair of opposite ones. The way that they count over open ground is at most half a
# per cent longer than the straight line; with 16 directions it was 2.7, and land ended in edges along the grid.
_FARTHEST = 5
_STEPS = tuple(
    (dy, dx)
    for dy in range(_FARTHEST + 1)
    for dx in range(-_FARTHEST, _FARTHEST + 1)
    if (dy > 0 or dx > 0) and math.gcd(dy, dx) == 1
)
_NEVER = 1e12


@dataclass(frozen=True)
class Sources:
    """Where costs are counted from.

    Attributes
    ----------
    xy
        Position in metres, (n, 2).
    owner
        Number of the place that each follows, or `NOBODY`.
    """

    xy: Floats
    owner: Integers


@dataclass(frozen=True)
class Reach:
    """Whose each point of the grid is.

    Attributes
    ----------
    xy
        The points inside the country's margin, in metres, (n, 2).
    owner, kind, rival
        Number of the nearest place, what its land is there, and the place that is nearly as near.
    low, high
        ``kind`` at the lower and upper end of the parameter range.
    cost, second
        What it costs from that place and from the next, in metres of open ground; infinite where nothing reaches.
    next
        Number of the next place.
    near, far, band
        Up to which cost the place controls land, up to which it lies within its influence, and by how much less than
        the second cost land is contested.
    """

    xy: Floats
    owner: Integers
    kind: Integers
    rival: Integers
    low: Integers
    high: Integers
    cost: Floats
    second: Floats
    next: Integers
    near: Floats
    far: Floats
    band: Floats

    def crossing(self, one: Integers, two: Integers) -> Floats:
        """Where between two points land becomes another's, or something else of the same place.

        Costs are taken to run evenly between the points. Not a number where it is not known.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            lead = [
                np.where(self.next[a] == self.owner[b], self.second[a] - self.cost[a], np.nan)
                for a, b in ((one, two), (two, one))
            ]
            answer: Floats = lead[0] / (lead[0] + lead[1])
            same = self.owner[one] == self.owner[two]
            held = [np.isin(self.kind[points], (CONTROL, BAND)) for points in (one, two)]
            edges = (
                (held[0] & held[1], self.second - self.cost - self.band),
                (held[0] != held[1], self.cost - self.near),
                (~held[0] & ~held[1], self.cost - self.far),
            )
            for where, value in edges:
                part = value[one] / (value[one] - value[two])
                answer = np.where(same & where, part, answer)
        return answer


def links(xy: Floats, longest: float) -> Integers:
    """Pairs of neighbours with no third settlement nearer to both (the relative neighbourhood graph)."""
    triangles = Delaunay(xy).simplices
    pairs = np.unique(np.sort(np.concatenate([triangles[:, [a, b]] for a, b in ((0, 1), (1, 2), (0, 2))])), axis=0)
    lengths = np.hypot(*(xy[pairs[:, 0]] - xy[pairs[:, 1]]).T)
    pairs, lengths = pairs[lengths <= longest], lengths[lengths <= longest]
    tree = cKDTree(xy)
    kept = []
    for (a, b), length in zip(pairs, lengths, strict=True):
        near = set(tree.query_ball_point(xy[a], length * 0.999999)) & set(
            tree.query_ball_point(xy[b], length * 0.999999)
        )
        kept.append(not near - {a, b})
    answer: Integers = pairs[np.array(kept)]
    return answer


def reach(
    country: BaseGeometry,
    sources: Sources,
    pockets: dict[int, float],
    ways: Sequence[tuple[npt.NDArray[np.object_], float]],
    parameters: Parameters,
) -> Reach:
    """
    Count costs from every source over one country.

    Parameters
    ----------
    country
        Its outline, in metres.
    pockets
        Reach of places that reach less far than the others, in the unit of costs (km).
    ways
        Lines along which a metre costs less than one of open ground, in metres, and what it costs.
    """
    grid = _Grid(country, parameters)
    effort = grid.effort(ways, parameters.way_width_km * 1e3)
    owners = np.unique(sources.owner)
    graph = grid.graph(effort, sources, owners, pockets, parameters.reach)
    inside = grid.inside
    far, holder = _nearest_place(graph, grid, owners, parameters)
    cost, owner, second, rival = _two_nearest(graph, grid, owners, parameters)
    # Beyond what a settlement of nobody's reaches itself, land follows the nearest place of the record.
    beyond = (owner == NOBODY) & ~(cost <= parameters.reach * 1e3)
    owner, cost = np.where(beyond, holder, owner), np.where(beyond, far, cost)
    own = np.array([pockets.get(int(place), parameters.reach) for place in owner]) * 1e3
    # A pocket's cost was set back, so that it ends where the others' does.
    raw = cost - (parameters.reach * 1e3 - own)
    shares = (parameters.low_share, 1.0, parameters.high_share)
    low, kind, high = (_kind(raw, own, share, owner, pockets, cost, parameters) for share in shares)
    band = np.minimum(parameters.contested_band * 1e3, parameters.contested_share * own)
    close = (rival != NO_RIVAL) & (second < cost + band)
    low, kind, high = (np.where((which == CONTROL) & close, BAND, which) for which in (low, kind, high))
    rivals = np.where(close & ((kind == BAND) | (high == BAND)), rival, NO_RIVAL)
    # A pocket's cost was set back by as much as it reaches less.
    edge = np.full(len(cost), parameters.reach * 1e3)
    limit = np.where(np.isin(owner, list(pockets)), edge, parameters.influence * 1e3)
    return Reach(grid.xy[inside], owner, kind, rivals, low, high, cost, second, rival, edge, limit, band)


def _kind(
    raw: Floats,
    own: Floats,
    share: float,
    owner: Integers,
    pockets: dict[int, float],
    cost: Floats,
    parameters: Parameters,
) -> Integers:
    pocket = np.isin(owner, list(pockets))
    influence = (cost <= parameters.influence * 1e3) & ~pocket
    kind = np.where(raw <= own * share, CONTROL, np.where(influence, INFLUENCE, BEYOND))
    answer: Integers = np.where(owner == NOBODY, BEYOND, kind)
    return answer


def _nearest_place(
    graph: csr_matrix, grid: "_Grid", owners: Integers, parameters: Parameters
) -> tuple[Floats, Integers]:
    """Cost from the nearest place of the record, as far as influence reaches, and its number."""
    places = np.flatnonzero(owners != NOBODY)
    # A little farther, so that it is known where between two points influence ends.
    limit = parameters.influence * 1e3 + 10 * grid.step
    far, _, start = dijkstra(graph, indices=grid.count + places, min_only=True, limit=limit, return_predecessors=True)
    far, start = far[: grid.count][grid.inside], start[: grid.count][grid.inside]
    return far, np.where(np.isfinite(far), owners[np.clip(start - grid.count, 0, None)], NOBODY)


def _two_nearest(
    graph: csr_matrix, grid: "_Grid", owners: Integers, parameters: Parameters
) -> tuple[Floats, Integers, Floats, Integers]:
    """Cost and owner of the nearest and the second nearest, as far as control or a rival could reach."""
    limit = (parameters.reach * parameters.high_share + parameters.contested_band) * 1e3
    size = int(grid.inside.sum())
    first, second = np.full(size, np.inf), np.full(size, np.inf)
    owner, rival = np.full(size, NOBODY, dtype=np.int64), np.full(size, NO_RIVAL, dtype=np.int64)
    batch = 32
    for start in range(0, len(owners), batch):
        numbers = np.arange(start, min(start + batch, len(owners)))
        costs = dijkstra(graph, indices=grid.count + numbers, limit=limit)[:, : grid.count][:, grid.inside]
        for number, cost in zip(numbers, costs, strict=True):
            near = np.flatnonzero(np.isfinite(cost))
            better = near[cost[near] < first[near]]
            after = near[(cost[near] >= first[near]) & (cost[near] < second[near])]
            second[better], rival[better] = first[better], np.where(np.isfinite(first[better]), owner[better], NO_RIVAL)
            first[better], owner[better] = cost[better], owners[number]
            second[after], rival[after] = cost[after], owners[number]
    return first, owner, second, rival


class _Grid:
    """Points every few kilometres over a country and a margin round it."""

    def __init__(self, country: BaseGeometry, parameters: Parameters) -> None:
        step = parameters.grid_km * 1e3
        area = shapely.buffer(country, parameters.margin_km * 1e3)
        shapely.prepare(area)
        west, south, east, north = area.bounds
        xs = np.arange(np.floor(west / step) * step + step / 2, east, step)
        ys = np.arange(np.floor(south / step) * step + step / 2, north, step)
        x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
        self.step, self.shape, self.count = step, (len(ys), len(xs)), len(x)
        self.xy: Floats = np.column_stack([x, y])
        self.inside: npt.NDArray[np.bool_] = shapely.contains_xy(area, x, y)

    def effort(self, ways: Sequence[tuple[npt.NDArray[np.object_], float]], width: float) -> Floats:
        """Cost of a metre at each point."""
        tree = shapely.STRtree(shapely.points(self.xy))
        cost = np.ones(self.count)
        for lines, least in ways:
            near = np.unique(tree.query(lines, predicate="dwithin", distance=width)[1])
            cost[near] = np.minimum(cost[near], least)
        return cost

    def graph(
        self, effort: Floats, sources: Sources, owners: Integers, pockets: dict[int, float], reach: float
    ) -> csr_matrix:
        """Points joined to those near them, and for each owner one more node that leads to all of its sources."""
        ends: list[tuple[Integers, Integers, Floats]] = []
        for a, b, weight in self._edges(effort):
            ends += [(a, b, weight), (b, a, weight)]
        inner = np.flatnonzero(self.inside)
        at = inner[cKDTree(self.xy[inner]).query(sources.xy)[1]]
        node = self.count + np.searchsorted(owners, sources.owner)
        late = np.array([max(reach - pockets.get(int(owner), reach), 0.0) * 1e3 for owner in sources.owner])
        # A weight of nothing would be no edge; two sources of an owner in one cell would be added up.
        _, first = np.unique(np.column_stack([node, at]), axis=0, return_index=True)
        ends.append((node[first], at[first], np.maximum(late[first], 1.0)))
        a, b, weight = (np.concatenate([end[part] for end in ends]) for part in range(3))
        size = self.count + len(owners)
        return csr_matrix((weight, (a, b)), shape=(size, size))

    def _edges(self, effort: Floats) -> Iterator[tuple[Integers, Integers, Floats]]:
        """Pairs of points a step apart whose way stays inside, and what it costs."""
        rows, columns = self.shape
        index = np.arange(self.count).reshape(self.shape)
        cost, open_to = effort.reshape(self.shape), self.inside.reshape(self.shape)
        for dy, dx in _STEPS:
            parts = max(dy, abs(dx))
            west = max(0, -dx)

            def along(values: npt.NDArray[Any], part: float, dy: int = dy, dx: int = dx, west: int = west) -> Any:
                y, x = round(part * dy), west + round(part * dx)
                return values[y : y + rows - dy, x : x + columns - abs(dx)]

            ways = np.linspace(0, 1, parts + 1)
            kept = np.logical_and.reduce([along(open_to, part) for part in ways])
            mean = (along(cost, 0) + along(cost, 1)) / 2 + sum(along(cost, part) for part in ways[1:-1])
            weight = mean / parts * math.hypot(dy, dx) * self.step
            yield along(index, 0)[kept], along(index, 1)[kept], weight[kept]
