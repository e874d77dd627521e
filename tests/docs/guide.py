"""The list in CONTRIBUTING.md by which a layer is added, read and followed on a copy of the tree."""

import json
import re
import shutil
from dataclasses import dataclass
from difflib import SequenceMatcher

SECTION = "## A layer of points"
ITEM = re.compile(r"(?P<number>\d+)\. (?P<kind>New|Edit): `(?P<file>[^`]+)`")
ABOVE = re.compile(r"above `(?P<anchor>[^`]+)`")
FENCED = re.compile(r"^ *```\w+\n(?P<block>.*?)^ *```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """An item of the list: a file to write, or a block to put above the line that begins with the anchor."""

    file: str
    block: str
    anchor: str | None


def steps(document):
    """Items of the list in their order; what does not read as one is an error."""
    section = document.split(f"\n{SECTION}\n", 1)[1].split("\n## ", 1)[0]
    parts = re.split(r"^(?=\d+\. )", section, flags=re.MULTILINE)[1:]
    found = [_step(part) for part in parts]
    numbers = [int(ITEM.match(part)["number"]) for part in parts]
    assert numbers == list(range(1, len(parts) + 1)), "the list is not numbered from 1 without a gap"
    return found


def _step(part):
    head, above = ITEM.match(part), ABOVE.search(part.split("```", 1)[0])
    # What follows the list is no longer indented.
    blocks = FENCED.findall(part)
    assert head, f"not an item that names a file: {part[:80]!r}"
    assert len(blocks) == 1, f"{head['file']}: one block is wanted, {len(blocks)} stand there"
    assert (head["kind"] == "Edit") == bool(above), f"{head['file']}: an edit says above which line"
    lines = blocks[0].splitlines()
    assert all(line.startswith("   ") or not line.strip() for line in lines), (
        f"{head['file']}: the block is not indented"
    )
    # The item's own indentation; what is more belongs to the file.
    block = "".join(line[3:].rstrip() + "\n" for line in lines)
    return Step(head["file"], block, above["anchor"] if above else None)


def follow(step, folder):
    """Do what an item says."""
    path = folder / step.file
    if step.anchor is None:
        assert not path.exists(), f"{step.file} is there already"
        assert path.parent.is_dir(), f"{step.file}: there is no such folder"
        path.write_text(step.block, encoding="utf-8")
        return
    lines = path.read_text("utf-8").splitlines(keepends=True)
    (number,) = [number for number, line in enumerate(lines) if line.strip().startswith(step.anchor)]
    path.write_text("".join([*lines[:number], step.block, *lines[number:]]), encoding="utf-8")


def copied(root, folder):
    """Both packages in a folder of their own."""
    for name in ("geodata", "dashboard"):
        shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def contents(folder):
    """Every file of a copy by its path."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def places(before, after):
    """How many runs of lines differ: each is a place that had to be found."""
    old, new = before.decode("utf-8").splitlines(), after.decode("utf-8").splitlines()
    return sum(tag != "equal" for tag, *_ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def features(step):
    """Rows that an item's GeoJSON has."""
    return [feature["properties"] for feature in json.loads(step.block)["features"]]
