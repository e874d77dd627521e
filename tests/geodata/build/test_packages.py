"""What only a build needs is not asked for by anything else, and is named where it is missing."""

import subprocess
import sys

import pytest

WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "scipy":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name.partition(".")[0])

sys.meta_path.insert(0, Missing())
"""


def run(code, *arguments):
    return subprocess.run([sys.executable, "-c", WITHOUT + code, *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("what", ["cells", "calibration"])
def test_a_build_says_what_is_to_be_installed(what):
    answer = run("from geodata.__main__ import main; sys.exit(main(sys.argv[1:]))", "build", what)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"geodata: to build {what}, scipy is needed: pip install -e '.[build]'\n"


def test_everything_else_does_without(tmp_path):
    code = """
from geodata import *
from geodata.__main__ import main
territory_on("2016-05-05"), at("places", "2016-05-05"), find("Mosul"), key_figures("2016-05-05")
from geodata.build import layers
layers.liberated_cities()
sys.exit(main(["territory", "--date", "2016-05-05", "--out", sys.argv[1]]))
"""

    answer = run(code, tmp_path / "land.geojson")

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
