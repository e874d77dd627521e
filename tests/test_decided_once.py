"""What is decided in one place is written down in that place alone: nothing that draws has a copy of it."""

import ast
import json
import re
from pathlib import Path

import pytest
from PIL.ImageColor import colormap

from dashboard.atlas import style
from dashboard.atlas.i18n import languages
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.selection import STYLES
from dashboard.atlas.shown import actors
from geodata.history.territory import CLASSES, COUNTRIES

DASHBOARD = Path(style.__file__).parent.parent
SCRIPTS = sorted((DASHBOARD / "screen" / "script").rglob("*.js"))
SHEETS = sorted(path for path in DASHBOARD.rglob("*.css"))
PYTHON = sorted(path for room in ("screen", "paper", "publish", "server") for path in (DASHBOARD / room).rglob("*.py"))
DRAWS = [*SCRIPTS, *SHEETS, *PYTHON]
COLOUR = re.compile(
    r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklch)\("
)
NAMED = re.compile(rf"(?<![\w.#-])({'|'.join(colormap)})(?![\w-])")
# Words of a style sheet after which a colour is named.
PAINTED = re.compile(r"(?:color|background|border|outline|shadow|fill|stroke)[\w-]*\s*:([^;}]*)")


def _name(path):
    return path.relative_to(DASHBOARD).as_posix()


def _without_comments(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", text, flags=re.DOTALL)
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _literals(path):
    """Texts that a file names."""
    if path.suffix == ".py":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        return [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        ]
    source = _without_comments(path)
    quoted = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", source)
    found = [next(filter(None, parts), "") for parts in quoted]
    if path.suffix == ".css":
        found += re.findall(r"\[[\w-]+=([\w-]+)\]", source)
    else:
        # A key of an object, and what is read of one.
        found += re.findall(r"(?:^|[{,]\s*)([a-z]\w*)\s*:", source, flags=re.MULTILINE)
    return found


@pytest.mark.parametrize("path", DRAWS, ids=_name)
def test_no_colour_is_written_where_something_is_drawn(path):
    if path.suffix == ".py":
        found = [text for text in _literals(path) if COLOUR.search(text)]
        assert found == []
        return
    source = _without_comments(path)
    # In the script a colour is a text; what else begins so is a name of its own.
    found = [text for text in (_literals(path) if path.suffix == ".js" else [source]) if COLOUR.search(text)]
    for value in PAINTED.findall(source) if path.suffix == ".css" else ():
        found += NAMED.findall(value)
    assert found == []


@pytest.mark.parametrize("path", DRAWS, ids=_name)
def test_no_class_of_land_is_named_where_something_is_drawn(path):
    classes = {*CLASSES, *style.LAND}
    assert sorted(classes & set(_literals(path))) == []


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=_name)
def test_the_script_names_no_layer_no_class_no_actor_and_no_country(path):
    kinds = {entry.kind for look in LOOKS.values() for entry in look.explain({}, frozenset())} - {"other"}
    # A style of the land bears the name of a layer.
    words = {*LOOKS, *kinds, *actors(), *COUNTRIES} - {*STYLES}
    assert sorted(words & set(_literals(path))) == []


@pytest.mark.parametrize("path", DRAWS, ids=_name)
def test_languages_are_listed_nowhere_else(path):
    found = set(_literals(path)) & set(languages())
    assert found == set()


@pytest.mark.parametrize("path", [*SCRIPTS, *PYTHON], ids=_name)
def test_sizes_by_rank_are_listed_nowhere_else(path):
    source = path.read_text(encoding="utf-8")
    assert re.findall(r"\{\s*1:\s*[\d.(][^{}]*\b2:\s*[\d.(][^{}]*\b3:", source) == []


def test_the_theme_has_the_colours_of_the_style():
    """Streamlit's settings are no place for code: what they repeat is the same."""
    settings = (DASHBOARD / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    known = {*style.COLORS.values(), *style.DARK.values(), *style.BASEMAP.values(), "#f4f1ea", "#d9d3c7"}
    assert set(re.findall(r"\"(#[0-9a-f]{6})\"", settings)) <= known


def test_the_document_carries_what_the_style_says():
    assert json.loads(json.dumps(style.sheet()))["land"].keys() == style.LAND.keys()
