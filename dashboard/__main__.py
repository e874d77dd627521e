"""The command line: ``python -m dashboard COMMAND``."""

import sys
from collections.abc import Sequence

from geodata.commands import FAILED, run
from geodata.errors import GeodataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 2 a command that cannot be carried out."""
    try:
        # What the atlas is of is read with the commands, and may be wrong.
        from dashboard.publish.commands import PROGRAM

        return run(PROGRAM, arguments)
    except GeodataError as error:
        wrong = str(error)
    except Exception as error:  # noqa: BLE001  what drew the file may fail as it likes; the user gets one sentence
        wrong = f"the file could not be made: {' '.join(str(error).split())}"
    print(f"dashboard: {wrong}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
