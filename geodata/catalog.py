"""The one registry of the record: its tables (files) and its layers (what can be asked for).

HOW TO ADD A LAYER: put its file in ``geodata/layers/`` and its JSON Schema in ``geodata/layers/schema/``, and write one
`Layer` here. A layer of dated things needs no more: its table is known by the layer's name, its schema says which
columns refer to which other table (``x-refers-to``), and `Search` and `Figure` say whether it is searched and counted.
Then ``python -m geodata build layers`` lists it in ``datapackage.json``.
"""

from dataclasses import dataclass
from typing import Literal

from geodata.errors import LayerError, UnknownLayerError, not_among
from geodata.home import BASEMAP_FOLDER, LAYERS_FOLDER, SCHEMA_FOLDER
from geodata.subject import FILE, SUBJECT

__all__ = [
    "BASEMAP_FOLDER",
    "EVERY_TABLE",
    "LAYERS",
    "LAYERS_FOLDER",
    "SCHEMA_FOLDER",
    "TABLES",
    "Figure",
    "Layer",
    "License",
    "Search",
    "Table",
    "layer_of",
]

Time = Literal["interval", "onset", "instant"]
Where = tuple[str, tuple[str, ...]]
"""A column, and which of its values count."""


@dataclass(frozen=True)
class License:
    """Under what terms a file may be used: an SPDX identifier, its full name, and where it is found."""

    name: str
    title: str
    path: str


@dataclass(frozen=True)
class Table:
    """One file of the record. Its columns, and what they refer to, stand in its schema.

    Attributes
    ----------
    name
        Stem of the file and of its schema.
    suffix
        ``.geojson`` or ``.csv``.
    order
        Columns that the file is sorted by.
    licenses
        Its licences, where they are not those of the whole record.
    """

    name: str
    suffix: Literal[".geojson", ".csv"] = ".geojson"
    order: tuple[str, ...] = ("id",)
    licenses: tuple[License, ...] = ()

    @property
    def file(self) -> str:
        """Name of the file in ``geodata/layers``."""
        return self.name + self.suffix


@dataclass(frozen=True)
class Search:
    """What the search reads of a layer's rows; rows with one id are one thing that can be found.

    Attributes
    ----------
    names
        What the columns of its names begin with: ``name`` stands for ``name_en``, ``name_ar`` and so on.
    rank
        The column that says how important a row is, 1 first; None where all are alike.
    since
        The rows of which the first gives the day that is told; None for all.
    graver
        The column of which more makes a row graver: of two that are found as surely the graver stands first.
    told
        Whether its names are sentences: what is called so itself is meant before what is told of it.
    common
        Whether its names are everybody's, as those of countries are: they are taken by the letter, not by the sound,
        and stand behind all else that is found as surely.
    """

    names: str = "name"
    rank: str | None = None
    since: Where | None = None
    graver: str | None = None
    told: bool = False
    common: bool = False


@dataclass(frozen=True)
class Figure:
    """A key figure: how many rows of a layer hold, or have happened so far.

    Attributes
    ----------
    id
        Its name in the API and in the texts of the interface.
    only
        The rows that count; None for all.
    """

    id: str
    only: Where | None = None


@dataclass(frozen=True)
class Layer:
    """What can be loaded, asked for a day, searched, counted and exported.

    Attributes
    ----------
    id
        Name in the API, on the command line and in a URL.
    time
        ``interval``: holds from start_date until end_date; ``onset``: holds from event_date on;
        ``instant``: happens on event_date (until end_date where a row has one).
    tables
        The tables it is made of; left out, the one that bears its name.
    rows
        The function that makes its rows, ``module:function`` of a folder; None where they are the rows of its first
        table as they stand. Named by a text, since it stands with what it loads, and that reads this registry.
    on_day
        The function that makes the rows of a day, of a day and a folder; None where they are those of its days.
    in_days
        The function that makes the rows of some days, of the first, the first day after and a folder; None where they
        are chosen by their time.
    search
        What the search reads of it; None where it is not searched.
    figure
        Its key figure, if it has one.
    """

    id: str
    time: Time
    tables: tuple[str, ...] = ()
    rows: str | None = None
    on_day: str | None = None
    in_days: str | None = None
    search: Search | None = None
    figure: Figure | None = None

    def __post_init__(self) -> None:
        if not self.tables:
            object.__setattr__(self, "tables", (self.id,))

    @property
    def day(self) -> str:
        """The column of the day from which a row holds, or on which it happens."""
        return "start_date" if self.time == "interval" else "event_date"


_LAYERS = (
    Layer(
        "territory",
        "interval",
        tables=("territorial_control",),
        on_day="geodata.history.territory:territory_on",
        in_days="geodata.history.layers:territory_between",
    ),
    Layer(
        "places",
        "interval",
        tables=("places", "control_events"),
        rows="geodata.history.layers:places",
        search=Search(rank="label_rank", since=("controller", (SUBJECT.group, SUBJECT.contested))),
        figure=Figure("places_held", only=("controller", (SUBJECT.group,))),
    ),
    Layer(
        "liberated_cities",
        "interval",
        tables=("places", "control_events"),
        rows="geodata.history.layers:liberated_cities",
        figure=Figure("places_retaken"),
    ),
    Layer(
        "heritage_sites",
        "onset",
        search=Search(),
        figure=Figure("sites_destroyed", only=("damage", ("destroyed",))),
    ),
    Layer(
        "affiliates",
        "interval",
        tables=("affiliates", "affiliate_status"),
        rows="geodata.history.layers:affiliates",
        search=Search(),
        figure=Figure("affiliates_active", only=("status", ("active", "holding-territory"))),
    ),
    Layer("attacks", "instant", search=Search(graver="killed_min")),
    Layer("coalition", "interval", rows="geodata.history.layers:coalition", search=Search(common=True)),
    Layer(
        "milestones",
        "instant",
        tables=("milestones", "places"),
        rows="geodata.history.layers:milestones",
        search=Search(names="title", told=True),
    ),
)

_TABLES = (
    Table("places"),
    Table("control_events", ".csv", ("place_id", "event_date", "id")),
    Table("heritage_sites"),
    Table("affiliates"),
    Table("affiliate_status", ".csv", ("affiliate_id", "start_date", "id")),
    Table("attacks", order=("event_date", "id")),
    Table("coalition", ".csv"),
    Table("milestones", ".csv", ("event_date", "id")),
    Table("source_facts", ".csv"),
    Table("published_figures", ".csv", ("figure_date", "id")),
    Table("sources", ".csv"),
    Table("publishers", ".csv"),
    Table("actors", ".csv"),
    Table("second_readings", ".csv", ("table", "row_id", "read_date", "id")),
    Table("corrections", ".csv", ("table", "row_id", "corrected_date", "column")),
    Table("policy", ".csv", ("kind", "id")),
    Table("hostilities", ".csv"),
    Table("corridors"),
    Table("territory_overrides", order=("start_date", "id")),
    Table("territory_cells"),
    Table("territory_band", ".csv"),
    Table("calibration", ".csv", ("reach", "figure_id")),
    Table("territorial_control", order=("class", "country", "start_date", "id")),
    Table("liberated_cities"),
)


def _layers_here() -> dict[str, Layer]:
    """Layers that this atlas has: those that its ``atlas.toml`` lists, or all."""
    known = {layer.id: layer for layer in _LAYERS}
    for layer in SUBJECT.layers or ():
        if layer not in known:
            raise LayerError(FILE, f"'layers' has '{layer}', which is none of {', '.join(known)}")
    return {layer: known[layer] for layer in known if SUBJECT.layers is None or layer in SUBJECT.layers}


def _every_table() -> dict[str, Table]:
    """The tables listed, and one for each layer that has a table of its own which is not."""
    listed = {table.name: table for table in _TABLES}
    own = (layer.id for layer in _LAYERS if layer.id in layer.tables)
    return listed | {name: Table(name) for name in own if name not in listed}


def _tables_here() -> dict[str, Table]:
    """Tables that this atlas has: all but those of layers that it has not."""
    everywhere = {table for layer in _LAYERS for table in layer.tables}
    here = {table for layer in LAYERS.values() for table in layer.tables}
    return {name: table for name, table in EVERY_TABLE.items() if name in here or name not in everywhere}


LAYERS: dict[str, Layer] = _layers_here()
EVERY_TABLE: dict[str, Table] = _every_table()
TABLES: dict[str, Table] = _tables_here()


def layer_of(layer_id: str) -> Layer:
    """Look a layer up.

    Raises
    ------
    UnknownLayerError
        If there is none of that name; the message lists those there are, and the one that may be meant.
    """
    if not isinstance(layer_id, str) or layer_id not in LAYERS:
        raise UnknownLayerError(not_among(layer_id, LAYERS, "layer"))
    return LAYERS[layer_id]
