"""Layers -> the one document that the map's script reads: every layer over all time, in every language.

A day is looked up in the browser, so that no step of the clock asks the server; what counts on a day (who holds a
place, how many) is worked out here, once, by geodata.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from dashboard.atlas.land import Json
from dashboard.atlas.land import land as _land
from dashboard.screen.assets import BASEMAP_LAYERS
from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES
from geodata.dates import CLOCK_FIRST, TERRITORY_LAST
from geodata.errors import LayerError
from geodata.history import territory as _territory
from geodata.history.figures import FIGURES, key_figure
from geodata.record import loading

_LANGUAGES = ("ar", "en", "fr")
_NOTES = ("sources", *(f"{stem}_{code}" for stem in ("note", "status_note") for code in _LANGUAGES))
_NOT_SHOWN = frozenset({"name_en", "name_ar", "name_fr", "geometry"})
# Land is a document of its own.
_OF_THE_MAP = tuple(layer for layer in LAYERS if layer != "territory")
_READ_FOR_THE_MAP = {table for layer in _OF_THE_MAP for table in LAYERS[layer].tables} | {"actors", "sources"}
# Of a thousand sources the map needs only what a link shows; the page of sources has the rest.
_OF_A_SOURCE = ("id", "publisher", "title", "url")


@dataclass(frozen=True)
class Record:
    """What the map needs of the record.

    Attributes
    ----------
    document
        Ready for JSON.
    land
        `dashboard.atlas.land.land`, None where its files cannot be used.
    faults
        One sentence for each file that could not be used; the rest of the record is there.
    last
        The last day of the clock, ISO.
    """

    document: Json
    land: Json | None
    faults: tuple[LayerError, ...]
    last: str

    def painted(self) -> bytes:
        """What is needed to paint a day, as compact JSON."""
        layers = {
            layer: [{name: value for name, value in row.items() if name not in _NOTES} for row in rows]
            for layer, rows in self.document["layers"].items()
        }
        return _dumps({**self.document, "layers": layers, "sources": {}})

    def notes(self) -> bytes:
        """What a row tells once it is opened, its notes and sources, as compact JSON: the rest of the document."""
        layers = {
            layer: [{name: row[name] for name in _NOTES if name in row} for row in rows]
            for layer, rows in self.document["layers"].items()
        }
        return _dumps({"layers": layers, "sources": self.document["sources"]})


def _dumps(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def record(folder: Path = LAYERS_FOLDER) -> Record:
    """Gather the record; a file that cannot be used costs its layer and nothing else."""
    faults: list[LayerError] = []

    def attempt(make: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return make()
        except LayerError as fault:
            if str(fault) not in map(str, faults):
                faults.append(fault)
            return otherwise

    package = attempt(lambda: loading.package(folder), None)
    # What the map itself does not read is looked at too: another page needs it.
    for name in sorted(TABLES.keys() - _READ_FOR_THE_MAP):
        attempt(partial(loading.table, name, folder), None)
    for name in BASEMAP_LAYERS:
        attempt(partial(loading.basemap_features, name), None)
    attempt(loading.relief_bounds, None)
    layers = {layer: attempt(partial(load, layer, folder), None) for layer in _OF_THE_MAP}
    layers = {layer: rows for layer, rows in layers.items() if rows is not None}
    land = attempt(partial(_land, folder), None)
    last = package.as_of.isoformat() if package else TERRITORY_LAST.isoformat()
    document = {
        "clock": {"first": CLOCK_FIRST.isoformat(), "last": last},
        "version": package.version if package else None,
        "figures": {name: _figure(name, layers.get(layer)) for name, layer in FIGURES.items()},
        "land_held": attempt(partial(_land_held, folder), None) if land else None,
        "layers": {layer: _features(rows) for layer, rows in layers.items()},
        "actors": {row["id"]: row for row in attempt(lambda: _rows(loading.table("actors", folder)), [])},
        "sources": attempt(lambda: _sources(folder), {}),
    }
    return Record(document, land, tuple(faults), last)


def _land_held(folder: Path) -> list[list[Any]]:
    """Change points of the land held in Iraq and Syria: day, km², and both ends of its band."""
    rows = _territory.areas("event", folder)
    rows["middle_km2"] = rows["control_km2"] + rows["contested_km2"] / 2
    sums = rows.groupby("date")[["middle_km2", "low_km2", "high_km2"]].sum()
    return [[day.date().isoformat(), *(round(float(area), 1) for area in sums.loc[day])] for day in sums.index]


def _sources(folder: Path) -> dict[str, Json]:
    table = loading.table("sources", folder)[list(_OF_A_SOURCE)]
    return {row["id"]: {key: row[key] for key in _OF_A_SOURCE[1:]} for row in table.to_dict("records")}


def _figure(name: str, rows: gpd.GeoDataFrame | None) -> list[list[Any]] | None:
    """Change points of a key figure; None where its layer is missing, which is not the same as nought."""
    if rows is None:
        return None
    return [[day.isoformat(), count] for day, count in key_figure(name, rows)]


def _features(rows: gpd.GeoDataFrame) -> list[Json]:
    features = []
    for row, shape in zip(_rows(rows), rows.geometry, strict=True):
        # An outline is in the basemap already; the script finds it by its country.
        if shape is not None and shape.geom_type == "Point":
            row["at"] = [shape.x, shape.y]
        elif shape is not None and "country" not in row:
            inside = shape.representative_point()
            row["at"] = [round(inside.x, 5), round(inside.y, 5)]
        features.append(row)
    return features


def _rows(table: pd.DataFrame) -> list[Json]:
    """Rows with their names gathered by language, days as text and nothing for what is missing."""
    columns = [name for name in table.columns if name not in _NOT_SHOWN]
    answer = []
    for values in table.to_dict("records"):
        row = {str(name): _value(values[name]) for name in columns}
        if "name_en" in table:
            row["name"] = {language: values[f"name_{language}"] for language in _LANGUAGES}
        answer.append({name: value for name, value in row.items() if value is not None})
    return answer


def _value(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value
