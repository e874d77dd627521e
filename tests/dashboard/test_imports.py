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
        "dashboard.mapping",
        "dashboard.mapping.atlas_map",
        "dashboard.mapping.record",
        "dashboard.mapping.assets",
        "dashboard.selection",
        "dashboard.state",
        "dashboard.style",
        "dashboard.i18n",
        "dashboard.__main__",
        "dashboard.snapshot",
        "dashboard.snapshot.film",
        "dashboard.snapshot.slides",
        "dashboard.snapshot.offline",
    ],
)
def test_the_map_knows_no_streamlit(module):
    assert _loaded(module, "streamlit") == []


def test_the_record_knows_nothing_of_the_page():
    assert _loaded("geodata", "streamlit", "folium", "branca", "dashboard") == []
