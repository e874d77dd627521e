"""The language of an address, and of whoever asks for it."""

from collections.abc import Mapping

from dashboard.atlas.address import language_named
from dashboard.atlas.i18n import DEFAULT_LANGUAGE

# A browser lists a few; whatever sends more is none.
_LISTED = 20


def language_of(query: Mapping[str, str]) -> str:
    """The language that an address asks for, or the usual one where it names none of ours."""
    return language_named(query.get("lang", "")) or DEFAULT_LANGUAGE


def language_wanted(query: Mapping[str, str], headers: Mapping[str, str]) -> str:
    """The language that an address asks for, or else the first of the browser's that is ours, or the usual one."""
    tags = [part.partition(";") for part in headers.get("accept-language", "").split(",")[:_LISTED]]
    # As good as the browser says; of two as good the one it names first.
    liked = sorted(tags, key=lambda tag: -_liking(tag[2]))
    names = (query.get("lang", ""), *(tag[0] for tag in liked))
    return next(filter(None, map(language_named, names)), DEFAULT_LANGUAGE)


def _liking(said: str) -> float:
    """How much a language is liked, of "q=0.8"; what says nothing is liked best."""
    name, _, value = said.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
