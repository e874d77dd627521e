"""A copy of the invented atlas, and the commands run on it as anyone would run them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INVENTED = Path(__file__).parent
EACH = """
import json, sys
from geodata.__main__ import main
sys.exit(max(main(line) for line in json.loads(sys.argv[1])))
"""
PARTS = ("layers", "basemap", "build", "names", "locales")


class Home:
    """A folder that ATLAS_HOME names."""

    def __init__(self, folder):
        self.folder = folder
        self.layers = folder / "layers"

    def run(self, *arguments):
        """Run ``python -m ...``; answers with what it said and how it ended."""
        return self._run("-m", *map(str, arguments))

    def run_each(self, lines):
        """Run several command lines of ``python -m geodata`` in one process, which takes less time."""
        return self._run("-c", EACH, json.dumps(lines))

    def _run(self, *arguments):
        own = {"ATLAS_HOME": str(self.folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env={**os.environ, **own}, capture_output=True, encoding="utf-8"
        )

    def files(self):
        """Every file of the record, by its path in the folder."""
        return {
            path.relative_to(self.layers).as_posix(): path.read_bytes()
            for path in sorted(self.layers.rglob("*"))
            if path.is_file()
        }

    def replace(self, file, old, new):
        """Put another text in place of one that is there once."""
        text = (self.layers / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        (self.layers / file).write_text(text.replace(old, new), encoding="utf-8")


def _copied(folder):
    for part in PARTS:
        shutil.copytree(INVENTED / part, folder / part)
    return Home(folder)


@pytest.fixture(scope="session")
def invented(tmp_path_factory):
    """The invented atlas, where only files beside the record are written."""
    return _copied(tmp_path_factory.mktemp("invented"))


@pytest.fixture
def changed(tmp_path):
    """A copy of it that a test may change."""
    return _copied(tmp_path)
