"""What a page says: every text of it that is seen, read out, or shown to who points at it, and how it is set.

A pseudo-language has each text of English between brackets, its gaps outside of them. What then stands outside of
brackets on a page is a number, a name of the record, or a text that is in no locale file.
"""

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.atlas.document import record
from dashboard.atlas.i18n import LOCALES_FOLDER
from dashboard.atlas.naming import short
from dashboard.screen.assets import basemap
from geodata.catalog import TABLES
from geodata.record import loading

ROOT = Path(__file__).parent.parent
EXPLAINED = ROOT / "geodata" / "history" / "explained.json"
PSEUDO = "qps"
_GAP = re.compile(r"\{\w+\}")
_LETTER = re.compile(r"[^\W\d_]")
_ROUND = re.compile(r"^[\W_]+|[\W_]+$")
_BETWEEN = re.compile(r" · |, |: |; | \(|–")

TEXTS = """(chosen) => {
    const found = [], named = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"];
    const place = (box) => {
        const parts = [];
        for (let one = box; one && one !== document.body && parts.length < 4; one = one.parentElement) {
            const own = one.dataset.testid ?? one.classList[0];
            parts.unshift(own ? `${one.localName}.${own}` : one.localName);
        }
        return parts.join(" ");
    };
    const tell = (box, text, part) => {
        const said = text?.replace(/\\s+/g, " ").trim();
        if (said) found.push({ text: said, place: place(box) + part, lang: box.closest("[lang]")?.lang ?? "" });
    };
    const read = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const box = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
            if (!box || box.closest("script, style, noscript, template, [aria-hidden=true] svg")) continue;
            const shown = box.localName === "option" ? box.parentElement : box;
            if (!shown.checkVisibility()) continue;
            if (node === box) {
                for (const name of named) tell(box, box.getAttribute(name), `[${name}]`);
                if (box.shadowRoot) read(box.shadowRoot);
            } else tell(box, node.data, "");
        }
    };
    for (const root of document.querySelectorAll(chosen)) read(root);
    tell(document.body, document.title, "[title of the page]");
    return found;
}"""

# Pairs of texts side by side in one line whose letters a browser would shape as one word.
JOINED = """() => {
    const joins = /[\\u0626\\u0628\\u062a-\\u062e\\u0633-\\u063a\\u0640-\\u0647\\u0649\\u064a][\\u064b-\\u0652]*$/;
    const joined = /^[\\u0622-\\u064a]/, parts = /^(inline|contents)$/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [], found = [];
    while (walker.nextNode()) {
        const { currentNode: text } = walker;
        if (text.data && !text.parentElement.closest("script, style, option")) texts.push(text);
    }
    texts.slice(1).forEach((next, number) => {
        const text = texts[number];
        if (!joins.test(text.data) || !joined.test(next.data)) return;
        let both = text.parentElement;
        while (!both.contains(next)) both = both.parentElement;
        for (const one of [text, next]) {
            for (let box = one.parentElement; box !== both; box = box.parentElement) {
                const { display } = getComputedStyle(box);
                if (!parts.test(display) || box.localName === "bdi") return;
            }
        }
        // What stands in a line of boxes is a box of its own.
        if (/flex|grid/.test(getComputedStyle(both).display)) return;
        const between = document.createRange();
        between.setStartAfter(text);
        between.setEndBefore(next);
        if (between.cloneContents().querySelector("br, img, svg, input, button, select")) return;
        found.push(`${text.data.slice(-30)}|${next.data.slice(0, 30)}`);
    });
    return found;
}"""


@dataclass(frozen=True)
class Text:
    """A text of a page, where it stands, and the language that it is said to be in."""

    text: str
    place: str
    lang: str


def texts(page, chosen="body"):
    """What is seen, read out, or shown to who points at it."""
    return [Text(**one) for one in page.evaluate(TEXTS, chosen)]


def joined(page):
    """Words of two elements whose letters join, though they are two words."""
    return page.evaluate(JOINED)


# ---- the pseudo-language ---------------------------------------------------------------------------------------------


def bracketed(text):
    """A text of the pseudo-language: what fills its gaps stands outside of its brackets."""
    return "[" + _GAP.sub(lambda gap: f"]{gap[0]}[", text) + "]"


def with_pseudo_language(folder):
    """The interface in a folder of its own, with the pseudo-language beside its languages."""
    shutil.copytree(ROOT / "dashboard", folder / "dashboard", ignore=shutil.ignore_patterns("__pycache__"))
    locales = folder / LOCALES_FOLDER.relative_to(ROOT)
    document = json.loads((locales / "en.json").read_text(encoding="utf-8"))
    document["texts"] = {key: bracketed(text) for key, text in document["texts"].items()}
    document["months"] = [bracketed(month) for month in document["months"]]
    (locales / f"{PSEUDO}.json").write_text(json.dumps(document), encoding="utf-8")
    told = EXPLAINED.relative_to(ROOT)
    for level in (told.parents[1], told.parent):
        _beside(ROOT / level, folder / level)
    sentences = json.loads(EXPLAINED.read_text(encoding="utf-8"))
    sentences[PSEUDO] = {key: bracketed(text) for key, text in sentences["en"].items()}
    (folder / told).unlink()
    (folder / told).write_text(json.dumps(sentences), encoding="utf-8")
    return folder


def _beside(there, here):
    """A folder with what another has, not copied."""
    if here.is_symlink():
        here.unlink()
    here.mkdir()
    for path in there.iterdir():
        (here / path.name).symlink_to(path)


def unbracketed(text):
    """What stands outside of all brackets, each part apart."""
    parts, depth = [""], 0
    for sign in text:
        if sign in "[]":
            depth += 1 if sign == "[" else -1
            parts.append("")
        elif not depth:
            parts[-1] += sign
    return [part for part in parts if _LETTER.search(part)]


# ---- the record ------------------------------------------------------------------------------------------------------


@cache
def recorded():
    """Every text of the record and of its basemap, as `plain` has it: names, notes, titles of pages, ids."""
    found = set()

    def gather(value):
        if isinstance(value, str):
            found.update((plain(value), plain(short(value))))
        elif isinstance(value, (dict, list, tuple)):
            for one in value.values() if isinstance(value, dict) else value:
                gather(one)

    gather(json.loads(record().painted()))
    gather(json.loads(record().notes()))
    for name in TABLES:
        gather(list(map(dict, loading.rows(name))))
    for file in basemap().values():
        if file.path.suffix in (".geojson", ".json"):
            gather(json.loads(file.path.read_text(encoding="utf-8")))
    return frozenset(found)


def plain(text):
    """A text without the signs and blanks round it."""
    return _ROUND.sub("", " ".join(text.split()))


@cache
def is_recorded(text):
    """Whether a text is the record's, or some of it side by side: a day and a note, a publisher and a title."""
    if not _LETTER.search(text) or plain(text) in recorded():
        return True
    parts = ((text[: found.start()], text[found.end() :]) for found in _BETWEEN.finditer(text))
    return any((not _LETTER.search(one) or plain(one) in recorded()) and is_recorded(rest) for one, rest in parts)


def unlisted(found):
    """What of a text in the pseudo-language is in no locale file, and not in the record."""
    whole = [] if is_recorded(found) else unbracketed(found)
    return [part.strip() for part in whole if not is_recorded(part)]
