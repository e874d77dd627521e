"""A selection and the page's address are two forms of the same thing."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from dashboard.atlas.address import LONGEST, Known, Notice, from_query, to_query
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, MODES, VIEWS, Selection
from geodata.dates import CLOCK_FIRST, CLOCK_OPENS
from geodata.names.search import find

LAST = date(2024, 12, 31)
KNOWN = Known(
    LAST, frozenset({"sdf", "iraq-government"}), frozenset({"mosul", "raqqa"}), frozenset({"attacks/paris-2015-11-13"})
)


def test_an_empty_address_is_the_usual_selection():
    assert from_query({}, KNOWN) == (Selection(), [])
    assert Selection().day == CLOCK_OPENS == date(2015, 1, 1)


@pytest.mark.parametrize(
    "selection",
    [
        *(
            Selection(day, language, view, None, layers)
            for day, language, view, layers in product(
                (CLOCK_FIRST, date(2016, 2, 29), LAST),
                ("ar", "en", "fr"),
                ("iraq-syria", "world"),
                (LAYERS_AT_START, (), ("places",), LAYERS_SHOWN),
            )
        ),
        *(Selection(view=view) for view in VIEWS),
        Selection(view="", bounds=(38.5, 35.25, 39.5, 36.75)),
        Selection(view="", bounds=(-180.0, -85.0, 180.0, 85.0)),
        *(Selection(compare=date(2017, 7, 10), mode=mode) for mode in MODES),
        Selection(place="mosul", confidence=("high", "low"), damage=("severe",), retaken_by=("iraq-government", "sdf")),
    ],
    ids=str,
)
def test_an_address_brings_its_selection_back(selection):
    query = to_query(selection)
    assert all(isinstance(value, str) for value in query.values())
    assert from_query(query, KNOWN) == (selection, [])
    assert to_query(from_query(query, KNOWN)[0]) == query


def test_the_usual_layers_are_not_in_the_address():
    assert to_query(Selection()) == {"date": "2015-01-01", "lang": "en", "view": "iraq-syria"}


def test_layers_are_in_the_order_of_the_legend_whatever_the_address_says():
    wanted = ",".join(reversed(LAYERS_SHOWN))
    assert from_query({"layers": wanted}, KNOWN)[0].layers == LAYERS_SHOWN


def test_bounds_win_over_a_view():
    selection, notices = from_query({"view": "iraq", "bounds": "40,33,41,34"}, KNOWN)
    assert selection.bounds == (40, 33, 41, 34)
    assert selection.view == ""
    assert notices == []


WRONG = [
    ("date", "2015-02-30", "notice.day"),
    ("date", "31/05/2015", "notice.day"),
    ("date", "2015-05", "notice.day"),
    ("date", "2015-5/31", "notice.day"),
    ("date", "0000-00-00", "notice.day"),
    ("date", "2015-W05-1", "notice.day"),
    ("date", "soon", "notice.day"),
    ("date", "2003-12-31", "notice.outside"),
    ("date", "2025-01-01", "notice.outside"),
    ("date", "9999-12-31", "notice.outside"),
    ("view", "mars", "notice.view"),
    ("lang", "de", "notice.language"),
    ("lang", "de-AT", "notice.language"),
    ("lang", "../en", "notice.language"),
    ("bounds", "1,2,3", "notice.bounds"),
    ("bounds", "1,2,3,x", "notice.bounds"),
    ("bounds", "40,33,39,34", "notice.bounds"),
    ("bounds", "40,35,41,34", "notice.bounds"),
    ("bounds", "nan,33,41,34", "notice.bounds"),
    ("bounds", "-inf,33,inf,34", "notice.bounds"),
    ("bounds", "40,33,41,89", "notice.bounds"),
    ("compare", "2017-13-01", "notice.compare"),
    ("mode", "blink", "notice.mode"),
    ("place", "atlantis", "notice.place"),
    ("place", "mo", "notice.place"),
    ("place", "attacks/atlantis", "notice.place"),
    ("place", "attacks/", "notice.place"),
    ("place", "/", "notice.place"),
    ("confidence", "sure", "notice.filter"),
    ("damage", "ruined", "notice.filter"),
    ("retaken_by", "rome", "notice.filter"),
    ("layers", "teritory", "notice.layer"),
    ("layers", "territorry,cities", "notice.layer"),
]


@pytest.mark.parametrize(("name", "value", "key"), WRONG)
def test_a_wrong_value_is_noticed_and_put_right(name, value, key):
    selection, notices = from_query({name: value}, KNOWN)
    assert notices == [Notice(key, part) for part in (value.split(",") if name == "layers" else [value])]
    if key == "notice.outside":
        assert selection.day in {CLOCK_FIRST, LAST}
    else:
        assert selection == Selection()


def test_each_wrong_value_is_noticed():
    query = {"date": "x", "lang": "xx", "view": "y", "layers": "places,a,b", "bounds": "z"}
    selection, notices = from_query(query, KNOWN)
    assert [notice.key for notice in notices].count("notice.layer") == 2
    assert {notice.key for notice in notices} == {
        "notice.day",
        "notice.language",
        "notice.view",
        "notice.layer",
        "notice.bounds",
    }
    assert selection == Selection(layers=("places",))


WELL_MEANT = [
    ("lang", "FR", {"language": "fr"}),
    ("lang", " fr-FR", {"language": "fr"}),
    ("lang", "ar_SY", {"language": "ar"}),
    ("lang", "", {}),
    ("view", "", {}),
    ("view", "Iraq Syria", {"view": "iraq-syria"}),
    ("view", "EUPHRATES", {"view": "euphrates"}),
    ("style", "Corridors ", {"style": "corridors"}),
    ("date", "2015-5-31", {"day": date(2015, 5, 31)}),
    ("date", "2015/05/31", {"day": date(2015, 5, 31)}),
    ("date", "20150531", {"day": date(2015, 5, 31)}),
    ("date", "٢٠١٥-٠٥-٣١", {"day": date(2015, 5, 31)}),
    ("place", "Mosul", {"place": "mosul"}),
    ("place", "MOSUL", {"place": "mosul"}),
    ("place", "Mossoul", {"place": "mosul"}),
    ("place", "الموصل", {"place": "mosul"}),
    ("place", "ar-Raqqah", {"place": "raqqa"}),
    ("place", "attacks/paris-2015-11-13", {"place": "attacks/paris-2015-11-13"}),
    ("place", "Attacks/Paris_2015-11-13", {"place": "attacks/paris-2015-11-13"}),
    ("layers", "", {"layers": ()}),
    ("layers", "Liberated-Cities, PLACES", {"layers": ("liberated_cities", "places")}),
    ("layers", "places،attacks", {"layers": ("places", "attacks")}),
    ("damage", "Destroyed;severe", {"damage": ("destroyed", "severe")}),
    ("retaken_by", "SDF,Iraq Government", {"retaken_by": ("iraq-government", "sdf")}),
]


@pytest.mark.parametrize(("name", "value", "meant"), WELL_MEANT)
def test_what_can_only_mean_one_thing_is_taken_for_it(name, value, meant):
    assert from_query({name: value}, KNOWN) == (replace(Selection(), **meant), [])


def test_a_name_that_two_places_bear_is_no_place():
    (first, *_) = (hit for hit in find("Mosul") if hit.layer == "places" and hit.id != "mosul")
    places = frozenset({"mosul", first.id})
    assert from_query({"place": first.name}, replace(KNOWN, places=places))[0].place == first.id
    assert from_query({"place": first.name}, KNOWN)[0].place == ""


def test_a_wrong_layer_leaves_the_right_ones():
    selection, notices = from_query({"layers": "unicorns,attacks"}, KNOWN)
    assert (selection.layers, notices) == (("attacks",), [Notice("notice.layer", "unicorns")])


def test_what_is_told_of_a_wrong_value_is_a_short_line():
    (notice,) = from_query({"view": "nonsense " * 700}, KNOWN)[1]
    assert len(notice.value) == LONGEST
    assert notice.value.endswith("…")
    hidden = "a\u202eb\u2067c\x00d\n\n# e\u200b\ufeff"
    assert from_query({"place": hidden}, KNOWN)[1] == [Notice("notice.place", "abcd # e")]
    (zalgo,) = from_query({"mode": "z" + "\u0334\u0301" * 3000}, KNOWN)[1]
    assert len(zalgo.value) <= LONGEST


def test_of_a_thousand_wrong_names_three_are_told():
    selection, notices = from_query({"layers": ",".join(f"layer-{number}" for number in range(1000))}, KNOWN)
    told = [Notice("notice.layer", f"layer-{number}") for number in range(3)]
    assert notices == [*told, Notice("notice.more", "997")]
    assert selection.layers == LAYERS_AT_START


@pytest.mark.parametrize("text", ["40.11,33.22,41.33,34.44", "40,33,41,34", "43.12345,36.12345,43.23456,36.23456"])
def test_bounds_come_back_as_exact_as_they_were_written(text):
    assert to_query(from_query({"bounds": text}, KNOWN)[0])["bounds"] == text


def test_an_unknown_parameter_is_left_alone():
    assert from_query({"utm_source": "mail", "style": "filled"}, KNOWN) == (Selection(), [])
