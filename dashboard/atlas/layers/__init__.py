"""The looks of all layers, one module each; a module that is here is found."""

from importlib import import_module
from pkgutil import iter_modules

from dashboard.atlas.looks import Look
from geodata.catalog import LAYERS

_FOUND = [import_module(f"{__name__}.{module.name}").LOOK for module in iter_modules(__path__)]
LOOKS: dict[str, Look] = {
    look.layer: look for look in sorted(_FOUND, key=lambda look: look.place) if look.layer in LAYERS
}
"""Layer -> its look, in the order of the legend; of the layers that this atlas has."""
SHOWN = tuple(layer for layer, look in LOOKS.items() if look.kind != "events")
"""Layers drawn on the map, in the order of the legend."""
AT_START = tuple(layer for layer in SHOWN if LOOKS[layer].at_start)
POINTS = tuple(sorted((layer for layer in SHOWN if LOOKS[layer].kind == "points"), key=lambda one: LOOKS[one].above))
"""Layers of symbols, the lowest first."""
OF_PLACES = tuple(layer for layer in POINTS if LOOKS[layer].of_place)
