"""The record that every file and every page of a process is made from."""

from functools import cache

from dashboard.atlas.document import Record
from dashboard.atlas.document import record as _read
from dashboard.atlas.faults import told
from dashboard.atlas.i18n import locale
from dashboard.atlas.land import Json
from dashboard.atlas.search import names_document
from geodata.errors import LayerError


@cache
def record() -> Record:
    """The record as the map reads it; read once, since it does not change while a process runs."""
    return _read()


@cache
def names() -> Json | None:
    """What can be found by name; None where the rules of spelling cannot be used, which `Record.faults` tells."""
    try:
        return names_document()
    except LayerError:
        return None


def missing(language: str) -> list[str]:
    """What the map lacks since a file cannot be used, a sentence for each, in the reader's language."""
    texts = locale(language).texts
    return [told("notice.layer_missing", fault, texts) for fault in record().missed]
