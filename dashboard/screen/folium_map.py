"""The map: a folium.Map with one element that carries the record and repaints any day in the browser.

>>> from dashboard.screen.folium_map import standalone
>>> standalone(Selection(), record()).save("atlas.html")     # one file, no network
"""

import json

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from dashboard.atlas.document import Record, as_json, options
from dashboard.atlas.land import Json
from dashboard.atlas.selection import VIEWS, Selection
from dashboard.screen import assets

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
        # Inside a script element "<" could end it, and U+2028 ends a line of JavaScript.
        text = json.dumps(options, ensure_ascii=False, separators=(",", ":"))
        # branca reads a rendered script as a template once more; outside a text JSON has none of these pairs.
        for mark in "{%#":
            text = text.replace("{" + mark, f"{{\\u{ord(mark):04x}")
        self.options_json = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class _Carried(Element):
    """Scripts and styles inside the document, in place of folium's links to content networks."""

    def render(self, **_: object) -> str:
        """The elements for the document's head."""
        css = assets.font_faces(None) + assets.SHEET.whole().decode("utf-8")
        return f"<style>{css}</style>\n<script>{assets.SCRIPT.whole().decode('utf-8')}</script>"


class _OfflineMap(folium.Map):
    """A folium.Map that loads nothing: no tiles, and none of the libraries that folium asks for and we do not use."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  as folium declares it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def hosted(language: str, record_address: str, notes_address: str, land_address: str | None, prefix: str) -> folium.Map:
    """The map for a page that serves the assets under a prefix, the record and the land at their addresses."""
    told = options(language) | {
        "record": record_address,
        "notes": notes_address,
        "land": land_address,
        "search": f"{prefix}/search.json",
        "basemap": {name: asset.address(prefix) for name, asset in assets.basemap().items()},
    }
    return _map(AtlasClock(told))


def standalone(selection: Selection, record: Record) -> folium.Map:
    """The map as one file or for a notebook, everything inside."""
    told = options(selection.language) | {
        "record": record.document,
        "notes": None,
        "land": record.land,
        # A map that was saved has no server to ask.
        "search": None,
        "basemap": assets.basemap_inside(),
        "selection": as_json(selection),
    }
    clock = AtlasClock(told)
    atlas = _map(clock)
    # Named by chance, as branca names it, no map would make the same file twice.
    atlas._id = assets.version(clock.options_json.encode("utf-8"))
    figure = figure_of(atlas)
    figure.header.add_child(_Carried(), name="atlas_assets")
    figure.header.add_child(Element('<link rel="icon" href="data:,">'), name="atlas_icon")
    return atlas


def figure_of(atlas: folium.Map) -> Figure:
    """The document that a map stands in."""
    figure = atlas.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a folium.Map stands in a Figure")
    return figure


def _map(clock: AtlasClock) -> folium.Map:
    # min_zoom and max_zoom are options of a tile layer in folium; without tiles they must be set on the map.
    # Letters are as large as Leaflet has them; folium would enlarge the scale's beyond its box.
    atlas = _OfflineMap(
        location=_middle(), zoom_start=6, tiles=None, zoom_control=False, zoom_snap=0.25, font_size="0.75rem"
    )
    atlas.options.update(
        min_zoom=_MIN_ZOOM,
        max_zoom=_MAX_ZOOM,
        attribution_control=False,
        max_bounds=[[-65.0, -190.0], [80.0, 190.0]],
        max_bounds_viscosity=0.8,
    )
    clock.add_to(atlas)
    return atlas


def _middle() -> list[float]:
    """Latitude and longitude in the middle of the opening view."""
    west, south, east, north = VIEWS[Selection().view]
    return [(south + north) / 2, (west + east) / 2]
