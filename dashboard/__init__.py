"""What people see: the page, its map, and what is printed from it. Imports geodata, never the other way."""
