"""Every class of the record has a symbol, and no two actors look alike."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.atlas import shown, style
from dashboard.atlas.document import _LANES
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.layers import LOOKS, POINTS
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, VIEWS
from geodata.catalog import LAYERS, SCHEMA_FOLDER
from geodata.names.wording import LANGUAGES
from geodata.record.loading import table


def _enum(name, column):
    schema = json.loads((SCHEMA_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return set(schema["properties"][column]["enum"])


@pytest.mark.parametrize(
    ("layer", "file", "column", "hidden"),
    [
        ("heritage_sites", "heritage_sites", "damage", set()),
        ("affiliates", "affiliate_status", "status", {"ended"}),
        ("attacks", "attacks", "attribution", set()),
    ],
)
def test_every_class_of_the_record_has_a_symbol_and_a_row_in_the_legend(layer, file, column, hidden):
    explained = {entry.kind for entry in LOOKS[layer].explain({}, frozenset())}
    assert explained == _enum(file, column) - hidden
    days = {name: date(2015, 5, 31) for name in ("start_date", "event_date")} | {"end_date": None, "killed_max": None}
    for word in explained:
        assert next(LOOKS[layer].appear({column: word, **days}, {})).symbol.kind == word


@pytest.mark.parametrize("layer", POINTS)
def test_colour_never_stands_alone(layer):
    """Without their colours no two classes of a layer are drawn alike; holders have letters, and are dots besides."""
    drawn = [
        tuple(replace(mark, fill=bool(mark.fill), stroke=bool(mark.stroke)) for mark in entry.marks)
        for entry in LOOKS[layer].explain(shown.actors(), frozenset(shown.actors()))
        if entry.kind != "dormant"
    ]
    assert len(drawn) == len(set(drawn))


def test_no_two_actors_look_alike():
    actors = table("actors")
    for code in LANGUAGES:
        assert actors[f"letter_{code}"].is_unique
    # A letter tells of the name that stands beside it: it is one of its own, in its own script.
    assert all(row["letter_ar"] in row["name_ar"] for row in actors.to_dict("records"))
    assert actors["color"].is_unique


def test_colours_are_colours():
    sheet = json.dumps(style.sheet())
    for colour in re.findall(r'"(#[^"]*)"', sheet):
        assert re.fullmatch(r"#[0-9a-f]{6}", colour)
    for name, value in style.variables().items():
        assert re.fullmatch(r"--atlas-[a-z-]+", name)
        assert re.fullmatch(r"#[0-9a-f]{6}([0-9a-f]{2})?", value)


def test_every_layer_shown_has_a_name_and_is_in_the_catalogue():
    assert set(LAYERS_AT_START) <= set(LAYERS_SHOWN) <= set(LAYERS)
    assert set(LOOKS) == set(LAYERS)
    for language in languages():
        for layer in LAYERS:
            assert locale(language).t(f"layer.{layer}")
        for view in VIEWS:
            assert locale(language).t(f"view.{view}")


def test_views_are_boxes_on_the_earth():
    for west, south, east, north in VIEWS.values():
        assert -180 <= west < east <= 180
        assert -85 <= south < north <= 85


def test_every_lane_of_milestones_has_a_colour_of_its_own():
    assert set(_LANES) == _enum("milestones", "lane")
    assert len({style.COLORS[color] for color in _LANES.values()}) == len(_LANES)
