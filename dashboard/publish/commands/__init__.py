"""The commands of ``python -m dashboard``, one module each.

HOW TO ADD A COMMAND: write a module here with a `geodata.commands.Command` and add it to `PROGRAM`. Its help and that
of its options are sentences; the page of commands in the documentation is made of them.
"""

import sys
from collections.abc import Sequence

from dashboard.publish.commands.snapshot import snapshot
from dashboard.publish.commands.timelapse import timelapse
from geodata.commands import FAILED, Program, run

PROGRAM = Program("dashboard", help="Maps of the atlas as files.")
PROGRAM.add_command(snapshot)
PROGRAM.add_command(timelapse)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 2 a command that cannot be carried out."""
    try:
        return run(PROGRAM, arguments)
    except Exception as error:  # noqa: BLE001  what drew the file may fail as it likes; the user gets one sentence
        print(f"dashboard: the file could not be made: {' '.join(str(error).split())}", file=sys.stderr)
        return FAILED
