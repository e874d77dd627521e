"""Whose word a row rests on: the origins behind its pages, and which of them are independent of what the row says.

Two agencies that relay one observer, or an army's words about itself, are one origin. A page's origins stand in
``sources.csv``; what each publisher and each relayed voice is to the conflict, and when, in ``publishers.csv``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Literal

from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import edtf_span, parse_day
from geodata.record import loading
from geodata.record.files import Row, stamp

Standing = Literal["independent", "encyclopaedia", "gazetteer", "party"]

UNREAD = "unread"
"""In place of the origin of a page that could not be opened again: it counts as none."""


@dataclass(frozen=True)
class Publisher:
    """A row of ``publishers.csv``.

    Attributes
    ----------
    sides
        Actors whose gains are its own side's.
    since, until
        The first day on which it is a party, and the first on which it no longer is; None where that is open.
    sites
        Hosts of its own pages.
    """

    id: str
    name: str
    standing: Standing
    sides: frozenset[str]
    since: date | None
    until: date | None
    sites: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> "Publisher":
        """Read a row that satisfies its schema."""
        since, until = (row[column] and parse_day(row[column]) for column in ("party_from_date", "party_until_date"))
        sides, sites = (row[column].split(";") if row[column] else () for column in ("sides", "sites"))
        return cls(row["id"], row["name"], row["standing"], frozenset(sides), since, until, tuple(sites))

    def standing_on(self, day: date | None) -> Standing:
        """What it is to the conflict on a day; where the day is not known, what it was at some time."""
        if self.standing != "party" or day is None:
            return self.standing
        before, after = self.since and day < self.since, self.until and day >= self.until
        return "independent" if before or after else "party"

    def owns(self, host: str) -> bool:
        """Whether a host is one of its own sites or lies below one; where none is known, any may be."""
        return not self.sites or any(host == site or host.endswith(f".{site}") for site in self.sites)


def origins_of(source: Row) -> tuple[str, ...]:
    """Ids of those whose words a page gives, of a row of ``sources``."""
    return tuple((source["origins"] or source["publisher"]).split(";"))


def day_of(source: Row) -> date | None:
    """The day on which a page was published, or the first on which it may have been."""
    if source["published_date"]:
        return parse_day(source["published_date"])
    return edtf_span(source["published_date_edtf"])[0] if source["published_date_edtf"] else None


def address_of(source: Row) -> str:
    """Where a page can be read: its own address, or that of the copy in which it was."""
    return str(source["url"] or source["read_at"])


@dataclass(frozen=True)
class Word:
    """On whose word a row rests.

    Attributes
    ----------
    origins
        All that are known, in the order of the row's sources.
    independent
        Those that count: no encyclopaedia or gazetteer, and of parties to the conflict none that speaks for the side
        that gains by a change of control; elsewhere none at all, unless enemies say the same.
    publishers
        Those of its pages, but for encyclopaedias and gazetteers.
    own_side
        Whether none counts because all that speak are such parties.
    unread
        Whether a page is among the sources of which the origin is not known.
    """

    origins: tuple[str, ...]
    independent: tuple[str, ...]
    publishers: tuple[str, ...]
    own_side: bool
    unread: bool

    @property
    def bears_high(self) -> bool:
        """Whether two independent origins speak, in the pages of two publishers."""
        return len(self.independent) > 1 and len(self.publishers) > 1


def word_of(row: Row, cited: Iterable[Row], publishers: Mapping[str, Publisher]) -> Word:
    """
    On whose word a row rests.

    Parameters
    ----------
    row
        Of any table; ``controller``, or ``retaken_by``, says who gains by a change of control.
    cited
        Its rows of ``sources``.
    publishers
        Those of the record by id; an origin that is not among them counts as none.
    """
    standings: dict[str, Standing] = {}
    own_pages: dict[str, Standing] = {}
    unread = False
    for source in cited:
        if source["publisher"] in publishers:
            own_pages[source["publisher"]] = publishers[source["publisher"]].standing
        for origin in origins_of(source):
            unread |= origin == UNREAD
            if origin in publishers and origin != UNREAD:
                standings.setdefault(origin, publishers[origin].standing_on(day_of(source)))
    gains = row.get("controller", row.get("retaken_by"))
    parties = {origin: publishers[origin].sides for origin in standings if standings[origin] == "party"}
    if gains is not None:
        own = {origin for origin, sides in parties.items() if gains in sides}
    else:
        # What enemies say alike is not one side's word.
        own = set() if any(a.isdisjoint(b) for a, b in combinations(parties.values(), 2)) else set(parties)
    independent = tuple(one for one in standings if standings[one] in ("independent", "party") and one not in own)
    return Word(
        origins=tuple(standings),
        independent=independent,
        publishers=tuple(one for one in own_pages if own_pages[one] in ("independent", "party")),
        own_side=bool(own) and not unread and own == {one for one in standings if standings[one] != "gazetteer"},
        unread=unread,
    )


@dataclass(frozen=True)
class Page:
    """A page that is cited, and where it can be read."""

    id: str
    publisher: str
    title: str
    address: str


@dataclass(frozen=True)
class Library:
    """All pages of the record, and who published them."""

    sources: Mapping[str, Row]
    publishers: Mapping[str, Publisher]

    def word(self, row: Row) -> Word:
        """On whose word a row rests that has ``sources``."""
        return word_of(row, self.cited(row), self.publishers)

    def cited(self, row: Row) -> list[Row]:
        """Rows of ``sources`` that a row cites, in its own order; those that the record does not know are left out."""
        return [self.sources[one] for one in str(row["sources"]).split(";") if one in self.sources]

    def page(self, source: Row) -> Page:
        """A row of ``sources`` as it is told."""
        return Page(source["id"], self.name(source["publisher"]), source["title"], address_of(source))

    def name(self, publisher: str) -> str:
        """What a publisher, or a voice that is relayed, is called."""
        return self.publishers[publisher].name if publisher in self.publishers else publisher


def library(folder: Path = LAYERS_FOLDER) -> Library:
    """Pages and publishers of a folder of the record; they are kept until one of the two files changes.

    Raises
    ------
    LayerError
        If one of them is missing or broken.
    """
    return _library(folder, tuple(stamp(folder / TABLES[name].file) for name in ("sources", "publishers")))


@lru_cache(maxsize=4)
def _library(folder: Path, _stamps: tuple[tuple[int, int], ...]) -> Library:
    return Library(
        {row["id"]: row for row in loading.rows("sources", folder)},
        {row["id"]: Publisher.of(row) for row in loading.rows("publishers", folder)},
    )
