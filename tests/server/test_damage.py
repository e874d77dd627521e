"""Every file that the atlas is installed with, damaged in every way: the rest goes on, a sentence says what does not.

The record is that of the small invented atlas, in the package's own place; the code reads it no otherwise.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "invented"
PROGRAM = Path(__file__).parent / "damaged.py"
# Read by no page and no command that is tried here, or by nobody but a reader of the folder.
ASIDE = ("NOTICE.txt", "document.schema.json", "screenshot.jpg", "py.typed")
LEAFLET = Path("xstatic/pkg/leaflet/data")
FONTS = Path("fontpkg_ibm_plex_sans_arabic/files")


def _middle(content: bytes, other: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + other + content[middle + len(other) :]


def _cut_between_lines(content: bytes) -> bytes:
    return content[: content[: len(content) * 2 // 3].rfind(b"\n") + 1]


HOW: dict[str, Callable[[bytes], bytes] | str] = {
    "missing": "missing",
    "folder": "folder",
    "dangling": "dangling",
    "empty": lambda _: b"",
    "cut": lambda content: content[: len(content) * 2 // 3],
    "cut between lines": _cut_between_lines,
    "garbled": lambda content: _middle(content, bytes(range(128, 256))),
    "zeros": lambda content: _middle(content, bytes(64)),
    "utf-16": lambda content: content.decode("utf-8", "replace").encode("utf-16"),
    "list": lambda _: b"[]\n",
    "null": lambda _: b"null\n",
    "object": lambda _: b"{}\n",
    "nested": lambda _: b"[" * 100_000,
}
HARMLESS: dict[str, Callable[[bytes], bytes] | str] = {
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "line ends": lambda content: content.replace(b"\n", b"\r\n"),
}
FIRST = ("missing", "empty", "cut", "zeros", "object")
# Of pictures and typefaces, and of rows without a count, that they were cut between two lines is not known here.
BINARY = (".webp", ".ttf")
UNCOUNTED = (".csv",)
# What a browser finds out for itself: there is no telling a script from half of it.
BY_BROWSER = (str(LEAFLET / "leaflet.js"), str(LEAFLET / "leaflet.css"))
USUAL = (
    ("dashboard/atlas/locales/ar.json", "cut"),
    ("dashboard/atlas/locales/en.json", "zeros"),
    ("dashboard/screen/bundle/atlas.js", "cut between lines"),
    ("dashboard/screen/style/atlas.css", "missing"),
    ("dashboard/server/component/host.js", "garbled"),
    ("dashboard/server/templates/ahead.html", "cut"),
    ("dashboard/server/page.css", "folder"),
    ("geodata/basemap/rivers.geojson", "dangling"),
    ("geodata/layers/atlas.toml", "object"),
    ("geodata/layers/datapackage.json", "nested"),
    ("geodata/layers/schema/places.schema.json", "empty"),
    ("geodata/names/aliases.csv", "garbled"),
    ("geodata/names/spelling.json", "object"),
    ("geodata/layers/places.geojson", "byte order mark"),
    ("geodata/layers/control_events.csv", "line ends"),
)


def _installed(folder: Path) -> Path:
    """The atlas as it is installed, with the invented record, and the packages whose files a page asks for."""
    left_out = shutil.ignore_patterns("__pycache__", "script", "build.py", "stories")
    for name in ("dashboard", "geodata"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for part in ("layers", "basemap", "names", "locales"):
        shutil.copytree(INVENTED / part, folder / "geodata" / part, dirs_exist_ok=True)
    for package in ("fontpkg_ibm_plex_sans_arabic", "xstatic.pkg.leaflet"):
        own = Path(str(find_spec(package).origin)).parent
        shutil.copytree(own, folder.joinpath(*package.split(".")))
    return folder


def _files() -> list[str]:
    """Files that are read as the atlas runs, by their path in a copy."""
    known = {
        path.relative_to(ROOT).as_posix()
        for part in ("dashboard", "geodata")
        for path in (ROOT / part).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc") and path.name not in ASIDE
    }
    # Briefings are of a record: those of the invented one are there.
    left_out = ("dashboard/screen/script/", "geodata/build/", "geodata/layers/stories/")
    known = {file for file in known if not file.startswith(left_out)}
    for part in ("locales", "layers/stories"):
        known |= {f"geodata/{part}/{path.name}" for path in (INVENTED / part).iterdir()}
    return sorted(known | set(BY_BROWSER) | {str(FONTS / "IBMPlexSansArabic-Regular.ttf")})


def _every() -> Iterator[tuple[str, str]]:
    """Each file in the ways that come first, and one of each kind in a folder in all of them."""
    kinds = set()
    for file in _files():
        kind = Path(file).parent, Path(file).suffix
        ways = FIRST if kind in kinds else (*HOW, *HARMLESS)
        kinds.add(kind)
        yield from ((file, how) for how in ways if _applies(file, how))


def _applies(file: str, how: str) -> bool:
    """Whether a way of damage can befall a file, and be known."""
    suffix = Path(file).suffix
    if file in BY_BROWSER:
        return how in ("missing", "folder", "dangling", "empty", "zeros")
    if file.startswith("geodata/locales/") and how in ("missing", "object"):
        # An atlas may have no texts of its own.
        return False
    if suffix in BINARY and how in (*HARMLESS, "cut between lines", "garbled", "zeros"):
        return False
    return not (suffix in UNCOUNTED and how == "cut between lines")


def pytest_generate_tests(metafunc):
    cases = list(_every()) if metafunc.config.getoption("--every") else USUAL
    metafunc.parametrize(("file", "how"), cases, ids=[f"{file}-{how}" for file, how in cases])


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Damage a file and tell what is seen: ``judge(file, how)``."""
    folder = _installed(tmp_path_factory.mktemp("installed"))
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    with subprocess.Popen(
        [sys.executable, str(PROGRAM)],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:

        def judged(file, how):
            with _damaged(folder / file, (HOW | HARMLESS)[how]):
                process.stdin.write(f"{file} {how}\n")
                process.stdin.flush()
                return json.loads(process.stdout.readline())

        yield judged
        process.stdin.close()


class _damaged:  # noqa: N801  it reads as a verb
    """A file that is damaged while something is done."""

    def __init__(self, path, how):
        self.path, self.how, self.content = path, how, path.read_bytes()

    def __enter__(self):
        if callable(self.how):
            self.path.write_bytes(self.how(self.content))
            return
        self.path.unlink()
        if self.how == "folder":
            self.path.mkdir()
        elif self.how == "dangling":
            self.path.symlink_to(self.path.parent / "nowhere")

    def __exit__(self, *_):
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()
        else:
            self.path.unlink(missing_ok=True)
        self.path.write_bytes(self.content)


def test_the_rest_goes_on_and_a_sentence_says_what_does_not(judge, file, how):
    seen = judge(file, how)
    assert seen["wrong"] == [], "\n".join(seen["printed"])
    said = {place: " ".join(sentences) for place, sentences in seen["said"].items()}
    pages = {place: text for place, text in said.items() if " " in place}
    if how in HARMLESS:
        assert not any(pages.values()), pages
        return
    # A language whose file is missing is one that the atlas has not.
    name = f"“{Path(file).stem}”" if (how == "missing" and "/locales/" in file) else Path(file).name
    if name != "“en”":
        assert any(name in text for text in said.values()), said
    if file.startswith("dashboard/atlas/locales/") and how != "missing":
        language = Path(file).stem
        # A file in Arabic that speaks English is not made.
        assert said["html"].startswith("2 " if language == "ar" else "0"), said["html"]
        assert not any(text for place, text in pages.items() if not place.endswith(language)), pages
    if file.startswith("geodata/") and file != "geodata/layers/atlas.toml":
        assert said["check"].startswith("1 "), said["check"]
