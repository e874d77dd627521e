"""Rows of the record on a map, for a notebook: a folium.Map that asks no other machine for anything."""
