"""What a page says before all else: what of its address was put right, and which files of the record are missing.

An address is written by anybody, and a file may hold anything: what is told of them is text, and never Streamlit's
Markdown, which would make links and headings of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

import streamlit as st

from dashboard.atlas.address import Notice, line
from dashboard.atlas.faults import reason
from dashboard.atlas.i18n import Locale
from dashboard.server.markup import filled
from geodata.errors import LayerError

_LONGEST_REASON = 200


@dataclass(frozen=True)
class Part:
    """A part of a sentence; what is quoted in it keeps its own direction of writing."""

    text: str
    is_quoted: bool


def sentence(reader: Locale, key: str, **values: str) -> tuple[Part, ...]:
    """A text of the reader's language, part by part, its gaps filled with what others wrote."""
    parts = list[Part]()
    for text, name, _, _ in Formatter().parse(reader.t(key)):
        parts.append(Part(text, is_quoted=False))
        if name is not None:
            parts.append(Part(values[name], is_quoted=True))
    return tuple(parts)


def show(faults: Mapping[str, Iterable[LayerError]], notices: Sequence[Notice], reader: Locale) -> None:
    """Tell of each, a line each; nothing where there is nothing to tell.

    Parameters
    ----------
    faults
        By the key of the text that tells of them.
    """
    missing = [
        sentence(reader, key, file=line(fault.file), reason=line(reason(fault, reader.texts), _LONGEST_REASON))
        for key, own in faults.items()
        for fault in own
    ]
    right = [sentence(reader, notice.key, value=notice.value) for notice in notices]
    if missing or right:
        st.html(filled("notices", missing=missing, right=right))
