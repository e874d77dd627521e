"""Draws docs/architecture.svg from docs/rooms.toml: ``python docs/picture.py``.

A room stands one column to the right of the farthest room that its arrows lead to; an arrow points from a room to
one that it may import from.
"""

import textwrap
import tomllib
from html import escape
from pathlib import Path
from typing import Any

Room = dict[str, Any]

FOLDER = Path(__file__).parent
TABLE, PICTURE = FOLDER / "rooms.toml", FOLDER / "architecture.svg"

WIDTH, HEIGHT = 178, 100
"""Of a room, in pixels of the picture."""
ACROSS, DOWN = 58, 34
"""Between columns and between rooms of a column."""
MARGIN = 20
LETTERS = 24
"""Letters in a line of a room's text."""
INK, PALE, EDGE, ACCENT = "#1f2a33", "#f4f1ea", "#8a8069", "#8c1d18"


def picture(rooms: list[Room]) -> str:
    """The rooms and their arrows as SVG."""
    arrows = {room["id"]: room["arrows"] for room in rooms}
    columns: list[list[Room]] = []
    for room in rooms:
        column = _column(room["id"], arrows)
        columns += [[] for _ in range(column + 1 - len(columns))]
        columns[column].append(room)
    tallest = max(map(len, columns))
    width = 2 * MARGIN + len(columns) * WIDTH + (len(columns) - 1) * ACROSS
    height = 2 * MARGIN + tallest * HEIGHT + (tallest - 1) * DOWN
    corner = {
        room["id"]: (MARGIN + number * (WIDTH + ACROSS), _top(row, len(column), height))
        for number, column in enumerate(columns)
        for row, room in enumerate(column)
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" font-family="IBM Plex Sans, Helvetica, Arial, sans-serif">',
        "<title>The rooms of the house; an arrow points to what a room may import from</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="5" markerHeight="5" orient="auto">'
        f'<path d="M0 0 8 4 0 8Z" fill="{ACCENT}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(_arrow(corner[room], corner[other]) for room, others in arrows.items() for other in others),
        *(_room(room, corner[room["id"]]) for room in rooms),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _column(room: str, arrows: dict[str, list[str]]) -> int:
    return max((_column(other, arrows) + 1 for other in arrows[room]), default=0)


def _top(row: int, rows: int, height: int) -> int:
    """Upper edge of a room; the rooms of a column stand round the middle."""
    whole = rows * HEIGHT + (rows - 1) * DOWN
    return (height - whole) // 2 + row * (HEIGHT + DOWN)


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    """From the left edge of one room to the right edge of another."""
    x, y, to_x, to_y = start[0], start[1] + HEIGHT // 2, end[0] + WIDTH, end[1] + HEIGHT // 2
    half = (x + to_x) // 2
    return (
        f'<path d="M{x} {y}C{half} {y} {half} {to_y} {to_x + 2} {to_y}" fill="none" stroke="{ACCENT}" '
        'stroke-width="1.8" marker-end="url(#tip)"/>'
    )


def _room(room: Room, corner: tuple[int, int]) -> str:
    x, y = corner
    lines = textwrap.wrap(room["trade"], LETTERS)
    name = room["id"].removeprefix("dashboard.")
    told = "".join(f'<tspan x="{x + 12}" dy="16">{escape(line)}</tspan>' for line in lines)
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5" fill="{PALE}" stroke="{EDGE}"/>'
        f'<text x="{x + 12}" y="{y + 27}" font-size="17" font-weight="700" fill="{INK}">{escape(name)}</text>'
        f'<text x="{x + 12}" y="{y + 32}" font-size="12" fill="{INK}">{told}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(tomllib.loads(TABLE.read_text("utf-8"))["room"]), encoding="utf-8", newline="\n")
