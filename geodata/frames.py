"""Rows of the record as a GeoDataFrame that a notebook can show and hand on."""

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pkgutil import resolve_name
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

MIDNIGHT = time()


class Frame(gpd.GeoDataFrame):  # type: ignore[misc]  # GeoPandas tells no types
    """A GeoDataFrame whose rows JSON can hold, and that is explored on the atlas's own basemap, without a network.

    It has days as timestamps, so that they can be compared and counted; GeoJSON has them as texts. What is chosen,
    joined or reprojected of it is such a frame too, as long as it has a geometry.

    >>> import geodata, json
    >>> rows = geodata.load("attacks")
    >>> json.loads(rows[rows["id"] == "bardo-2015-03-18"].to_json())["features"][0]["properties"]["event_date"]
    '2015-03-18'
    """

    def iterfeatures(
        self, na: str = "null", show_bbox: bool = False, drop_id: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Features of GeoJSON, which `to_json`, `__geo_interface__` and folium are made of; all their values are plain.

        Parameters
        ----------
        na, show_bbox, drop_id
            As GeoPandas has them.
        """
        for feature in super().iterfeatures(na=na, show_bbox=show_bbox, drop_id=drop_id):
            yield {**feature, "properties": {str(name): told(value) for name, value in feature["properties"].items()}}

    def to_geo_dict(self, *args: Any, **wanted: Any) -> dict[str, Any]:
        """A FeatureCollection as GeoPandas makes it; one of rows without a location has no bounds, and names none."""
        made: dict[str, Any] = super().to_geo_dict(*args, **wanted)
        if not np.isfinite(made.get("bbox", ())).all():
            del made["bbox"]
        return made

    # GeoPandas keeps the class in all but these.
    def apply(self, *args: Any, **wanted: Any) -> Any:
        """As GeoPandas has it."""
        return _kept(super().apply(*args, **wanted))

    def explode(self, *args: Any, **wanted: Any) -> Any:
        """As GeoPandas has it."""
        return _kept(super().explode(*args, **wanted))

    def overlay(self, *args: Any, **wanted: Any) -> Any:
        """As GeoPandas has it."""
        return _kept(super().overlay(*args, **wanted))

    def explore(self, column: str | None = None, **wanted: Any) -> Any:
        """The rows on a map that can be moved, zoomed and clicked, and asks no other machine for anything.

        Parameters
        ----------
        column
            Rows are coloured by it: numbers and days by a range of colours, anything else by a colour each.
        **wanted
            ``color``, ``tooltip``, ``popup``, ``legend``, ``m``, ``width`` and ``height``, as
            `geodata.notebook.explore.explored` has them.

        Returns
        -------
        folium.Map
            It shows itself in a notebook, and its ``save`` makes one file of it.

        Raises
        ------
        ArgumentError
            If a column that is named is none of the frame's, or the colour or the map is none.
        """
        # Named by a text: whoever only counts rows loads no folium.
        return resolve_name("geodata.notebook.explore:explored")(self, column, **wanted)


def _kept(made: Any) -> Any:
    """What is a GeoDataFrame as a `Frame`; a series, or a table that has lost its geometry, as it is."""
    return Frame(made) if isinstance(made, gpd.GeoDataFrame) else made


def told(value: Any) -> Any:
    """A cell as JSON holds it: a day as text, a missing value as nothing, several values as a list.

    >>> told([pd.Timestamp("2015-05-31"), pd.NaT, shapely.Point(43, 36)])
    ['2015-05-31', None, 'POINT (43 36)']
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        # GeoPandas would write NaN and infinity, which are no JSON.
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): told(part) for key, part in value.items()}
    if pd.api.types.is_list_like(value):
        return [told(part) for part in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    if isinstance(value, np.generic) and value.dtype.kind not in "mM":
        return told(value.item())
    return _of_one(value)


def _of_one(value: Any) -> str | None:
    """A single value that is neither a text nor a number."""
    if isinstance(value, shapely.Geometry):
        return str(value.wkt)
    if pd.isna(value):
        return None
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, datetime):
        return (value if value.tzinfo or value.time() != MIDNIGHT else value.date()).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
