"""The reader's selection between runs of the script, and the page's address kept in step with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.atlas.address import Known, Notice, from_query, to_query
from dashboard.atlas.i18n import DEFAULT_LANGUAGE, Locale, languages, locale
from dashboard.atlas.selection import Selection

_SELECTION, _WRITTEN, _SEQUENCE, _NOTICES = "selection", "written", "sequence", "notices"
_HEARD, _CHOSEN, _OPENED = "heard", "chosen", "opened"


def begin(known: Known) -> list[Notice]:
    """Take up the selection at the start of a run; answers with what had to be put right in the address.

    An address that this session did not write itself (typed, a link, the back button) is followed. Navigation
    between pages empties the address: then the selection stays.
    """
    query = st.query_params.to_dict()
    if _SELECTION not in st.session_state or (query and query != st.session_state.get(_WRITTEN)):
        selection, notices = from_query(_with_language(query), known)
        st.session_state[_NOTICES] = notices
        choose(selection)
    elif not query:
        _write(selected())
    st.session_state[_CHOSEN] = False
    return list(st.session_state.get(_NOTICES, []))


def selected() -> Selection:
    """What the reader looks at."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def choose(selection: Selection) -> None:
    """Set the selection from Python: the map will follow."""
    st.session_state[_SEQUENCE] = sequence() + 1
    st.session_state[_CHOSEN] = True
    _set(selection)


def follow(selection: Selection, number: int) -> None:
    """Note a selection that was made on the map, and its number: the map is there already.

    Where a choice made after it has arrived with it, and been heard first, that one stands.
    """
    st.session_state[_HEARD] = number
    if not st.session_state.get(_CHOSEN):
        _set(selection)


def heard() -> int:
    """Number of the last thing done on the map that is known here."""
    return int(st.session_state.get(_HEARD, 0))


def opened() -> bool:
    """Whether the map has been painted in this session."""
    return _OPENED in st.session_state


def open_rest() -> None:
    """Note that the map has been painted: what takes longer may follow."""
    st.session_state[_OPENED] = True


def go_to(day: date) -> None:
    """Bring the clock to a day."""
    st.session_state[_NOTICES] = []
    choose(replace(selected(), day=day))


def sequence() -> int:
    """Number of the last selection set from Python; it tells the map which commands it has obeyed."""
    return int(st.session_state.get(_SEQUENCE, 0))


def reader() -> Locale:
    """The reader's language; the usual one before anything is known."""
    chosen = st.session_state.get(_SELECTION)
    return locale(chosen.language if chosen else DEFAULT_LANGUAGE)


def _set(selection: Selection) -> None:
    st.session_state[_SELECTION] = selection
    _write(selection)


def _write(selection: Selection) -> None:
    query = to_query(selection)
    st.session_state[_WRITTEN] = query
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def _with_language(query: Mapping[str, str]) -> dict[str, str]:
    """An address that names no language takes the session's, or the browser's if there is one of ours."""
    if "lang" in query:
        return dict(query)
    wanted = st.session_state[_SELECTION].language if _SELECTION in st.session_state else (st.context.locale or "")[:2]
    return {**query, "lang": wanted} if wanted in languages() else dict(query)
