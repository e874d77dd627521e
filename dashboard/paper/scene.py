"""A page as marks in millimetres, in the order in which they are laid on it.

Everything is decided here: a backend only draws. x runs to the right, y downwards, from the page's upper left corner.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.atlas.style import INK

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""
Key = tuple[str, ...]
"""What the legend explains: a layer and a class of it, such as ``("territory", "control")``."""

PT = 25.4 / 72
"""Millimetres in a point."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """Lines across an area, rising to the right.

    Attributes
    ----------
    width, apart
        Of the lines and from one line to the next, in millimetres.
    ground
        What lies under the lines, if anything.
    crossed
        Whether others fall across them.
    """

    color: str
    width: float
    apart: float
    ground: str | None = None
    ground_opacity: float = 1.0
    opacity: float = 1.0
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and edged; widths and dashes in millimetres, colours as ``#rrggbb``."""

    fill: str | None = None
    fill_opacity: float = 1.0
    hatch: Hatch | None = None
    stroke: str | None = None
    width: float = 0.2
    dash: tuple[float, ...] = ()
    stroke_opacity: float = 1.0
    cap: Literal["round", "butt"] = "round"


@dataclass(frozen=True, slots=True)
class Shape:
    """An area or a line.

    Attributes
    ----------
    geometry
        A shapely geometry in millimetres of the page.
    name
        What it is, in the reader's language; empty where it needs no telling.
    facts
        What a program may want to know of it: class, holder, area.
    """

    geometry: Any
    paint: Paint
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc or a ring; ``name`` and ``facts`` as those of a `Shape`."""

    x: float
    y: float
    radius: float
    paint: Paint
    name: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface: ``sans`` for texts in any language, ``narrow`` for names on the map in Latin letters.

    ``office`` is what an office program draws with, ``spare`` has the letters that the first two lack.

    Attributes
    ----------
    weight
        400, 500, 600 or 700.
    """

    family: Literal["sans", "narrow", "office", "spare"] = "sans"
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes
    ----------
    x, y
        Where it is anchored, and its baseline.
    size
        In points.
    halo
        Width of a white edge round the letters, in points.
    spacing
        Between letters, as a share of the size.
    turn
        Degrees clockwise round (x, y).
    role
        ``title``, ``date``, ``label``, ``tick`` ...: what a backend, or a test, may want to know it by.
    """

    x: float
    y: float
    text: str
    size: float
    font: Font = Font()
    anchor: Anchor = "start"
    color: str = INK
    opacity: float = 1.0
    halo: float = 0.0
    spacing: float = 0.0
    turn: float = 0.0
    role: str = ""


Mark = Shape | Circle | Text


@dataclass(frozen=True)
class Layer:
    """Marks that belong together; ``name`` is in the reader's language."""

    id: str
    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Label:
    """A name on the map: whose it is, where it stands, how much it matters (1 most)."""

    id: str
    text: str
    box: Box
    priority: int


@dataclass(frozen=True)
class Source:
    """A page that something drawn rests on."""

    publisher: str
    title: str
    url: str


@dataclass(frozen=True)
class Scene:
    """A page, ready to be drawn.

    Attributes
    ----------
    width, height
        Of the page in millimetres.
    layers
        From the lowest to the uppermost.
    separator
        What stands between parts of a list.
    title, date, description
        In the reader's language; ``description`` says in words what the picture shows.
    frames
        The map's, or those of two maps.
    labels
        Every name on the map.
    dropped
        Names for which no room was found.
    drawn
        Keys of everything on the map that asks for an explanation.
    explained
        Keys that the legend explains.
    sources
        Of what is drawn.
    made_at
        ISO 8601.
    """

    width: float
    height: float
    layers: tuple[Layer, ...]
    language: str
    direction: str
    separator: str
    title: str
    date: str
    day: str
    description: str
    keywords: tuple[str, ...]
    frames: tuple[Box, ...]
    labels: tuple[Label, ...] = ()
    dropped: tuple[str, ...] = ()
    drawn: frozenset[Key] = frozenset()
    explained: frozenset[Key] = frozenset()
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""
    made_at: str = ""

    @property
    def frame(self) -> Box:
        """That of the map, or of the first."""
        return self.frames[0]

    def texts(self, role: str | None = None) -> Iterator[Text]:
        """Texts in the order in which they are drawn, all or those of a role."""
        for layer in self.layers:
            for mark in layer.marks:
                if isinstance(mark, Text) and role in (None, mark.role):
                    yield mark
