"""Widths of texts, lines of a paragraph, and the typefaces a file carries inside.

Texts are measured as they are drawn: shaped by HarfBuzz, so that Arabic letters join.
"""

import base64
import io
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz

from dashboard.paper.scene import PT, Font
from geodata.errors import GeodataError

_SANS = Path(str(files("fontpkg_ibm_plex_sans_arabic"))) / "files"
_NARROW = Path(str(files("fontpkg_ibm_plex_sans_condensed"))) / "files"
_OFFICE = Path(str(files("fontpkg_arimo"))) / "files"
FOLDERS = (_SANS, _NARROW, _OFFICE)
"""Where the typefaces lie."""
ASCENT, DESCENT, DEPTH_ARABIC = 0.76, 0.2, 0.36
"""Of a line, as shares of its size; Arabic letters reach lower."""
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
_FAMILIES = {"sans": "IBM Plex Sans Arabic", "narrow": "IBM Plex Sans Condensed", "office": "Arial", "spare": "Arimo"}
_WORDS = re.compile(" *[^ ]+ *")
"""Words with the spaces beside them."""
_UNSEEN = "\u200c\u200d\u200e\u200f"
"""Signs that join, part and turn letters, and are not drawn themselves."""
_WIDE_ARABIC = (1.2, 1.33)
"""Widths of DejaVu Sans, regular and bold, against IBM Plex Sans Arabic: medians over names of the record."""


class TypefaceError(GeodataError):
    """A text has a letter that the typeface lacks."""

    def __init__(self, what: str, letter: str) -> None:
        """Name the text and the letter."""
        super().__init__(f"the {what} has the letter '{letter}' (U+{ord(letter):04X}), which the typeface lacks")
        self.letter = letter


def is_arabic(text: str) -> bool:
    """Whether a text holds Arabic letters, and so is written from the right."""
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def measure(text: str, font: Font, size: float, spacing: float = 0.0) -> float:
    """Width of a line in millimetres."""
    if spacing:
        return (_advance(text, font) + spacing * (len(text) - 1)) * size * PT
    return _advance(text, font) * size * PT


@lru_cache(256)
def mid_height(text: str, font: Font) -> float:
    """How far the middle of a line's letters lies above its base, in units of its size."""
    shaper, units = _shaper(font)
    spans = [shaper.get_glyph_extents(glyph.codepoint) for glyph in _glyphs(text, font).glyph_infos]
    tops = [(span.y_bearing, span.y_bearing + span.height) for span in spans if span]
    return float(max(top for top, _ in tops) + min(low for _, low in tops)) / 2 / units if tops else 0.0


def wrapped(text: str, font: Font, size: float, width: float) -> list[str]:
    """Lines of a paragraph no wider than ``width``; a word that is wider is broken, what belongs together is not."""
    lines: list[str] = []
    line = ""
    for word in filter(None, text.split(" ")):
        longer = f"{line} {word}" if line else word
        if measure(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, font, size, width)
        lines += whole
    return [*lines, line] if line else lines


def require_letters(text: str, what: str) -> None:
    """Refuse a text that cannot be drawn.

    Raises
    ------
    TypefaceError
        If every typeface lacks one of its letters.
    """
    known = frozenset().union(*(_letters(font) for font in _instead(Font())))
    missing = next((letter for letter in text if ord(letter) not in known and letter not in _UNSEEN), None)
    if missing is not None:
        raise TypefaceError(what, missing)


@lru_cache(50_000)
def pieces(text: str, font: Font) -> tuple[tuple[Font, str], ...]:
    """A text as it is drawn: a word with a letter that its typeface lacks stands in another that has all of them.

    Returns
    -------
    tuple of (Font, str)
        The text's parts in order, each with its typeface; one part where nothing is lacking.
    """
    fonts = _instead(Font("sans", font.weight) if is_arabic(text) else font)
    parts: list[tuple[Font, str]] = []
    for word in _WORDS.findall(text):
        whole = next((one for one in fonts if _lacks(one, word) is None), None)
        # A word of two scripts is parted into its letters.
        for part in (word,) if whole else tuple(word):
            best = whole or next((one for one in fonts if _lacks(one, part) is None), fonts[0])
            before = parts.pop()[1] if parts and parts[-1][0] == best else ""
            parts.append((best, before + part))
    return tuple(parts) or ((fonts[0], text),)


def face_sheet(used: Iterable[tuple[Font, str]]) -> str:
    """CSS with the typefaces of some texts inside, each with no more than the letters it needs."""
    letters: dict[Font, set[str]] = {}
    for font, text in used:
        for drawn, part in pieces(text, font):
            letters.setdefault(drawn, set()).update(part)
    rules = []
    for font in sorted(letters, key=lambda one: (one.family, one.weight, one.italic)):
        content = base64.b64encode(_subset(font, "".join(sorted(letters[font])))).decode("ascii")
        style = "italic" if font.italic else "normal"
        rules.append(
            f'@font-face{{font-family:"{family(font)}";font-weight:{font.weight};font-style:{style};'
            f'src:url("data:font/woff;base64,{content}") format("woff")}}'
        )
    return "".join(rules)


def family(font: Font) -> str:
    """Name of its family, as the typeface's own file gives it."""
    return _FAMILIES[font.family]


@lru_cache(32)
def _subset(font: Font, letters: str) -> bytes:
    # Slow to load, and only a file that carries its typeface needs it.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        drop_tables=[*subset.Options().drop_tables, "meta"],
        flavor="woff",
        hinting=False,
        notdef_outline=True,
        recalc_timestamp=False,
    )
    face = TTFont(_path(font), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(face)
    face.flavor = "woff"
    content = io.BytesIO()
    face.save(content)
    return content.getvalue()


def _instead(font: Font) -> tuple[Font, ...]:
    """A typeface, and those that stand in for it where it lacks a letter."""
    if font.family in ("office", "spare"):
        return (font,)
    # The narrow cut has the same design; Arimo has no weight but the usual one here.
    near = Font("narrow" if font.family == "sans" else "sans", font.weight, font.italic and font.family == "sans")
    return font, near, Font("spare", 400, font.italic)


def _lacks(font: Font, text: str) -> str | None:
    """The first letter of a text that a typeface lacks."""
    known = _letters(font)
    return next((letter for letter in text if ord(letter) not in known and letter not in _UNSEEN), None)


def _path(font: Font) -> Path:
    if font.family == "sans":
        return _SANS / f"IBMPlexSansArabic-{_WEIGHTS[font.weight]}.ttf"
    if font.family == "narrow":
        name = _WEIGHTS[font.weight] + ("Italic" if font.italic else "")
        return _NARROW / f"IBMPlexSansCondensed-{name.replace('RegularItalic', 'Italic')}.ttf"
    return _OFFICE / ("Arimo-Italic[wght].ttf" if font.italic else "Arimo[wght].ttf")


@cache
def _letters(font: Font) -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_path(font)))).unicodes)


@cache
def _shaper(font: Font) -> tuple[uharfbuzz.Font, int]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_path(font))))
    shaper = uharfbuzz.Font(face)
    if font.family == "office":
        shaper.set_variations({"wght": 700 if font.weight >= 600 else 400})
    return shaper, face.upem


@lru_cache(50_000)
def _advance(text: str, font: Font) -> float:
    """Width of a text in units of its size."""
    width = sum(_shaped(part, drawn) for drawn, part in pieces(text, font))
    if font.family == "office" and is_arabic(text):
        # Which typeface an office program takes for Arabic letters is not known here: room is kept for a wide one.
        width *= _WIDE_ARABIC[font.weight >= 600]
    return width


def _shaped(text: str, font: Font) -> float:
    positions = _glyphs(text, font).glyph_positions or ()
    return float(sum(glyph.x_advance for glyph in positions)) / _shaper(font)[1]


def _glyphs(text: str, font: Font) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_shaper(font)[0], buffer)
    return buffer


def _broken(word: str, font: Font, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, font, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
