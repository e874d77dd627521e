"""A folium.Map that loads nothing: what it needs in a browser stands inside its document, as data and not as markup."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from xstatic.pkg import leaflet

_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')
_OURS = '<meta name="viewport" content="width=device-width,initial-scale=1">'
_ENDS_A_LINE = ("\u2028", "\u2029")


class OfflineMap(folium.Map):
    """A folium.Map without tiles, and without the libraries that folium asks for and we do not use."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  as folium declares it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def render(self, **kwargs: Any) -> str:
        """Put the map's parts into its document, where a reader may enlarge them: folium forbids it."""
        rendered: str = super().render(**kwargs)  # type: ignore[no-untyped-call]
        header, name = figure_of(self).header, self.get_name()
        html = header._children[name].render()
        header.add_child(Element(_VIEWPORT.sub(_OURS, html)), name=name)
        return rendered


class Inside(Element):
    """A style sheet and a script inside a document, in place of links to content networks."""

    def __init__(self, sheet: str, script: str) -> None:
        super().__init__()
        self._html = f"<style>{sheet}</style>\n<script>{script}</script>"

    # branca would read them as a template.
    def render(self, **_: object) -> str:
        """The elements for the document's head."""
        return self._html


def leaflet_inside() -> Inside:
    """Leaflet, from its package."""
    return Inside(*_leaflet())


def script_text(value: Any) -> str:
    r"""JSON that may stand in a script which folium renders: what is a text in it stays one.

    >>> print(script_text({"note": "</script>{{ 7*7 }}"}))
    {"note":"\u003c/script>{\u007b 7*7 }}"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # branca reads a rendered script as a template once more; outside a text JSON has none of these pairs.
    for mark in "{%#":
        text = text.replace("{" + mark, f"{{\\u{ord(mark):04x}")
    # Inside a script element "<" could end it, and these two end a line of JavaScript.
    for sign in ("<", *_ENDS_A_LINE):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def figure_of(drawn: folium.Map) -> Figure:
    """The document that a map stands in."""
    figure = drawn.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a folium.Map stands in a Figure")
    return figure


@cache
def _leaflet() -> tuple[str, str]:
    sheet, script = (
        (Path(leaflet.BASE_DIR) / name).read_text(encoding="utf-8") for name in ("leaflet.css", "leaflet.js")
    )
    # The sheet names pictures of a layer button and a pin, which are not used.
    return sheet.replace("url(images/", "url(data:,"), script
