"""Which lines are dashed and whose a disputed area is drawn as: the reasons are in layers/policy.csv.

Natural Earth draws who holds the ground. The atlas follows the United Nations instead: Crimea with
Ukraine, the Golan with Syria, Western Sahara apart, Northern Cyprus with Cyprus, Somaliland with
Somalia. In each of these cases the line on the ground is kept, and dashed.
"""

from collections.abc import Callable
from typing import NamedTuple

from geodata.build.coverage import Segment


class Line(NamedTuple):
    """How a border is drawn, and by which decision."""

    treatment: str
    policy_id: str | None


SOLID = Line("solid", None)
DASHED = Line("dashed", "other")

# Natural Earth's code of a country -> ours, where the two differ. A part that is drawn with its
# country but keeps a dashed line around it has a code of its own, "country-part".
CODES = {
    "KOS": "XK", "SAH": "EH", "PSX": "PS", "CYN": "CY-N", "CNM": "CY-UN", "ESB": "CY", "WSB": "CY", "SOL": "SO-L",
    "KAS": "X-SIACHEN", "BRT": "SD", "KAB": "KZ", "IOA": "AU", "ATC": "AU", "ALD": "AX",
}  # fmt: skip
NO_COUNTRY = "X-SIACHEN"

# Natural Earth's classes of lines that are no settled border. "Indefinite" only means that a line
# was never marked on the ground, and stays solid unless a decision below says otherwise.
_UNSETTLED = ("Disputed", "Line of control", "Unrecognized", "Indeterminant")

_ALWAYS = {
    ("IL", "SY"): "golan",
    ("CY", "CY-N"): "northern-cyprus",
    ("CY", "CY-UN"): "northern-cyprus",
    ("CY-N", "CY-UN"): "northern-cyprus",
    ("EH", "MA"): "western-sahara",
    ("GE", "GE-AB"): "abkhazia-south-ossetia",
    ("IL", "LB"): "lebanon-israel",
    ("IL", "PS"): "west-bank-gaza",
    ("IN", "X-SIACHEN"): "kashmir",
    ("CN", "X-SIACHEN"): "kashmir",
    ("PK", "X-SIACHEN"): "kashmir",
    ("CN", "PK"): "kashmir",
    ("RS", "XK"): "kosovo",
    ("SO", "SO-L"): "somaliland",
    ("UA", "UA-43"): "crimea",
}
_KASHMIR_EAST = 80.5  # degrees east
_KASHMIR_SOUTH = 32.3  # degrees north: beyond, India's and Pakistan's border is settled
_SHEBAA = (35.55, 33.2, 35.85, 33.42)
_BIR_TAWIL_WEST = 33.16


def line(pair: tuple[str, str], segment: Segment, natural_earth_class: str) -> Line:
    """Decide how one straight piece of the line between two countries is drawn."""
    x, y = ((segment[0][i] + segment[1][i]) / 2 for i in (0, 1))
    if pair in _ALWAYS:
        return Line("dashed", _ALWAYS[pair])
    if pair in _SOMETIMES:
        return _SOMETIMES[pair](x, y, natural_earth_class)
    return DASHED if natural_earth_class.startswith(_UNSETTLED) else SOLID


def _golan_and_lebanon(x: float, y: float, _: str) -> Line:
    west, south, east, north = _SHEBAA
    return Line("dashed", "shebaa") if west < x < east and south < y < north else SOLID


def _egypt_and_sudan(x: float, _y: float, _: str) -> Line:
    return Line("dashed", "halaib-bir-tawil") if x > _BIR_TAWIL_WEST else SOLID


def _kashmir(x: float, y: float, natural_earth_class: str) -> Line:
    if not natural_earth_class.startswith(_UNSETTLED):
        return SOLID
    return Line("dashed", "kashmir") if x < _KASHMIR_EAST and y > _KASHMIR_SOUTH else DASHED


_SOMETIMES: dict[tuple[str, str], Callable[[float, float, str], Line]] = {
    ("LB", "SY"): _golan_and_lebanon,
    ("EG", "SD"): _egypt_and_sudan,
    ("IN", "PK"): _kashmir,
    ("CN", "IN"): _kashmir,
}

NAMED = ("name_en", "name_ar", "name_fr")
"""The columns of a name in the base map: Natural Earth has these languages among others."""

# Names that are decided rather than taken over, in the order of NAMED.
COUNTRY_NAMES = {
    "CN": ("China", "الصين", "Chine"),
    "CZ": ("Czechia", "التشيك", "Tchéquie"),
    "FK": ("Falkland Islands (Malvinas)", "جزر فوكلاند (مالفيناس)", "Îles Malouines (Falkland)"),
    "IE": ("Ireland", "أيرلندا", "Irlande"),
    "MF": ("Saint Martin", "سان مارتن", "Saint-Martin"),
    "PS": ("Palestinian territories", "الأراضي الفلسطينية", "Territoires palestiniens"),
    "X-SIACHEN": ("Siachen", "سياتشن", "Siachen"),
}

WATER_NAMES = [
    ("mediterranean-east", 1, 32.3, 34.1, "Mediterranean Sea", "البحر المتوسط", "mer Méditerranée"),
    ("mediterranean-centre", 1, 18.6, 34.0, "Mediterranean Sea", "البحر المتوسط", "mer Méditerranée"),
    ("black-sea", 1, 34.8, 43.2, "Black Sea", "البحر الأسود", "mer Noire"),
    ("caspian", 1, 50.9, 39.6, "Caspian Sea", "بحر قزوين", "mer Caspienne"),
    ("red-sea", 1, 36.4, 24.6, "Red Sea", "البحر الأحمر", "mer Rouge"),
    ("the-gulf", 1, 50.6, 27.9, "The Gulf", "الخليج", "le Golfe"),
    ("gulf-of-sidra", 2, 18.4, 31.5, "Gulf of Sidra", "خليج سرت", "golfe de Syrte"),
]
