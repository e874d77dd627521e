"""Texts in every language: all there, none too many, each in its own script."""

import ast
import json
import re
from datetime import date
from string import Formatter
from typing import get_args

import pytest

from dashboard.atlas import method
from dashboard.atlas.evidence import HEADS, OF_TABLES
from dashboard.atlas.i18n import DEFAULT_LANGUAGE, LOCALES_FOLDER, languages, locale
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.selection import LAYERS_SHOWN, MODES, STYLES, VIEWS
from dashboard.paper.page.composition import _OWN_LAYERS
from dashboard.publish.days import STEPS as FILM_STEPS
from dashboard.publish.formats import FILMS, FORMATS, PAGES
from geodata.catalog import LAYERS, SCHEMA_FOLDER
from geodata.errors import Cause
from geodata.history.figures import FIGURES
from geodata.history.published import MEASURES
from geodata.record.loading import table

DASHBOARD = LOCALES_FOLDER.parent.parent
KEY = re.compile(r"[a-z]\w*(?:\.[\w-]+)+")


def _enum(table, column):
    """Words that a schema allows in a column."""
    common = json.loads((SCHEMA_FOLDER / "common.schema.json").read_text(encoding="utf-8"))["$defs"]
    schema = json.loads((SCHEMA_FOLDER / f"{table}.schema.json").read_text(encoding="utf-8"))
    kind = schema["properties"][column]
    words = kind["enum"] if "enum" in kind else common[kind["$ref"].rsplit("/", 1)[1]]["enum"]
    return {word for word in words if word is not None}


# How far a step of the clock goes.
STEPS = {"day", "week", "month", "year", "event"}
# Keys that are put together from a word of the record, of the catalogue or of the style, and those words.
FAMILIES = {
    "certainty": _enum("control_events", "confidence"),
    "confidence": _enum("control_events", "confidence"),
    "fault": set(get_args(Cause)),
    "figure": set(FIGURES) | {"land_held"},
    "means": _enum("control_events", "means"),
    "measure": set(MEASURES),
    "method.apart": set(method.APART),
    "method.limit": {str(number) for number in range(1, method.LIMITS + 1)},
    "method.step": {str(number) for number in range(1, method.STEPS + 1)},
    "parameter": {"reach", "influence", "contested_band", "road_cost", "river_cost", "link_cost", "inherit_km", "band"},
    "scope": {scope.replace(";", "-") for scope in table("published_figures")["scope"]},
    "kind": _enum("places", "kind"),
    "compare": {"one", *MODES},
    "export.about": {*FORMATS, *FILMS},
    "export.format": {*FORMATS, *FILMS},
    "export.page": set(PAGES),
    "export.step": set(FILM_STEPS),
    "search.about": {"actors", "day", "governorates", "views"},
    "snapshot.layer": set(_OWN_LAYERS),
    "story.unit": {"percent", "people"},
    "snapshot.map": {"capital", "town", "border", "disputed", "governorate", "river", "lake"},
    "snapshot.projection": {"lcc", "laea", "eqearth"},
    "snapshot.title": set(VIEWS) | {"own", "coalition"},
    "desk": {"history", "row", "table"},
    "difference": {"gained", "lost", "unchanged"},
    "proof": {*HEADS, *OF_TABLES, "heading", "told", "share"},
    "row": {"home", "pages", "readings", "corrections", "none", "was"},
    "back": STEPS,
    "forward": STEPS,
    "step": STEPS,
    "verdict": _enum("second_readings", "verdict"),
    "narrowed": {"all", "high_medium", "high", "low"},
    "lane": _enum("milestones", "lane"),
    "layer": set(LAYERS_SHOWN) | set(LAYERS),
    "state": _enum("heritage_sites", "state_now") - {"unknown"},
    "style": set(STYLES),
    "view": set(VIEWS) | {"own"},
}
# Classes that a layer's legend explains.
for _look in LOOKS.values():
    for _entry in _look.explain({}, frozenset()):
        _family, _, _word = _entry.words.key.rpartition(".")
        if _family:
            FAMILIES.setdefault(_family, set()).add(_word)


def _python_strings():
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _script_strings():
    for path in DASHBOARD.rglob("*.js"):
        source = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        yield from re.findall(r'"([^"\n]*)"', source)


def _asked_for():
    """Keys that the code names in full, and the stems of those that it puts together."""
    groups = {key.split(".")[0] for key in locale(DEFAULT_LANGUAGE).texts}
    found = {text for text in (*_python_strings(), *_script_strings()) if KEY.fullmatch(text)}
    return {text for text in found if text.split(".")[0] in groups and not text.endswith((".js", ".json", ".css"))}


def _put_together():
    paths = (*DASHBOARD.rglob("*.py"), *DASHBOARD.rglob("*.js"))
    sources = "".join(path.read_text(encoding="utf-8") for path in paths)
    return set(re.findall(r"""[`"'](\w+)\.\$?\{""", sources))


def test_all_languages_have_the_same_keys():
    wanted = set(locale(DEFAULT_LANGUAGE).texts)
    for language in languages():
        assert set(locale(language).texts) == wanted, language
        assert len(locale(language).months) == 12
        assert len(set(locale(language).months)) == 12


def test_every_key_that_the_code_asks_for_exists():
    missing = {key for key in _asked_for() if key not in locale(DEFAULT_LANGUAGE).texts}
    assert missing == set()


def test_every_word_of_a_family_has_its_text():
    texts = locale(DEFAULT_LANGUAGE).texts
    missing = {f"{family}.{word}" for family, words in FAMILIES.items() for word in words} - set(texts)
    assert missing == set()


def test_families_put_together_in_the_code_are_known():
    families = {stem for stem in _put_together() if any(key.startswith(f"{stem}.") for key in locale("en").texts)}
    assert families <= set(FAMILIES)


def test_no_text_is_unused():
    expanded = {f"{family}.{word}" for family, words in FAMILIES.items() for word in words}
    assert set(locale(DEFAULT_LANGUAGE).texts) - _asked_for() - expanded == set()


@pytest.mark.parametrize("language", languages())
def test_texts_have_the_fields_of_the_others(language):
    def fields(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    usual = locale(DEFAULT_LANGUAGE).texts
    for key, text in locale(language).texts.items():
        assert fields(text) == fields(usual[key]), key
        assert text.strip() == text
        assert text, key


def test_arabic_is_in_arabic_and_the_others_are_not():
    arabic = re.compile(r"[\u0600-\u06ff]")
    own = {"language.name"}
    # A date is put together from names that are tested below; a credit is a list of proper names.
    without_words = {key for key, text in locale("en").texts.items() if key.startswith("date.")} | {
        "map.credit",
        "publisher.ihs",
        "publisher.rand",
    }
    for key, text in locale("ar").texts.items():
        # What is put together from gaps alone has no words.
        has_words = any(sign.isalpha() for sign in re.sub(r"\{\w+\}", "", text))
        assert arabic.search(text) or key in without_words or not has_words, key
    for language in set(languages()) - {"ar"}:
        for key, text in locale(language).texts.items():
            assert not arabic.search(text) or key in own, (language, key)
    assert all(arabic.search(month) for month in locale("ar").months)


def test_no_two_languages_say_the_same_sentence():
    for key, text in locale("en").texts.items():
        if len(text.split()) > 3 and key != "map.credit":
            assert len({locale(language).texts[key] for language in languages()}) == len(languages()), key


@pytest.mark.parametrize(
    ("language", "edtf", "text"),
    [
        ("en", None, "5 May 2016"),
        ("en", "2016-05", "May 2016"),
        ("en", "2016", "2016"),
        ("en", "2016-05~", "about May 2016"),
        ("en", "2016?", "2016 (uncertain)"),
        ("en", "2016-05-05~", "about 5 May 2016"),
        ("en", "2016%", "about 2016 (uncertain)"),
        ("fr", None, "5 mai 2016"),
        ("fr", "2016-05", "mai 2016"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(language, edtf, text):
    assert locale(language).day(date(2016, 5, 5), edtf) == text


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", languages())
def test_a_day_has_the_months_name(language, month):
    reader = locale(language)
    told = reader.day(date(2016, month, 9))
    assert reader.months[month - 1] in told
    assert "2016" in told
    assert "9" in told


def test_the_first_of_a_month_in_french():
    assert locale("fr").day(date(2015, 1, 1)) == "1er janvier 2015"
    assert locale("fr").day(date(2015, 1, 11)) == "11 janvier 2015"
    assert locale("fr").day(date(2015, 1, 1), "2015-01") == "janvier 2015"


def test_numbers_are_grouped():
    assert locale("en").number(1234567) == "1,234,567"
    for language in languages():
        assert locale(language).number(999) == "999"
        assert re.sub(r"\D", "", locale(language).number(1234567)) == "1234567"


def test_a_key_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        locale("en").t("no.such.key")


def test_no_page_has_words_of_its_own():
    """What a page shows goes through a locale file: a call of Streamlit gets no literal sentence."""
    shown = {"header", "subheader", "title", "write", "caption", "info", "warning", "error", "button", "markdown"}
    literal = []
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in shown):
                continue
            texts = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
            literal += [f"{path.name}: {text}" for text in texts if isinstance(text, str) and " " in text]
    assert literal == []
