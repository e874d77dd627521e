"""What follows from the record: who held what from when to when, land, areas, figures."""
