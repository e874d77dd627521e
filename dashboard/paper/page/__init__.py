"""The page round the map: margins, panel, legend, and how all of it is put together."""
