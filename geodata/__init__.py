"""The record of the atlas, and all that can be asked of it.

>>> import geodata
>>> geodata.at("places", "2015-05-31").set_index("id").loc["mosul", "controller"]  # who holds each place on that day
'daesh'
>>> sorted(set(geodata.territory_on("2015-05-31")["class"]))  # land by class on that day
['contested', 'control', 'influence', 'retaken']
>>> chart = geodata.load("heritage_sites").explore()  # a whole layer, in a notebook

Knows no Streamlit and no Folium. Each name is imported when it is first asked for, so that what is wrong with the
atlas's files is told where it is asked of them, and the command line can tell it in a sentence.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.ask import at, between, load
    from geodata.catalog import LAYERS
    from geodata.errors import ArgumentError, DayError, GeodataError, LayerError, UnknownLayerError
    from geodata.history.explain import Explanation, explain
    from geodata.history.figures import key_figures
    from geodata.history.territory import areas, territory_on
    from geodata.names.search import find

__all__ = [
    "LAYERS",
    "ArgumentError",
    "DayError",
    "Explanation",
    "GeodataError",
    "LayerError",
    "UnknownLayerError",
    "areas",
    "at",
    "between",
    "explain",
    "find",
    "key_figures",
    "load",
    "territory_on",
]

_MODULES = {
    "geodata.ask": ("at", "between", "load"),
    "geodata.catalog": ("LAYERS",),
    "geodata.errors": ("ArgumentError", "DayError", "GeodataError", "LayerError", "UnknownLayerError"),
    "geodata.history.explain": ("Explanation", "explain"),
    "geodata.history.figures": ("key_figures",),
    "geodata.history.territory": ("areas", "territory_on"),
    "geodata.names.search": ("find",),
}


def __getattr__(name: str) -> Any:
    """Import a name of the package."""
    for module, names in _MODULES.items():
        if name in names:
            globals()[name] = getattr(import_module(module), name)
            return globals()[name]
    raise AttributeError(f"module 'geodata' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Names of the package, imported or not."""
    return sorted({*globals(), *__all__})
