"""The parameters of the derived territory, in one place.

All but the reach are taken from what was tried beforehand; the reach is the one, in steps of half a kilometre, with
the least mean error against the seven areas that IHS published. A change of any of them, or of the list of places, is
a new version of the territory.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Parameters:
    """How far control reaches, and by what way.

    Lengths are kilometres; a *cost* is kilometres of open ground that take as long.
    """

    grid_km: float = 2.0
    """Spacing of the grid that costs are counted on."""
    reach: float = 14.0
    """Cost up to which a holder controls land round a place."""
    influence: float = 110.0
    """Cost up to which land nearest to a holder, and to no rival, counts as lying within its lines, but not held."""
    contested_band: float = 6.0
    """Land is contested where a hostile place is less than this much farther than the nearest place ..."""
    contested_share: float = 0.4
    """... and less than this share of the place's reach."""
    road_cost: float = 0.25
    """Cost of a kilometre along a road, beside one of open ground."""
    link_cost: float = 0.4
    """Cost of a kilometre along a straight link between two settlements, which stands for ways that are not known."""
    river_cost: float = 0.4
    """Cost of a kilometre along a river valley."""
    way_width_km: float = 3.0
    """How far from a road or river its cost holds."""
    link_km: float = 110.0
    """Longest link between neighbouring settlements that is taken for a road."""
    inherit_km: float = 25.0
    """A settlement without a history follows the nearest place that has one, up to here."""
    lent_km: float = 60.0
    """Until the holder of a place is known, land beyond it counts with the nearest place of which it is, up to here."""
    margin_km: float = 6.0
    """How far beyond its border a country's grid runs, so that nothing is cut there."""
    least_km2: float = 15.0
    """A smaller piece that has no place in it is no piece: it is counted to the land round it."""
    simplify_km: float = 1.0
    """Tolerance by which the grid's steps are straightened (Visvalingam-Whyatt, the root of a triangle's area)."""
    finish_km: float = 0.3
    """Tolerance by which the smoothed lines are thinned."""
    decimals: int = 4
    """Decimals of a degree of every vertex: about 11 m."""
    low_share: float = 0.88
    """The reach of the lower end of the band, as a share of the reach."""
    high_share: float = 1.12
    """The reach of its upper end."""


PARAMETERS = Parameters()
