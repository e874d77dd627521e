"""Files that a map needs in the browser, each of them from this machine.

Leaflet and the typeface come from installed packages, so that no copy of them is kept here and nothing is fetched
from a content network. A page loads them from its own server; a map saved as a file carries them inside.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from xstatic.pkg import leaflet

from dashboard.atlas.document import BASEMAP_LAYERS
from dashboard.atlas.style import root_rule
from geodata import reading
from geodata.catalog import BASEMAP_FOLDER
from geodata.errors import LayerError
from geodata.record import loading

_SCREEN = Path(str(files("dashboard.screen")))
FOLDERS: dict[str, Path] = {
    "leaflet": Path(leaflet.BASE_DIR),
    "script": _SCREEN / "bundle",
    "style": _SCREEN / "style",
    "font": Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files",
    "basemap": BASEMAP_FOLDER,
}
"""Name in an address -> folder that is served under it."""

_TRUETYPE = b"\x00\x01\x00\x00"
_FONT_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True)
class Asset:
    """A file under one of `FOLDERS`.

    Attributes
    ----------
    end
        What it ends with where it is a text, so that one that was cut off is known.
    """

    folder: str
    name: str
    end: str = ""

    @property
    def path(self) -> Path:
        """Where it lies on this machine."""
        return FOLDERS[self.folder] / self.name

    @property
    def called(self) -> str:
        """What a fault calls it."""
        return f"{self.folder}/{self.name}"

    def address(self, prefix: str) -> str:
        """Where a page finds it; the content is in the address, so a browser may keep it for good."""
        return f"{prefix}/{self.folder}/{self.name}?v={_digest(self)}"


@dataclass(frozen=True)
class Bundle:
    """Files that a page asks for as one."""

    name: str
    assets: tuple[Asset, ...]

    def content(self) -> bytes | None:
        """All of them, in their order; None where one cannot be used."""
        return None if self.fault() else self.whole()

    def whole(self) -> bytes:
        """All of them, in their order.

        Raises
        ------
        LayerError
            If one cannot be used.
        """
        return _joined(self)

    def fault(self) -> LayerError | None:
        """Why it cannot be used, if so."""
        return _fault_of(self)

    def address(self, prefix: str) -> str:
        """Where a page finds them; the content is in the address."""
        return f"{prefix}/bundle/{self.name}?v={_bundle_digest(self)}"


# The atlas's script is built of the modules under ``script/``, by ``npm run build``.
_SCRIPTS = (Asset("leaflet", "leaflet.js"), Asset("script", "atlas.js", end="// end"))
_STYLES = (Asset("leaflet", "leaflet.css", end="}"), Asset("style", "atlas.css", end="/* end */"))
SCRIPT = Bundle("atlas.js", _SCRIPTS)
SHEET = Bundle("atlas.css", _STYLES)


@cache
def basemap() -> dict[str, Asset]:
    """Layers of the basemap that can be used, by name, the shaded relief's picture and bounds among them."""
    known = {
        name: Asset("basemap", f"{name}.geojson")
        for name in BASEMAP_LAYERS
        if _can_be_read(partial(loading.basemap_features, name))
    }
    if _can_be_read(loading.relief_bounds):
        known |= {"relief": Asset("basemap", "relief.webp"), "relief_bounds": Asset("basemap", "relief.json")}
    return known


def _can_be_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except LayerError:
        return False
    return True


def font_faces(prefix: str | None) -> str:
    """CSS that declares the typeface, served under a prefix or, for a saved file, carried inside.

    A browser takes the nearest weight for one whose file cannot be used, and its own typeface where there is none.
    """
    faces = []
    for weight, asset in _fonts().items():
        source = _data_address(asset.path, "font/ttf") if prefix is None else asset.address(prefix)
        faces.append(
            f'@font-face{{font-family:"IBM Plex Sans Arabic";font-weight:{weight};font-display:swap;'
            f'src:url("{source}") format("truetype")}}'
        )
    return "".join(faces)


@cache
def _fonts() -> dict[int, Asset]:
    """Files of the typeface that can be used, by weight."""
    known = {weight: Asset("font", f"IBMPlexSansArabic-{name}.ttf") for weight, name in _FONT_WEIGHTS.items()}
    return {weight: asset for weight, asset in known.items() if not _fault_of_font(asset)}


def font_faults() -> tuple[LayerError, ...]:
    """Why files of the typeface cannot be used."""
    assets = (Asset("font", f"IBMPlexSansArabic-{name}.ttf") for name in _FONT_WEIGHTS.values())
    return tuple(fault for fault in map(_fault_of_font, assets) if fault)


@cache
def _fault_of_font(asset: Asset) -> LayerError | None:
    """Why a file of the typeface cannot be used, if so: its first table says where each of the others ends."""
    try:
        content = reading.content(asset.path, asset.called)
    except LayerError as fault:
        return fault
    if not content:
        return LayerError(asset.called, "the file is empty", "empty")
    if content[:4] != _TRUETYPE:
        return LayerError(asset.called, "not a TrueType font", "form", "TrueType")
    tables = int.from_bytes(content[4:6], "big")
    places = [content[12 + 16 * number : 28 + 16 * number] for number in range(tables)]
    ends = [int.from_bytes(place[8:12], "big") + int.from_bytes(place[12:16], "big") for place in places]
    return LayerError(asset.called, "the file is cut off", "cut") if max(ends, default=0) > len(content) else None


def basemap_inside() -> dict[str, object]:
    """The basemap's content, for a saved file."""
    inside: dict[str, object] = {}
    for name, asset in basemap().items():
        if asset.path.suffix == ".webp":
            inside[name] = _data_address(asset.path, "image/webp")
        else:
            inside[name] = json.loads(asset.path.read_bytes())
    return inside


def _data_address(path: Path, media: str) -> str:
    return f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


@cache
def _joined(bundle: Bundle) -> bytes:
    text = "\n".join(reading.text(asset.path, asset.called, asset.end) for asset in bundle.assets)
    if bundle is SHEET:
        text = root_rule() + text
    # Leaflet's sheet names pictures of a layer button and a pin, which the atlas does not use.
    return text.replace("url(images/", "url(data:,").encode("utf-8")


@cache
def _bundle_digest(bundle: Bundle) -> str:
    return version(bundle.content() or b"")


@cache
def _fault_of(bundle: Bundle) -> LayerError | None:
    try:
        _joined(bundle)
    except LayerError as fault:
        return fault
    return None


@cache
def _digest(asset: Asset) -> str:
    return version(reading.content(asset.path, asset.called))


def version(content: bytes) -> str:
    """What stands in an address for the content that is found there."""
    return hashlib.sha256(content).hexdigest()[:12]
