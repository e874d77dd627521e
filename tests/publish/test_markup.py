"""Templates: what stands in one as data stays text, and what is passed on as markup is known."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import dashboard
from dashboard.publish.markup import ENDS, Templates, templates
from geodata.errors import LayerError

ROOMS = [Path(dashboard.__file__).parent / room for room in ("publish", "server")]
HOSTILE = "</p><script>window.ran=1</script> & \"x\" 'y' {{ 7*7 }} {% raw %} {# z #}"
# Folium's own output, our style sheets and our scripts. Nothing that was typed, and no word of the record.
MARKUP = {"offline.html": ["map.head", "sheet", "opening", "map.body", "map.script"]}
MARKUP |= {"style.html": ["sheet"], "nowhere.html": ["sheet"], "row.html": ["sheet"]}


def test_what_stands_in_a_template_is_text(tmp_path):
    (tmp_path / "one.html").write_text('<p title="{{ text }}">{{ text }}</p>', encoding="utf-8")
    written = templates(tmp_path).get_template("one.html").render(text=HOSTILE)
    assert re.findall(r"</?\w+", written) == ["<p", "</p"]
    assert "{{ 7*7 }}" in written
    assert written.count("&lt;script&gt;") == 2


def test_a_value_that_is_not_given_is_an_error(tmp_path):
    (tmp_path / "one.html").write_text("{{ text }}", encoding="utf-8")
    with pytest.raises(UndefinedError):
        templates(tmp_path).get_template("one.html").render()


def test_what_is_ours_ends_with_a_mark():
    """Without it, a file that was cut off between two lines could not be told from a whole one."""
    for path in (path for room in ROOMS for kind in ENDS for path in room.rglob(f"*{kind}")):
        if "script" not in path.parts:
            assert path.read_text(encoding="utf-8").rstrip().endswith(ENDS[path.suffix]), path.name


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"<p>{{ text }}</p>\n", "cut"),
        (b"<p>{{ text</p>\n{#- end #}\n", "content"),
        (b"<p>{{ words }}</p>\n{#- end #}\n", "content"),
        (b"\xff\xfe", "letters"),
        (None, "missing"),
    ],
)
def test_a_template_that_is_spoilt_is_told_by_its_name(tmp_path, content, cause):
    if content is not None:
        (tmp_path / "one.html").write_bytes(content)
    with pytest.raises(LayerError) as caught:
        Templates(tmp_path).filled("one.html", text="x")
    assert (caught.value.file, caught.value.cause) == (f"{tmp_path.name}/one.html", cause)


def test_only_what_is_ours_is_passed_on_as_markup():
    passed = {}
    for path in (path for room in ROOMS for path in room.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        assert "autoescape" not in source
        if found := re.findall(r"\{\{\s*([\w.]+)\s*\|\s*safe\s*\}\}", source):
            passed[path.name] = found
        assert len(re.findall(r"\bsafe\b(?!-)", source)) == len(found), path.name
    assert passed == MARKUP


def test_no_markup_is_put_together_by_hand():
    """An element in a text that has values put into it is a template's work."""
    element = re.compile(r"</?[a-zA-Z]")
    found = []
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
                found += [f"{path.name}:{node.lineno}" for part in parts if element.search(part)]
    assert found == []
