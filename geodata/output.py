"""A finished file under its name: whole, or not at all."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from geodata.errors import GeodataError, WriteError

STANDARD = Path("-")
"""In place of a file's name: the standard output."""
_ALSO = {"json": "geojson", "htm": "html"}
"""Suffixes that are usual beside a format's own name."""
_NO_FILES = {
    stat.S_IFDIR: "there is a folder of that name",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
    stat.S_IFIFO: "it is a pipe; --out - writes to the standard output",
    stat.S_IFSOCK: "it is a socket",
}
_PROBE = 1 << 20
"""Bytes that are written to find out whether a disk is full."""


def format_of(out: Path, named: str | None, formats: Mapping[str, Any], usual: str | None = None) -> str:
    """The format of a file: the one that is named, or else the one that its suffix tells.

    Parameters
    ----------
    named
        One of the formats; None where none is named.
    formats
        Those that there are: each is the suffix of its files, without the dot.
    usual
        The format of a file without a suffix where none is named.

    Raises
    ------
    WriteError
        If the suffix is another's, or nothing tells the format.
    """
    suffix = "" if out == STANDARD else out.suffix.removeprefix(".").lower()
    told = suffix if suffix in formats else _ALSO.get(suffix, "")
    ends = f"{out} cannot be written: its name ends in .{suffix}"
    if named is not None:
        if suffix and told != named:
            raise WriteError(f"{ends}, and a file of the format {named} ends in .{named}")
        return named
    if told in formats:
        return told
    if suffix:
        raise WriteError(f"{ends}, which is none of the formats {', '.join(formats)}")
    if usual is None:
        raise WriteError(f"{out} does not tell its format; --format names one of {', '.join(formats)}")
    return usual


def place(out: Path) -> Path:
    """Where a file of a name is written: at the end of a link, which itself stays, else under the name.

    Raises
    ------
    WriteError
        If the name is that of something that is no file, such as a folder, a device or a pipe.
    """
    real = Path(os.path.realpath(out)) if out.is_symlink() else out
    if real.is_symlink():
        raise WriteError(f"{out} cannot be written: it is a link that leads to itself")
    try:
        mode = out.stat().st_mode
    except OSError:
        # There is none yet; what else may be wrong is found when it is written.
        return real
    if not stat.S_ISREG(mode):
        raise WriteError(f"{out} cannot be written: {_NO_FILES.get(stat.S_IFMT(mode), 'it is no file')}")
    return real


def require_place(out: Path) -> None:
    """Refuse a name that no file can have, before any work is done.

    Raises
    ------
    WriteError
        If its folder is missing or no folder, or something has the name that is no file.
    """
    if out == STANDARD:
        return
    folder = place(out).parent
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise WriteError(f"{out} cannot be written: {folder} {what}")


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A folder beside a file's place; what is made in it is given its name at the end, if all went well.

    Parameters
    ----------
    out
        The file, or `STANDARD`: then what is made is copied to the standard output.

    Raises
    ------
    WriteError
        If it cannot be written, or what makes it fails; whatever was there before is still there.
    """
    content = b""
    with _told(out):
        beside = None if out == STANDARD else _near(place(out).parent)
        with tempfile.TemporaryDirectory(dir=beside, prefix=".atlas-") as name:
            folder = Path(name)
            with _making(folder, out):
                yield folder
            if out == STANDARD:
                content = _only(folder).read_bytes()
            else:
                _move(folder, out)
    if out == STANDARD:
        print_bytes(content)


def print_bytes(content: bytes) -> None:
    """Write bytes to the standard output.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    sys.stdout.flush()
    rest = memoryview(content)
    while rest:
        # Where Python is told to buffer nothing, a pipe takes a part at a time.
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


@contextmanager
def _told(out: Path) -> Iterator[None]:
    """What goes wrong with the disk, in one sentence."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "the disk refuses it"
        raise WriteError(f"{_named(out)} cannot be written: {reason}") from error


@contextmanager
def _making(folder: Path, out: Path) -> Iterator[None]:
    """What goes wrong while a file is made: libraries tell of a full disk in words of their own."""
    try:
        yield
    except GeodataError:
        raise
    except Exception as error:
        _require_room(folder)
        if isinstance(error, OSError):
            raise
        reason = f"a {out.suffix.removeprefix('.') or 'file of this format'} cannot hold what it is given"
        raise WriteError(f"{_named(out)} cannot be written: {reason}") from error


def _near(folder: Path) -> Path | None:
    """The folder that a file is made in: its own, or that of the system where drivers cannot read its own's name."""
    path = os.path.abspath(folder)  # noqa: PTH100  a link in it stays
    # To GDAL's readers "!" parts an archive from what is in it.
    return None if "!" in path or any("\ud800" <= sign <= "\udfff" for sign in path) else folder


def _require_room(folder: Path) -> None:
    """Find out whether a file that is a little larger than those in the folder can be written there."""
    size = max((path.stat().st_size for path in folder.iterdir()), default=0) + _PROBE
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(bytes(size))
        probe.flush()


def _only(folder: Path) -> Path:
    made = list(folder.iterdir())
    if len(made) > 1:
        raise WriteError("this format is several files, which the standard output cannot hold; --out names the file")
    return made[0]


def _move(folder: Path, out: Path) -> None:
    """Give the made file its name, its companions (a Shapefile has several) first."""
    made = sorted(folder.iterdir(), key=lambda path: path.suffix == out.suffix)
    if len(made) > 1 and made[-1].suffix != out.suffix:
        raise WriteError(f"{out} cannot be written: this format is several files, so its name needs its own suffix")
    places = [place(out if len(made) == 1 else out.with_suffix(path.suffix)) for path in made]
    with ExitStack() as others:
        ready = []
        for path, real in zip(made, places, strict=True):
            if real.parent.resolve() != folder.parent.resolve():
                # None gets its name before all have reached their disk.
                away = others.enter_context(tempfile.TemporaryDirectory(dir=real.parent, prefix=".atlas-"))
                path = shutil.copyfile(path, Path(away) / path.name)  # noqa: PLW2901  it is the same file, nearer
            with suppress(OSError):
                # An older file's rights are its owner's choice.
                shutil.copymode(real, path)
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
            ready.append((path, real))
        for path, real in ready:
            path.replace(real)


def _named(out: Path) -> str:
    return "the standard output" if out == STANDARD else str(out)
