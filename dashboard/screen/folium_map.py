"""The map: a folium.Map with one element that carries the record and repaints any day in the browser.

>>> from dashboard.screen.folium_map import standalone
>>> standalone(Selection(), record()).save("atlas.html")     # one file, no network
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from dashboard.atlas.document import Record, as_json, options
from dashboard.atlas.land import Json
from dashboard.atlas.selection import VIEWS, Selection
from dashboard.screen import assets
from geodata.notebook.offline import Inside, OfflineMap, figure_of, script_text

__all__ = ["AtlasClock", "figure_of", "hosted", "standalone"]

_MIN_ZOOM, _MAX_ZOOM = 1, 11


class AtlasClock(MacroElement):
    """The atlas inside a map: basemap, layers, legend and clock, drawn by the script in ``script/``.

    Parameters
    ----------
    options
        What ``Atlas.mount`` takes: language, texts, style, and the record and basemap themselves or their addresses.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Atlas.mount({{ this._parent.get_name() }}, {{ this.options_json }});
        {% endmacro %}
        """
    )

    def __init__(self, options: Json) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "AtlasClock"
        self.options_json = script_text(options)


@dataclass(frozen=True)
class Addresses:
    """Where a page finds what the map is made from; None for what it has not. Without a chart its address is empty.

    Attributes
    ----------
    stories
        Of each briefing, by its name.
    """

    record: str
    notes: str | None = None
    land: str | None = None
    chart: str | None = None
    names: str | None = None
    stories: Mapping[str, str] = field(default_factory=dict)


def hosted(language: str, found: Addresses, prefix: str) -> folium.Map:
    """The map for a page that serves the assets under a prefix, and what it is made from at addresses."""
    told = options(language) | {
        **vars(found),
        "rows": f"{prefix}/row",
        "basemap": {name: asset.address(prefix) for name, asset in assets.basemap().items()},
    }
    return _map(AtlasClock(told))


def standalone(
    selection: Selection, record: Record, names: Json | None = None, stories: Mapping[str, Json] | None = None
) -> folium.Map:
    """The map as one file or for a notebook, everything inside; what can be searched too, where it is given.

    Parameters
    ----------
    stories
        Briefings that can be told on it, by name: `dashboard.atlas.story.told`.
    """
    told = options(selection.language) | {
        "record": record.document,
        "notes": None,
        "land": record.land,
        # A file has the map alone.
        "chart": None,
        "names": names,
        # A map that was saved has no server to ask.
        "rows": None,
        "basemap": assets.basemap_inside(),
        "selection": as_json(selection),
        "stories": dict(stories or {}),
    }
    clock = AtlasClock(told)
    atlas = _map(clock)
    # Named by chance, as branca names it, no map would make the same file twice.
    atlas._id = assets.version(clock.options_json.encode("utf-8"))
    figure = figure_of(atlas)
    sheet = assets.font_faces(None) + assets.SHEET.whole().decode("utf-8")
    figure.header.add_child(Inside(sheet, assets.SCRIPT.whole().decode("utf-8")), name="atlas_assets")
    figure.header.add_child(Element('<link rel="icon" href="data:,">'), name="atlas_icon")
    return atlas


def _map(clock: AtlasClock) -> folium.Map:
    # min_zoom and max_zoom are options of a tile layer in folium; without tiles they must be set on the map.
    # Letters are as large as Leaflet has them; folium would enlarge the scale's beyond its box.
    atlas = OfflineMap(
        location=_middle(), zoom_start=6, tiles=None, zoom_control=False, zoom_snap=0.25, font_size="0.75rem"
    )
    atlas.options.update(
        min_zoom=_MIN_ZOOM,
        max_zoom=_MAX_ZOOM,
        attribution_control=False,
        max_bounds=[[-65.0, -180.0], [80.0, 180.0]],
        max_bounds_viscosity=0.8,
    )
    clock.add_to(atlas)
    return atlas


def _middle() -> list[float]:
    """Latitude and longitude in the middle of the opening view."""
    west, south, east, north = VIEWS[Selection().view]
    return [(south + north) / 2, (west + east) / 2]
