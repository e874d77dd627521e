"""The locale files as they lie on this machine, each made whole by the others where it is broken.

Knows nothing of what the atlas is of, so that there are words to say that this cannot be read. A file that cannot be
used costs its own language and no other: its readers get the texts of the usual one. A text that is missing, or has
other fields than in the other languages, is taken from there alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from geodata import home, reading
from geodata.errors import LayerError

LOCALES_FOLDER = Path(__file__).parent / "locales"
DEFAULT_LANGUAGE = "en"
_MONTHS = 12
_NAME = "language.name"


@dataclass(frozen=True, eq=False)
class Texts:
    """What there is of a language.

    Attributes
    ----------
    texts
        Key -> text, every key that any language has.
    form
        What stands beside the texts: ``direction``, ``months``, ``group``, ``decimal``, ``tag``, ``narrow``.
    faults
        What of its files cannot be used at all.
    borrowed
        Keys whose texts are another language's, though the file can be used.
    """

    texts: Mapping[str, str]
    form: Mapping[str, Any]
    faults: tuple[LayerError, ...]
    borrowed: tuple[str, ...]


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages there are; the usual one among them even where its file is missing."""
    return tuple(sorted({path.stem for path in LOCALES_FOLDER.glob("*.json")} | {DEFAULT_LANGUAGE}))


@cache
def texts(language: str, otherwise: str = DEFAULT_LANGUAGE) -> Texts:
    """A language's texts, made whole.

    Parameters
    ----------
    language
        One of `languages`.
    otherwise
        The language in which the atlas's own texts are, where it has none in this.

    Raises
    ------
    LayerError
        If no language has a file that can be used.
    """
    order = tuple(dict.fromkeys((language, DEFAULT_LANGUAGE, *languages())))
    read = {code: _file(code) for code in order}
    if all(isinstance(found, LayerError) for found in read.values()):
        raise next(found for found in read.values() if isinstance(found, LayerError))
    own = {code: _own(code, otherwise) for code in order}
    files = {code: found for code, found in read.items() if not isinstance(found, LayerError)}
    given = {code: found["texts"] | own[code][0] for code, found in files.items()}
    known: dict[str, str] = {}
    borrowed = []
    for key in dict.fromkeys(key for listed in given.values() for key in listed):
        code, known[key] = _one(key, given)
        if code != language:
            borrowed.append(key)
    fault = read[language]
    faults = (*((fault,) if isinstance(fault, LayerError) else ()), *own[language][1])
    if language not in files or _NAME in borrowed:
        # Two languages of one name could not be told apart.
        known[_NAME] = language
    form = _form(files, known if language in files else {})
    return Texts(known, form, faults, tuple(borrowed) if language in files else ())


def _file(language: str) -> dict[str, Any] | LayerError:
    """What a locale file says, or why it cannot be used."""
    file = f"locales/{language}.json"
    try:
        document = reading.from_json_object(LOCALES_FOLDER / f"{language}.json", file)
    except LayerError as fault:
        return fault
    if not isinstance(document.get("texts"), dict) or not document["texts"]:
        return LayerError(file, "the member 'texts' is missing or empty", "content")
    return document


def _own(language: str, otherwise: str) -> tuple[dict[str, str], list[LayerError]]:
    """Texts that the atlas brings itself, in a language or else in another, and what of them cannot be used."""
    faults: list[LayerError] = []
    for code in dict.fromkeys((language, otherwise)):
        path = home.LOCALES_FOLDER / f"{code}.json"
        try:
            return reading.texts(path, f"locales/{path.name}"), faults
        except LayerError as fault:
            # An atlas may have none in this language, or none at all.
            if fault.cause != "missing":
                faults.append(fault)
    return {}, faults


def _one(key: str, given: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """The first language that has a text of a key as it should be, and that text."""
    fields = {code: _fields(listed.get(key)) for code, listed in given.items()}
    # Where two languages differ and no third decides, the usual one is right.
    order = sorted(fields, key=lambda code: code != DEFAULT_LANGUAGE)
    counted = Counter(found for code in order if (found := fields[code]) is not None)
    usual = max(counted, key=counted.__getitem__, default=None)
    for code, found in fields.items():
        if found is not None and found == usual:
            return code, given[code][key]
    return "", ""


def _fields(text: object) -> frozenset[str] | None:
    """Names of a text's fields; None where it is no text, or cannot be filled in."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return None
    # A field is a name and no more: what follows it in the braces is a slip.
    is_right = all(str(name).isidentifier() and not form and not conversion for name, form, conversion in parts)
    return frozenset(str(name) for name, _, _ in parts) if is_right else None


def _form(files: Mapping[str, Mapping[str, Any]], known: Mapping[str, str]) -> dict[str, Any]:
    """What stands beside the texts, each from the first file in which it is what it should be."""
    form: dict[str, Any] = {}
    for name, is_right in _RIGHT.items():
        form[name] = next((file[name] for file in files.values() if is_right(file.get(name))), _PLAIN[name])
    own = next(iter(files.values()))
    form["tag"] = own["tag"] if _is_text(own.get("tag")) else next(iter(files))
    form["narrow"] = own.get("narrow") is not False
    if known and not _RIGHT["direction"](own.get("direction")):
        form["direction"] = "rtl" if unicodedata.bidirectional(known[_NAME][0]) in ("R", "AL") else "ltr"
    return form


def _are_months(value: object) -> bool:
    return isinstance(value, list) and len(value) == _MONTHS and all(isinstance(one, str) and one for one in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


_RIGHT = {
    "direction": lambda value: value in ("ltr", "rtl"),
    "months": _are_months,
    "group": _is_text,
    "decimal": _is_text,
}
_PLAIN: dict[str, Any] = {
    "direction": "ltr",
    "months": [str(month) for month in range(1, _MONTHS + 1)],
    "group": " ",
    "decimal": ".",
}
