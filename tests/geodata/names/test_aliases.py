"""Other names of places: a table that cannot be used costs these names, and is told of."""

import pytest

from geodata.errors import LayerError
from geodata.home import ALIASES
from geodata.names import search, things
from geodata.names.aliases import aliases
from geodata.record import check

SHIPPED = ALIASES.read_bytes()
SPOILT = {
    "empty": b"",
    "cut": SHIPPED[: len(SHIPPED) // 2].rpartition(b",")[0],
    "no text": b"\xff\xfe\x00" * 99,
    "another table": b"name,place\nMosul,mosul\n",
    "json": b"[]\n",
    "zeros": SHIPPED.replace(b"geonames", b"\0" * 8, 1),
}


@pytest.fixture
def spoilt(request, tmp_path, monkeypatch):
    """The table as it may be found; every other file is whole."""
    path = tmp_path / "aliases.csv"
    path.write_bytes(SPOILT[request.param])
    monkeypatch.setattr(things, "ALIASES", path)
    monkeypatch.setattr(things, "aliases", lambda: aliases(path))
    monkeypatch.setattr(check, "aliases", lambda: aliases(path))
    return path


def test_each_row_has_its_other_names():
    assert "Choban Bey" in aliases()["places", "al-rai"]
    assert sum(map(len, aliases().values())) == len(SHIPPED.splitlines()) - 1


def test_an_atlas_may_have_none(tmp_path):
    assert aliases(tmp_path / "none.csv") == {}


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf" + SHIPPED, SHIPPED.replace(b"\n", b"\r\n")])
def test_what_an_editor_leaves_does_no_harm(content, tmp_path):
    (tmp_path / "aliases.csv").write_bytes(content)

    assert aliases(tmp_path / "aliases.csv") == aliases()


@pytest.mark.parametrize("spoilt", SPOILT, indirect=True)
def test_the_search_goes_on_without_them(spoilt):
    assert search.find("Mosul")[0].id == "mosul"
    with pytest.raises(LayerError, match=r"names/aliases.csv: "):
        aliases(spoilt)


@pytest.mark.parametrize("spoilt", ["cut"], indirect=True)
@pytest.mark.usefixtures("spoilt")
def test_the_check_tells_of_it_in_one_line():
    told = [str(problem) for problem in check.problems()]

    assert len(told) == 1
    assert told[0].startswith("names/aliases.csv: line ")
