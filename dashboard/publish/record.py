"""The record that every file and every page of a process is made from."""

from functools import cache

from dashboard.atlas.document import Record
from dashboard.atlas.document import record as _read
from dashboard.atlas.i18n import locale


@cache
def record() -> Record:
    """The record as the map reads it; read once, since it does not change while a process runs."""
    return _read()


def missing(language: str) -> list[str]:
    """What of the record cannot be used, a sentence for each file, in the reader's language."""
    reader = locale(language)
    return [reader.t("notice.layer_missing", file=fault.file, reason=fault.reason) for fault in record().faults]
