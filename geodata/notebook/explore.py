"""Rows -> a folium.Map on the atlas's basemap, everything inside.

Colours and columns are chosen here; ``explore.js`` draws them. Texts of the rows go there as JSON and are set as text:
no template and no markup is made of them.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely
from branca.element import Element, MacroElement
from folium.template import Template

from geodata.errors import ArgumentError, LayerError, not_among, quoted
from geodata.frames import told
from geodata.names.wording import columns
from geodata.notebook.offline import Inside, OfflineMap, figure_of, leaflet_inside, script_text
from geodata.record.canonical import round_coordinates
from geodata.record.loading import CRS, basemap_features
from geodata.subject import SUBJECT

Columns = bool | int | str | Sequence[str]
"""All columns or none, the first few, one, or some."""
Legend = list[tuple[str, str]]
"""Colours, each with what it stands for."""

_BASEMAP = ("world", "land", "lakes", "rivers", "borders", "towns")
_CREDIT = "Natural Earth · GSHHG · GeoNames"
_COLOR = "#8c1d18"
# Of Okabe and Ito, told apart by whoever sees colours otherwise; then three more.
_CLASSES = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5b3a29", "#9a8c00", "#7f3c8d")
_RANGE = ("#fecc5c", "#fd8d3c", "#f03b20", "#bd0026", "#5c0013")
_OTHER, _MISSING = ("#8a8a8a", "…"), ("#c9c9c9", "–")
_HERE = Path(__file__).parent


class _Rows(MacroElement):
    """Rows that the script draws on the map that they are added to."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        geodataExplore.rows({{ this._parent.get_name() }}, {{ this.told }});
        {% endmacro %}
        """
    )

    def __init__(self, rows: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Rows"
        self.told = script_text(rows)


class _Basemap(MacroElement):
    """The basemap under the rows."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        geodataExplore.basemap({{ this._parent.get_name() }}, {{ this.told }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Basemap"
        self.told = _basemap()


def explored(
    frame: gpd.GeoDataFrame,
    column: str | None = None,
    *,
    color: str = _COLOR,
    tooltip: Columns = 6,
    popup: Columns = True,
    legend: bool = True,
    m: folium.Map | None = None,
    width: str | int = "100%",
    height: str | int = "100%",
) -> folium.Map:
    """Rows on a map; those without a location are not on it.

    Parameters
    ----------
    column
        Rows are coloured by it: numbers and days by a range of colours, anything else by a colour each.
    color
        The colour of the rows where no column is named, as CSS has it.
    tooltip, popup
        What is told where the pointer is, and after a click: all columns or none, the first few, one, or some.
    legend
        Whether it is told what the colours stand for.
    m
        A map that the rows are added to, of another frame or folium's own, in place of a new one.
    width, height
        Of a new map: pixels, or a text with per cent.

    Raises
    ------
    ArgumentError
        If a column that is named is none of the frame's, or the colour or the map is none.
    """
    if not isinstance(color, str):
        raise ArgumentError(f"{quoted(color)} is not a colour; a colour is a text such as {_COLOR}")
    if m is not None and not isinstance(m, folium.Map):
        raise ArgumentError(f"{quoted(m)} is not a folium.Map")
    located = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    located = located if located.crs is None else located.to_crs(CRS)
    cells = pd.DataFrame(located.drop(columns=located.geometry.name)).rename(columns=str)
    names = list(cells.columns)
    colors, key = ([color] * len(cells), []) if column is None else _colors(cells[_known(column, names)])
    rows = {
        "columns": names,
        "values": [[told(value) for value in row] for row in cells.astype(object).to_numpy()],
        "shapes": [_geometry(shape) for shape in located.geometry],
        "colors": colors,
        "tooltip": [names.index(name) for name in _chosen(_first(names), names, tooltip)],
        "popup": [names.index(name) for name in _chosen(names, names, popup)],
        "legend": {"title": column, "entries": key} if legend and key else None,
        "bounds": [float(edge) for edge in located.total_bounds] if len(located) else None,
    }
    drawn = _new(width, height) if m is None else m
    figure_of(drawn).header.add_child(_script(), name="geodata_explore")
    _Rows(rows).add_to(drawn)
    return drawn


def _new(width: str | int, height: str | int) -> folium.Map:
    west, south, east, north = SUBJECT.views[SUBJECT.opening_view].bounds
    middle = [(south + north) / 2, (west + east) / 2]
    drawn = OfflineMap(location=middle, zoom_start=6, tiles=None, width=width, height=height, zoom_snap=0.25)
    header = figure_of(drawn).header
    header.add_child(Element('<link rel="icon" href="data:,">'), name="icon")
    header.add_child(leaflet_inside(), name="leaflet")
    _Basemap().add_to(drawn)
    return drawn


def _script() -> Inside:
    return Inside(*((_HERE / name).read_text(encoding="utf-8") for name in ("explore.css", "explore.js")))


@cache
def _basemap() -> str:
    """The layers of the basemap that there are, and what stands for it in the corner."""
    found = {}
    for name in _BASEMAP:
        try:
            found[name] = {"type": "FeatureCollection", "features": basemap_features(name)}
        except LayerError:
            continue
    return script_text({"layers": found, "name": columns("name")[0], "credit": _CREDIT})


def _first(names: list[str]) -> list[str]:
    """Columns in the order in which they tell most: the names of a thing, then the rest."""
    return sorted(names, key=lambda name: name not in (*columns("name"), *columns("title")))


def _chosen(shown: list[str], names: list[str], wanted: Columns) -> list[str]:
    if isinstance(wanted, bool):
        return shown if wanted else []
    if isinstance(wanted, int):
        return shown[: max(wanted, 0)]
    listed = [wanted] if isinstance(wanted, str) else wanted
    return [_known(name, names) for name in listed]


def _known(name: object, names: list[str]) -> str:
    if not isinstance(name, str) or name not in names:
        raise ArgumentError(not_among(name, names, "column"))
    return name


def _colors(cells: "pd.Series[Any]") -> tuple[list[str], Legend]:
    """Colour of each cell of a column, and what the colours stand for."""
    kinds = pd.api.types
    if kinds.is_datetime64_any_dtype(cells):
        days = [None if pd.isna(day) else float(day.toordinal()) for day in cells]
        return _ranged(days, lambda day: date.fromordinal(round(day)).isoformat())
    if kinds.is_numeric_dtype(cells) and not kinds.is_bool_dtype(cells):
        return _ranged([None if pd.isna(number) else float(number) for number in cells], lambda number: f"{number:g}")
    return _classed([None if told(value) is None else str(told(value)) for value in cells])


def _ranged(values: list[float | None], word: Callable[[float], str]) -> tuple[list[str], Legend]:
    """Steps of one length from the least to the greatest value."""
    known = [value for value in values if value is not None]
    least, most = min(known, default=0.0), max(known, default=0.0)
    step = (most - least) / len(_RANGE)
    colors = [_MISSING[0] if value is None else _RANGE[_step(value - least, step)] for value in values]
    ends = [(least + number * step, least + (number + 1) * step) for number in range(len(_RANGE) if step else 1)]
    key = [(color, " – ".join(dict.fromkeys(map(word, span)))) for color, span in zip(_RANGE, ends, strict=False)]
    return colors, [*(key if known else []), *([_MISSING] if None in values else [])]


def _step(above: float, step: float) -> int:
    return min(int(above / step), len(_RANGE) - 1) if step else 0


def _classed(values: list[str | None]) -> tuple[list[str], Legend]:
    """A colour each for the commonest values."""
    counted = Counter(value for value in values if value is not None)
    colors = dict(zip(sorted(counted, key=lambda value: (-counted[value], value)), _CLASSES, strict=False))
    key = [(color, value) for value, color in colors.items()]
    key += [_OTHER] if len(counted) > len(colors) else []
    key += [_MISSING] if None in values else []
    return [_MISSING[0] if value is None else colors.get(value, _OTHER[0]) for value in values], key


def _geometry(shape: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return _rounded(made)


def _rounded(made: dict[str, Any]) -> dict[str, Any]:
    """Coordinates to a metre; a collection has none of its own."""
    if "geometries" in made:
        return made | {"geometries": [_rounded(part) for part in made["geometries"]]}
    return made | {"coordinates": round_coordinates(made["coordinates"])}
