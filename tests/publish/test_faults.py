"""Wrong input and full disks: one clear sentence, and never half a file under the final name."""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.atlas.i18n import locale
from geodata.home import BASEMAP_FOLDER, LAYERS_FOLDER, VARIABLE

MADE = "2026-11-25T12:00:00Z"
ROOT = str(Path(__file__).parents[2])


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    return code, capsys.readouterr().err


def snapshot(out, **changed):
    wanted = {"date": "2015-05-31", "lang": "en", "format": "svg", "made_at": MADE, "out": str(out)} | changed
    return ["snapshot", *(part for name, value in wanted.items() for part in (f"--{name.replace('_', '-')}", value))]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"date": "2003-01-01"}, "2003-01-01 is outside the record"),
        ({"date": "2031-01-01"}, "outside the record, which runs from 2004-01-01"),
        ({"date": "31 May"}, "'31 May' is not a day"),
        ({"date": "2015-02-30"}, "'2015-02-30' is not a day"),
        ({"date": "2015-05-31,2016-05-31"}, "write {date}"),
        ({"view": "mars"}, "'mars'"),
        ({"lang": "de"}, "'de'"),
        ({"format": "bmp"}, "'bmp'"),
        ({"page": "a3"}, "'a3'"),
        ({"style": "dots"}, "'dots'"),
        ({"layers": "territory,oil"}, "there is no layer 'oil'"),
        ({"bounds": "50,40,30,20"}, "not a box on the earth"),
        ({"bounds": "-20,x,30,20"}, "not a box on the earth"),
        ({"title": "x" * 401}, "the title has 401 letters"),
        ({"title": "Mosul \N{FIRE}"}, "which the typeface lacks"),
        ({"banner": "b" * 121}, "the banner has 121 letters"),
        ({"banner_color": "green"}, "'green' is not a colour"),
        ({"bounds": "0,0,1e-9,1e-9"}, "too small for a map"),
        ({"bounds": "nan,nan,nan,nan"}, "not a box on the earth"),
        ({"banner_color": "#１２３４５６"}, "is not a colour"),
        ({"made_at": "noon"}, "'noon' is not a time"),
        ({"made_at": "2015-02-29T00:00:00Z"}, "is not a time"),
        ({"made_at": "0001-01-01T00:00:00Z"}, "is not a time of making"),
        ({"made_at": "9999-12-31T23:59:59-12:00"}, "is not a time"),
    ],
)
def test_wrong_input_gets_one_sentence(tmp_path, capsys, changed, told):
    code, said = run(capsys, *snapshot(tmp_path / "map.svg", **changed))
    assert code == 2
    assert told in said
    assert len(said.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_have_a_file_is_refused_before_any_work(tmp_path, capsys):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("kept")
    for out, told in (
        (in_the_way / "map.svg", "is not a folder"),
        (tmp_path / "none" / "map.svg", "does not exist"),
        (tmp_path, "there is a folder of that name"),
    ):
        code, said = run(capsys, *snapshot(out))
        assert code == 2
        assert told in said
    assert in_the_way.read_text() == "kept"


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "pptx", "html"])
def test_a_full_disk_leaves_what_was_there(tmp_path, form):
    out = tmp_path / f"map.{form}"
    out.write_text("before")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "from dashboard.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, *snapshot(out, format=form)], capture_output=True, text=True, timeout=120
    )
    assert told.returncode == 2, told.stderr
    assert "cannot be written" in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "2015-01-01", "--to", "2014-01-01"], "does not come after"),
        (["--from", "1999-01-01", "--to", "2014-01-01"], "outside the record"),
        (["--from", "2004-01-01", "--to", "2024-01-01", "--step", "week"], "too long"),
    ],
)
def test_a_film_of_no_days_is_refused(tmp_path, capsys, arguments, told):
    code, said = run(capsys, "timelapse", *arguments, "--format", "gif", "--lang", "en", "--out", tmp_path / "film.gif")
    assert code == 2
    assert told in said
    assert list(tmp_path.iterdir()) == []


def test_a_title_is_text(tmp_path, capsys):
    title = "<b>&\"'</b> #set text(red) $x$ {date} %s \\n " * 6
    out = tmp_path / "map.svg"
    code, said = run(capsys, *snapshot(out, title=title[:300], banner="<script>alert(1)</script>"))
    assert (code, said) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


@pytest.fixture(scope="module")
def lacking(tmp_path_factory):
    """A folder of the atlas without its heritage sites."""
    home = tmp_path_factory.mktemp("lacking")
    for folder in (LAYERS_FOLDER, BASEMAP_FOLDER):
        shutil.copytree(folder, home / folder.name)
    (home / "layers" / "heritage_sites.geojson").unlink()
    return home


def apart(home, *arguments):
    """Run a command in a process of its own, on another folder of the atlas."""
    environment = {**os.environ, VARIABLE: str(home)}
    command = [sys.executable, "-m", "dashboard", *arguments]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert told.stdout == ""
    return told.returncode, told.stderr


def test_a_page_that_lacks_a_layer_is_not_made(tmp_path, lacking):
    code, said = apart(lacking, *snapshot(tmp_path / "map.svg"))
    assert code == 2
    assert said == "dashboard: heritage_sites.geojson: the file is missing\n"
    assert list(tmp_path.iterdir()) == []


def test_a_layer_that_is_not_wanted_may_be_missing(tmp_path, lacking):
    code, said = apart(lacking, *snapshot(tmp_path / "map.svg", layers="territory,places"))
    assert (code, said) == (0, "")
    assert (tmp_path / "map.svg").is_file()


def test_what_is_wrong_with_the_atlas_itself_is_told_in_one_line(tmp_path):
    code, said = apart(tmp_path, *snapshot(tmp_path / "map.svg"))
    assert code == 2
    assert said.startswith("dashboard: atlas.toml")
    assert len(said.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_series_names_its_days(tmp_path, capsys):
    code, said = run(capsys, *snapshot(tmp_path / "{date}.svg", date="2015-05-31,2016-05-31"))
    assert (code, said) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2015-05-31.svg", "2016-05-31.svg"]
    assert "31 May 2016" in (tmp_path / "2016-05-31.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_an_offline_map_says_what_it_lacks(tmp_path, lacking, language):
    out = tmp_path / "map.html"
    code, said = apart(lacking, *snapshot(out, format="html", lang=language))
    reader = locale(language)
    why = reader.t("fault.missing")
    told = reader.t("notice.layer_missing", file="heritage_sites.geojson", reason=why)
    assert (code, said) == (0, f"{told}\n")
    assert f'role="status">{escape(told)}</p>' in out.read_text(encoding="utf-8")


def test_an_offline_map_of_a_whole_record_says_nothing(tmp_path, capsys):
    out = tmp_path / "map.html"
    assert run(capsys, *snapshot(out, format="html")) == (0, "")
    assert 'role="status">' not in out.read_text(encoding="utf-8").partition("<main>")[0]


def test_a_colour_of_the_record_that_is_none_is_told(tmp_path, lacking):
    hostile = tmp_path / "home"
    shutil.copytree(lacking, hostile)
    actors = hostile / "layers" / "actors.csv"
    text, count = re.subn("#[0-9a-f]{6}", '"#""><script x=""1"', actors.read_text(encoding="utf-8"), count=1)
    assert count == 1
    actors.write_text(text, encoding="utf-8", newline="")
    code, said = apart(hostile, *snapshot(tmp_path / "map.svg", layers="territory,places"))
    assert code == 2
    assert said.startswith("dashboard: actors.csv: ")
    assert "is not a colour of the form #rrggbb" in said
    assert not (tmp_path / "map.svg").exists()


WITHOUT_FILMS = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "av":
            raise ModuleNotFoundError(f"No module named '{name}'", name="av")

sys.meta_path.insert(0, Missing())
from dashboard.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("form", "made"), [("mp4", False), ("webm", False), ("gif", True)])
def test_without_the_package_for_films_only_films_cannot_be_made(tmp_path, form, made):
    out = tmp_path / f"film.{form}"
    days = ["--from", "2015-01-01", "--to", "2015-02-01", "--lang", "en", "--layers", "places"]
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_FILMS, "timelapse", *days, "--out", out], capture_output=True, text=True
    )
    wanted = f"dashboard: a film as {form} is made by the package av, which is not installed: pip install av\n"
    assert (told.returncode, told.stderr) == ((0, "") if made else (2, wanted))
    assert out.exists() == made


@pytest.mark.parametrize("form", ["mp4", "webm", "gif"])
def test_a_full_disk_leaves_the_older_film(tmp_path, form):
    out = tmp_path / f"film.{form}"
    out.write_text("before")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "from dashboard.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    days = ["--from", "2015-01-01", "--to", "2015-02-01", "--lang", "en", "--layers", "places"]
    told = subprocess.run(
        [sys.executable, "-c", script, "timelapse", *days, "--out", out], capture_output=True, text=True, timeout=120
    )
    assert (told.returncode, told.stderr) == (2, f"dashboard: {out} cannot be written: File too large\n")
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    "around",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"HOME": "/proc/nothing"},
    ],
    ids=lambda around: next(iter(around)),
)
def test_a_page_does_not_depend_on_where_and_when_it_is_made(tmp_path, around):
    pages = []
    folder = tmp_path / "خريطة العالم 1"
    folder.mkdir()
    for environment in ({}, around):
        out = folder / f"map {len(pages)}.svg"
        asked = snapshot(out, date="2016-02-29", layers="places", made_at="2024-02-29T23:30:00Z")
        command = [sys.executable, "-m", "dashboard", *asked]
        told = subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": ROOT, **environment}, capture_output=True, text=True
        )
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]
    assert "29 February 2016" in pages[0].decode("utf-8")


@pytest.mark.parametrize("handles", [8, 32])
def test_few_files_may_be_open_and_it_is_told_where_they_are_too_few(tmp_path, handles):
    asked = snapshot(tmp_path / "map.svg", layers="places")
    told = subprocess.run(
        ["bash", "-c", f'ulimit -n {handles}; exec "$@"', "bash", sys.executable, "-m", "dashboard", *asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
    )
    if told.returncode == 0:
        assert (told.stderr, (tmp_path / "map.svg").is_file()) == ("", True)
    else:
        assert told.returncode == 2
        assert len(told.stderr.splitlines()) == 1
        assert list(tmp_path.iterdir()) == []
