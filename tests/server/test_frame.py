"""What every page shares has its colours from one place."""

import re
import tomllib
from pathlib import Path

import dashboard
from dashboard.atlas.style import COLORS, DARK, variables

ROOM = Path(dashboard.__file__).parent
# A typeface is no colour, nor is the room above the map.
OF_THE_PAGE = {"--atlas-font", "--atlas-above"}


def test_every_colour_that_a_style_sheet_names_is_given():
    sheets = {path.name: path.read_text(encoding="utf-8") for path in ROOM.rglob("*.css")}
    assert {"page.css", "rtl.css", "offline.css", "atlas.css"} <= set(sheets)
    named = {name: set(re.findall(r"var\((--atlas-[\w-]+)\)", text)) for name, text in sheets.items()}
    assert {name: found for name, names in named.items() if (found := names - set(variables()) - OF_THE_PAGE)} == {}
    assert named["page.css"]


def test_streamlits_own_elements_have_the_atlas_colours():
    theme = tomllib.loads((ROOM / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for name, colors in (("light", COLORS), ("dark", COLORS | DARK)):
        own = theme[name]
        wanted = (colors["accent"], colors["ink"], colors["white"])
        assert (own["primaryColor"], own["textColor"], own["backgroundColor"]) == wanted, name
