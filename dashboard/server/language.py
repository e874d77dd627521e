"""The language of an address."""

from collections.abc import Mapping

from dashboard.atlas.address import language_named
from dashboard.atlas.i18n import DEFAULT_LANGUAGE


def language_of(query: Mapping[str, str]) -> str:
    """The language that an address asks for, or the usual one where it names none of ours."""
    return language_named(query.get("lang", "")) or DEFAULT_LANGUAGE
