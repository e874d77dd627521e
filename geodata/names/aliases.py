"""Other names of places, which folding does not find: ``names/aliases.csv`` of an atlas."""

import csv
import os
from pathlib import Path

from geodata import reading
from geodata.errors import LayerError
from geodata.home import ALIASES, PACKAGE_FOLDER

FILE = "names/aliases.csv"
_SHIPPED = PACKAGE_FOLDER / FILE
_COLUMNS = ("place_id", "name", "source")


def aliases(path: Path = ALIASES) -> dict[str, list[str]]:
    """Other names of each place, by its id; none where another atlas than this package's own has no such file.

    Raises
    ------
    LayerError
        If the file cannot be read, or is not a table of such names.
    """
    if path != _SHIPPED and not os.path.lexists(path):
        return {}
    text = reading.text(path, FILE)
    try:
        header, *lines = csv.reader(text.splitlines(), strict=True)
    except csv.Error as error:
        raise LayerError(FILE, f"not CSV: {error}", "form", "CSV") from None
    if tuple(header) != _COLUMNS:
        raise LayerError(FILE, f"the columns are not {', '.join(_COLUMNS)}", "column", ", ".join(_COLUMNS))
    others: dict[str, list[str]] = {}
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(_COLUMNS) or not all(cells):
            raise LayerError(FILE, f"line {number} has not a place, a name and a source", "row", str(number))
        others.setdefault(cells[0], []).append(cells[1])
    return others
