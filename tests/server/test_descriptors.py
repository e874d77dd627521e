"""What becomes of a server that may open few files."""

import subprocess
import sys

from tests.conftest import ROOT

# A server that may open few files, and more connections than it can take: asyncio would write pages on each of them.
CROWDED = """
import asyncio, logging, resource, socket
from dashboard.server import descriptors

resource.setrlimit(resource.RLIMIT_NOFILE, (24, 32))
logging.basicConfig()
descriptors.allow_many()
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (32, 32)

async def main():
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    at = server.sockets[0].getsockname()
    waiting = []
    try:
        while True:
            one = socket.socket()
            waiting.append(one)
            one.setblocking(False)
            one.connect_ex(at)
    except OSError:
        pass
    # As many rounds as asyncio makes in three seconds; then the server ends while it still has rounds to make.
    await asyncio.sleep(3)
    server.close()
    await asyncio.sleep(2)

asyncio.run(main())
"""


def test_files_that_are_used_up_are_told_in_a_line():
    answer = subprocess.run([sys.executable, "-c", CROWDED], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.splitlines() == ["ERROR:asyncio:No file is left to open: readers wait (docs/deploy.md)"]
