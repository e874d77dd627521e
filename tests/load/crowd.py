"""Readers without a screen who come one after another, release a day now and then, and turn the page at last."""

import asyncio
import json
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.atlas.i18n import languages, locale
from dashboard.publish.days import LONGEST
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from tests.load.visitor import Visitor

PAUSE = (2.0, 6.0)
ASK_SECONDS = 0.4
# Whoever turns to the export page has a preview made, which is another's work: one of so many goes there.
ONE_EXPORTS = 20
LEAVING_SECONDS = 60.0
FILM, STEP = "mp4", "week"


@dataclass(frozen=True)
class Plan:
    """How many readers come, within which time in seconds, how long they stay then, and whether films are made."""

    readers: int
    arriving: float
    staying: float
    films: bool


@dataclass
class Told:
    """What the readers have met.

    Attributes
    ----------
    opened, released, turned
        When each was done (`time.monotonic`), and how long it took in seconds.
    films
        Of each question how far a film is: whether it was under way, and not waiting.
    heard
        Number of days that the server has heard, as its pages say afterwards.
    faults
        What no reader should meet.
    """

    opened: list[tuple[float, float]] = field(default_factory=list)
    released: list[tuple[float, float]] = field(default_factory=list)
    turned: dict[str, list[float]] = field(default_factory=dict)
    films: list[bool] = field(default_factory=list)
    made: int = 0
    heard: int = 0
    faults: list[str] = field(default_factory=list)


class Crowd:
    """All of them: `visit` runs in a thread of its own."""

    def __init__(self, url, plan):
        self._url, self._plan = url, plan
        self._chance = random.Random(20150531)
        self.told = Told()
        self.begun, self.over = Event(), Event()
        self.start = 0.0

    @property
    def full(self):
        """When all are to be there."""
        return self.start + self._plan.arriving

    @property
    def end(self):
        """When they begin to leave."""
        return self.full + self._plan.staying

    def visit(self):
        try:
            asyncio.run(self._visit())
        except Exception as error:  # noqa: BLE001  the test is told, in whose thread this is not
            self.told.faults.append(f"the crowd: {error!r}")
        finally:
            self.begun.set()
            self.over.set()

    async def _visit(self):
        films = [FilmMaker(self._url, self.told, year) for year in range(2)] if self._plan.films else []
        await asyncio.gather(*(film.order() for film in films))
        orders = [asyncio.create_task(film.go_on()) for film in films]
        self.start = time.monotonic()
        self.begun.set()
        gap = self._plan.arriving / self._plan.readers
        await asyncio.gather(*(self._read(number, number * gap) for number in range(self._plan.readers)))
        for order in orders:
            order.cancel()
        for film, order in zip(films, orders, strict=True):
            with suppress(asyncio.CancelledError):
                await order
            await film.leave()

    async def _read(self, number, delay):
        await asyncio.sleep(delay)
        language = languages()[number % len(languages())]
        # Every second comes by a link.
        query = {"date": self._day().isoformat(), "lang": language} if number % 2 else {}
        visitor = Visitor(self._url, query, language)
        try:
            began = time.monotonic()
            await visitor.open()
            self.told.opened.append((began, time.monotonic() - began))
            await self._step(visitor)
            await self._turn(visitor, "about" if number % ONE_EXPORTS else "export")
        except Exception as error:  # noqa: BLE001  whatever a reader meets is told at the end
            self.told.faults.append(f"reader {number}: {error!r}")
        finally:
            await visitor.leave()

    def _day(self):
        return TERRITORY_FIRST + timedelta(days=self._chance.randrange((TERRITORY_LAST - TERRITORY_FIRST).days))

    async def _step(self, visitor):
        """Release days until it is time to leave: not all leave at once."""
        end = self.end + self._chance.uniform(0, min(LEAVING_SECONDS, self._plan.arriving))
        while time.monotonic() < end:
            await asyncio.sleep(self._chance.uniform(*PAUSE))
            began = time.monotonic()
            if not await visitor.release(self._day()):
                self.told.faults.append("a release was not heard")
            self.told.released.append((began, time.monotonic() - began))

    async def _turn(self, visitor, page):
        """Turn to another page and back: both say what was released last, and the server has heard all of it."""
        for there in (page, ""):
            began = time.monotonic()
            await visitor.run(page=there)
            self.told.turned.setdefault(there or "explore", []).append(time.monotonic() - began)
            if visitor.addressed != visitor.seen:
                self.told.faults.append(f"{there}: {visitor.addressed} in place of {visitor.seen}")
        self.told.heard += visitor.heard


class FilmMaker(Visitor):
    """A reader of the export page who has one long film made after another."""

    def __init__(self, url, told, weeks):
        super().__init__(url, {"lang": "en"})
        self._told = told
        # Another film for each, as long as one may be.
        self._first = TERRITORY_LAST - timedelta(weeks=LONGEST - 1 - weeks)
        self._order = ""

    async def order(self):
        """Choose what is to be made, as the page offers it, and have it begun."""
        words = locale("en")
        await self.open()
        await self.run(page="export")
        form = WidgetState(id=self._shown("selectbox", words.t("export.format")).id)
        form.string_value = words.t(f"export.format.{FILM}")
        await self.run(page="export", widgets=[form])
        first = self._shown("date_input", words.t("export.from"))
        day = WidgetState(id=first.id)
        day.string_array_value.data.append(self._first.strftime("%Y-%m-%d"))
        step = WidgetState(id=self._shown("button_group", words.t("export.step")).id)
        step.string_array_value.data.append(words.t(f"export.step.{STEP}"))
        await self.run(page="export", widgets=[form, day, step])
        assert self.shown["order"]["film"]
        self._order = self.shown["order"]["address"]
        await self._begin()

    def _shown(self, kind, label):
        return next(one for one in self.shown[kind] if one.label == label)

    async def _begin(self):
        answer = json.loads(await self.ask("POST", self._order))
        assert "error" not in answer, answer

    async def go_on(self):
        """Ask how far it is, and once it is made fetch it and have it made again."""
        try:
            while True:
                await asyncio.sleep(ASK_SECONDS)
                answer = json.loads(await self.ask("GET", self._order))
                self._told.films.append(answer.get("place") == 0)
                if answer.get("made"):
                    await self.ask("GET", f"{self._order}/file")
                    self._told.made += 1
                    await self._begin()
                elif "error" in answer:
                    self._told.faults.append(f"a film: {answer}")
                    return
        except (OSError, AssertionError) as error:
            self._told.faults.append(f"a film: {error!r}")
