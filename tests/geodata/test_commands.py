"""Command lines in plain words, whatever is wrong with what was typed."""

import click
import pytest

from geodata.commands import FAILED, STOPPED, CommandError, OneOf, Program, Read, joined, reference, run
from geodata.errors import GeodataError


@pytest.fixture
def program():
    """Three commands: one that answers a code, one that fails, one that is stopped."""
    program = Program("atlas", help="Draws.")

    def whole(text):
        if not text.isdigit():
            raise GeodataError(f"'{text}' is no whole number")
        return int(text)

    @program.command()
    @click.argument("layer", type=OneOf(("roads", "towns")), metavar="LAYER")
    @click.option("--count", type=Read("number", whole), default=3, help="How many.")
    @click.option("--report", is_flag=True, help="Whether all is told.")
    @click.option("--out", required=True, help="The file.")
    def draw(layer, count, report, out):
        """Draw a layer."""
        print(layer, count, report, out)

    @program.command()
    def check():
        """Look at everything."""
        return 1

    @program.command()
    def break_off():
        """Go on until a key is pressed."""
        raise KeyboardInterrupt

    return program


def answered(program, capsys, *arguments):
    code = run(program, arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("draw roads --out F", "roads 3 False F"),
        ("draw --out=F --report towns --count 5", "towns 5 True F"),
        ("draw roads --out -20,30", "roads 3 False -20,30"),
        ("draw roads --out F --out G", "roads 3 False G"),
        ("draw --out F -- roads", "roads 3 False F"),
    ],
)
def test_a_command_is_given_what_was_typed(program, capsys, typed, printed):
    assert answered(program, capsys, *typed.split()) == (0, f"{printed}\n", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "no command is named; the commands are draw, check and break-off"),
        ("drew", "there is no command 'drew'; the commands are draw, check and break-off"),
        ("--drew", "there is no option --drew"),
        ("draw", "LAYER and --out are missing"),
        ("draw roads", "--out is missing"),
        ("draw roads --out", "--out has no value"),
        ("draw roads --out F --report=yes", "--report takes no value"),
        ("--help=yes", "--help takes no value"),
        ("draw --help=yes", "--help takes no value"),
        ("draw roads --out F -x", "there is no option -x"),
        ("draw roads --out F --outs 3", "there is no option --outs"),
        ("draw roads --out F more", "it is not clear what 'more' belongs to; every option begins with --"),
        ("draw rivers --out F", "LAYER cannot be 'rivers'; it may be roads or towns"),
        ("draw roads --out F --count few", "'few' is no whole number"),
    ],
)
def test_what_is_wrong_is_told_in_one_plain_sentence(program, capsys, typed, told):
    assert answered(program, capsys, *typed.split()) == (FAILED, "", f"atlas: {told}\n")


def test_a_command_answers_its_own_code(program, capsys):
    assert answered(program, capsys, "check") == (1, "", "")


def test_a_key_that_stops_a_command_leaves_no_traceback(program, capsys):
    code, printed, told = answered(program, capsys, "break-off")
    assert (code, printed, told.strip()) == (STOPPED, "", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_printed_as_the_reference_has_it(program, capsys, flag):
    known = reference(program)
    assert list(known) == ["python -m atlas", *(f"python -m atlas {name}" for name in ("draw", "check", "break-off"))]
    for command, text in known.items():
        code, printed, told = answered(program, capsys, *command.split()[3:], flag)
        assert (code, printed, told) == (0, f"{text}\n", "")


def test_help_is_the_same_in_every_terminal(program, monkeypatch):
    texts = []
    for columns in ("40", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        texts.append(reference(program))
    assert texts[0] == texts[1]


def test_words_are_listed_as_in_a_sentence():
    assert joined(["a"], "or") == "a"
    assert joined(["a", "b"], "or") == "a or b"
    assert joined(["a", "b", "c"], "and") == "a, b and c"


def test_a_command_error_is_one_of_ours():
    assert issubclass(CommandError, GeodataError)
