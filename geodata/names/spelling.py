"""Folds the many spellings of a name, Arabic or Latin, to forms that can be compared.

A word is taken in three steps, each coarser: *plain* (no case, no marks, one letter for each family of hamza),
*folded* (letters that transliterations exchange are one: q and k, sh and ch, ou and u, ي and ى) and *bones* (the
consonants alone, since hardly two systems agree on the vowels between them).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from geodata import reading
from geodata.errors import LayerError
from geodata.subject import SUBJECT

FILE = "names/spelling.json"
_TABLE = Path(__file__).parent / "spelling.json"


class Folding:
    """Patterns and what stands in the place of each, followed in order."""

    def __init__(self, given: Sequence[Sequence[str]]) -> None:
        # The script writes a group of a pattern as $1, Python as \1.
        self._rules = [(re.compile(pattern), put.replace("$", "\\")) for pattern, put in given]

    def __call__(self, text: str) -> str:
        """The text when every rule has been followed."""
        for pattern, put in self._rules:
            text = pattern.sub(put, text)
        return text


class Rules:
    """The table of spelling, ``names/spelling.json``, which the map's script reads too.

    Attributes
    ----------
    most_letters, most_words
        No name is longer; what is longer is not looked up.
    letters
        Letters that other letters stand for; those of a sound of their own, which would lose it with their mark.
    turkish
        Where ``c`` and ``ç`` are read as Turkish and Kurdish write them, and the ways to read them.
    arabic_article, latin_article
        How a word begins with its article, and an article before the word that follows.
    typing, parted
        An article that is still being typed, and one that was written on to its word.
    kinds
        What says only that a thing is one, or which country's; a name may have such a word, so it is dropped last.
    fillers
        Words that only join others.
    costs, scores
        What a way of reading takes off the score, and how sure a way of finding is.
        What scores less than a "guess" is not offered beside what is "sure".
    slips
        From which lengths a word may have one more slip of the hand.
    alike
        How like names must be that have so many consonants in common.
    """

    def __init__(self, given: dict[str, Any]) -> None:
        arabic, latin, turkish = given["arabic"], given["latin"], given["turkish"]
        self.most_letters, self.most_words = int(given["most"]["letters"]), int(given["most"]["words"])
        self.letters: dict[int, str] = str.maketrans(given["letters"])
        self.turkish_signs = re.compile(turkish["signs"])
        self.turkish: list[dict[int, str]] = [str.maketrans(letters) for letters in turkish["letters"]]
        self.arabic = re.compile(arabic["letters"])
        self.arabic_article = re.compile(arabic["article"])
        self.latin_article = re.compile(latin["article"])
        self.folded = {True: Folding(arabic["folded"]), False: Folding(latin["folded"])}
        self.bones = {True: Folding(arabic["bones"]), False: Folding(latin["bones"])}
        self.beat = Folding(given["beat"])
        self.typing = re.compile(given["typing"])
        self.parted = re.compile(given["parted"])
        self.kinds = frozenset(map(str, given["kinds"]))
        self.fillers = frozenset(map(str, given["fillers"]))
        self.costs = {name: float(given["costs"][name]) for name in _COSTS}
        self.scores = {name: float(given["scores"][name]) for name in _SCORES}
        self.slips = [int(length) for length in given["slips"]]
        self.alike = {name: float(share) for name, share in given["alike"].items()}
        self.given = given


_COSTS = ("turkish", "typing", "parted", "joined", "kinds")
_SCORES = (
    *(
        "sure",
        "guess",
        "same",
        "folded",
        "bones",
        "bones_likeness",
        "begins",
        "begins_folded",
        "begins_joined",
        "words",
    ),
    *("words_near", "near", "near_likeness", "inside", "inside_share", "inside_later"),
    *("whole_word", "whole_folded_word", "begun_folded_word", "bone_word", "near_word"),
    *("in_brackets", "province", "told"),
)


@cache
def rules() -> Rules:
    """The table of spelling.

    Raises
    ------
    LayerError
        If its file is missing or broken.
    """
    given = reading.from_json_object(_TABLE, FILE)
    try:
        return Rules(given)
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        raise LayerError(FILE, f"not the rules of spelling: {error!r}", "content") from None


@dataclass(frozen=True)
class Form:
    """A name, or one way to read what was typed, ready to be compared.

    Attributes
    ----------
    words
        Plain words without articles.
    kept
        The plain words with their articles, each spelt "al".
    cost
        What this reading takes off the score.
    by_sound
        Whether letters are merged that spellings exchange.
    """

    words: tuple[str, ...]
    kept: str
    cost: float = 0.0
    by_sound: bool = True

    @property
    def plain(self) -> str:
        """The words joined: some write Tal Afar, some Talafar."""
        return "".join(self.words)

    @property
    def spaced(self) -> str:
        """The words apart."""
        return " ".join(self.words)

    @property
    def folded_words(self) -> tuple[str, ...]:
        """The words with the letters merged that spellings exchange."""
        return tuple(map(folded, self.words)) if self.by_sound else self.words

    @property
    def folded(self) -> str:
        """The folded words joined."""
        return "".join(self.folded_words)

    @property
    def folded_spaced(self) -> str:
        """The folded words apart."""
        return " ".join(self.folded_words)

    @property
    def bones(self) -> str:
        """The consonants, with a sign for a vowel at the beginning; none of a name that is taken by the letter."""
        return bones(self.folded) if self.by_sound else ""

    @property
    def telling(self) -> tuple[str, ...]:
        """The words without those that only join them."""
        return tuple(word for word in self.words if word not in rules().fillers)


def form(text: str) -> Form:
    """The form of a name."""
    return _form(_words(text))


def readings(text: str) -> Iterator[Form]:
    """The ways to read what was typed, the likeliest first; none where nothing of it can be a name."""
    if len(text) > rules().most_letters:
        return
    given = _words(text)
    if not given or len(given) > rules().most_words:
        return
    seen = set()
    for words, cost in _attempts(text, given):
        if words and words not in seen:
            seen.add(words)
            yield _form(words, cost)


def is_arabic(word: str) -> bool:
    """Whether a plain word is in Arabic script."""
    return rules().arabic.match(word) is not None


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A plain word with the letters merged that spellings exchange."""
    return rules().folded[is_arabic(word)](word)


def bones(text: str) -> str:
    """The consonants of folded words."""
    return rules().bones[is_arabic(text)](text)


def beat(sounds: str) -> str:
    """Where folded words have vowels, whichever they are."""
    return rules().beat(sounds)


def _words(text: str) -> tuple[str, ...]:
    """Plain words, articles among them."""
    # Composed first: the table knows whole letters, and a mark may come as a character of its own.
    lowered = unicodedata.normalize("NFC", text).lower().translate(rules().letters)
    letters = []
    for sign in unicodedata.normalize("NFKD", lowered):
        if sign.isalpha() or sign in "0123456789":
            letters.append(sign)
        # Marks on letters go, those of the Arabic vowels among them; all else parts words.
        elif unicodedata.category(sign) not in ("Mn", "Cf"):
            letters.append(" ")
    return tuple("".join(letters).split())


def _form(words: Sequence[str], cost: float = 0.0) -> Form:
    bare, kept = [], []
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else ""
        if is_arabic(word):
            bare.append(rules().arabic_article.sub("", word))
            kept.append(word)
        # An article takes the sound of what follows: az-Zawr, ash-Shaddadi, ach-Chaddadi.
        elif following and rules().latin_article.match(f"{word} {following}"):
            kept.append("al")
        else:
            bare.append(word)
            kept.append(word)
    return Form(tuple(bare), " ".join(kept), cost)


@cache
def dropped() -> frozenset[str]:
    """Plain words that say only what kind of thing is meant, or in which country of the atlas it is."""
    return rules().kinds | {word for text in SUBJECT.country_words for word in _words(text)}


def _attempts(text: str, given: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    costs = rules().costs
    yield given, 0
    if rules().turkish_signs.search(composed := unicodedata.normalize("NFC", text).lower()):
        yield from ((_words(composed.translate(letters)), costs["turkish"]) for letters in rules().turkish)
    # An article that is still being typed: "deir e", "دير ال".
    if len(given) > 1 and rules().typing.match(given[-1]):
        yield given[:-1], costs["typing"]
    # A word whose article was written on to it: Alraqqa, Arraqqah, Ashshaddadi.
    yield tuple(rules().parted.sub("", word) for word in given), costs["parted"]
    yield ("".join(given),), costs["joined"]
    yield tuple(word for word in given if word not in dropped()), costs["kinds"]
