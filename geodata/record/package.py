"""What ``datapackage.json`` lists: every table, from the catalogue and its schema, and the files of the basemap.

The tables' entries are written by ``python -m geodata build layers``; those of the basemap are kept by hand. An entry
says how many rows its file has and bears a hash of its bytes: a table that is cut at the end of a line reads well
otherwise, with places that were never retaken.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodata.catalog import TABLES, Table
from geodata.errors import LayerError
from geodata.record.canonical import dumps_document, write_if_changed
from geodata.record.files import Fault, parse, read_bytes, schema_of, stamp

PACKAGE_FILE = "datapackage.json"
ROWS, HASH = "rows", "hash"
"""Members of an entry that change with its file."""
LISTED_ANEW = "; 'python -m geodata build layers' lists the files anew"
"""What there is to do after a change, as a sentence ends."""
_BASEMAP = "../basemap/"
_METHOD = "sha256:"


@dataclass(frozen=True)
class Listed:
    """What the data package says of a file as it was when it was listed."""

    rows: int
    hash: str


def listed(folder: Path) -> Mapping[str, Listed]:
    """Files of a record that are listed with their rows, by name; none where the data package cannot be read."""
    return _listed(folder, stamp(folder / PACKAGE_FILE))


def digest(content: bytes) -> str:
    """Hash of a file's bytes, as a data package writes it."""
    return _METHOD + hashlib.sha256(content).hexdigest()


def list_files(folder: Path) -> bool:
    """List the files of a record anew, as they stand; answers whether the data package has changed.

    Raises
    ------
    LayerError
        If there is no data package, or it is none.
    """
    content = read_bytes(folder / PACKAGE_FILE)
    if isinstance(content, Fault):
        raise LayerError(PACKAGE_FILE, content.message)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise LayerError(PACKAGE_FILE, f"not a data package of the record ({error})") from None
    if not isinstance(document, dict):
        raise LayerError(PACKAGE_FILE, "not a JSON object")
    anew = dumps_document(document | {"resources": resources(document, folder)})
    return write_if_changed(folder / PACKAGE_FILE, anew)


def resources(document: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    """What the member ``resources`` of a data package has to be.

    Parameters
    ----------
    document
        The data package: it has the licences of the whole record, and the entries of the basemap.
    folder
        Where the files are that it lists.
    """
    given = document.get("resources")
    entries = given if isinstance(given, list) else []
    basemap = [entry for entry in entries if isinstance(entry, dict) and str(entry.get("path")).startswith(_BASEMAP)]
    return [*(_resource(table, document, folder) for table in TABLES.values()), *basemap]


def _resource(table: Table, document: dict[str, Any], folder: Path) -> dict[str, Any]:
    content = read_bytes(folder / table.file)
    own = {} if isinstance(content, Fault) else {ROWS: len(parse(table, content).rows), HASH: digest(content)}
    return {
        "name": table.name,
        "path": table.file,
        "title": schema_of(table.name)["title"],
        "format": table.suffix.removeprefix("."),
        "schema": f"schema/{table.name}.schema.json",
        "licenses": [asdict(license_) for license_ in table.licenses] or document.get("licenses"),
        **own,
    }


@lru_cache(maxsize=8)
def _listed(folder: Path, _stamp: tuple[int, int]) -> dict[str, Listed]:
    content = read_bytes(folder / PACKAGE_FILE)
    try:
        entries = [] if isinstance(content, Fault) else json.loads(content)["resources"]
        return {entry["path"]: Listed(int(entry[ROWS]), str(entry[HASH])) for entry in entries if ROWS in entry}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}
