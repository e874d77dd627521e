"""What is named on the map, from which scale, how large and how heavy.

Scales are denominators on paper. A screen is read from farther and has coarser letters: a name comes at a scale
`CLOSER` times as large there. Sizes are pixels of the screen; a slide takes `PT_PER_PX` points of each.
"""

import math
from dataclasses import dataclass

CLOSER = 1.6
PT_PER_PX = 0.64
LONG = 22
"""Letters from which a name goes without what stands in brackets."""
TOLD = 8
"""Places that are named, the chief ones, where the map of a day is told in words."""
FINE = 40e6
"""Scales finer than 1 to this show the region in detail on paper."""
NEAR = 4.75
"""From this zoom the screen does, by Mercator; farther away it shows the earth by Equal Earth, with true areas.

A usual window then holds some 70 degrees from west to east, as on paper, and a view of the world in the highest window
is still farther away. What is named from `FINE` on waits for it.
"""
RIVERS = {1: 40e6, 2: 22e6, 3: 7.4e6, 4: 3.2e6}
"""The scale up to which rivers of a rank are drawn, on the screen and on paper."""
RIVER_WIDTHS = {1: 2.1, 2: 1.4, 3: 0.95, 4: 0.8}
"""How wide they are; paper takes `RIVER_MM_PER_PX` millimetres of a pixel."""
RIVER_MM_PER_PX = 0.262
# Denominator of the scale at zoom 0 of a web map, at 96 pixels to the inch, and the latitude that it is counted for.
_ZOOM_0, _LATITUDE = 559_082_264.0, 34.0


@dataclass(frozen=True)
class Name:
    """How names of a rank are set.

    Attributes
    ----------
    until
        The denominator up to which they are wanted.
    beyond
        That below which they are not: the name of a land would be taken for that of a quarter.
    """

    until: float
    size: float
    weight: int
    beyond: float = 0.0


NAMES: dict[str, dict[int, Name]] = {
    "place": {1: Name(40e6, 14, 700), 2: Name(15e6, 12.5, 600), 3: Name(8e6, 11.3, 600), 4: Name(3e6, 10.8, 500)},
    "town": {1: Name(17e6, 13, 600), 2: Name(10e6, 12, 500), 3: Name(5e6, 11, 500), 4: Name(2.5e6, 10.5, 500)},
    "affiliate": {1: Name(400e6, 11.5, 600, 5.8e6)},
    "attack": {1: Name(400e6, 11, 600, 5.8e6)},
    "country": {1: Name(40e6, 20, 600, 6e5), 2: Name(40e6, 13, 600, 6e5)},
    "water": {1: Name(40e6, 12.5, 500)},
    "governorate": {1: Name(5.5e6, 11, 500, 6e5)},
    "holder": {1: Name(17e6, 12, 600)},
    "year": {1: Name(math.inf, 12, 600)},
}
"""What is named: by rank, the most important first."""


def zoom_of(denominator: float, closer: float = 1.0) -> float:
    """The zoom of a web map at a scale, told to a hundredth; less than any where the scale has no end."""
    if math.isinf(denominator):
        return 0.0
    return round(math.log2(_ZOOM_0 * math.cos(math.radians(_LATITUDE)) / (denominator / closer)), 2)


def wanted_from(name: Name) -> float:
    """The zoom of the screen from which a name is wanted."""
    zoom = zoom_of(name.until, CLOSER)
    return max(zoom, NEAR) if name.until <= FINE else zoom


def short(name: str) -> str:
    """A long name without what it adds in brackets."""
    return name.split(" (", maxsplit=1)[0] if len(name) > LONG else name
