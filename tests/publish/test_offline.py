"""A sheet as one HTML file: the same bytes each time, its language, its marking, and nothing from elsewhere."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import Selection
from dashboard.atlas.style import contrasting
from dashboard.paper.sheet import Sheet
from dashboard.publish import offline
from geodata.record.loading import package

MADE_AT = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
DAY = date(2015, 5, 31)
HOSTILE = "</title><script>window.ran=1</script> & \"x\" 'y' {{ 7*7 }} {% raw %} {# z #}"
VOID = {"meta", "link"}
# As a process of its own writes it.
SCRIPT = f"""
import datetime, hashlib
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish.offline import write
sheet = Sheet(Selection(datetime.date(2015, 5, 31), "ar"), banner="x", made_at={MADE_AT!r})
print(hashlib.sha256(write(sheet)).hexdigest())
"""


class Document(HTMLParser):
    """What a document says of itself and shows: attributes by element, and texts but for scripts and styles."""

    def __init__(self, content):
        super().__init__()
        self.found, self.open, self.texts = [], [], []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"script", "style"} and data.strip():
            self.texts.append((self.open[-2] if self.open[-1] == "bdi" else self.open[-1], data.strip()))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]

    def meta(self, name):
        return next(one["content"] for one in self.all("meta") if name in (one.get("name"), one.get("http-equiv")))

    def told(self, tag):
        return [text for name, text in self.texts if name == tag]


@pytest.fixture(scope="module")
def written():
    """Write a sheet of a day and read it as a document."""

    def write(language="en", compare=None, **asked):
        sheet = Sheet(Selection(DAY, language, compare=compare), made_at=MADE_AT, **asked)
        return Document(offline.write(sheet))

    return write


def test_the_same_sheet_makes_the_same_bytes_in_another_process():
    # Each process has an order of sets of its own.
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=environment)
    content = offline.write(Sheet(Selection(DAY, "ar"), banner="x", made_at=MADE_AT))
    assert hashlib.sha256(content).hexdigest() == told.stdout.strip()


def test_another_selection_or_time_makes_another_file():
    first = offline.write(Sheet(Selection(DAY), made_at=MADE_AT))
    assert first != offline.write(Sheet(Selection(date(2015, 6, 1)), made_at=MADE_AT))
    assert first != offline.write(Sheet(Selection(DAY), made_at=MADE_AT.replace(hour=9)))


@pytest.mark.parametrize("language", languages())
def test_it_says_its_language_what_it_shows_and_when_it_was_made(written, language):
    reader, document = locale(language), written(language)
    version = package().version
    assert document.all("html") == [{"lang": language, "dir": reader.direction}]
    assert document.told("title") == [f"{reader.t('app.title')} · {reader.day(DAY)}"]
    assert document.meta("date") == "2026-03-09T08:05:00Z"
    assert document.meta("version") == version
    made = reader.t(
        "snapshot.made", time=f"{reader.day(MADE_AT.date())}{reader.t('list.comma')} 08:05 UTC", version=version
    )
    assert document.told("footer") == [reader.t("map.disclaimer"), reader.t("map.credit"), made]


def test_two_days_are_both_in_its_name(written):
    (title,) = written(compare=date(2017, 7, 10), title="Mosul").told("title")
    assert title == "Mosul · 31 May 2015 · 10 July 2017"


def test_texts_that_were_typed_are_texts(written):
    document = written(title=HOSTILE, banner=HOSTILE)
    assert document.told("title")[0].startswith(HOSTILE)
    assert document.told("h1") == [HOSTILE]
    assert document.told("p") == [HOSTILE, HOSTILE]


def test_without_title_and_marking_there_is_neither(written):
    document = written()
    assert document.all("h1") == document.all("p") == []


@pytest.mark.parametrize(
    ("color", "ink"),
    [
        ("#007a33", "#ffffff"),
        ("#c8102e", "#ffffff"),
        ("#502b85", "#ffffff"),
        ("#ff8c00", "#000000"),
        ("#fce83a", "#000000"),
        ("#ffffff", "#000000"),
        ("#000000", "#ffffff"),
    ],
)
def test_a_marking_is_read_on_any_ground(color, ink):
    assert contrasting(color) == ink


def test_the_marking_stands_above_and_below_in_its_colour(written):
    above, below = written(banner="SECRET", banner_color="#FFCC00").all("p")
    assert above == below
    assert above["style"] == "background:#ffcc00;color:#000000"


def test_nothing_is_asked_for_from_elsewhere(written):
    document = written()
    policy = document.meta("Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "'self'" not in policy
    assert all("src" not in one for tag, one in document.found)
    assert [one["href"] for one in document.all("link")] == ["data:,"]
    # The policy holds for what comes after it.
    tags = [tag for tag, _ in document.found]
    assert tags.index("meta") < min(tags.index("script"), tags.index("style"))


def test_a_browser_knows_the_letters_from_the_start():
    content = offline.write(Sheet(Selection(DAY, "ar"), made_at=MADE_AT))
    assert re.search(rb"charset=utf-8", content[:1024], re.IGNORECASE)


def test_what_the_record_lacks_is_left_out(written, monkeypatch):
    whole = offline.record()
    layers = {name: rows for name, rows in whole.document["layers"].items() if name != "attacks"}
    lacking = replace(whole, document={**whole.document, "version": None, "layers": layers}, land=None)
    monkeypatch.setattr(offline, "record", lambda: lacking)
    document = written()
    assert document.meta("version") == "–"
    assert document.told("footer")[-1] == "Made 9 March 2026, 08:05 UTC · data –"
