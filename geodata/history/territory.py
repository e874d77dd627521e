"""Cells x who holds each place on a day -> classes of land.

The cells are fixed (``territory_cells.geojson``, made by `geodata.build.cells`); a day only changes their classes:

- ``control``: land that a place held by the group reaches at least cost;
- ``contested``: land of a place that is fought for, or of a held one where a place of an enemy is nearly as near;
- ``influence``: land nearest to a held place, beyond what it controls;
- ``retaken``: land that once was control or contested and no longer is.

Land that never was any of these has no class.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import Geod

from geodata.catalog import LAYERS_FOLDER, TABLES
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST, Day, as_day, edtf_span, parse_day
from geodata.errors import DayError, quoted
from geodata.frames import Frame
from geodata.history.control import CONTESTED, GROUP, spells_of_places
from geodata.history.parameters import PARAMETERS
from geodata.record import loading
from geodata.record.files import Row, stamp
from geodata.subject import SUBJECT

CLASSES = ("control", "contested", "influence", "retaken")
COUNTRIES = SUBJECT.countries
Doubt = Literal["low", "given", "high"]
"""How an inexact day of a change is read: the group there as short, as recorded or as long as its window allows."""
_Names = npt.NDArray[np.object_]
_INPUTS = ("places", "control_events", "hostilities", "territory_overrides", "territory_cells", "territory_band")
_NONE = -1
_DAYS_KEPT = 32
_GLOBE = Geod(ellps="WGS84")
_PRESENCE = {GROUP: 1.0, CONTESTED: 0.5}


@dataclass(frozen=True)
class Land:
    """Pieces of land, whose they are and what of it.

    Attributes
    ----------
    kind
        ``control``, ``contested`` (the band), ``influence`` or ``none``.
    owner, rival
        Numbers of places, -1 for none.
    area_km2
        In an equal-area projection.
    """

    kind: _Names
    owner: npt.NDArray[np.int64]
    rival: npt.NDArray[np.int64]
    country: _Names
    area_km2: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Holder:
    """Who holds a place from a day on, and since when the group has been gone from it.

    ``gone`` is None while the group is there, or never was. ``lent`` is the number of the place whose holder this is,
    while the record does not know yet who holds the place itself.
    """

    since: date
    controller: str | None
    gone: date | None
    lent: int | None = None


@dataclass(frozen=True)
class Override:
    """Land whose shape or size a source tells, in place of what is derived.

    Attributes
    ----------
    end
        The first day on which it no longer holds.
    name
        The class of the land inside.
    places
        Numbers of places whose other land a source tells of too.
    rest
        The class of that other land: ``control`` or ``retaken``.
    held_by
        Who holds that other land where it is retaken.
    inside
        For each cell whether it lies inside.
    """

    start: date
    end: date
    name: str
    places: npt.NDArray[np.int64]
    rest: str
    held_by: str | None
    inside: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Territory:
    """Everything that a day is looked up in.

    Attributes
    ----------
    cells
        The land of ``shapes``.
    ends
        Land at both ends of the parameter range, without shapes.
    histories
        For each place its holders in order of time, by how inexact days are read.
    enemies
        Since when each actor has fought the group.
    overrides
        Sieges and pockets whose shape or size a source tells.
    """

    cells: Land
    shapes: npt.NDArray[np.object_]
    ends: dict[str, Land]
    histories: dict[Doubt, list[list[Holder]]]
    enemies: dict[str, date]
    overrides: tuple[Override, ...] = ()
    _unions: dict[bytes, Any] = field(default_factory=dict, repr=False)
    _days: dict[date, _Names] = field(default_factory=dict, repr=False)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The cells' shapes, to find the one at a point."""
        return shapely.STRtree(self.shapes)

    def classes_on(self, day: date) -> _Names:
        """Class of each cell on a day, worked out once; a few days are kept."""
        if day not in self._days:
            while len(self._days) >= _DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
            self._days[day] = self.classes(day)
        return self._days[day]

    def holders(self, day: date, doubt: Doubt = "given") -> list[Holder | None]:
        """Who holds each place on a day; None before its first holder is known."""
        histories = self.histories[doubt]
        return [next((holder for holder in reversed(history) if holder.since <= day), None) for history in histories]

    def classes(self, day: date, land: Land | None = None, doubt: Doubt = "given") -> _Names:
        """Class of each piece of land on a day, "" where it has none."""
        over = self.cells if land is None else land
        known = self.holders(day, doubt)
        own = [holder if holder and holder.lent is None else None for holder in known]
        names = np.array([holder.controller if holder else None for holder in own] + [None], dtype=object)
        by_group = (holder is not None and holder.lent is not None and holder.controller == GROUP for holder in known)
        lent = np.array([*by_group, False])
        gone = np.array([holder is not None and holder.gone is not None for holder in known] + [False])
        enemies = [name is not None and self._is_enemy(name, day) for name in names[:-1]]
        hostile = np.array([*enemies, SUBJECT.unrecorded_is_hostile])
        held, fought = (names == GROUP)[over.owner], (names == CONTESTED)[over.owner]
        near = np.isin(over.kind, ["control", "contested"])
        front = (over.kind == "contested") & hostile[over.rival]
        answer = np.full(len(over.kind), "", dtype=object)
        answer[near & gone[over.owner]] = "retaken"
        answer[near & held] = "control"
        answer[near & (fought | (held & front))] = "contested"
        answer[(over.kind == "influence") & held] = "influence"
        answer[(over.kind != "none") & lent[over.owner]] = "influence"
        answer[over.owner == _NONE] = ""
        for override in self.overrides_on(day):
            others = np.isin(over.owner, override.places)
            answer[others] = np.where(near, override.rest, "")[others]
            if land is None:
                answer[override.inside] = override.name
        return answer

    def overrides_on(self, day: date) -> list[Override]:
        """Overrides that hold on a day."""
        return [override for override in self.overrides if override.start <= day < override.end]

    def lost(self, day: date) -> dict[int, tuple[str | None, date]]:
        """Who holds the land round a siege that a source tells of, by cell, and since when."""
        lost: dict[int, tuple[str | None, date]] = {}
        for siege in self.overrides_on(day):
            # A siege told of in several steps: land was lost at the first that left it outside.
            steps = [step for step in self.overrides if step.start <= day and set(step.places) & set(siege.places)]
            for cell in np.flatnonzero(np.isin(self.cells.owner, siege.places)).tolist():
                since = min(step.start for step in steps if not step.inside[cell] or step is siege)
                lost[cell] = (siege.held_by, since)
        return lost

    def dissolved(self, members: npt.NDArray[np.bool_]) -> Any:
        """Cells joined to one shape; each set of cells is joined once."""
        key = np.packbits(members).tobytes()
        if key not in self._unions:
            self._unions[key] = shapely.orient_polygons(shapely.coverage_union_all(self.shapes[members]))
        return self._unions[key]

    def _is_enemy(self, name: str, day: date) -> bool:
        return name == CONTESTED or (name in self.enemies and self.enemies[name] <= day)


def territory(folder: Path = LAYERS_FOLDER) -> Territory:
    """Load the cells and histories; they are kept until one of their files changes.

    Raises
    ------
    LayerError
        If one of the files is missing or broken.
    """
    stamps = tuple(stamp(folder / TABLES[name].file) for name in _INPUTS)
    return _loaded(folder, stamps)


def territory_on(day: Day, folder: str | Path = LAYERS_FOLDER) -> Frame:
    """Land by class on a day.

    Returns
    -------
    GeoDataFrame
        WGS84, one row a class, holder, day of retaking and country: ``id``, ``class``, ``held_by``, ``retaken_date``,
        ``country``, ``area_km2``. ``held_by`` says who holds land of the class control or retaken.

    Raises
    ------
    DayError
        If it is no day, or outside the territory's.
    ArgumentError
        If the folder is none.
    LayerError
        If a file is missing or broken.
    """
    wanted, folder = as_day(day), loading.folder_of(folder)
    require_day(wanted)
    known = territory(folder)
    rows = [
        {
            "id": "-".join(str(part).lower() for part in (group[0], group[3], *group[1:3]) if part is not None),
            "class": group[0],
            "held_by": group[1],
            "retaken_date": group[2],
            "country": group[3],
            "area_km2": round(float(known.cells.area_km2[members].sum()), 2),
            "geometry": known.dissolved(members),
        }
        for group, members in groups(known, wanted)
    ]
    columns = ("id", "class", "held_by", "retaken_date", "country", "area_km2", "geometry")
    return Frame(loading.frame(rows, file="territory_cells.geojson", columns=columns))


Group = tuple[str, str | None, date | None, str]


def groups(known: Territory, day: date) -> list[tuple[Group, npt.NDArray[np.bool_]]]:
    """Class, holder, day of retaking and country, each with the cells it is made of."""
    classes, holders, cells = known.classes(day), known.holders(day), known.cells
    lost = known.lost(day)
    members: dict[Group, list[int]] = {}
    for number in np.flatnonzero(classes != ""):
        name, holder = str(classes[number]), holders[cells.owner[number]]
        by: tuple[str | None, date | None] = (None, None)
        if name == "control":
            by = (GROUP, None)
        elif name == "retaken" and int(number) in lost:
            by = lost[int(number)]
        elif name == "retaken" and holder is not None:
            by = (holder.controller, holder.gone)
        members.setdefault((name, *by, str(cells.country[number])), []).append(int(number))
    answer = []
    for group in sorted(members, key=lambda key: (CLASSES.index(key[0]), key[3], str(key[1]), str(key[2]))):
        chosen = np.zeros(len(classes), dtype=bool)
        chosen[members[group]] = True
        answer.append((group, chosen))
    return answer


def areas(step: str = "month", folder: str | Path = LAYERS_FOLDER) -> pd.DataFrame:
    """Area by class, day and country, with a band.

    Parameters
    ----------
    step
        ``month``: the first day of each month and the last day of the territory; ``event``: each day on which a
        place of the record changes hands.

    Returns
    -------
    DataFrame
        ``date, country, control_km2, contested_km2, influence_km2, low_km2, high_km2``. The band is of control and
        half of contested: low with the reach 12 per cent shorter and every inexact day read against the group, high
        with the reach 12 per cent longer and every inexact day read for it.

    Raises
    ------
    DayError
        If the step is neither of the two.
    ArgumentError
        If the folder is none.
    LayerError
        If a file is missing or broken.
    """
    if not isinstance(step, str) or step not in ("month", "event"):
        raise DayError(f"{quoted(step)} is not a step; the steps are month and event")
    known = territory(loading.folder_of(folder))
    return areas_of(known, months() if step == "month" else event_days(known))


def areas_of(known: Territory, days: Iterable[date]) -> pd.DataFrame:
    """Areas as `areas` answers, of the given days."""
    listed = pd.DataFrame([row for day in days for row in areas_on(known, day)])
    listed["date"] = listed["date"].astype("datetime64[s]")
    return listed


def areas_on(known: Territory, day: date) -> list[Row]:
    """Rows of `areas` for one day, a country each."""
    classes = known.classes(day)
    low, high = (_held(known, known.ends[end], day, end) for end in ("low", "high"))
    rows: list[Row] = []
    for country in COUNTRIES:
        here = known.cells.country == country
        by_class = {name: float(known.cells.area_km2[here & (classes == name)].sum()) for name in CLASSES[:3]}
        middle = by_class["control"] + by_class["contested"] / 2
        rows.append(
            {
                "date": day,
                "country": country,
                **{f"{name}_km2": round(area, 2) for name, area in by_class.items()},
                # The grid on which the ends are counted is coarser than the cells.
                "low_km2": round(min(low[country], middle), 2),
                "high_km2": round(max(high[country], middle), 2),
            }
        )
    return rows


def span(known: Territory, scope: Iterable[str], day: date) -> tuple[float, float, float]:
    """Control and half of contested, and its band, over some countries."""
    rows = [row for row in areas_on(known, day) if row["country"] in scope]
    middle = sum(row["control_km2"] + row["contested_km2"] / 2 for row in rows)
    return middle, sum(row["low_km2"] for row in rows), sum(row["high_km2"] for row in rows)


def _held(known: Territory, land: Land, day: date, doubt: Any) -> dict[str, float]:
    classes = known.classes(day, land, doubt)
    held = {country: float((_weight(classes) * land.area_km2)[land.country == country].sum()) for country in COUNTRIES}
    # What a source tells is the same at both ends.
    for siege in known.overrides_on(day):
        for country in COUNTRIES:
            members = siege.inside & (known.cells.country == country)
            held[country] += float(known.cells.area_km2[members].sum() * _weight(np.array([siege.name]))[0])
    return held


def _weight(classes: _Names) -> npt.NDArray[np.float64]:
    return np.where(classes == "control", 1.0, np.where(classes == "contested", 0.5, 0.0))


def months() -> list[date]:
    """First day of each month of the territory, and its last day."""
    starts = pd.date_range(TERRITORY_FIRST, TERRITORY_LAST, freq="MS")
    return [*(day.date() for day in starts), TERRITORY_LAST]


def event_days(known: Territory) -> list[date]:
    """Days on which a place changes hands or what is told of one changes, and the territory's first and last day."""
    return _days_of(known, ("given",))


def turning_days(known: Territory) -> list[date]:
    """Days on which the class of any land, an area or its band may change.

    Beside `event_days` these are the days on which a place changes hands at the earliest or the latest, and those on
    which an actor begins to fight the group.
    """
    return _days_of(known, tuple(known.histories), known.enemies.values())


def _days_of(known: Territory, doubts: Iterable[Doubt], more: Iterable[date] = ()) -> list[date]:
    changes = {holder.since for doubt in doubts for history in known.histories[doubt] for holder in history}
    changes |= set(more)
    changes |= {day for siege in known.overrides for day in (siege.start, siege.end)}
    inside = {day for day in changes if TERRITORY_FIRST <= day <= TERRITORY_LAST}
    return sorted(inside | {TERRITORY_FIRST, TERRITORY_LAST})


def require_day(day: date) -> None:
    """Refuse a day outside the territory's.

    Raises
    ------
    DayError
        If it is.
    """
    if not TERRITORY_FIRST <= day <= TERRITORY_LAST:
        raise DayError(f"{day} is outside the territory's days, which run from {TERRITORY_FIRST} to {TERRITORY_LAST}")


# ---- loading ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _loaded(folder: Path, _stamps: tuple[tuple[int, int], ...]) -> Territory:
    cells = loading.rows("territory_cells", folder)
    return territory_of(cells, loading.rows("territory_band", folder), folder)


def territory_of(cells: Sequence[Row], band: Sequence[Row], folder: Path = LAYERS_FOLDER) -> Territory:
    """Join cells that need not be in a file yet with the histories and hostilities of the record.

    Raises
    ------
    LayerError
        If one of the record's files is missing or broken.
    """
    places = [(place, own) for place, own in spells_of_places(folder) if place["country"] in COUNTRIES]
    numbers = {place["id"]: number for number, (place, _) in enumerate(places)}
    lenders = _lenders([place for place, _ in places])
    return Territory(
        cells=_land(cells, numbers),
        shapes=loading.frame(cells, file=TABLES["territory_cells"].file, columns=("geometry",))["geometry"].to_numpy(),
        ends={end: _land([row for row in band if row["reach"] == end], numbers) for end in ("low", "high")},
        histories={
            doubt: _lending([_history(own, doubt) for _, own in places], lenders) for doubt in ("low", "given", "high")
        },
        enemies={
            row["opponent"]: parse_day(row["start_date"])
            for row in loading.rows("hostilities", folder)
            if row["actor"] == GROUP
        },
        overrides=tuple(_override(row, cells, numbers) for row in loading.rows("territory_overrides", folder)),
    )


def _override(row: Row, cells: Sequence[Row], numbers: dict[str, int]) -> Override:
    return Override(
        start=parse_day(row["start_date"]),
        end=parse_day(row["end_date"]),
        name=row["class"],
        places=np.array([numbers[place] for place in row["place_ids"].split(";") if place in numbers], dtype=np.int64),
        rest=row["rest_class"],
        held_by=row["rest_held_by"],
        inside=np.array([row["id"] in (cell["override_ids"] or "").split(";") for cell in cells], dtype=bool),
    )


def _land(rows: Sequence[Row], numbers: dict[str, int]) -> Land:
    def numbered(column: str) -> npt.NDArray[np.int64]:
        ids = (row[column] for row in rows)
        return np.array([numbers.get(key, _NONE) if isinstance(key, str) else _NONE for key in ids], dtype=np.int64)

    return Land(
        kind=np.array([row["class"] for row in rows], dtype=object),
        owner=numbered("place_id"),
        rival=numbered("rival_place_id"),
        country=np.array([row["country"] for row in rows], dtype=object),
        area_km2=np.array([float(row["area_km2"]) for row in rows]),
    )


def _history(spells: list[Row], doubt: Doubt) -> list[Holder]:
    history: list[Holder] = []
    before, was_there = 0.0, False
    gone: date | None = None
    for spell in spells:
        presence = _PRESENCE.get(spell["controller"], 0.0)
        day = parse_day(spell["start_date"])
        if doubt != "given" and spell["event_id"] is not None:
            day = _doubted(spell, day, late=(presence > before) == (doubt == "low"))
        if history and day < history[-1].since:
            day = history[-1].since
        gone = None if presence else gone or (day if was_there else None)
        was_there = was_there or presence > 0
        history.append(Holder(day, spell["controller"], gone))
        before = presence
    return history


def _lenders(places: Sequence[Row]) -> list[list[int]]:
    """For each place the others of its country that are near it, the nearest first."""
    lon, lat = np.array([place["geometry"]["coordinates"] for place in places]).T
    country = np.array([place["country"] for place in places])
    answer = []
    for number in range(len(places)):
        _, _, metres = _GLOBE.inv(np.full_like(lon, lon[number]), np.full_like(lat, lat[number]), lon, lat)
        near = (metres <= PARAMETERS.lent_km * 1e3) & (country == country[number])
        near[number] = False
        answer.append([int(other) for other in np.argsort(metres, kind="stable") if near[other]])
    return answer


def _lending(histories: list[list[Holder]], lenders: list[list[int]]) -> list[list[Holder]]:
    """Before the holder of a place is known, that of the nearest place of which it is: for influence alone."""
    return [[*_lent(histories, lenders[number], own), *own] for number, own in enumerate(histories)]


def _lent(histories: list[list[Holder]], lenders: list[int], own: list[Holder]) -> list[Holder]:
    last = own[0].since if own else date.max
    found: list[Holder] = []
    for lender in lenders:
        known = histories[lender]
        if known and known[0].since < last:
            # A farther place lends until this one is known.
            found = [
                *(Holder(step.since, step.controller, None, lender) for step in known if step.since < last),
                *found,
            ]
            last = known[0].since
    return found


def _doubted(spell: Row, day: date, *, late: bool) -> date:
    """First or last day on which a change may have happened."""
    if spell["earliest_date"] is not None:
        return parse_day(spell["latest_date"] if late else spell["earliest_date"])
    if spell["start_date_edtf"] is not None:
        first, end = edtf_span(spell["start_date_edtf"])
        return end - timedelta(days=1) if late else first
    return day
