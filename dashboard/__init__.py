"""What people see: the page, its map, and (later) what is exported from it. Imports geodata, never the other way."""
