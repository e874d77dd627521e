"""Draws the atlas in a browser: a folium.Map whose clock runs there. Knows no Streamlit."""
