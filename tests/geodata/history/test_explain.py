"""Why land is what it is: the answer is what the map paints there, and its pages are the record's."""

import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely

import geodata
from geodata.__main__ import main
from geodata.errors import ArgumentError, DayError
from geodata.history import explain as explaining
from geodata.names.wording import LANGUAGES
from geodata.record import loading

DAYS = ["2013-09-01", "2014-07-15", "2015-05-31", "2016-05-15", "2016-12-20", "2017-10-15", "2018-05-01", "2019-03-01"]


def points(count, seed):
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.uniform(35.5, 48.7, count), rng.uniform(29.0, 37.6, count)])


@pytest.mark.parametrize("day", DAYS)
def test_it_answers_with_what_the_map_paints(day):
    painted = geodata.territory_on(day)
    pages = {row["id"] for row in loading.rows("sources")}
    for lon, lat in points(130, seed=sum(map(ord, day))):
        why = geodata.explain(lon, lat, day)
        here = painted[shapely.intersects(painted.geometry.to_numpy(), shapely.Point(lon, lat))]
        assert ([why.land] if why.land else []) == here["class"].tolist()
        if why.land:
            assert pd.isna(here["held_by"].iloc[0]) or why.held_by == here["held_by"].iloc[0]
            assert why.sources
            assert {page.id for page in why.sources} <= pages
            assert all(page.address.startswith("http") for page in why.sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_all_that_it_speaks_of(language):
    told = set()
    for day in DAYS:
        for lon, lat in points(150, seed=7):
            why = geodata.explain(lon, lat, day, lang=language)
            text = str(why)
            assert "{" not in text
            assert "None" not in text
            told.add(explaining.case(why))
    assert len(told) > 6


def test_the_place_that_land_follows_is_told_with_its_holder_and_its_day():
    why = geodata.explain(43.1, 36.3, "2015-05-31")
    assert (why.land, why.held_by, why.place.id, why.country) == ("control", "daesh", "ghazlani-base", "IQ")
    assert why.since == date(2014, 6, 10)
    assert 0 < why.place.km < 10
    assert "2.6 km" in str(why)
    assert str(why).count("ISIS") >= 2


def test_land_that_was_retaken_is_told_with_the_day_on_which_the_group_was_gone():
    why = geodata.explain(43.13, 36.34, "2018-01-01")
    assert why.land == "retaken"
    assert why.gone == date(2017, 2, 24)
    assert str(why.gone) in str(why)


def test_a_front_names_the_rival():
    for lon, lat in points(3000, seed=3):
        why = geodata.explain(lon, lat, "2015-05-31")
        if why.land == "contested" and why.rival is not None:
            assert why.rival.names["en"] in str(why)
            return
    pytest.fail("no front among so many points")


def test_what_a_source_tells_of_a_pocket_stands_in_place_of_what_is_derived():
    for row in loading.rows("territory_overrides"):
        inside = shapely.point_on_surface(shapely.geometry.shape(row["geometry"]))
        why = geodata.explain(inside.x, inside.y, row["start_date"])
        assert why.override is not None
        assert why.land == row["class"] or why.override != row["id"]


def test_a_point_elsewhere_is_told_as_elsewhere():
    why = geodata.explain(2.35, 48.86, "2015-11-13")
    assert (why.land, why.place, why.sources) == (None, None, ())
    assert "outside" in str(why)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ((200, 36, "2015-05-31"), ArgumentError, "lon"),
        ((43, float("nan"), "2015-05-31"), ArgumentError, "lat"),
        (("43", 36, "2015-05-31"), ArgumentError, "lon"),
        ((43, 36, "2021-05-31"), DayError, "2021-05-31"),
        ((43, 36, "soon"), DayError, "soon"),
        ((43, 36, "2015-05-31", "tlh"), ArgumentError, "tlh"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(arguments, error, says):
    with pytest.raises(error, match=says):
        geodata.explain(*arguments)


def test_all_languages_have_the_same_sentences_with_the_same_fields():
    known = explaining.templates()
    assert set(known) == set(LANGUAGES)
    fields = {
        language: {key: set(re.findall(r"{(\w+)}", text)) for key, text in known[language].items()}
        for language in known
    }
    assert fields["ar"] == fields["en"] == fields["fr"]


def test_it_is_asked_on_the_command_line(capsys):
    assert main(["explain", "--at", "43.1,36.3", "--date", "2015-05-31", "--lang", "fr"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Contrôlé par Daech")
    assert all(line.startswith("- ") and "http" in line for line in told[1:])


@pytest.mark.parametrize("at", ["43.1", "43.1;36.3", "43.1,36.3,1", "east,north", "500,3"])
def test_a_point_that_is_none_is_one_sentence(capsys, at):
    assert main(["explain", "--at", at, "--date", "2015-05-31"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "Traceback" not in said[0]
