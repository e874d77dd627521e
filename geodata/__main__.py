"""The command line: ``python -m geodata check | export | territory | areas | explain | figures | build``."""

import sys
from collections.abc import Sequence

from geodata.door import alone, answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 1 problems in the data, 2 a command that cannot be carried out."""

    def command() -> int:
        # What the atlas is of is read with the commands, and may be wrong.
        from geodata.commands import run
        from geodata.program import PROGRAM

        return run(PROGRAM, arguments)

    return answer("geodata", command)


if __name__ == "__main__":
    with alone():
        code = main()
    sys.exit(code)
