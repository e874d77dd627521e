"""Widths of texts, lines of a paragraph, and the typefaces a file carries inside.

Texts are measured as they are drawn: shaped by HarfBuzz, so that Arabic letters join.
"""

import base64
import io
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
FOLDERS = (_SANS, _NARROW)
"""Where the typefaces lie that are drawn; those of an office program are only measured."""
ASCENT, DESCENT, DEPTH_ARABIC = 0.76, 0.2, 0.36
"""Of a line, as shares of its size; Arabic letters reach lower."""
_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
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
        If the typeface lacks one of its letters.
    """
    known = _letters(_SANS / "IBMPlexSansArabic-Regular.ttf")
    missing = next((letter for letter in text if ord(letter) not in known and letter not in "\u200e\u200f"), None)
    if missing is not None:
        raise TypefaceError(what, missing)


def face_sheet(used: Iterable[tuple[Font, str]]) -> str:
    """CSS with the typefaces of some texts inside, each with no more than the letters it needs."""
    letters: dict[Font, set[str]] = {}
    for font, text in used:
        letters.setdefault(font, set()).update(text)
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
    return {"sans": "IBM Plex Sans Arabic", "narrow": "IBM Plex Sans Condensed", "office": "Arial"}[font.family]


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


def _path(font: Font) -> Path:
    if font.family == "sans":
        return _SANS / f"IBMPlexSansArabic-{_WEIGHTS[font.weight]}.ttf"
    if font.family == "narrow":
        name = _WEIGHTS[font.weight] + ("Italic" if font.italic else "")
        return _NARROW / f"IBMPlexSansCondensed-{name.replace('RegularItalic', 'Italic')}.ttf"
    return _OFFICE / ("Arimo-Italic[wght].ttf" if font.italic else "Arimo[wght].ttf")


@cache
def _letters(path: Path) -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))).unicodes)


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
    arabic = is_arabic(text)
    shaper, units = _shaper(Font("sans", font.weight) if arabic else font)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    wider = 1.0
    if arabic and font.family == "office":
        # Which typeface an office program takes for Arabic letters is not known here: room is kept for a wide one.
        wider = _WIDE_ARABIC[font.weight >= 600]
    return float(sum(glyph.x_advance for glyph in buffer.glyph_positions or ())) / units * wider


def _broken(word: str, font: Font, size: float, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter, font, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
