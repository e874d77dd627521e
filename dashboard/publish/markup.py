"""HTML from templates. What stands in one as data is text and stays text, whatever signs it has."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, FunctionLoader, StrictUndefined, TemplateError

from geodata import reading
from geodata.errors import LayerError

ENDS = {".html": "{#- end #}", ".css": "/* end */", ".js": "// end"}
"""What our own files of a kind end with, so that one that was cut off, even between two lines, is known."""


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


class Templates:
    """`templates` of ours, each of them whole or a fault."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = templates(folder)
        self._environment.loader = FunctionLoader(self.text)

    def filled(self, name: str, **data: object) -> str:
        """A template with data in it.

        Raises
        ------
        LayerError
            If it cannot be used.
        """
        try:
            return self._environment.get_template(name).render(data)
        except TemplateError as error:
            raise LayerError(self._called(name), f"not a template: {error}") from None

    def text(self, name: str) -> str:
        """A file of the folder as it stands.

        Raises
        ------
        LayerError
            If it cannot be used.
        """
        return own_text(self._folder / name, self._called(name))

    def _called(self, name: str) -> str:
        return f"{self._folder.name}/{name}"


def own_text(path: Path, file: str) -> str:
    """Text of a file of ours, which ends with what its kind ends with.

    Parameters
    ----------
    file
        What an error calls it.

    Raises
    ------
    LayerError
        If it cannot be used.
    """
    return reading.text(path, file, ENDS[path.suffix])
