"""Polygons that share their edges, taken apart into arcs and put together again.

An *arc* is a line between two points where three or more cells meet, or a closed ring that no other cell touches
elsewhere. Each arc of a coverage is stored once, whatever lies left and right of it; so a line that is smoothed, or
left out because both sides have become the same, is so for both neighbours alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Coordinates = npt.NDArray[np.float64]
Ring = list[int]
"""Arcs in order; ``~k`` is arc k backwards."""


@dataclass(frozen=True)
class Topology:
    """A coverage as arcs.

    Attributes
    ----------
    arcs
        Coordinates of each arc, (n, 2).
    shapes
        For each geometry its polygons, for each polygon its rings, the outer one first.
    """

    arcs: list[Coordinates]
    shapes: list[list[list[Ring]]]

    @classmethod
    def of(cls, geometries: Sequence[BaseGeometry]) -> "Topology":
        """Take polygons apart. Outer rings are brought to run counter-clockwise, so that land lies on their left."""
        oriented = shapely.orient_polygons(np.asarray(geometries, dtype=object))
        parts, part_owner = shapely.get_parts(oriented, return_index=True)
        rings, ring_owner = shapely.get_rings(parts, return_index=True)
        xy, xy_owner = shapely.get_coordinates(rings, return_index=True)
        points, ids = np.unique(xy, axis=0, return_inverse=True)
        ids = ids.ravel()
        starts = np.searchsorted(xy_owner, np.arange(len(rings) + 1))
        junction = _junctions(ids, xy_owner, len(points))
        store = _ArcStore(points)
        shapes: list[list[list[Ring]]] = [[] for _ in range(len(oriented))]
        polygons: dict[int, list[Ring]] = {}
        for number in range(len(rings)):
            ring = store.ring(ids[starts[number] : starts[number + 1] - 1], junction)
            part = int(ring_owner[number])
            if part not in polygons:
                polygons[part] = []
                shapes[int(part_owner[part])].append(polygons[part])
            polygons[part].append(ring)
        return cls(store.arcs, shapes)

    def geometries(self, change: Callable[[Coordinates], Coordinates] = lambda arc: arc) -> npt.NDArray[Any]:
        """Put the polygons together again, each arc changed by a function that keeps its ends."""
        arcs = [change(arc) for arc in self.arcs]
        return np.array([_multipolygon(arcs, polygons) for polygons in self.shapes], dtype=object)

    def sides(self) -> npt.NDArray[np.int64]:
        """For each arc the geometries left and right of it, (n, 2); -1 where there is none."""
        sides = np.full((len(self.arcs), 2), -1, dtype=np.int64)
        for owner, polygons in enumerate(self.shapes):
            for ring in (ring for rings in polygons for ring in rings):
                for arc in ring:
                    sides[arc if arc >= 0 else ~arc, 0 if arc >= 0 else 1] = owner
        return sides


def smoothed(arc: Coordinates) -> Coordinates:
    """Cut the corners of an arc twice (Chaikin 1974); its ends stay."""
    closed = len(arc) > 3 and bool((arc[0] == arc[-1]).all())
    for _ in range(2):
        if len(arc) < 3:
            return arc
        cut = np.empty((2 * (len(arc) - 1), 2))
        cut[0::2] = 0.75 * arc[:-1] + 0.25 * arc[1:]
        cut[1::2] = 0.25 * arc[:-1] + 0.75 * arc[1:]
        arc = np.concatenate([cut, cut[:1]]) if closed else np.concatenate([arc[:1], cut[1:-1], arc[-1:]])
    return arc


class _ArcStore:
    """Arcs by the way they run, each kept once."""

    def __init__(self, points: Coordinates) -> None:
        self.arcs: list[Coordinates] = []
        self._points = points
        self._known: dict[tuple[int, ...], int] = {}

    def ring(self, ids: npt.NDArray[np.int64], junction: npt.NDArray[np.bool_]) -> Ring:
        """Arcs of an open ring of point numbers."""
        breaks = np.flatnonzero(junction[ids])
        if len(breaks) == 0:
            first = int(np.argmin(ids))
            return [self._arc(np.concatenate([ids[first:], ids[: first + 1]]))]
        turned = np.concatenate([ids[breaks[0] :], ids[: breaks[0] + 1]])
        ends = np.concatenate([breaks - breaks[0], [len(ids)]])
        return [self._arc(turned[ends[k] : ends[k + 1] + 1]) for k in range(len(breaks))]

    def _arc(self, ids: npt.NDArray[np.int64]) -> int:
        # Two arcs between the same junctions differ in the points next to them, or in their length.
        ahead = (int(ids[0]), int(ids[1]), int(ids[-2]), int(ids[-1]), len(ids))
        back = (ahead[3], ahead[2], ahead[1], ahead[0], ahead[4])
        if ahead in self._known:
            return self._known[ahead]
        if back in self._known:
            return ~self._known[back]
        self._known[ahead] = len(self.arcs)
        self.arcs.append(self._points[ids])
        return self._known[ahead]


def _junctions(ids: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.bool_]:
    """Points that do not have exactly two edges."""
    within = owner[:-1] == owner[1:]
    low = np.minimum(ids[:-1][within], ids[1:][within])
    high = np.maximum(ids[:-1][within], ids[1:][within])
    edges = np.unique(low.astype(np.int64) * count + high)
    degree = np.bincount(edges // count, minlength=count) + np.bincount(edges % count, minlength=count)
    junction: npt.NDArray[np.bool_] = degree != 2
    return junction


def _multipolygon(arcs: list[Coordinates], polygons: list[list[Ring]]) -> BaseGeometry:
    made = [shapely.Polygon(_ring(arcs, rings[0]), [_ring(arcs, ring) for ring in rings[1:]]) for rings in polygons]
    return made[0] if len(made) == 1 else shapely.MultiPolygon(made)


def _ring(arcs: list[Coordinates], ring: Ring) -> Coordinates:
    pieces = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
