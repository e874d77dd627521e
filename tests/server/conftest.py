"""The server's pages in a browser, as a reader comes to them."""

import http.client
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.reader import DESKTOP, AtlasPage, Watch, context_of


class ServedPage(AtlasPage):
    """A page of the server, with the map where that page has it."""

    def __init__(self, page, watch, url):
        super().__init__(page, watch)
        self.url = url

    def goto(self, path="/", **query):
        """Open a path of the server with a query and wait for what it shows."""
        self.page.goto(f"{self.url}{path}?{urlencode(query)}" if query else f"{self.url}{path}")
        if path == "/":
            self.painted()
        else:
            expect(self.page.locator("[data-testid=stHeading]").first).to_be_visible()
        return self

    @property
    def query(self):
        return dict(parse_qsl(urlsplit(self.page.url).query, keep_blank_values=True))

    def addressed(self, **wanted):
        """Wait until the page's address has these parameters, and none of those that are None."""
        condition = """wanted => { const q = new URLSearchParams(location.search);
            return Object.entries(wanted).every(([name, value]) => q.get(name) === value) }"""
        self.page.wait_for_function(condition, arg=wanted)
        return self

    def settled(self):
        """Wait until the server has run its script and nothing on the page is waiting for it."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-stale=true]')"
            # What lies below the map follows once that has been painted.
            " && (!document.querySelector('.atlas-host') || document.querySelector('.atlas-below'))"
        )
        return self

    def turn(self, reader, page):
        """Follow the link to another page: ``explore``, ``export``, ``method``, ``about``."""
        link = self.page.get_by_role("link", name=reader.t(f"page.{page}"))
        there = link.evaluate("link => link.pathname")
        link.click()
        # What the address says of the map is the same on both.
        self.page.wait_for_function("there => location.pathname === there", arg=there)
        return self

    def sideways(self):
        """Pixels by which the page is wider than its window."""
        return self.page.evaluate(
            """() => Math.max(...[document.scrollingElement, document.querySelector('[data-testid=stMain]')]
                .map((element) => element.scrollWidth - element.clientWidth))"""
        )


@pytest.fixture
def asking():
    """Ask servers for addresses as they stand: no client puts them in order first."""
    connections = []

    def asker(server):
        parts = urlsplit(server.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        connections.append(connection)

        def get(address, *, method="GET", body=None, **headers):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, body=body, headers=named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

        return get

    yield asker
    for connection in connections:
        connection.close()


@pytest.fixture
def ask(asking, server):
    """Ask the atlas: ``ask(address, method="HEAD", accept_encoding="gzip")``."""
    return asking(server)


@pytest.fixture(scope="session")
def context(browser):
    """A reader's browser, which keeps the files that it has fetched from one case to the next."""
    context = context_of(browser)
    yield context
    context.close()


@pytest.fixture
def visit(context, server):
    """Open pages: ``visit("/", size=PHONE, date="2015-05-31")``; ``prepare`` is given the page before it is opened.

    At the end no page may have asked another machine for anything, complained on the console or met a 404.
    """
    opened, watches = [], []

    def open_page(path="/", *, size=DESKTOP, at=server, prepare=None, **query):
        watch = Watch(urlsplit(at.url).netloc)
        watches.append(watch)
        page = context.new_page()
        opened.append(page)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        watch.follow(page)
        if prepare:
            prepare(page)
        return ServedPage(page, watch, at.url).goto(path, **query)

    yield open_page
    for page in opened:
        page.close()
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)
