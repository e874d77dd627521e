"""What a JSON Schema cannot say of the record: the sense of a row, and what must hold between rows.

Each rule is a generator of faults over rows that already satisfy their schema.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import shapely
from pyproj import Geod

from geodata.catalog import LAYERS, TABLES
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, edtf_span, followed_until, parse_day
from geodata.errors import DayError, LayerError
from geodata.names.wording import LANGUAGES, columns
from geodata.record import loading
from geodata.record.files import Fault, Row, references_of
from geodata.record.origins import Publisher, address_of, origins_of, word_of
from geodata.subject import SUBJECT

Record = dict[str, list[Row]]

_TEMPLATE = re.compile(r"\{[{%#]")

_LETTERS = {"Arabic": re.compile(r"[\u0621-\u064a]"), "Latin": re.compile(r"[A-Za-z]")}
_WRITTEN = {"Arabic": "in Arabic", "Latin": "in Latin letters"}
_COARSE_DEGREES = 0.35
"""How far from its country's outline a point may lie where the outline is the world's coarse one."""
_FINE_DEGREES = 0.02
_ISLAND_DEGREES = 1.5
"""How far a small island may lie from all that the coarse outlines draw of its country, if no other is nearer."""
_FEED = re.compile(r"(^|/|\.)(rss|atom|feeds?)(\.xml)?$")
_LIST = re.compile(r"(^|/)((tags?|topics?|categor(y|ies)|authors?|labels?)(/(?!\d+$)[^/]*)?(/amp)?|search|page/\d+)$")
_SEARCH = re.compile(r"(^|&)(s|q|tag|cat|search)=")
_TRACKED = re.compile(r"(^|&)(utm_\w+|fbclid|feedtype|ns_mchannel|src=rss)")
_MOST_ON_A_PAGE = 10
"""Changes that may rest on one news report alone: a brief of three sentences once carried thirty-five."""
_MOST_ON_A_DAY = 8
"""Places to which one page may give one exact day."""
_GLOBE = Geod(ellps="WGS84")
_DRAWN_SHARE = 0.03
"""How far the size that is drawn may be off the one that is told, as a share: vertices are rounded."""
GEOMETRIES = {"Point": 0, "LineString": 1, "Polygon": 2, "MultiPolygon": 3}
"""Geometries that a schema may ask for, and how deep their positions are nested."""


def geometry_form(owner: str, geometry: Any, allowed: Iterable[str]) -> Iterator[Fault]:
    """Faults of a geometry object: its type, its numbers, its rings."""
    kinds = list(allowed)
    if not isinstance(geometry, dict) or geometry.get("type") not in kinds:
        given = geometry.get("type") if isinstance(geometry, dict) else "nothing"
        yield Fault(owner, "geometry", f"the geometry is {given}, expected is {' or '.join(kinds)}")
        return
    coordinates = geometry.get("coordinates")
    positions = list(_positions(coordinates, geometry["type"]))
    if not positions or None in positions:
        yield Fault(owner, "geometry", f"the coordinates are not those of a {geometry['type']}")
        return
    for lon, lat in (position for position in positions if position is not None):
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            yield Fault(owner, "geometry", f"({lon}, {lat}) is not a longitude and a latitude in degrees")
            return
    if geometry["type"] in ("Polygon", "MultiPolygon"):
        yield from _rings(owner, geometry)


def no_template(text: Any) -> str | None:
    """What is wrong with a text in which a template would find something to run.

    folium, which many draw such rows with, reads texts of a tooltip as a template.
    """
    found = _TEMPLATE.search(text) if isinstance(text, str) else None
    return f"holds '{found[0]}', with which a template begins what it runs" if found else None


def within_row(name: str, row: Row) -> Iterator[Fault]:
    """Faults of one row that satisfies its schema."""
    owner = row["id"]
    for column in row:
        if column.endswith("_date"):
            yield from _inside_edtf(owner, row, column)
    yield from _ordered_days(owner, row)
    yield from _window(owner, row)
    yield from _names(owner, row)
    yield from _notes(owner, row)
    yield from _counts(owner, row)
    if name == "published_figures" and row["unit"] == "percent" and row["value_max"] > 100:
        yield Fault(owner, "value_max", f"{row['value_max']} per cent is more than the whole")
    if name == "sources" and row["published_date"] and row["published_date"] > row["accessed_date"]:
        yield Fault(owner, "accessed_date", "the page was read before it was published")
    if "sources" in row:
        for source, times in Counter(row["sources"].split(";")).items():
            if times > 1:
                yield Fault(owner, "sources", f"the source '{source}' is cited twice")


def between_rows(record: Record, as_of: str, left_out: dict[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    """Faults between rows and files, each with the table that it is in.

    ``left_out`` has, by table, the ids of rows too broken to be compared: what refers to one of them is not at fault.
    """
    for name, rows in record.items():
        for rule in (_unique(rows), _days_on_clock(name, rows, parse_day(as_of)), _in_country(rows)):
            for fault in rule:
                yield name, fault
    yield from _references(record, left_out)
    if "sources" in record:
        yield from _sources(record, left_out)
    yield from _carried(record)
    if {"places", "control_events"} <= record.keys():
        yield from _control(record)
    if {"affiliates", "affiliate_status"} <= record.keys():
        yield from _statuses(record)
    yield from _shown(record, left_out)
    yield from _about_rows(record, left_out)
    for name, check in _OF_ONE_TABLE:
        for fault in check(record.get(name, [])):
            yield name, fault


def _references(record: Record, left_out: dict[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    for name, rows in record.items():
        for column, target in references_of(name).items():
            if target in record:
                for fault in _known(record, name, column, target, left_out):
                    yield name, fault
            if target == name:
                for fault in _inside_itself(rows, column):
                    yield name, fault


def _positions(coordinates: Any, kind: str) -> Iterator[tuple[float, float] | None]:
    level = [coordinates]
    for _ in range(GEOMETRIES[kind]):
        if not all(isinstance(part, list) and part for part in level):
            yield None
            return
        level = [child for part in level for child in part]
    for position in level:
        if isinstance(position, list) and len(position) == 2 and all(type(n) in (int, float) for n in position):
            yield position[0], position[1]
        else:
            yield None


def _rings(owner: str, geometry: Row) -> Iterator[Fault]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for number, ring in enumerate(polygon):
            if len(ring) < 4 or ring[0] != ring[-1]:
                yield Fault(owner, "geometry", "a ring is not closed: its last position is not its first")
                return
            if shapely.is_ccw(shapely.linearrings(ring)) == (number > 0):
                way = "clockwise" if number == 0 else "counter-clockwise"
                yield Fault(owner, "geometry", f"a ring runs {way}; outer rings run counter-clockwise, holes clockwise")
                return
        shape = shapely.polygons(polygon[0], holes=[shapely.linearrings(ring) for ring in polygon[1:]] or None)
        if not shapely.is_valid(shape):
            yield Fault(owner, "geometry", f"the polygon is not valid: {shapely.is_valid_reason(shape)}")


def _inside_edtf(owner: str, row: Row, column: str) -> Iterator[Fault]:
    edtf = row.get(f"{column}_edtf")
    if edtf is None:
        return
    try:
        first, end = edtf_span(edtf)
    except DayError as error:
        yield Fault(owner, f"{column}_edtf", str(error))
        return
    if row[column] is None:
        # A page whose day of publication is not known has only the companion.
        if column != "published_date":
            yield Fault(owner, f"{column}_edtf", f"'{edtf}' stands beside no {column}")
        return
    if not first <= parse_day(row[column]) < end:
        yield Fault(owner, column, f"{row[column]} is outside its {column}_edtf '{edtf}'")


def _ordered_days(owner: str, row: Row) -> Iterator[Fault]:
    start_column = "start_date" if "start_date" in row else "event_date"
    start, end = row.get(start_column), row.get("end_date")
    if start and end and end <= start:
        yield Fault(owner, "end_date", f"the end {end} is not after {start_column} {start}; an interval is half-open")
    reported, confirmed = row.get("reported_date"), row.get("confirmed_date")
    if reported and confirmed and confirmed < reported:
        yield Fault(owner, "confirmed_date", f"confirmed on {confirmed}, before it was reported on {reported}")
    if reported and start and reported < start and not row.get("event_date_edtf"):
        yield Fault(owner, "reported_date", f"reported on {reported}, before it happened on {start}")
    pledged, recognised = row.get("pledged_date"), row.get("recognised_date")
    if (
        pledged
        and recognised
        and recognised < pledged
        and not row["pledged_date_edtf"]
        and not row["recognised_date_edtf"]
    ):
        yield Fault(owner, "recognised_date", f"recognised on {recognised}, before the pledge on {pledged}")


def _window(owner: str, row: Row) -> Iterator[Fault]:
    if "earliest_date" not in row:
        return
    earliest, latest, day = row["earliest_date"], row["latest_date"], row["event_date"]
    if (earliest is None) != (latest is None):
        yield Fault(owner, "latest_date" if latest is None else "earliest_date", "a window needs both its days")
    elif earliest is not None and not earliest <= day <= latest:
        yield Fault(owner, "event_date", f"{day} is outside its window {earliest} to {latest}")
    elif earliest is None and (row["event_date_edtf"] is not None or row["basis"] == "area"):
        why = "the day is not exact" if row["event_date_edtf"] else "the basis is 'area'"
        yield Fault(owner, "earliest_date", f"{why}, so earliest_date and latest_date must say between which days")
    if row["basis"] == "area" and row["confidence"] == "high":
        yield Fault(owner, "confidence", "a change that rests on its area is of medium confidence at most")


def _names(owner: str, row: Row) -> Iterator[Fault]:
    for stem in ("name", "title", "text"):
        for language in LANGUAGES:
            column = f"{stem}_{language}"
            if column in row and not _is_written(row[column], SUBJECT.scripts[language]):
                yield Fault(owner, column, f"'{row[column]}' is not written {_WRITTEN[SUBJECT.scripts[language]]}")


def _is_written(text: str, script: str) -> bool:
    """Whether a name has letters of a script; one in Latin letters has no others, a foreign one may have some."""
    foreign = script == "Latin" and _LETTERS["Arabic"].search(text)
    return not foreign and bool(_LETTERS[script].search(text))


def _notes(owner: str, row: Row) -> Iterator[Fault]:
    for stem in ("note", "area", "denominator", "caveat"):
        texts = {column: row[column] for column in columns(stem) if column in row}
        missing = [column for column, text in texts.items() if text is None]
        if missing and len(missing) < len(texts):
            yield Fault(owner, missing[0], f"there is a {stem} in another language but none in this one")
        for language in LANGUAGES:
            text, script = texts.get(f"{stem}_{language}"), SUBJECT.scripts[language]
            # A note in Latin letters may quote another script.
            if text is not None and script != "Latin" and not _is_written(text, script):
                yield Fault(owner, f"{stem}_{language}", f"the {stem} is not written {_WRITTEN[script]}")


def _counts(owner: str, row: Row) -> Iterator[Fault]:
    for stem in ("killed", "injured", "value"):
        low, high = row.get(f"{stem}_min"), row.get(f"{stem}_max")
        if f"{stem}_min" not in row:
            continue
        # A least figure alone says "at least"; a highest figure alone says nothing.
        if low is None and high is not None:
            yield Fault(owner, f"{stem}_min", f"{stem}_max is given without {stem}_min")
        elif low is not None and high is not None and low > high:
            yield Fault(owner, f"{stem}_max", f"{stem}_max {high} is less than {stem}_min {low}")
    if (row.get("population") is None) != (row.get("population_year") is None):
        yield Fault(owner, "population_year", "a population and its year are given together or not at all")


def _unique(rows: list[Row]) -> Iterator[Fault]:
    for owner, times in Counter(row["id"] for row in rows).items():
        if times > 1:
            yield Fault(owner, "id", f"the id '{owner}' is given to {times} rows")


def _days_on_clock(name: str, rows: list[Row], as_of: date) -> Iterator[Fault]:
    first = TERRITORY_FIRST if name == "control_events" else CLOCK_FIRST
    for row in rows:
        for column in ("event_date", "start_date", "figure_date", "followed_until"):
            if row.get(column) and not first <= parse_day(row[column]) <= as_of:
                days = f"which runs from {first} to {as_of}"
                yield Fault(row["id"], column, f"{row[column]} is outside the clock, {days}")
        if row.get("end_date") and parse_day(row["end_date"]) > as_of + timedelta(days=1):
            yield Fault(row["id"], "end_date", f"{row['end_date']} is after the day the record closes, {as_of}")


@cache
def outlines() -> dict[str, tuple[Any, float]]:
    """Country -> its outline and how far off a point may be; governorates give the finer one."""
    known: dict[str, tuple[Any, float]] = {}
    for layer, degrees in (("world", _COARSE_DEGREES), ("governorates", _FINE_DEGREES)):
        try:
            frame = loading.basemap(layer)
        except LayerError:
            continue
        for country, shapes in frame.groupby("country"):
            outline = shapely.union_all(shapes.geometry.to_numpy())
            shapely.prepare(outline)
            known[str(country)] = outline, degrees
    return known


def _in_country(rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        country, geometry = row.get("country"), row.get("geometry")
        if country is None:
            continue
        if country not in outlines():
            yield Fault(row["id"], "country", f"'{country}' is not the ISO 3166 code of a country")
            continue
        if geometry is None or row.get("geometry_precision") == "country":
            continue
        outline, degrees = outlines()[country]
        point = shapely.point_on_surface(shapely.geometry.shape(geometry))
        if not shapely.dwithin(outline, point, degrees) and not _on_small_island(country, point):
            lon, lat = point.coords[0]
            yield Fault(row["id"], "geometry", f"({lon}, {lat}) does not lie in its country {country}")


def _on_small_island(country: str, point: shapely.Point) -> bool:
    """Whether a point may lie on an island that the coarse outlines leave out, as those of Jolo do."""
    outline, degrees = outlines()[country]
    far = shapely.distance(outline, point)
    others = (shapely.distance(other, point) for name, (other, _) in outlines().items() if name != country)
    return degrees == _COARSE_DEGREES and far <= _ISLAND_DEGREES and all(far < other for other in others)


def _ids(record: Record, table: str, left_out: dict[str, set[str]]) -> set[str]:
    """Of all rows of a table, those too broken to be compared among them."""
    return {row["id"] for row in record[table]} | left_out.get(table, set())


def _known(record: Record, name: str, column: str, target: str, left_out: dict[str, set[str]]) -> Iterator[Fault]:
    ids = _ids(record, target, left_out)
    for row in record[name]:
        # A column may hold several ids, joined by ";".
        for cited in row[column].split(";") if row[column] is not None else ():
            if cited not in ids:
                yield Fault(row["id"], column, f"'{cited}' is not an id in {TABLES[target].file}")


def _sources(record: Record, left_out: dict[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    known = {row["id"]: row for row in record["sources"]}
    # Where one of them cannot be read, what rests on its word cannot be judged.
    whole = not left_out.get("publishers")
    publishers = {row["id"]: Publisher.of(row) for row in record.get("publishers", []) if whole}
    used: set[str] = set()
    for name, rows in record.items():
        for row in rows:
            cited = row["sources"].split(";") if "sources" in row else []
            used.update(cited)
            for fault in _cited(row, cited, known, publishers, left_out.get("sources", set())):
                yield name, fault
    # A source whose only citing row or file is broken is not called unused: that row or file is the problem.
    complete = record.keys() >= TABLES.keys() and not any(left_out.values())
    voices = {origin for row in known.values() for origin in (row["publisher"], *origins_of(row))}
    for one in known.keys() - used if complete else ():
        yield "sources", Fault(one, "id", "no row cites this source")
    for one in publishers.keys() - voices if complete else ():
        yield "publishers", Fault(one, "id", "no source is this publisher's, or relays it")
    for fault in _addresses(list(known.values()), publishers):
        yield "sources", fault


def _cited(
    row: Row, cited: list[str], known: dict[str, Row], publishers: dict[str, Publisher], left_out: set[str]
) -> Iterator[Fault]:
    for source in cited:
        if source not in known and source not in left_out:
            yield Fault(row["id"], "sources", f"the source '{source}' is not in {TABLES['sources'].file}")
    yield from _confidence(row, [known[source] for source in cited if source in known], publishers)


def _addresses(sources: list[Row], publishers: dict[str, Publisher]) -> Iterator[Fault]:
    for source in sources:
        yield from _address(source, publishers.get(source["publisher"]))
    for address, times in Counter(map(address_of, sources)).items():
        if times > 1:
            owner = next(row["id"] for row in sources if address_of(row) == address)
            yield Fault(owner, "url", f"{times} sources have the address {address}")


def _address(source: Row, publisher: Publisher | None) -> Iterator[Fault]:
    """Faults of where a page is said to be."""
    if source["url"] is None and source["read_at"] is None:
        yield Fault(source["id"], "url", "neither the page's own address nor that of a copy is given")
    for column in ("url", "read_at"):
        if source[column] is not None and (what := _passing(source[column])):
            yield Fault(source["id"], column, f"{source[column]} is {what}, on which other pages stand tomorrow")
        if source[column] is not None and _TRACKED.search(urlsplit(source[column]).query.lower()):
            yield Fault(source["id"], column, f"{source[column]} says by which way its reader came: leave that out")
    if source["url"] is not None and publisher is not None and not publisher.owns(_host(source["url"])):
        message = f"{_host(source['url'])} is no site of {publisher.name}: the address of a copy belongs in read_at"
        yield Fault(source["id"], "url", message)


def _host(address: str) -> str:
    host = (urlsplit(address).hostname or "").rstrip(".")
    return host.removeprefix("www.")


def _passing(address: str) -> str | None:
    """What an address is that shows something else every day; None for a page's own."""
    parts = urlsplit(address)
    path = parts.path.strip("/").lower()
    if not path and not parts.query:
        return "a front page"
    if _FEED.search(path):
        return "a feed"
    if _LIST.search(path) or (not path and _SEARCH.search(parts.query.lower())):
        return "a list of pages"
    return None


def _confidence(row: Row, cited: list[Row], publishers: dict[str, Publisher]) -> Iterator[Fault]:
    if "confidence" not in row or not cited or not publishers:
        return
    word = word_of(row, cited, publishers)
    if row["confidence"] == "high" and len(word.independent) < 2:
        told = ", ".join(publishers[one].name for one in word.independent) or "none"
        yield Fault(row["id"], "confidence", f"high confidence needs two independent origins; there is {told}")
    elif row["confidence"] == "high" and not word.bears_high:
        yield Fault(row["id"], "confidence", "high confidence needs pages of two publishers")
    if word.own_side and row["confidence"] != "low":
        whose = "the side that gained" if row.get("controller") else "a party to the conflict"
        yield Fault(row["id"], "confidence", f"rests on the words of {whose} alone, so confidence is low")


def _carried(record: Record) -> Iterator[tuple[str, Fault]]:
    """Pages on which more rests than a page can carry."""
    kinds = {row["id"]: row["kind"] for row in record.get("sources", [])}
    alone: dict[str, list[Row]] = {}
    together: dict[tuple[str, ...], list[Row]] = {}
    for event in record.get("control_events", []):
        cited = event["sources"].split(";")
        if len(cited) == 1 and kinds.get(cited[0]) == "news":
            alone.setdefault(cited[0], []).append(event)
        if event["basis"] == "place" and event["earliest_date"] is None:
            for source in cited:
                together.setdefault((source, event["event_date"], event["controller"]), []).append(event)
    for source, events in alone.items():
        if len(events) > _MOST_ON_A_PAGE:
            message = f"{len(events)} changes rest on this one report; {_MOST_ON_A_PAGE} at most may"
            yield "sources", Fault(source, "id", message)
    for (source, day, _), events in together.items():
        if len(events) > _MOST_ON_A_DAY:
            message = (
                f"'{source}' gives {len(events)} places the day {day}: the day of their area is told as each one's own"
            )
            yield "control_events", Fault(events[0]["id"], "basis", message)


def _control(record: Record) -> Iterator[tuple[str, Fault]]:
    events: dict[str, list[Row]] = {}
    for event in record["control_events"]:
        events.setdefault(event["place_id"], []).append(event)
    for place in record["places"]:
        own = sorted(events.get(place["id"], []), key=lambda event: str(event["event_date"]))
        if not own and place["initial_controller"] is None:
            yield "places", Fault(place["id"], "initial_controller", "the place has no event and no recorded holder")
        if own and own[-1]["controller"] == SUBJECT.contested:
            yield (
                "control_events",
                Fault(own[-1]["id"], "controller", "the place's last event leaves it contested for good"),
            )
        until = followed_until(place["country"], place["followed_until"])
        if place["followed_until"] and until <= followed_until(place["country"], None):
            yield "places", Fault(place["id"], "followed_until", f"its country is followed as long, to {until}")
        holder, day = place["initial_controller"], None
        for event in own:
            if parse_day(event["event_date"]) > until:
                yield "control_events", Fault(event["id"], "event_date", f"its place is followed to {until} alone")
            if event["event_date"] == day:
                yield "control_events", Fault(event["id"], "event_date", f"a second event of '{place['id']}' on {day}")
            elif event["controller"] == holder:
                yield (
                    "control_events",
                    Fault(event["id"], "controller", f"changes nothing: '{holder}' already holds '{place['id']}'"),
                )
            holder, day = event["controller"], event["event_date"]


def _statuses(record: Record) -> Iterator[tuple[str, Fault]]:
    spans: dict[str, list[Row]] = {}
    for status in record["affiliate_status"]:
        spans.setdefault(status["affiliate_id"], []).append(status)
    for group in record["affiliates"]:
        own = sorted(spans.get(group["id"], []), key=lambda status: str(status["start_date"]))
        if not own:
            yield "affiliates", Fault(group["id"], "id", "the affiliate has no status in affiliate_status.csv")
        for before, after in pairwise(own):
            if before["end_date"] is None or before["end_date"] > after["start_date"]:
                yield "affiliate_status", Fault(after["id"], "start_date", f"begins before '{before['id']}' has ended")


def _about_rows(record: Record, left_out: dict[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    """Rows that tell of a row of another table: second readings and corrections."""
    told = [(name, row) for name in ("second_readings", "corrections") for row in record.get(name, [])]
    tables = {row["table"] for _, row in told} & record.keys()
    ids = {table: _ids(record, table, left_out) for table in tables}
    for name, row in told:
        table = row["table"]
        if table not in TABLES:
            yield name, Fault(row["id"], "table", f"'{table}' is no table of the record")
        elif table in ids and row["row_id"] not in ids[table]:
            yield name, Fault(row["id"], "row_id", f"'{row['row_id']}' is not an id in {TABLES[table].file}")


def _shown(record: Record, left_out: dict[str, set[str]]) -> Iterator[tuple[str, Fault]]:
    """What is said to show a fact of the page that the atlas takes up."""
    facts = record.get("source_facts", [])
    shown = [(fact["id"], one) for fact in facts for one in (fact["shown_by"] or "").split(";") if one]
    tables = {one.partition(":")[0] for _, one in shown} & record.keys()
    known = {f"{table}:{owner}" for table in tables for owner in _ids(record, table, left_out)}
    known |= {f"layer:{layer}" for layer in LAYERS}
    for owner, one in shown:
        table = one.partition(":")[0]
        if one not in known and (table in record or table not in TABLES):
            yield "source_facts", Fault(owner, "shown_by", f"the record has no '{one}'")
    for fact in facts:
        for language in (fact["translated"] or LANGUAGES[0]).split(";"):
            if language not in LANGUAGES:
                yield "source_facts", Fault(fact["id"], "translated", f"'{language}' is no language of the record")


def _coverage(cells: list[Row]) -> Iterator[Fault]:
    if not cells:
        return
    shapes = shapely.from_geojson([json.dumps(cell["geometry"]) for cell in cells])
    if not shapely.coverage_is_valid(shapes):
        broken = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
        first = next(cell["id"] for cell, wrong in zip(cells, broken, strict=True) if wrong)
        yield Fault(first, "geometry", "the cell overlaps a neighbour or leaves a gap; 'python -m geodata build cells'")


def _sieges(rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        if (row["rest_class"] == "retaken") != (row["rest_held_by"] is not None):
            yield Fault(row["id"], "rest_held_by", "says who holds the other land, where it is retaken and only there")
        drawn = abs(_GLOBE.geometry_area_perimeter(shapely.geometry.shape(row["geometry"]))[0]) / 1e6
        if abs(drawn / row["area_km2"] - 1) > _DRAWN_SHARE:
            yield Fault(row["id"], "area_km2", f"{row['area_km2']} km2 are told, but {drawn:.2f} km2 are drawn")


def _inside_itself(rows: list[Row], column: str) -> Iterator[Fault]:
    """Rows that are, by a column that refers to their own table, above themselves."""
    parents = {row["id"]: row[column] for row in rows}
    for owner, parent in parents.items():
        seen, above = {owner}, parent
        while above is not None:
            if above in seen:
                yield Fault(owner, column, f"'{owner}' lies, by its parents, inside itself")
                break
            seen.add(above)
            above = parents.get(above)


def _same_spot(rows: list[Row]) -> Iterator[Fault]:
    spots: dict[tuple[float, ...], str] = {}
    for row in rows:
        if row["geometry_precision"] == "district":
            continue  # stands for its district, as the district's town may
        spot = tuple(row["geometry"]["coordinates"])
        if spot in spots:
            yield Fault(row["id"], "geometry", f"has the very coordinates of '{spots[spot]}'")
        spots.setdefault(spot, row["id"])


_OF_ONE_TABLE: tuple[tuple[str, Callable[[list[Row]], Iterator[Fault]]], ...] = (
    ("places", _same_spot),
    ("territory_cells", _coverage),
    ("territory_overrides", _sieges),
)
"""Rules that need no other table."""
