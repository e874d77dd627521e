"""``atlas.toml`` says what the atlas is of, and each way to get it wrong is told in one sentence."""

import os
import subprocess
import sys
from datetime import date

import pytest

from geodata.catalog import LAYERS_FOLDER
from geodata.errors import LayerError
from geodata.home import VARIABLE
from geodata.subject import FILE, SUBJECT, read

SHIPPED = (LAYERS_FOLDER / FILE).read_text(encoding="utf-8")


def test_the_atlas_is_of_daesh_in_iraq_and_syria():
    assert (SUBJECT.group, SUBJECT.countries) == ("daesh", ("IQ", "SY"))
    assert SUBJECT.scopes == (("IQ", "SY"), ("IQ",), ("SY",))
    assert set(SUBJECT.languages) == {"ar", "en", "fr"}
    assert (SUBJECT.clock_first, SUBJECT.clock_opens) == (date(2004, 1, 1), date(2015, 1, 1))
    assert (SUBJECT.territory_first, SUBJECT.territory_last) == (date(2013, 1, 1), date(2019, 12, 31))


def test_the_views_are_those_promised():
    assert list(SUBJECT.views) == [
        *("iraq-syria", "iraq", "syria", "euphrates", "nineveh", "aleppo", "libya", "world"),
    ]
    assert SUBJECT.opening_view == "iraq-syria"
    assert [name for name, view in SUBJECT.views.items() if view.worldwide] == ["world"]
    assert SUBJECT.views["syria"].countries == ("SY",)


WRONG = {
    # what stands in the file, what is put there instead, and what is said
    ('group = "daesh"', 'group = "Daesh"'): "'group' is 'Daesh', not small letters and digits",
    ('group = "daesh"', "group = 7"): "'group' is not a text",
    ('group = "daesh"', ""): "'group' is missing, which is a text",
    ('group = "daesh"', 'group = "daesh"\ngruop = "x"'): "'gruop' has no place in it",
    ('countries = ["IQ", "SY"] #', 'countries = ["Iraq"] #'): "'countries' has 'Iraq', not two capital letters",
    ('countries = ["IQ", "SY"] #', "countries = [] #"): "'countries' is empty, or has one text twice",
    ('countries = ["IQ", "SY"] #', 'countries = "IQ" #'): "'countries' is not a list of texts",
    ("IQ = 2019-12-31", "TR = 2019-12-31"): "'followed.TR' is none of 'countries'",
    ("SY = 2019-12-31", "SY = 2019-12-30"): "'followed.SY' is 2019-12-30, before 'territory.last', 2019-12-31",
    ("SY = 2019-12-31", "SY = '2019-12-31'"): "'followed.SY' is not a day",
    ('countries = ["IQ", "SY"] #', 'countries = ["IQ", "TR"] #'): "'detailed' lacks TR, which is one of 'countries'",
    ('opening_view = "iraq-syria"', 'opening_view = "mars"'): "'opening_view' is 'mars', which is none of iraq-syria, ",
    ("first = 2004-01-01", 'first = "2004-01-01"'): "'clock.first' is not a day, YYYY-MM-DD without quotes",
    ("first = 2004-01-01", "first = 2004-01-01T00:00:00"): "'clock.first' is a time, where a day is expected",
    ("first = 2004-01-01", "first = 2004-13-01"): "not TOML: ",
    ("first = 2004-01-01", "first = 2014-01-01"): "'territory.first' is 2013-01-01, before 'clock.first'",
    ("opens = 2015-01-01", "opens = 2003-01-01"): "'clock.opens' is 2003-01-01, before the clock's first day",
    ("last = 2019-12-31", "last = 2012-12-31"): "'territory.last' is 2012-12-31, before 'territory.first'",
    ("unrecorded_is_hostile = true", "unrecorded_is_hostile = 1"): "'territory.unrecorded_is_hostile' is not true or",
    ('ar = "Arabic"', 'ar = "Runes"'): "'languages.ar' is 'Runes', which is none of Latin, Arabic",
    ('ar = "Arabic"', 'Ar = "Arabic"'): "the name of 'languages.Ar' is not two or three small letters",
    ("[38.6, 29.0, 48.8, 37.6]", "[48.8, 29.0, 38.6, 37.6]"): "'views.iraq.bounds' is not a box on the earth",
    ("[38.6, 29.0, 48.8, 37.6]", "[38.6, 29.0, 48.8]"): "'views.iraq.bounds' is not a box on the earth",
    ("worldwide = true", "wordlwide = true"): "'views.world.wordlwide' has no place in it",
    ("near = [34.5, 28.5, 50, 39]", ""): "'basemap.near' is missing, which is a list of four numbers",
    ("[territory]", "[land]"): "'territory' is missing, which is a table",
}


def misread(folder):
    """What is said of a folder whose file is wrong."""
    with pytest.raises(LayerError) as caught:
        read(folder)
    assert caught.value.file == FILE
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.reason


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_what_is_wrong_is_told_by_its_entry(old, new, tmp_path):
    assert SHIPPED.count(old) == 1
    (tmp_path / FILE).write_text(SHIPPED.replace(old, new), encoding="utf-8")

    assert misread(tmp_path).startswith(WRONG[old, new])


def test_a_missing_file_is_told_with_the_folder_where_it_is_looked_for(tmp_path):
    assert misread(tmp_path) == f"there is no such file in {tmp_path}"


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / FILE).write_bytes(b"name = '\xff'")

    assert misread(tmp_path) == "not UTF-8: byte 8 cannot be read"


def with_home(folder, *arguments):
    environment = {**os.environ, VARIABLE: str(folder)}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, encoding="utf-8")


def test_importing_the_package_never_fails_and_asking_it_says_what_is_wrong(tmp_path):
    code = "import geodata\ntry:\n    geodata.load\nexcept geodata.LayerError as error:\n    print(error)"

    answer = with_home(tmp_path, "-c", code)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == f"atlas.toml: there is no such file in {tmp_path / 'layers'}\n"
