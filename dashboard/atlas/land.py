"""Territory -> one document from which the map's script paints any day: shared lines, and what each cell was from when.

No rule crosses the wire: who holds what follows from `geodata.history.territory` alone, and a cell comes with its
changes. Lines are sent once, whatever lies left and right of them: whole numbers of ten-thousandths of a degree, each
point as its step from the one before.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.atlas.figures import COMPARED
from dashboard.atlas.style import CHANGES
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history import explain, territory
from geodata.history.control import CONTESTED, GROUP
from geodata.names.wording import columns
from geodata.record import loading
from geodata.record.origins import library
from geodata.shapes import Topology

Json = dict[str, Any]
GRID = 10_000
"""Steps in a degree, as in the committed cells."""
_ROOM = 0.04
Group = tuple[str, str | None, str | None]
"""Class of land, who holds it, and the year since when it is retaken; the last two where they are told."""


def land(folder: Path = LAYERS_FOLDER) -> Json:
    """What the script needs to paint a day.

    Returns
    -------
    dict
        ``first`` and ``last`` (the territory's days), ``arcs`` (lines as steps), ``sides`` (cell left and right of
        each, -1 for none), ``ha`` (hectares of each cell), ``countries`` and
        ``country`` (countries, and of each cell the number of its own, -1 for none), ``seat`` (of each cell a point
        with room around it, for a year), ``roads`` (cell and line of each piece of road), ``groups`` (`Group`),
        ``changes`` (for each cell day and group in turn: days as steps from the one before, the first from ``first``,
        groups by number, -1 for none),
        ``held`` (classes that count where two days are compared), ``compared`` (what land gained, lost and kept is
        called) and ``why`` (what `why` answers).

    Raises
    ------
    LayerError
        If one of the files is missing or broken.
    """
    known = territory.territory(folder)
    topology = Topology.of(known.shapes.tolist())
    groups, changes = changes_of(known)
    return {
        "first": TERRITORY_FIRST.isoformat(),
        "last": TERRITORY_LAST.isoformat(),
        "arcs": [_steps(arc) for arc in topology.arcs],
        "sides": topology.sides().ravel().tolist(),
        "ha": np.rint(known.cells.area_km2 * 100).astype(np.int64).tolist(),
        "countries": list(territory.COUNTRIES),
        "country": [_number(country) for country in known.cells.country],
        "seat": [_seat(shape) for shape in known.shapes],
        "roads": roads(known, folder),
        "groups": groups,
        "changes": changes,
        "held": COMPARED,
        "compared": CHANGES,
        "why": why(known, folder),
    }


def why(known: territory.Territory, folder: Path = LAYERS_FOLDER) -> Json:
    """From what the script tells why land is what it is, as `geodata.explain` does.

    Returns
    -------
    dict
        ``places`` (ids, by number), ``owner`` (of each cell its place, -1 for none), ``rival`` (the place that is
        nearly as near, -1 where the record has none, -2 where there is no such land), ``lent`` (place, first day, first
        day after or None, and the place whose holder stands for its own), ``sieges`` (what sources tell of land's
        size), ``cases`` and ``of_sieges`` (which sentence tells what), ``group`` and ``fought`` (actors).
    """
    places = [row["id"] for row in loading.rows("places", folder) if row["country"] in territory.COUNTRIES]
    contested = known.cells.kind == "contested"
    return {
        "places": places,
        "owner": known.cells.owner.tolist(),
        "rival": np.where(contested, known.cells.rival, -2).tolist(),
        "lent": [list(one) for one in _lent(known)],
        "sieges": [
            _siege(known, number, row, folder) for number, row in enumerate(loading.rows("territory_overrides", folder))
        ],
        "cases": explain.CASES,
        "of_sieges": explain.OF_SIEGES,
        "group": GROUP,
        "fought": CONTESTED,
    }


def _lent(known: territory.Territory) -> Iterator[tuple[int, str, str | None, int]]:
    for place, history in enumerate(known.histories["given"]):
        for number, holder in enumerate(history):
            if holder.lent is not None:
                after = history[number + 1].since.isoformat() if number + 1 < len(history) else None
                yield place, holder.since.isoformat(), after, holder.lent


def _siege(known: territory.Territory, number: int, row: Json, folder: Path) -> Json:
    siege = known.overrides[number]
    all_lost = known.lost(siege.start)
    lost = {cell: since for cell, (_, since) in all_lost.items() if known.cells.owner[cell] in siege.places}
    told = ("id", "class", "start_date", "end_date", "confidence", "sources", "rest_held_by")
    return {
        **{name: row[name] for name in told},
        "origins": len(library(folder).word(row).independent),
        "cells": np.flatnonzero(siege.inside).tolist(),
        "lost": {str(cell): since.isoformat() for cell, since in lost.items() if not siege.inside[cell]},
        **{column: row[column] for column in columns("note")},
    }


def dumps(document: Json) -> bytes:
    """The document as compact JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def changes_of(known: territory.Territory) -> tuple[list[Group], list[list[int]]]:
    """Every `Group` that land belongs to on some day, and for each cell when it changed from one to another."""
    numbers: dict[Group, int] = {}
    last = np.full(len(known.shapes), -1)
    before = np.zeros(len(known.shapes), dtype=np.int64)
    changes: list[list[int]] = [[] for _ in known.shapes]
    for day in territory.turning_days(known):
        now = _groups_on(known, day, numbers)
        since = (day - TERRITORY_FIRST).days
        for cell in np.flatnonzero(now != last).tolist():
            changes[cell] += [since - int(before[cell]), int(now[cell])]
            before[cell] = since
        last = now
    return list(numbers), changes


def _groups_on(known: territory.Territory, day: date, numbers: dict[Group, int]) -> npt.NDArray[np.int64]:
    found = np.full(len(known.shapes), -1)
    for (name, held_by, since, _), members in territory.groups(known, day):
        group = (name, held_by, str(since.year) if since else None)
        found[members] = numbers.setdefault(group, len(numbers))
    return found


def _number(country: str) -> int:
    return territory.COUNTRIES.index(country) if country in territory.COUNTRIES else -1


def _steps(line: npt.NDArray[np.float64]) -> list[int]:
    """x, y, dx, dy, dx, dy ... on the grid."""
    whole = np.rint(line * GRID).astype(np.int64)
    steps: list[int] = np.concatenate([whole[:1], np.diff(whole, axis=0)]).ravel().tolist()
    return steps


def _seat(shape: Any) -> list[float] | None:
    """The point farthest from a cell's edge, and how far that is, in degrees; None where there is no room."""
    circle = shapely.maximum_inscribed_circle(shape, tolerance=0.01)
    if circle.length < _ROOM:
        return None
    (x, y), _ = circle.coords
    return [round(x, 3), round(y, 3), round(circle.length, 3)]


def roads(known: territory.Territory, folder: Path) -> list[list[Any]]:
    """Roads cut where the land's owner changes: [cell, line]."""
    corridors = loading.rows("corridors", folder)
    lines = loading.frame(corridors, file=TABLES["corridors"].file, columns=("geometry",)).geometry.to_numpy()
    tree = shapely.STRtree(known.shapes)
    pieces: list[list[Any]] = []
    for line, cell in zip(*tree.query(lines, predicate="intersects"), strict=True):
        for part in shapely.get_parts(shapely.line_merge(shapely.intersection(lines[line], known.shapes[cell]))):
            if part.geom_type == "LineString" and part.length > 1 / GRID:
                pieces.append([int(cell), _steps(shapely.get_coordinates(part))])
    return pieces
