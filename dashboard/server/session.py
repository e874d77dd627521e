"""The reader's selection between runs of the script.

What the reader sees always stands in the page's address: the map writes it there, and every run is told it. So a
server that has forgotten the reader, or was away, finds what was seen.
"""

from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.atlas.address import NAMES, Known, Notice, from_query, to_query
from dashboard.atlas.i18n import DEFAULT_LANGUAGE, Locale, languages, locale
from dashboard.atlas.selection import Selection
from dashboard.server.hearing import Hearing

_SESSION = "atlas-session"
Query = dict[str, str]


@dataclass
class Session:
    """What is known of a reader.

    Attributes
    ----------
    selection
        What the reader looks at.
    sequence
        Number of the last selection that is the page's own word; the map obeys each once.
    heard
        Number of the last thing done on the map that is known here.
    asked
        The address's parameters with which the page was run last.
    seen
        Those of what the reader looks at.
    before
        Those of what was shown, when the map had told its last.
    followed
        Those of an address that the reader went back to since the last run; None where there is none.
    notices
        What had to be put right in it.
    language
        Chosen since; empty where none was.
    runs
        How often the page was run.
    """

    selection: Selection | None = None
    sequence: int = 0
    heard: int = 0
    asked: Query = field(default_factory=dict)
    seen: Query = field(default_factory=dict)
    before: Query = field(default_factory=dict)
    followed: Query | None = None
    notices: list[Notice] = field(default_factory=list)
    language: str = ""
    runs: int = 0
    hearing: Hearing = field(default_factory=Hearing)


def session() -> Session:
    """That of the reader whose page is run."""
    if _SESSION not in st.session_state:
        st.session_state[_SESSION] = Session()
    own: Session = st.session_state[_SESSION]
    return own


def begin(known: Known) -> list[Notice]:
    """Take up what the reader sees, at the start of a run; answers with what had to be put right in the address.

    What was chosen on the map is there already. Any other address (typed, a link, the back button) is the page's own
    word, which the map follows. Navigation between pages empties the address: then the selection stays.
    """
    own = session()
    number, told = own.hearing.number, own.hearing.query
    if told is not None and number > own.heard:
        own.heard = number
        # The language is the page's word: a day that was told before it was changed has the old one.
        if own.selection is not None:
            told = {**told, "lang": own.selection.language}
        if told != own.seen:
            _read(own, told, known)
        own.before = own.seen
    query = st.query_params.to_dict()
    if own.followed is not None:
        # A switch that was not told of it yet would bring back the language that was left.
        own.language = ""
    # What comes again was read before: the page may not have written the address of what is shown yet.
    known_already = own.asked if own.followed is None else {}
    own.asked = query if own.followed is None else own.followed
    own.followed = None
    if own.selection is None or (own.asked and own.asked not in (own.seen, known_already)):
        _read(own, own.asked, known)
        own.sequence += 1
    if own.language:
        own.selection = replace(selected(), language=own.language)
        own.sequence += 1
    return own.notices


def selected() -> Selection:
    """What the reader looks at."""
    return session().selection or Selection()


def reader() -> Locale:
    """The reader's language; the usual one before anything is known."""
    own = session().selection
    return locale(own.language if own else DEFAULT_LANGUAGE)


def follow(query: str) -> None:
    """Note the address that the reader has gone back to, from its question mark on: the next run takes it up."""
    session().followed = dict(parse_qsl(query, keep_blank_values=True))


def choose_language(language: str) -> None:
    """Note that the reader has chosen a language: the next run takes it up, with what is seen by then."""
    session().language = language


@dataclass(frozen=True)
class Written:
    """What the page's address becomes.

    Attributes
    ----------
    seen
        What may stand there, from the question mark on: what the run was told, and what was shown before; if something
        else does by now, that remains.
    query
        What is to stand there.
    adds
        Whether the reader can go back to what was seen before.
    run
        Number of the run: a browser passes over what is as it was, also on another page.
    """

    seen: tuple[str, str]
    query: str
    adds: bool
    run: int


def written() -> Written:
    """The address of what is shown; asked for once a run."""
    own = session()
    adds, own.language = bool(own.language), ""
    seen = urlencode(own.asked), urlencode(own.before)
    own.seen = own.before = to_query(selected())
    own.runs += 1
    return Written(seen, urlencode(own.seen, safe=",/"), adds, own.runs)


def _read(own: Session, query: Query, known: Known) -> None:
    own.seen = query
    own.selection, own.notices = from_query(_with_language(query, own), known)
    if not query.keys() & NAMES:
        # An address that says nothing of the atlas opens with the question, where the record asks one.
        own.selection = replace(own.selection, story=next(iter(known.stories), ""))


def _with_language(query: Query, own: Session) -> Query:
    """An address that names no language takes the session's, or the browser's if there is one of ours."""
    if "lang" in query:
        return query
    wanted = own.selection.language if own.selection else (st.context.locale or "")[:2]
    return {**query, "lang": wanted} if wanted in languages() else query
