"""Territory -> one document from which the map's script paints any day: shared arcs, whose land it is, who held whom.

The script looks a day up by the same rules as `geodata.territory`; a test holds the two beside each other. Lines are
sent once, whatever lies left and right of them: whole numbers of ten-thousandths of a degree, each point as its step
from the one before.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.history import territory
from geodata.record import loading
from geodata.shapes import Topology

Json = dict[str, Any]
GRID = 10_000
"""Steps in a degree, as in the committed cells."""
_ROOM = 0.04


def land(folder: Path = LAYERS_FOLDER) -> Json:
    """What the script needs to paint a day.

    Returns
    -------
    dict
        ``arcs`` (lines as steps), ``sides`` (cell left and right of each, -1 for none), ``cells`` (``kind``,
        ``owner``, ``rival``, ``km2``, and ``seat``: a point with room around it, for a year), ``roads`` (cell and
        line of each piece of road), ``overrides`` (land whose size a source tells), ``histories`` (for each place
        ``[since, controller, gone]``), ``enemies``, ``first`` and ``last`` (the territory's days).

    Raises
    ------
    LayerError
        If one of the files is missing or broken.
    """
    known = territory.territory(folder)
    topology = Topology.of(known.shapes.tolist())
    return {
        "first": TERRITORY_FIRST.isoformat(),
        "last": TERRITORY_LAST.isoformat(),
        "arcs": [_steps(arc) for arc in topology.arcs],
        "sides": topology.sides().ravel().tolist(),
        "cells": {
            "kind": known.cells.kind.tolist(),
            "owner": known.cells.owner.tolist(),
            "rival": known.cells.rival.tolist(),
            "km2": np.round(known.cells.area_km2, 1).tolist(),
            "seat": [_seat(shape) for shape in known.shapes],
        },
        "roads": roads(known, folder),
        "overrides": [
            {
                "start": one.start.isoformat(),
                "end": one.end.isoformat(),
                "class": one.name,
                "rest": one.rest,
                "held_by": one.held_by,
                "places": one.places.tolist(),
                "cells": np.flatnonzero(one.inside).tolist(),
            }
            for one in known.overrides
        ],
        "histories": [
            [[one.since.isoformat(), one.controller, one.gone.isoformat() if one.gone else None] for one in history]
            for history in known.histories["given"]
        ],
        "enemies": {actor: since.isoformat() for actor, since in known.enemies.items()},
    }


def dumps(document: Json) -> bytes:
    """The document as compact JSON."""
    return json.dumps(document, separators=(",", ":")).encode("utf-8")


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
