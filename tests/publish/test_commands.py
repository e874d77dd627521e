"""The command line: its help reads as sentences, and only what it names can be given."""

import re

import click
import pytest

from dashboard.__main__ import main
from dashboard.publish.commands import PROGRAM
from geodata.commands import reference

COMMANDS = list(PROGRAM.commands.values())
OPTIONS = [
    pytest.param(option, id=f"{command.name}-{option.name}") for command in COMMANDS for option in command.params
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_is_described_by_a_sentence(command):
    assert re.fullmatch(r"[A-Z][^\n]*\.", command.help)


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_described_by_sentences(option):
    assert isinstance(option, click.Option)
    assert re.fullmatch(r"[A-Z][^\n]*\.", option.help), option.name


def test_every_option_is_in_the_reference():
    texts = reference(PROGRAM)
    assert list(texts) == ["python -m dashboard", *(f"python -m dashboard {one.name}" for one in COMMANDS)]
    assert {one.name for one in COMMANDS} == {"snapshot", "briefing", "timelapse"}
    for command in COMMANDS:
        text = texts[f"python -m dashboard {command.name}"]
        assert [option.opts[0] for option in command.params if f"{option.opts[0]} " not in text] == []


@pytest.mark.parametrize("command", ["snapshot", "timelapse"])
def test_what_is_missing_is_told_at_once(capsys, command):
    wanted = {"snapshot": "--date and --out", "timelapse": "--from, --to and --out"}
    assert main([command]) == 2
    assert capsys.readouterr().err == f"dashboard: {wanted[command]} are missing\n"


@pytest.mark.parametrize("where", [["--view", "iraq-syria"], ["--view", "iraq"]])
def test_a_view_and_bounds_contradict_each_other(capsys, tmp_path, where):
    out = str(tmp_path / "map.svg")
    what = ["--date", "2015-05-31", "--lang", "en", "--format", "svg", "--bounds", "-10,36,12,52", "--out", out]
    assert main(["snapshot", *what, *where]) == 2
    told = capsys.readouterr().err
    assert "--view" in told
    assert "--bounds" in told
    assert list(tmp_path.iterdir()) == []


def test_what_fails_while_drawing_is_told_in_one_line(capsys, tmp_path, monkeypatch):
    def fail(*_, **__):
        # The words of a library are for whoever asks for them.
        raise RuntimeError("the pen\nbroke")

    monkeypatch.setattr("dashboard.publish.formats.compose", fail)
    what = ["--date", "2015-05-31", "--lang", "en", "--format", "svg", "--out", str(tmp_path / "map.svg")]
    assert main(["snapshot", *what]) == 2
    told = capsys.readouterr().err
    assert told.startswith("dashboard: ")
    assert "the pen" not in told
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "ar_SY"}, "ar"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "ar"}, "ar"),
        ({"LANG": "fr", "LC_ALL": ""}, "fr"),
        ({"LANG": "tr_TR.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale_and_the_format_that_of_the_suffix(
    tmp_path, monkeypatch, environment, language
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "map.svg"
    assert main(["snapshot", "--date", "2016-02-29", "--layers", "places", "--out", str(out)]) == 0
    assert f'xml:lang="{language}"' in out.read_text(encoding="utf-8")[:1000]


def test_what_is_chosen_counts_more_than_the_locale(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")
    out = tmp_path / "map"
    asked = ["--layers", "places", "--lang", "fr", "--format", "svg", "--out", str(out)]
    assert main(["snapshot", "--date", "2016-02-29", *asked]) == 0
    assert 'xml:lang="fr"' in out.read_text(encoding="utf-8")[:1000]


@pytest.mark.parametrize(
    ("out", "asked", "told"),
    [
        ("x.png", ["--format", "svg"], "ends in .png, and a file of the format svg ends in .svg"),
        ("x.mp4", [], "ends in .mp4, which is none of the formats png, pdf"),
        ("x", [], "--format names one of png, pdf"),
        ("-", [], "--format names one of png, pdf"),
    ],
)
def test_a_suffix_that_is_no_pages_is_refused(capsys, tmp_path, monkeypatch, out, asked, told):
    monkeypatch.chdir(tmp_path)
    assert main(["snapshot", "--date", "2015-05-31", "--out", out, *asked]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_page_on_the_standard_output_is_the_page(tmp_path, capsysbinary):
    what = ["--date", "2015-05-31", "--layers", "places", "--made-at", "2026-11-25T12:00:00Z", "--format", "png"]
    assert main(["snapshot", *what, "--out", str(tmp_path / "map.png")]) == 0
    assert main(["snapshot", *what, "--out", "-"]) == 0
    assert capsysbinary.readouterr().out == (tmp_path / "map.png").read_bytes()


def test_several_pages_cannot_go_to_the_standard_output(capsys):
    assert main(["snapshot", "--date", "2015-05-31,2016-05-31", "--format", "svg", "--out", "-"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "--out" in told.err
