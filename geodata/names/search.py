"""Finds places, heritage sites, affiliates, attacks and milestones by name, however it is spelt.

>>> from geodata.names.search import find
>>> find("الموصل")[0].id == find("Mossoul")[0].id == find("al-Mawṣil")[0].id == "mosul"
True
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.ask import load
from geodata.catalog import LAYERS, LAYERS_FOLDER, TABLES, Layer, Search
from geodata.dates import CLOCK_FIRST
from geodata.errors import ArgumentError, LayerError, quoted
from geodata.home import ALIASES
from geodata.names.aliases import aliases
from geodata.names.spelling import Form, bones, folded, form, is_arabic, readings
from geodata.names.wording import LANGUAGES, worded
from geodata.record import loading
from geodata.record.files import stamp
from geodata.record.values import plain

Point = tuple[float, float]
"""Longitude and latitude."""
LAYERS_SEARCHED = tuple(layer.id for layer in LAYERS.values() if layer.search)

_Known = tuple[str | None, str | None]
_INPUTS = tuple(dict.fromkeys(table for layer in LAYERS_SEARCHED for table in LAYERS[layer].tables))
_UNRANKED = 9
# How sure a way of finding a name is. What is found in two ways has the surer one.
_SAME, _FOLDED, _BONES = 100, 97, 90
_BEGINS, _BEGINS_FOLDED, _WORDS = 88, 86, 80
_BEGINS_JOINED, _NEAR, _INSIDE, _WORDS_NEAR = 68, 58, 55, 50
_WHOLE_WORD, _WHOLE_FOLDED_WORD = 7.0, 3.0
_IN_BRACKETS = 4.0
# How like names must be that have so many consonants in common.
_LIKE = {2: 0.8, 3: 0.7}


@dataclass(frozen=True)
class Hit:
    """What a search found.

    Attributes
    ----------
    layer, id
        The row.
    name
        The spelling that was found, as the record or the table of other names has it.
    score
        From 50, a guess, to 100, the very name.
    day
        The ISO day that tells most of it: when the group first held or fought for a place, when a thing happened; None
        where there is none.
    at
        Longitude and latitude, None where the row has no point.
    names
        The row's own name by language of the record.
    edtf
        What is known of the day where it is inexact.
    """

    layer: str
    id: str
    name: str
    score: float
    day: str | None
    at: Point | None
    names: dict[str, str] = field(compare=False, repr=False)
    edtf: str | None = None


@dataclass(frozen=True)
class _Subject:
    """A row that can be found, and its place among others that are found as surely."""

    layer: str
    id: str
    names: dict[str, str]
    day: str | None
    edtf: str | None
    at: Point | None
    rank: int = _UNRANKED

    def order(self) -> tuple[int, str, str]:
        return self.rank, f"{LAYERS_SEARCHED.index(self.layer)}{self.day or ''}", self.id


@dataclass(frozen=True)
class _Name:
    subject: _Subject
    text: str
    form: Form
    cost: float = 0.0


class _Forms:
    """Text -> names; the texts are in order, so that those with one beginning stand together."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        self._names: dict[str, set[int]] = {}
        for text, name in pairs:
            if text:
                self._names.setdefault(text, set()).add(name)
        self._texts = sorted(self._names)

    def same(self, text: str) -> set[int]:
        return self._names.get(text, set())

    def beginning(self, text: str) -> Iterator[int]:
        if not text:
            return
        for place in range(bisect_left(self._texts, text), len(self._texts)):
            if not self._texts[place].startswith(text):
                return
            yield from self._names[self._texts[place]]

    def near(self, text: str) -> Iterator[tuple[int, float]]:
        """Names that differ by a few slips of the hand, and how like they are, from 0 to 1."""
        slips = _slips(text)
        if not slips:
            return
        near = process.extract(text, self._texts, scorer=OSA.distance, score_cutoff=slips, limit=None)
        for other, distance, _ in near:
            # Of a short name too little would be left.
            if distance <= _slips(other):
                likeness = 1 - distance / max(len(text), len(other))
                yield from ((name, likeness) for name in self._names[other])


class _Index:
    """Every name in all its forms."""

    def __init__(self, names: list[_Name]) -> None:
        self._list = names
        self._forms = forms = [name.form for name in names]

        def over(*makers: Callable[[Form], str]) -> _Forms:
            return _Forms((make(name), number) for number, name in enumerate(forms) for make in makers)

        self._apart = over(lambda name: name.spaced, lambda name: name.kept)
        self._folded_apart = over(lambda name: name.folded_spaced)
        self._plain = over(lambda name: name.plain, lambda name: name.kept.replace(" ", ""))
        self._folded = over(lambda name: name.folded)
        self._bones = over(lambda name: name.bones)
        self._words = _Forms((word, number) for number, name in enumerate(forms) for word in name.words)
        self._bone_words = _Forms(
            (bones(folded(word)), number) for number, name in enumerate(forms) for word in name.words
        )
        self._folded_words = _Forms((folded(word), number) for number, name in enumerate(forms) for word in name.words)

    def find(self, query: str) -> Iterator[tuple[_Name, float]]:
        """Names and how surely each is meant, in the order in which they were given."""
        best: dict[int, float] = {}
        for reading in readings(query):
            for look in (self._whole, self._by_words, self._inside):
                for number, score in look(reading):
                    best[number] = max(score - reading.cost, best.get(number, 0.0))
        for number in sorted(best):
            yield self._list[number], best[number] - self._list[number].cost

    def _whole(self, asked: Form) -> Iterator[tuple[int, float]]:
        plain, sounds = asked.plain, asked.folded
        for text in {plain, asked.kept.replace(" ", "")}:
            yield from ((number, _SAME) for number in self._plain.same(text))
        if len(sounds) > 1:
            yield from ((number, _FOLDED) for number in self._folded.same(sounds))
        yield from self._skeletons(sounds)
        # Of "al-b" the article tells more than the letter: without it, any name in b would do.
        for text in {asked.kept} | ({asked.spaced} if len(plain) > 1 else set()):
            yield from ((number, _BEGINS) for number in self._apart.beginning(text))
        if len(plain) > 2 and len(sounds) > 1:
            yield from ((number, _BEGINS_FOLDED) for number in self._folded_apart.beginning(asked.folded_spaced))
            yield from ((number, _BEGINS_JOINED) for number in self._folded.beginning(sounds))
        for forms, text in ((self._plain, plain), (self._folded, sounds)):
            yield from ((number, _NEAR + 15 * like) for number, like in forms.near(text))

    def _skeletons(self, sounds: str) -> Iterator[tuple[int, float]]:
        """Names with the same consonants; the fewer there are, the more the vowels must say the same."""
        frame = bones(sounds)
        for number in self._bones.same(frame) if len(frame) > 1 else ():
            other = self._forms[number].folded
            like = OSA.normalized_similarity(sounds, other)
            if like >= _LIKE.get(len(frame), 0.4) or (len(frame) == 3 and _beat(sounds) == _beat(other)):
                yield number, _BONES + 5 * like

    def _by_words(self, asked: Form) -> Iterator[tuple[int, float]]:
        """Names that have each word, in any order: "museum Mosul"."""
        exact: dict[int, float] | None = None
        loose: dict[int, float] | None = None
        for word in asked.telling:
            hits = self._with_word(word)
            exact = hits if exact is None else _both(exact, hits)
            slips = self._like_word(word, alone=len(asked.telling) == 1) | hits
            loose = slips if loose is None else _both(loose, slips)
        words = len(asked.telling)
        yield from ((number, _WORDS + value / words) for number, value in (exact or {}).items())
        yield from ((number, _WORDS_NEAR + value / words) for number, value in (loose or {}).items())

    def _with_word(self, word: str) -> dict[int, float]:
        """Names with a word, more for the whole of it than for its beginning."""
        hits = dict.fromkeys(self._words.beginning(word), 0.0) if len(word) > 1 else {}
        sounds = folded(word)
        if len(sounds) > 2:
            hits |= dict.fromkeys(self._folded_words.beginning(sounds), 0.0)
        if len(sounds) > 1:
            hits |= dict.fromkeys(self._folded_words.same(sounds), _WHOLE_FOLDED_WORD)
        return hits | dict.fromkeys(self._words.same(word), _WHOLE_WORD)

    def _like_word(self, word: str, *, alone: bool) -> dict[int, float]:
        """Names with a word that is nearly this one; a word that stands alone must be longer to be sure of it."""
        frame = bones(folded(word))
        hits = dict.fromkeys(self._bone_words.same(frame), 5.0) if len(frame) > 2 + alone else {}
        if len(word) > 4 or not alone:
            for number, like in self._words.near(word):
                hits[number] = max(8 * like, hits.get(number, 0))
        return hits

    def _inside(self, asked: Form) -> Iterator[tuple[int, float]]:
        """Names that what was typed holds whole, with more round them: "battle of Kobani 2014"."""
        if len(asked.words) < 2:
            return
        whole = len(asked.folded)
        for first in range(len(asked.words)):
            for end in range(first + 1, len(asked.words) + 1):
                part = "".join(map(folded, asked.words[first:end]))
                if len(part) > (2 if is_arabic(part) else 3) and len(part) < whole:
                    # What comes first is the place, what follows says where it is.
                    score = _INSIDE + 10 * len(part) / whole - 4 * bool(first)
                    yield from ((number, score) for number in self._folded.same(part))


def find(query: str, folder: str | Path = LAYERS_FOLDER, limit: int = 8) -> list[Hit]:
    """What of the record bears a name, the likeliest first.

    Spellings in Arabic and Latin script are taken alike, with or without article, marks and slips of the hand; a
    name may be typed in part. The very name stands before one that only begins so, that before one with such a
    word, and a likeness last; of two as sure, the place before any other and the more important place before the
    lesser. A file of the record that cannot be read costs its layer and nothing else.

    Raises
    ------
    ArgumentError
        If the query is no text, the folder none, or the limit no whole number from 0 on.
    """
    if not isinstance(query, str):
        raise ArgumentError(f"{quoted(query)} is not a name to search for; a name is a text")
    if not isinstance(limit, int | np.integer) or limit < 0:
        raise ArgumentError(f"{quoted(limit)} is not a number of answers; it is a whole number from 0 on")
    folder = loading.folder_of(folder)
    best: dict[tuple[str, str], tuple[float, _Name]] = {}
    for name, score in index(folder).find(query):
        key = name.subject.layer, name.subject.id
        if key not in best or score > best[key][0]:
            best[key] = score, name
    chosen = sorted(best.values(), key=lambda hit: (-round(hit[0], 3), *hit[1].subject.order()))
    return [_hit(name, score) for score, name in chosen[:limit]]


def index(folder: Path = LAYERS_FOLDER) -> _Index:
    """The names, kept until a file that they come from changes."""
    stamps = tuple(stamp(path) for path in (*(folder / TABLES[name].file for name in _INPUTS), ALIASES))
    return _indexed(folder, stamps)


@lru_cache(maxsize=4)
def _indexed(folder: Path, _stamps: tuple[tuple[int, int], ...]) -> _Index:
    try:
        others = aliases()
    except LayerError:
        others = {}
    names: list[_Name] = []
    for subject in _subjects(folder):
        given = dict.fromkeys(subject.names.values())
        for text in given:
            names += _named(subject, text)
        if subject.layer == "places":
            names += [_Name(subject, text, form(text)) for text in others.get(subject.id, ())]
    # What stands in brackets is another name, or where a thing is: "Ghazlani base (Mosul)".
    places = {name.form.folded for name in names if name.subject.layer == "places" and not name.cost}
    return _Index([name for name in names if not name.cost or name.form.folded not in places])


def _hit(name: _Name, score: float) -> Hit:
    subject = name.subject
    score = round(score, 1)
    return Hit(subject.layer, subject.id, name.text, score, subject.day, subject.at, subject.names, subject.edtf)


def _slips(text: str) -> int:
    """How many slips of the hand a word of this length may have and still be known."""
    return 0 if len(text) < 4 else 1 if len(text) < 7 else 2 if len(text) < 11 else 3


def _beat(sounds: str) -> str:
    """Where a word has vowels, whichever they are."""
    return re.sub("[aiu]", "a", sounds)


def _both(first: dict[int, float], second: dict[int, float]) -> dict[int, float]:
    return {number: first[number] + second[number] for number in first.keys() & second.keys()}


# ---- what can be found -----------------------------------------------------------------------------------------------


def _subjects(folder: Path) -> Iterator[_Subject]:
    for layer in LAYERS_SEARCHED:
        try:
            yield from _subjects_of(LAYERS[layer], folder)
        except LayerError:
            continue


def _subjects_of(layer: Layer, folder: Path) -> list[_Subject]:
    """What can be found of a layer: one thing for each id among its rows."""
    search = layer.search or Search()
    rows = load(layer.id, folder).sort_values(layer.day, kind="stable").to_dict("records")
    things: dict[str, dict[Any, Any]] = {}
    since: dict[str, dict[Any, Any]] = {}
    for row in rows:
        things.setdefault(row["id"], row)
        if search.since is None or row[search.since[0]] in search.since[1]:
            since.setdefault(row["id"], row)
    return [
        _Subject(
            layer.id,
            row_id,
            {language: worded(row, search.names, language) for language in LANGUAGES},
            *_day(since.get(row_id, {}), layer.day),
            None if row["geometry"] is None else _point(row["geometry"]),
            _UNRANKED if search.rank is None else row[search.rank],
        )
        for row_id, row in things.items()
    ]


def _named(subject: _Subject, text: str) -> Iterator[_Name]:
    """A name as a whole, without what stands in brackets, and what stands in them."""
    yield _Name(subject, text, form(text))
    before, *rest = (part.strip(" ,،") for part in re.split("[()]", text))
    if rest and before:
        yield _Name(subject, before, form(before))
        yield from (_Name(subject, part, form(part), _IN_BRACKETS) for part in rest[::2] if part)


def _day(row: dict[Any, Any], column: str) -> _Known:
    """A day that the clock can stand at, and what is known of it where it is inexact."""
    day = plain(row.get(column))
    if day is None:
        return None, None
    first = CLOCK_FIRST.isoformat()
    edtf = plain(row.get(f"{column}_edtf"))
    return (str(day), None if edtf is None else str(edtf)) if str(day) >= first else (first, None)


def _point(shape: Any) -> Point:
    """Where a thing is; land is somewhere inside it."""
    inside = shape if shape.geom_type == "Point" else shape.representative_point()
    return round(inside.x, 5), round(inside.y, 5)
