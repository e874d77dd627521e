"""What the plain pages share: a folium.Map that asks this server alone, and the land of a month as GeoJSON.

Leaflet comes from the same package as the atlas's. The land is what the atlas paints, in as few shapes (one for each
class, holder and year of retaking, where ``geodata.territory_on`` has one for each day of retaking), with the same
points: this favours the plain way.
"""

import json
from datetime import date
from functools import cache
from typing import Any

import folium
import geopandas as gpd
import streamlit.components.v1 as components
from xstatic.pkg import leaflet

import geodata
from dashboard.atlas.style import ACCENT, DAESH
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from geodata.record.loading import table

CENTRE = (35.3, 41.5)
COLORS = {"control": DAESH, "contested": ACCENT, "influence": "#9a938a"}
OPACITY = {"control": 0.8, "contested": 0.45, "influence": 0.3, "retaken": 0.62}

components.declare_component("plain_leaflet", path=leaflet.BASE_DIR)
# The name of the module that declares it.
_ADDRESS = "../plain_folium.plain_leaflet"


class PlainMap(folium.Map):
    """A folium.Map that asks this server for Leaflet, and nobody for anything else."""

    default_js = [("leaflet", f"{_ADDRESS}/leaflet.js")]  # noqa: RUF012
    default_css = [("leaflet_css", f"{_ADDRESS}/leaflet.css")]  # noqa: RUF012


def months() -> list[date]:
    """The first of each month of the land's days."""
    return [
        date(year, month, 1) for year in range(TERRITORY_FIRST.year, TERRITORY_LAST.year + 1) for month in range(1, 13)
    ]


@cache
def land(day: date) -> dict[str, Any]:
    """The land of a day with its colours; joined once, as what is measured is how it is shown."""
    found = geodata.territory_on(day)
    if found.empty:
        return {"type": "FeatureCollection", "features": []}
    found["year"] = found["retaken_date"].dt.strftime("%Y").fillna("")
    found["held_by"] = found["held_by"].fillna("")
    shapes = found.dissolve(["class", "held_by", "year"], method="coverage").reset_index()
    return json.loads(_dressed(shapes)[["color", "opacity", "geometry"]].to_json())


def _dressed(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The shapes with their colours, known by what they are."""
    of_actors = table("actors").set_index("id")["color"]
    colors = shapes["class"].map(COLORS).fillna(shapes["held_by"].map(of_actors))
    shapes = shapes.assign(color=colors, opacity=shapes["class"].map(OPACITY))
    return shapes.set_index(shapes["class"] + "/" + shapes["held_by"] + "/" + shapes["year"])


def land_layer(day: date) -> folium.GeoJson:
    """The land of a day as folium draws it; each path bears the day, so that one can see whose it is."""

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        told = feature["properties"]
        drawn = {"fillColor": told["color"], "fillOpacity": told["opacity"], "color": told["color"], "weight": 1}
        return {**drawn, "className": f"day-{day}"}

    return folium.GeoJson(land(day), style_function=style)
