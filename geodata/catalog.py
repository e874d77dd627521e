"""The one registry of the record: its tables (files) and its layers (what can be asked for).

HOW TO ADD A LAYER: put its file in ``geodata/layers/`` and its JSON Schema in ``geodata/layers/schema/``, list it
as a resource in ``datapackage.json``, add a `Table` and a `Layer` here, its name to each file of
``dashboard/atlas/locales/`` and its symbol to ``dashboard/atlas/style.py``. The tests fail until all of these are there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geodata.errors import UnknownLayerError

PACKAGE_FOLDER = Path(__file__).parent
LAYERS_FOLDER = PACKAGE_FOLDER / "layers"
SCHEMA_FOLDER = LAYERS_FOLDER / "schema"
BASEMAP_FOLDER = PACKAGE_FOLDER / "basemap"

Time = Literal["interval", "onset", "instant", "none"]


@dataclass(frozen=True)
class Table:
    """One file of the record.

    Attributes
    ----------
    name
        Stem of the file and of its schema.
    suffix
        ``.geojson`` or ``.csv``.
    order
        Columns that the file is sorted by.
    """

    name: str
    suffix: Literal[".geojson", ".csv"]
    order: tuple[str, ...] = ("id",)

    @property
    def file(self) -> str:
        """Name of the file in ``geodata/layers``."""
        return self.name + self.suffix


@dataclass(frozen=True)
class Layer:
    """What can be loaded, asked for a day and exported.

    Attributes
    ----------
    id
        Name in the API, on the command line and in a URL.
    tables
        The tables it is made of, the first one giving its rows.
    time
        ``interval``: holds from start_date until end_date; ``onset``: holds from event_date on;
        ``instant``: happens on event_date (until end_date where a row has one).
    """

    id: str
    tables: tuple[str, ...]
    time: Time


_TABLES = (
    Table("places", ".geojson"),
    Table("control_events", ".csv", ("place_id", "event_date", "id")),
    Table("heritage_sites", ".geojson"),
    Table("affiliates", ".geojson"),
    Table("affiliate_status", ".csv", ("affiliate_id", "start_date", "id")),
    Table("attacks", ".geojson", ("event_date", "id")),
    Table("coalition", ".csv"),
    Table("milestones", ".csv", ("event_date", "id")),
    Table("source_facts", ".csv"),
    Table("published_figures", ".csv", ("figure_date", "id")),
    Table("sources", ".csv"),
    Table("actors", ".csv"),
    Table("policy", ".csv", ("kind", "id")),
    Table("hostilities", ".csv"),
    Table("corridors", ".geojson"),
    Table("territory_overrides", ".geojson", ("start_date", "id")),
    Table("territory_cells", ".geojson"),
    Table("territory_band", ".csv"),
    Table("calibration", ".csv", ("reach", "figure_id")),
    Table("territorial_control", ".geojson", ("class", "country", "start_date", "id")),
    Table("liberated_cities", ".geojson"),
)
TABLES: dict[str, Table] = {table.name: table for table in _TABLES}

_LAYERS = (
    Layer("territory", ("territorial_control",), "interval"),
    Layer("places", ("places", "control_events"), "interval"),
    Layer("liberated_cities", ("places", "control_events"), "interval"),
    Layer("heritage_sites", ("heritage_sites",), "onset"),
    Layer("affiliates", ("affiliates", "affiliate_status"), "interval"),
    Layer("attacks", ("attacks",), "instant"),
    Layer("coalition", ("coalition",), "interval"),
    Layer("milestones", ("milestones", "places"), "instant"),
)
LAYERS: dict[str, Layer] = {layer.id: layer for layer in _LAYERS}


def layer_of(layer_id: str) -> Layer:
    """Look a layer up.

    Raises
    ------
    UnknownLayerError
        If there is none of that name; the message lists those there are.
    """
    if layer_id not in LAYERS:
        raise UnknownLayerError(f"there is no layer '{layer_id}'; the layers are {', '.join(LAYERS)}")
    return LAYERS[layer_id]
