"""A fourth language is one file: what the record does not say in it is told in the record's first language."""

import os
import subprocess
import sys

from dashboard.atlas.i18n import locale
from tests.seen import PSEUDO, bracketed

DAY = "[]31[ ][May][ ]2015[]"


def _run(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_a_page_is_printed_in_it(pseudo):
    made = _run(
        pseudo, "-m", "dashboard", "snapshot", "--date", "2015-05-31", "--lang", PSEUDO, "--format", "svg",
        "--made-at", "2026-01-01T00:00:00Z", "--out", "page.svg",
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    page = (pseudo / "page.svg").read_text(encoding="utf-8")
    assert DAY in page
    assert locale("en").t("snapshot.legend.land") in page
    assert bracketed(locale("en").t("snapshot.legend.land")) in page
    # Names of places are those of the record's first language.
    assert "Deir ez-Zor" in page
    assert "None" not in page


def test_the_offline_file_opens_in_it(pseudo, browser):
    made = _run(
        pseudo, "-m", "dashboard", "snapshot", "--date", "2015-05-31", "--lang", PSEUDO, "--format", "html",
        "--out", "map.html",
    )  # fmt: skip
    assert (made.returncode, made.stderr) == (0, "")
    page = browser.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((pseudo / "map.html").as_uri())
    page.wait_for_function("() => document.querySelector('.atlas-map')?.dataset.day === '2015-05-31'")
    page.wait_for_function("() => document.querySelector('.atlas-map').atlas.stepping === false")
    assert page.locator(".atlas-map").get_attribute("lang") == PSEUDO
    assert page.locator(".atlas-date").text_content() == DAY
    mosul = page.locator(".atlas-symbol[data-id=mosul]")
    # At the opening scale it stands for its surroundings too: names as they are, all else in the language's own words.
    hidden = page.locator(".atlas-symbol[data-within=mosul]").count()
    name = bracketed(locale("en").t("cluster.name")).format(name="Mosul", count=hidden)
    assert mosul.get_attribute("title") == name
    # The legend has actors by their names, and classes by the language's own words.
    legend = page.locator(".atlas-panel fieldset[data-of=liberated_cities] li").all_text_contents()
    assert any("Iraqi government forces" in line for line in legend)
    damage = page.locator(".atlas-panel fieldset[data-of=heritage_sites] li").first.text_content()
    assert bracketed(locale("en").t("damage.destroyed")) in damage
    assert problems == []
    page.close()


def test_the_server_offers_it(pseudo):
    script = "from dashboard.atlas.i18n import languages; from dashboard.atlas.document import options;"
    script += f"print(*languages(), options('{PSEUDO}')['texts']['map.zoom_in'])"
    made = _run(pseudo, "-c", script)
    assert made.stderr == ""
    assert made.stdout.split()[:4] == ["ar", "en", "fr", PSEUDO]
