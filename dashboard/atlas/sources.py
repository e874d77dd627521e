"""Who said it: the sources of a row, and the list of them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.record.origins import Library, address_of


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


def bibliography(known: Library) -> pd.DataFrame:
    """All sources by publisher.

    Returns
    -------
    ``publisher``, ``title``, ``origins`` (whose words it relays; empty where its own), ``published`` (as exactly as it
    is known; empty where it is not), ``read`` and ``url`` (a copy's where the page's own is not known), all of them
    texts.
    """
    listed = [
        {
            "publisher": known.name(source["publisher"]),
            "title": source["title"],
            "origins": ", ".join(known.name(one) for one in (source["origins"] or "").split(";") if one),
            "published": source["published_date"] or source["published_date_edtf"] or "",
            "read": source["accessed_date"],
            "url": address_of(source),
        }
        for source in known.sources.values()
    ]
    columns = ["publisher", "title", "origins", "published", "read", "url"]
    return pd.DataFrame(listed, columns=columns).sort_values("publisher", kind="stable")
