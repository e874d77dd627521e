"""Command lines that say what is wrong in one plain sentence, and whose help can be read by the documentation.

>>> program = Program("atlas", help="Says hello.")
>>> @program.command()
... @click.option("--to", type=OneOf(("you", "me")), required=True, help="Who is greeted.")
... def hello(to: str) -> None:
...     "Greet somebody."
...     print(f"hello, {to}")
>>> run(program, ["hello", "--to", "me"])
hello, me
0
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from geodata.door import FAILED, STOPPED, answer
from geodata.errors import GeodataError, WriteError

__all__ = [
    "FAILED",
    "FILE",
    "STOPPED",
    "Command",
    "CommandError",
    "OneOf",
    "Program",
    "Read",
    "joined",
    "reference",
    "run",
]

_SETTINGS: Mapping[str, Any] = {
    "help_option_names": ["-h", "--help"],
    "show_default": True,
    # The same help in every terminal.
    "terminal_width": 100,
}


class CommandError(GeodataError):
    """A command line that cannot be understood."""


class Command(click.Command):
    """A command that takes options and knows what to say of a word too many."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what follows the command's name.

        Raises
        ------
        CommandError
            If there is more than the command takes.
        """
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # Click does not always say which command it was.
            error.ctx = error.ctx or ctx
            raise
        if ctx.args:
            raise CommandError(f"it is not clear what '{ctx.args[0]}' belongs to; every option begins with --")
        return rest


class Program(click.Group):
    """Commands of ``python -m NAME``, in the order in which they were added."""

    command_class = Command

    def __init__(self, name: str, **settings: Any) -> None:
        settings = {"context_settings": dict(_SETTINGS), "invoke_without_command": True, **settings}
        super().__init__(name, callback=self._require_command, subcommand_metavar="COMMAND ...", **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """Names in order."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named.

        Raises
        ------
        CommandError
            If there is none of that name.
        """
        if args[0] not in self.commands:
            raise CommandError(f"there is no command '{args[0]}'; the commands are {joined(self.commands, 'and')}")
        return super().resolve_command(ctx, args)

    def _require_command(self) -> None:
        if click.get_current_context().invoked_subcommand is None:
            raise CommandError(f"no command is named; the commands are {joined(self.commands, 'and')}")


class OneOf(click.Choice[str]):
    """One of some words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The word itself.

        Raises
        ------
        CommandError
            If it is none of them.
        """
        if value not in self.choices:
            what = _called(param) if param else "it"
            raise CommandError(f"{what} cannot be '{value}'; it may be {joined(self.choices, 'or')}")
        return str(value)


class Read(click.ParamType):  # type: ignore[type-arg]  # older versions take none
    """What a function reads from a text; a `GeodataError` that it raises says what is wrong.

    Parameters
    ----------
    name
        What the value is called in a help text, where nothing else is written there.
    """

    def __init__(self, name: str, read: Callable[[str], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        """What is read; a default that is no text stays as it is."""
        return self._read(value) if isinstance(value, str) else value


def _file(text: str) -> Path:
    if not text or text.endswith(("/", os.sep)):
        raise WriteError(f"--out '{text}' names no file")
    return Path(text)


FILE = Read("file", _file)
"""The file that a command writes; ``-`` is the standard output."""


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    arguments
        What follows the program's name; otherwise what this process was started with.

    Returns
    -------
    The exit code: what the command answers, or else 0; 2 if it cannot be carried out, with one sentence on the standard
    error that says what is wrong.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    return answer(program.name or "", lambda: _carried_out(program, given))


def _carried_out(program: Program, given: list[str]) -> int:
    """What a command answers."""
    try:
        with program.make_context(_typed(program), given) as context:
            code = program.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        raise CommandError(_plain(error)) from error
    return code if isinstance(code, int) else 0


def reference(program: Program) -> dict[str, str]:
    """What ``--help`` says of the program and of each of its commands.

    Returns
    -------
    What is typed before ``--help`` -> the text that is printed.
    """
    whole = program.make_context(_typed(program), [], resilient_parsing=True)
    texts = {whole.command_path: program.get_help(whole)}
    for name, command in program.commands.items():
        context = command.make_context(name, [], parent=whole, resilient_parsing=True)
        texts[context.command_path] = command.get_help(context)
    return texts


def joined(words: Iterable[str], last: str) -> str:
    """Words as a sentence lists them: ``a, b or c``."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def _typed(program: Program) -> str:
    return f"python -m {program.name}"


def _called(param: click.Parameter) -> str:
    """A parameter as it is typed or, if nothing is typed before it, as the help names it."""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


def _plain(error: click.ClickException) -> str:
    """What is wrong, in words of our own."""
    if isinstance(error, click.NoSuchOption):
        return f"there is no option {error.option_name}"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} {'has' if _wants_value(error) else 'takes'} no value"
    if isinstance(error, click.MissingParameter) and error.ctx is not None:
        # Those that were given have been read before.
        given = {name for name, value in error.ctx.params.items() if value is not None}
        wanted = [param for param in error.ctx.command.params if param.required and param.name not in given]
        return f"{joined(map(_called, wanted), 'and')} {'is' if len(wanted) == 1 else 'are'} missing"
    return error.format_message()


def _wants_value(error: click.BadOptionUsage) -> bool:
    """Whether an option wants a value; the program itself has none but ``--help``."""
    options = [param for param in error.ctx.command.params if isinstance(param, click.Option)] if error.ctx else []
    return any(error.option_name in option.opts and not option.is_flag for option in options)
