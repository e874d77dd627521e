"""Who holds each place: black where Daesh does, hatched where it fights, else a dot of the holder's colour.

Once it is not followed any more who holds a place, a ring stands there that names nobody.
"""

from collections.abc import Iterator

from dashboard.atlas import forms
from dashboard.atlas.looks import (
    DOUBTED,
    GRADED,
    NAME,
    SPAN,
    SURENESS,
    Actor,
    Actors,
    Appearance,
    Column,
    Entry,
    Look,
    Row,
    Symbol,
    Words,
    windowed,
)
from dashboard.atlas.style import ACCENT, COLORS, DAESH
from geodata.history.control import CONTESTED, GROUP

_DOT = 14.0
# On painted land a held place is a dot; where land is not painted its symbol says it alone.
_ON_LAND = Symbol(GROUP, forms.small("circle", DAESH), 12.5, 2, GROUP)
UNFOLLOWED = Symbol("unfollowed", forms.ring(), 11.0, 0)
"""Of places of which it is not followed any more who holds them."""
DOUBTFUL = forms.doubtful(forms.dot(COLORS["holder_other"]))
"""The sample of a place inside the window of a change."""
FILLS: dict[str, tuple[str, forms.Fill]] = {GROUP: (DAESH, "full"), CONTESTED: (ACCENT, "hatch")}
"""Who is there -> colour and fill, of places where Daesh is; in others a colour alone tells the holder."""
HELD = {
    GROUP: Symbol(GROUP, forms.filled("circle", *FILLS[GROUP]), 20.0, 3, GROUP, on_land=_ON_LAND),
    CONTESTED: Symbol(CONTESTED, forms.filled("circle", *FILLS[CONTESTED]), 20.0, 4, CONTESTED),
}
"""Who is there -> symbol, of places where Daesh is."""

CHANGED = (
    Symbol("gained", forms.small("triangle", COLORS["gained"]), 18.0, 3),
    Symbol("lost", forms.small("triangle-down", COLORS["lost"]), 18.0, 2),
)
"""Of places that Daesh gained or lost between two days; the last of `style.CHANGES`, what it kept, the land tells."""


def _appear(row: Row, actors: Actors) -> Iterator[Appearance]:
    holder = row["controller"]
    if holder is None:
        # Of the time before the record there is nothing to say.
        if row["end_date"] is None:
            yield Appearance(row["start_date"], None, UNFOLLOWED)
        return
    symbol = HELD.get(holder) or _other(actors.get(holder) or Actor("", {}), holder)
    begins, ends = ((row[f"{part}earliest_date"], row[f"{part}latest_date"]) for part in ("", "end_"))
    yield from windowed(row["start_date"], row["end_date"], symbol, begins, ends)


def _other(actor: Actor, holder: str) -> Symbol:
    return Symbol("other", forms.dot(actor.color), _DOT, 1, holder)


def _explain(_: Actors, __: frozenset[str]) -> tuple[Entry, ...]:
    held = (Entry(who, Words(f"state_of_place.{who}"), symbol.marks) for who, symbol in HELD.items())
    other = Entry("other", Words("state_of_place.other"), forms.dot(COLORS["holder_other"]), 13.0)
    unfollowed = Entry(UNFOLLOWED.kind, Words("state_of_place.unfollowed"), UNFOLLOWED.marks, 13.0)
    return *held, other, unfollowed, Entry(DOUBTED, Words("state_of_place.doubted"), DOUBTFUL, 16.0)


LOOK = Look(
    layer="places",
    place=3,
    appear=_appear,
    explain=_explain,
    above=2,
    held=tuple(HELD),
    yields_to="liberated_cities",
    of_place=True,
    near_only=True,
    named="place",
    ranked=True,
    table_title="table.places",
    columns=(
        NAME,
        Column("popup.held_by", "holder", "controller"),
        Column("popup.since", "since", "start_date"),
        SURENESS,
    ),
    file=(
        "country",
        "admin1_en",
        "kind",
        "controller",
        *SPAN,
        "earliest_date",
        "latest_date",
        "means",
        "basis",
        "followed_until",
        *GRADED,
    ),
    cites=("control_events", "event_id"),
)
