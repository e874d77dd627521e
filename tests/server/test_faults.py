"""A file that is missing or broken when the server starts: the rest is shown, and a sentence says what is not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.atlas.faults import told as in_words
from dashboard.atlas.i18n import locale
from geodata.errors import LayerError

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


@dataclass(frozen=True)
class Fault:
    """A file, what befell it, and the layers that cannot be shown without it."""

    file: Path
    how: Callable[[Path], None]
    lost: frozenset[str] = frozenset()

    def __str__(self):
        return f"{self.file.name}-{self.how.__name__}"


HELD = frozenset({"places", "liberated_cities"})
# What can befall together: of each file, that it is missed alone is told of the document.
TOGETHER = [
    (
        Fault(LAYERS / "heritage_sites.geojson", truncate, frozenset({"heritage_sites"})),
        Fault(LAYERS / "sources.csv", delete),
        Fault(BASEMAP / "rivers.geojson", truncate),
    ),
    (
        Fault(LAYERS / "control_events.csv", bad_date, HELD),
        Fault(LAYERS / "affiliates.geojson", delete, frozenset({"affiliates"})),
        Fault(BASEMAP / "relief.json", truncate),
    ),
    (
        Fault(LAYERS / "places.geojson", garble, HELD),
        Fault(LAYERS / "affiliate_status.csv", empty, frozenset({"affiliates"})),
        Fault(LAYERS / "milestones.csv", truncate),
    ),
    (
        Fault(LAYERS / "actors.csv", delete),
        Fault(LAYERS / "datapackage.json", truncate),
        Fault(LAYERS / "policy.csv", delete),
        Fault(BASEMAP / "world.geojson", delete),
    ),
]
SYMBOLS = {"places", "liberated_cities", "heritage_sites", "affiliates", "attacks"}


def pytest_generate_tests(metafunc):
    if "faults" in metafunc.fixturenames:
        alone = [(fault,) for faults in TOGETHER for fault in faults]
        cases = [*TOGETHER, *(alone if metafunc.config.getoption("--every") else [])]
        metafunc.parametrize("faults", cases, ids=["+".join(map(str, faults)) for faults in cases])


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of what the server runs from."""
    folder = tmp_path_factory.mktemp("copy") / "atlas"
    for name in ("dashboard", "geodata"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def broken(repository, faults):
    """The copy with its faults, mended afterwards."""
    for fault in faults:
        fault.how(repository / fault.file)
    yield repository
    for fault in faults:
        shutil.copy2(ROOT / fault.file, repository / fault.file)


def test_the_copy_is_what_is_imported(repository):
    script = "import dashboard.atlas.document, geodata.catalog as c; print(dashboard.__file__, c.LAYERS_FOLDER)"
    environment = {**os.environ, "PYTHONPATH": str(repository), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=repository, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [str(repository / "dashboard/__init__.py"), str(repository / LAYERS)]


def test_the_page_opens_with_the_rest_and_says_what_is_missing(visit, serving, broken, tmp_path, faults):
    lost = frozenset().union(*(fault.lost for fault in faults))
    with serving(tmp_path / "server.log", broken) as server:
        atlas = visit("/", at=server, date=DAY).settled()
        _each_is_said(atlas, faults)
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
        atlas.turn(locale("en"), "about")
        expect(atlas.page.get_by_role("heading", name=locale("en").t("about.heading"))).to_be_visible()
        _each_is_said(atlas.settled(), faults)
        _no_traceback(atlas)
        assert "Traceback" not in server.log.read_text(errors="replace")
        # Before its server stops.
        atlas.page.close()


@pytest.mark.parametrize(
    ("content", "is_known"),
    [(None, True), (b"(;\n// end\n", False), (b"var Atlas = {};\n// end\n", False)],
    ids=["missing", "no script", "another script"],
)
def test_in_place_of_a_map_that_cannot_be_is_one_sentence(context, serving, repository, tmp_path, content, is_known):
    """The server knows that a file is missing; that it holds no script of the atlas, the browser finds out."""
    script, reader = repository / "dashboard/screen/bundle/atlas.js", locale("ar")
    script.unlink()
    if content is not None:
        script.write_bytes(content)
    page = context.new_page()
    try:
        with serving(tmp_path / "server.log", repository) as server:
            page.goto(f"{server.url}/?lang=ar&date={DAY}")
            fault = LayerError("script/atlas.js", "", "missing")
            told = in_words("error.map", fault, reader.texts) if is_known else reader.t("error.map_script")
            expect(page.get_by_text(told)).to_be_visible()
            # What lies below the map is there, and so are the other pages.
            expect(page.get_by_role("link", name=reader.t("chart.more"))).to_be_visible()
            for name in ("export", "method", "about"):
                page.get_by_role("link", name=reader.t(f"page.{name}")).click()
                expect(page.get_by_role("heading", name=reader.t(f"{name}.heading"))).to_be_visible()
            assert "Traceback" not in server.log.read_text(errors="replace")
            page.close()
    finally:
        shutil.copy2(ROOT / "dashboard/screen/bundle/atlas.js", script)


def _each_is_said(atlas, faults):
    warnings = atlas.page.locator(".atlas-notices .missing")
    expect(warnings).to_have_count(len(faults))
    said = warnings.all_inner_texts()
    for fault in faults:
        (own,) = (text for text in said if fault.file.name in text)
        assert own.index("(") + 10 < own.index(")"), f"it gives a reason: {own}"


def _no_traceback(atlas):
    shown = atlas.page.locator("body").inner_text()
    for word in ("Traceback", "Error", "Exception", "undefined", "NaN"):
        assert word not in shown, word
    assert atlas.page.locator("[data-testid=stException]").count() == 0
