"""Events -> intervals: who held a place from when to when.

Control is stored as changes (``control_events.csv``). A *spell* is the time between one change of a place and the
next; an *episode* is a run of spells in which the group held the place or fought inside it, ended by whoever retook it.
Both are derived here and stored nowhere, so an overlap cannot be written.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from geodata.catalog import LAYERS_FOLDER
from geodata.dates import TERRITORY_FIRST, followed_until
from geodata.names.wording import columns
from geodata.record import loading
from geodata.record.files import Row
from geodata.subject import SUBJECT

GROUP, CONTESTED = SUBJECT.group, SUBJECT.contested
NOTES = columns("note")
SPELL = (
    "controller",
    "start_date",
    "start_date_edtf",
    "end_date",
    "end_date_edtf",
    "earliest_date",
    "latest_date",
    "end_earliest_date",
    "end_latest_date",
    "means",
    "basis",
    "event_id",
    "confidence",
    "sources",
    *NOTES,
)
_CONFIDENCE = ("low", "medium", "high")


def spells(place: Row, events: Iterable[Row]) -> list[Row]:
    """Who held a place from when to when.

    Parameters
    ----------
    place
        A row of ``places``.
    events
        Its rows of ``control_events``, in any order.

    Returns
    -------
    list of rows
        In order of time. The first is the holder before the first event, if recorded, from the territory's
        first day; the last ends the day after that to which the place is followed, since nobody is known to hold it
        from then on.
    """
    ordered = sorted(events, key=lambda event: str(event["event_date"]))
    answer: list[Row] = []
    if place["initial_controller"] is not None:
        answer.append(_initial_spell(place))
    for event in ordered:
        if answer:
            answer[-1] |= {f"end_{column}": event[column] for column in ("earliest_date", "latest_date")}
            answer[-1] |= {"end_date": event["event_date"], "end_date_edtf": event["event_date_edtf"]}
        kept = ("controller", "earliest_date", "latest_date", "means", "basis", "confidence", "sources", *NOTES)
        span = {"start_date": event["event_date"], "start_date_edtf": event["event_date_edtf"]}
        answer.append(
            {
                **span,
                "end_date": None,
                "end_date_edtf": None,
                "end_earliest_date": None,
                "end_latest_date": None,
                "event_id": event["id"],
                **{key: event[key] for key in kept},
            }
        )
    if answer:
        answer[-1]["end_date"] = unfollowed_from(place).isoformat()
    return answer


def unfollowed_from(place: Row) -> date:
    """The first day from which nobody is said to hold a place."""
    return followed_until(place["country"], place["followed_until"]) + timedelta(days=1)


def episodes(place_id: str, spells: Iterable[Row]) -> Iterator[Row]:
    """Each time the group held a place, or fought inside it, and lost it.

    Yields
    ------
    row
        ``held`` is ``held`` if the group held the place at any time of the episode, else ``contested``. It holds as a
        liberation from the day of the retaking until the group is there again.
    """
    runs = [(there, list(run)) for there, run in groupby(spells, key=_group_is_there)]
    number = 0
    for index, (there, run) in enumerate(runs):
        if not there or index + 1 == len(runs):
            continue
        number += 1
        after = runs[index + 1][1]
        again = runs[index + 2][1][0]["start_date"] if index + 2 < len(runs) else None
        yield _episode(f"{place_id}-{number}", place_id, run, after[0], again)


def _group_is_there(spell: Row) -> bool:
    return spell["controller"] in (GROUP, CONTESTED)


def _episode(row_id: str, place_id: str, run: list[Row], after: Row, again: str | None) -> Row:
    # Fighting inside the place may have come first; it was held from the day the group alone held it.
    first = next((spell for spell in run if spell["controller"] == GROUP), run[0])
    cited = (source for spell in (*run, after) for source in str(spell["sources"]).split(";"))
    return {
        "id": row_id,
        "place_id": place_id,
        "held": "held" if any(spell["controller"] == GROUP for spell in run) else "contested",
        "held_from_date": first["start_date"],
        "held_from_date_edtf": first["start_date_edtf"],
        "retaken_date": after["start_date"],
        "retaken_date_edtf": after["start_date_edtf"],
        "retaken_by": after["controller"],
        "earliest_date": after["earliest_date"],
        "latest_date": after["latest_date"],
        "start_date": after["start_date"],
        "end_date": again,
        "confidence": min((spell["confidence"] for spell in (*run, after)), key=_rank),
        "sources": ";".join(dict.fromkeys(cited)),
        **{key: after[key] for key in NOTES},
    }


def _rank(confidence: str) -> int:
    """From low to high; a word that is none of them (which `check` reports) counts as the lowest."""
    return _CONFIDENCE.index(confidence) if confidence in _CONFIDENCE else -1


def _initial_spell(place: Row) -> Row:
    unknown: Row = dict.fromkeys(SPELL)
    return unknown | {
        "controller": place["initial_controller"],
        "start_date": TERRITORY_FIRST.isoformat(),
        "confidence": "medium",
        "sources": place["sources"],
    }


def spells_of_places(folder: Path = LAYERS_FOLDER) -> Iterator[tuple[Row, list[Row]]]:
    """Each row of ``places`` with its `spells`, in the order of the file."""
    events: dict[str, list[Row]] = {}
    for event in loading.rows("control_events", folder):
        events.setdefault(event["place_id"], []).append(event)
    for place in loading.rows("places", folder):
        yield place, spells(place, events.get(place["id"], []))
