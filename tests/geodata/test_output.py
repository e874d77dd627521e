"""Where a file is written: what is no file stays what it is, a link leads on, and a suffix is taken at its word."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest

from geodata import writers
from geodata.__main__ import main
from geodata.ask import load
from geodata.errors import WriteError
from geodata.output import format_of, place, whole


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def areas(capsys, out):
    return run(capsys, "areas", "--out", out)


@pytest.fixture
def no_file(tmp_path):
    """Make something that is no file, of a kind."""

    def make(kind):
        path = tmp_path / kind
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as listening:
                # The name of a socket may be short only.
                os.chdir(tmp_path)
                listening.bind(kind)
        elif kind == "device":
            # Every machine has one that may be looked at: nothing may be written to it.
            path = tmp_path / "device"
            path.symlink_to("/dev/zero")
        else:
            path.mkdir()
        return path

    before = Path.cwd()
    yield make
    os.chdir(before)


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
@pytest.mark.parametrize("through", ["its name", "a link"])
def test_what_is_no_file_is_refused_and_stays(capsys, tmp_path, no_file, kind, through):
    path = out = no_file(kind)
    if through == "a link":
        out = tmp_path / "link"
        out.symlink_to(path.name)
    before = path.stat().st_mode, sorted(tmp_path.iterdir())
    code, printed, told = areas(capsys, out)
    assert (code, printed, len(told.splitlines())) == (2, "", 1)
    assert kind in told
    assert str(out) in told
    assert (path.stat().st_mode, sorted(tmp_path.iterdir())) == before


def test_the_file_at_the_end_of_a_link_is_replaced_and_the_link_stays(capsys, tmp_path):
    (tmp_path / "sub").mkdir()
    target = tmp_path / "sub" / "kept.csv"
    target.write_text("older")
    target.chmod(0o600)
    (tmp_path / "near.csv").symlink_to("sub/kept.csv")
    (tmp_path / "far.csv").symlink_to("near.csv")
    assert areas(capsys, tmp_path / "far.csv") == (0, "", "")
    assert (tmp_path / "far.csv").readlink() == Path("near.csv")
    assert (tmp_path / "near.csv").readlink() == Path("sub/kept.csv")
    assert target.read_text().startswith("date,country")
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "sub").iterdir()] == ["kept.csv"]


def test_a_link_that_leads_nowhere_yet_is_followed(capsys, tmp_path):
    (tmp_path / "link.csv").symlink_to("new.csv")
    assert areas(capsys, tmp_path / "link.csv") == (0, "", "")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "new.csv").is_file()


def test_a_link_that_leads_to_itself_is_refused(capsys, tmp_path):
    (tmp_path / "link.csv").symlink_to("link.csv")
    code, _, told = areas(capsys, tmp_path / "link.csv")
    assert code == 2
    assert "leads to itself" in told


def test_each_file_of_a_shapefile_goes_where_its_own_name_leads(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "roads.dbf").symlink_to("elsewhere/table.dbf")
    writers.write(load("attacks"), "shp", tmp_path / "roads.shp")
    assert (tmp_path / "roads.dbf").is_symlink()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["table.dbf"]
    assert len(gpd.read_file(tmp_path / "roads.shp")) == len(load("attacks"))


def test_no_file_of_a_shapefile_is_replaced_where_one_cannot_be(tmp_path):
    (tmp_path / "roads.shp").write_text("older")
    (tmp_path / "roads.dbf").mkdir()
    with pytest.raises(WriteError, match=r"roads\.dbf cannot be written: there is a folder of that name"):
        writers.write(load("attacks"), "shp", tmp_path / "roads.shp")
    assert (tmp_path / "roads.shp").read_text() == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["roads.dbf", "roads.shp"]


def test_what_stops_the_making_leaves_nothing(tmp_path):
    out = tmp_path / "file"
    out.write_text("older")

    def make():
        with whole(out) as folder:
            (folder / "file").write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert out.read_text() == "older"


@pytest.mark.parametrize("name", ["gpkg_sites", "sites; old", "l'été", '"x"', "-x", "خريطة", "a\\b"])
@pytest.mark.parametrize("folder", ["plain", "خرائط 2015", "new!", "a.zip"])
def test_any_name_of_a_file_and_a_folder_will_do(tmp_path, name, folder):
    (tmp_path / folder).mkdir()
    rows = load("heritage_sites")
    for form in ("gpkg", "kml", "shp"):
        out = tmp_path / folder / f"{name}.{form}"
        writers.write(rows, form, out)
        assert out.is_file()
        assert list((tmp_path / folder).glob(".atlas*")) == []


# ---- the format ------------------------------------------------------------------------------------------------------

FORMATS = ("geojson", "csv", "shp")


@pytest.mark.parametrize(
    ("out", "named", "form"),
    [
        ("x.csv", None, "csv"),
        ("x.CSV", None, "csv"),
        ("x.json", None, "geojson"),
        ("x", None, "geojson"),
        ("-", None, "geojson"),
        ("x", "csv", "csv"),
        ("x.csv", "csv", "csv"),
        ("x.json", "geojson", "geojson"),
        ("-", "csv", "csv"),
    ],
)
def test_the_suffix_tells_the_format(out, named, form, tmp_path):
    path = place(tmp_path / out) if out != "-" else Path("-")
    assert format_of(path, named, FORMATS, "geojson") == form


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("export attacks --format csv --out x.geojson", "ends in .geojson, and a file of the format csv ends in .csv"),
        ("export attacks --format shp --out attacks.zip", "ends in .zip, and a file of the format shp ends in .shp"),
        ("export attacks --out attacks.zip", "ends in .zip, which is none of the formats geojson, gpkg"),
        ("territory --date 2015-01-01 --out x.shp", "ends in .shp, and a file of the format geojson"),
        ("areas --out x.xlsx", "ends in .xlsx, and a file of the format csv"),
        ("export attacks --format shp --out attacks", "needs its own suffix"),
        ("export attacks --format shp --out -", "which the standard output cannot hold"),
        ("areas --out new/", "names no file"),
    ],
)
def test_a_suffix_that_says_otherwise_is_refused(capsys, tmp_path, monkeypatch, command, told):
    monkeypatch.chdir(tmp_path)
    code, printed, said = run(capsys, *command.split())
    assert (code, printed, len(said.splitlines())) == (2, "", 1)
    assert told in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["geojson", "gpkg", "parquet", "csv", "kml"])
def test_a_file_on_the_standard_output_is_the_file(tmp_path, form):
    command = [sys.executable, "-m", "geodata", "export", "attacks", "--format", form, "--out"]
    printed = subprocess.run([*command, "-"], capture_output=True, cwd=tmp_path)
    assert (printed.returncode, printed.stderr.count(b"\n") <= 1) == (0, True)
    assert list(tmp_path.iterdir()) == []
    out = tmp_path / f"x.{form}"
    out.write_bytes(printed.stdout)
    assert writers.FORMATS[form].count(out) == len(load("attacks"))
