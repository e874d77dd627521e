"""Who may import whom."""

import subprocess
import sys

import pytest


def _loaded(module, *unwanted):
    script = f"import sys, {module}; print(*sorted({{*{unwanted!r}}} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return told.stdout.split()


@pytest.mark.parametrize(
    "module",
    [
        "dashboard.atlas",
        "dashboard.screen",
        "dashboard.screen.folium_map",
        "dashboard.atlas.document",
        "dashboard.screen.assets",
        "dashboard.atlas.selection",
        "dashboard.atlas.address",
        "dashboard.atlas.style",
        "dashboard.atlas.i18n",
        "dashboard.__main__",
        "dashboard.publish.formats",
        "dashboard.paper.formats.film",
        "dashboard.paper.formats.slides",
        "dashboard.publish.offline",
    ],
)
def test_the_map_knows_no_streamlit(module):
    assert _loaded(module, "streamlit") == []


def test_the_record_knows_nothing_of_the_page():
    assert _loaded("geodata", "streamlit", "folium", "branca", "dashboard") == []
