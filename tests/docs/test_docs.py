"""The documents say what is there, and all of it: commands, names, paths, links."""

import json
import re
import runpy
import shlex
import tomllib
from dataclasses import fields

import pytest

from dashboard.atlas.address import to_query
from dashboard.atlas.i18n import languages
from dashboard.atlas.selection import LAYERS_SHOWN, MODES, STYLES, VIEWS, Selection
from dashboard.publish.commands import PROGRAM as DASHBOARD
from dashboard.publish.formats import FILMS, FORMATS, PAGES
from dashboard.server.pages import PAGES as ROUTES
from geodata import writers
from geodata.catalog import LAYERS
from geodata.dates import parse_day
from geodata.program import PROGRAM as GEODATA
from tests.docs.guide import steps
from tests.docs.pages import DOCUMENTS, ROOT, anchors, blocks, code, links, names

COMMANDS = ROOT / "docs/commands.md"
FORMAT_PAGES = ROOT / "docs/formats"
PROGRAMS = {"geodata": GEODATA, "dashboard": DASHBOARD}
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=names())

NAMES = {
    "layer": {*LAYERS, *LAYERS_SHOWN},
    "view": set(VIEWS),
    "style": set(STYLES),
    "mode": set(MODES),
    "language": set(languages()),
    "format": {*writers.FORMATS, *FORMATS, *FILMS},
    "page of paper": set(PAGES),
    "page of the atlas": {f"/{page.path}" for page in ROUTES},
}


# ---- commands --------------------------------------------------------------------------------------------------------


def test_the_page_of_commands_has_what_help_says():
    written = runpy.run_path(str(ROOT / "docs/commands.py"))["page"](COMMANDS.read_text("utf-8"))
    assert COMMANDS.read_text("utf-8") == written, "python docs/commands.py writes it anew"


def _typed(document):
    """Command lines of the atlas that a document shows: program, and the words after it."""
    shown = [line for block in blocks(document, "sh") for line in block.replace("\\\n", " ").splitlines()]
    for line in [*shown, *code(document)]:
        for program, rest in re.findall(r"python -m (geodata|dashboard)\b([^&|;]*)", line):
            yield program, shlex.split(rest, comments=True)


@each_document
def test_a_command_that_is_shown_is_one_that_there_is(document):
    for program, words in _typed(document):
        if not words or words[0] in ("COMMAND", "--help"):
            continue
        command = PROGRAMS[program].commands.get(words[0])
        assert command is not None, f"python -m {program} {words[0]}"
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, (program, words)


def test_a_command_that_is_shown_can_be_read():
    lines = [(document, *typed) for document in DOCUMENTS for typed in _typed(document)]
    shown = {(program, words[0]) for _, program, words in lines if words}
    assert shown >= {(name, command) for name, program in PROGRAMS.items() for command in program.commands}


def test_what_make_and_npm_are_asked_for_is_there():
    tasks = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    scripts = set(json.loads((ROOT / "package.json").read_text("utf-8"))["scripts"])
    texts = [path.read_text("utf-8") for path in [*DOCUMENTS, ROOT / "Makefile", ROOT / ".pre-commit-config.yaml"]]
    typed = "\n".join(texts)
    assert set(re.findall(r"`make ([a-z]+)`", typed)) <= tasks
    assert set(re.findall(r"\bnpm run ([a-z:]+)", typed)) <= scripts
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1].split()
    assert set(phony) == tasks


def test_the_two_commands_of_the_readme_are_those_of_the_whole_check():
    readme = (ROOT / "README.md").read_text("utf-8")
    whole = (ROOT / ".ci/run").read_text("utf-8")
    assert "\npip install -r requirements.txt && streamlit run dashboard/app.py\n" in readme
    second = "pip install -r tests/requirements.txt && python -m pytest"
    assert f"\n{second}\n" in readme
    # The quick checks stand between its two halves.
    install, test = second.split(" && ")
    assert whole.index(f"\n{install}\n") < whole.index(f"\n{test}")


# ---- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NAMES)
def test_every_name_stands_in_the_page_of_commands(kind):
    assert NAMES[kind] <= {word.strip() for span in code(COMMANDS) for word in span.split(",")}


def test_every_parameter_of_an_address_stands_there():
    every = {
        "day": parse_day("2015-05-31"),
        "compare": parse_day("2017-07-10"),
        "mode": "difference",
        "layers": ("places",),
        "style": "places",
        "place": "mosul",
    }
    narrowed = {field.name: ("x",) for field in fields(Selection) if field.default == () and field.name not in every}
    asked = to_query(Selection(**every, **narrowed)) | to_query(Selection(bounds=(40.0, 30.0, 45.0, 35.0)))
    assert set(asked) | {"view"} <= set(code(COMMANDS))


def test_every_variable_of_the_environment_is_named_and_no_other():
    sources = [*ROOT.glob("geodata/**/*.py"), *ROOT.glob("dashboard/**/*.py"), *ROOT.glob("tests/**/*.py")]
    pattern = re.compile(r"\bATLAS_[A-Z][A-Z_]*\b")
    read = {
        name
        for path in sources
        if path.parent != ROOT / "tests/docs"
        for name in re.findall(r'"(ATLAS_[A-Z_]+)"', path.read_text("utf-8"))
    }
    named = {name for document in DOCUMENTS for name in pattern.findall(document.read_text("utf-8"))}
    assert named == read
    assert read <= set(code(COMMANDS))


def test_every_option_of_the_tests_is_named():
    added = [
        re.findall(r'addoption\(\s*"(--[\w-]+)"', path.read_text("utf-8")) for path in ROOT.glob("tests/**/conftest.py")
    ]
    options = {option for found in added for option in found}
    assert options
    assert options <= set(code(COMMANDS))


def test_every_format_has_a_page_and_every_page_a_format():
    assert {path.stem for path in FORMAT_PAGES.glob("*.md")} - {"README"} == NAMES["format"]
    listed = set(links(FORMAT_PAGES / "README.md"))
    assert {f"{name}.md" for name in NAMES["format"]} <= listed


def test_the_page_of_the_shapefile_lists_the_names_that_are_cut():
    import geodata

    for layer in LAYERS:
        columns = [name for name in geodata.load(layer).columns if name != "geometry"]
        cut = writers.shapefile._short_names(columns)
        told = (FORMAT_PAGES / "shp.md").read_text("utf-8")
        for column, short in cut.items():
            assert column == short or f"| `{column}` | `{short}` |" in told, (layer, column, short)


# ---- paths and links -------------------------------------------------------------------------------------------------

TOP = {path.name for path in ROOT.iterdir()} - {".git"}
WRITTEN_BY_A_READER = {step.file for step in steps((ROOT / "CONTRIBUTING.md").read_text("utf-8")) if not step.anchor}


@each_document
def test_every_path_that_is_named_exists(document):
    for span in code(document):
        path = span.rstrip("/")
        if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?", span) or path.split("/")[0] not in TOP:
            continue
        assert path in WRITTEN_BY_A_READER or (ROOT / path).exists(), f"{document.name} names {path}"


@each_document
def test_every_link_leads_somewhere(document):
    for link in links(document):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{document.name} leads to {link}"
        assert not anchor or anchor in anchors(target), f"{document.name} leads to {link}"


def test_the_picture_is_what_its_script_draws():
    drawer = runpy.run_path(str(ROOT / "docs/picture.py"))
    rooms = tomllib.loads(drawer["TABLE"].read_text("utf-8"))["room"]
    assert drawer["PICTURE"].read_text("utf-8") == drawer["picture"](rooms), "python docs/picture.py draws it anew"
    assert "architecture.svg" in links(ROOT / "docs/architecture.md")
