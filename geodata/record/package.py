"""What ``datapackage.json`` lists: every table, from the catalogue and its schema, and the files of the basemap.

The tables' entries are written by ``python -m geodata build layers``; those of the basemap are kept by hand.
"""

from dataclasses import asdict
from typing import Any

from geodata.catalog import TABLES, Table
from geodata.record.files import schema_of

PACKAGE_FILE = "datapackage.json"
_BASEMAP = "../basemap/"


def resources(document: dict[str, Any]) -> list[dict[str, Any]]:
    """What the member ``resources`` of a data package has to be.

    Parameters
    ----------
    document
        The data package: it has the licences of the whole record, and the entries of the basemap.
    """
    given = document.get("resources")
    entries = given if isinstance(given, list) else []
    basemap = [entry for entry in entries if isinstance(entry, dict) and str(entry.get("path")).startswith(_BASEMAP)]
    return [*(_resource(table, document) for table in TABLES.values()), *basemap]


def _resource(table: Table, document: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": table.file,
        "title": schema_of(table.name)["title"],
        "format": table.suffix.removeprefix("."),
        "schema": f"schema/{table.name}.schema.json",
        "licenses": [asdict(license_) for license_ in table.licenses] or document.get("licenses"),
    }
