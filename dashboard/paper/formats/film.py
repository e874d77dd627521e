"""Scenes of a series of days -> a film: MP4 or WebM by libav, GIF by Pillow."""

import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, cast

import numpy as np
from PIL import Image

from dashboard.atlas.layers import POINTS
from dashboard.paper.formats import typeset
from dashboard.paper.page import composition
from dashboard.paper.scene import Mark, Scene
from dashboard.paper.sheet import Sheet

if TYPE_CHECKING:
    # A GIF is made without it, and it need not be installed.
    import av

_PER_SECOND = {"month": 6, "week": 15}
_HOLD_SECONDS = 2
"""How long the last picture stays."""
_DPI = 96
_AT_ONCE = 2
_COLORS = 192
_BT709 = 1
"""As libav, and the standard, number it: primaries, curve and matrix alike."""
_LIMITED = 1
"""Brightness from 16 to 235, as films have it."""
_CUBIC, _ROUNDED = 0x4, 0x40000
"""Of libav: how colours are halved, and that numbers are rounded and not cut."""
_TABLE, _TABLE_PER_PICTURE = 4096, 64
"""Bytes kept for the table of contents of an MP4; a picture takes up to forty."""

Drawing = Callable[[Scene], Image.Image]


def write_mp4(sheet: Sheet, days: list[date], step: str, tell: Callable[[float], None] = lambda _: None) -> bytes:
    """The film as MP4 (H.264), which every office program plays.

    Parameters
    ----------
    sheet
        Its page; the selection's day counts for nothing.
    days, step
        As `dashboard.publish.days.days_of` answers, and what it was asked for.
    tell
        Is told the share that is done, from 0 to 1.
    """
    # Looking far ahead would cost memory, and gain nothing on pictures that hardly move.
    looking = "rc-lookahead=4:ref=1:bframes=1:sync-lookahead=0"
    options = {"crf": "18", "preset": "veryfast", "threads": "1", "x264-params": looking}
    return _encoded("mp4", "libx264", "yuv420p", options, sheet, days, step, tell)


def write_webm(sheet: Sheet, days: list[date], step: str, tell: Callable[[float], None] = lambda _: None) -> bytes:
    """The film as WebM (VP9), for browsers."""
    options = {"crf": "30", "b": "0", "cpu-used": "8", "lag-in-frames": "0", "deadline": "realtime", "threads": "1"}
    return _encoded("webm", "libvpx-vp9", "yuv420p", options, sheet, days, step, tell)


def write_gif(sheet: Sheet, days: list[date], step: str, tell: Callable[[float], None] = lambda _: None) -> bytes:
    """The film as GIF, for programs that play nothing else; it repeats for ever."""
    # From the first, the middle and the last: all the frames are not held at once.
    palette = _palette(list(_pictures(sheet, [days[0], days[len(days) // 2], days[-1]], lambda _: None)))
    frames = (one.quantize(palette=palette, dither=Image.Dither.NONE) for one in _pictures(sheet, days, tell))
    pause = 1000 // _PER_SECOND[step]
    content = io.BytesIO()
    next(frames).save(
        content,
        format="GIF",
        save_all=True,
        append_images=frames,
        duration=[*[pause] * (len(days) - 1), _HOLD_SECONDS * 1000],
        loop=0,
    )
    return content.getvalue()


def _encoded(
    container: str,
    codec: str,
    layout: str,
    options: dict[str, str],
    sheet: Sheet,
    days: list[date],
    step: str,
    tell: Callable[[float], None],
) -> bytes:
    import av

    content = io.BytesIO()
    rate = _PER_SECOND[step]
    pictures = _pictures(sheet, days, tell)
    picture = next(pictures)
    # Without these libav writes the time and its own version into the file.
    told = {"fflags": "+bitexact"}
    if container == "mp4":
        # The table of contents stands first, so that a film from a server plays before all of it is there.
        told["moov_size"] = str(_TABLE + _TABLE_PER_PICTURE * (len(days) + _HOLD_SECONDS * rate))
    with av.open(content, "w", format=container, options=told) as film:
        stream = cast("av.VideoStream", film.add_stream(codec, rate=rate, options={**options, "flags": "+bitexact"}))
        stream.width, stream.height = (edge - edge % 2 for edge in picture.size)
        stream.pix_fmt = layout
        _tag(stream.codec_context)
        _add(film, stream, picture)
        for picture in pictures:
            _add(film, stream, picture)
        for _ in range(_HOLD_SECONDS * rate):
            _add(film, stream, picture)
        film.mux(stream.encode())
    return content.getvalue()


def _add(film: "av.container.OutputContainer", stream: "av.VideoStream", picture: Image.Image) -> None:
    import av
    from av.video.reformatter import Colorspace

    even = np.asarray(picture)[: stream.height, : stream.width]
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(even), format="rgb24")
    # What is high definition is read as BT.709, whatever it says; libav alone would convert by BT.601.
    frame = frame.reformat(
        format=stream.pix_fmt,
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=_LIMITED,
        interpolation=_CUBIC | _ROUNDED,
    )
    film.mux(stream.encode(frame))


def _tag(film: "av.VideoCodecContext") -> None:
    """Say by which numbers colours stand in a film: those of high definition."""
    film.color_primaries = film.color_trc = film.colorspace = _BT709
    film.color_range = _LIMITED


def _pictures(sheet: Sheet, days: list[date], tell: Callable[[float], None]) -> Iterator[Image.Image]:
    """Pages of the film as pictures, drawn two at a time: Typst leaves the interpreter free meanwhile."""
    scenes = list(composition.series(sheet, days))
    draw = _drawing(scenes)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number, picture in enumerate(_ahead(pool, draw, iter(scenes)), start=1):
            yield picture
            tell(number / len(days))


def _ahead(pool: ThreadPoolExecutor, draw: Drawing, scenes: Iterator[Scene]) -> Iterator[Image.Image]:
    waiting = [pool.submit(draw, scene) for scene in islice(scenes, _AT_ONCE + 1)]
    while waiting:
        picture = waiting.pop(0).result()
        waiting += [pool.submit(draw, scene) for scene in islice(scenes, 1)]
        yield picture


def _drawing(scenes: list[Scene]) -> Drawing:
    """How a page is drawn: texts that all pages have are drawn once, and only the rest anew for each.

    Names that stay lie above all that changes, as they do on a page: nothing covers them there.
    """
    alike = {name: _alike(scenes, name) for name in ("inset", "names", "marginalia")}
    changing: dict[str, set[Mark] | None] = dict.fromkeys(
        ("page", "ground", "territory", "lines", *POINTS, "furniture")
    )
    lasting: dict[str, set[Mark] | None] = {"graticule": None}
    # A map within the map is drawn as a whole: what changes in it lies between what does not.
    still = all(set(_marks(scene, "inset")) == alike["inset"] for scene in scenes)
    (lasting if still else changing)["inset"] = None
    above = _picture(_only(scenes[0], {**lasting, "names": alike["names"], "marginalia": alike["marginalia"]}))

    def draw(scene: Scene) -> Image.Image:
        rest = {name: set(_marks(scene, name)) - alike[name] for name in ("names", "marginalia")}
        picture = _picture(_only(scene, {**changing, **rest}))
        picture.alpha_composite(above)
        return picture.convert("RGB")

    return draw


def _marks(scene: Scene, name: str) -> tuple[Mark, ...]:
    return next((layer.marks for layer in scene.layers if layer.id == name), ())


def _alike(scenes: list[Scene], name: str) -> set[Mark]:
    """Marks of a layer that every page has."""
    return set.intersection(*(set(_marks(scene, name)) for scene in scenes))


def _only(scene: Scene, wanted: Mapping[str, set[Mark] | None]) -> Scene:
    """A page with some of its layers, and of a layer only some marks (None: all)."""
    layers = []
    for layer in scene.layers:
        if layer.id in wanted:
            chosen = wanted[layer.id]
            marks = layer.marks if chosen is None else tuple(mark for mark in layer.marks if mark in chosen)
            layers.append(replace(layer, marks=marks))
    return replace(scene, layers=tuple(layers))


def _picture(scene: Scene) -> Image.Image:
    return Image.open(io.BytesIO(typeset.write_png(scene, _DPI))).convert("RGBA")


def _palette(pictures: list[Image.Image]) -> Image.Image:
    """One palette for all frames, so that nothing flickers."""
    width, height = pictures[0].size
    joined = Image.new("RGB", (width, height * len(pictures)))
    for number, one in enumerate(pictures):
        joined.paste(one, (0, number * height))
    return joined.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


WRITERS = {"mp4": write_mp4, "webm": write_webm, "gif": write_gif}
"""By format."""
