"""What is wrong with the schemas themselves: whoever adds a table or a layer is told here what it lacks."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from geodata.catalog import LAYERS, TABLES, Layer, Table
from geodata.errors import LayerError
from geodata.names.wording import columns
from geodata.record.files import Fault, references_of, schema_of
from geodata.record.rules import GEOMETRIES


def schema_faults() -> Iterator[tuple[str, Fault]]:
    """Faults of the schemas, each with the file that it is in."""
    for table in TABLES.values():
        try:
            for fault in (*_faults(table), *(fault for layer in LAYERS.values() for fault in _of_layer(layer, table))):
                yield f"schema/{table.name}.schema.json", fault
        except LayerError as error:
            yield error.file, Fault("", "", error.reason)


def _faults(table: Table) -> Iterator[Fault]:
    schema, defined = schema_of(table.name), schema_of("common")["$defs"]
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        yield Fault("", ".".join(map(str, error.path)), f"not a JSON Schema ({error.message})")
        return
    if "id" not in schema["properties"]:
        yield Fault("", "id", "a row has no id")
    kinds = schema.get("x-geometry", [])
    if table.suffix == ".geojson" and not (kinds and set(kinds) <= GEOMETRIES.keys()):
        yield Fault("", "x-geometry", f"does not list kinds of geometry; there are {', '.join(GEOMETRIES)}")
    for column, rule in schema["properties"].items():
        if "$ref" in rule and not _is_defined(rule["$ref"], defined):
            yield Fault("", column, f"'{rule['$ref']}' is not in common.schema.json")
    for column, target in references_of(table.name).items():
        if target not in TABLES:
            yield Fault("", column, f"refers to '{target}', which is not a table of the record")


def _of_layer(layer: Layer, table: Table) -> Iterator[Fault]:
    """What a layer that is the rows of one table asks of its columns."""
    if layer.rows is not None or layer.tables[0] != table.name:
        return
    asked = [layer.day, *(["end_date"] if layer.time == "interval" else [])]
    asked += [layer.figure.only[0]] if layer.figure and layer.figure.only else []
    if layer.search is not None:
        asked += [columns(layer.search.names)[0], *([layer.search.rank] if layer.search.rank else [])]
        asked += [layer.search.since[0]] if layer.search.since else []
    for column in asked:
        if column not in schema_of(table.name)["properties"]:
            yield Fault("", column, f"the column '{column}' is missing, which the layer '{layer.id}' needs")


def _is_defined(reference: Any, defined: dict[str, Any]) -> bool:
    head, _, name = str(reference).rpartition("/")
    return head == "common.schema.json#/$defs" and name in defined
