"""A page and a format are added on a copy of the tree, as `pages.py` and `formats.py` say, and nothing else is done."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import locale

ROOT = Path(__file__).parent.parent.parent
VIEW = '''"""Prisons."""

import streamlit as st

from dashboard.server import session


def show() -> None:
    """The page in the reader's language."""
    st.header(session.reader().t("page.prisons"))
'''
WRITER = '''"""The title of a page."""

from dashboard.paper.scene import Scene


def write(scene: Scene) -> bytes:
    """A scene as a text."""
    return scene.title.encode("utf-8")
'''
MAKE = """def _txt(sheet: Sheet) -> bytes:
    from dashboard.paper.formats import text

    return text.write(compose(sheet))


FORMATS: dict"""
SECONDS = 90


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The tree with a page and a format more: a module, a line or two, and texts in each language."""
    folder = tmp_path_factory.mktemp("added") / "atlas"
    for name in ("dashboard", "geodata"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "dashboard/server/views/prisons.py").write_text(VIEW, encoding="utf-8")
    put(folder / "dashboard/server/pages.py", "\nPAGES = (\n", '    Page("prisons", "prisons", "page.prisons"),\n')
    (folder / "dashboard/paper/formats/text.py").write_text(WRITER, encoding="utf-8")
    formats = folder / "dashboard/publish/formats.py"
    put(formats, "FORMATS: dict[str, Format] = {\n", '    "txt": Format("text/plain", _txt),\n')
    formats.write_text(formats.read_text(encoding="utf-8").replace("FORMATS: dict", MAKE, 1), encoding="utf-8")
    for path in (folder / "dashboard/atlas/locales").glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        document["texts"] |= {
            "page.prisons": f"Prisons ({path.stem})",
            "export.format.txt": "Text",
            "export.about.txt": f"Its title ({path.stem})",
        }
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return folder


def put(path, before, line):
    """Write a line behind another."""
    source = path.read_text(encoding="utf-8")
    assert source.count(before) == 1
    path.write_text(source.replace(before, before + line), encoding="utf-8")


@pytest.fixture(scope="module")
def served(serving, tmp_path_factory, copy):
    with serving(tmp_path_factory.mktemp("added-log") / "server.log", copy) as server:
        yield server
        assert "Traceback" not in server.log.read_text(errors="replace")


@pytest.fixture
def page(browser):
    opened = browser.new_page(locale="en-GB")
    opened.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    yield opened
    opened.close()


def test_a_page_that_is_added_is_led_to_and_opens_by_its_address(page, served):
    page.goto(f"{served.url}/about?lang=fr")
    page.get_by_role("link", name="Prisons (fr)").click()
    expect(page.get_by_role("heading", name="Prisons (fr)")).to_be_visible()
    page.goto(f"{served.url}/export?lang=ar")
    page.get_by_role("link", name="Prisons (ar)").click()
    expect(page.get_by_role("heading", name="Prisons (ar)")).to_be_visible()


def test_a_format_that_is_added_can_be_chosen_on_the_page(page, served):
    reader = locale("en")
    page.goto(f"{served.url}/export?lang=en&view=nineveh")
    page.get_by_role("combobox", name=reader.t("export.format")).click()
    page.get_by_role("option", name="Text", exact=True).click()
    expect(page.get_by_text("Its title (en)")).to_be_visible()
    with page.expect_download(timeout=SECONDS * 1000) as waiting:
        page.get_by_role("button", name=reader.t("export.download")).click()
    assert waiting.value.suggested_filename == "daesh-atlas_nineveh_2015-01-01_en.txt"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == reader.t("snapshot.title.nineveh")


def test_a_format_that_is_added_is_a_format_of_the_command_line(copy, tmp_path):
    wanted = [
        "snapshot",
        "--date",
        "2015-05-31",
        "--lang",
        "en",
        "--format",
        "txt",
        "--view",
        "iraq",
        "--out",
        "map.txt",
    ]
    told = subprocess.run(
        [sys.executable, "-m", "dashboard", *wanted],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert (tmp_path / "map.txt").read_text(encoding="utf-8") == locale("en").t("snapshot.title.iraq")
