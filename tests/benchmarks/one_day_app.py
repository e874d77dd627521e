"""The land of the one day on which the atlas opens, the plain way: st_folium with nothing to choose."""

import streamlit as st
from plain_folium import CENTRE, PlainMap, land, land_layer
from streamlit_folium import st_folium

from geodata.dates import CLOCK_OPENS

st.set_page_config(layout="wide")
plain = PlainMap(location=CENTRE, zoom_start=6, tiles=None)
land_layer(CLOCK_OPENS).add_to(plain)
st_folium(plain, key="map", height=560, use_container_width=True, returned_objects=[])
st.caption(f"day={CLOCK_OPENS} shapes={len(land(CLOCK_OPENS)['features'])}")
