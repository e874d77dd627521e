"""What is looked at: day, view, layers and language, as one frozen value. Knows no Streamlit."""

from dataclasses import dataclass
from datetime import date

from dashboard.atlas.i18n import DEFAULT_LANGUAGE
from dashboard.atlas.layers import AT_START, LOOKS, SHOWN
from geodata.dates import CLOCK_OPENS
from geodata.history.territory import COUNTRIES
from geodata.record import stories
from geodata.subject import SUBJECT

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

VIEWS: dict[str, Bounds] = {name: view.bounds for name, view in SUBJECT.views.items()}
"""Named views and the land that each shows whole."""
OPENING_VIEW = SUBJECT.opening_view
FOCUS: dict[str, tuple[str, ...]] = {name: view.countries for name, view in SUBJECT.views.items()}
"""Countries that a view is of: their land stands out, and figures beside it are theirs."""
FOCUSED = frozenset(COUNTRIES).union(*FOCUS.values())
WORLDWIDE = frozenset(name for name, view in SUBJECT.views.items() if view.worldwide)
"""Views of the whole world."""

LAYERS_SHOWN = SHOWN
"""Layers drawn on the map, in the order of the legend; the coalition only colours the world."""

LAYERS_AT_START = AT_START

STYLES = stories.STYLES
"""How territory is drawn; a briefing of the record names these words too."""

MODES = stories.MODES
"""How two days are compared."""

CONFIDENCES = ("high", "medium", "low")
"""How sure a row is, the surest first."""


def _words_of(filter_name: str) -> tuple[str, ...]:
    """Classes of the layer that a filter narrows, in the order of its legend; none where there is no such layer."""
    narrowed = (look for look in LOOKS.values() if look.narrowed_by == filter_name)
    return tuple(entry.kind for look in narrowed for entry in look.explain({}, frozenset()))


FILTERS: dict[str, tuple[str, ...]] = {
    "confidence": CONFIDENCES,
    "damage": _words_of("damage"),
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
        The place whose history is open, or layer and id of another row that is, with a slash between them; empty where
        none is.
    story, step
        The briefing that is told and the step of it that is shown; empty where none is. Of a briefing without a step
        its question stands above the map.
    confidence, damage, retaken_by
        Symbols are narrowed to these; empty where they are not.
    """

    day: date = CLOCK_OPENS
    language: str = DEFAULT_LANGUAGE
    view: str = OPENING_VIEW
    bounds: Bounds | None = None
    layers: tuple[str, ...] = LAYERS_AT_START
    style: str = "filled"
    compare: date | None = None
    mode: str = "split"
    place: str = ""
    story: str = ""
    step: str = ""
    confidence: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    retaken_by: tuple[str, ...] = ()
