"""Every problem in the record, as a list; nothing is printed and nothing is changed.

Three passes: the form of each file (bytes, JSON, columns, JSON Schema), the sense of each row (dates, windows,
names, sources, geometry), and what must hold between rows and files (references, changes of control, the data
package). A file that cannot be read is one problem, and the rest is still checked.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from pyproj import Proj
from pyproj.exceptions import ProjError
from referencing import Registry, Resource

from geodata import reading
from geodata.catalog import EVERY_TABLE, LAYERS_FOLDER, SCHEMA_FOLDER, TABLES, Table
from geodata.dates import CLOCK_FIRST, parse_day
from geodata.errors import DayError, LayerError
from geodata.home import LOCALES_FOLDER
from geodata.names import spelling
from geodata.names.aliases import aliases
from geodata.record import loading, rules, stories
from geodata.record.canonical import dumps, dumps_document
from geodata.record.files import Fault, Row, columns_of, parse, read_bytes, schema_of, strict_json
from geodata.record.package import HASH, LISTED_ANEW, PACKAGE_FILE, ROWS, resources
from geodata.record.schemas import schema_faults
from geodata.subject import FILE as ATLAS_FILE
from geodata.subject import read


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where (file, row, field; the last two may be empty) and what."""

    file: str
    id: str
    field: str
    message: str

    def __str__(self) -> str:
        """One line for the command line."""
        place = ", ".join(part for part in (self.file, self.id, self.field) if part)
        return f"{place}: {self.message}"


def problems(folder: Path = LAYERS_FOLDER) -> list[Problem]:
    """Check a folder of the record.

    Parameters
    ----------
    folder
        Like ``geodata/layers``: the tables and ``datapackage.json``. The schemas are always the package's own.

    Returns
    -------
    list of Problem
        Sorted by file; empty if the record is sound. Where a schema is wrong, nothing else can be judged.
    """
    wrong = [Problem(file, fault.id, fault.field, fault.message) for file, fault in schema_faults()]
    if wrong:
        return sorted(set(wrong))
    record: dict[str, list[Row]] = {}
    left_out: dict[str, set[str]] = {}
    for table in TABLES.values():
        rows, faults = _check_file(table, folder)
        wrong += [Problem(table.file, fault.id, fault.field, fault.message) for fault in faults]
        if rows is not None:
            record[table.name] = rows
            left_out[table.name] = {fault.id for fault in faults} - {"", *(row["id"] for row in rows)}
    wrong += [Problem(ATLAS_FILE, fault.id, fault.field, fault.message) for fault in _check_atlas(folder, record)]
    as_of, package_problems = _check_package(folder)
    wrong += package_problems
    wrong += _check_stories(folder, record, left_out)
    wrong += _check_beside()
    if as_of is not None:
        record_rules = rules.between_rows(record, as_of, left_out)
        wrong += [Problem(TABLES[name].file, fault.id, fault.field, fault.message) for name, fault in record_rules]
    return sorted(set(wrong)) or sorted(_changed(folder))


def _changed(folder: Path) -> Iterator[Problem]:
    """Files that are not those that were listed; told where nothing else is wrong, since mending changes a file."""
    document = json.loads((folder / PACKAGE_FILE).read_bytes())
    for entry, wanted in zip(document["resources"], resources(document, folder), strict=True):
        for field in (ROWS, HASH):
            if entry.get(field) != wanted.get(field):
                message = f"the {field} of '{wanted['path']}' is {_quoted(wanted[field])}{LISTED_ANEW}"
                yield Problem(PACKAGE_FILE, wanted["path"], field, message)
                break


def _check_atlas(folder: Path, record: dict[str, list[Row]]) -> Iterator[Fault]:
    """Faults of ``atlas.toml``, by itself and beside the record."""
    try:
        subject = read(folder)
        last = loading.package(folder).as_of
    except LayerError as error:
        # What is wrong with the data package is said there.
        if error.file == ATLAS_FILE:
            yield Fault("", "", error.reason)
        return
    yield from _templates({"": (folder / ATLAS_FILE).read_text(encoding="utf-8")})
    actors = {row["id"] for row in record.get("actors", [])}
    for field, actor in (("group", subject.group), ("contested", subject.contested)):
        if actors and actor not in actors:
            yield Fault("", field, f"'{actor}' is not an id in {TABLES['actors'].file}")
    days = {"clock.opens": subject.clock_opens, "territory.last": subject.territory_last}
    days |= {f"followed.{country}": day for country, day in subject.followed.items()}
    for field, day in days.items():
        if day > last:
            yield Fault("", field, f"{day} is after the day the record closes, {last}")
    outlines = rules.outlines()
    for country in subject.detailed:
        if outlines and country not in outlines:
            yield Fault("", "detailed", f"the basemap has no country '{country}'")
    try:
        Proj(subject.projection)
    except ProjError:
        yield Fault("", "territory.projection", f"'{subject.projection}' is not a projection that PROJ knows")


def _check_stories(folder: Path, record: dict[str, list[Row]], left_out: dict[str, set[str]]) -> Iterator[Problem]:
    """Faults of the briefings, each by itself and beside the record."""
    try:
        opening, last = read(folder).story, loading.package(folder).as_of
    except LayerError:
        # It is said where those files are checked.
        return
    files = stories.files(folder)
    if opening and opening not in files:
        yield Problem(ATLAS_FILE, "", "story", f"there is no file {stories.FOLDER}/{opening}.toml")
    for path in files.values():
        file = f"{stories.FOLDER}/{path.name}"
        try:
            story = stories.read(path)
        except LayerError as error:
            yield Problem(file, "", "", error.reason)
            continue
        told_wrong = stories.faults(story, record.get, last, left_out)
        yield from (Problem(file, step, "", told) for step, told in told_wrong)
        yield from (
            Problem(file, fault.id, fault.field, fault.message)
            for fault in _templates({"": path.read_text(encoding="utf-8")})
        )


def _check_beside() -> Iterator[Problem]:
    """Faults of the files that the atlas reads beside the record."""
    reads: list[Callable[[], object]] = [aliases, spelling.rules, loading.relief_bounds]
    reads += [partial(reading.texts, path, f"locales/{path.name}") for path in sorted(LOCALES_FOLDER.glob("*.json"))]
    reads += [partial(loading.basemap_features, name) for name in loading.BASEMAP]
    for read_one in reads:
        try:
            read_one()
        except LayerError as error:
            yield Problem(error.file, "", "", error.reason)


def _check_file(table: Table, folder: Path) -> tuple[list[Row] | None, list[Fault]]:
    """Rows that are sound enough to be compared with others (None if there is no file), and what is wrong."""
    content = read_bytes(folder / table.file)
    if isinstance(content, Fault):
        return None, [content]
    parsed = parse(table, content)
    faults = list(parsed.faults)
    if content.startswith(BOM_UTF8):
        faults.append(Fault("", "", "starts with a byte order mark; UTF-8 without one is expected"))
    sound: list[Row] = []
    for row in parsed.rows:
        faults += _templates(row)
        broken = list(_check_row(table, row))
        faults += broken
        if not broken:
            sound.append(row)
            faults += rules.within_row(table.name, row)
    if not faults and content != dumps(table, parsed.rows):
        faults.append(_where_not_canonical(content, dumps(table, parsed.rows)))
    return sound if sound or not parsed.faults else None, faults


def _templates(row: Row) -> Iterator[Fault]:
    for column, text in row.items():
        message = rules.no_template(text)
        if message is not None:
            yield Fault(str(row.get("id", "")), column, message)


def _check_row(table: Table, row: Row) -> Iterator[Fault]:
    """Faults against the schema; one message a field, and the geometry's type."""
    owner = str(row.get("id", ""))
    properties = {column: value for column, value in row.items() if column != "geometry"}
    for error in _validator(table.name).iter_errors(properties):
        yield from _schema_faults(table, owner, error)
    if table.suffix == ".geojson":
        yield from rules.geometry_form(owner, row["geometry"], schema_of(table.name)["x-geometry"])


def _schema_faults(table: Table, owner: str, error: ValidationError) -> Iterator[Fault]:
    row: Any = error.instance
    if error.validator == "required":
        for column in columns_of(table.name):
            if column not in row and f"'{column}'" in error.message:
                yield Fault(owner, column, f"the column '{column}' is missing")
        return
    if error.validator == "additionalProperties":
        for column in row:
            if column not in columns_of(table.name):
                yield Fault(owner, column, f"the column '{column}' is not in the schema")
        return
    column = str(error.path[0]) if error.path else ""
    yield Fault(owner, column, _plain(error))


def _plain(error: ValidationError) -> str:
    """What a schema's rule says, in words."""
    value = json.dumps(error.instance, ensure_ascii=False)
    rule: Any = error.validator_value
    if error.validator == "enum":
        allowed = ", ".join("nothing" if choice is None else str(choice) for choice in rule)
        return f"{value} is not one of: {allowed}"
    if error.validator == "format" or (error.validator == "pattern" and "\\d{4}-\\d{2}-\\d{2}$" in rule):
        return f"{value} is not a day of the form YYYY-MM-DD"
    if error.validator == "type":
        kinds = rule if isinstance(rule, list) else [rule]
        words = {"null": "nothing", "string": "a text", "integer": "a whole number", "number": "a number"}
        given = "nothing" if error.instance is None else value
        return f"{given} is given where {' or '.join(words.get(str(kind), str(kind)) for kind in kinds)} is expected"
    if error.validator == "pattern":
        return f"{value} does not have the form {rule}"
    return str(error.message)


def _where_not_canonical(content: bytes, canonical: bytes) -> Fault:
    given, wanted = content.splitlines(keepends=True), canonical.splitlines(keepends=True)
    pairs = enumerate(zip(given, wanted, strict=False), start=1)
    line = next((number for number, (a, b) in pairs if a != b), min(len(given), len(wanted)) + 1)
    return Fault(
        "", "", f"the bytes are not canonical from line {line} on; 'python -m geodata build layers' rewrites the file"
    )


@cache
def _validator(name: str) -> Draft202012Validator:
    resources = [(f"{stem}.schema.json", Resource.from_contents(schema_of(stem))) for stem in ("common", name)]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(schema_of(name), registry=registry, format_checker=FormatChecker(["date"]))


def _check_package(folder: Path) -> tuple[str | None, list[Problem]]:
    """The as_of day (None if there is none to go by), and what is wrong with the data package."""
    wrong: list[Problem] = []

    def report(owner: str, field: str, message: str) -> None:
        wrong.append(Problem(PACKAGE_FILE, owner, field, message))

    content = read_bytes(folder / PACKAGE_FILE)
    if isinstance(content, Fault):
        report("", "", content.message)
        return None, wrong
    document = _package(content, report)
    if document is None:
        return None, wrong
    for field in ("name", "title", "version", "as_of", "licenses", "contributors", "resources"):
        if not document.get(field):
            report("", field, f"the member '{field}' is missing or empty")
    message = rules.no_template(content.decode("utf-8", "replace"))
    if message is not None:
        report("", "", message)
    _check_resources(document, folder, report)
    if not wrong and content != dumps_document(document):
        report("", "", "the bytes are not canonical; 'python -m geodata build layers' rewrites the file")
    return _as_of(document, report), wrong


def _package(content: bytes, report: Callable[[str, str, str], None]) -> dict[str, Any] | None:
    """What the data package holds; None where it is no JSON object."""
    faults: list[Fault] = []
    try:
        document = strict_json(reading.decoded(content, PACKAGE_FILE), faults)
    except LayerError as error:
        report("", "", error.reason)
        return None
    for fault in faults:
        report(fault.id, fault.field, fault.message)
    if isinstance(document, dict):
        return document
    if not faults:
        report("", "", "not a JSON object")
    return None


def _as_of(document: dict[str, Any], report: Callable[[str, str, str], None]) -> str | None:
    if not document.get("as_of"):
        # That it is missing has been said.
        return None
    try:
        day = parse_day(str(document["as_of"]))
    except DayError as error:
        report("", "as_of", str(error))
        return None
    if day <= CLOCK_FIRST:
        report("", "as_of", f"{day} is not after the clock's first day, {CLOCK_FIRST}")
        return None
    return day.isoformat()


def _check_resources(document: dict[str, Any], folder: Path, report: Callable[[str, str, str], None]) -> None:
    given = document.get("resources")
    listed = [entry for entry in given if isinstance(entry, dict)] if isinstance(given, list) else []
    wanted = resources(document, folder)
    faults = list(_resource_faults(listed, wanted))
    if not faults and list(map(_lasting, listed)) != list(map(_lasting, wanted)):
        faults = [("", "resources", f"the list of files is not that of the catalogue{LISTED_ANEW}")]
    for owner, field, message in faults:
        report(owner, field, message)
    _check_strays(folder, report)


def _resource_faults(listed: list[Row], wanted: list[Row]) -> Iterator[tuple[str, str, str]]:
    """File, member and what is wrong with it, of each file that should be listed or is."""
    seen = {str(entry.get("path")): entry for entry in listed}
    for entry in wanted:
        path = entry["path"]
        if path not in seen:
            yield path, "resources", f"the file '{path}' is not listed{LISTED_ANEW}"
        elif not seen[path].get("licenses"):
            yield path, "licenses", f"no licence is given for '{path}'"
        else:
            wrong = [field for field in _lasting(entry) if seen[path].get(field) != entry[field]]
            for field in wrong:
                yield path, field, f"the {field} of '{path}' is {_quoted(entry[field])}{LISTED_ANEW}"
            yield from _cut(path, seen[path].get(ROWS), entry.get(ROWS))
    for path in seen.keys() - {entry["path"] for entry in wanted}:
        yield path, "resources", f"'{path}' is listed but is not a file of the record"


def _lasting(entry: Row) -> Row:
    """What is listed of a file whatever stands in it."""
    return {field: value for field, value in entry.items() if field not in (ROWS, HASH)}


def _cut(path: str, listed: Any, there: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(listed, int) and isinstance(there, int) and there < listed:
        yield path, ROWS, f"'{path}' has {there} of the {listed} rows that are listed: rows were left out{LISTED_ANEW}"


def _quoted(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _check_strays(folder: Path, report: Callable[[str, str, str], None]) -> None:
    """A data file that no registry knows would be shipped unchecked."""
    known = {PACKAGE_FILE, ATLAS_FILE, *(table.file for table in TABLES.values())}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in known:
            report(path.name, "", f"the file '{path.name}' is in the folder but is not a table of the record")
    for path in sorted(SCHEMA_FOLDER.glob("*.schema.json")):
        name = path.name.removesuffix(".schema.json")
        if name != "common" and name not in EVERY_TABLE:
            report(path.name, "", f"the schema '{path.name}' belongs to no table")
