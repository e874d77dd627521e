"""A page of Streamlit that says one sentence: what a first text takes at least."""

import streamlit as st

st.write("A page that says one sentence.")
