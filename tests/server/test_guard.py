"""Who may ask the server, and for what; and that it asks nobody itself."""

import http.client
import os
import secrets
import socket
from base64 import b64encode
from urllib.parse import urlsplit

import pytest

from dashboard.server.guard import BODY_BYTES
from tests.conftest import ROOT

# Written beside what the server imports: notes each name that is looked up and each address that is asked.
WATCH = """
import sys

def note(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        asked = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        asked = arguments[:1]
    else:
        return
    # On this machine the event loop has sockets of its own.
    if isinstance(asked, tuple) and asked[0] not in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"):
        with open({path!r}, "a") as noted:
            noted.write(f"{{event}} {{asked}}\\n")

sys.addaudithook(note)
"""
OURS = ("localhost", "127.0.0.1", "[::1]", "atlas.example")
KNOWN = "https://portal.example"


@pytest.fixture(scope="module", params=[False, True], ids=["as it is", "on every address"])
def everywhere(request):
    """Whether the server is told to listen on every address."""
    return request.param


@pytest.fixture(scope="module")
def watched(everywhere, serving, tmp_path_factory):
    """A server behind a name of its own, started in a folder that has nothing to do with it, and what it asks."""
    folder = tmp_path_factory.mktemp("watched")
    asked = folder / "asked.txt"
    (folder / "sitecustomize.py").write_text(WATCH.format(path=str(asked)), encoding="utf-8")
    options = [f"--server.allowedHosts={name.strip('[]')}" for name in OURS]
    options += ["--server.corsAllowedOrigins", KNOWN]
    options += ["--server.address", "0.0.0.0"] if everywhere else []
    path = os.pathsep.join([str(ROOT), str(folder)])
    with serving(folder / "log", options=options, started_in=folder, PYTHONPATH=path) as server:
        yield server, asked


def knock(server, host, origin=None, path="/_stcore/stream"):
    """The status with which a websocket is answered."""
    parts = urlsplit(server.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.putrequest("GET", path, skip_host=True)
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": b64encode(secrets.token_bytes(16)).decode("ascii"),
        **({"Host": host} if host else {}),
        **({"Origin": origin} if origin else {}),
    }
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    # An answer that goes on has no end to wait for.
    status = int(connection.sock.makefile("rb").readline().split()[1])
    connection.close()
    return status


def test_hosts_and_origins_are_compared_and_nobody_else_is_asked(watched, asking):
    server, asked = watched
    ask = asking(server)
    allowed = [
        ("localhost", None),
        ("localhost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("atlas.example", "https://atlas.example"),
        ("atlas.example:443", "https://atlas.example"),
        ("Atlas.Example", "https://atlas.example:443"),
        ("atlas.example", KNOWN),
    ]
    refused = [
        ("atlas.example", "https://evil.example"),
        ("atlas.example", "https://atlas.example.evil.example"),
        ("atlas.example", "https://atlas.example:8443"),
        ("atlas.example", "http://localhost:3000"),
        ("atlas.example", "null"),
        ("atlas.example", "file://"),
        ("atlas.example", "https://["),
        ("evil.example", None),
        ("evil.example", "https://evil.example"),
        ("evil.example", "https://atlas.example"),
        ("atlas.example@evil.example", None),
        ("10.1.2.3", "http://10.1.2.3"),
    ]
    for host, origin in allowed:
        assert knock(server, host, origin) == 101, (host, origin)
        status, headers, _ = ask("/_stcore/health", host=host, **({"origin": origin} if origin else {}))
        assert status == 200, (host, origin)
        assert headers["access-control-allow-origin"] == (KNOWN if origin == KNOWN else None)
    for host, origin in refused:
        assert knock(server, host, origin) == 403, (host, origin)
        for address in ("/", "/_stcore/health", "/atlas/names.json"):
            assert ask(address, host=host, **({"origin": origin} if origin else {}))[0] == 403, (host, origin)
    assert knock(server, None) in (400, 403)
    assert not asked.exists(), asked.read_text("utf-8")


def test_what_is_refused_is_told_once(watched):
    server, _ = watched
    for _ in range(3):
        knock(server, "once.example")
    assert server.log.read_text("utf-8").count("once.example") == 1


def test_the_settings_hold_wherever_it_is_started(watched, everywhere):
    server, _ = watched
    # Every address of 127/8 is this machine; only one is listened on, unless every address is asked for.
    with socket.socket() as probe:
        is_heard = probe.connect_ex(("127.0.0.2", urlsplit(server.url).port)) == 0
    assert is_heard == everywhere


CLOSED = [
    ("PUT", "/_stcore/upload_file/a/b"),
    ("POST", "/_stcore/upload_file/a/b"),
    ("DELETE", "/_stcore/upload_file/a/b"),
    ("GET", "/_stcore/metrics"),
    ("POST", "/_stcore/agent/interact"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("GET", "/auth/login"),
    ("GET", "/component/a/index.html"),
]


@pytest.mark.parametrize(("method", "address"), CLOSED)
def test_what_no_page_asks_for_is_not_there(ask, method, address):
    assert ask(address, method=method, body=b"x" if method != "GET" else None)[0] == 404


def test_a_request_carries_little(ask, asking, server):
    assert ask("/atlas/record.json", method="POST", body=b"x" * (BODY_BYTES + 1))[0] == 413
    # What does not say how much it carries is not taken.
    assert asking(server)("/atlas/record.json", method="POST", body=iter([b"x"]))[0] == 411


@pytest.mark.parametrize(
    "address",
    ["/", "/about/", "/favicon.png", "/nowhere/at/all", "/atlas/names.json", "/_stcore/health", "/media/x"],
)
def test_every_answer_says_what_browsers_need_to_know(ask, address):
    for given in ({}, {"origin": "https://evil.example"}, {"host": "evil.example"}):
        _, headers, _ = ask(address, **given)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_the_figures_are_given_to_who_asks_for_them(serving, asking, tmp_path):
    with serving(tmp_path / "log", ATLAS_METRICS="1") as server:
        status, _, body = asking(server)("/_stcore/metrics")
    assert status == 200
    assert b"active_sessions" in body
