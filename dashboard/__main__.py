"""The command line: ``python -m dashboard COMMAND``."""

import sys

from dashboard.publish.commands import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
