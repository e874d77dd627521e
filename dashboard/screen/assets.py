"""Files that a map needs in the browser, each of them from this machine.

Leaflet and the typeface come from installed packages, so that no copy of them is kept here and nothing is fetched
from a content network. A page loads them from its own server; a map saved as a file carries them inside.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
from xstatic.pkg import leaflet

from dashboard.atlas.document import BASEMAP_LAYERS
from dashboard.atlas.style import root_rule
from geodata.catalog import BASEMAP_FOLDER

_SCREEN = Path(str(files("dashboard.screen")))
FOLDERS: dict[str, Path] = {
    "leaflet": Path(leaflet.BASE_DIR),
    "script": _SCREEN / "bundle",
    "style": _SCREEN / "style",
    "font": Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files",
    "basemap": BASEMAP_FOLDER,
}
"""Name in an address -> folder that is served under it."""

# The atlas's script is built of the modules under ``script/``, by ``npm run build``.
_SCRIPTS = (("leaflet", "leaflet.js"), ("script", "atlas.js"))
_STYLES = (("leaflet", "leaflet.css"), ("style", "atlas.css"))
_FONT_WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


@dataclass(frozen=True)
class Asset:
    """A file under one of `FOLDERS`."""

    folder: str
    name: str

    @property
    def path(self) -> Path:
        """Where it lies on this machine."""
        return FOLDERS[self.folder] / self.name

    def address(self, prefix: str) -> str:
        """Where a page finds it; the content is in the address, so a browser may keep it for good."""
        return f"{prefix}/{self.folder}/{self.name}?v={_digest(self.path)}"


@dataclass(frozen=True)
class Bundle:
    """Files that a page asks for as one."""

    name: str
    assets: tuple[Asset, ...]

    def content(self) -> bytes:
        """All of them, in their order."""
        return _joined(self)

    def address(self, prefix: str) -> str:
        """Where a page finds them; the content is in the address."""
        return f"{prefix}/bundle/{self.name}?v={_bundle_digest(self)}"


SCRIPT = Bundle("atlas.js", tuple(Asset(*pair) for pair in _SCRIPTS))
SHEET = Bundle("atlas.css", tuple(Asset(*pair) for pair in _STYLES))


def basemap() -> dict[str, Asset]:
    """Layers of the basemap that exist, by name, the shaded relief's picture and bounds among them."""
    known = {name: Asset("basemap", f"{name}.geojson") for name in BASEMAP_LAYERS}
    known |= {"relief": Asset("basemap", "relief.webp"), "relief_bounds": Asset("basemap", "relief.json")}
    return {name: asset for name, asset in known.items() if asset.path.is_file()}


def font_faces(prefix: str | None) -> str:
    """CSS that declares the typeface, served under a prefix or, for a saved file, carried inside."""
    faces = []
    for weight, name in _FONT_WEIGHTS.items():
        asset = Asset("font", f"IBMPlexSansArabic-{name}.ttf")
        source = _data_address(asset.path, "font/ttf") if prefix is None else asset.address(prefix)
        faces.append(
            f'@font-face{{font-family:"IBM Plex Sans Arabic";font-weight:{weight};font-display:swap;'
            f'src:url("{source}") format("truetype")}}'
        )
    return "".join(faces)


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
    text = "\n".join(asset.path.read_text(encoding="utf-8") for asset in bundle.assets)
    if bundle is SHEET:
        text = root_rule() + text
    # Leaflet's sheet names pictures of a layer button and a pin, which the atlas does not use.
    return text.replace("url(images/", "url(data:,").encode("utf-8")


@cache
def _bundle_digest(bundle: Bundle) -> str:
    return version(bundle.content())


@cache
def _digest(path: Path) -> str:
    return version(path.read_bytes())


def version(content: bytes) -> str:
    """What stands in an address for the content that is found there."""
    return hashlib.sha256(content).hexdigest()[:12]
