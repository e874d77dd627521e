"""Files that the atlas was installed with: what is in one, or one error that names it and says why it cannot be used.

A disk that filled up or failed leaves files empty, cut off or full of zeros, a hasty copy leaves them out, and an
editor writes them in another encoding. Whoever reads a file here need not think of any of these.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from geodata.errors import LayerError

# Line ends, tabs and form feeds are signs of a text; the others are not.
_NO_SIGN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def content(path: Path, file: str) -> bytes:
    """Bytes of a file.

    Parameters
    ----------
    file
        What an error calls it.

    Raises
    ------
    LayerError
        If it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LayerError(file, "the file is missing", "missing") from None
    except IsADirectoryError:
        raise LayerError(file, "the file cannot be read: there is a folder in its place", "folder") from None
    except OSError as error:
        raise LayerError(file, f"the file cannot be read: {error.strerror}", "unreadable") from None


def text(path: Path, file: str, end: str = "") -> str:
    """Text of a file in UTF-8, with or without a byte order mark, with line ends of any kind.

    Parameters
    ----------
    file
        What an error calls it.
    end
        What a whole file ends with, line ends apart; one that does not is cut off. Nothing: that cannot be told.

    Raises
    ------
    LayerError
        If it is missing, cannot be read, is empty, no text in UTF-8, or cut off.
    """
    known = decoded(content(path, file), file)
    if not known.strip():
        raise LayerError(file, "the file is empty", "empty")
    found = _NO_SIGN.search(known)
    if found is not None:
        raise LayerError(file, f"not a text: it holds the sign U+{ord(found[0]):04X}", "letters")
    if not known.rstrip().endswith(end):
        raise LayerError(file, f"the file is cut off: it does not end with '{end}'", "cut")
    return known.replace("\r\n", "\n")


def decoded(content: bytes, file: str) -> str:
    """Bytes as text, without a byte order mark.

    Raises
    ------
    LayerError
        If they are no UTF-8.
    """
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise LayerError(file, f"not UTF-8: byte {error.start} cannot be read", "letters") from None


def from_json(path: Path, file: str) -> Any:
    """What a file of JSON holds.

    Raises
    ------
    LayerError
        As `text`, and if it is not JSON.
    """
    known = text(path, file)
    try:
        return json.loads(known)
    except json.JSONDecodeError as error:
        where = f"{error.msg} in line {error.lineno}, column {error.colno}"
        raise LayerError(file, f"not JSON: {where}", "form", "JSON") from None
    except ValueError:
        raise LayerError(file, "not JSON: a number has thousands of digits", "form", "JSON") from None
    except RecursionError:
        raise LayerError(file, "not JSON: brackets are nested too deep", "form", "JSON") from None


def from_json_object(path: Path, file: str) -> dict[str, Any]:
    """What a file holds whose JSON is one object.

    Raises
    ------
    LayerError
        As `from_json`, and if it holds anything else.
    """
    document = from_json(path, file)
    if not isinstance(document, dict):
        raise LayerError(file, "not a JSON object", "content")
    return document


def table(path: Path, file: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a file of CSV with these columns, which is no table of the record.

    Raises
    ------
    LayerError
        As `text`, and if it is not CSV or has other columns.
    """
    try:
        header, *lines = csv.reader(io.StringIO(text(path, file), newline=""), strict=True)
    except csv.Error as error:
        raise LayerError(file, f"not CSV: {error}", "form", "CSV") from None
    if header != list(columns):
        raise LayerError(file, f"the columns are not {', '.join(columns)}", "column", ", ".join(columns))
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(columns):
            told = f"line {number} has {len(cells)} cells, the header has {len(columns)}"
            raise LayerError(file, told, "row", str(number))
    return [dict(zip(columns, cells, strict=True)) for cells in lines]


def texts(path: Path, file: str) -> dict[str, str]:
    """Texts of an interface by key, as the atlas's own ``locales`` hold them.

    Raises
    ------
    LayerError
        As `from_json_object`, and if it holds anything but texts.
    """
    known = from_json_object(path, file)
    for key, text in known.items():
        if not isinstance(text, str) or not text.strip():
            raise LayerError(file, f"'{key}' is no text", "row", key)
    return known
