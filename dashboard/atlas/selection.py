"""What is looked at: day, view, layers and language, as one frozen value. Knows no Streamlit."""

from dataclasses import dataclass
from datetime import date

from dashboard.atlas.layers import AT_START, LOOKS, SHOWN
from geodata.dates import CLOCK_OPENS
from geodata.history.territory import COUNTRIES

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

VIEWS: dict[str, Bounds] = {
    "iraq-syria": (35.4, 29.0, 48.8, 37.6),
    "iraq": (38.6, 29.0, 48.8, 37.6),
    "syria": (35.4, 32.2, 42.5, 37.5),
    "euphrates": (37.4, 32.9, 44.4, 36.9),
    "nineveh": (41.0, 35.2, 44.0, 37.2),
    "aleppo": (36.3, 35.5, 38.9, 37.0),
    "libya": (9.0, 25.5, 26.0, 33.6),
    "world": (-25.0, -36.0, 150.0, 62.0),
}
"""Named views and the land that each shows whole."""

FOCUS: dict[str, tuple[str, ...]] = {"libya": ("LY",), "iraq": ("IQ",), "syria": ("SY",)}
"""Countries whose land stands out in a view; in the others, those whose territory is derived."""
FOCUSED = frozenset(COUNTRIES).union(*FOCUS.values())

LAYERS_SHOWN = SHOWN
"""Layers drawn on the map, in the order of the legend; the coalition only colours the world."""

LAYERS_AT_START = AT_START

STYLES = ("filled", "corridors", "places")
"""How territory is drawn: its land, the roads through it, or nothing but the places themselves."""

MODES = ("split", "swipe", "difference")
"""How two days are compared: side by side, one over the other with a swipe between them, or what changed."""

CONFIDENCES = ("high", "medium", "low")
"""How sure a row is, the surest first."""

FILTERS: dict[str, tuple[str, ...]] = {
    "confidence": CONFIDENCES,
    "damage": tuple(entry.kind for entry in LOOKS["heritage_sites"].explain({}, frozenset())),
}
"""What symbols can be narrowed by, and its words; ``retaken_by`` is a third, whose words are the record's actors."""

NARROWED = (*FILTERS, "retaken_by")
"""The selection's own names for what symbols are narrowed by."""


@dataclass(frozen=True)
class Selection:
    """Everything that the page's address describes.

    Attributes
    ----------
    day
        The day painted.
    language
        Code of the reader's language.
    view
        One of `VIEWS`; empty where ``bounds`` says what is seen.
    bounds
        What is seen after the map was moved by hand.
    layers
        Layers that are drawn.
    style
        One of `STYLES`.
    compare
        A second day to compare the first with; None where one day is looked at.
    mode
        One of `MODES`.
    place
        The place whose history is open; empty where none is.
    confidence, damage, retaken_by
        Symbols are narrowed to these; empty where they are not.
    """

    day: date = CLOCK_OPENS
    language: str = "en"
    view: str = "iraq-syria"
    bounds: Bounds | None = None
    layers: tuple[str, ...] = LAYERS_AT_START
    style: str = "filled"
    compare: date | None = None
    mode: str = "split"
    place: str = ""
    confidence: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    retaken_by: tuple[str, ...] = ()
