"""What a map tells is noted without a run; what nobody can have told is refused, and costs nothing."""

import asyncio
import gc
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request

from dashboard.server.hearing import Hearing, hear


def run(work):
    """What comes of it; a browser of another test may have a loop in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def post(body):
    """Status and content of what is answered."""

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    answer = run(hear(Request({"type": "http", "method": "POST", "path": "/", "headers": []}, receive)))
    return answer.status_code, answer.body


def tell(key, acted=1, query="date=2015-05-31"):
    status, content = post(json.dumps({"key": key, "acted": acted, "query": query}).encode())
    assert status == 200
    return json.loads(content)["heard"]


def test_what_was_told_is_known():
    own = Hearing()
    assert tell(own.key, 3, "date=2015-06-01&layers=")
    assert (own.number, own.query) == (3, {"date": "2015-06-01", "layers": ""})


def test_a_late_word_changes_nothing():
    own = Hearing()
    tell(own.key, 3, "date=2015-06-01")
    assert tell(own.key, 2, "date=2015-05-01")
    assert (own.number, own.query) == (3, {"date": "2015-06-01"})


def test_whoever_has_gone_is_forgotten():
    own = Hearing()
    key = own.key
    del own
    gc.collect()
    assert not tell(key)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b'{"key": 1, "acted": 1, "query": ""}',
        b'{"key": "a", "acted": true, "query": ""}',
        b'{"key": "a", "acted": "1", "query": ""}',
        b'{"key": "a", "acted": 1, "query": null}',
        b'{"key": "a"}',
        b"[" * 4000,
        b" " * 5000,
    ],
)
def test_what_is_not_understood_is_refused(body):
    assert post(body)[0] == 400
