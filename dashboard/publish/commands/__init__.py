"""The commands of ``python -m dashboard``, one module each.

HOW TO ADD A COMMAND: write a module here with a `geodata.commands.Command` and add it to `PROGRAM`. Its help and that
of its options are sentences; the page of commands in the documentation is made of them.
"""

from dashboard.publish.commands.briefing import briefing
from dashboard.publish.commands.snapshot import snapshot
from dashboard.publish.commands.timelapse import timelapse
from geodata.commands import Program

PROGRAM = Program("dashboard", help="Maps of the atlas as files.")
PROGRAM.add_command(snapshot)
PROGRAM.add_command(briefing)
PROGRAM.add_command(timelapse)
