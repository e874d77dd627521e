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

from geodata.subject import SUBJECT

MOST_LETTERS, MOST_WORDS = 100, 16
"""No name is longer; what is longer is not looked up."""

# Letters with a sound of their own, which would lose it with their mark.
_LETTERS = (
    str.maketrans({"š": "sh", "ǧ": "j", "ž": "j", "ḫ": "kh", "ẖ": "kh", "ġ": "gh", "ḏ": "dh", "ṯ": "th", "ð": "dh"})
    | str.maketrans({"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ə": "e", "ħ": "h", "đ": "d", "þ": "th"})
    # Arabic: hamza with its seats, ة, ى; then the letters of Persian and Kurdish; hamza alone and the tatweel go.
    | str.maketrans("أإآٱؤئةى", "ااااويهي", "ءـ")
    | str.maketrans("یېێکگڤپچژەھہۆۇڵڕ", "يييككفبجزهههوولر")
    # Signs for ayn and hamza, and what is typed for them.
    | str.maketrans("", "", "ʿʾʻʼʹˈ‘’‛`´'′")
)
# Turkish and Kurdish write ş for sh and c or ç for j or ch; elsewhere ş stands for an emphatic s.
_TURKISH = (str.maketrans({"ş": "sh", "ç": "sh", "c": "j"}), str.maketrans({"ş": "sh", "ç": "j", "c": "j"}))
_SOUNDS = (
    *(("dsch", "j"), ("dzh", "j"), ("tsch", "š"), ("sch", "š"), ("sh", "š"), ("ch", "š"), ("dj", "j")),
    *(("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k")),
    *(("x", "k"), ("v", "w"), ("mb", "nb")),
)
_ARABIC_SOUNDS = str.maketrans({"ظ": "ض", "ذ": "د", "ث": "ت"})
_VOWELS = re.compile(r"[aeiouyw]+")
_TELL = re.compile(r"t[aeiu]ll?")
_TWICE = re.compile(r"(.)\1")
_PLAIN_ARTICLES = frozenset({"al", "el", "ul", "il", "l"})
# What says only that a thing is one, or which country's; a name may have such a word, so it is dropped last.
_KINDS = frozenset(
    re.findall(
        r"\w+",
        "city town village ville stadt governorate province district madinat medinat "
        "muhafazat nahiyat nahiya qada qadha markaz wilayat wilaya wilayah mosque mosquee moschee masjid jami "
        "مدينه قريه بلده محافظه قضا ناحيه مركز ولايه مسجد جامع",
    )
)
_FILLERS = frozenset(re.findall(r"\w+", "of the in at and near de du des la le les d en a et und von der في من و قرب"))


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
    """

    words: tuple[str, ...]
    kept: str
    cost: float = 0.0

    @property
    def plain(self) -> str:
        """The words joined: some write Tal Afar, some Talafar."""
        return "".join(self.words)

    @property
    def spaced(self) -> str:
        """The words apart."""
        return " ".join(self.words)

    @property
    def folded(self) -> str:
        """The folded words joined."""
        return "".join(map(folded, self.words))

    @property
    def folded_spaced(self) -> str:
        """The folded words apart."""
        return " ".join(map(folded, self.words))

    @property
    def bones(self) -> str:
        """The consonants, with a sign for a vowel at the beginning."""
        return bones(self.folded)

    @property
    def telling(self) -> tuple[str, ...]:
        """The words without those that only join them."""
        return tuple(word for word in self.words if word not in _FILLERS)


def form(text: str) -> Form:
    """The form of a name."""
    return _form(_words(text))


def readings(text: str) -> Iterator[Form]:
    """The ways to read what was typed, the likeliest first; none where nothing of it can be a name."""
    if len(text) > MOST_LETTERS:
        return
    given = _words(text)
    if not given or len(given) > MOST_WORDS:
        return
    seen = set()
    for words, cost in _attempts(text, given):
        if words and words not in seen:
            seen.add(words)
            yield _form(words, cost)


def is_arabic(word: str) -> bool:
    """Whether a plain word is in Arabic script."""
    return "\u0600" <= word[0] <= "\u06ff"


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A plain word with the letters merged that spellings exchange."""
    if is_arabic(word):
        merged = _TWICE.sub(r"\1", word.translate(_ARABIC_SOUNDS))
        return merged[:-1] + "ا" if len(merged) > 2 and merged[-1] == "ه" else merged
    if _TELL.fullmatch(word):
        return "tal"
    merged = re.sub(r"(?<=[aeiouy])h$", "", word)
    for spelling, sound in _SOUNDS:
        merged = merged.replace(spelling, sound)
    return _VOWELS.sub(_vowel, _TWICE.sub(r"\1", merged))


def bones(text: str) -> str:
    """The consonants of folded words."""
    if not text:
        return ""
    if is_arabic(text):
        return text[0] + re.sub("[اوي]", "", text[1:])
    return ("a" if text[0] in "aiu" else "") + re.sub("[aiu]", "", text)


def _vowel(found: re.Match[str]) -> str:
    group = set(found[0])
    return "u" if group & set("ouw") else "i" if group & set("eiy") else "a"


def _words(text: str) -> tuple[str, ...]:
    """Plain words, articles among them."""
    # Composed first: the table knows whole letters, and a mark may come as a character of its own.
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    letters = []
    for sign in unicodedata.normalize("NFKD", lowered):
        if sign.isalpha():
            letters.append(sign)
        elif sign.isdecimal():
            letters.append(str(unicodedata.decimal(sign)))
        # Marks on letters go, those of the Arabic vowels among them; all else parts words.
        elif unicodedata.category(sign) not in ("Mn", "Cf"):
            letters.append(" ")
    return tuple("".join(letters).split())


def _form(words: Sequence[str], cost: float = 0.0) -> Form:
    bare, kept = [], []
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else ""
        if is_arabic(word):
            bare.append(word[2:] if word.startswith("ال") and len(word) > 3 else word)
            kept.append(word)
        elif following and _is_article(word, following):
            kept.append("al")
        else:
            bare.append(word)
            kept.append(word)
    return Form(tuple(bare), " ".join(kept), cost)


def _is_article(word: str, following: str) -> bool:
    """An article takes the sound of what follows: az-Zawr, ash-Shaddadi, ach-Chaddadi."""
    return word in _PLAIN_ARTICLES or (2 <= len(word) <= 4 and word[0] in "aeiu" and following.startswith(word[1:]))


@cache
def _countries() -> frozenset[str]:
    """Plain words that say only in which country of the atlas a thing is."""
    return frozenset(word for text in SUBJECT.country_words for word in _words(text))


def _attempts(text: str, given: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    yield given, 0
    if re.search("[cşç](?!h)", composed := unicodedata.normalize("NFC", text).casefold()):
        yield from ((_words(composed.translate(letters)), 1) for letters in _TURKISH)
    # An article that is still being typed: "deir e", "دير ال".
    if len(given) > 1 and (given[-1] in ("ا", "ال") or re.fullmatch("[ae].{0,2}", given[-1])):
        yield given[:-1], 0.5
    yield tuple(map(_parted, given)), 1
    yield ("".join(given),), 1
    yield tuple(word for word in given if word not in _KINDS | _countries()), 1.5


def _parted(word: str) -> str:
    """A word whose article was written on to it: Alraqqa, Arraqqah, Ashshaddadi."""
    if word.startswith(("al", "el")) and len(word) > 5:
        return word[2:]
    return re.sub(r"^[aeiu]([sdtrznl]|[scdt]h)(?=\1.{2})", "", word)
