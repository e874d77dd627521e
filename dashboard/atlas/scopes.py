"""What a figure speaks of: a country, several of them, or the world."""

from dashboard.atlas.i18n import Locale
from dashboard.atlas.selection import FOCUS, VIEWS
from geodata.history.territory import COUNTRIES

SCOPES = (";".join(COUNTRIES), *COUNTRIES)
"""Those whose land is derived: all of its countries together, and each alone."""


def scope_of(view: str) -> str:
    """Countries that the figures beside a map speak of: the view's own whose land is derived, or else all of them."""
    own = [code for code in COUNTRIES if code in FOCUS.get(view, COUNTRIES)]
    return ";".join(own or COUNTRIES)


SCOPE_OF = {view: scope_of(view) for view in ("", *VIEWS)}
"""The scope of every view, and of a map that was moved by hand."""
EVERY_SCOPE = tuple(dict.fromkeys((*SCOPES, *SCOPE_OF.values())))
"""All for which figures are counted."""


def scope_name(scope: str, reader: Locale) -> str:
    """What a scope is called.

    Parameters
    ----------
    scope
        As in the record's ``published_figures``: ISO codes of countries joined by ``;``, or ``world``.
    """
    return reader.t(f"scope.{scope.replace(';', '-')}")
