"""A connection to a server that is kept for the next request, as a browser keeps it."""

import asyncio
from urllib.parse import urlsplit

import h11

PIECE = 1 << 16


class Line:
    """Asks one thing after another. Who finds that the server has closed it meanwhile opens another, as browsers do."""

    def __init__(self, url):
        parts = urlsplit(url)
        self._at, self._port = parts.hostname, parts.port
        self._headers = [("Host", parts.netloc), ("Origin", url), ("Accept-Encoding", "gzip")]
        self._talk = self._incoming = self._outgoing = None

    async def ask(self, method, target, body=b""):
        """Ask for an address; answers with its content as it came.

        Raises
        ------
        OSError
            If there is no answer, or another than 200.
        """
        kept = self._talk is not None
        try:
            return await self._asked(method, target, body)
        except (ConnectionError, h11.RemoteProtocolError):
            self.close()
            if not kept:
                raise
        return await self._asked(method, target, body)

    async def _asked(self, method, target, body):
        if self._talk is None:
            self._incoming, self._outgoing = await asyncio.open_connection(self._at, self._port)
            self._talk = h11.Connection(h11.CLIENT)
        headers = [*self._headers, ("Content-Length", str(len(body)))] if body else self._headers
        request = h11.Request(method=method, target=target, headers=headers)
        for event in (request, *([h11.Data(data=body)] if body else []), h11.EndOfMessage()):
            self._outgoing.write(self._talk.send(event))
        await self._outgoing.drain()
        status, content = await self._answer()
        if self._talk.our_state is h11.DONE and self._talk.their_state is h11.DONE:
            self._talk.start_next_cycle()
        else:
            self.close()
        if status != 200:
            raise OSError(f"{method} {target}: {status}")
        return content

    async def _answer(self):
        status, content = 0, bytearray()
        while True:
            event = self._talk.next_event()
            if event is h11.NEED_DATA:
                self._talk.receive_data(await self._incoming.read(PIECE))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                content += event.data
            elif isinstance(event, h11.EndOfMessage):
                return status, bytes(content)

    def close(self):
        if self._outgoing is not None:
            self._outgoing.close()
        self._talk = self._incoming = self._outgoing = None
