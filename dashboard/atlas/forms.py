"""Symbols: the form tells the layer, the fill tells the class, so that colour never stands alone.

A symbol is a list of marks within -10..10, y downwards; the screen draws them on a canvas, paper as shapes.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from dashboard.atlas.style import COLORS, WHITE
from dashboard.atlas.wording import FALLBACK

REACH = 11.0
"""How far marks reach, edges and the corners of lines included."""
LETTER_FROM = 12.5
"""Pixels across from which a symbol has its letter."""
Points = tuple[tuple[float, float], ...]
Fill = Literal["full", "half", "dot", "hatch", "none"]

FORMS: dict[str, Points | float] = {
    "circle": 8.0,
    "diamond": ((0, -9.2), (9.2, 0), (0, 9.2), (-9.2, 0)),
    "hexagon": ((-8, -4.6), (0, -9.2), (8, -4.6), (8, 4.6), (0, 9.2), (-8, 4.6)),
    "square": ((-7.4, -7.4), (7.4, -7.4), (7.4, 7.4), (-7.4, 7.4)),
    "triangle": ((0, -9.2), (8.8, 6.6), (-8.8, 6.6)),
    "triangle-down": ((0, 9.2), (8.8, -6.6), (-8.8, -6.6)),
    "star": (
        (0, -9.6),
        (2.5, -3.4),
        (9.1, -3),
        (4, 1.2),
        (5.7, 7.8),
        (0, 4.2),
        (-5.7, 7.8),
        (-4, 1.2),
        (-9.1, -3),
        (-2.5, -3.4),
    ),
}
"""A closed line, or the radius of a disc."""
_AROUND, _DASHES, _DASH = 10.0, 10, 0.36
"""How wide a ring of dashes is, how many it has, and how long each is, in radians."""
_HATCH = (-7.0, -3.5, 0.0, 3.5, 7.0)


@dataclass(frozen=True)
class Mark:
    """A part of a symbol: a closed line, a disc, lines or a letter.

    Attributes
    ----------
    half
        Whether only the lower half is drawn.
    width
        Of the stroke.
    text, size
        A letter, bold and in ink, and how high it is; its middle is that of the symbol.
    letters
        In place of ``text`` one for each language, as pairs.
    """

    points: Points = ()
    radius: float = 0.0
    lines: tuple[Points, ...] = ()
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    half: bool = False
    text: str = ""
    size: float = 0.0
    letters: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What is not as usual."""
        usual = {name: value for name, value in vars(self).items() if value}
        return {**usual, "letters": dict(self.letters)} if self.letters else usual


Marks = tuple[Mark, ...]


def form(name: str, **looks: Any) -> Mark:
    """One of `FORMS` as a mark."""
    shape = FORMS[name]
    return Mark(radius=shape, **looks) if isinstance(shape, float) else Mark(points=shape, **looks)


def filled(name: str, color: str, fill: Fill) -> Marks:
    """A form on a white ground, filled as its class is."""
    ground = form(name, fill=WHITE, stroke=WHITE, width=3.4)
    edge = form(name, stroke=color, width=1.9)
    if fill == "full":
        return ground, form(name, fill=color, stroke=color, width=1.0)
    if fill == "half":
        return ground, form(name, fill=color, half=True), edge
    if fill == "dot":
        return ground, Mark(radius=3.4, fill=color), edge
    if fill == "hatch":
        return ground, Mark(lines=_chords(7.0), stroke=color, width=1.9), edge
    return ground, edge


def small(name: str, color: str) -> Marks:
    """A full form as one mark: hundreds of them stand on a map."""
    return (form(name, fill=color, stroke=WHITE, width=2.2),)


def dot(color: str) -> Marks:
    """A town that someone else holds, in the holder's colour."""
    return (Mark(radius=5.4, fill=color, stroke=COLORS["dot_edge"], width=1.6),)


def ring() -> Marks:
    """A town of which nobody is known to be the holder."""
    return (Mark(radius=4.6, fill=WHITE, stroke=COLORS["dot_edge"], width=1.6),)


def doubtful(marks: Marks) -> Marks:
    """A symbol in a ring of dashes: the day of the change that it shows may be another."""
    dashes = tuple(
        tuple(
            (round(_AROUND * math.cos(turn), 2), round(_AROUND * math.sin(turn), 2)) for turn in (start, start + _DASH)
        )
        for start in (2 * math.pi * number / _DASHES for number in range(_DASHES))
    )
    return (
        Mark(radius=_AROUND, fill=WHITE, stroke=WHITE, width=1.6),
        *marks,
        Mark(lines=dashes, stroke=COLORS["dot_edge"], width=1.4),
    )


def told(marks: Marks, language: str) -> Marks:
    """Marks with their letters as a language has them."""
    return tuple(replace(mark, text=own, letters=()) if (own := _letter(mark, language)) else mark for mark in marks)


def _letter(mark: Mark, language: str) -> str:
    known = dict(mark.letters)
    return known.get(language) or known.get(FALLBACK, "")


def badge(color: str, letters: Mapping[str, str] | None = None) -> Marks:
    """A town taken back: the retaker's colour, and letters by language if there are any."""
    plate = (
        Mark(radius=9.2, fill=WHITE),
        Mark(radius=8.2, fill=color, stroke=COLORS["symbol_edge"], width=1.4),
    )
    if not letters:
        return plate
    size = 8.0 if max(map(len, letters.values())) > 1 else 10.5
    return (*plate, Mark(letters=tuple(letters.items()), size=size))


def signed(marks: Marks, sign: str) -> Marks:
    """A symbol with a sign on it."""
    return *marks, Mark(text=sign, size=10.0)


def _chords(reach: float) -> tuple[Points, ...]:
    """Chords of a circle, rising at 45 degrees."""
    lines = []
    for offset in _HATCH:
        half = (max(0.0, reach * reach - offset * offset) / 2) ** 0.5
        shift = offset / 2**0.5
        if half:
            lines.append(
                ((round(shift - half, 2), round(shift + half, 2)), (round(shift + half, 2), round(shift - half, 2)))
            )
    return tuple(lines)
