"""Bytes of a table -> rows, with every fault of form found on the way."""

import csv
import io
import json
import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from geodata import reading
from geodata.catalog import SCHEMA_FOLDER, Table
from geodata.errors import Cause, LayerError
from geodata.home import PACKAGE_SCHEMAS
from geodata.subject import SUBJECT

Row = dict[str, Any]
"""Column -> value; a GeoJSON table's row also has its geometry object under ``geometry``."""


_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, line ends among them, halves of a character, and what is none; no XML may hold them."""
_LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file: the row's id, the field (either may be empty), what it is, and that in a word."""

    id: str
    field: str
    message: str
    cause: Cause = "row"

    def of(self, file: str) -> LayerError:
        """The error that it is to whoever needs the file."""
        told = f"{self.id}: {self.message}" if self.id else self.message
        form = "CSV" if file.endswith(".csv") else "JSON"
        return LayerError(file, told, self.cause, form if self.cause == "form" else self.id or self.field)


@dataclass
class Parsed:
    """The rows that could be read, and what was wrong."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@cache
def schema_of(name: str) -> dict[str, Any]:
    """JSON Schema of a table's row, or ``common``.

    Raises
    ------
    LayerError
        If there is none, or it does not say what a row holds.
    """
    file = f"schema/{name}.schema.json"
    own = SCHEMA_FOLDER / f"{name}.schema.json"
    schema = reading.from_json_object(own if os.path.lexists(own) else PACKAGE_SCHEMAS / own.name, file)
    for member in ("$defs",) if name == "common" else ("title", "properties"):
        if not isinstance(schema.get(member), str if member == "title" else dict):
            raise LayerError(file, f"the member '{member}' is missing")
    for column, rule in schema["$defs" if name == "common" else "properties"].items():
        if not isinstance(rule, dict):
            raise LayerError(file, f"'{column}' is no rule")
    return schema if name == "common" else _in_languages_of_the_record(schema)


def _in_languages_of_the_record(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a schema one column a language of the record for each text that it has in several."""
    given, asked = schema["properties"], set(schema.get("required", ()))
    texts: dict[str, list[str]] = {}
    for stem, language in map(_parted, given):
        if _LANGUAGE.fullmatch(language) and f"{stem}_en" in given:
            texts.setdefault(stem, []).append(language)
    texts = {stem: languages for stem, languages in texts.items() if len(languages) > 1}
    properties: dict[str, Any] = {}
    for column, rule in given.items():
        stem, language = _parted(column)
        if language not in texts.get(stem, ()):
            properties[column] = rule
            continue
        for other in dict.fromkeys((*texts[stem], *SUBJECT.languages)):
            if other in SUBJECT.languages:
                properties[f"{stem}_{other}"] = given.get(f"{stem}_{other}", given[f"{stem}_en"])
    required = [column for column in properties if column in asked or f"{_parted(column)[0]}_en" in asked]
    return schema | {"properties": properties, "required": required}


def _parted(column: str) -> tuple[str, str]:
    """A column's name without what follows its last underscore, and that: a language, where it is a text's."""
    stem, _, language = column.rpartition("_")
    return stem, language


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """Columns of a table in the order of its schema."""
    return tuple(schema_of(name)["properties"])


@cache
def references_of(name: str) -> dict[str, str]:
    """Columns of a table that hold ids of another table, and which table that is."""
    properties = schema_of(name)["properties"]
    return {column: rule["x-refers-to"] for column, rule in properties.items() if "x-refers-to" in rule}


@cache
def types_of(name: str, column: str) -> frozenset[str]:
    """JSON types that a column admits (empty for an enumeration)."""
    rule = schema_of(name)["properties"][column]
    if "$ref" in rule:
        defined, known = str(rule["$ref"]).rsplit("/", 1)[-1], schema_of("common")["$defs"]
        if defined not in known:
            raise LayerError("schema/common.schema.json", f"'{defined}' is missing, of which {name} has a column")
        rule = known[defined]
    kinds = rule.get("type", [])
    return frozenset([kinds] if isinstance(kinds, str) else kinds)


def parse(table: Table, content: bytes) -> Parsed:
    """Read a table's bytes; never raises, every fault is in the answer."""
    parsed = Parsed()
    try:
        text = reading.decoded(content, table.file)
    except LayerError as error:
        parsed.faults.append(Fault("", "", error.reason, error.cause))
        return parsed
    if not text.strip():
        message = "the file is empty" if table.suffix == ".csv" else "not JSON: the file is empty"
        parsed.faults.append(Fault("", "", message, "empty"))
        return parsed
    if table.suffix == ".csv":
        _parse_csv(table, text, parsed)
    else:
        _parse_geojson(text, parsed)
    return parsed


def read_bytes(path: Path) -> bytes | Fault:
    """Bytes of a file, or why it cannot be read."""
    try:
        return reading.content(path, path.name)
    except LayerError as error:
        return Fault("", "", error.reason, error.cause)


def stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does: its time and size, or nothing of either where it is missing."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def strict_json(text: str, faults: list[Fault]) -> Any:
    """Parse JSON; a key given twice and a number such as NaN are faults. None if it is no JSON at all."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for key, value in items:
            if key in answer:
                faults.append(Fault(_owner(dict(items)), key, f"the key '{key}' is given twice in one object"))
            answer[key] = value
            if isinstance(value, str) and _NOT_TEXT.search(value):
                faults.append(Fault(_owner(dict(items)), key, "holds a line end or another character that is not text"))
                answer[key] = _NOT_TEXT.sub("\ufffd", value)
        return answer

    def constant(name: str) -> None:
        faults.append(Fault("", "", f"{name} is not a JSON number"))

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        faults.append(Fault("", "", f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}", "form"))
    except ValueError:
        faults.append(Fault("", "", "not a record: a number has thousands of digits", "form"))
    except RecursionError:
        faults.append(Fault("", "", "not a record: brackets are nested too deep", "form"))
    return None


def _owner(item: dict[str, Any]) -> str:
    """Id of a Feature or of its properties, as far as there is one."""
    properties = item.get("properties")
    owner = item.get("id") or (properties.get("id") if isinstance(properties, dict) else None)
    return owner if isinstance(owner, str) and not _NOT_TEXT.search(owner) else ""


def _parse_geojson(text: str, parsed: Parsed) -> None:
    document = strict_json(text, parsed.faults)
    if document is None and parsed.faults:
        return
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        parsed.faults.append(Fault("", "", "not a GeoJSON FeatureCollection", "content"))
        return
    for key in sorted(set(document) - {"type", "features"}):
        message = f"the member '{key}' has no place in a FeatureCollection of the record"
        parsed.faults.append(Fault("", key, message, "content"))
    features = document.get("features")
    if not isinstance(features, list):
        parsed.faults.append(Fault("", "features", "the FeatureCollection has no list of features", "content"))
        return
    for number, feature in enumerate(features, start=1):
        _take_feature(number, feature, parsed)


def _take_feature(number: int, feature: Any, parsed: Parsed) -> None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or feature.get("type") != "Feature":
        parsed.faults.append(Fault("", "", f"feature {number} is not a GeoJSON Feature with properties", "content"))
        return
    for key in sorted(set(feature) - {"type", "properties", "geometry"}):
        owner = str(properties.get("id", ""))
        parsed.faults.append(Fault(owner, key, f"the member '{key}' has no place in a Feature of the record"))
    parsed.rows.append({**properties, "geometry": feature.get("geometry")})


def _parse_csv(table: Table, text: str, parsed: Parsed) -> None:
    columns = columns_of(table.name)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        parsed.faults.append(Fault("", "", f"not CSV: {error}", "form"))
        return
    header, *body = lines
    if not _header_is_right(header, columns, parsed.faults):
        return
    for number, cells in enumerate(body, start=2):
        if len(cells) != len(columns):
            message = f"line {number} has {len(cells)} cells, the header has {len(columns)}"
            parsed.faults.append(Fault(cells[0] if cells else "", "", message))
            continue
        for column, cell in zip(columns, cells, strict=True):
            if _NOT_TEXT.search(cell):
                message = "holds a line end or another character that is not text"
                parsed.faults.append(Fault(_NOT_TEXT.sub("", cells[0]), column, message))
        values = (_cell(table.name, column, cell) for column, cell in zip(columns, cells, strict=True))
        parsed.rows.append(dict(zip(columns, values, strict=True)))


def _header_is_right(header: Sequence[str], columns: Sequence[str], faults: list[Fault]) -> bool:
    before = len(faults)
    for column in columns:
        if column not in header:
            faults.append(Fault("", column, f"the column '{column}' is missing", "column"))
    for column in header:
        if column not in columns:
            faults.append(Fault("", column, f"the column '{column}' is not in the schema", "content"))
    if len(faults) == before and list(header) != list(columns):
        message = "the columns are not in the order of the schema, or one is there twice"
        faults.append(Fault("", "", message, "content"))
    return len(faults) == before


def _cell(table: str, column: str, cell: str) -> str | int | float | None:
    """An empty cell is null; a number is read where the schema asks for one, else left for the schema to refuse."""
    if cell == "":
        return None
    kinds = types_of(table, column)
    try:
        if "integer" in kinds:
            return int(cell)
        if "number" in kinds:
            number = float(cell)
            if not math.isfinite(number):
                return cell
            return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        return cell
    return cell
