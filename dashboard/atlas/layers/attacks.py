"""Attacks abroad: a star, the fuller the closer the link with Daesh; it stays, smaller and paler after a year."""

from dashboard.atlas.looks import CERTAINTY, GRADED, HAPPENED, NAME, SURENESS, Column, Fact, classified
from dashboard.atlas.style import COLORS

_COLOR = COLORS["attack"]
LOOK = classified(
    "attacks",
    "attribution",
    "star",
    {
        "directed": (_COLOR, "full"),
        "attributed": (_COLOR, "half"),
        "claimed": (_COLOR, "dot"),
        "inspired": (_COLOR, "none"),
        # Told from an inspired one by its sign.
        "disputed": (_COLOR, "none", "?"),
    },
    words="attribution",
    size=22.0,
    past=16.0,
    place=6,
    above=5,
    least=0.85,
    focus_zoom=5.0,
    facts=(
        Fact("popup.day", "day", "event_date"),
        Fact("popup.attribution", "word", "attribution", "attribution"),
        Fact("popup.killed", "range", "killed"),
        Fact("popup.injured", "range", "injured"),
        CERTAINTY,
    ),
    columns=(
        NAME,
        Column("popup.attribution", "word", "attribution", "attribution"),
        Column("popup.day", "day", "event_date"),
        SURENESS,
    ),
    file=(
        "country",
        "kind",
        *HAPPENED,
        "attribution",
        "killed_min",
        "killed_max",
        "injured_min",
        "injured_max",
        *GRADED,
    ),
    sorted_by=2,
    newest_first=True,
    cites=("attacks", "id"),
)
