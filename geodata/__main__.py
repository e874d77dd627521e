"""The command line: ``python -m geodata check | export | territory | areas | figures | build``."""

import sys
from collections.abc import Sequence

from geodata.commands import FAILED, run
from geodata.errors import GeodataError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 is success, 1 problems in the data, 2 a command that cannot be carried out."""
    try:
        # What the atlas is of is read with the commands, and may be wrong.
        from geodata.program import PROGRAM
    except GeodataError as error:
        print(f"geodata: {error}", file=sys.stderr)
        return FAILED
    return run(PROGRAM, arguments)


if __name__ == "__main__":
    sys.exit(main())
