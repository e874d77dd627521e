"""What a figure speaks of: a country, several of them, or the world."""

from dashboard.atlas.i18n import Locale


def scope_name(scope: str, reader: Locale) -> str:
    """What a scope is called.

    Parameters
    ----------
    scope
        As in the record's ``published_figures``: ISO codes of countries joined by ``;``, or ``world``.
    """
    return reader.t(f"scope.{scope.replace(';', '-')}")
