"""A reader without a screen: asks for what a browser asks for, and tells what a map tells."""

import asyncio
import gzip
import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from geodata.subject import SUBJECT
from tests.load.line import Line

# What a browser opens to one server at a time.
LINES = 6
# Files that a document names, and those that the map asks for: chart and notes stand in its code.
IN_DOCUMENT = re.compile(rb'(?:src|href|data-record|data-land)="((?:\./)?(?:static|atlas)/[^"]+)"')
IN_CODE = re.compile(r"""atlas/[\w./-]+\?v=\w+""")
FINISHED = ForwardMsg.FINISHED_SUCCESSFULLY
MAP = SUBJECT.name.replace("-", "_")


class Visitor:
    """One reader.

    Attributes
    ----------
    seen
        Parameters of the address of what was seen last.
    acted
        Number of days that were released.
    shown
        What the last run of a page handed to its components, by their names, and its other elements by their kinds.
    """

    def __init__(self, url, query=None, browser_language="en"):
        self._url = url
        self._asked = query or {}
        self._language = browser_language
        self._line = Line(url)
        self._socket = self._hearing = None
        self._pages = {}
        self.seen, self.acted, self.shown = {}, 0, {}

    async def open(self):
        """Open the first page, with everything that a browser which has kept nothing asks for."""
        document = gzip.decompress(await self._line.ask("GET", f"/?{urlencode(self._asked)}"))
        await self._fetch({found.decode().removeprefix("./") for found in IN_DOCUMENT.findall(document)})
        self._socket = await connect(
            f"ws://{urlsplit(self._url).netloc}/_stcore/stream",
            subprotocols=["streamlit"],
            origin=self._url,
            max_size=None,
        )
        await self.run(query=urlencode(self._asked))
        await self._fetch(set(IN_CODE.findall(self.shown[MAP]["code"])))
        self.seen, self._hearing = self.addressed, self.shown[MAP]["hearing"]

    async def _fetch(self, names):
        lines = [Line(self._url) for _ in range(LINES)]
        left = sorted(names)

        async def fetch(line):
            while left:
                await line.ask("GET", f"/{left.pop()}")
            line.close()

        await asyncio.gather(*map(fetch, lines))

    async def run(self, *, page="", query="", widgets=()):
        """Have a page run: by its name the one that the reader turns to."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = query
        rerun.page_script_hash = self._pages.get(page, "")
        rerun.context_info.url = f"{self._url}/{page}"
        rerun.context_info.locale = self._language
        rerun.context_info.timezone = "UTC"
        rerun.widget_states.widgets.extend(widgets)
        await self._socket.send(message.SerializeToString())
        self.shown = {}
        while True:
            told = ForwardMsg.FromString(await self._socket.recv())
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self._pages = {one.url_pathname: one.page_script_hash for one in told.navigation.app_pages}
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                self._note(told.delta.new_element)
            elif kind == "script_finished":
                # A run that the next one overtook has not shown everything.
                assert told.script_finished == FINISHED, f"the run ended with {told.script_finished}"
                return

    def _note(self, element):
        kind = element.WhichOneof("type")
        if kind == "bidi_component":
            self.shown[element.bidi_component.component_name] = json.loads(element.bidi_component.json)
        else:
            self.shown.setdefault(kind, []).append(getattr(element, kind))

    @property
    def heard(self):
        """Number of the last day that the server knew of when it ran the map's page."""
        return self.shown[MAP]["heard"]

    @property
    def addressed(self):
        """Parameters of the address that the page was given."""
        return dict(parse_qsl(self.shown["tie"]["query"], keep_blank_values=True))

    async def release(self, day):
        """Release a day of the clock; answers with whether the server has heard it."""
        self.acted += 1
        self.seen = {**self.seen, "date": day.isoformat()}
        told = {"key": self._hearing["key"], "acted": self.acted, "query": urlencode(self.seen, safe=",")}
        answer = await self.ask("POST", self._hearing["address"], json.dumps(told).encode())
        return json.loads(answer)["heard"] is True

    async def ask(self, method, name, body=b""):
        """Ask for an address told from the page."""
        return await self._line.ask(method, f"/{name}", body)

    async def leave(self):
        self._line.close()
        if self._socket is not None:
            await self._socket.close()
