"""Land by class, painted from the coverage; `dashboard.atlas.land` says what class each piece of it has on a day."""

from collections.abc import Iterator

from dashboard.atlas.looks import Actors, Appearance, Column, Entry, Look, Row, Words
from geodata.history.territory import CLASSES


def _appear(_: Row, __: Actors) -> Iterator[Appearance]:
    yield from ()


def _explain(_: Actors, __: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(Entry(name, Words(f"class.{name}")) for name in CLASSES)


LOOK = Look(
    layer="territory",
    place=1,
    appear=_appear,
    explain=_explain,
    kind="land",
    columns=(
        # Here no colour tells the holder: another column does.
        Column("table.kind_of_land", "word", "class", "class", (("retaken", "table.retaken"),)),
        Column("popup.held_by", "actor", "held_by"),
        Column("table.km2", "area", "km2"),
    ),
    file=("countries", "class", "held_by", "km2"),
    sorted_by=2,
    newest_first=True,
)
