"""Dated events in four lanes, marked on the clock; the map does not show them."""

from collections.abc import Iterator

from dashboard.atlas.looks import CERTAINTY, Actors, Appearance, Entry, Fact, Look, Row


def _appear(_: Row, __: Actors) -> Iterator[Appearance]:
    yield from ()


def _explain(_: Actors, __: frozenset[str]) -> tuple[Entry, ...]:
    return ()


LOOK = Look(
    layer="milestones",
    place=8,
    appear=_appear,
    explain=_explain,
    kind="events",
    at_start=False,
    facts=(Fact("layer.milestones", "word", "lane", "lane"), CERTAINTY),
    cites=("milestones", "id"),
)
