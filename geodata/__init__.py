"""The record of the rise and defeat of Daesh (ISIS), and all that can be asked of it.

>>> import geodata
>>> geodata.at("places", "2015-05-31")          # who holds each place on that day
>>> geodata.territory_on("2015-05-31")          # land by class on that day
>>> geodata.load("heritage_sites").explore()    # a whole layer, in a notebook

Knows no Streamlit and no Folium.
"""

from geodata.ask import at, between, load
from geodata.catalog import LAYERS
from geodata.errors import DayError, GeodataError, LayerError, UnknownLayerError
from geodata.history.figures import key_figures
from geodata.history.territory import areas, territory_on
from geodata.names.search import find

__all__ = [
    "LAYERS",
    "DayError",
    "GeodataError",
    "LayerError",
    "UnknownLayerError",
    "areas",
    "at",
    "between",
    "find",
    "key_figures",
    "load",
    "territory_on",
]
