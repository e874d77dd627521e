"""Make the derived files: the base map here, the cells and layers beside it.

Nothing in the atlas imports this package at run time, and its extra inputs
(see `sources`) are installed only by whoever rebuilds.
"""
