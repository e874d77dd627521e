"""What is worked out from the record's files is worked out again only where a file that it is made of is another.

Tests that damage one file of twenty would otherwise wait each time for what is made of the other nineteen.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.atlas import document
from geodata.catalog import LAYERS_FOLDER
from geodata.record import loading

_listening: list[set[Path]] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _listening and isinstance(arguments[0], str | Path):
        _listening[-1].add(Path(arguments[0]))


def remembered(function: Callable[..., Any], copies: Path) -> Callable[..., Any]:
    """A function of a folder of the record (its last argument) that knows the answer for the files as shipped.

    Which files it is made of is not taken on trust: it is run once on a copy that nothing has read before, and what it
    opens is noted. A folder in which all of those have the same bytes gets the same answer; any other, or one of which
    it could not be told, is asked anew.

    Parameters
    ----------
    function
        It reads files by opening them in Python.
    copies
        A folder for copies of the record.
    """
    known: dict[tuple[Any, ...], tuple[dict[Path, bytes], Any]] = {}

    def answer(*arguments: Any) -> Any:
        *more, folder = arguments
        key = tuple(more)
        if key not in known:
            copy = copies / str(len(list(copies.iterdir())))
            shutil.copytree(LAYERS_FOLDER, copy)
            known[key] = _run(function, key, copy)
        read, told = known[key]
        same = all((folder / name).is_file() and (folder / name).read_bytes() == old for name, old in read.items())
        return told if same else function(*arguments)

    return answer


def _run(function: Callable[..., Any], more: tuple[Any, ...], folder: Path) -> tuple[dict[Path, bytes], Any]:
    if not _listening:
        sys.addaudithook(_hear)
        # A hook stays for good: this set, which nobody reads, shows that it is there.
        _listening.append(set())
    opened: set[Path] = set()
    _listening.append(opened)
    try:
        told = function(*more, folder)
    finally:
        _listening.pop()
    read = {path.relative_to(folder): path.read_bytes() for path in opened if path.is_relative_to(folder)}
    assert read, "it opened no file of the record: what it is made of is not known"
    return read, told


@contextmanager
def sound_once(folder_for: Callable[[str], Path]) -> Iterator[None]:
    """Meanwhile the document of a damaged record takes what is made of sound files from the shipped one.

    Parameters
    ----------
    folder_for
        Makes a folder of a name.
    """

    def once(function: Callable[..., Any]) -> Callable[..., Any]:
        return remembered(function, folder_for("record"))

    read = {"table": once(loading.table), "basemap_features": cache(loading.basemap_features)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "loading", SimpleNamespace(**vars(loading) | read))
        for name in ("load", "_land", "_land_held"):
            patch.setattr(document, name, once(getattr(document, name)))
        yield
