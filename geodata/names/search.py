"""Finds places, events, groups, members of the coalition, parties and provinces by name, however it is spelt.

>>> from geodata.names.search import find
>>> find("الموصل")[0].id == find("Mossoul")[0].id == find("al-Mawṣil")[0].id == "mosul"
True
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geodata.catalog import LAYERS_FOLDER
from geodata.errors import ArgumentError, quoted
from geodata.names.spelling import Form, beat, bones, folded, is_arabic, readings, rules
from geodata.names.things import Name, Point, Stamps, names, stamps
from geodata.record import loading


@dataclass(frozen=True)
class Hit:
    """What a search found.

    Attributes
    ----------
    layer, id
        The row; its layer may be the table of actors, or provinces of the basemap.
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

    def __init__(self, names: Sequence[Name]) -> None:
        self._list = names
        self._scores = rules().scores
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
            (bones(word), number) for number, name in enumerate(forms) for word in name.folded_words
        )
        self._folded_words = _Forms((word, number) for number, name in enumerate(forms) for word in name.folded_words)

    def find(self, query: str) -> Iterator[tuple[Name, float]]:
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
            yield from ((number, self._scores["same"]) for number in self._plain.same(text))
        if len(sounds) > 1:
            yield from ((number, self._scores["folded"]) for number in self._folded.same(sounds))
        yield from self._skeletons(sounds)
        # Of "al-b" the article tells more than the letter: without it, any name in b would do.
        for text in {asked.kept} | ({asked.spaced} if len(plain) > 1 else set()):
            yield from ((number, self._scores["begins"]) for number in self._apart.beginning(text))
        if len(plain) > 2 and len(sounds) > 1:
            yield from (
                (number, self._scores["begins_folded"]) for number in self._folded_apart.beginning(asked.folded_spaced)
            )
            yield from ((number, self._scores["begins_joined"]) for number in self._folded.beginning(sounds))
        for forms, text in ((self._plain, plain), (self._folded, sounds)):
            yield from (
                (number, self._scores["near"] + self._scores["near_likeness"] * like)
                for number, like in forms.near(text)
            )

    def _skeletons(self, sounds: str) -> Iterator[tuple[int, float]]:
        """Names with the same consonants; the fewer there are, the more the vowels must say the same."""
        frame, alike = bones(sounds), rules().alike
        for number in self._bones.same(frame) if len(frame) > 1 else ():
            other = self._forms[number].folded
            like = OSA.normalized_similarity(sounds, other)
            if like >= alike.get(str(len(frame)), alike["more"]) or (len(frame) == 3 and beat(sounds) == beat(other)):
                yield number, self._scores["bones"] + self._scores["bones_likeness"] * like

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
        yield from ((number, self._scores["words"] + value / words) for number, value in (exact or {}).items())
        yield from ((number, self._scores["words_near"] + value / words) for number, value in (loose or {}).items())

    def _with_word(self, word: str) -> dict[int, float]:
        """Names with a word, more for the whole of it than for its beginning, less for what only sounds like that."""
        sounds = folded(word)
        hits: dict[int, float] = {}
        if len(sounds) > 2:
            hits |= dict.fromkeys(self._folded_words.beginning(sounds), self._scores["begun_folded_word"])
        if len(word) > 1:
            hits |= dict.fromkeys(self._words.beginning(word), 0.0)
        if len(sounds) > 1:
            hits |= dict.fromkeys(self._folded_words.same(sounds), self._scores["whole_folded_word"])
        return hits | dict.fromkeys(self._words.same(word), self._scores["whole_word"])

    def _like_word(self, word: str, *, alone: bool) -> dict[int, float]:
        """Names with a word that is nearly this one; a word that stands alone must be longer to be sure of it."""
        frame = bones(folded(word))
        hits = dict.fromkeys(self._bone_words.same(frame), self._scores["bone_word"]) if len(frame) > 2 + alone else {}
        if len(word) > 4 or not alone:
            for number, like in self._words.near(word):
                hits[number] = max(self._scores["near_word"] * like, hits.get(number, 0))
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
                    score = (
                        self._scores["inside"]
                        + self._scores["inside_share"] * len(part) / whole
                        - self._scores["inside_later"] * bool(first)
                    )
                    yield from ((number, score) for number in self._folded.same(part))


def find(query: str, folder: str | Path = LAYERS_FOLDER, limit: int = 8) -> list[Hit]:
    """What of the record bears a name, the likeliest first.

    Spellings in Arabic and Latin script are taken alike, with or without article, marks and slips of the hand; a
    name may be typed in part. The very name stands before one that only begins so, that before one with such a
    word, and a likeness last, which is not offered beside the very name. Of two as sure stands the place before any
    other and the more important place before the lesser. A file of the record that cannot be read costs its layer
    and nothing else.

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
    best: dict[tuple[str, str], tuple[float, Name]] = {}
    for name, score in index(folder).find(query):
        key = name.thing.layer, name.thing.id
        if key not in best or score > best[key][0]:
            best[key] = score, name
    scores = rules().scores
    # Whoever asks for Marawi and finds it has not mistyped Marea.
    if max((score for score, _ in best.values()), default=0) >= scores["sure"]:
        best = {key: hit for key, hit in best.items() if hit[0] >= scores["guess"]}
    chosen = sorted(best.values(), key=lambda hit: (-round(hit[0], 3), *hit[1].thing.order()))
    return [_hit(name, score) for score, name in chosen[:limit]]


def index(folder: Path) -> _Index:
    """The names of a record, kept until a file that they come from changes."""
    return _indexed(folder, stamps(folder))


@lru_cache(maxsize=4)
def _indexed(folder: Path, _stamps: Stamps) -> _Index:
    return _Index(names(folder))


def _hit(name: Name, score: float) -> Hit:
    thing = name.thing
    return Hit(thing.layer, thing.id, name.text, round(score, 1), thing.day, thing.at, thing.names, thing.edtf)


def _slips(text: str) -> int:
    """How many slips of the hand a word of this length may have and still be known."""
    return sum(len(text) >= length for length in rules().slips)


def _both(first: dict[int, float], second: dict[int, float]) -> dict[int, float]:
    return {number: first[number] + second[number] for number in first.keys() & second.keys()}
