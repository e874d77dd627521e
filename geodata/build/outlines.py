"""Points of a grid, each with a number -> smooth polygons of equal numbers, without pieces too small to mean anything.

The numbers say whose each point is; nothing here knows what they stand for. Lines between two numbers run where the
fields from which the numbers come say that they change, not along the grid: the corners of the grid's squares are moved
to the mean of the crossings beside them ("surface nets": Gibson 1998, "Constrained elastic surface nets", MICCAI).
Moved so, each stays within half a step of where it was, so that the polygons stay a coverage.
"""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Raster = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Shapes = npt.NDArray[Any]
Crossing = Callable[[Raster, Raster], Floats]
"""Of pairs of points, by their place in the raster: where between the two the number changes, from 0 to 1."""

OUTSIDE = -1
_NEAR, _SPREAD = 1.5, 1.0
"""Points that are weighed for the number of one, and how their weight falls, in steps of the grid."""
_ROOM = 0.05
"""A crossing stays this far from both its points, in steps."""


def rounded(raster: Raster) -> Raster:
    """Give each point the number that weighs most among those near it: thorns and notches go, on both sides alike."""
    reach = range(-math.floor(_NEAR), math.floor(_NEAR) + 1)
    near = [(dy, dx) for dy in reach for dx in reach if math.hypot(dy, dx) <= _NEAR]
    weights = [math.exp(-(dy**2 + dx**2) / 2 / _SPREAD**2) for dy, dx in near]
    margin = max(reach)
    wide = np.pad(raster, margin, constant_values=OUTSIDE)
    rows, columns = raster.shape
    layers = [wide[margin + dy : margin + dy + rows, margin + dx : margin + dx + columns] for dy, dx in near]
    # Most points lie among their like, and stay what they are.
    y, x = np.nonzero(np.any([layer != raster for layer in layers], axis=0) & (raster != OUTSIDE))
    numbers = np.stack([layer[y, x] for layer in layers])
    scores = np.stack([np.tensordot(weights, numbers == own, axes=1) for own in numbers])
    scores[numbers == OUTSIDE] = 0
    answer = raster.copy()
    answer[y, x] = numbers[scores.argmax(axis=0), np.arange(len(y))]
    return answer


def without_crumbs(raster: Raster, least: int) -> Raster:
    """Give each connected piece of fewer points to the number with which it shares the longest edge."""
    while True:
        piece, size = _pieces(raster)
        number = np.zeros(len(size), dtype=np.int64)
        number[piece.ravel()] = raster.ravel()
        small = (size < least) & (number != OUTSIDE)
        heirs = _heirs(piece, number, small)
        if not heirs:
            return raster
        for crumb, heir in heirs.items():
            number[crumb] = heir
        raster = number[piece]


def _pieces(raster: Raster) -> tuple[Raster, Raster]:
    """Number of the connected piece of each point, and the points of each piece."""
    index = np.arange(raster.size).reshape(raster.shape)
    beside, below = raster[:, :-1] == raster[:, 1:], raster[:-1] == raster[1:]
    a = np.concatenate([index[:, :-1][beside], index[:-1][below]])
    b = np.concatenate([index[:, 1:][beside], index[1:][below]])
    graph = coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), shape=(raster.size, raster.size))
    _, piece = connected_components(graph, directed=False)
    return piece.reshape(raster.shape).astype(np.int64), np.bincount(piece)


def _heirs(piece: Raster, number: Raster, small: npt.NDArray[np.bool_]) -> dict[int, int]:
    """Of small pieces the number beside each along its longest edge; of two small neighbours only one is given away."""
    edges = []
    for one, two in ((piece[:, :-1], piece[:, 1:]), (piece[:-1], piece[1:])):
        for own, other in ((one, two), (two, one)):
            edge = (own != other) & small[own] & (number[other] != OUTSIDE)
            edges.append(np.column_stack([own[edge], other[edge]]))
    pairs, lengths = np.unique(np.concatenate(edges), axis=0, return_counts=True)
    heirs: dict[int, int] = {}
    taken: set[int] = set()
    for own, other in pairs[np.lexsort([pairs[:, 1], -lengths, pairs[:, 0]])].tolist():
        if own not in heirs and own not in taken and other not in heirs:
            heirs[own] = int(number[other])
            taken.add(other)
    return heirs


def polygons(raster: Raster, crossing: Crossing, corner: Floats, step: float) -> tuple[Raster, Shapes]:
    """
    The shape of each number that is there.

    Parameters
    ----------
    corner
        x and y of the corner of the first square.
    step
        Distance of two points.
    """
    rows, columns = np.nonzero(raster != OUTSIDE)
    squares = shapely.box(columns, rows, columns + 1, rows + 1)
    kept, member = np.unique(raster[rows, columns], return_inverse=True)
    order = np.argsort(member, kind="stable")
    bounds = np.searchsorted(member[order], np.arange(len(kept) + 1))
    shapes = [shapely.coverage_union_all(squares[order[a:b]]) for a, b in itertools.pairwise(bounds)]
    moved = _moved(raster, crossing)

    def placed(xy: Floats) -> Floats:
        whole = np.rint(xy).astype(np.int64)
        answer: Floats = corner + moved[whole[:, 1], whole[:, 0]] * step
        return answer

    return kept, shapely.transform(np.array(shapes, dtype=object), placed)


def _moved(raster: Raster, crossing: Crossing) -> Floats:
    """Where each corner of the squares comes to lie, in steps."""
    height, width = raster.shape
    index = np.arange(raster.size).reshape(raster.shape)
    total, count = np.zeros((height + 1, width + 1, 2)), np.zeros((height + 1, width + 1))
    for down in (0, 1):
        ahead = 1 - down
        one, two = raster[: height - down, : width - ahead], raster[down:, ahead:]
        y, x = np.nonzero(one != two)
        share = np.full(len(y), 0.5)
        known = (one[y, x] != OUTSIDE) & (two[y, x] != OUTSIDE)
        found = crossing(index[y, x][known], index[y + down, x + ahead][known])
        share[known] = np.clip(np.where(np.isfinite(found), found, 0.5), _ROOM, 1 - _ROOM)
        points = np.column_stack([x + 0.5 + share * ahead, y + 0.5 + share * down])
        for ends in ((y + down, x + ahead), (y + 1, x + 1)):
            np.add.at(total, ends, points)
            np.add.at(count, ends, 1)
    whole = np.stack(np.meshgrid(np.arange(width + 1.0), np.arange(height + 1.0)), axis=-1)
    there = count > 0
    whole[there] = total[there] / count[there][:, None]
    return whole
