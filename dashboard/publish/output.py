"""A finished file under its name: whole, or not at all."""

from pathlib import Path

from geodata.errors import WriteError
from geodata.output import require_no_folder, whole


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
    require_no_folder(out)


def write(content: bytes, out: Path) -> None:
    """Write a file beside its place, and give it its name once all of it has reached the disk.

    Raises
    ------
    WriteError
        If it cannot be written; whatever was there before is still there.
    """
    with whole(out) as folder:
        (folder / out.name).write_bytes(content)
