"""A TOML file of the atlas, entry by entry: what is missing, or has no place in it, is told with its name."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from geodata import reading
from geodata.errors import LayerError

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Form(NamedTuple):
    """What a text may look like, as a pattern and in words."""

    pattern: str
    words: str

    def fits(self, text: object) -> bool:
        """Whether something is such a text."""
        return isinstance(text, str) and re.fullmatch(self.pattern, text) is not None


ANYTHING = Form(r".*\S.*", "a text that says anything")


def entries(path: Path, file: str) -> "Entries":
    """What a TOML file says.

    Parameters
    ----------
    file
        What an error calls it.

    Raises
    ------
    LayerError
        If it cannot be read, or is not TOML.
    """
    text = reading.text(path, file)
    try:
        return Entries(tomllib.loads(text), file)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LayerError(file, f"not TOML: {error}", "form", "TOML") from None


class Entries:
    """A table of the file: each entry is asked for once, and what was not asked for has no place in it.

    Attributes
    ----------
    file
        What an error calls it.
    """

    def __init__(self, entries: dict[str, Any], file: str, where: str = "") -> None:
        self._entries, self.file, self._where = entries, file, where
        self._asked: set[str] = set()

    def names(self) -> list[str]:
        """Names of all entries, in their order; an empty table is a fault."""
        if not self._entries:
            raise LayerError(self.file, f"the table '{self._where.rstrip('.')}' is empty")
        return list(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is such an entry."""
        return name in self._entries

    def known(self, name: str, form: Form) -> str:
        """The name of an entry that may be called as it likes, within a form."""
        if not form.fits(name):
            raise LayerError(self.file, f"the name of '{self._where}{name}' is not {form.words}")
        return name

    def part(self, name: str) -> "Entries":
        """The table of a name."""
        value = self._taken(name, dict, "a table")
        return Entries(value, self.file, f"{self._where}{name}.")

    def parts(self, name: str) -> list["Entries"]:
        """The tables that share a name, which are counted from one; none where there is none."""
        if name not in self._entries:
            self._asked.add(name)
            return []
        tables: list[Any] = self._taken(name, list, "a list of tables")
        if not all(isinstance(table, dict) for table in tables):
            raise LayerError(self.file, f"'{self._where}{name}' is not a list of tables")
        return [Entries(table, self.file, f"{self._where}{name}[{number}].") for number, table in enumerate(tables, 1)]

    def worded(self, name: str, languages: Iterable[str]) -> dict[str, str]:
        """A text in every language, by its code."""
        part = self.part(name)
        words = {code: part.text(code) for code in languages}
        part.require_no_more()
        return words

    def called(self, name: str) -> str:
        """What a fault calls an entry."""
        return f"{self._where}{name}"

    def text(self, name: str, among: Iterable[str] = (), form: Form = ANYTHING) -> str:
        """The text of a name: one of some, where these are given."""
        value: str = self._taken(name, str, "a text")
        choices = list(among)
        if choices and value not in choices:
            raise LayerError(self.file, f"'{self._where}{name}' is '{value}', which is none of {', '.join(choices)}")
        if not form.fits(value):
            raise LayerError(self.file, f"'{self._where}{name}' is '{value}', not {form.words}")
        return value

    def texts(self, name: str, form: Form, otherwise: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """The texts of a name, each once; where the entry is missing, what is given for that."""
        if otherwise is not None and name not in self._entries:
            return otherwise
        values: list[Any] = self._taken(name, list, "a list of texts")
        for value in values:
            if not form.fits(value):
                raise LayerError(self.file, f"'{self._where}{name}' has {value!r}, not {form.words}")
        if not values or len(set(values)) < len(values):
            raise LayerError(self.file, f"'{self._where}{name}' is empty, or has one text twice")
        return tuple(values)

    def flag(self, name: str, *, otherwise: bool) -> bool:
        """Whether a name is said to be true; where the entry is missing, what is given for that."""
        value: bool = self._taken(name, bool, "true or false") if name in self._entries else otherwise
        return value

    def day(self, name: str) -> date:
        """The day of a name."""
        value: date = self._taken(name, date, "a day, YYYY-MM-DD without quotes")
        if isinstance(value, datetime):
            raise LayerError(self.file, f"'{self._where}{name}' is a time, where a day is expected")
        return value

    def bounds(self, name: str) -> Bounds:
        """The box of a name."""
        values: list[Any] = self._taken(name, list, "a list of four numbers")
        numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
        if len(numbers) == len(values) == 4:
            west, south, east, north = numbers
            if -180 <= west < east <= 180 and -85 <= south < north <= 85:
                return west, south, east, north
        told = "is not a box on the earth: west, south, east, north in degrees"
        raise LayerError(self.file, f"'{self._where}{name}' {told}")

    def require_no_more(self) -> None:
        """Raise a fault where an entry was not asked for."""
        for name in self._entries:
            if name not in self._asked:
                raise LayerError(self.file, f"'{self._where}{name}' has no place in it")

    def _taken(self, name: str, kind: type, words: str) -> Any:
        self._asked.add(name)
        if name not in self._entries:
            raise LayerError(self.file, f"'{self._where}{name}' is missing, which is {words}")
        if not isinstance(self._entries[name], kind):
            raise LayerError(self.file, f"'{self._where}{name}' is not {words}")
        return self._entries[name]
