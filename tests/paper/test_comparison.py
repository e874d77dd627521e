"""Two days on one page, side by side or as what changed from one to the other."""

import io
import itertools
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from pptx import Presentation

import geodata
from dashboard.__main__ import main
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.selection import LAYERS_AT_START, LAYERS_SHOWN, VIEWS, Selection
from dashboard.atlas.shown import sights
from dashboard.publish.formats import FORMATS, PAGES, Sheet
from geodata.dates import TERRITORY_FIRST, TERRITORY_LAST
from tests.scenes import composed as compose

MADE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
BEFORE, AFTER = date(2015, 5, 31), date(2017, 10, 20)
HELD = ("control", "contested")


def sheet(language="en", page="slide", mode="split", view="iraq-syria", days=(BEFORE, AFTER), **more):
    layers = more.pop("layers", LAYERS_SHOWN if view == "world" else LAYERS_AT_START)
    style = more.pop("style", "filled")
    one = Selection(days[0], language, view, layers=layers, style=style, compare=days[1], mode=mode)
    return Sheet(one, page, made_at=MADE, **more)


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.product(page=PAGES, language=languages(), view=("iraq-syria", "libya", "world"))
def test_two_maps_of_one_size_stand_apart_each_below_its_day(page, language, view):
    scene = compose(sheet(language, page, view=view, banner="TEST"))
    reader = locale(language)
    first, second = scene.frames
    assert apart(first, second)
    assert second[2] - second[0] == pytest.approx(first[2] - first[0])
    assert second[3] - second[1] == pytest.approx(first[3] - first[1])
    told = {text.text: text for text in scene.texts("date")}
    assert list(told) == [reader.day(BEFORE), reader.day(AFTER)]
    for frame, text in zip(scene.frames, told.values(), strict=True):
        assert 0 < frame[1] - text.y < 12
        assert text.x == pytest.approx(frame[0] if reader.direction == "ltr" else frame[2])
    if page == "a4-portrait":
        assert first[3] < second[1]
    else:
        # What is read first stands on the reader's side.
        assert (first[0] < second[0]) == (reader.direction == "ltr")
    for frame in scene.frames:
        inside = [one for one in scene.labels if not apart(one.box, frame)]
        assert inside
        assert all(apart(one.box, other.box) for one, other in itertools.combinations(inside, 2))
        assert all(one.box[0] >= frame[0] and one.box[2] <= frame[2] for one in inside)
        assert all(one.box[1] >= frame[1] and one.box[3] <= frame[3] for one in inside)
    assert scene.explained == scene.drawn


@pytest.mark.parametrize("language", languages())
def test_figures_of_two_days_are_those_of_the_areas(language):
    reader = locale(language)
    days = (date(2015, 5, 1), date(2017, 7, 1))
    areas = geodata.areas(step="month")
    known = [areas[areas["date"] == day.isoformat()].sum(numeric_only=True) for day in days]
    values = [text.text for text in compose(sheet(language, days=days)).texts("value")]
    assert values[:2] == [reader.area(one["control_km2"]) for one in known]
    assert values[2:4] == [reader.area(one["contested_km2"]) for one in known]
    assert values[4:6] == [reader.area(one["control_km2"] + one["contested_km2"] / 2) for one in known]


def test_land_of_each_day_stands_on_its_own_map():
    scene = compose(sheet())
    (layer,) = (layer for layer in scene.layers if layer.id == "territory")
    for frame, day in zip(scene.frames, (BEFORE, AFTER), strict=True):
        known = geodata.territory_on(day).groupby("class")["area_km2"].sum()
        own = [mark for mark in layer.marks if not apart(mark.geometry.bounds, frame)]
        assert all(locale("en").day(day) in mark.name for mark in own)
        for name, area in known.items():
            facts = [dict(mark.facts) for mark in own]
            found = sum(float(one["km2"]) for one in facts if one["class"] == name)
            assert found == pytest.approx(area, abs=0.1)


def test_places_have_the_same_names_in_the_same_place_on_both_maps():
    scene = compose(sheet())
    places = [{}, {}]
    for label in scene.labels:
        for found, frame in zip(places, scene.frames, strict=True):
            if not apart(label.box, frame) and not label.id.endswith("-date"):
                found[label.id] = (label.box[0] - frame[0], label.box[1] - frame[1])
    both = places[0].keys() & places[1].keys()
    assert {"mosul", "raqqa", "palmyra"} <= both
    assert all(places[0][one] == pytest.approx(places[1][one]) for one in both)


@pytest.mark.parametrize("days", [(BEFORE, AFTER), (AFTER, BEFORE)])
def test_what_changed_is_what_the_two_days_differ_by(days):
    scene = compose(sheet(mode="difference", days=days))
    (layer,) = (layer for layer in scene.layers if layer.id == "territory")
    drawn = {dict(mark.facts)["class"]: float(dict(mark.facts)["km2"]) for mark in layer.marks}
    before, after = (held(day) for day in (BEFORE, AFTER))
    expected = {
        "gained": after.difference(before).area,
        "lost": before.difference(after).area,
        "unchanged": before.intersection(after).area,
    }
    assert drawn.keys() == expected.keys()
    for name, area in expected.items():
        assert drawn[name] == pytest.approx(area / 1e6, rel=0.01)
    places = [
        set(rows[rows["controller"].isin(["daesh", "contested"])]["id"]) for rows in map(places_on, (BEFORE, AFTER))
    ]
    counts = [len(places[1] - places[0]), len(places[0] - places[1]), len(places[0] & places[1])]
    assert [text.text for text in scene.texts("band")] == [f"places: {count}" for count in counts]
    values = [text.text for text in scene.texts("value")]
    assert values == [locale("en").area(drawn[name]) for name in ("gained", "lost", "unchanged")]
    assert scene.explained == scene.drawn
    assert scene.date == "From 31 May 2015 to 20 October 2017"
    assert locale("en").t("snapshot.symbols") in scene.notes


def test_symbols_are_of_what_changed_as_on_the_screen():
    """Of places those that changed hands between the two days, of all else what came between them."""
    shown = {}
    for sight in sights(sheet(mode="difference").selection):
        shown.setdefault((sight.layer, sight.symbol.kind), set()).add(sight.row["id"])
    before, after = (
        set(rows[rows["controller"].isin(["daesh", "contested"])]["id"])
        for rows in (geodata.at("places", day) for day in (BEFORE, AFTER))
    )
    assert shown.pop(("places", "gained")) == after - before
    assert shown.pop(("places", "lost")) == before - after
    assert {layer for layer, _ in shown} == {"heritage_sites", "affiliates", "attacks"}
    for layer, column in (("heritage_sites", "event_date"), ("attacks", "event_date")):
        rows = geodata.load(layer)
        came = rows[(rows[column] > BEFORE.isoformat()) & (rows[column] <= AFTER.isoformat())]
        ids = set().union(*(ids for (own, _), ids in shown.items() if own == layer))
        assert ids
        assert ids <= set(came["id"])
    # What the page draws and explains is the same.
    scene = compose(sheet(mode="difference"))
    marks = {layer.id: layer.marks for layer in scene.layers}
    assert "liberated_cities" not in marks
    facts = [dict(mark.facts) for mark in marks["places"] if getattr(mark, "facts", ())]
    assert {one["class"] for one in facts} == {"gained", "lost"}
    assert {("places", "gained"), ("places", "lost")} <= scene.explained


def held(day):
    rows = geodata.territory_on(day).to_crs(6933)
    return rows[rows["class"].isin(HELD)].union_all()


def places_on(day):
    rows = geodata.at("places", day)
    return rows[rows["country"].isin(["IQ", "SY"])]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", languages())
def test_what_changed_can_be_shown_of_every_view(view, language):
    scene = compose(sheet(language, mode="difference", view=view))
    assert scene.explained == scene.drawn
    assert all(apart(one.box, other.box) for one, other in itertools.combinations(in_frame(scene), 2))


def in_frame(scene):
    return [one for one in scene.labels if not apart(one.box, scene.frame)]


def test_days_without_land_are_said_and_nothing_is_made_up():
    for mode in ("split", "difference"):
        scene = compose(sheet(mode=mode, days=(date(2015, 5, 31), date(2022, 6, 1))))
        first, last = (locale("en").day(day) for day in (TERRITORY_FIRST, TERRITORY_LAST))
        assert locale("en").t("territory.outside", first=first, last=last) in scene.notes
        assert not {("territory", name) for name in ("gained", "lost", "unchanged")} & scene.drawn
    values = [text.text for text in compose(sheet(days=(date(2022, 6, 1), date(2015, 5, 31)))).texts("value")]
    assert values[:2] == ["–", locale("en").area(areas_on("2015-05-31"))]


def areas_on(day):
    rows = geodata.territory_on(day)
    return rows[rows["class"] == "control"]["area_km2"].sum()


@pytest.mark.parametrize("mode", ["split", "difference"])
@pytest.mark.parametrize("style", ["filled", "corridors", "places"])
def test_every_style_of_two_days_draws_what_its_legend_says(mode, style):
    scene = compose(sheet(mode=mode, style=style))
    assert scene.explained == scene.drawn
    assert any(layer.id == "territory" for layer in scene.layers) == (style != "places")


@pytest.mark.parametrize("mode", ["split", "difference"])
def test_files_of_two_days_tell_both(mode):
    wanted = sheet(mode=mode)
    page = pypdfium2.PdfDocument(FORMATS["pdf"].make(wanted))[0]
    text = page.get_textpage().get_text_range()
    deck = Presentation(io.BytesIO(FORMATS["pptx"].make(wanted)))
    described = [one.get("descr") for one in deck.slides[0].shapes._spTree.iter() if one.get("descr")]
    written = [one.text for one in deck.slides[0].shapes._spTree.iter() if one.tag.endswith("}t")]
    html = FORMATS["html"].make(wanted).decode("utf-8")
    for day in ("31 May 2015", "20 October 2017"):
        assert day in text
        assert any(day in one for one in written)
        assert any(day in one for one in described)
        assert day in html
    if mode == "split":
        # Each land has its own day, not both.
        assert not any("31 May 2015" in one and "20 October 2017" in one for one in described if "Controlled by" in one)


def test_two_days_by_command(tmp_path, capsys):
    out = tmp_path / "{date}.svg"
    command = ["snapshot", "--lang", "en", "--format", "svg", "--out", str(out), "--date", "2015-05-31,2016-05-31"]
    assert main([*command, "--compare", "2017-10-20"]) == 0
    text = (tmp_path / "2016-05-31.svg").read_text(encoding="utf-8")
    assert "31 May 2016" in text
    assert "20 October 2017" in text
    assert main([*command, "--compare", "2017-10-20", "--mode", "difference"]) == 0
    assert "From 31 May 2016 to 20 October 2017" in (tmp_path / "2016-05-31.svg").read_text(encoding="utf-8")
    for more, told in (
        (["--compare", "1999-01-01"], "outside the record"),
        (["--compare", "soon"], "'soon'"),
        (["--mode", "difference"], "--compare names the second"),
    ):
        capsys.readouterr()
        assert main([*command, *more]) == 2
        said = capsys.readouterr().err
        assert told in said
        assert len(said.splitlines()) == 1
