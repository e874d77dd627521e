"""Scene -> PPTX: shapes of the office program's own, which can be edited, one group for each layer."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from itertools import count, pairwise
from typing import Any, cast

import numpy as np
import shapely
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu
from shapely import affinity

from dashboard.atlas.i18n import DEFAULT_LANGUAGE, languages, locale
from dashboard.atlas.style import LAND, WHITE, paler
from dashboard.paper.formats.svg import rings, written
from dashboard.paper.scene import PT, Box, Circle, Font, Hatch, Layer, Mark, Paint, Scene, Shape, Text
from dashboard.paper.typography import is_arabic, measure
from geodata.subject import SUBJECT

_EMU = 36_000
"""Units of the format in a millimetre."""
_GRID = 100
"""Steps of an outline in a millimetre."""
_FINE = 0.12
"""How far a simplified outline may lie off, in millimetres; in a small shape a hundredth of its extent."""
_FACE = "Arial"
_LINE = 1.2
"""Height of a line, as a share of its size."""
_SUNK = 0.375
"""How far below the middle of a line its baseline lies: programs put it at 0.35 to 0.4 of the size."""
_ASCENT, _DESCENT = 0.76, 0.21
"""Of the letters, as shares of the size."""
_ROOM, _ROOM_ARABIC = 1.25, 1.8
"""A line may become so much longer before it breaks: where Arial is missing, other letters are wider."""
_ALIGNED = {"start": "l", "middle": "ctr", "end": "r"}
_DARK = {name for name, look in LAND.items() if not look.by_holder}
_SMALLEST = 100
"""Size of letters that the format allows, in hundredths of a point."""
_AUTHOR = SUBJECT.name
_LONGEST = 255
"""Letters that a property of a document may have."""
_ZIP_START = (1980, 1, 1, 0, 0, 0)


def write(scene: Scene, picture: bytes | None = None) -> bytes:
    """The page as a slide.

    Parameters
    ----------
    scene
        Laid out for the typeface ``office``: a presentation cannot carry others inside.
    picture
        The same page as PNG; it becomes a second slide.
    """
    deck = Presentation()
    _resize(deck, _emu(scene.width), _emu(scene.height))
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
    _draw(slide, scene)
    # The template's page of notes has room for text.
    _tell(cast(TextFrame, slide.notes_slide.notes_text_frame), scene)
    if picture is not None:
        _show(deck, scene, picture)
    _describe(deck, scene)
    return _packed(deck)


# ---- the deck --------------------------------------------------------------------------------------------------------


def _resize(deck: Deck, width: int, height: int) -> None:
    """Give the deck its page, and stretch the template's placeholders to it."""
    size = deck.part._element.find(qn("p:sldSz"))
    stretch = {"x": width / int(size.get("cx")), "y": height / int(size.get("cy"))}
    for page in (deck.slide_master, *deck.slide_layouts):
        for place in page._element.iter(qn("a:off"), qn("a:ext")):
            for name, value in place.attrib.items():
                # An extension of the format is called as an extent is.
                if name != "uri":
                    place.set(name, str(round(int(value) * stretch[name[-1]])))
    deck.slide_width, deck.slide_height = Emu(width), Emu(height)
    # The template's size has a name, which is not this one's.
    size.attrib.pop("type", None)


def _draw(slide: Slide, scene: Scene) -> None:
    tree = slide.shapes._spTree
    for placeholder in slide.placeholders:
        tree.remove(placeholder._element)
    drawn = parse_xml(f"<p:spTree {nsdecls('p', 'a')}>{''.join(_Page(scene).contents())}</p:spTree>")
    for content in list(drawn):
        tree.append(content)


def _tell(frame: TextFrame, scene: Scene) -> None:
    """Write beside the slide what the picture shows and what it rests on."""
    sources = (f"{one.publisher}: {one.title}{scene.separator} {one.url}" for one in scene.sources)
    made = f"{_AUTHOR} {scene.version}{scene.separator} {scene.made_at}"
    frame.text = written("\n".join((scene.description, *scene.notes, *sources, made)))
    for paragraph in frame.paragraphs:
        told = paragraph._p.get_or_add_pPr()
        if scene.direction == "rtl":
            told.set("algn", "r")
        if is_arabic(paragraph.text):
            told.set("rtl", "1")
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", _tag(paragraph.text, scene.language))


def _show(deck: Deck, scene: Scene, picture: bytes) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Blank"))
    width, height = deck.slide_width, deck.slide_height
    shown = slide.shapes.add_picture(io.BytesIO(picture), Emu(0), Emu(0), width, height)
    shown.name = written(scene.title)
    shown._element.nvPicPr.cNvPr.set("descr", written(scene.description))


def _describe(deck: Deck, scene: Scene) -> None:
    told = deck.core_properties
    told.title = written(scene.title)[:_LONGEST]
    told.subject = written(scene.date)[:_LONGEST]
    told.comments = written(scene.description)[:_LONGEST]
    told.keywords = written(", ".join(scene.keywords))[:_LONGEST]
    told.language = scene.language
    told.version = scene.version
    told.author = told.last_modified_by = _AUTHOR
    told.created = told.modified = datetime.fromisoformat(scene.made_at).replace(tzinfo=None)


def _packed(deck: Deck) -> bytes:
    """The deck as a file that tells nothing of the time at which it was packed."""
    package = deck.part.package
    for name, relation in list(package._rels.items()):
        # The template's shows an empty page.
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(name)
    saved, packed = io.BytesIO(), io.BytesIO()
    deck.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in parts.namelist():
            file.writestr(zipfile.ZipInfo(name, _ZIP_START), parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# ---- the page --------------------------------------------------------------------------------------------------------


@dataclass
class _Page:
    """What a scene becomes on a slide, from the lowest to the uppermost.

    Attributes
    ----------
    ids
        Numbers by which the slide knows its contents.
    dark
        Land drawn so far on which a name is hard to read.
    """

    scene: Scene
    ids: Iterator[int] = field(default_factory=lambda: count(2))
    dark: list[Any] = field(default_factory=list)

    def contents(self) -> Iterator[str]:
        """A group for each layer; the title stands above the one that it was taken from."""
        lines = list(self.scene.texts("title"))
        for layer in self.scene.layers:
            # A group has its number before what is in it.
            number = next(self.ids)
            drawn = list(self._layer(layer))
            if drawn:
                yield _group(number, layer.name, drawn)
            if lines and lines[0] in layer.marks:
                yield self._title(lines)

    def _layer(self, layer: Layer) -> Iterator[tuple[str, Box]]:
        for mark in layer.marks:
            drawn = self._mark(mark, layer)
            if drawn:
                yield drawn

    def _mark(self, mark: Mark, layer: Layer) -> tuple[str, Box] | None:
        """Content of a mark and the box that it fills; nothing where there is nothing to see."""
        if isinstance(mark, Text):
            return self._line(mark) if mark.role != "title" and mark.text.strip() else None
        if isinstance(mark, Circle):
            box = (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
            form = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        else:
            outline = _outline(mark.geometry)
            if outline is None:
                return None
            form, box = outline
            if _is_dark(mark):
                self.dark.append(mark.geometry)
        name = mark.name or layer.id
        # Of two maps, each has its own day, which the name of its land tells.
        days = [self.scene.date] if len(self.scene.frames) == 1 else []
        told = f"{self.scene.separator} ".join([mark.name, *days]) if mark.name else ""
        look = f"{_placed(box)}{form}{_fill(mark.paint)}{_edge(mark.paint)}"
        return _content(next(self.ids), name, look, told=told), box

    def _line(self, mark: Text) -> tuple[str, Box]:
        """A line in a box of its own, which is as wide as it, or wider on the side to which it may grow."""
        height, width = mark.size * PT * _LINE, _width(mark)
        # A plate would bring forward what is meant to stand back, such as the name of a country.
        plated = mark.halo > 0 and mark.opacity == 1 and self._is_on_dark(mark, width)
        grows = mark.anchor != "middle" and not plated
        middle = mark.y - mark.size * PT * _SUNK
        box = _beside(mark, _roomy(mark.text, width) if grows else width, middle - height / 2, middle + height / 2)
        # No program but PowerPoint draws the glow, and on dark land it is not enough.
        fill = _solid(WHITE, 0.72) if plated else "<a:noFill/>"
        look = f'{_placed(_turned(box, mark), mark.turn)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
        text = _text(mark, mark.text, self.scene.language, breaks=grows)
        return _content(next(self.ids), mark.text, look, text=text, kind='<p:cNvSpPr txBox="1"/><p:nvPr/>'), box

    def _title(self, lines: Sequence[Text]) -> str:
        """All lines of the title as one text, which breaks where they do."""
        first, last = lines[0], lines[-1]
        size = first.size * PT
        if len(lines) > 1:
            leading = (last.y - first.y) / (len(lines) - 1)
            bottom = last.y + size * _DESCENT
            spacing = f'<a:lnSpc><a:spcPts val="{round(leading / PT * 100)}"/></a:lnSpc>'
        else:
            leading, bottom, spacing = size * _LINE, last.y + size * (_LINE / 2 - _SUNK), ""
        box = _beside(first, _title_width(lines), bottom - leading * len(lines), bottom)
        look = f'{_placed(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        joined = " ".join(line.text for line in lines)
        text = _text(first, joined, self.scene.language, breaks=True, spacing=spacing)
        kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
        return _content(next(self.ids), joined, look, text=text, kind=kind)

    def _is_on_dark(self, mark: Text, width: float) -> bool:
        over, under = mark.y - mark.size * PT * _ASCENT, mark.y + mark.size * PT * _DESCENT
        box = affinity.rotate(shapely.box(*_beside(mark, width, over, under)), mark.turn, origin=(mark.x, mark.y))
        return any(land.intersects(box) for land in self.dark)


def _is_dark(mark: Shape) -> bool:
    # A symbol has a class too, and says of which layer.
    facts = dict(mark.facts)
    return facts.get("class") in _DARK and facts.get("layer", "territory") == "territory"


def _group(number: int, name: str, drawn: Sequence[tuple[str, Box]]) -> str:
    left, top = (min(box[side] for _, box in drawn) for side in (0, 1))
    right, bottom = (max(box[side] for _, box in drawn) for side in (2, 3))
    place = f'x="{_emu(left)}" y="{_emu(top)}"'
    extent = f'cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{_escaped(name)}" '
        f'descr="{_escaped(name)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {place}/>'
        f"<a:ext {extent}/><a:chOff {place}/><a:chExt {extent}/></a:xfrm></p:grpSpPr>"
        f"{''.join(content for content, _ in drawn)}</p:grpSp>"
    )


def _content(
    number: int, name: str, look: str, *, told: str = "", text: str = "", kind: str = "<p:cNvSpPr/><p:nvPr/>"
) -> str:
    """One shape; it takes no shadow or edge from the deck's theme, for it has no style."""
    described = f' descr="{_escaped(told)}"' if told else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{_escaped(name)}"{described}/>{kind}'
        f"</p:nvSpPr><p:spPr>{look}</p:spPr>{text}</p:sp>"
    )


# ---- where things are ------------------------------------------------------------------------------------------------


def _placed(box: Box, turn: float = 0.0) -> str:
    left, top, right, bottom = box
    turned = f' rot="{round(turn % 360 * 60_000)}"' if turn else ""
    return (
        f'<a:xfrm{turned}><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(right - left)}" cy="{_emu(bottom - top)}"/></a:xfrm>'
    )


def _beside(mark: Text, width: float, top: float, bottom: float) -> Box:
    """A box of a width at the point where a line is anchored."""
    left = mark.x - {"start": 0.0, "middle": width / 2, "end": width}[mark.anchor]
    return left, top, left + width, bottom


def _turned(box: Box, mark: Text) -> Box:
    """Where the box of a turned line stands upright: it is turned round its middle, the line round its anchor."""
    if not mark.turn:
        return box
    left, top, right, bottom = box
    middle = affinity.rotate(shapely.Point((left + right) / 2, (top + bottom) / 2), mark.turn, origin=(mark.x, mark.y))
    across, down = (right - left) / 2, (bottom - top) / 2
    return middle.x - across, middle.y - down, middle.x + across, middle.y + down


def _width(mark: Text) -> float:
    return measure(mark.text, _office(mark.font), mark.size, mark.spacing)


def _roomy(text: str, width: float) -> float:
    return width * (_ROOM_ARABIC if is_arabic(text) else _ROOM)


def _title_width(lines: Sequence[Text]) -> float:
    """Width at which the joined lines break where they did: no next word finds room."""
    longest = max(_width(line) for line in lines)
    longer = [
        measure(f"{line.text} {after.text.split()[0]}", _office(line.font), line.size)
        for line, after in pairwise(lines)
        if after.text.strip()
    ]
    return min([_roomy(lines[0].text, longest), *((longest + one) / 2 for one in longer if one > longest)])


def _outline(geometry: Any) -> tuple[str, Box] | None:
    """A geometry as a form of its own, and the box that it fills; nothing where it has no extent."""
    if geometry.is_empty:
        return None
    left, top, right, bottom = geometry.bounds
    thinned = shapely.simplify(geometry, min(_FINE, max(right - left, bottom - top) / 100))
    lines = [(_gridded(points, closed), closed) for points, closed in rings(thinned)]
    lines = [(points, closed) for points, closed in lines if len(points) > 1]
    if not lines:
        return None
    every = np.concatenate([points for points, _ in lines])
    low, high = every.min(axis=0), every.max(axis=0)
    extent = 'w="{}" h="{}"'.format(*(high - low))
    paths = ""
    for closed, filled in ((True, ""), (False, ' fill="none"')):
        steps = "".join(_steps((points - low).tolist(), closed) for points, is_closed in lines if is_closed == closed)
        paths += f"<a:path {extent}{filled}>{steps}</a:path>" if steps else ""
    form = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )
    return form, (low[0] / _GRID, low[1] / _GRID, high[0] / _GRID, high[1] / _GRID)


def _gridded(points: Any, closed: bool) -> Any:
    """Points on the grid, none twice in a row."""
    grid = np.rint(points * _GRID).astype(np.int64)
    grid = grid[np.concatenate([[True], (np.diff(grid, axis=0) != 0).any(axis=1)])]
    return grid[:-1] if closed and len(grid) > 1 and (grid[0] == grid[-1]).all() else grid


def _steps(points: list[list[int]], closed: bool) -> str:
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if closed else ''}"


def _emu(millimetres: float) -> int:
    return round(millimetres * _EMU)


# ---- how they look ---------------------------------------------------------------------------------------------------


def _fill(paint: Paint) -> str:
    if paint.hatch:
        return _pattern(paint.hatch)
    return _solid(paint.fill, paint.fill_opacity) if paint.fill else "<a:noFill/>"


def _pattern(hatch: Hatch) -> str:
    """The nearest of the patterns that there are."""
    name = "openDmnd" if hatch.crossed else "wdUpDiag" if hatch.width / hatch.apart > 0.3 else "upDiag"
    ground = _color(hatch.ground, hatch.ground_opacity) if hatch.ground else _color(WHITE, 0.0)
    return (
        f'<a:pattFill prst="{name}"><a:fgClr>{_color(hatch.color, hatch.opacity)}</a:fgClr>'
        f"<a:bgClr>{ground}</a:bgClr></a:pattFill>"
    )


def _edge(paint: Paint) -> str:
    if not paint.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    cap = {"round": "rnd", "butt": "flat"}[paint.cap]
    return (
        f'<a:ln w="{_emu(paint.width)}" cap="{cap}">{_solid(paint.stroke, paint.stroke_opacity)}'
        f"{_dashes(paint)}<a:round/></a:ln>"
    )


def _dashes(paint: Paint) -> str:
    """Dashes and gaps, told in widths of the line."""
    if not paint.dash:
        return ""
    shares = [round(length / paint.width * 100_000) for length in paint.dash]
    pairs = zip(shares[::2], shares[1::2], strict=True)
    dashes = "".join(f'<a:ds d="{dash}" sp="{gap}"/>' for dash, gap in pairs)
    return f"<a:custDash>{dashes}</a:custDash>"


def _solid(color: str, opacity: float) -> str:
    return f"<a:solidFill>{_color(color, opacity)}</a:solidFill>"


def _color(color: str, opacity: float) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{_escaped(color[1:].upper())}">{alpha}</a:srgbClr>'


# ---- texts -----------------------------------------------------------------------------------------------------------


def _text(mark: Text, text: str, language: str, *, breaks: bool, spacing: str = "") -> str:
    """A text that looks as a mark does, upright in the middle of its box."""
    turned = ' rtl="1"' if is_arabic(text) else ' rtl="0"'
    # LibreOffice centres a text that may not break, whichever side it is aligned to.
    wrap = "square" if breaks else "none"
    return (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle/><a:p><a:pPr algn="{_ALIGNED[mark.anchor]}"{turned}>{spacing}</a:pPr>'
        f"<a:r>{_looks(mark, _tag(text, language))}<a:t>{_escaped(text)}</a:t></a:r></a:p></p:txBody>"
    )


def _looks(mark: Text, tag: str) -> str:
    size = max(_SMALLEST, round(mark.size * 100))
    told = f'lang="{_escaped(tag)}" sz="{size}" b="{int(mark.font.weight >= 600)}" i="{int(mark.font.italic)}"'
    if mark.spacing:
        told += f' spc="{round(mark.spacing * mark.size * 100)}"'
    glow = ""
    if mark.halo:
        radius = round(mark.halo * PT * _EMU * 0.75)
        glow = f'<a:effectLst><a:glow rad="{radius}">{_color(WHITE, 0.9)}</a:glow></a:effectLst>'
    faces = "".join(f'<a:{script} typeface="{_FACE}"/>' for script in ("latin", "ea", "cs"))
    # LibreOffice cuts off letters set apart that one can see through: they are as pale as on white.
    ink = _solid(paler(mark.color, mark.opacity), 1.0) if mark.spacing else _solid(mark.color, mark.opacity)
    return f"<a:rPr {told}>{ink}{glow}{faces}</a:rPr>"


def _tag(text: str, language: str) -> str:
    """Tag of the language of a text: what an Arabic page says in Latin letters is not Arabic."""
    page = locale(language)
    # A page has Arabic letters where its own language does, and elsewhere in names that it quotes.
    if is_arabic(text) == is_arabic(page.months[0]):
        return page.tag
    other = next((locale(code) for code in languages() if is_arabic(locale(code).months[0]) == is_arabic(text)), page)
    return locale(DEFAULT_LANGUAGE).tag if not is_arabic(text) else other.tag


def _office(font: Font) -> Font:
    return Font("office", font.weight, font.italic)


def _escaped(text: str) -> str:
    return escape(written(text), quote=True)
