"""The command line: ``python -m dashboard COMMAND``."""

import sys
from collections.abc import Sequence

from geodata.door import alone, answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 2 a command that cannot be carried out."""

    def command() -> int:
        # What the atlas is of is read with the commands, and may be wrong.
        from dashboard.publish.commands import PROGRAM
        from geodata.commands import run

        return run(PROGRAM, arguments)

    return answer("dashboard", command)


if __name__ == "__main__":
    with alone():
        code = main()
    sys.exit(code)
