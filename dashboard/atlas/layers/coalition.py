"""Members of the Global Coalition: their countries are tinted on the world."""

from collections.abc import Iterator

from dashboard.atlas.looks import (
    CERTAINTY,
    NAME,
    SPAN,
    SURENESS,
    Actors,
    Appearance,
    Column,
    Entry,
    Fact,
    Look,
    Row,
    Symbol,
    Words,
)

MEMBER = Symbol("member", state="member")


def _appear(row: Row, _: Actors) -> Iterator[Appearance]:
    yield Appearance(row["start_date"], row["end_date"], MEMBER)


def _explain(_: Actors, __: frozenset[str]) -> tuple[Entry, ...]:
    return (Entry(MEMBER.kind, Words("coalition.member")),)


LOOK = Look(
    layer="coalition",
    place=7,
    appear=_appear,
    explain=_explain,
    kind="countries",
    at_start=False,
    facts=(Fact("table.joined", "day", "start_date"), CERTAINTY),
    columns=(NAME, Column("table.joined", "day", "start_date"), SURENESS),
    file=("country", "kind", *SPAN, "confidence", "sources"),
    cites=("coalition", "id"),
)
