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
    assert list(texts) == ["python -m dashboard", "python -m dashboard snapshot", "python -m dashboard timelapse"]
    for command in COMMANDS:
        text = texts[f"python -m dashboard {command.name}"]
        assert [option.opts[0] for option in command.params if f"{option.opts[0]} " not in text] == []


@pytest.mark.parametrize("command", ["snapshot", "timelapse"])
def test_what_is_missing_is_told_at_once(capsys, command):
    wanted = {"snapshot": "--date, --format, --lang and --out", "timelapse": "--from, --to, --format, --lang and --out"}
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
        raise RuntimeError("the pen\nbroke")

    monkeypatch.setattr("dashboard.publish.formats.compose", fail)
    what = ["--date", "2015-05-31", "--lang", "en", "--format", "svg", "--out", str(tmp_path / "map.svg")]
    assert main(["snapshot", *what]) == 2
    assert capsys.readouterr().err == "dashboard: the file could not be made: the pen broke\n"
    assert list(tmp_path.iterdir()) == []
