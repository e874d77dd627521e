"""Other names of rows, which folding does not find: ``names/aliases.csv`` of an atlas."""

import os
from pathlib import Path

from geodata import reading
from geodata.errors import LayerError
from geodata.home import ALIASES, PACKAGE_FOLDER

FILE = "names/aliases.csv"
_SHIPPED = PACKAGE_FOLDER / FILE
_COLUMNS = ("layer", "id", "name", "source")


def aliases(path: Path = ALIASES) -> dict[tuple[str, str], list[str]]:
    """Other names of each row, by its layer and id; none where another atlas than this package's own has no such file.

    Raises
    ------
    LayerError
        If the file cannot be read, or is not a table of such names.
    """
    if path != _SHIPPED and not os.path.lexists(path):
        return {}
    others: dict[tuple[str, str], list[str]] = {}
    for number, row in enumerate(reading.table(path, FILE, _COLUMNS), start=2):
        if not all(row.values()):
            raise LayerError(FILE, f"line {number} has not a layer, an id, a name and a source", "row", str(number))
        others.setdefault((row["layer"], row["id"]), []).append(row["name"])
    return others
