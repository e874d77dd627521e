"""Every class of the record has a symbol, and no two actors look alike."""

import json
import re

from dashboard.atlas import style
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, VIEWS
from geodata.catalog import LAYERS, SCHEMA_FOLDER
from geodata.record.loading import table


def _enum(name, column):
    schema = json.loads((SCHEMA_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return set(schema["properties"][column]["enum"])


def test_every_class_has_a_symbol():
    assert set(style.HERITAGE) == _enum("heritage_sites", "damage")
    assert set(style.AFFILIATES) == _enum("affiliate_status", "status") - {"ended"}
    assert set(style.ATTACKS) == _enum("attacks", "attribution")


def test_colour_never_stands_alone():
    for classes in (style.HERITAGE, style.AFFILIATES, style.ATTACKS, style.PLACES):
        looks = [(look["color"], look["fill"]) for name, look in classes.items() if name != "disputed"]
        assert len(looks) == len(set(looks))
    actors = table("actors")
    assert actors["letter"].is_unique
    assert actors["color"].is_unique


def test_colours_are_colours():
    sheet = json.dumps(style.sheet())
    for colour in re.findall(r'"(#[^"]*)"', sheet):
        assert re.fullmatch(r"#[0-9a-f]{6}", colour)


def test_every_layer_shown_has_a_name_and_is_in_the_catalogue():
    assert set(LAYERS_AT_START) <= set(LAYERS_SHOWN) <= set(LAYERS)
    for language in languages():
        for layer in LAYERS:
            assert locale(language).t(f"layer.{layer}")
        for view in VIEWS:
            assert locale(language).t(f"view.{view}")
        for layer in style.sheet()["symbols"]:
            assert layer in LAYERS_SHOWN


def test_views_are_boxes_on_the_earth():
    for west, south, east, north in VIEWS.values():
        assert -180 <= west < east <= 180
        assert -85 <= south < north <= 85
