"""Land held against time."""

import pandas as pd

from geodata.history import territory


def areas() -> pd.DataFrame:
    """Area by country on each first of a month and on each day on which it changes.

    Returns
    -------
    Columns as those of `geodata.areas`, in order of time; areas in km².

    Raises
    ------
    LayerError
        If one of the territory's files is missing or broken.
    """
    both = pd.concat([territory.areas("event"), territory.areas("month")])
    return both.drop_duplicates(["date", "country"]).sort_values(["date", "country"], ignore_index=True)
