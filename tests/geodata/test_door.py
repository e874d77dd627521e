"""The door of both command lines: one plain sentence whatever fails, and no word where a key stops a command."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.commands import Program, run
from geodata.door import answer, one_line

LIBRARY_WORDS = "list index out of range"
FILM = "dashboard timelapse --from 2013-01-01 --to 2019-12-31 --step week --lang en --format gif --out film.gif"


def fails(error):
    def command():
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexError(LIBRARY_WORDS), "ATLAS_DETAILS=1"),
        (OSError(24, "Too many open files", "x"), "ulimit -n"),
        (ImportError("libx.so: cannot open shared object file: Too many open files"), "ulimit -n"),
        (PermissionError(13, "Permission denied", "/etc/x"), "/etc/x cannot be read: Permission denied"),
        (ModuleNotFoundError("No module named 'typst'", name="typst"), "the package typst is not installed"),
        (MemoryError(), "not enough memory"),
    ],
)
def test_whatever_fails_is_told_in_one_sentence(capsys, error, told):
    assert answer("atlas", fails(error)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("atlas: ")
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert LIBRARY_WORDS not in said.err


def test_whoever_asks_is_shown_where_it_failed(capsys, monkeypatch):
    monkeypatch.setenv("ATLAS_DETAILS", "1")
    assert answer("atlas", fails(IndexError(LIBRARY_WORDS))) == 2
    said = capsys.readouterr().err
    assert said.startswith("Traceback")
    assert LIBRARY_WORDS in said


def test_what_was_typed_makes_no_second_line_and_no_colour(capsys):
    program = Program("atlas")
    program.command("draw")(lambda: None)
    assert run(program, ["a\nb\x1b[31m\udcff" + "x" * 5000]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "\x1b" not in said
    assert len(said) < 1000
    assert said.startswith("atlas: there is no command 'a b")
    assert said.endswith("the commands are draw\n")


def test_a_long_line_is_cut_in_its_middle():
    line = one_line("begin " + "x" * 5000 + " end")
    assert line.startswith("begin x")
    assert line.endswith("x end")
    assert len(line) < 1000


def shell(line, folder, **environment):
    environment = {**os.environ, **environment}
    return subprocess.run(["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True)


PYTHON = f"'{sys.executable}' -m"


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("geodata figures >/dev/full", 2, "geodata: the standard output cannot be written: No space left on device\n"),
        ("geodata figures >&-", 2, "geodata: the standard output cannot be written: it is closed\n"),
        ("geodata export attacks --out - >/dev/full", 2, "geodata: the standard output cannot be written: No space"),
        ("geodata export rumours --out x 2>/dev/full", 2, ""),
        ("geodata export rumours --out x 2>&-", 2, ""),
        ("geodata --help >/dev/full", 2, "geodata: the standard output cannot be written: No space"),
        ("dashboard --help >/dev/full", 2, "dashboard: the standard output cannot be written: No space"),
        ("dashboard snapshot --date x --format svg --out - 2>&- >&-", 2, ""),
        ("geodata figures | true; exit ${PIPESTATUS[0]}", 141, ""),
        ("geodata export places --out - | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}", 141, ""),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_stream_that_takes_nothing_is_told_as_far_as_it_can_be(tmp_path, line, code, told, unbuffered):
    answered = shell(f"{PYTHON} {line}", tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert answered.returncode == code
    assert answered.stderr.startswith(told)
    assert len(answered.stderr.splitlines()) == (1 if told else 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["while it loads", "while it draws"])
def test_what_stops_a_command_leaves_no_word_and_no_file(tmp_path, number, moment):
    with subprocess.Popen(
        [sys.executable, "-m", *FILM.split()],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"} if moment == "while it loads" else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        if moment == "while it loads":
            # Python names each module that it has loaded, of which numpy's are among the first.
            while "numpy" not in process.stderr.readline():
                pass
        else:
            # Drawing takes two threads.
            while len(list(Path(f"/proc/{process.pid}/task").iterdir())) < 4 and process.poll() is None:
                time.sleep(0.01)
        process.send_signal(number)
        printed, told = process.communicate(timeout=60)
    told = [line for line in told.splitlines() if not line.startswith("import time:")]
    assert (process.returncode, printed, told) == (128 + number, "", [])
    assert list(tmp_path.iterdir()) == []
