"""The record that every file and every page of a process is made from."""

from functools import cache

from dashboard.atlas.document import Record
from dashboard.atlas.document import record as _read


@cache
def record() -> Record:
    """The record as the map reads it; read once, since it does not change while a process runs."""
    return _read()
