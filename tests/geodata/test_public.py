"""The package as others meet it: what importing brings along, and the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import geodata
from geodata.__main__ import main

ROOT = Path(geodata.__file__).parents[1]


def run(*arguments):
    return subprocess.run([sys.executable, "-m", "geodata", *arguments], capture_output=True, encoding="utf-8")


def refused(capsys, *arguments):
    """Exit code 2, nothing on stdout, and the last line on stderr."""
    code = main([str(argument) for argument in arguments])
    answer = capsys.readouterr()
    assert (code, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    return answer.err.splitlines()


def test_importing_the_data_brings_no_page_and_no_map_along():
    everything = "import sys, geodata.program; from geodata import *"
    code = f"{everything}; print(sorted({{'streamlit', 'folium', 'dashboard'}} & sys.modules.keys()))"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)

    assert answer.stdout.strip() == "[]", answer.stderr


def test_all_that_is_promised_is_there():
    assert all(hasattr(geodata, name) for name in geodata.__all__)
    assert {"load", "at", "between", "key_figures", "LAYERS"} <= set(geodata.__all__)


def test_every_error_can_be_caught_as_one():
    for error in (geodata.DayError, geodata.LayerError, geodata.UnknownLayerError):
        assert issubclass(error, geodata.GeodataError)


def test_a_layer_is_exported_without_a_word(tmp_path):
    out = tmp_path / "places.geojson"

    answer = run("export", "places", "--out", out)

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert len(json.loads(out.read_bytes())["features"]) == len(geodata.load("places"))


def test_a_day_of_a_layer_is_exported(tmp_path):
    out = tmp_path / "places.geojson"

    assert main(["export", "places", "--date", "2015-05-31", "--out", str(out)]) == 0

    controllers = {
        feature["properties"]["id"]: feature["properties"]["controller"]
        for feature in json.loads(out.read_bytes())["features"]
    }
    assert controllers["mosul"] == "daesh"
    assert len(controllers) == len(geodata.at("places", "2015-05-31"))


def test_what_a_format_cannot_hold_is_said_and_is_no_failure(tmp_path, capsys):
    assert main(["export", "places", "--format", "shp", "--out", str(tmp_path / "places.shp")]) == 0

    assert "254 bytes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2014-02-30", "'2014-02-30' is not a day of the calendar"),
        ("2014-06", "'2014-06' is not a day of the form YYYY-MM-DD"),
        ("yesterday", "'yesterday' is not a day of the form YYYY-MM-DD"),
        ("", "'' is not a day of the form YYYY-MM-DD"),
        ("1999-01-01", "1999-01-01 is outside the record, which runs from 2004-01-01"),
        ("2099-01-01", "2099-01-01 is outside the record"),
    ],
)
def test_a_day_that_cannot_be_is_told_in_one_line(day, says, tmp_path, capsys):
    lines = refused(capsys, "export", "places", "--date", day, "--out", tmp_path / "out.geojson")

    assert len(lines) == 1
    assert lines[0].startswith("geodata: ")
    assert says in lines[0]
    assert not list(tmp_path.iterdir())


def test_an_unknown_layer_is_told_with_those_there_are(tmp_path, capsys):
    lines = refused(capsys, "export", "rumours", "--out", tmp_path / "out.geojson")

    assert len(lines) == 1
    assert "rumours" in lines[0]
    assert "heritage_sites" in lines[0]


def test_an_unknown_format_is_told_with_those_there_are(tmp_path, capsys):
    lines = refused(capsys, "export", "places", "--format", "dwg", "--out", tmp_path / "out.dwg")

    assert len(lines) == 1
    assert "dwg" in lines[0]
    assert "gpkg" in lines[0]


def test_a_command_line_that_fails_shows_no_traceback(tmp_path):
    answer = run("export", "places", "--date", "2014-02-30", "--out", tmp_path / "out.geojson")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "geodata: '2014-02-30' is not a day of the calendar\n"


@pytest.mark.parametrize("arguments", [[], ["rumour"], ["export"], ["export", "places"], ["build", "houses"]])
def test_half_a_command_is_told_in_one_line(arguments, capsys):
    assert len(refused(capsys, *arguments)) == 1


def test_help_names_every_layer_and_format(capsys):
    assert main(["export", "--help"]) == 0

    text = capsys.readouterr().out
    assert all(name in text for name in (*geodata.LAYERS, "geojson", "gpkg", "parquet", "csv", "kml", "shp"))
