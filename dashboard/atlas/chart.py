"""Land held against time, with what others published, as the screen draws it below the map."""

import pandas as pd

from dashboard.atlas.areas import summed
from dashboard.atlas.estimates import estimates
from dashboard.atlas.i18n import locale
from dashboard.atlas.land import Json
from dashboard.atlas.scopes import SCOPES, scope_name


def chart(areas: pd.DataFrame, published: pd.DataFrame, figures: pd.DataFrame, language: str) -> Json:
    """Gather each scope's areas and points.

    Parameters
    ----------
    areas
        As `dashboard.atlas.areas.areas` answers.
    published
        As `geodata.history.published.beside_published` answers.
    figures
        The record's ``published_figures``.
    language
        Of what is said of the points.

    Returns
    -------
    ``scopes``: for each its ``id`` and ``name``, ``areas`` as [day, km², lowest, highest] in order of time, and
    ``points`` with ``day``, ``area`` in km², ``kind``, ``label`` and ``told`` as in `dashboard.atlas.estimates`.
    """
    reader = locale(language)
    scopes = []
    for scope in SCOPES:
        own = summed(areas, scope)
        points = estimates(published, figures, scope, reader).rename(columns={"date": "day"})
        rows = zip(own["date"], own["held"], own["low"], own["high"], strict=True)
        scopes.append(
            {
                "id": scope,
                "name": scope_name(scope, reader),
                "areas": [[str(day.date()), held, low, high] for day, held, low, high in rows],
                "points": [row | {"day": str(row["day"].date())} for row in points.to_dict("records")],
            }
        )
    return {"scopes": scopes}
