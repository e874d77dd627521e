"""Polygons that share their edges: simplify them together, and take the lines between them.

Land, countries, governorates and borders all come from one coverage, so that no two of them can
ever part along a coast or a frontier.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polygonize, split

Units = dict[str, BaseGeometry]
Segment = tuple[tuple[float, float], tuple[float, float]]
Tier = tuple[float, Callable[[str], bool]]

_OCEAN = "~ocean"


def simplify(units: Units, tiers: Sequence[Tier], decimals: int) -> Units:
    """
    Simplify a coverage, each tier more coarsely than the one before.

    Parameters
    ----------
    units
        Polygons by name; where two touch they have the same vertices.
    tiers
        Tolerance in degrees (Visvalingam-Whyatt, the root of a triangle's area) and which units
        it is for. The first tier is for all. An edge that a unit outside the tier shares is kept.
    decimals
        To how many decimals of a degree the result is rounded.

    Returns
    -------
    units
        Valid polygons, in the same order, still sharing their edges.
    """
    names = [*units, _OCEAN]
    # with the sea as a member every coast is an inner edge, which a later tier can keep or smooth
    shapes = np.array([*units.values(), _ocean(units)], dtype=object)
    for number, (tolerance, member) in enumerate(tiers):
        chosen = np.array([number == 0 or name == _OCEAN or member(name) for name in names])
        shapes[chosen] = shapely.coverage_simplify(shapes[chosen], tolerance, simplify_boundary=number == 0)
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return {name: polygonal(shape) for name, shape in zip(names, rounded, strict=True) if name != _OCEAN}


def _ocean(units: Units) -> BaseGeometry:
    land = shapely.union_all(list(units.values()))
    west, south, east, north = land.bounds
    return shapely.box(west - 1, south - 1, east + 1, north + 1).difference(land)


def polygonal(shape: BaseGeometry) -> BaseGeometry:
    """Return the shape made valid, without the lines and points that may fall off."""
    valid = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type == "Polygon" and part.area]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def without_specks(shape: BaseGeometry, least: float) -> BaseGeometry:
    """Drop islands of less than `least` square degrees, but never the largest part."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: part.area, reverse=True)
    kept = parts[:1] + [part for part in parts[1:] if part.area >= least]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def mend(units: Units, first: str, second: str) -> None:
    """Give two neighbours whose common edge does not match the first one's edge, in place."""
    edges = shapely.union_all([units[first].boundary, units[second].boundary])
    faces: dict[str, list[BaseGeometry]] = {first: [], second: []}
    for face in polygonize(edges):
        inside = face.representative_point()
        owner = next((name for name in (first, second) if units[name].contains(inside)), None)
        # a face in neither is a gap between them, unless it is a lake or a third country
        if owner or (face.area < 1e-4 and face.length / face.area > 1e3):
            faces[owner or first].append(face)
    for name, parts in faces.items():
        units[name] = polygonal(shapely.union_all(parts))


def cut(units: Units, name: str, line: shapely.LineString, keep: Callable[[BaseGeometry], bool]) -> BaseGeometry:
    """
    Cut a unit along a line that crosses it and take away the parts that are not to be kept.

    The neighbours get a vertex where the line meets them, so that the coverage stays whole.
    """
    pieces = list(split(units[name], _lengthened(line, 0.05)).geoms)
    taken = [piece for piece in pieces if not keep(piece)]
    units[name] = polygonal(shapely.union_all([piece for piece in pieces if keep(piece)]))
    part = polygonal(shapely.union_all(taken))
    new = set(map(tuple, shapely.get_coordinates(part)))
    for other, shape in units.items():
        if other != name and shape.intersects(part):
            units[other] = _with_vertices(shape, new)
    return part


def _lengthened(line: shapely.LineString, by: float) -> shapely.LineString:
    xy = shapely.get_coordinates(line)
    for end, inner in ((0, 1), (-1, -2)):
        step = xy[end] - xy[inner]
        xy[end] += step / np.hypot(*step) * by
    return shapely.LineString(xy)


def _with_vertices(shape: BaseGeometry, points: set[tuple[float, float]]) -> BaseGeometry:
    own = set(map(tuple, shapely.get_coordinates(shape)))
    missing = [shapely.Point(point) for point in sorted(points - own)]
    near = [point for point in missing if shape.boundary.distance(point) < 1e-9]
    return shapely.snap(shape, shapely.MultiPoint(near), 1e-9) if near else shape


def shared(units: Mapping[str, BaseGeometry]) -> dict[tuple[str, str], list[Segment]]:
    """Return, for each two neighbours, the straight pieces of the line between them."""
    owners: dict[Segment, list[str]] = defaultdict(list)
    for name, shape in units.items():
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            xy = [tuple(point) for point in shapely.get_coordinates(ring).tolist()]
            for start, end in itertools.pairwise(xy):
                owners[min(start, end), max(start, end)].append(name)
    pairs: dict[tuple[str, str], list[Segment]] = defaultdict(list)
    for segment, names in owners.items():
        pair = tuple(sorted(set(names)))
        if len(pair) == 2:
            pairs[pair[0], pair[1]].append(segment)
    return pairs


def merged(segments: Sequence[Segment]) -> list[shapely.LineString]:
    """Join straight pieces into lines, in a fixed order and direction."""
    joined = shapely.normalize(linemerge([shapely.LineString(segment) for segment in sorted(segments)]))
    return sorted(shapely.get_parts(joined), key=lambda line: line.coords[:])
