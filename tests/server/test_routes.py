"""What the server hands out beside the pages, asked for over the wire."""

import base64
import gzip
import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
import streamlit

from dashboard.atlas.document import record
from dashboard.atlas.i18n import locale
from dashboard.screen import assets
from dashboard.server.cache import land_address, names_address, names_bytes, notes_address, record_address
from dashboard.server.routes import PREFIX as RELATIVE

MEDIA = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
}
PREFIX = f"/{RELATIVE}"
FONTS = [assets.Asset("font", f"IBMPlexSansArabic-{name}.ttf") for name in ("Regular", "Bold")]
ASSETS = [*assets.SCRIPT.assets, *assets.SHEET.assets, *assets.basemap().values(), *FONTS]


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: f"{asset.folder}/{asset.name}")
def test_an_asset_is_served(ask, asset):
    status, headers, body = ask(asset.address(PREFIX))
    assert status == 200
    assert headers["content-type"] == MEDIA[asset.path.suffix]
    assert "immutable" in headers["cache-control"]
    assert "max-age=31536000" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    assert body == asset.path.read_bytes()


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: f"{asset.folder}/{asset.name}")
def test_an_asset_is_compressed_where_that_helps(ask, asset):
    status, headers, body = ask(asset.address(PREFIX), accept_encoding="gzip, deflate, br")
    assert status == 200
    if asset.path.suffix == ".webp":
        assert headers["content-encoding"] is None
        return
    assert headers["content-encoding"] == "gzip"
    assert "accept-encoding" in headers["vary"].lower()
    assert gzip.decompress(body) == asset.path.read_bytes()
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize("bundle", [assets.SCRIPT, assets.SHEET], ids=lambda bundle: bundle.name)
def test_a_page_asks_once_for_what_belongs_together(ask, bundle):
    status, headers, body = ask(bundle.address(PREFIX), accept_encoding="gzip")
    assert status == 200
    assert headers["content-type"] == MEDIA[Path(bundle.name).suffix]
    assert "immutable" in headers["cache-control"]
    text = gzip.decompress(body).decode("utf-8")
    places = [text.index(asset.path.read_text(encoding="utf-8")[-200:-1]) for asset in bundle.assets]
    assert places == sorted(places)
    assert "url(images/" not in text


def test_streamlits_own_files_are_sent_compressed_and_as_they_are(ask):
    folder = Path(streamlit.__file__).parent / "static" / "static"
    index = next(folder.glob("js/index.*.js"))
    address = f"/static/js/{index.name}"
    for wanted, read in (({"accept_encoding": "gzip"}, gzip.decompress), ({}, bytes)):
        status, headers, body = ask(address, **wanted)
        assert status == 200
        assert headers["content-type"] == MEDIA[".js"]
        assert "immutable" in headers["cache-control"]
        assert read(body) == index.read_bytes()


def test_what_the_document_asks_for_ahead_is_there_and_is_what_the_map_takes(ask):
    # Gathered first: a server does not wait for ever for the next word on a connection.
    addresses = {record_address(RELATIVE), land_address(RELATIVE)}
    document = ask("/", accept="text/html")[2].decode("utf-8")
    ahead = re.findall(r'(?:href|src|data-record|data-land)="((?:atlas|\./static)/[^"]+)"', document)
    assert {assets.SCRIPT.address(RELATIVE), assets.SHEET.address(RELATIVE)} <= set(ahead)
    assert addresses <= set(ahead)
    assert any(address.startswith("./static/js/BidiComponent.") for address in ahead)
    for address in ahead:
        assert ask(f"/{address.removeprefix('./')}", accept_encoding="gzip")[0] == 200, address
    # A page without a map loads none of it.
    assert f'"{RELATIVE}/' not in ask("/about", accept="text/html")[2].decode("utf-8")


@pytest.mark.parametrize("wrong", ["", "?v=", "?v=0123456789ab", "?w=1"])
def test_what_is_kept_for_good_is_found_only_under_its_own_address(ask, wrong):
    for address in (
        ASSETS[0].address(PREFIX),
        assets.SCRIPT.address(PREFIX),
        record_address(PREFIX),
        notes_address(PREFIX),
        land_address(PREFIX),
    ):
        status, headers, _ = ask(address.partition("?")[0] + wrong)
        assert status == 404, address
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/about", record_address(PREFIX), names_address(PREFIX), "/static/js/x.js"])
def test_nothing_is_put_there_and_what_is_there_is_told_without_it(ask, address):
    whole, told = ask(address), ask(address, method="HEAD")
    assert told[0] == whole[0]
    assert told[1]["content-type"] == whole[1]["content-type"]
    assert told[2] == b""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(address, method=method)[0] in (404, 405), method


def test_an_address_changes_with_the_content(tmp_path, monkeypatch):
    monkeypatch.setitem(assets.FOLDERS, "script", tmp_path)
    (tmp_path / "a.js").write_text("1", encoding="utf-8")
    (tmp_path / "b.js").write_text("2", encoding="utf-8")
    versions = {assets.Asset("script", name).address(PREFIX).split("?v=")[1] for name in ("a.js", "b.js")}
    assert len(versions) == 2


_DOCUMENTS = (
    (record_address, record().painted()),
    (notes_address, record().notes()),
    (names_address, names_bytes()),
)


def test_the_record_is_served(ask):
    for address, content in _DOCUMENTS:
        status, headers, body = ask(address(PREFIX), accept_encoding="gzip")
        assert status == 200
        assert headers["content-type"] == "application/json"
        assert "immutable" in headers["cache-control"]
        assert gzip.decompress(body) == content


@pytest.mark.parametrize(
    "address",
    [
        "/script/../../pyproject.toml",
        "/script/../atlas_map.py",
        "/script/%2e%2e/atlas_map.py",
        "/script/..%2fatlas_map.py",
        "/script/%2e%2e%2fatlas_map.py",
        "/script/..%5catlas_map.py",
        "/script/....//atlas_map.py",
        "/script/%252e%252e%252fatlas_map.py",
        "/script//etc/passwd",
        "/script/%2fetc%2fpasswd",
        "/script/atlas.js%00.css",
        "/script/ATLAS.JS",
        "/script/",
        "/script/nothing.js",
        "/basemap/../layers/places.geojson",
        "/font/../__init__.py",
        "/leaflet/../__init__.py",
        "/nowhere/atlas.js",
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/record.json/..",
    ],
)
def test_nothing_outside_the_folders_is_served(ask, address):
    status, headers, body = ask(PREFIX + address)
    # An address that leaves the prefix is a page of Streamlit, which shows the same document for any name.
    page = status == 200 and headers["content-type"].startswith("text/html") and b"<title>" in body
    assert status in {400, 404} or page
    assert b"build-system" not in body
    assert b"root:" not in body
    assert b"FeatureCollection" not in body
    assert b"folium" not in body


def test_every_file_of_the_map_is_in_the_package():
    for asset in ASSETS:
        assert asset.path.is_file(), asset
    for folder in ("script", "style"):
        for path in assets.FOLDERS[folder].iterdir():
            assert path.name in {asset.name for asset in ASSETS if asset.folder == folder}, "a file that nobody loads"


def test_the_basemap_is_whole():
    wanted = {"land", "countries", "lakes", "rivers", "governorates", "borders", "world", "towns", "water_names"}
    assert set(assets.basemap()) == wanted | {"relief", "relief_bounds"}


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_document_names_its_language_and_asks_no_other_machine(ask, language, packed):
    status, headers, body = ask(f"/?lang={language}", **({"accept_encoding": "gzip"} if packed else {}))
    assert status == 200
    document = (gzip.decompress(body) if packed else body).decode("utf-8")
    assert f'<html lang="{language}">' in document
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"].startswith("'self'")
    assert (policy["connect-src"], policy["object-src"], policy["base-uri"]) == ("'self'", "'none'", "'none'")
    assert "http" not in headers["content-security-policy"]
    # Scripts that stand in the document are named by what they hold; no other is run.
    assert "'unsafe-inline'" not in policy["script-src"]
    inline = re.findall(r"<script>(.*?)</script>", document, re.DOTALL)
    assert len(inline) == 3
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in policy["script-src"]
    assert not re.search(r"<[^>]*\son\w+=", document)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/about/", "../about"),
        ("/about//?lang=fr", "../../about?lang=fr"),
        ("/explore?lang=ar", "./?lang=ar"),
        ("/explore/", "../"),
        ("/%0d%0aSet-Cookie:%20a/", "../%0D%0ASet-Cookie%3A%20a"),
    ],
)
def test_where_a_page_is_is_told_from_where_it_was_looked_for(ask, path, there):
    status, headers, _ = ask(path)
    assert (status, headers["location"]) == (307, there)
    assert headers["set-cookie"] is None


@pytest.mark.parametrize("address", ["/foo", "/about/nowhere", "/atlas/nowhere", "/a/b/c"])
@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [("?lang=ar", "fr", "ar"), ("", "de, fr;q=0.8, en;q=0.3", "fr"), ("", "ar-SY", "ar"), ("", "xx;q=z", "en")],
)
def test_who_finds_nothing_is_told_so_in_their_language(ask, address, query, accepted, language):
    status, headers, body = ask(address + query, accept="text/html", accept_language=accepted)
    page, reader = body.decode("utf-8"), locale(language)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "accept-language" in headers["vary"].lower()
    assert f'lang="{language}" dir="{reader.direction}"' in page
    assert f"<h1>{reader.t('nowhere.heading')}</h1>" in page
    assert reader.t("nowhere.told") in page
    home = urljoin(f"http://host{address}", re.search('href="([^"]+)">', page.partition("<header>")[2])[1])
    assert home == f"http://host/?lang={language}"


def test_what_asks_for_a_file_that_is_not_there_gets_no_page(ask):
    status, headers, body = ask("/foo", accept="*/*")
    assert (status, body) == (404, b"Not found")
    assert headers["content-type"].startswith("text/plain")
