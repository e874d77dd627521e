"""Shaded relief as a see-through picture: light slopes in white, dark ones in brown, plains clear."""

import io
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import shapely
from PIL import Image, ImageDraw, ImageFilter
from shapely.geometry.base import BaseGeometry

from geodata.build import sources

Bounds = tuple[float, float, float, float]
Picture = npt.NDArray[np.float32]

_WIDTH = 1680  # pixels, the source's own two minutes of arc
_BLUR = 14.0  # pixels: forms wider than this are climate and height tints, and are taken out
_CONTRAST = 3.5
_NOISE = 10.0  # of 255: what is fainter is the source's own grain, and its desert tints
_FADE = 1.5  # degrees, from each edge
_QUALITY = 32
_DARK = (70, 55, 40)
_LIGHT_SHARE = 0.8


def relief(bounds: Bounds, land: Iterable[BaseGeometry]) -> bytes:
    """
    Return a WebP picture in Web Mercator that covers `bounds`.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.
    land
        Where there is relief; the sea stays clear.
    """
    # the source is far beyond Pillow's guard against decompression bombs, and known
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(sources.shaded_relief()) as world:
        grey = _mercator(world.convert("L"), bounds)
    mask = _mask(land, bounds, grey.shape)
    slope = _high_pass(grey, mask) * _CONTRAST
    slope = np.sign(slope) * np.maximum(np.abs(slope) - _NOISE, 0)
    alpha = np.clip(np.abs(slope), 0, 255) * np.where(slope > 0, _LIGHT_SHARE, 1) * _edges(grey.shape, bounds) * mask
    picture = np.empty((*grey.shape, 4), np.uint8)
    picture[..., :3] = np.where(slope[..., None] > 0, 255, _DARK)
    picture[..., 3] = np.round(alpha)
    # WebP codes colour and see-through apart: where nothing shows, one colour costs nothing
    picture[picture[..., 3] == 0, :3] = _DARK
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "WEBP", quality=_QUALITY, alpha_quality=_QUALITY, method=6)
    return buffer.getvalue()


def _y(latitude: float | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2)))


def _latitudes(bounds: Bounds, rows: int) -> npt.NDArray[np.float64]:
    """Return the latitude of the middle of each row of a Mercator picture."""
    south, north = float(_y(bounds[1])), float(_y(bounds[3]))
    y = north + (np.arange(rows) + 0.5) / rows * (south - north)
    return np.asarray(np.degrees(2 * np.arctan(np.exp(y)) - np.pi / 2))


def _mercator(world: Image.Image, bounds: Bounds) -> Picture:
    west, south, east, north = bounds
    width, height = world.size
    rows = round(_WIDTH * float(_y(north) - _y(south)) / np.radians(east - west))
    box = ((west + 180) / 360 * width, 0, (east + 180) / 360 * width, height)
    wide = np.asarray(world.resize((_WIDTH, height), Image.Resampling.BICUBIC, box=box), np.float32)
    at = (90 - _latitudes(bounds, rows)) / 180 * height - 0.5
    above = np.floor(at).astype(int)
    share = (at - above).astype(np.float32)[:, None]
    return np.asarray(wide[above] * (1 - share) + wide[above + 1] * share, np.float32)


def _mask(land: Iterable[BaseGeometry], bounds: Bounds, shape: tuple[int, ...]) -> Picture:
    rows, columns = shape
    south, north = float(_y(bounds[1])), float(_y(bounds[3]))
    image = Image.new("L", (columns, rows))
    draw = ImageDraw.Draw(image)
    for polygon in sorted(shapely.get_parts(list(land)), key=lambda part: -part.area):
        for number, ring in enumerate(shapely.get_rings(polygon)):
            lon, lat = shapely.get_coordinates(ring).T
            x = (lon - bounds[0]) / (bounds[2] - bounds[0]) * columns
            y = (north - _y(lat)) / (north - south) * rows
            draw.polygon(list(zip(x.tolist(), y.tolist(), strict=True)), fill=0 if number else 255)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(1)), np.float32) / np.float32(255)


def _high_pass(grey: Picture, mask: Picture) -> Picture:
    """Take the local mean over land away, so that no dark seam runs along the coasts."""
    mean = _blurred(grey * mask) / np.maximum(_blurred(mask), 1e-3)
    return np.asarray(grey - mean, np.float32)


def _blurred(picture: Picture) -> Picture:
    radius = round(_BLUR)
    for axis in (0, 1, 0, 1, 0, 1):  # three running means each way come close to a Gaussian
        around = [(radius + 1, radius) if axis == way else (0, 0) for way in (0, 1)]
        total = np.cumsum(np.pad(picture, around, mode="edge"), axis=axis, dtype=np.float64)
        ends = np.arange(2 * radius + 1, total.shape[axis])
        sums = np.take(total, ends, axis=axis) - np.take(total, ends - 2 * radius - 1, axis=axis)
        picture = np.asarray(sums / (2 * radius + 1), np.float32)
    return np.asarray(picture, np.float32)


def _edges(shape: tuple[int, ...], bounds: Bounds) -> Picture:
    """Return 1 inside, falling to 0 at the four edges."""
    rows, columns = shape
    lon = bounds[0] + (np.arange(columns) + 0.5) / columns * (bounds[2] - bounds[0])
    lat = _latitudes(bounds, rows)
    across = np.clip(np.minimum(lon - bounds[0], bounds[2] - lon) / _FADE, 0, 1)
    down = np.clip(np.minimum(lat - bounds[1], bounds[3] - lat) / _FADE, 0, 1)
    return np.asarray(np.outer(down, across), np.float32)
