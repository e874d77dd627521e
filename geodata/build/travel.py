"""How far each place reaches: travel cost over a grid, along roads and river valleys.

After Tao, Strandow, Findley, Thill and Walsh (2016), "A hybrid approach to modeling territorial control in violent
armed conflicts", Transactions in GIS 20(3): control as service areas over roads and open ground.
"""

from dataclasses import dataclass

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

# Steps to 16 neighbours: one of each pair of opposite ones.
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, 1), (1, -2), (2, -1))
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
    """

    xy: Floats
    owner: Integers
    kind: Integers
    rival: Integers
    low: Integers
    high: Integers


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
    roads: npt.NDArray[np.object_],
    rivers: npt.NDArray[np.object_],
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
    roads, rivers
        Lines that cost less, in metres.
    """
    grid = _Grid(country, parameters)
    effort = grid.effort(roads, parameters.road_cost, rivers, parameters.river_cost, parameters.way_width_km * 1e3)
    owners = np.unique(sources.owner)
    graph = grid.graph(effort, sources, owners, pockets, parameters.reach)
    starts = grid.count + np.arange(len(owners))
    far, _, nearest = dijkstra(
        graph, indices=starts, min_only=True, limit=parameters.influence * 1e3, return_predecessors=True
    )
    inside = grid.inside
    far, nearest = far[: grid.count], nearest[: grid.count]
    owner = np.where(np.isfinite(far[inside]), owners[np.clip(nearest[inside] - grid.count, 0, None)], NOBODY)
    cost, first, second, rival = _two_nearest(graph, grid, owners, parameters)
    owner = np.where(np.isfinite(cost), first, owner)
    cost = np.where(np.isfinite(cost), cost, far[inside])
    own = np.array([pockets.get(int(place), parameters.reach) for place in owner]) * 1e3
    # A pocket's cost was set back, so that it ends where the others' does.
    raw = cost - (parameters.reach * 1e3 - own)
    shares = (parameters.low_share, 1.0, parameters.high_share)
    low, kind, high = (_kind(raw, own, share, owner, pockets, cost, parameters) for share in shares)
    band = np.minimum(parameters.contested_band * 1e3, parameters.contested_share * own)
    near = (rival != NO_RIVAL) & (second < cost + band)
    low, kind, high = (np.where((which == CONTROL) & near, BAND, which) for which in (low, kind, high))
    rivals = np.where(near & ((kind == BAND) | (high == BAND)), rival, NO_RIVAL)
    return Reach(grid.xy[inside], owner, kind, rivals, low, high)


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

    def effort(
        self, roads: npt.NDArray[np.object_], road: float, rivers: npt.NDArray[np.object_], river: float, width: float
    ) -> Floats:
        """Cost of a metre at each point."""
        tree = shapely.STRtree(shapely.points(self.xy))
        cost = np.ones(self.count)
        for lines, least in ((rivers, river), (roads, road)):
            near = np.unique(tree.query(lines, predicate="dwithin", distance=width)[1])
            cost[near] = np.minimum(cost[near], least)
        return cost

    def graph(
        self, effort: Floats, sources: Sources, owners: Integers, pockets: dict[int, float], reach: float
    ) -> csr_matrix:
        """Points joined to 16 neighbours, and for each owner one more node that leads to all of its sources."""
        rows, columns = self.shape
        index = np.arange(self.count).reshape(self.shape)
        ends: list[tuple[Integers, Integers, Floats]] = []
        for dy, dx in _STEPS:
            a = index[: rows - dy, max(0, -dx) : columns - max(0, dx)].ravel()
            b = index[dy:, max(0, dx) : columns + min(0, dx)].ravel()
            kept = self.inside[a] & self.inside[b]
            a, b = a[kept], b[kept]
            weight = (effort[a] + effort[b]) / 2 * np.hypot(dx, dy) * self.step
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
