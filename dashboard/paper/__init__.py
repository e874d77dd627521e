"""Draws the atlas on a page: a selection becomes a scene in millimetres, which every format only writes down."""
