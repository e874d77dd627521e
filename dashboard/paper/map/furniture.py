"""What lies on the map and is no part of it: scale, north, graticule, a film's line of time; and the locator.

The map is never mirrored, and neither is this.
"""

from datetime import date
from functools import lru_cache

import numpy as np
import shapely

from dashboard.atlas.style import ACCENT, BASEMAP, COLORS, INK, WHITE
from dashboard.paper.map.ground import basemap_rows
from dashboard.paper.map.projection import Projection, fitted, rounded_length, steps
from dashboard.paper.page.margins import MUTED, RULE, Setting
from dashboard.paper.scene import PT, Box, Circle, Mark, Paint, Shape, Text
from dashboard.paper.typography import measure

_KM_PER_MILE = 1.609344
_BAR, _BAR_OF_WORLD = 0.24, 0.16
"""Of the frame's width, what the scale bar may take: on a map of the world its corner is narrow sea."""


def scale_bar(projection: Projection, setting: Setting) -> tuple[list[Mark], Box]:
    """Kilometres and miles in the map's lower corner, and the box that they fill."""
    reader, scale = setting.reader, setting.scale
    left, _, right, bottom = projection.frame
    # Metres of the projection are longer or shorter than those of the ground.
    per_km = 1000 * projection.scale * projection.stretch()
    share = _BAR_OF_WORLD if projection.name == "eqearth" else _BAR
    kilometres = rounded_length((right - left) * share / per_km * 1000)
    miles = rounded_length(kilometres / _KM_PER_MILE * 1000)
    x, y = left + 4.5 * scale, bottom - 6.4 * scale
    size = 6.3 * scale
    long, short = kilometres * per_km, miles * _KM_PER_MILE * per_km
    ends = [
        (long, f"{reader.number(kilometres)} {reader.t('snapshot.km')}", -1.3 * scale),
        (short, f"{reader.number(miles)} {reader.t('snapshot.mi')}", 3.5 * scale),
    ]
    widths = [measure(text, setting.narrow(), size) for _, text, _ in ends]
    box = (left + 1.2, y - 4.6 * scale, x + max(long, short) + max(widths) / 2 + 3 * scale, bottom - 1.2)
    marks: list[Mark] = [Shape(shapely.box(*box), Paint(WHITE, 0.78))]
    edge = Paint(WHITE, stroke=INK, width=0.2)
    for number, (length, text, down) in enumerate(ends):
        top = y if number == 0 else y + 0.75 * scale
        for part in range(4):
            span = shapely.box(x + length * part / 4, top, x + length * (part + 1) / 4, top + 0.75 * scale)
            marks.append(Shape(span, edge if part % 2 else Paint(INK, stroke=INK, width=0.2)))
        marks.append(Text(x, y + down, "0", size, setting.narrow(), "middle", role="scale"))
        marks.append(Text(x + length, y + down, text, size, setting.narrow(), "middle", role="scale"))
    return marks, box


def north_arrow(projection: Projection, setting: Setting) -> tuple[list[Mark], Box]:
    """An arrow to the north in the map's upper corner, turned as the meridian there runs."""
    scale = setting.scale
    left, top, right, _ = projection.frame
    # On a map of the world meridians lean; in its middle they do not.
    x = (left + right) / 2 if projection.name == "eqearth" else right - 6.5 * scale
    y = top + 9.5 * scale
    lon, lat = projection.degrees(x, y)
    turn = 0.0
    if np.isfinite(lon) and abs(lat) < 88:
        (x0, y0), (x1, y1) = projection.points(np.array([[lon, lat], [lon, lat + 0.1]]))
        turn = float(np.degrees(np.arctan2(x1 - x0, y0 - y1)))
    halves = []
    for side, fill in ((1, INK), (-1, WHITE)):
        tip = shapely.Polygon([(0, -6.2), (side * 2.1, 1.3), (0, -0.5)])
        turned = shapely.affinity.rotate(shapely.affinity.scale(tip, scale, scale, origin=(0, 0)), turn, origin=(0, 0))
        halves.append(Shape(shapely.affinity.translate(turned, x, y), Paint(fill, stroke=INK, width=0.2)))
    letter = setting.reader.t("snapshot.north")
    size = 8.6 * scale
    text = Text(x, y + 4.6 * scale, letter, size, setting.font(700), "middle", halo=size * 0.2, role="north")
    return [*halves, text], (x - 3.4 * scale, y - 7.2 * scale, x + 3.4 * scale, y + 5.6 * scale)


@lru_cache(32)
def graticule(projection: Projection, setting: Setting) -> tuple[list[Mark], list[Mark]]:
    """Meridians and parallels inside the frame, and their degrees outside it."""
    west, south, east, north = projection.window()
    left, top, right, bottom = projection.frame
    lines, ticks = [], list[Mark]()
    across, down = steps(east - west), steps(north - south)
    size, reader = 5.6 * setting.scale, setting.reader
    meridians = [(lon, [(lon, lat) for lat in np.linspace(south, north, 90)]) for lon in _multiples(west, east, across)]
    parallels = [(lat, [(lon, lat) for lon in np.linspace(west, east, 160)]) for lat in _multiples(south, north, down)]
    for value, points in meridians:
        line = shapely.LineString(projection.points(np.array(points)))
        lines.append(line)
        letter = reader.t("snapshot.east" if value > 0 else "snapshot.west") if 0 < abs(value) < 180 else ""
        for y, away in ((top, -1.0), (bottom, size * PT * 0.72 + 1.0)):
            for x, _ in _crossings(line, shapely.LineString([(left, y), (right, y)])):
                if left + 4 < x < right - 4:
                    text = _degrees(value) + letter
                    ticks.append(Text(x, y + away, text, size, setting.narrow(), "middle", MUTED, role="tick"))
    for value, points in parallels:
        line = shapely.LineString(projection.points(np.array(points)))
        lines.append(line)
        letter = reader.t("snapshot.north_short") if value > 0 else reader.t("snapshot.south") if value < 0 else ""
        for x, away, turn in ((left, -1.0, -90.0), (right, 1.0, 90.0)):
            for _, y in _crossings(line, shapely.LineString([(x, top), (x, bottom)])):
                if top + 4 < y < bottom - 4:
                    text = _degrees(value) + letter
                    ticks.append(
                        Text(x + away, y, text, size, setting.narrow(), "middle", MUTED, turn=turn, role="tick")
                    )  # fmt: skip
    net = shapely.intersection(shapely.multilinestrings(lines), shapely.box(*projection.frame))
    return [Shape(net, Paint(stroke=COLORS["graticule"], width=0.12, stroke_opacity=0.35))], ticks


def _multiples(first: float, last: float, step: float) -> list[float]:
    return [number * step for number in range(int(np.ceil(first / step)), int(np.floor(last / step)) + 1)]


def _degrees(value: float) -> str:
    return f"{abs(value):g}°"


def _crossings(line: shapely.LineString, edge: shapely.LineString) -> list[tuple[float, float]]:
    crossing = shapely.intersection(line, edge)
    points = [part for part in shapely.get_parts(crossing) if part.geom_type == "Point"]
    return [(float(point.x), float(point.y)) for point in points]


def timeline(day: date, first: date, last: date, room: Box, setting: Setting) -> tuple[list[Mark], Box]:
    """How far a film has come: a line from its first day to its last, with the years, and the box that it fills.

    Parameters
    ----------
    room
        What of the frame's lower edge is free: left, right and bottom count.
    """
    scale = setting.scale
    left, right, bottom = room[0] + 6.0 * scale, room[2] - 6.0 * scale, room[3]
    y, size = bottom - 6.0 * scale, 6.3 * scale
    days = max((last - first).days, 1)

    def place(one: date) -> float:
        return left + (right - left) * (one - first).days / days

    box = (left - 4.0 * scale, y - 2.6 * scale, right + 4.0 * scale, bottom - 1.2)
    line = shapely.LineString([(left, y), (right, y)])
    gone = shapely.LineString([(left, y), (place(day), y)])
    marks: list[Mark] = [
        Shape(shapely.box(*box), Paint(WHITE, 0.78)),
        Shape(line, Paint(stroke=RULE, width=1.1)),
        Shape(gone, Paint(stroke=ACCENT, width=1.1)),
    ]
    for year in range(first.year, last.year + 1):
        x = place(max(date(year, 1, 1), first))
        marks.append(Shape(shapely.LineString([(x, y - 0.9 * scale), (x, y + 0.9 * scale)]), Paint(stroke=INK)))
        marks.append(Text(x, y + 3.6 * scale, str(year), size, setting.narrow(), "middle", role="year"))
    marks.append(Circle(place(day), y, 1.25 * scale, Paint(ACCENT, stroke=WHITE, width=0.35), setting.reader.day(day)))
    return marks, box


@lru_cache(32)
def locator(projection: Projection, box: Box, focus: tuple[str, ...]) -> tuple[Mark, ...]:
    """Where on the earth the map lies.

    Parameters
    ----------
    box
        Where this is shown on the page.
    focus
        Countries that stand out.
    """
    world = basemap_rows("world")
    lon, lat = projection.degrees(*projection.centre)
    west, _, east, _ = projection.window()
    reach = max(28.0, (east - west) * 1.4)
    half = reach / 2
    bounds = (max(lon - half, -179), max(lat - half * 0.6, -80), min(lon + half, 179), min(lat + half * 0.6, 84))
    small = fitted(bounds, box)
    shapes = small.drawn(world.geometry.to_numpy(), 0.1)
    marks: list[Mark] = [Shape(shapely.box(*box), Paint(BASEMAP["sea"]))]
    for code, shape in zip(world["country"], shapes, strict=True):
        if shape.is_empty:
            continue
        own = code in focus
        marks.append(
            Shape(
                shape,
                Paint(
                    ACCENT if own else COLORS["locator_land"],
                    0.85 if own else 1.0,
                    stroke=COLORS["locator_edge"],
                    width=0.1,
                ),
            )
        )
    edge = shapely.segmentize(shapely.box(*projection.frame), 4.0)
    corners = np.array([projection.degrees(x, y) for x, y in shapely.get_coordinates(edge)])
    shown = shapely.intersection(shapely.Polygon(small.points(corners)), shapely.box(*box))
    marks.append(Shape(shown, Paint(stroke=INK, width=0.35)))
    marks.append(Shape(shapely.box(*box), Paint(stroke=INK, width=0.25)))
    return tuple(marks)
