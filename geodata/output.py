"""A finished file under its name: whole, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import WriteError


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A folder beside a file's place; what is made in it is given its name at the end, if all went well.

    Raises
    ------
    WriteError
        If it cannot be written, or what makes it fails; whatever was there before is still there.
    """
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".atlas-") as folder:
            yield Path(folder)
            _move(Path(folder), out)
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(f"{out} cannot be written: {error.strerror or error}") from None
    except Exception as error:  # noqa: BLE001  drivers raise what they like; the user gets one sentence
        raise WriteError(f"{out} cannot be written: {' '.join(str(error).split())}") from None


def require_no_folder(out: Path) -> None:
    """Refuse a name that a folder has.

    Raises
    ------
    WriteError
        If one has it.
    """
    if out.is_dir():
        raise WriteError(f"{out} cannot be written: there is a folder of that name")


def _move(folder: Path, out: Path) -> None:
    """Give the made file its name, its companions (a Shapefile has several) first."""
    require_no_folder(out)
    made = sorted(folder.iterdir(), key=lambda path: path.suffix == out.suffix)
    for path in made:
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    for path in made:
        shutil.move(path, out if len(made) == 1 else out.with_suffix(path.suffix))
