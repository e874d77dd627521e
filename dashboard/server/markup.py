"""HTML of the pages, beside what Streamlit draws itself.

A file of it that cannot be used costs what it draws and nothing else; the page says so, by `faults`.
"""

from pathlib import Path

from dashboard.publish.markup import Templates, own_text
from geodata.errors import LayerError

_FOLDER = Path(__file__).parent
_TEMPLATES = Templates(_FOLDER / "templates")
# Streamlit takes no empty text.
_NOTHING = "<!-- -->"
_faults: dict[str, LayerError] = {}


def filled(template: str, **data: object) -> str:
    """A template of ``templates/``, by its name without ``.html``, with data in it; a comment where it is broken."""
    try:
        return _TEMPLATES.filled(f"{template}.html", **data)
    except LayerError as fault:
        note(fault)
        return _NOTHING


def own(name: str) -> str:
    """A style sheet or a script of the server; nothing where it is broken."""
    try:
        return own_text(_FOLDER / name, name)
    except LayerError as fault:
        note(fault)
        return ""


def note(fault: LayerError) -> None:
    """Note that a file of the pages cannot be used."""
    _faults.setdefault(fault.file, fault)


def faults() -> tuple[LayerError, ...]:
    """What of the pages could not be used so far, a fault a file."""
    return tuple(_faults.values())
