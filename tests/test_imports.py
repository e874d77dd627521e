"""Who may import whom: the arrows of docs/rooms.toml and no others; no circle; nothing heavy where it is not used."""

import ast
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("geodata", "dashboard")
ROOMS = {room["id"]: room for room in tomllib.loads((ROOT / "docs/rooms.toml").read_text("utf-8"))["room"]}
# Streamlit knows of no command line, and a command line of no Streamlit.
WITHOUT_STREAMLIT = [room for room in ROOMS if room not in ("dashboard.server", "dashboard.app")]


def _modules(root=ROOT):
    """Every module of both packages by its dotted name, with its file."""
    files = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    return {_dotted(path.relative_to(root)): path for path in files}


def _dotted(path):
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(path):
    """Dotted names that a file imports, wherever in it, with the line: ``from a import b`` may mean the module a.b."""
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides which room it reaches into"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def _module_of(name, modules):
    """The module that a dotted name stands for or stands in; None for other people's."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name or None


def _room_of(module):
    """The room that a module belongs to; None for one that stands in no room."""
    within = [room for room in ROOMS if module == room or module.startswith(f"{room}.")]
    # A room may lie inside another.
    return max(within, key=len, default=None)


def _allowed(room):
    """Rooms that the arrows of a room lead to."""
    led = set(ROOMS[room]["arrows"])
    return led.union(*(_allowed(other) for other in led))


def _wrong_arrows(modules):
    for module, path in modules.items():
        room = _room_of(module)
        if room is None:
            if list(_imported(path)):
                yield f"{module} imports something and stands in no room of docs/rooms.toml"
            continue
        for name, line in _imported(path):
            other = _module_of(name, modules)
            reached = other and _room_of(other)
            if other and reached != room and reached not in _allowed(room):
                yield f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}:{line}: {room} -> {other}"


def _graph(modules):
    return {
        module: {other for name, _ in _imported(path) if (other := _module_of(name, modules)) not in (None, module)}
        for module, path in modules.items()
    }


def _circle(modules):
    try:
        TopologicalSorter(_graph(modules)).prepare()
    except CycleError as error:
        return " <- ".join(error.args[1])
    return None


def test_imports_follow_the_arrows():
    assert list(_wrong_arrows(_modules())) == []


def test_no_circle_between_modules():
    assert _circle(_modules()) is None


@pytest.mark.parametrize(
    ("file", "other"),
    [
        ("geodata/dates.py", "dashboard.atlas.style"),
        ("dashboard/atlas/style.py", "dashboard.screen.assets"),
        ("dashboard/screen/assets.py", "dashboard.paper.scene"),
        ("dashboard/paper/scene.py", "dashboard.screen.assets"),
        ("dashboard/paper/scene.py", "dashboard.publish.formats"),
        ("dashboard/publish/output.py", "dashboard.server.cache"),
        ("dashboard/__main__.py", "dashboard.server.cache"),
    ],
)
@pytest.mark.parametrize("line", ["import {room}.{name}", "from {room} import {name}", "from {room}.{name} import *"])
def test_a_wrong_arrow_is_found(tmp_path, file, other, line):
    modules, module = _modules(), _dotted(Path(file))
    room, _, name = other.rpartition(".")
    changed = tmp_path / "changed.py"
    # Inside a block too: an import that waits is an import.
    changed.write_text(f"if True:\n    {line.format(room=room, name=name)}\n", encoding="utf-8")
    assert list(_wrong_arrows(modules | {module: changed})) == [f"{changed}:2: {_room_of(module)} -> {other}"]


def test_a_module_outside_every_room_is_found(tmp_path):
    stray = tmp_path / "stray.py"
    stray.write_text("import json\n", encoding="utf-8")
    assert len(list(_wrong_arrows(_modules() | {"dashboard.stray": stray}))) == 1


def test_a_circle_is_found(tmp_path):
    modules = _modules()
    changed = tmp_path / "changed.py"
    changed.write_text("from geodata.history.figures import key_figures\n", encoding="utf-8")
    assert "geodata.dates" in _circle(modules | {"geodata.dates": changed})


@pytest.mark.parametrize("library", sorted({name for room in ROOMS.values() for name in room["libraries"]}))
def test_a_library_is_known_where_the_table_says(library):
    users = {
        _room_of(module) or module
        for module, path in _modules().items()
        for name, _ in _imported(path)
        if name == library or name.startswith(f"{library}.")
    }
    assert users == {room for room in ROOMS if library in ROOMS[room]["libraries"]}


def _loaded(modules, *unwanted):
    """Which of some packages are loaded once some modules are, in a Python of their own."""
    script = (
        f"import importlib, sys\nfor name in {sorted(modules)!r}: importlib.import_module(name)\n"
        f"print(*sorted({{*{unwanted!r}}} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return answer.stdout.split()


@pytest.mark.parametrize("room", WITHOUT_STREAMLIT)
def test_a_room_loads_no_streamlit(room):
    modules = [module for module in _modules() if _room_of(module) == room]
    assert modules
    assert _loaded(modules, "streamlit") == []


def test_the_record_knows_nothing_of_the_page():
    assert _loaded(["geodata"], "streamlit", "folium", "branca", "dashboard") == []


def test_what_is_shown_knows_neither_screen_nor_paper():
    modules = [module for module in _modules() if _room_of(module) == "dashboard.atlas"]
    assert _loaded(modules, "folium", "branca", "typst", "dashboard.screen", "dashboard.paper") == []


def test_a_command_line_is_ready_before_what_only_one_format_needs():
    assert _loaded(["dashboard.__main__"], "streamlit", "folium", "typst", "pptx", "av") == []
