"""The land the plain way: a new folium.Map with the day's polygons through st_folium at each step of a slider."""

import streamlit as st
from plain_folium import CENTRE, PlainMap, land, land_layer, months
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
for day in months():
    land(day)
chosen = st.select_slider("Month", months(), key="month")
plain = PlainMap(location=CENTRE, zoom_start=6, tiles=None)
if land(chosen)["features"]:
    land_layer(chosen).add_to(plain)
st_folium(plain, key="map", height=560, use_container_width=True, returned_objects=[])
st.caption(f"day={chosen} shapes={len(land(chosen)['features'])}")
