"""The land of all months in one map of folium's Timeline and TimelineSlider, as a page of its own.

python tests/benchmarks/timeline_page.py OUT.html

A shape that stays the same from one month to the next is there once, with its first and last month: this favours
the Timeline, which then leaves it as it is. The page needs no server and so none of Streamlit's time.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from branca.element import MacroElement
from folium.plugins import Timeline, TimelineSlider
from folium.template import Template
from folium.utilities import JsCode
from plain_folium import CENTRE, PlainMap, land, months

INTERVAL = JsCode("({ properties: { start, end } }) => ({ start, end, endExclusive: true })")
STYLE = JsCode(
    "({ properties: { color, opacity } }) => ({ fillColor: color, fillOpacity: opacity, color: color, weight: 1 })"
)


class Told(MacroElement):
    """Where the page's parts are, and how many shapes each month has."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.told = {
            map: {{ this._parent.get_name() }},
            timeline: {{ this.timeline.get_name() }},
            shapes: {{ this.shapes|tojson }},
        };
        {% endmacro %}
        """
    )

    def __init__(self, timeline: Timeline, shapes: dict[int, int]) -> None:
        super().__init__()
        self.timeline, self.shapes = timeline, shapes


def milliseconds(day: date) -> int:
    """A day as JavaScript counts."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def shapes() -> Iterator[dict[str, Any]]:
    """Each shape with the time it holds."""
    open_: dict[str, dict[str, Any]] = {}
    for day in [*months(), None]:
        begun = {feature["id"]: feature for feature in land(day)["features"]} if day else {}
        at = milliseconds(day or date(months()[-1].year + 1, 1, 1))
        for name in [name for name, known in open_.items() if known["geometry"] != begun.get(name, {}).get("geometry")]:
            known = open_.pop(name)
            yield {**known, "properties": {**known["properties"], "end": at}}
        for name, feature in begun.items():
            open_.setdefault(name, {**feature, "properties": {**feature["properties"], "start": at}})


def page() -> PlainMap:
    """The map with its slider."""
    plain = PlainMap(location=CENTRE, zoom_start=6, tiles=None, height=560)
    found = {"type": "FeatureCollection", "features": list(shapes())}
    timeline = Timeline(found, get_interval=INTERVAL, style=STYLE).add_to(plain)
    first, *_, last = (milliseconds(day) for day in months())
    slider = TimelineSlider(auto_play=False, start=first, end=last, steps=len(months()) - 1, date_options="YYYY-MM-DD")
    slider.add_timelines(timeline).add_to(plain)
    Told(timeline, {milliseconds(day): len(land(day)["features"]) for day in months()}).add_to(plain)
    return plain


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page().get_root().render(), encoding="utf-8")
