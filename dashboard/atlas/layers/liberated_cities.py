"""Places taken back: a badge with the colour and the letter of whoever retook it."""

from collections.abc import Iterator

from dashboard.atlas import forms
from dashboard.atlas.looks import (
    GRADED,
    NAME,
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


def _symbol(actor: Actor) -> Symbol:
    marks, plain = forms.badge(actor.color, actor.letters), forms.badge(actor.color)
    return Symbol(actor.id, marks, 19.0, 1, actor.id, small=plain)


def _appear(row: Row, actors: Actors) -> Iterator[Appearance]:
    actor = actors.get(row["retaken_by"]) or Actor(row["retaken_by"], {})
    window = (row["earliest_date"], row["latest_date"])
    yield from windowed(row["start_date"], row["end_date"], _symbol(actor), window, (None, None))


def _explain(actors: Actors, kinds: frozenset[str]) -> tuple[Entry, ...]:
    known = (actors.get(kind) or Actor(kind, {}) for kind in sorted(kinds))
    return tuple(Entry(actor.id, Words(actor=actor.id), _symbol(actor).marks) for actor in known)


LOOK = Look(
    layer="liberated_cities",
    place=2,
    appear=_appear,
    explain=_explain,
    key="place_id",
    above=1,
    narrowed_by="retaken_by",
    of_place=True,
    near_only=True,
    ranked=True,
    columns=(
        NAME,
        Column("popup.retaken_by", "actor", "retaken_by"),
        Column("popup.retaken", "day", "retaken_date"),
        SURENESS,
    ),
    file=(
        "place_id",
        "country",
        "admin1_en",
        "kind",
        "held",
        "held_from_date",
        "held_from_date_edtf",
        "retaken_date",
        "retaken_date_edtf",
        "retaken_by",
        *GRADED,
    ),
    joins="places",
)
