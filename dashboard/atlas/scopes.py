"""What a figure speaks of: a country, several of them, or the world."""

from dashboard.atlas.i18n import Locale
from geodata.history.territory import COUNTRIES

SCOPES = (";".join(COUNTRIES), *COUNTRIES)
"""Those whose land is derived: all of its countries together, and each alone."""


def scope_name(scope: str, reader: Locale) -> str:
    """What a scope is called.

    Parameters
    ----------
    scope
        As in the record's ``published_figures``: ISO codes of countries joined by ``;``, or ``world``.
    """
    return reader.t(f"scope.{scope.replace(';', '-')}")
