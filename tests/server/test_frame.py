"""What every page shares has its colours from one place."""

import re
import tomllib
from pathlib import Path

from dashboard.publish.palette import PALETTE, root_rule

import dashboard.server
from dashboard.atlas.style import ACCENT, INK

SERVER = Path(dashboard.server.__file__).parent
SHEETS = [*SERVER.glob("*.css"), *(SERVER.parent / "publish").rglob("*.css")]
COLOR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")


def test_no_style_sheet_and_no_module_of_the_pages_has_a_colour_of_its_own():
    files = [*SHEETS, *SERVER.rglob("*.py"), *SERVER.rglob("*.js"), *SERVER.rglob("*.html")]
    assert len(SHEETS) == 3
    assert {path.name: found for path in files if (found := COLOR.findall(path.read_text(encoding="utf-8")))} == {}


def test_every_colour_that_a_style_sheet_names_is_given():
    named = {
        name for path in SHEETS for name in re.findall(r"var\((--atlas-[\w-]+)\)", path.read_text(encoding="utf-8"))
    }
    assert named - {"--atlas-font"} <= set(PALETTE)
    for name in named - {"--atlas-font"}:
        assert f"{name}:{PALETTE[name]};" in root_rule()


def test_streamlits_own_elements_have_the_atlas_colours():
    theme = tomllib.loads((SERVER.parent.parent / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    own = (theme["primaryColor"], theme["textColor"], theme["backgroundColor"])
    assert own == (ACCENT, INK, PALETTE["--atlas-white"])
