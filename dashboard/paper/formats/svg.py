"""Scene -> SVG."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

import numpy as np
import shapely

from dashboard.atlas.style import WHITE
from dashboard.paper import typography
from dashboard.paper.scene import PT, Circle, Font, Hatch, Layer, Mark, Paint, Scene, Shape, Text

_DECIMALS = 2
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LASTING = ("ground", "lines")
_KEPT = 16
_written: dict[int, tuple[tuple[Mark, ...], str]] = {}


def write(scene: Scene) -> bytes:
    """The page as a file that stands alone, its typefaces inside."""
    used = ((text.font, text.text) for text in scene.texts())
    return document(scene, typography.face_sheet(used), told=True).encode("utf-8")


def document(scene: Scene, sheet: str = "", *, told: bool = False, pixels: tuple[int, int] | None = None) -> str:
    """The page as SVG.

    Parameters
    ----------
    scene
        What is drawn.
    sheet
        CSS to go along.
    told
        Whether its sources and the like are told in it.
    pixels
        Width and height of the picture that it is stretched to, if it is to be one.
    """
    hatches = {hatch: f"hatch-{number}" for number, hatch in enumerate(_hatches(scene))}
    width, height = _number(scene.width), _number(scene.height)
    size = f'width="{width}mm" height="{height}mm"'
    if pixels:
        size = f'width="{pixels[0]}" height="{pixels[1]}" preserveAspectRatio="none"'
    # A page written from the right must not turn the anchors of the texts inside.
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" xml:lang="{_text(scene.language)}" '
        f'direction="ltr" style="direction:ltr;unicode-bidi:isolate">'
        f'<title id="title">{_text(scene.title)}</title><desc id="desc">{_text(scene.description)}</desc>'
        f"{_metadata(scene) if told else ''}"
    )
    patterns = "".join(_pattern(hatch, name) for hatch, name in hatches.items())
    style = f"<style>{sheet}</style>" if sheet else ""
    body = "\n".join(
        f'<g id="{_text(layer.id)}" data-layer="{_text(layer.id)}" aria-label="{_text(layer.name)}">'
        f"{_marks(layer, hatches)}</g>"
        for layer in scene.layers
    )
    return f"{head}<defs>{style}{patterns}</defs>\n{body}\n</svg>\n"


def _metadata(scene: Scene) -> str:
    told = {
        "title": [scene.title],
        "date": [scene.day],
        "language": [scene.language],
        "description": [scene.description, *scene.notes],
        "subject": scene.keywords,
        "source": [f"{one.publisher}: {one.title} <{one.url}>" for one in scene.sources],
        "created": [scene.made_at],
        "version": [scene.version],
    }
    inside = "".join(f"<dc:{name}>{_text(value)}</dc:{name}>" for name, values in told.items() for value in values)
    return f'<metadata xmlns:dc="http://purl.org/dc/terms/">{inside}</metadata>'


def _hatches(scene: Scene) -> list[Hatch]:
    marks = (mark for layer in scene.layers for mark in layer.marks if isinstance(mark, Shape | Circle))
    return list(dict.fromkeys(mark.paint.hatch for mark in marks if mark.paint.hatch))


def _pattern(hatch: Hatch, name: str) -> str:
    apart, width = _number(hatch.apart), _number(hatch.width)
    ground = ""
    if hatch.ground:
        below = f'fill="{_text(hatch.ground)}" fill-opacity="{hatch.ground_opacity}"'
        ground = f'<rect width="{apart}" height="{apart}" {below}/>'
    ink = f'fill="{_text(hatch.color)}" fill-opacity="{hatch.opacity}"'
    across = f'<rect width="{apart}" height="{width}" {ink}/>' if hatch.crossed else ""
    return (
        f'<pattern id="{name}" width="{apart}" height="{apart}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)">{ground}<rect width="{width}" height="{apart}" {ink}/>{across}</pattern>'
    )


def _marks(layer: Layer, hatches: dict[Hatch, str]) -> str:
    """Marks of a layer; those of a basemap are the same for many pages, and are written once."""
    if layer.id not in _LASTING:
        return "\n".join(_mark(mark, hatches) for mark in layer.marks)
    known = _written.get(id(layer.marks))
    if known is None:
        if len(_written) >= _KEPT:
            _written.clear()
        # The marks are kept too, or others might come to stand at their address.
        known = _written[id(layer.marks)] = (layer.marks, "\n".join(_mark(mark, {}) for mark in layer.marks))
    return known[1]


def _mark(mark: Mark, hatches: dict[Hatch, str]) -> str:
    if isinstance(mark, Text):
        return _line(mark)
    if isinstance(mark, Circle):
        return (
            f'<circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}" '
            f"{_painted(mark.paint, hatches)}{_told(mark)}/>"
        )
    return f'<path fill-rule="evenodd" d="{outline(mark.geometry)}" {_painted(mark.paint, hatches)}{_told(mark)}/>'


def _told(mark: Shape | Circle) -> str:
    facts = "".join(f' data-{_text(name)}="{_text(value)}"' for name, value in mark.facts)
    return facts + (f' role="img" aria-label="{_text(mark.name)}"' if mark.name else "")


def outline(geometry: shapely.Geometry) -> str:
    """Path data of a geometry, on a grid of a hundredth of a millimetre."""
    return "".join(_ring(points, closed) for points, closed in rings(geometry))


def rings(geometry: shapely.Geometry) -> Iterator[tuple[np.ndarray, bool]]:
    """Rings and lines of a geometry: their points, and whether they are closed."""
    for part in shapely.get_parts(geometry):
        if part.is_empty:
            # What lies on the very edge of a map may leave a part without a point.
            continue
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring), True
        elif part.geom_type in ("LineString", "LinearRing"):
            yield shapely.get_coordinates(part), part.geom_type == "LinearRing"
        elif hasattr(part, "geoms"):
            yield from rings(part)


def _ring(points: np.ndarray, closed: bool) -> str:
    grid = np.rint(points * 10**_DECIMALS).astype(np.int64).tolist()
    (x0, y0), steps = grid[0], []
    x, y = x0, y0
    for across, down in grid[1:]:
        # Steps are shorter than places.
        if across != x or down != y:
            steps.append(f"l{_hundredth(across - x)} {_hundredth(down - y)}")
            x, y = across, down
    if closed and steps and (x, y) == (x0, y0):
        steps.pop()
    return f"M{_hundredth(x0)} {_hundredth(y0)}{''.join(steps)}{'z' if closed else ''}" if steps else ""


def _painted(paint: Paint, hatches: dict[Hatch, str]) -> str:
    told = [f'fill="url(#{hatches[paint.hatch]})"' if paint.hatch else f'fill="{_text(paint.fill or "none")}"']
    if paint.fill and paint.fill_opacity < 1:
        told.append(f'fill-opacity="{paint.fill_opacity}"')
    if paint.stroke:
        told.append(
            f'stroke="{_text(paint.stroke)}" stroke-width="{_number(paint.width)}" stroke-linejoin="round" '
            f'stroke-linecap="{paint.cap}"'
        )
        if paint.dash:
            told.append(f'stroke-dasharray="{" ".join(_number(length) for length in paint.dash)}"')
        if paint.stroke_opacity < 1:
            told.append(f'stroke-opacity="{paint.stroke_opacity}"')
    return " ".join(told)


def _line(mark: Text) -> str:
    size = mark.size * PT
    x, y = _number(mark.x), _number(mark.y)
    told = [f'x="{x}" y="{y}" {_face(mark.font)} font-size="{_number(size)}" fill="{_text(mark.color)}"']
    if mark.anchor != "start":
        told.append(f'text-anchor="{mark.anchor}"')
    if mark.opacity < 1:
        told.append(f'fill-opacity="{mark.opacity}"')
    if mark.spacing:
        told.append(f'letter-spacing="{_number(mark.spacing * size)}"')
    if mark.turn:
        told.append(f'transform="rotate({_number(mark.turn)} {x} {y})"')
    if mark.halo:
        told.append(
            f'stroke="{WHITE}" stroke-width="{_number(mark.halo * PT)}" stroke-opacity="0.88" '
            f'stroke-linejoin="round" paint-order="stroke"'
        )
    if mark.role:
        told.append(f'data-role="{_text(mark.role)}"')
    return f"<text {' '.join(told)}>{_letters(mark)}</text>"


def _letters(mark: Text) -> str:
    """A line's letters, those that its typeface lacks in another."""
    own = Font("sans", mark.font.weight) if typography.is_arabic(mark.text) else mark.font
    drawn = "".join(
        _text(part) if font == own else f"<tspan {_face(font)}>{_text(part)}</tspan>"
        for font, part in typography.pieces(mark.text, mark.font)
    )
    return ordered(drawn)


def ordered(text: str) -> str:
    """Text whose order does not depend on what draws it: resvg takes every line to begin from the left."""
    return f"\u2067{text}\u2069" if typography.is_arabic(text) else text


def _face(font: Font) -> str:
    slant = ' font-style="italic"' if font.italic else ""
    # Typst knows the narrow cut as a stretch of the family.
    cut = ', IBM Plex Sans" font-stretch="condensed' if font.family == "narrow" else ""
    return f'font-family="{typography.family(font)}{cut}" font-weight="{font.weight}"{slant}'


def _text(text: str) -> str:
    return escape(written(text), quote=True)


def written(text: str) -> str:
    """A text without the few signs that XML cannot hold, whatever the record has."""
    return _UNWRITABLE.sub("\ufffd", text)


def _number(value: float) -> str:
    return _hundredth(round(value * 10**_DECIMALS))


@lru_cache(1 << 16)
def _hundredth(value: int) -> str:
    whole, part = divmod(abs(value), 10**_DECIMALS)
    digits = f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)
    return f"-{digits}" if value < 0 else digits
