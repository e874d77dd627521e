"""What is wrong with a file of the atlas, in the reader's language: the one place where it is put into words.

The error itself says more, in English: that is for the log of whoever runs the atlas.
"""

from collections.abc import Mapping

from geodata.errors import LayerError


def told(key: str, fault: LayerError, texts: Mapping[str, str]) -> str:
    """A sentence about a file that cannot be used.

    Parameters
    ----------
    key
        Of a text that has ``{file}`` and ``{reason}``.
    texts
        Those of the reader's language, by key.
    """
    return texts[key].format(file=fault.file, reason=reason(fault, texts))


def reason(fault: LayerError, texts: Mapping[str, str]) -> str:
    """Why a file cannot be used, as it stands in such a sentence."""
    cause = fault.cause if fault.where or fault.cause not in ("form", "column", "day", "row") else "content"
    return texts[f"fault.{cause}"].format(where=fault.where)
