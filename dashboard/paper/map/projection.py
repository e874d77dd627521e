"""From degrees to millimetres of the page: the projection that fits what is shown, and where the frame cuts it."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
import shapely

from dashboard.atlas.selection import Bounds
from dashboard.paper.scene import Box

WORLDWIDE = 70.0
"""Degrees from west to east beyond which the whole earth is drawn, by the Equal Earth projection."""
_TROPICS = 12.0
_POLAR = 70.0
_FINE_LINES = 0.06
_STEP = 1.0


@dataclass(frozen=True)
class Projection:
    """A map in its frame.

    Attributes
    ----------
    name
        ``lcc`` (Lambert conformal conic), ``laea`` (Lambert azimuthal equal-area) or ``eqearth`` (Equal Earth).
    definition
        As PROJ writes it.
    frame
        Where the map lies on the page.
    scale
        Millimetres of the page for a metre of the projection.
    middle
        Metres of the projection at the middle of the frame.
    """

    name: str
    definition: str
    frame: Box
    scale: float
    middle: tuple[float, float]

    @property
    def denominator(self) -> float:
        """Of the map's scale, at the middle of the map."""
        return 1000 / self.scale / self.stretch()

    @property
    def rounded_denominator(self) -> int:
        """As it is told: to three figures."""
        digits = 10 ** max(0, len(str(int(self.denominator))) - 3)
        return int(round(self.denominator / digits) * digits)

    def stretch(self) -> float:
        """Metres of the projection, from west to east, for one on the ground at the middle of the map."""
        return _stretch(self)

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the frame in millimetres."""
        left, top, right, bottom = self.frame
        return (left + right) / 2, (top + bottom) / 2

    def points(self, lonlat: np.ndarray) -> np.ndarray:
        """Millimetres of points in degrees, both (n, 2)."""
        x, y = _transformer(self.definition).transform(lonlat[:, 0], lonlat[:, 1])
        return self._placed(np.column_stack([x, y]))

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the page; infinite where there is none."""
        centre = self.centre
        metres = ((x - centre[0]) / self.scale + self.middle[0], (centre[1] - y) / self.scale + self.middle[1])
        lon, lat = _transformer(self.definition).transform(*metres, direction="INVERSE")
        return float(lon), float(lat)

    def window(self) -> Bounds:
        """Degrees that the frame shows, and a little beyond."""
        return _window(self)

    def drawn(self, geometries: Any, tolerance: float = _FINE_LINES) -> Any:
        """Geometries in degrees as they stand on the page, cut at the frame; empty where they lie outside.

        Parameters
        ----------
        geometries
            An array of them.
        tolerance
            How far a line may be straightened, in millimetres.
        """
        # Long straight lines in degrees are curves on the page.
        cut = shapely.segmentize(shapely.clip_by_rect(geometries, *self.window()), _STEP)
        flat = shapely.transform(cut, self.points)
        return shapely.simplify(shapely.clip_by_rect(flat, *self.frame), tolerance)

    def contains(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a point of the page lies inside the frame."""
        left, top, right, bottom = self.frame
        return left + margin <= x <= right - margin and top + margin <= y <= bottom - margin

    def _placed(self, metres: np.ndarray) -> np.ndarray:
        centre = np.array(self.centre)
        placed: np.ndarray = centre + (metres - np.array(self.middle)) * np.array([self.scale, -self.scale])
        return placed


def fitted(bounds: Bounds, frame: Box) -> Projection:
    """The projection that suits some bounds, at the scale at which they just fit the frame."""
    name, definition = _suited(bounds)
    west, south, east, north = bounds
    edge = shapely.get_coordinates(shapely.segmentize(shapely.box(west, south, east, north), 0.5))
    x, y = _transformer(definition).transform(edge[:, 0], edge[:, 1])
    across, down = float(np.ptp(x)), float(np.ptp(y))
    left, top, right, bottom = frame
    scale = min((right - left) / across, (bottom - top) / down)
    middle = ((float(x.min()) + float(x.max())) / 2, (float(y.min()) + float(y.max())) / 2)
    return Projection(name, definition, frame, scale, middle)


def _suited(bounds: Bounds) -> tuple[str, str]:
    west, south, east, north = bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    if east - west > WORLDWIDE:
        return "eqearth", f"+proj=eqearth +lon_0={lon:.3f} +datum=WGS84 +units=m"
    if south < 0 < north or abs(lat) < _TROPICS or abs(lat) > _POLAR:
        return "laea", f"+proj=laea +lat_0={lat:.3f} +lon_0={lon:.3f} +datum=WGS84 +units=m"
    # Two parallels a sixth of the height from either edge (Kavraisky's rule, in Snyder 1987, page 104).
    sixth = (north - south) / 6
    lines = f"+lat_1={south + sixth:.3f} +lat_2={north - sixth:.3f} +lat_0={lat:.3f} +lon_0={lon:.3f}"
    return "lcc", f"+proj=lcc {lines} +datum=WGS84 +units=m"


@lru_cache(64)
def _transformer(definition: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", definition, always_xy=True)


@lru_cache(256)
def _stretch(projection: Projection) -> float:
    factors = pyproj.Proj(projection.definition).get_factors(*projection.degrees(*projection.centre))
    return float(factors.parallel_scale)


@lru_cache(256)
def _window(projection: Projection) -> Bounds:
    left, top, right, bottom = projection.frame
    grid = np.array([(x, y) for x in np.linspace(left, right, 25) for y in np.linspace(top, bottom, 25)])
    found = np.array([projection.degrees(x, y) for x, y in grid])
    found = found[np.isfinite(found).all(axis=1) & (np.abs(found[:, 0]) <= 180)]
    west, south = found.min(axis=0)
    east, north = found.max(axis=0)
    margin = max(0.2, (east - west) / 20)
    middle = projection.degrees(*projection.centre)[0]
    west, east = max(west - margin, middle - 179, -180), min(east + margin, middle + 179, 180)
    return float(west), float(max(south - margin, -89)), float(east), float(min(north + margin, 89))


def steps(span: float) -> float:
    """Degrees from one line of the graticule to the next, for a span of degrees."""
    return next((step for step in (0.25, 0.5, 1, 2, 5, 10, 20) if span / step <= 9.5), 30)


def rounded_length(metres: float) -> int:
    """The longest of 1, 2, 5, 10 ... kilometres that is no longer than a length."""
    power = 10 ** math.floor(math.log10(max(metres / 1000, 1)))
    return next(int(power * one) for one in (5, 2, 1) if power * one <= max(metres / 1000, 1))
