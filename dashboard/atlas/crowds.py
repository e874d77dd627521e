"""Where symbols would hide each other, one stands for several: how near they may come, and how such a one looks.

Pixels of the screen at the opening scale; paper takes `dashboard.atlas.looks.MM_PER_PX` of each.
"""

from typing import Any

from dashboard.atlas import naming
from dashboard.atlas.style import COLOR, WHITE, contrasting

APART = 24.0
"""From the middle of a symbol to that of the next, at least: so much a finger needs as well."""
COUNTED = 1.5
"""How much larger a symbol is that stands for several ..."""
ROOM = 26.0
"""... until it is so many pixels across: then it has room for its number."""
PLATE = 0.52
"""Of the symbol's radius: that of the plate that a number stands on where the symbol is pale."""
DIGITS = (0.95, 0.76, 0.62)
"""Of the symbol's radius: how high a number is that has one digit, two, or more."""
BY_RANK = (24.0, 66.0, 110.0, 160.0)
"""By rank: how near a place may stand to one that matters more, lest that one stands for it."""
ALL_FROM = 1.6e6
"""Denominator of the scale from which only what would touch is drawn as one."""
AMONG_PLACES = 2
"""What is no place comes after the places of this rank: a village makes room for it, a city does not."""


def is_dark(fill: str) -> bool:
    """Whether a number on this colour is written in white; on what is no colour it stands on a plate."""
    return bool(COLOR.fullmatch(fill)) and contrasting(fill) == WHITE


def as_json() -> dict[str, Any]:
    """The rules as the script takes them."""
    return {
        "apart": APART,
        "counted": COUNTED,
        "room": ROOM,
        "plate": PLATE,
        "digits": DIGITS,
        "by_rank": BY_RANK,
        "all_from": naming.zoom_of(ALL_FROM, naming.CLOSER),
        "among_places": AMONG_PLACES,
    }
