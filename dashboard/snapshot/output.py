"""A finished file under its name: whole, or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from geodata.errors import WriteError


def require_place(out: Path) -> None:
    """Refuse a name that no file can have, before any work is done.

    Raises
    ------
    WriteError
        If its folder is missing or no folder, or a folder has that name.
    """
    folder = out.parent
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise WriteError(f"{out} cannot be written: {folder} {what}")
    if out.is_dir():
        raise WriteError(f"{out} cannot be written: there is a folder of that name")


def write(content: bytes, out: Path) -> None:
    """Write a file beside its place, and give it its name once all of it has reached the disk.

    Raises
    ------
    WriteError
        If it cannot be written; whatever was there before is still there.
    """
    require_place(out)
    made: str | None = None
    try:
        number, made = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:40]}-")
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # A file made for oneself alone becomes one as others are.
        Path(made).chmod(0o666 & ~_mask())
        Path(made).replace(out)
    except OSError as error:
        if made is not None:
            with contextlib.suppress(OSError):
                Path(made).unlink()
        raise WriteError(f"{out} cannot be written: {error.strerror or error}") from None


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
