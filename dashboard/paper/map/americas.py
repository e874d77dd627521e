"""The Americas on a map of the world: they lie beyond its edge, and stand in a map of their own on open sea."""

from dataclasses import replace

import numpy as np
import shapely

from dashboard.atlas.selection import WORLDWIDE, Selection
from dashboard.atlas.style import INK, WHITE
from dashboard.paper.map import picture
from dashboard.paper.map.picture import Shown
from dashboard.paper.map.projection import Projection, fitted
from dashboard.paper.page.margins import Setting
from dashboard.paper.scene import Box, Mark, Paint, Shape, Text
from dashboard.paper.typography import measure

_BOUNDS = (-126.0, 7.0, -62.0, 55.0)
"""From Panama to Canada: no attack and no member of the coalition lies further south."""
_SEA = (60.0, -42.0, 112.0, -11.0)
"""Of the Indian Ocean, in degrees: neither land of note nor a symbol stands there."""
_LEAST = 20.0
_GAP = 2.4
_HEAD, _SIZE = 3.6, 6.3
_LAYERS = ("attacks", "coalition")


def shown(selection: Selection, projection: Projection, setting: Setting, bottom: float) -> Shown | None:
    """What the map of the Americas shows; None on a map that is not of the world, or that has nothing to show there.

    Parameters
    ----------
    projection
        Of the map on which it stands.
    bottom
        How far down the page it may reach.
    """
    layers = tuple(layer for layer in selection.layers if layer in _LAYERS)
    if selection.view not in WORLDWIDE or not layers:
        return None
    west, south, east, north = _SEA
    corners = projection.points(np.array([(west, north), (west, south), (east, north), (east, south)]))
    left, right = float(corners[:2, 0].max()), float(corners[2:, 0].min())
    top, lowest = float(corners[0, 1]), min(float(corners[1, 1]), bottom - _GAP)
    if right - left < _LEAST or lowest - top < _LEAST:
        return None
    frame = (left, top + _HEAD * setting.scale, right, lowest)
    return picture.shown(replace(selection, layers=layers), fitted(_BOUNDS, frame), setting)


def box(one: Shown) -> Box:
    """What it covers of the map, its heading with it."""
    left, top, right, bottom = one.projection.frame
    return left, top - _HEAD * one.setting.scale, right, bottom


def drawn(one: Shown) -> tuple[Mark, ...]:
    """Its marks, with a heading that tells its scale: it is smaller than that of the map round it."""
    reader, scale, frame, whole = one.setting.reader, one.setting.scale, one.projection.frame, box(one)
    told = reader.t("snapshot.americas", scale=reader.number(one.projection.rounded_denominator))
    x, font, size = one.setting.at(frame[0] + 1.0 * scale, frame), one.setting.narrow(), _SIZE * scale
    size *= min(1.0, (frame[2] - frame[0] - 2.0 * scale) / measure(told, font, size))
    heading = Text(x, frame[1] - 1.1 * scale, told, size, font, one.setting.start, role="heading")
    edges = [Shape(shapely.box(*edge), Paint(stroke=INK, width=0.25)) for edge in (frame, whole)]
    marks = [mark for _, marks in picture.drawn(one).layers for mark in marks]
    return (Shape(shapely.box(*whole), Paint(WHITE)), *marks, *edges, heading)
