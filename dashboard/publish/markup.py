"""HTML from templates. What stands in one as data is text and stays text, whatever signs it has."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def templates(folder: Path) -> Environment:
    """Templates of a folder, by the names of their files.

    A value that a template asks for and is not given is an error; what a template passes on as markup is marked there
    with ``safe``. The lines of a template's own statements leave no trace in the document.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
