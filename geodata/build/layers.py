"""Make the layers that are derived from the record, and bring its files into the one form that `check` asks for."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely

from geodata import ask
from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.history.territory import COUNTRIES, Territory, months, territory
from geodata.record import loading
from geodata.record.canonical import dumps, write_if_changed
from geodata.record.files import Row, columns_of
from geodata.record.package import PACKAGE_FILE, list_files
from geodata.record.values import plain

_Span = tuple[date, date, np.ndarray]
"""First day, first day after, and the class of each cell."""
_SIMPLIFY_DEGREES = 0.01
"""Tolerance of the published intervals; the cells themselves stay as they are."""


def build_layers(folder: Path = LAYERS_FOLDER) -> list[Path]:
    """
    Write the layers that are derived, every table in canonical form, and what the data package lists.

    Returns
    -------
    paths
        Those that changed.

    Raises
    ------
    LayerError
        If a file of the record is missing or broken.
    """
    loading.package(folder)
    # What was edited is read as it stands.
    relisted = list_files(folder)
    made = {"territorial_control": territorial_control(folder), "liberated_cities": liberated_cities(folder)}
    contents = {
        folder / table.file: dumps(table, made[name] if name in made else loading.rows(name, folder))
        for name, table in TABLES.items()
    }
    written = [path for path, content in contents.items() if write_if_changed(path, content)]
    return [*written, folder / PACKAGE_FILE] if list_files(folder) or relisted else written


def territorial_control(folder: Path = LAYERS_FOLDER) -> list[Row]:
    """Control and contested land of each month; months that look the same are one interval."""
    known = territory(folder)
    thinned = shapely.coverage_simplify(known.shapes, _SIMPLIFY_DEGREES)
    spans = [(start, end, known.classes(start)) for start, end in pairwise(months())]
    rows: list[Row] = []
    for name in ("control", "contested"):
        for country in COUNTRIES:
            rows += _intervals(known, thinned, spans, name, country)
    return rows


def _intervals(known: Territory, shapes: np.ndarray, spans: list[_Span], name: str, country: str) -> list[Row]:
    rows: list[Row] = []
    before = b""
    for start, end, classes in spans:
        members = (classes == name) & (known.cells.country == country)
        look = np.packbits(members).tobytes()
        if rows and look == before and rows[-1]["end_date"] == start.isoformat():
            rows[-1]["end_date"] = end.isoformat()
        elif members.any():
            rows.append(_interval(known, shapes, members, (name, country, start, end)))
        before = look
    return rows


def _interval(known: Territory, shapes: np.ndarray, members: np.ndarray, of: tuple[str, str, date, date]) -> Row:
    name, country, start, end = of
    joined = shapely.orient_polygons(shapely.coverage_union_all(shapes[members]))
    shape = shapely.geometry.mapping(joined)
    return {
        "id": f"{name}-{country.lower()}-{start}",
        "class": name,
        "country": country,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "area_km2": round(float(known.cells.area_km2[members].sum()), 1),
        "geometry": {"type": shape["type"], "coordinates": shape["coordinates"]},
    }


def liberated_cities(folder: Path = LAYERS_FOLDER) -> list[Row]:
    """Each time that the group lost a place, as `geodata.load` derives it."""
    cities = ask.load("liberated_cities", folder).rename(columns={"end_date": "lost_again_date"})
    points = {row["id"]: row["geometry"] for row in loading.rows("places", folder)}
    rows = []
    for episode in cities.to_dict("records"):
        row = {column: plain(episode[column]) for column in columns_of("liberated_cities")}
        rows.append({**row, "geometry": points[episode["place_id"]]})
    return rows
