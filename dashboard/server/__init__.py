"""What Streamlit does: sessions, pages, routes, caches. It holds no rule of its own."""
