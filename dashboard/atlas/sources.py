"""Who said it: the sources of a row, and the list of them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Cited:
    """A source as a link shows it."""

    publisher: str
    url: str


def cited(ids: str, sources: Mapping[str, Mapping[str, Any]]) -> tuple[Cited, ...]:
    """Sources of a row, in its own order; those that the record does not know are left out.

    Parameters
    ----------
    ids
        As the record has them, joined by ``;``.
    sources
        Id -> ``publisher`` and ``url``, as in `dashboard.atlas.document.Record.document`.
    """
    known = (sources[one] for one in ids.split(";") if one in sources)
    return tuple(Cited(source["publisher"], source["url"]) for source in known)


def publishers(cited: Iterable[Cited]) -> str:
    """Sources as they stand in a sentence."""
    return ", ".join(source.publisher for source in cited)


def bibliography(sources: pd.DataFrame) -> pd.DataFrame:
    """All sources by publisher.

    Parameters
    ----------
    sources
        The record's table of that name.

    Returns
    -------
    ``publisher``, ``title``, ``published`` (as exactly as it is known; empty where it is not), ``read`` and ``url``,
    all of them texts.
    """
    published = sources["published_date"].dt.strftime("%Y-%m-%d").fillna(sources["published_date_edtf"]).fillna("")
    told = sources.assign(published=published, read=sources["accessed_date"].dt.strftime("%Y-%m-%d"))
    return told[["publisher", "title", "published", "read", "url"]].sort_values("publisher")
