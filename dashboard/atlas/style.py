"""Colours, lines, hatches and sizes: numbers and ``#rrggbb`` with an opacity, which screen and paper both draw from.

Lengths are in pixels of the screen (96 to the inch); paper is read from nearer and takes `MM_PER_PX` of each.
Tried and found good on screens and on paper; the least difference between two actors under protanopia,
deuteranopia and tritanopia is 13.9 (Delta E 76). Colour never stands alone: each symbol also has a form or a letter.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

COLOR = re.compile("#[0-9a-f]{6}")
"""A colour, as the record and a command line may name it."""
MM_PER_PX = 0.235
"""Millimetres of a slide for a pixel of a line or a hatch."""

COLORS: dict[str, str] = {
    "white": "#ffffff",
    "black": "#000000",
    "ink": "#1f2a33",
    "accent": "#8c1d18",
    "group": "#2b2724",
    "attack": "#b3261e",
    "gained": "#b3261e",
    "gained_edge": "#7d1a14",
    "lost": "#2b7a83",
    "lost_edge": "#1d5960",
    "heritage": "#7a1f5c",
    "dormant": "#8d867c",
    # What is no colour, and whoever the record does not know.
    "unknown": "#cccccc",
    "holder_other": "#d8d3c8",
    "symbol_edge": "#3c3a36",
    "dot_edge": "#55503f",
    "marking": "#007a33",
    # The furniture of pages and controls.
    "quiet": "#5d5646",
    "quieter": "#6c6453",
    "muted": "#5b6770",
    "rule": "#aab2b8",
    "faint": "#d5d9dc",
    "edge": "#b9b2a2",
    "edge_soft": "#cfc8b8",
    "hairline": "#e3ded2",
    "event_edge": "#c9c0ae",
    "event_now": "#faf6f0",
    "row_now": "#f8f5ee",
    "head_ground": "#f1ede3",
    "hover": "#f3efe6",
    "chosen": "#ece5d6",
    "gap": "#e6e1d5",
    "focus_ring": "#1668c7",
    "link": "#174f82",
    "grid": "#e8e2d5",
    "graticule": "#3a4a55",
    "clock_tick": "#a79c88",
    "clock_event": "#b3a68e",
    "money": "#a8741a",
    "member_edge": "#8a8f86",
    "locator_land": "#f4f1ea",
    "locator_edge": "#b9b4a8",
    "shadow": "#000000",
}
"""Every colour that is not the basemap's or an actor's, by name."""

DARK: dict[str, str] = {
    "white": "#14191e",
    "ink": "#e9ecee",
    "accent": "#f2938a",
    "group": "#d8d2cb",
    "quiet": "#bdb7ab",
    "quieter": "#aaa499",
    "muted": "#aab4bb",
    "rule": "#56606a",
    "faint": "#39424a",
    "edge": "#7b8088",
    "edge_soft": "#4a5159",
    "hairline": "#2f363d",
    "event_edge": "#5f6467",
    "event_now": "#2a2422",
    "row_now": "#23282d",
    "head_ground": "#1f252b",
    "hover": "#252c33",
    "chosen": "#2f3740",
    "focus_ring": "#7db4f5",
    "link": "#8fc1f0",
    "grid": "#333a41",
    "clock_tick": "#8a8577",
}
"""What those of the page become where the reader's system is dark; what is not here stays as it is."""
LIGHT = (
    ".atlas-stage",
    ".atlas-tools",
    ".atlas-swipe",
    ".atlas-clock",
    ".atlas-desk",
    ".atlas-difference",
    ".atlas-chart",
)
"""Parts of a page that stay light all the same: the map's colours are made for a light ground."""

INK, ACCENT, WHITE = COLORS["ink"], COLORS["accent"], COLORS["white"]
DAESH = COLORS["group"]

BASEMAP: dict[str, str] = {
    # Round the earth, where all of it is seen.
    "beyond": "#f7f8f8",
    "sea": "#d3e3ec",
    "land": "#ece8df",
    "focus": "#f8f5ee",
    "coast": "#6fa3bf",
    "river": "#7fb2cf",
    "lake": "#c3dbe8",
    "border": "#4d4a46",
    "border_far": "#a39b89",
    "governorate": "#a79c88",
    "member": "#bcd6b3",
    "town": "#4a4a4a",
    "label": INK,
    "label_town": "#36424c",
    "label_country": "#5c5648",
    "label_quiet": "#857a66",
    "label_water": "#4d8099",
}
MEMBER_OPACITY = 0.85

TRANSLUCENT: dict[str, tuple[str, float]] = {
    "veil": ("white", 0.94),
    "veil_thin": ("white", 0.72),
    "shade_small": ("shadow", 0.14),
    "shade": ("shadow", 0.2),
    "shade_ink": ("ink", 0.12),
}
"""Colours of controls through which what lies below is seen."""


@dataclass(frozen=True)
class Tone:
    """A colour, and how much of it covers what lies below."""

    color: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Line:
    """An edge or a road; without a colour it has that of whoever holds the land."""

    width: float
    color: str = ""
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Hatch:
    """Lines across an area, rising to the right.

    Attributes
    ----------
    width, apart
        Of the lines, and from one line to the next.
    crossed
        Whether others fall across them.
    ground
        What lies under the lines, if anything.
    """

    color: str
    width: float
    apart: float
    opacity: float = 1.0
    crossed: bool = False
    ground: Tone | None = None


@dataclass(frozen=True)
class LandLook:
    """How land of a class is drawn, as an area and as the roads through it.

    Attributes
    ----------
    by_holder
        Whether its colour is that of whoever holds it.
    dated
        Whether the year since when it is so is named on it.
    """

    road: Line
    fill: Tone | None = None
    hatch: Hatch | None = None
    edge: Line | None = None
    by_holder: bool = False
    dated: bool = False


def paler(color: str, share: float) -> str:
    """A share of a colour, the rest white."""
    parts = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def contrasting(color: str) -> str:
    """Black or white, whichever is told more easily from a colour ``#rrggbb`` (relative luminance of WCAG 2)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return COLORS["shadow"] if luminance > 0.179 else WHITE


def _change(name: str, width: float) -> LandLook:
    """Land that changed between two days; its ground is nearly opaque, since an office program's hatch is."""
    color = COLORS[name]
    hatch = Hatch(color, width, 6, ground=Tone(paler(color, 0.3), 0.85))
    return LandLook(Line(4.4, color), hatch=hatch, edge=Line(1.2, COLORS[f"{name}_edge"]))


_HELD = LandLook(Line(5, DAESH), fill=Tone(DAESH, 0.8), edge=Line(1.2, DAESH))
LAND: dict[str, LandLook] = {
    "influence": LandLook(Line(1.6, DAESH, 0.5, (2, 5)), hatch=Hatch(DAESH, 1, 9, 0.42)),
    "retaken": LandLook(Line(3.4), fill=Tone("", 0.62), edge=Line(1, WHITE, 0.85), by_holder=True, dated=True),
    "unchanged": _HELD,
    "control": _HELD,
    "contested": LandLook(
        Line(4.4, ACCENT, dash=(7, 4)),
        hatch=Hatch(ACCENT, 1.5, 6, crossed=True, ground=Tone(WHITE, 0.55)),
        edge=Line(1, ACCENT),
    ),
    "lost": _change("lost", 1.1),
    "gained": _change("gained", 1.8),
}
"""Classes of land and what changed of it between two days, in the order in which they are laid, the lowest first."""
CHANGES = ("gained", "lost", "unchanged")
"""Those of `LAND` that compare two days, as they are told."""


def css(color: str, opacity: float = 1.0) -> str:
    """A colour as a style sheet has it: ``#rrggbb``, or ``#rrggbbaa``."""
    return color if opacity == 1 else f"{color}{round(opacity * 255):02x}"


def variables() -> dict[str, str]:
    """CSS variables of every colour that a style sheet may name, e.g. ``--atlas-ink``."""
    named = {name: css(color) for name, color in COLORS.items()}
    named |= {name: css(COLORS[color], opacity) for name, (color, opacity) in TRANSLUCENT.items()}
    named |= {f"map-{name}": css(color) for name, color in BASEMAP.items()}
    return _as_variables(named)


def root_rule() -> str:
    """The rules that give a style sheet its `variables`: where the reader's system is dark, the frame of the map is."""
    light, dark = (_declared(named) for named in (variables(), _as_variables(DARK)))
    rule = f":root,{','.join(LIGHT)}{{color-scheme:light;{light}}}"
    return f"{rule}@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}"


def _as_variables(named: Mapping[str, str]) -> dict[str, str]:
    return {f"--atlas-{name.replace('_', '-')}": value for name, value in named.items()}


def _declared(values: Mapping[str, str]) -> str:
    return "".join(f"{name}:{value};" for name, value in values.items())


def sheet() -> dict[str, Any]:
    """What the map's script draws with."""
    return {
        "colors": COLORS,
        "basemap": BASEMAP,
        "member_opacity": MEMBER_OPACITY,
        "land": {name: asdict(look) for name, look in LAND.items()},
        "changes": CHANGES,
    }
