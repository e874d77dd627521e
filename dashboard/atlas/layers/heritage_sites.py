"""Heritage damaged: a diamond, the fuller the worse, by the classes of UNOSAT."""

from dashboard.atlas.looks import CERTAINTY, GRADED, HAPPENED, NAME, SURENESS, Column, Fact, classified
from dashboard.atlas.style import COLORS

_COLOR = COLORS["heritage"]
LOOK = classified(
    "heritage_sites",
    "damage",
    "diamond",
    {
        "destroyed": (_COLOR, "full"),
        "severe": (_COLOR, "half"),
        "moderate": (_COLOR, "dot"),
        "possible": (_COLOR, "none"),
    },
    words="damage",
    size=15.0,
    place=4,
    above=4,
    narrowed_by="damage",
    spread=True,
    near_only=True,
    gathers=54.0,
    facts=(
        Fact("popup.damage", "word", "damage", "damage"),
        Fact("popup.damaged", "day", "event_date"),
        Fact("popup.reported", "day", "reported_date"),
        Fact("popup.confirmed", "day", "confirmed_date"),
        Fact("popup.state_now", "word", "state_now", "state", unless="unknown"),
        CERTAINTY,
    ),
    later=("reported_date", "confirmed_date", "state_now", "perpetrator", "geometry_precision"),
    columns=(
        NAME,
        Column("popup.damage", "word", "damage", "damage"),
        Column("popup.damaged", "day", "event_date"),
        SURENESS,
    ),
    file=(
        "country",
        "kind",
        "place_id",
        *HAPPENED,
        "reported_date",
        "confirmed_date",
        "damage",
        "state_now",
        "perpetrator",
        *GRADED,
    ),
    cites=("heritage_sites", "id"),
)
