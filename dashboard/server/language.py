"""The language of an address."""

from collections.abc import Mapping

from dashboard.atlas.i18n import DEFAULT_LANGUAGE, languages


def language_of(query: Mapping[str, str]) -> str:
    """The language that an address asks for, or the usual one where it names none of ours."""
    wanted = query.get("lang", DEFAULT_LANGUAGE)
    return wanted if wanted in languages() else DEFAULT_LANGUAGE
