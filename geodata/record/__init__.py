"""The record as files: their form, how they are read and written, and what may not stand in them."""
