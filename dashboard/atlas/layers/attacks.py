"""Attacks abroad: a star, the fuller the closer the link with Daesh, the larger the more were killed.

It stays, smaller and paler after a year.
"""

from bisect import bisect

from dashboard.atlas.looks import CERTAINTY, GRADED, HAPPENED, NAME, SURENESS, Column, Fact, Row, classified
from dashboard.atlas.style import COLORS

_COLOR = COLORS["attack"]
_KILLED = (10, 50, 100, 200)
_SHARES = (0.8, 1.0, 1.25, 1.5, 1.8)
"""How large a star is where fewer were killed than each of `_KILLED`, and where more were; steps can be told apart."""


def _sized(row: Row) -> float:
    """By the highest number that is told; as one of few where none is."""
    return _SHARES[bisect(_KILLED, row.get("killed_max") or 0)]


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
    sized=_sized,
    place=6,
    above=5,
    least=0.85,
    weighed_by="killed_max",
    named="attack",
    named_from=100.0,
    focus_zoom=5.0,
    facts=(
        Fact("popup.day", "day", "event_date"),
        Fact("popup.attribution", "word", "attribution", "attribution"),
        Fact("popup.killed", "range", "killed"),
        Fact("popup.injured", "range", "injured"),
        CERTAINTY,
    ),
    later=("injured_min", "injured_max", "geometry_precision", "affiliate_id"),
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
