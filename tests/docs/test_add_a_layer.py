"""CONTRIBUTING's list "A layer of points", followed on a copy: the layer is then found wherever one is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.docs.guide import contents, copied, features, follow, places, steps
from tests.reader import AtlasPage, Watch, context_of

ROOT = Path(__file__).parent.parent.parent
STEPS = steps((ROOT / "CONTRIBUTING.md").read_text("utf-8"))
ROWS = features(next(step for step in STEPS if step.file.endswith(".geojson")))
PRISON, CAMP = ROWS
LAYER = "prisons"
DAY = "2015-05-31"
LANGUAGES = ("ar", "en", "fr")
MOST = 7
# Not on the list: the command that is to be run afterwards writes it.
LISTED_BY_THE_BUILD = "geodata/layers/datapackage.json"


class Copy:
    """The tree with the layer, and what its commands say."""

    def __init__(self, folder):
        self.folder = folder
        self.before = contents(copied(ROOT, folder))
        for step in STEPS:
            follow(step, folder)
        self.edited = contents(folder)
        self.run("-m", "geodata", "build", "layers")

    def run(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, *map(str, arguments)]
        answer = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, encoding="utf-8")
        assert answer.returncode == 0, answer.stderr or answer.stdout
        return answer.stdout

    def asked(self, script):
        """What a script prints as JSON."""
        return json.loads(self.run("-c", script))

    def drawn(self, out, language, *more):
        """The page of the day as a file, in the format that its name ends with."""
        wanted = ["--date", DAY, "--lang", language, "--format", out.suffix[1:], *more]
        self.run("-m", "dashboard", "snapshot", *wanted, "--made-at", "2026-01-01T00:00:00Z", "--out", out)
        return out

    def words(self, language):
        """Texts of the list, by key."""
        (step,) = [step for step in STEPS if step.file == f"dashboard/atlas/locales/{language}.json"]
        return json.loads("{" + step.block.rstrip().rstrip(",") + "}")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("prisons"))


def test_the_list_has_at_most_seven_files_and_seven_places(copy):
    changed = {path: content for path, content in copy.edited.items() if copy.before.get(path) != content}
    assert sorted(changed) == sorted(step.file for step in STEPS)
    assert len(changed) <= MOST
    assert sum(places(copy.before.get(path, b""), content) for path, content in changed.items()) <= MOST


def test_the_build_changes_nothing_but_the_list_of_files_and_the_rows_own_form(copy):
    changed = {path for path, content in contents(copy.folder).items() if copy.edited.get(path) != content}
    assert changed <= {LISTED_BY_THE_BUILD, f"geodata/layers/{LAYER}.geojson"}
    assert LISTED_BY_THE_BUILD in changed


def test_the_record_with_it_is_sound(copy):
    assert copy.run("-m", "geodata", "check") == ""


def test_it_is_found_by_name_in_every_language(copy):
    sought = [(row[f"name_{language}"], language) for row in ROWS for language in LANGUAGES]
    script = f"""
import json
from geodata.names.search import find
told = [[[hit.layer, hit.id, hit.names[language]] for hit in find(name)[:1]] for name, language in {sought!r}]
print(json.dumps(told))
"""
    ids = [row["id"] for row in ROWS for _ in LANGUAGES]
    found = copy.asked(script)
    assert found == [[[LAYER, row_id, name]] for row_id, (name, _) in zip(ids, sought, strict=True)]


def test_a_page_draws_it_and_its_legend_explains_it(copy):
    script = f"""
import json
from datetime import date
from dashboard.atlas.selection import Selection
from dashboard.publish.formats import Sheet, compose
scene = compose(Sheet(Selection(day=date.fromisoformat({DAY!r}))))
kinds = [sorted({{key[1] for key in keys if key[0] == {LAYER!r}}}) for keys in (scene.drawn, scene.explained)]
texts = [text.text for text in scene.texts()]
print(json.dumps([[layer.id for layer in scene.layers], *kinds, texts, scene.keywords]))
"""
    layers, drawn, explained, texts, keywords = copy.asked(script)
    words = copy.words("en")
    assert LAYER in layers
    assert drawn == explained == ["camp", "prison"]
    assert set(words.values()) <= set(texts)
    assert words[f"layer.{LAYER}"] in keywords


def test_a_picture_shows_it(copy, tmp_path):
    without = copy.drawn(tmp_path / "without.png", "en", "--layers", "territory")
    shown = copy.drawn(tmp_path / "with.png", "en", "--layers", f"territory,{LAYER}")
    assert copy.drawn(tmp_path / "again.png", "en", "--layers", "territory").read_bytes() == without.read_bytes()
    assert shown.read_bytes() != without.read_bytes()


@pytest.fixture
def opened(browser, copy, tmp_path):
    """The offline file in a language, as a reader has it; nothing may have been asked for or complained of."""
    contexts, watches = [], []

    def open_file(language):
        context = context_of(browser, viewport={"width": 1440, "height": 900}, offline=True)
        page, watch = context.new_page(), Watch(host="")
        watch.follow(page)
        page.goto(copy.drawn(tmp_path / f"{language}.html", language).as_uri())
        contexts.append(context)
        watches.append(watch)
        return AtlasPage(page, watch).painted(DAY)

    yield open_file
    for context in contexts:
        context.close()
    for watch in watches:
        outside = [url for url in watch.requests if urlsplit(url).scheme not in ("file", "data", "blob")]
        assert outside == []
        assert [problem for problem in watch.problems if "asked another machine: file:" not in problem] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_offline_file_has_it_in_legend_popup_and_table(opened, copy, language):
    atlas, words = opened(language), copy.words(language)
    assert atlas.legend(LAYER) == {words["prison.prison"]: 1, words["prison.camp"]: 1}
    expect(atlas.map.locator(f".atlas-panel fieldset[data-of={LAYER}]")).to_contain_text(words[f"layer.{LAYER}"])

    popup = atlas.open_popup(LAYER, PRISON["id"])
    expect(popup).to_contain_text(PRISON[f"name_{language}"])
    expect(popup).to_contain_text("2014")
    expect(popup).to_contain_text(PRISON[f"note_{language}"])

    rows = atlas.open_table(LAYER).locator("tbody tr")
    expect(rows).to_have_count(len(ROWS))
    for row in ROWS:
        expect(rows.and_(atlas.page.locator(f"[data-id={row['id']}]"))).to_contain_text(row[f"name_{language}"])


def test_the_offline_file_shows_it_only_while_it_holds(opened):
    atlas = opened("en")
    expect(atlas.symbol(LAYER, PRISON["id"])).to_have_count(1)
    atlas.go("2017-10-17")
    expect(atlas.symbol(LAYER, PRISON["id"])).to_have_count(0)
    expect(atlas.symbol(LAYER, CAMP["id"])).to_have_count(1)
    atlas.go("2014-02-28")
    expect(atlas.symbol(LAYER, CAMP["id"])).to_have_count(0)
