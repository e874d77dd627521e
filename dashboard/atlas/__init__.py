"""What is shown, decided once: it knows neither screen nor paper, and no Streamlit."""
