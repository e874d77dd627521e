"""Scene -> PDF and PNG, both by Typst from the page's SVG, with the installed typefaces and no others."""

import json
import struct
import zlib
from functools import cache
from typing import Literal, cast

import typst

from dashboard.paper.formats import svg
from dashboard.paper.scene import Scene
from dashboard.paper.typography import FOLDERS
from geodata.subject import SUBJECT

DPI = 300
_SIGNATURE = 8
# Texts arrive as data, so that no sign in them is taken for markup.
_PAGE = """\
#let page-data = json(bytes(sys.inputs.data))
#set document(
  title: page-data.title, description: page-data.description, keywords: page-data.keywords,
  author: page-data.author, date: datetime(..page-data.made),
)
#set page(width: page-data.width * 1mm, height: page-data.height * 1mm, margin: 0mm, fill: none)
#set text(lang: page-data.language)
#image(
  bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "stretch", alt: page-data.description,
)
"""
_BLANK = b"#set page(width: 1pt, height: 1pt)"
_KEPT = 10
_INCH = 25.4
_TRIFLE = 2e-4
"""Typst takes the next whole number of pixels for what is a trifle more than one."""
_AUTHOR = SUBJECT.name


def write_pdf(scene: Scene) -> bytes:
    """The page as PDF: vectors, typefaces inside, title and keywords in its metadata."""
    return _compiled(scene, "pdf", DPI)


def write_png(scene: Scene, dpi: float = DPI) -> bytes:
    """The page as PNG that knows its resolution, and says what it shows."""
    told = {
        "Title": scene.title,
        "Description": scene.description,
        "Source": "\n".join(f"{one.publisher}: {one.title} {one.url}" for one in scene.sources),
        "Creation Time": scene.made_at,
    }
    per_metre = round(dpi / 0.0254)
    density = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    texts = b"".join(_text(keyword, value) for keyword, value in told.items())
    content = _compiled(scene, "png", dpi)
    # They stand between the header, the first chunk, and the picture.
    head = _SIGNATURE + 12 + struct.unpack(">I", content[_SIGNATURE : _SIGNATURE + 4])[0]
    return content[:head] + density + texts + content[head:]


def _compiled(scene: Scene, form: Literal["pdf", "png"], dpi: float) -> bytes:
    year, month, day = (int(part) for part in scene.made_at[:10].split("-"))
    hour, minute, second = (int(part) for part in scene.made_at[11:19].split(":"))
    data = {
        "title": f"{scene.title}{scene.separator} {scene.date}",
        "description": scene.description,
        "keywords": list(scene.keywords),
        "author": _AUTHOR,
        "made": {"year": year, "month": month, "day": day, "hour": hour, "minute": minute, "second": second},
        "width": scene.width,
        "height": scene.height,
        "language": scene.language,
    }
    pixels = None
    if form == "png":
        # Typst stretches a drawing to whole pixels, and a row of them would be lost or there twice.
        pixels = round(scene.width / _INCH * dpi), round(scene.height / _INCH * dpi)
        data |= {"width": pixels[0] / dpi * _INCH - _TRIFLE, "height": pixels[1] / dpi * _INCH - _TRIFLE}
    compiler = typst.Compiler(
        _PAGE.encode("utf-8"),
        font_paths=_faces(),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg.document(scene, pixels=pixels), "data": json.dumps(data, ensure_ascii=False)},
    )
    content = cast(bytes, compiler.compile(format=form, ppi=dpi, timestamp=0))
    _forget()
    return content


def _forget() -> None:
    """Have Typst let go of the page: it keeps a drawing, up to 36 MB, until ten others have been made."""
    for _ in range(_KEPT):
        typst.Compiler(_BLANK, font_paths=_faces(), ignore_system_fonts=True).compile(format="svg", timestamp=0)


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in FOLDERS]
    )


def _text(keyword: str, value: str) -> bytes:
    return _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + value.encode("utf-8"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
