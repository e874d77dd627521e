"""The reader's language: texts, dates and numbers in Arabic, English and French.

HOW TO ADD A LANGUAGE: copy ``locales/en.json`` to the language's code, translate every value, and give the record
its ``name_xx``. The tests compare the keys of all locale files with each other and with those the code asks for.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.atlas.figures import ROUNDING
from dashboard.atlas.texts import DEFAULT_LANGUAGE, LOCALES_FOLDER, languages, texts
from geodata.dates import edtf_span
from geodata.errors import LayerError
from geodata.subject import SUBJECT

__all__ = ["DEFAULT_LANGUAGE", "LOCALES_FOLDER", "Locale", "languages", "locale"]


@dataclass(frozen=True, eq=False)
class Locale:
    """One language; each is read once, and is itself alone.

    Attributes
    ----------
    language
        Its ISO 639-1 code.
    direction
        ``ltr`` or ``rtl``.
    texts
        Key -> text; a text may have ``{fields}``.
    months
        The twelve names as they stand in a date.
    group
        What separates thousands.
    decimal
        What separates whole numbers from tenths.
    tag
        What office programs call it.
    narrow
        Whether its letters have a narrow cut, which names on a map are set in.
    faults
        What of its files cannot be used; the texts are then those of the usual language.
    """

    language: str
    direction: str
    texts: Mapping[str, str]
    months: tuple[str, ...]
    group: str
    decimal: str
    tag: str = ""
    narrow: bool = True
    faults: tuple[LayerError, ...] = ()

    def t(self, key: str, **values: object) -> str:
        """Text of a key, its fields filled in.

        Raises
        ------
        KeyError
            If the locale file has no such key.
        """
        return self.texts[key].format(**values) if values else self.texts[key]

    def number(self, value: int) -> str:
        """A whole number with its thousands set apart."""
        return f"{value:,}".replace(",", self.group)

    def tenths(self, value: float) -> str:
        """A number with one decimal, or none where it is whole."""
        whole, tenth = divmod(round(abs(value) * 10), 10)
        sign = "−" if value < 0 and (whole or tenth) else ""
        return sign + self.number(whole) + (f"{self.decimal}{tenth}" if tenth else "")

    def area(self, km2: float) -> str:
        """An area in km², no finer than it is known."""
        return self.t("area.km2", area=self.km2(km2))

    def km2(self, km2: float) -> str:
        """The number of an area as `area` tells it, without its unit."""
        step = next(step for least, step in ROUNDING if km2 >= least)
        return self.number(math.floor(km2 / step + 0.5) * step)

    def isolated(self, text: str) -> str:
        """Text that keeps its order where a picture, not a page, sets the direction."""
        return f"\u2067{text}\u2069" if self.direction == "rtl" else text

    def day(self, day: date, edtf: str | None = None) -> str:
        """A day as read in a sentence; where it is inexact, only what is known of it."""
        shown = edtf.rstrip("?~%") if edtf else day.isoformat()
        first = edtf_span(shown)[0]
        parts = {"year": first.year, "month": self.months[first.month - 1], "day": first.day}
        form = {4: "date.year", 7: "date.month", 10: "date.first" if first.day == 1 else "date.day"}[len(shown)]
        text = self.t(form, **parts)
        if edtf and edtf[-1] in "~%":
            text = self.t("date.about", date=text)
        if edtf and edtf[-1] in "?%":
            text = self.t("date.uncertain", date=text)
        return text


@cache
def locale(language: str) -> Locale:
    """The locale of a language that `languages` lists."""
    known = texts(language, SUBJECT.languages[0])
    form = known.form
    return Locale(
        language=language,
        direction=form["direction"],
        texts=known.texts,
        months=tuple(form["months"]),
        group=form["group"],
        decimal=form["decimal"],
        tag=form["tag"],
        narrow=form["narrow"],
        faults=known.faults,
    )
