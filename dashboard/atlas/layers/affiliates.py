"""Provinces and pledged groups: a hexagon, the fuller the more it holds; one that has ended is not shown."""

from dashboard.atlas.looks import CERTAINTY, GRADED, NAME, SPAN, SURENESS, Column, Fact, classified
from dashboard.atlas.style import COLORS, DAESH

LOOK = classified(
    "affiliates",
    "status",
    "hexagon",
    {
        "holding-territory": (DAESH, "full"),
        "active": (DAESH, "half"),
        "pledged": (DAESH, "none"),
        "dormant": (COLORS["dormant"], "none"),
    },
    words="status",
    size=21.0,
    hidden=("ended",),
    place=5,
    above=3,
    named="affiliate",
    least=0.85,
    focus_zoom=5.0,
    facts=(
        Fact("popup.status", "word", "status", "status"),
        Fact("popup.since", "day", "start_date"),
        Fact("popup.until", "day", "end_date"),
        Fact("popup.pledged", "day", "pledged_date"),
        Fact("popup.recognised", "day", "recognised_date"),
        Fact("popup.area", "text", "area"),
        CERTAINTY,
    ),
    notes=("note", "status_note"),
    later=(
        "area",
        "pledged_date",
        "pledged_date_edtf",
        "recognised_date",
        "recognised_date_edtf",
        "geometry_precision",
        "status_id",
    ),
    columns=(
        NAME,
        Column("popup.status", "word", "status", "status"),
        Column("popup.since", "day", "start_date"),
        SURENESS,
    ),
    file=("country", "kind", "status", *SPAN, "pledged_date", "recognised_date", *GRADED),
    cites=("affiliate_status", "status_id"),
)
