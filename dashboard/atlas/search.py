"""What bears a name, in the reader's language."""

from dashboard.atlas.land import Json
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.wording import FALLBACK
from geodata.names.search import Hit, find
from geodata.names.spelling import form


def hits(query: str, language: str) -> list[Json]:
    """What is found for a query, the best first.

    Returns
    -------
    list of dict
        ``layer``, ``id``, ``name``, ``other`` (the spelling that was found; None where the name itself shows it),
        ``about`` (key of the text that says what it is),
        ``day`` and ``edtf`` (since when it is on the map), ``at`` (longitude and latitude; None without a point).
    """
    return [_told(hit, query, language) for hit in find(query)]


def _told(hit: Hit, query: str, language: str) -> Json:
    name = hit.names.get(language) or hit.names[FALLBACK]
    is_never = not hit.day and LOOKS[hit.layer].of_place
    is_shown = hit.name in name or form(name).plain.startswith(form(query).plain)
    return {
        "layer": hit.layer,
        "id": hit.id,
        "name": name,
        "other": None if is_shown else hit.name,
        "about": "search.never" if is_never else f"layer.{hit.layer}",
        "day": hit.day,
        "edtf": hit.edtf,
        "at": hit.at,
    }
