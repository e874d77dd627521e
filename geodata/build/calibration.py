"""Tries one reach after the other and counts the areas of the days for which `FITTED` published one.

The reach in `geodata.history.parameters` is the one with the least mean error (`geodata.history.published.fit`).
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from geodata.build.cells import cells_and_band
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import parse_day
from geodata.history.parameters import PARAMETERS
from geodata.history.published import FITTED
from geodata.history.territory import COUNTRIES, span, territory_of
from geodata.record import loading
from geodata.record.canonical import dumps, write_if_changed
from geodata.record.files import Row
from geodata.record.package import list_files

TRIED = np.arange(10.0, 20.1, 0.5)
"""Reaches tried, in km."""


def build_calibration(folder: Path = LAYERS_FOLDER) -> list[Path]:
    """Write ``calibration.csv``; answers with the file if it changed.

    Raises
    ------
    GeodataError
        If a file is missing or broken, or the cells would be no coverage.
    """
    list_files(folder)
    figures = [
        figure
        for figure in loading.rows("published_figures", folder)
        if figure["estimator"] == FITTED and figure["measure"] == "area_held"
    ]
    rows: list[Row] = []
    for reach in map(float, TRIED):
        known = territory_of(*cells_and_band(folder, replace(PARAMETERS, reach=reach)), folder)
        # Parameters are fitted to what is derived: what a source tells of a siege comes on top, later.
        known = replace(known, overrides=())
        for figure in figures:
            area, _, _ = span(known, COUNTRIES, parse_day(figure["figure_date"]))
            rows.append(
                {
                    "id": f"{figure['id']}-{reach:g}".replace(".", "-"),
                    "figure_id": figure["id"],
                    "reach": reach,
                    "area_km2": round(area, 1),
                    "published_km2": float(figure["value_min"]),
                }
            )
    table = TABLES["calibration"]
    path = folder / table.file
    return [path] if write_if_changed(path, dumps(table, rows)) else []
