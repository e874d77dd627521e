"""The map in its frame: ground, land, symbols, names, and the furniture that lies on it."""
