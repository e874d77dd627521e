"""What may be asked with, and what is said of anything else: alike in every public function."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

import geodata
from geodata.catalog import LAYERS_FOLDER

DAY = "2015-05-31"
OF_A_DAY = {
    "at": lambda day: geodata.at("places", day),
    "between, the first": lambda day: geodata.between("places", day, "2016-01-01"),
    "between, the end": lambda day: geodata.between("places", "2014-01-01", day),
    "territory_on": geodata.territory_on,
    "key_figures": geodata.key_figures,
}
OF_A_LAYER = {
    "load": geodata.load,
    "at": lambda layer: geodata.at(layer, DAY),
    "between": lambda layer: geodata.between(layer, DAY, "2016-01-01"),
}
OF_A_FOLDER = {
    "load": lambda folder: geodata.load("places", folder),
    "at": lambda folder: geodata.at("places", DAY, folder),
    "between": lambda folder: geodata.between("places", DAY, "2016-01-01", folder),
    "territory_on": lambda folder: geodata.territory_on(DAY, folder),
    "areas": lambda folder: geodata.areas("month", folder),
    "key_figures": lambda folder: geodata.key_figures(DAY, folder),
    "find": lambda folder: geodata.find("Mosul", folder),
}
DAYS = [
    date(2015, 5, 31),
    datetime(2015, 5, 31, 23, 59, tzinfo=UTC),
    pd.Timestamp("2015-05-31"),
    pd.Timestamp("2015-05-31 23:59", tz="Asia/Baghdad"),
    np.datetime64("2015-05-31"),
    np.datetime64("2015-05-31T23:59:59", "ns"),
    np.str_("2015-05-31"),
]
NO_DAYS = [
    None,
    20150531,
    2015.5,
    float("nan"),
    pd.NaT,
    pd.NA,
    np.datetime64("NaT"),
    np.datetime64("2015-05"),
    np.datetime64(10**12, "s"),
    ["2015-05-31"],
    ("2015-05-31",),
    {"day": "2015-05-31"},
    b"2015-05-31",
    pd.Series(["2015-05-31"]),
    "2015-05",
    "x\ny",
    "9" * 6000,
    True,
]


def every(asked):
    return pytest.mark.parametrize("ask", asked.values(), ids=asked.keys())


def refused(kind, ask, value):
    """The one sentence that is said of a value."""
    with pytest.raises(kind) as caught:
        ask(value)
    assert isinstance(caught.value, geodata.GeodataError)
    said = str(caught.value)
    assert len(said.splitlines()) == 1
    assert len(said) < 260
    return said


@pytest.mark.parametrize("day", DAYS, ids=repr)
def test_dates_of_python_numpy_and_pandas_are_days(day):
    assert geodata.at("places", day).equals(geodata.at("places", DAY))


@every(OF_A_DAY)
def test_a_timestamp_is_a_day_wherever_a_day_is_asked_for(ask):
    ask(np.datetime64("2015-05-31"))


@pytest.mark.parametrize("day", NO_DAYS, ids=lambda day: " ".join(repr(day).split())[:40])
@every(OF_A_DAY)
def test_what_is_no_day_is_refused_alike(ask, day):
    refused(geodata.DayError, ask, day)


@pytest.mark.parametrize("day", ["2003-12-31", "2030-01-01"])
@every({name: ask for name, ask in OF_A_DAY.items() if name != "between, the end"})
def test_a_day_outside_the_clock_is_refused_alike(ask, day):
    assert day in refused(geodata.DayError, ask, day)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plaecs", "places"),
        ("Places", "places"),
        ("attack", "attacks"),
        ("heritage", "heritage_sites"),
        ("liberated-cities", "liberated_cities"),
    ],
)
@every(OF_A_LAYER)
def test_a_layer_that_is_mistyped_is_guessed(ask, typed, meant):
    said = refused(geodata.UnknownLayerError, ask, typed)
    assert f"did you mean {meant}?" in said
    assert all(layer in said for layer in geodata.LAYERS)


@pytest.mark.parametrize("layer", [None, 1, ["places"], {"places"}, "", "rumours"], ids=repr)
@every(OF_A_LAYER)
def test_what_is_like_no_layer_is_refused_without_a_guess(ask, layer):
    assert "did you mean" not in refused(geodata.UnknownLayerError, ask, layer)


@pytest.mark.parametrize("folder", [None, 5, DAY, ["x"]], ids=repr)
@every(OF_A_FOLDER)
def test_what_is_no_folder_is_refused_alike(ask, folder):
    assert "is not a folder of a record" in refused(geodata.ArgumentError, ask, folder)


def test_a_folder_may_be_a_text():
    assert geodata.load("attacks", str(LAYERS_FOLDER)).equals(geodata.load("attacks"))


@pytest.mark.parametrize("step", [None, 1, ["month"], np.array(["month"]), "week"], ids=repr)
def test_what_is_no_step_is_refused(step):
    assert "is not a step; the steps are month and event" in refused(geodata.GeodataError, geodata.areas, step)


@pytest.mark.parametrize("query", [None, 5, ["Mosul"], b"Mosul"], ids=repr)
def test_what_is_no_name_is_not_searched_for(query):
    assert "is not a name to search for" in refused(geodata.ArgumentError, geodata.find, query)


@pytest.mark.parametrize("limit", [None, -1, "8", 2.5], ids=repr)
def test_what_is_no_number_of_answers_is_refused(limit):
    refused(geodata.ArgumentError, lambda value: geodata.find("Mosul", limit=value), limit)


# ---- days that nothing is recorded for -------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2004-01-01", "2012-12-31", "2020-01-01", "2024-12-31"])
def test_before_and_after_control_is_recorded_nobody_is_named_and_the_answer_says_so(day):
    places = geodata.at("places", day)

    assert set(places["id"]) == set(geodata.load("places")["id"])
    assert places["id"].is_unique
    # Some places are followed longer than their country.
    nobody = places[(places["followed_until"] < pd.Timestamp(day)) | (day < "2013-01-01")]
    assert len(nobody) > 0.6 * len(places)
    assert not nobody["recorded"].any()
    assert nobody["controller"].isna().all()
    assert nobody["sources"].isna().all()
    assert geodata.between("places", day, pd.Timestamp(day) + pd.Timedelta(days=1)).equals(places)


@pytest.mark.parametrize("day", ["2013-01-01", DAY, "2019-12-31"])
def test_every_place_is_told_of_on_every_day(day):
    places = geodata.at("places", day)

    assert set(places["id"]) == set(geodata.load("places")["id"])
    assert places["id"].is_unique
    assert (places["recorded"] == places["event_id"].notna() | places["controller"].notna()).all()
    assert places["recorded"].mean() > 0.8


def test_days_of_which_some_are_recorded_have_what_is_recorded_of_them():
    places = geodata.between("places", "2012-12-01", "2013-02-01").set_index("id")

    assert places.loc["mosul", "recorded"].tolist() == [False, True]
    assert places.loc["mosul", "controller"].fillna("nobody").tolist() == ["nobody", "iraq-government"]


@pytest.mark.parametrize(
    "days", [("2012-12-01", "2013-02-01"), ("2019-12-01", "2020-02-01"), ("2021-01-01", "2022-01-01")]
)
def test_land_is_not_told_of_days_that_it_is_not_derived_for(days):
    with pytest.raises(geodata.DayError, match="is outside the territory's days"):
        geodata.between("territory", *days)
