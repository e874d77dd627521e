"""A file that is missing or broken when the server starts: the rest is shown, and a sentence says what is not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import locale

ROOT = Path(__file__).parent.parent.parent
LAYERS = Path("geodata/layers")
BASEMAP = Path("geodata/basemap")
DAY = "2016-05-05"


def truncate(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def delete(path):
    path.unlink()


def empty(path):
    path.write_bytes(b"")


def garble(path):
    path.write_bytes(b"\xff\xfe\x00" * 500)


def bad_date(path):
    """A day that no calendar has, in the column that matters."""
    header, first, rest = path.read_bytes().split(b"\n", 2)
    cells, column = first.split(b","), header.split(b",").index(b"event_date")
    cells[column] = b"2014-06-31"
    path.write_bytes(b"\n".join([header, b",".join(cells), rest]))


FAULTS: list[tuple[Path, Callable[[Path], None], set[str]]] = [
    # file, what befell it, layers that cannot be shown without it
    (LAYERS / "heritage_sites.geojson", truncate, {"heritage_sites"}),
    (LAYERS / "control_events.csv", bad_date, {"places", "liberated_cities"}),
    (LAYERS / "places.geojson", garble, {"places", "liberated_cities"}),
    (LAYERS / "affiliates.geojson", delete, {"affiliates"}),
    (LAYERS / "affiliate_status.csv", empty, {"affiliates"}),
    (LAYERS / "milestones.csv", truncate, set()),
    (LAYERS / "sources.csv", delete, set()),
    (LAYERS / "actors.csv", delete, set()),
    (LAYERS / "datapackage.json", truncate, set()),
    (LAYERS / "policy.csv", delete, set()),
    (BASEMAP / "rivers.geojson", truncate, set()),
    (BASEMAP / "world.geojson", delete, set()),
    (BASEMAP / "relief.json", truncate, set()),
]
SYMBOLS = {"places", "liberated_cities", "heritage_sites", "affiliates", "attacks"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of what the server runs from."""
    folder = tmp_path_factory.mktemp("copy") / "atlas"
    for name in ("dashboard", "geodata", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def broken(repository):
    """Break a file of the copy, and mend it afterwards."""
    broken = []

    def break_file(name, how):
        broken.append(name)
        how(repository / name)
        return repository

    yield break_file
    for name in broken:
        shutil.copy2(ROOT / name, repository / name)


def test_the_copy_is_what_is_imported(repository):
    script = "import dashboard.atlas.document, geodata.catalog as c; print(dashboard.__file__, c.LAYERS_FOLDER)"
    environment = {**os.environ, "PYTHONPATH": str(repository), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=repository, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [str(repository / "dashboard/__init__.py"), str(repository / LAYERS)]


@pytest.mark.parametrize(("name", "how", "lost"), FAULTS, ids=[f"{f[0].name}-{f[1].__name__}" for f in FAULTS])
def test_the_page_opens_with_the_rest_and_says_what_is_missing(visit, serving, broken, tmp_path, name, how, lost):
    folder = broken(name, how)
    with serving(tmp_path / "server.log", folder) as server:
        atlas = visit("/", at=server, date=DAY)
        atlas.settled()
        warning = atlas.page.locator("[data-testid=stAlert]")
        assert warning.count() == 1
        assert name.name in warning.text_content()
        said = warning.text_content()
        assert said.index("(") + 10 < said.index(")"), f"it gives a reason: {said}"
        for layer in SYMBOLS - lost:
            assert atlas.symbols(layer).count() > 0, layer
        for layer in lost:
            assert atlas.symbols(layer).count() == 0, layer
        # A figure that cannot be counted is not nought.
        if "heritage_sites" in lost:
            assert atlas.figures()["sites_destroyed"] == "–"
        _no_traceback(atlas)
        atlas.slider.press("ArrowRight")
        atlas.painted("2016-06-01")
        atlas.page.get_by_role("link", name=locale("en").t("page.about")).click()
        expect(atlas.page.get_by_role("heading", name=locale("en").t("about.heading"))).to_be_visible()
        atlas.settled()
        expect(warning).to_have_count(1)
        _no_traceback(atlas)
        assert "Traceback" not in server.log.read_text(errors="replace")
        # Before its server stops.
        atlas.page.close()


def _no_traceback(atlas):
    shown = atlas.page.locator("body").inner_text()
    for word in ("Traceback", "Error", "Exception", "undefined", "NaN"):
        assert word not in shown, word
    assert atlas.page.locator("[data-testid=stException]").count() == 0
