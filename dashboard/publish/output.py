"""A finished file under its name: whole, or not at all."""

from pathlib import Path

from geodata.output import STANDARD, print_bytes, require_place, whole

__all__ = ["require_place", "write"]


def write(content: bytes, out: Path) -> None:
    """Write a file beside its place, and give it its name once all of it has reached the disk.

    Parameters
    ----------
    out
        The file, or ``-``, the standard output.

    Raises
    ------
    WriteError
        If it cannot be written; whatever was there before is still there.
    """
    if out == STANDARD:
        print_bytes(content)
        return
    with whole(out) as folder:
        (folder / "file").write_bytes(content)
