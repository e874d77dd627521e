"""How a page is laid out: marking, title and date above, sources below, and what is left for the map and the panel.

Everything that has a side is mirrored for a language written from the right; the map is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import shapely

from dashboard.atlas.i18n import Locale
from dashboard.atlas.style import ACCENT, COLORS, INK, contrasting
from dashboard.paper.scene import PT, Anchor, Box, Font, Mark, Paint, Shape, Text
from dashboard.paper.typography import is_arabic, measure, wrapped

MUTED = COLORS["muted"]
RULE = COLORS["rule"]
MARGIN = 7.5
FOOT_SIZE = 6.4
_BANNER = 5.2
_SHARE = {"slide": 0.245, "a4": 0.27}
"""Of the page's width, for the panel beside the map; elsewhere it lies below."""
_SCALE = {"slide": 1.15, "a4": 0.97, "a4-portrait": 0.97, "square": 1.05}
_LOWER = {"a4-portrait": 96.0, "square": 66.0}
_LOWER_OF_TWO = {"slide": 47.0, "a4": 50.0, "a4-portrait": 78.0, "square": 66.0}
"""Millimetres of the page's height, for the panel below the map, or below two maps."""
_PANEL_ABOVE, _PANEL_BELOW = 2.0, 1.5
_DATE, _LEAST_DATE, _CAPTION = 22.0, 14.0, 14.0


@dataclass(frozen=True)
class Setting:
    """How the margins of a page are set.

    Attributes
    ----------
    page
        One of `dashboard.paper.sheet.PAGES`.
    family
        ``sans``, or ``office`` for a file that is laid out for an office program's typeface.
    share
        How much smaller than usual its letters are, for a map within the page.
    maps
        How many maps the page has: one, or two of the same land on two days.
    """

    page: str
    width: float
    height: float
    reader: Locale
    family: Literal["sans", "office"]
    share: float = 1.0
    maps: int = 1

    @property
    def scale(self) -> float:
        """Size of letters and marks, against a page of A4."""
        return _SCALE[self.page] * self.share

    @property
    def is_beside(self) -> bool:
        """Whether the panel stands beside the map."""
        return self.page in _SHARE and self.maps == 1

    @property
    def start(self) -> Anchor:
        """The anchor of a text that begins at the reader's side."""
        return "end" if self.reader.direction == "rtl" else "start"

    @property
    def end(self) -> Anchor:
        """The anchor of a text that ends at the far side."""
        return "start" if self.reader.direction == "rtl" else "end"

    def font(self, weight: int = 400) -> Font:
        """The typeface of the margins."""
        return Font(self.family, weight)

    def narrow(self, weight: int = 400) -> Font:
        """The typeface of small figures."""
        return Font(self.family if self.family == "office" or not self.reader.narrow else "narrow", weight)

    def at(self, x: float, box: Box | None = None) -> float:
        """A place told from the reader's side, in a box or on the page."""
        left, right = (box[0], box[2]) if box else (0.0, self.width)
        return right - (x - left) if self.reader.direction == "rtl" else x


@dataclass(frozen=True)
class Plan:
    """Where things lie on the page: the map's frame, the panel, and the lines of header and footer."""

    frames: tuple[Box, ...]
    panel: Box
    marks: tuple[Mark, ...]


def plan(
    setting: Setting,
    title: str,
    days: Sequence[str],
    notes: Sequence[str],
    banner: str,
    color: str,
    lower: float | None = None,
) -> Plan:
    """Lay out a page: header and footer take what they need, the map and the panel the rest.

    Parameters
    ----------
    days
        One, which stands in the header, or that of each map, which stands above it.
    notes
        Lines of the footer; each is wrapped. The last one stands at its far side.
    banner, color
        The marking, if any, and its ground.
    lower
        How high the panel below two maps has to be, if that is known; it is never higher than usual.
    """
    bars, top, bottom = _banners(setting, banner, color)
    header, under = _header(setting, title, days[0] if setting.maps == 1 else "", top)
    footer, over = _footer(setting, notes, bottom)
    ticks = 3.6 * setting.scale
    width = setting.width
    if setting.is_beside:
        across = width * _SHARE[setting.page]
        map_left, map_right = MARGIN + ticks, width - MARGIN - across - 4 - ticks
        panel = (width - MARGIN - across, under + 2.0, width - MARGIN, over - 2.0)
        frame = (map_left, under + 1.2 + ticks, map_right, over - 1.2 - ticks)
        if setting.reader.direction == "rtl":
            frame = (width - frame[2], frame[1], width - frame[0], frame[3])
            panel = (width - panel[2], panel[1], width - panel[0], panel[3])
    else:
        usual = (_LOWER if setting.maps == 1 else _LOWER_OF_TWO)[setting.page]
        split = over - (usual if lower is None else min(usual, lower + _PANEL_ABOVE + _PANEL_BELOW))
        frame = (MARGIN + ticks, under + 1.2 + ticks, width - MARGIN - ticks, split - ticks)
        panel = (MARGIN, split + _PANEL_ABOVE, width - MARGIN, over - _PANEL_BELOW)
    if setting.maps == 1:
        return Plan((frame,), panel, (*bars, *header, *footer))
    frames, captions = _two(frame, days, setting, ticks)
    return Plan(frames, panel, (*bars, *header, *captions, *footer))


def _two(room: Box, days: Sequence[str], setting: Setting, ticks: float) -> tuple[tuple[Box, Box], list[Mark]]:
    """Two maps of one size, the first on the reader's side or above, each below its day."""
    left, top, right, bottom = room
    size = _CAPTION * setting.scale
    high = size * PT * 1.3
    if setting.page == "a4-portrait":
        down = (bottom - top - 2 * high - 2 * ticks) / 2
        tops = (top + high, top + down + 2 * high + 2 * ticks)
        frames = [(left, one, right, one + down) for one in tops]
    else:
        across = (right - left - 2 * ticks - 3.0) / 2
        frames = [(one, top + high, one + across, bottom) for one in (left, right - across)]
        if setting.reader.direction == "rtl":
            frames.reverse()
    captions: list[Mark] = [
        Text(
            setting.at(frame[0], frame), frame[1] - ticks - size * PT * 0.3, day, size, setting.font(700),
            setting.start, ACCENT, role="date",
        )
        for frame, day in zip(frames, days, strict=True)
    ]  # fmt: skip
    return (frames[0], frames[1]), captions


def _banners(setting: Setting, banner: str, color: str) -> tuple[list[Mark], float, float]:
    if not banner:
        return [], 0.0, setting.height
    font, size = setting.font(700), 9.5
    while measure(banner, font, size, 0) > setting.width - 2 * MARGIN and size > 5:
        size -= 0.25
    lines = wrapped(banner, font, size, setting.width - 2 * MARGIN)
    high = max(_BANNER, len(lines) * size * PT * 1.35 + 1.2)
    ink = contrasting(color)
    marks: list[Mark] = []
    for top in (0.0, setting.height - high):
        marks.append(Shape(shapely.box(0, top, setting.width, top + high), Paint(fill=color)))
        first = top + (high - (len(lines) - 1) * size * PT * 1.35) / 2 + size * PT * 0.34
        for number, line in enumerate(lines):
            y = first + number * size * PT * 1.35
            marks.append(Text(setting.width / 2, y, line, size, font, "middle", ink, role="banner"))
    return marks, high, setting.height - high


def _header(setting: Setting, title: str, day: str, top: float) -> tuple[list[Mark], float]:
    """Title and date, if it stands here; the date is the largest thing on the page after the map."""
    scale, inner = setting.scale, setting.width - 2 * MARGIN
    date_font, date_size = setting.font(700), _DATE * scale
    while (date_width := measure(day, date_font, date_size)) > inner * 0.5 and date_size > _LEAST_DATE * scale:
        date_size -= 0.5
    below = bool(day) and (setting.page == "a4-portrait" or date_width > inner * 0.55)
    room = inner if below or not day else inner - date_width - 8
    lines, size = _titled(title, setting, room)
    # Arabic letters reach higher and lower.
    leading = size * PT * (1.32 if is_arabic(title) else 1.16)
    first = top + 3.2 * scale + max(size * PT * 0.86, 0 if below else date_size * PT * 0.8)
    marks: list[Mark] = [
        Text(setting.at(MARGIN), first + leading * number, line, size, setting.font(700), setting.start, role="title")
        for number, line in enumerate(lines)
    ]
    last = first + leading * (len(lines) - 1)
    date_y = last + date_size * PT * 1.12 if below else first
    x = setting.at(MARGIN) if below else setting.at(setting.width - MARGIN)
    anchor = setting.start if below else setting.end
    if day:
        marks.append(Text(x, date_y, day, date_size, date_font, anchor, ACCENT, role="date"))
    under = max(last, date_y) + date_size * PT * (0.42 if is_arabic(day) else 0.28)
    rule = shapely.LineString([(MARGIN, under), (setting.width - MARGIN, under)])
    return [*marks, Shape(rule, Paint(stroke=INK, width=0.35))], under


def _titled(title: str, setting: Setting, room: float) -> tuple[list[str], float]:
    """Lines of the title at the largest size at which it stands on one line, or on few."""
    font, scale = setting.font(700), setting.scale
    for longest, least in ((1, 15.0), (2, 11.0), (4, 8.5)):
        size = 19.0 * scale
        while size >= least * scale:
            lines = wrapped(title, font, size, room)
            if len(lines) <= longest:
                return lines, size
            size -= 0.5
    return wrapped(title, font, 8.0 * scale, room), 8.0 * scale


def _footer(setting: Setting, notes: Sequence[str], bottom: float) -> tuple[list[Mark], float]:
    size = FOOT_SIZE * setting.scale
    leading = size * PT * (1.42 if setting.reader.direction == "rtl" else 1.3)
    inner = setting.width - 2 * MARGIN
    *own, made = notes
    lines = [line for note in own for line in wrapped(note, setting.font(), size, inner)]
    made_width = measure(made, setting.font(), size)
    # The last line shares its row with the time of making, if both find room.
    if not lines or measure(lines[-1], setting.font(), size) + made_width + 6 > inner:
        lines.append("")
    over = bottom - 1.6 - leading * len(lines)
    marks: list[Mark] = [
        Shape(shapely.LineString([(MARGIN, over), (setting.width - MARGIN, over)]), Paint(stroke=RULE))
    ]
    for number, line in enumerate(lines):
        y = over + leading * (number + 0.82)
        if line:
            x = setting.at(MARGIN)
            marks.append(Text(x, y, line, size, setting.font(), setting.start, MUTED, role="note"))
    y = over + leading * (len(lines) - 0.18)
    far = setting.at(setting.width - MARGIN)
    marks.append(Text(far, y, made, size, setting.font(), setting.end, MUTED, role="made"))
    return marks, over
