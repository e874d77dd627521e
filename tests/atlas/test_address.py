"""A selection and the page's address are two forms of the same thing."""

from datetime import date
from itertools import product

import pytest

from dashboard.atlas.address import Known, Notice, from_query, to_query
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, MODES, VIEWS, Selection
from geodata.dates import CLOCK_FIRST, CLOCK_OPENS

LAST = date(2024, 12, 31)
KNOWN = Known(LAST, frozenset({"sdf", "iraq-government"}), frozenset({"mosul", "raqqa"}))


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
    ("date", "2015-2-3", "notice.day"),
    ("date", "20150203", "notice.day"),
    ("date", "2015-W05-1", "notice.day"),
    ("date", "soon", "notice.day"),
    ("date", "٢٠١٥-٠١-٠١", "notice.day"),
    ("date", "2003-12-31", "notice.outside"),
    ("date", "2025-01-01", "notice.outside"),
    ("date", "9999-12-31", "notice.outside"),
    ("view", "mars", "notice.view"),
    ("view", "", "notice.view"),
    ("lang", "de", "notice.language"),
    ("lang", "EN", "notice.language"),
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
    ("confidence", "sure", "notice.filter"),
    ("damage", "ruined", "notice.filter"),
    ("retaken_by", "rome", "notice.filter"),
]


@pytest.mark.parametrize(("name", "value", "key"), WRONG)
def test_a_wrong_value_is_noticed_and_put_right(name, value, key):
    selection, notices = from_query({name: value}, KNOWN)
    assert notices == [Notice(key, value)]
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


def test_an_unknown_parameter_is_left_alone():
    assert from_query({"utm_source": "mail", "style": "filled"}, KNOWN) == (Selection(), [])
