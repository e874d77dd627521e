"""Selection and layers -> a folium.Map whose clock runs in the browser. Knows no Streamlit."""
