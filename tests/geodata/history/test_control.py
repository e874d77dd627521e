"""Who holds a place from when to when, and what holds on a day."""

from datetime import date, timedelta

import geopandas as gpd
import pandas as pd
import pytest

import geodata
from geodata.ask import holding
from geodata.catalog import LAYERS, layer_of
from geodata.errors import DayError, UnknownLayerError
from geodata.history.control import episodes, spells
from geodata.record import loading

AS_OF = loading.package().as_of


# The day after that to which a country is followed.
UNFOLLOWED = "2020-01-01"


def place(initial="government", until=None):
    return {
        "id": "town",
        "country": "SY",
        "initial_controller": initial,
        "followed_until": until,
        "sources": "atlas",
    }


def event(day, controller, confidence="high", sources="paper"):
    return {
        "id": f"town-{day}",
        "place_id": "town",
        "event_date": day,
        "event_date_edtf": None,
        "earliest_date": None,
        "latest_date": None,
        "controller": controller,
        "means": "assault",
        "basis": "place",
        "confidence": confidence,
        "sources": sources,
        "note_en": f"{controller} on {day}",
        "note_ar": None,
        "note_fr": None,
    }


def history(*changes, initial="government", until=None):
    return spells(place(initial, until), [event(day, controller) for day, controller in changes])


def spans(found):
    return [(spell["controller"], spell["start_date"], spell["end_date"]) for spell in found]


def holders_of(place_id, day):
    rows = geodata.at("places", day)
    return rows.loc[rows["id"] == place_id, "controller"].tolist()


def test_the_first_holder_has_the_place_until_the_first_change():
    found = history(("2014-06-10", "daesh"))

    assert spans(found) == [("government", "2013-01-01", "2014-06-10"), ("daesh", "2014-06-10", UNFOLLOWED)]
    assert found[0]["event_id"] is None
    assert found[0]["sources"] == "atlas"


def test_a_place_without_a_recorded_holder_begins_with_its_first_change():
    assert spans(history(("2014-06-10", "daesh"), initial=None)) == [("daesh", "2014-06-10", UNFOLLOWED)]


def test_a_place_without_changes_has_one_holder_throughout():
    assert spans(history()) == [("government", "2013-01-01", UNFOLLOWED)]


def test_a_place_may_be_followed_longer_than_its_country():
    found = history(("2024-12-08", "opposition"), until="2024-12-20")

    assert spans(found) == [
        ("government", "2013-01-01", "2024-12-08"),
        ("opposition", "2024-12-08", "2024-12-21"),
    ]


def test_nothing_is_known_of_a_place_with_neither():
    assert history(initial=None) == []


def test_the_order_of_the_rows_does_not_matter():
    changes = [("2014-06-10", "daesh"), ("2017-07-10", "government"), ("2016-11-01", "contested")]

    assert history(*changes) == history(*reversed(changes))


def test_spells_follow_each_other_without_gap_or_overlap():
    found = history(("2014-06-10", "daesh"), ("2016-11-01", "contested"), ("2017-07-10", "government"))

    assert [spell["end_date"] for spell in found[:-1]] == [spell["start_date"] for spell in found[1:]]


def test_a_place_lost_twice_has_two_episodes():
    found = list(
        episodes(
            "town",
            history(
                ("2015-05-20", "daesh"),
                ("2016-03-27", "government"),
                ("2016-12-11", "daesh"),
                ("2017-03-02", "government"),
            ),
        )
    )

    assert [row["id"] for row in found] == ["town-1", "town-2"]
    assert [(row["held_from_date"], row["retaken_date"]) for row in found] == [
        ("2015-05-20", "2016-03-27"),
        ("2016-12-11", "2017-03-02"),
    ]
    assert [(row["start_date"], row["end_date"]) for row in found] == [
        ("2016-03-27", "2016-12-11"),
        ("2017-03-02", None),
    ]
    assert {row["held"] for row in found} == {"held"}


def test_a_place_only_fought_for_was_never_held():
    [row] = episodes("town", history(("2014-10-06", "contested"), ("2015-01-26", "sdf")))

    assert (row["held"], row["retaken_by"]) == ("contested", "sdf")


def test_fighting_before_and_after_belongs_to_one_episode_held_from_the_day_of_the_taking():
    found = history(
        ("2014-01-06", "contested"), ("2014-01-14", "daesh"), ("2017-06-06", "contested"), ("2017-10-17", "sdf")
    )

    [row] = episodes("town", found)

    assert (row["held"], row["held_from_date"], row["retaken_date"]) == ("held", "2014-01-14", "2017-10-17")


def test_a_place_never_taken_back_has_no_liberation():
    assert list(episodes("town", history(("2014-06-10", "daesh")))) == []


def test_a_change_between_others_is_no_liberation():
    assert list(episodes("town", history(("2014-06-10", "opposition"), ("2014-07-10", "government")))) == []


def test_a_place_held_from_the_start_is_liberated_once():
    [row] = episodes("town", history(("2014-06-10", "government"), initial="daesh"))

    assert (row["held_from_date"], row["retaken_date"]) == ("2013-01-01", "2014-06-10")


def test_an_episode_is_as_sure_as_its_least_sure_change_and_cites_them_all():
    changes = [
        event("2014-06-10", "daesh", "low", "paper;radio"),
        event("2017-07-10", "government", "high", "radio;army"),
    ]

    [row] = episodes("town", spells(place(), changes))

    assert row["confidence"] == "low"
    assert row["sources"] == "paper;radio;army"
    assert row["note_en"] == "government on 2017-07-10"


def test_mosul_falls_on_the_tenth_of_june():
    assert holders_of("mosul", "2014-06-09") == ["iraq-government"]
    assert holders_of("mosul", "2014-06-10") == ["daesh"]


def test_palmyra_changes_hands_four_times():
    days = ["2015-05-20", "2016-03-27", "2016-12-11", "2017-03-02"]

    before = [holders_of("palmyra", date.fromisoformat(day) - timedelta(days=1)) for day in days]
    since = [holders_of("palmyra", day) for day in days]

    assert before == [["syria-government"], ["daesh"], ["syria-government"], ["daesh"]]
    assert since == [["daesh"], ["syria-government"], ["daesh"], ["syria-government"]]


def test_palmyra_is_not_liberated_while_it_is_lost_again():
    def liberated(day):
        return "palmyra" in geodata.at("liberated_cities", day)["place_id"].to_list()

    assert [liberated(day) for day in ("2016-03-26", "2016-03-27", "2016-12-10", "2016-12-11", "2017-03-02")] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_kobani_was_fought_for_and_never_held():
    spells_of_kobani = geodata.load("places").query("id == 'kobani'")
    liberations = geodata.load("liberated_cities").query("place_id == 'kobani'")

    assert "daesh" not in spells_of_kobani["controller"].to_list()
    assert set(liberations["held"]) == {"contested"}


def test_baghuz_is_the_last_place():
    liberations = geodata.load("liberated_cities")

    last = liberations[liberations["retaken_date"] == liberations["retaken_date"].max()]

    assert last["place_id"].to_list() == ["baghuz"]
    assert last["retaken_date"].dt.date.to_list() == [date(2019, 3, 23)]


def test_no_place_is_held_or_fought_for_after_baghuz():
    rows = geodata.between("places", "2019-03-23", AS_OF)

    assert set(rows["controller"]).isdisjoint({"daesh", "contested"})


def test_a_place_has_at_most_one_holder_on_any_day_of_change():
    layer, rows = layer_of("places"), geodata.load("places")

    for change in sorted({day.date() for day in rows["start_date"]}):
        there = holding(layer, rows, change, change + timedelta(days=1))
        assert there["id"].is_unique, change


@pytest.mark.parametrize("layer_id", [layer for layer in LAYERS if layer_of(layer).time == "interval"])
def test_an_interval_holds_from_its_first_day_to_the_day_before_its_end(layer_id):
    layer = layer_of(layer_id)
    row = gpd.GeoDataFrame(
        {"start_date": pd.to_datetime(["2014-06-10"]), "end_date": pd.to_datetime(["2014-06-12"])}, geometry=[None]
    )

    def holds(first, end):
        return len(holding(layer, row, date.fromisoformat(first), date.fromisoformat(end))) == 1

    assert not holds("2014-06-09", "2014-06-10")
    assert holds("2014-06-10", "2014-06-11")
    assert holds("2014-06-11", "2014-06-12")
    assert not holds("2014-06-12", "2014-06-13")


def test_between_takes_its_first_day_and_leaves_its_last():
    def holders(a, b):
        rows = geodata.between("places", a, b)
        return rows.loc[rows["id"] == "mosul", "controller"].to_list()

    assert holders("2014-06-01", "2014-06-10") == ["iraq-government"]
    assert holders("2014-06-01", "2014-06-11") == ["iraq-government", "daesh"]
    assert holders("2014-06-10", "2014-06-11") == ["daesh"]


def test_between_two_days_that_follow_is_the_first_of_them():
    assert geodata.between("places", "2015-05-31", "2015-06-01").equals(geodata.at("places", "2015-05-31"))


def test_damage_is_there_from_its_day_on():
    def damaged(day):
        return "al-nuri-mosque" in geodata.at("heritage_sites", day)["id"].to_list()

    assert [damaged(day) for day in ("2017-06-20", "2017-06-21", "2017-06-22", AS_OF)] == [False, True, True, True]


def test_every_damage_is_there_in_the_end():
    assert len(geodata.at("heritage_sites", AS_OF)) == len(geodata.load("heritage_sites"))


def test_an_attack_is_there_on_its_day_only():
    def there(day):
        return geodata.at("attacks", day)["id"].to_list()

    assert there("2016-07-13") == []
    assert there("2016-07-14") == ["nice-2016-07-14"]
    assert there("2016-07-15") == []


def test_a_conference_is_there_on_each_of_its_days():
    def there(day):
        return "no-money-for-terror-2018" in geodata.at("milestones", day)["id"].to_list()

    assert [there(f"2018-04-{day}") for day in (24, 25, 26, 27)] == [False, True, True, False]


def test_the_rows_of_an_answer_are_numbered_from_nought():
    answer = geodata.at("places", "2015-05-31")

    assert answer.index.to_list() == list(range(len(answer)))
    assert answer.crs == "EPSG:4326"


def test_a_day_may_be_given_as_a_date():
    assert geodata.at("places", date(2015, 5, 31)).equals(geodata.at("places", "2015-05-31"))


@pytest.mark.parametrize("layer_id", [layer for layer in LAYERS if layer != "territory"])
def test_the_first_and_the_last_day_of_the_clock_can_be_asked_for(layer_id):
    loaded = geodata.load(layer_id)

    for day in ("2004-01-01", AS_OF):
        assert set(geodata.at(layer_id, day).columns) == set(loaded.columns)


def test_the_territory_of_a_day_is_that_of_the_very_day():
    land = geodata.at("territory", "2017-07-11")

    assert land["area_km2"].tolist() == geodata.territory_on("2017-07-11")["area_km2"].tolist()
    with pytest.raises(DayError, match="2020-01-01 is outside the territory's days"):
        geodata.at("territory", "2020-01-01")


@pytest.mark.parametrize("day", ["2003-12-31", AS_OF + timedelta(days=1), "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_clock_is_refused(day):
    with pytest.raises(DayError, match=f"{day} is outside the record, which runs from 2004-01-01 to {AS_OF}"):
        geodata.at("places", day)


def test_the_last_day_of_the_clock_may_be_the_last_of_between():
    whole = geodata.load("places")
    # Some places are followed to the very end; what comes after is on no day of the clock.
    known = whole[whole["start_date"] <= pd.Timestamp(AS_OF)]
    assert len(known) > 0.9 * len(whole)
    assert len(geodata.between("places", "2004-01-01", AS_OF + timedelta(days=1))) == len(known)


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("2015-01-02", "2015-01-01", "2015-01-01 is not after 2015-01-02"),
        ("2015-01-01", "2015-01-01", "2015-01-01 is not after 2015-01-01"),
        ("2003-12-31", "2015-01-01", "2003-12-31 is outside the record"),
        ("2015-01-01", "2099-01-01", "2098-12-31 is outside the record"),
        ("2015-02-30", "2015-03-01", "not a day of the calendar"),
        ("2015-01-01", "2015", "not a day of the form"),
    ],
)
def test_between_refuses_days_that_make_no_span(a, b, says):
    with pytest.raises(DayError, match=says):
        geodata.between("places", a, b)


@pytest.mark.parametrize("ask", [geodata.load, lambda layer: geodata.at(layer, "2015-01-01")])
def test_an_unknown_layer_is_refused(ask):
    with pytest.raises(UnknownLayerError, match="there is no layer 'rumours'"):
        ask("rumours")


def test_the_outline_of_a_member_is_that_of_its_country():
    members = geodata.load("coalition").set_index("id")
    france, league = members.geometry["france"], members.geometry["arab-league"]

    assert league is None
    assert france.geom_type in ("Polygon", "MultiPolygon")


def test_a_milestone_at_a_place_has_its_point():
    milestones = geodata.load("milestones").set_index("id")
    places = loading.table("places").set_index("id")

    assert milestones.geometry["mosul-falls-2014"] == places.geometry["mosul"]
    assert milestones.geometry["aqi-pledge-2004"] is None
