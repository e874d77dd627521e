"""Tests; what several rooms of them share stands in `tests.reader`."""
