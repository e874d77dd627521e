"""What a file is called that a reader takes away."""

from dashboard.paper.sheet import Sheet
from geodata.subject import SUBJECT


def file_name(sheet: Sheet, form: str, *, is_film: bool = False) -> str:
    """The atlas, the view, the day or days (a film has many, and names none), the language."""
    selection = sheet.selection
    days = [] if is_film else [day.isoformat() for day in (selection.day, selection.compare) if day]
    return f"{'_'.join([SUBJECT.name, selection.view or 'map', *days, selection.language])}.{form}"
