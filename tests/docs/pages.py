"""The project's documents, and what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: path.relative_to(ROOT).as_posix()
)
_FENCED = re.compile(r"^ *```(?P<language>\w*)\n(?P<block>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def names(paths=DOCUMENTS):
    """The documents' names, for the ids of cases."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


def blocks(path, language):
    """Fenced blocks of a language."""
    return [match["block"] for match in _FENCED.finditer(path.read_text("utf-8")) if match["language"] == language]


def prose(path):
    """A document without its fenced blocks."""
    return _FENCED.sub("", path.read_text("utf-8"))


def code(path):
    """What stands between backquotes in the prose."""
    return _CODE.findall(prose(path))


def links(path):
    """Where the prose leads to."""
    return _LINK.findall(prose(path))


def anchors(path):
    """What a link into a document may end with, as GitHub makes them of headings."""
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(prose(path)))
    return set(plain)
