"""The plain way to do it, to be measured against: a new folium.Map through st_folium at each step of a slider.

Leaflet comes from the same package as the atlas's, served by this server; what CircleMarkers do not need (Bootstrap,
awesome-markers, fonts) is left out, since one link that fails leaves the frame empty. Of jQuery a folium.Popup needs
one call, which three lines answer: this favours the plain way, as it need not load the library.
"""

from datetime import date

import folium
import pandas as pd
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from plain_folium import PlainMap
from streamlit_folium import st_folium

import geodata
from geodata.dates import CLOCK_FIRST, CLOCK_OPENS
from geodata.record.loading import package, table


class OneCallOfJQuery(MacroElement):
    """What folium.Popup asks of jQuery: an element from its HTML."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.$ = (html) => {
            const made = document.createElement("template");
            made.innerHTML = html.trim();
            return [made.content.firstElementChild];
        };
        {% endmacro %}
        """
    )


@st.cache_resource
def spells() -> pd.DataFrame:
    """Who held each place from when to when; read once, as the atlas does."""
    return geodata.load("places").query("recorded")


@st.cache_resource
def actors() -> pd.DataFrame:
    """Names and colours."""
    return table("actors").set_index("id")


def months(last: date) -> list[date]:
    """The first of each month on the clock."""
    return [date(year, month, 1) for year in range(CLOCK_FIRST.year, last.year + 1) for month in range(1, 13)]


def add(plain: folium.Map, row: pd.Series, day: date) -> None:
    """One place as a circle with what the atlas's popup tells first.

    The day is told too: st_folium leaves the frame as it is where two maps are the same to the letter.
    """
    actor = actors().loc[row["controller"]]
    names = "<br>".join(row[f"name_{language}"] for language in ("en", "ar", "fr"))
    popup = f"{names}<br>{actor['name_en']} {row['start_date']:%Y-%m-%d} ({day})"
    folium.CircleMarker(
        [row.geometry.y, row.geometry.x],
        radius=7,
        color=actor["color"],
        fill=True,
        fill_opacity=0.9,
        popup=folium.Popup(popup, max_width=300),
    ).add_to(plain)


st.set_page_config(layout="wide")
chosen = st.select_slider("Day", months(package().as_of), value=CLOCK_OPENS, key="day")
plain = PlainMap(location=[34.0, 41.5], zoom_start=6, tiles=None)
OneCallOfJQuery().add_to(plain)
found = spells()
on_day = found[(found["start_date"] <= pd.Timestamp(chosen)) & ~(found["end_date"] <= pd.Timestamp(chosen))]
for _, place in on_day.iterrows():
    add(plain, place, chosen)
st_folium(plain, key="map", height=560, width=None, returned_objects=[], use_container_width=True)
st.caption(f"day={chosen} places={len(on_day)}")
