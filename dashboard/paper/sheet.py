"""What is to be printed: a selection, on which page, under which title and marking, and when it was made."""

import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dashboard.atlas.i18n import Locale
from dashboard.atlas.selection import Selection
from dashboard.atlas.style import COLOR, COLORS
from dashboard.paper.typography import require_letters
from geodata.errors import GeodataError

PAGES: dict[str, tuple[float, float]] = {
    "slide": (338.67, 190.5),
    "a4": (297.0, 210.0),
    "a4-portrait": (210.0, 297.0),
    "square": (240.0, 240.0),
}
"""Width and height in millimetres; a slide is PowerPoint's 16:9."""
GREEN = COLORS["marking"]
TITLE_LENGTH, BANNER_LENGTH = 400, 120


class SheetError(GeodataError):
    """What is asked for cannot be printed."""


@dataclass(frozen=True)
class Sheet:
    """One page to be made.

    Attributes
    ----------
    page
        One of `PAGES`.
    title
        In place of the one that the view has.
    banner
        A marking above and below, such as a classification; none where it is empty.
    banner_color
        Its ground, ``#rrggbb``.
    made_at
        In UTC; the same selection and the same time make the same bytes.

    Raises
    ------
    SheetError, TypefaceError
        If there is no such page, or a text is too long or cannot be drawn.
    """

    selection: Selection
    page: str = "slide"
    title: str = ""
    banner: str = ""
    banner_color: str = GREEN
    made_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def __post_init__(self) -> None:
        if self.page not in PAGES:
            raise SheetError(f"there is no page '{self.page}'; the pages are {', '.join(PAGES)}")
        for name, longest in (("title", TITLE_LENGTH), ("banner", BANNER_LENGTH)):
            text = _line(getattr(self, name))
            if len(text) > longest:
                raise SheetError(f"the {name} has {len(text)} letters; it may have {longest}")
            require_letters(text, name)
            object.__setattr__(self, name, text)
        color = self.banner_color.lower()
        if not COLOR.fullmatch(color):
            raise SheetError(f"'{self.banner_color}' is not a colour of the form #rrggbb")
        object.__setattr__(self, "banner_color", color)

    @property
    def made(self) -> str:
        """When it was made, as ISO 8601."""
        # Of a year before 1000 strftime writes fewer than four digits.
        return f"{self.made_at.replace(microsecond=0, tzinfo=None).isoformat()}Z"

    def told(self, reader: Locale, version: str) -> str:
        """When it was made and from which version of the data, as it stands at the foot of every file."""
        time = f"{reader.day(self.made_at.date())}{reader.t('list.comma')} {self.made_at:%H:%M} UTC"
        return reader.t("snapshot.made", time=time, version=version)


def _line(text: str) -> str:
    """A text as one line, without signs that stand for no letter."""
    visible = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") else sign for sign in text)
    turning = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    return " ".join(unicodedata.normalize("NFC", visible).translate(turning).split())
