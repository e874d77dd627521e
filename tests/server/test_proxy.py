"""The atlas behind nginx, set up as docs/deploy.md says: at the root of a site, and in a folder of it, both ways."""

import re
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import locale
from dashboard.server.pages import PAGES
from tests.conftest import START_SECONDS, Server, free_port, installed
from tests.docs.pages import ROOT, blocks, code
from tests.reader import INSIDE, Watch, context_of
from tests.server.conftest import ServedPage

DEPLOY = ROOT / "docs/deploy.md"
FOLDER = "/daesh"
SITE, PASSED_ON, TAKEN_OFF, BY_ADDRESS, BY_COOKIE = blocks(DEPLOY, "nginx")
(COOKIE,) = (line for line in code(DEPLOY) if line.startswith("add_header Set-Cookie"))
PROXY = """
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    types {{}}
    client_body_temp_path body;
    proxy_temp_path passed;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    {settings}
}}
"""
ENGLISH = locale("en")


@dataclass(frozen=True)
class Way:
    """How a proxy reaches the atlas: what of its settings is put in place of the usual, and where readers find it."""

    location: str | None
    folder: str = ""
    options: tuple[str, ...] = ()


WAYS = {
    "at the root": Way(None),
    "passed on": Way(PASSED_ON, FOLDER, ("--server.baseUrlPath", FOLDER.strip("/"))),
    "taken off": Way(TAKEN_OFF, FOLDER),
}


def settings(location, *upstreams, site=SITE):
    """The page's settings with a location in place of the usual one, on a port of this machine, without TLS."""
    port = free_port()
    text = site.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(" Secure;", "")
    text = re.sub(r"^ *ssl_certificate.*\n", "", text, flags=re.MULTILINE)
    for usual, own in zip(("127.0.0.1:8501", "127.0.0.1:8502"), upstreams, strict=False):
        text = text.replace(usual, f"127.0.0.1:{own}")
    if location is not None:
        text, found = re.subn(r"    location / \{.*?\n    \}\n", lambda _: location, text, flags=re.DOTALL)
        assert found == 1
    return port, text


@contextmanager
def proxying(folder, port, text):
    """Run nginx with these settings, and stop it afterwards."""
    program = installed(("nginx",), "nginx-light")
    folder.mkdir()
    (folder / "nginx.conf").write_text(PROXY.format(settings=text), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"]
    log = folder / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT)
    try:
        _await(port, process, log)
        yield log
    finally:
        process.terminate()
        process.wait(timeout=10)


def _await(port, process, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.03)
        else:
            return
    pytest.fail(f"nginx did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def atlases(serving, tmp_path_factory):
    """Servers by their options, each started when it is first asked for: ``atlases(options)``."""
    running = {}
    with ExitStack() as stack:

        def started(*options, number=0):
            if (options, number) not in running:
                log = tmp_path_factory.mktemp("atlas") / "server.log"
                below = f"/{options[1]}" if options else ""
                running[options, number] = stack.enter_context(serving(log, options=options, below=below))
            return running[options, number]

        yield started


@pytest.fixture(scope="module", params=WAYS)
def proxied(request, atlases, tmp_path_factory):
    """The atlas as readers of the proxy find it."""
    way = WAYS[request.param]
    port, text = settings(way.location, urlsplit(atlases(*way.options).url).port)
    with proxying(tmp_path_factory.mktemp("nginx") / "proxy", port, text) as log:
        yield Server(f"http://localhost:{port}{way.folder}", log, atlases(*way.options).process)


@pytest.fixture
def visit_inside(visit, proxied):
    """Open a page through the proxy; at the end nothing was asked for outside its folder, and nothing was not found."""
    opened = []

    def open_page(path="/", **query):
        opened.append(visit(path, at=proxied, **query))
        return opened[-1]

    yield open_page
    for atlas in opened:
        asked = [url for url in atlas.watch.requests if urlsplit(url).scheme not in INSIDE]
        assert asked
        inside = urlsplit(f"{proxied.url}/").path
        assert [url for url in asked if not f"{urlsplit(url).path}/".startswith(inside)] == []


def test_the_map_opens_with_all_that_it_needs(visit_inside, proxied):
    atlas = visit_inside(lang="ar", date="2015-05-31").settled()
    assert atlas.day == "2015-05-31"
    asked = [url.partition("?")[0].removeprefix(proxied.url) for url in atlas.watch.requests]
    for name in ("record.json", "land.json", "notes.json", "bundle/atlas.js", "bundle/atlas.css"):
        # What was asked for ahead is what the map takes.
        assert asked.count(f"/atlas/{name}") == 1, name
    assert any(one.startswith("/atlas/font/") for one in asked)
    assert any(one.startswith("/atlas/basemap/") for one in asked)
    assert any(urlsplit(one).scheme == "ws" for one in atlas.watch.requests)


def test_a_step_is_heard_and_the_way_back_too(visit_inside):
    atlas = visit_inside(date="2015-05-31").settled()
    atlas.slider.focus()
    atlas.page.keyboard.press("ArrowRight")
    atlas.addressed(date="2015-06-01")
    search = atlas.pair.locator(".atlas-search")
    search.get_by_role("combobox").press_sequentially("Tadmur")
    expect(search.get_by_role("option").first).to_have_attribute("data-id", "palmyra")
    name = locale("fr").t("language.name")
    atlas.settled().page.get_by_role("radio", name=name).or_(atlas.page.get_by_role("button", name=name)).click()
    expect(atlas.page.locator(".atlas-title")).to_have_text(locale("fr").t("app.title"))
    atlas.addressed(lang="fr").painted("2015-06-01")
    expect(atlas.map).to_have_attribute("lang", "fr")
    atlas.settled().page.go_back()
    atlas.painted("2015-06-01")
    expect(atlas.page.locator(".atlas-title")).to_have_text(ENGLISH.t("app.title"))


def test_the_pages_lead_to_each_other_and_files_come(visit_inside, proxied):
    atlas = visit_inside(date="2015-05-31").settled()
    for page in ("export", "method", "about"):
        atlas.turn(ENGLISH, page)
        expect(atlas.page.get_by_role("heading", name=ENGLISH.t(f"{page}.heading"))).to_be_visible()
        atlas.addressed(date="2015-05-31").settled()
        assert urlsplit(atlas.page.url).path == urlsplit(f"{proxied.url}/{page}").path
    atlas.page.go_back()
    expect(atlas.page.get_by_role("heading", name=ENGLISH.t("method.heading"))).to_be_visible()
    atlas.turn(ENGLISH, "explore").painted("2015-05-31")
    assert urlsplit(atlas.page.url).path == urlsplit(f"{proxied.url}/").path

    atlas.turn(ENGLISH, "export")
    expect(atlas.page.locator(".st-key-preview img")).to_have_js_property("complete", value=True)
    with atlas.page.expect_download() as begun:
        atlas.page.get_by_role("button", name=ENGLISH.t("export.download")).click()
    assert begun.value.path().stat().st_size > 10_000


@pytest.mark.parametrize("path", ["/", *(f"/{page.path}" for page in PAGES[1:])])
def test_a_page_opens_by_its_own_address_and_again(visit_inside, path):
    shown = ".atlas-map[data-day]" if path == "/" else "[data-testid=stHeading]"
    atlas = visit_inside(path, lang="fr")
    for _ in range(2):
        expect(atlas.page.locator(shown).first).to_be_visible()
        expect(atlas.page.locator(".atlas-title")).to_have_text(locale("fr").t("app.title"))
        assert atlas.settled().page.locator("[data-testid=stAlert]").count() == 0
        atlas.page.reload()


@pytest.mark.parametrize("path", ["/about/", "/explore", "/explore/", ""])
def test_another_address_of_a_page_leads_to_it(visit_inside, proxied, path):
    page = visit_inside("/method").page
    page.goto(f"{proxied.url}{path}?lang=fr")
    expect(page.locator(".atlas-title")).to_have_text(locale("fr").t("app.title"))
    assert page.url.partition("?")[0] == proxied.url + ("/about" if "about" in path else "/")


@pytest.mark.parametrize("path", ["/a/b", "/about/x", "/static/js/none.js", "/_stcore/none", "/export/a/"])
def test_what_is_not_there_is_not_found(proxied, path):
    with pytest.raises(HTTPError) as found:
        urlopen(f"{proxied.url}{path}", timeout=30)
    with found.value as answer:
        assert answer.code == 404


@pytest.mark.parametrize("way", [BY_ADDRESS, BY_COOKIE], ids=["by address", "by cookie"])
def test_several_processes_share_the_readers(way, atlases, tmp_path, browser):
    """Each keeps its reader: the files that a page shows lie in one process."""
    upstreams = [urlsplit(atlases(number=number).url).port for number in range(2)]
    usual = re.search(r"^upstream atlas \{.*?^\}\n", SITE, re.MULTILINE | re.DOTALL)[0]
    port, text = settings(None, *upstreams, site=SITE.replace(usual, way))
    if way == BY_COOKIE:
        text = text.replace("location / {", f"{COOKIE}\n    location / {{")
    with proxying(tmp_path / "proxy", port, text) as log:
        readers = [context_of(browser) for _ in range(3)]
        watch = Watch(f"localhost:{port}")
        for reader in readers:
            page = reader.new_page()
            watch.follow(page)
            atlas = ServedPage(page, watch, f"http://localhost:{port}").goto("/export", lang="en")
            expect(page.locator(".st-key-preview img")).to_have_js_property("complete", value=True)
            atlas.settled().page.reload()
            expect(page.locator(".st-key-preview img")).to_have_js_property("complete", value=True)
            with page.expect_download() as begun:
                page.get_by_role("button", name=ENGLISH.t("export.download")).click()
            assert begun.value.path().stat().st_size > 10_000
        for reader in readers:
            reader.close()
    assert watch.problems == [], log.read_text(encoding="utf-8")
