"""After the day to which a place is followed, and before the first, nobody is named as its holder anywhere."""

import warnings
from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

import geodata
from geodata import writers
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, TERRITORY_LAST
from geodata.errors import DayError
from geodata.record import loading

AS_OF = loading.package().as_of
FOLLOWED = geodata.load("places").groupby("id")["followed_until"].first()
LATER = sorted({day.date() for day in FOLLOWED if day.date() < AS_OF})
OUTSIDE = [CLOCK_FIRST, TERRITORY_FIRST - timedelta(days=1), *(day + timedelta(days=1) for day in LATER), AS_OF]


@pytest.mark.parametrize("day", OUTSIDE, ids=str)
def test_nobody_holds_a_place_on_a_day_to_which_it_is_not_followed(day):
    rows = geodata.at("places", day)

    outside = (rows["followed_until"] < pd.Timestamp(day)) | (day < TERRITORY_FIRST)
    assert len(rows) == len(FOLLOWED)
    assert rows.loc[outside, ["controller", "confidence", "sources", "event_id", "note_en"]].isna().all(axis=None)
    assert rows.loc[~outside & rows["recorded"], "controller"].notna().all()
    assert not rows.loc[outside, "recorded"].any()


def test_the_last_day_of_each_place_still_has_its_holder():
    for day in LATER:
        rows = geodata.at("places", day)
        assert rows.loc[rows["followed_until"] == pd.Timestamp(day), "controller"].notna().all()


@pytest.mark.parametrize("form", writers.FORMATS)
def test_no_file_has_a_holder_for_a_day_to_which_a_place_is_not_followed(form, tmp_path):
    path = tmp_path / f"places{writers.FORMATS[form].suffix}"
    writers.write(geodata.load("places"), form, path)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = gpd.read_parquet(path) if form == "parquet" else pyogrio.read_dataframe(path)
    # A Shapefile's names have ten letters.
    ends, until, holder = (
        rows[next(name for name in names if name in rows)]
        for names in (("end_date", "end"), ("followed_until", "followed_u"), ("controller",))
    )
    ends, until = (pd.to_datetime(days).dt.tz_localize(None) for days in (ends, until))
    held = holder.fillna("").astype(str) != ""
    assert held.any()
    assert (ends[held] <= until[held] + pd.Timedelta(days=1)).all()


@pytest.mark.parametrize("day", [TERRITORY_FIRST - timedelta(days=1), TERRITORY_LAST + timedelta(days=1)], ids=str)
def test_land_has_no_holder_on_a_day_for_which_it_is_not_derived(day):
    with pytest.raises(DayError, match=f"{day} is outside the territory's days"):
        geodata.territory_on(day)


def test_land_retaken_has_a_holder_for_its_own_days_only():
    shipped = geodata.load("territory")

    assert shipped["end_date"].notna().all()
    assert shipped["end_date"].max().date() <= TERRITORY_LAST + timedelta(days=1)
    assert date(2013, 1, 1) <= shipped["start_date"].min().date()
