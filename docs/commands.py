"""Writes what ``--help`` says into docs/commands.md: ``python docs/commands.py``."""

from pathlib import Path

from dashboard.publish.commands import PROGRAM as DASHBOARD
from geodata.commands import reference
from geodata.program import PROGRAM as GEODATA

PAGE = Path(__file__).parent / "commands.md"
BEGIN, END = "<!-- Written by docs/commands.py -->\n", "<!-- Until here -->\n"


def page(text: str) -> str:
    """The page with the help texts of today between its two marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    helps = {command: told for program in (GEODATA, DASHBOARD) for command, told in reference(program).items()}
    parts = [f"### {command}\n\n```text\n{told.rstrip()}\n```\n\n" for command, told in helps.items()]
    return f"{before}{BEGIN}\n{''.join(parts)}{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
