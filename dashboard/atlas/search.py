"""What can be found by name, as JSON: the search runs in the browser, by the spelling rules that Python reads too.

The names come in their normal forms, so that a browser folds nothing but what is typed. Beside what the record has,
views of the map are found by their names, and days by what a calendar calls them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.land import Json
from dashboard.atlas.layers import LOOKS
from dashboard.atlas.selection import VIEWS
from geodata.catalog import LAYERS, LAYERS_FOLDER
from geodata.names.spelling import dropped, form, rules
from geodata.names.things import ACTORS, BY_LETTER, PROVINCES, SEARCHED, Name, Thing, names
from geodata.names.wording import spoken

_VIEWS = "views"
# What a thing is to the page: a row of a layer, who fights, or a part of the map.
_ROW, _ACTOR, _AREA = "row", "actor", "area"
_KINDS = {ACTORS: _ACTOR, PROVINCES: _AREA, _VIEWS: _AREA}
# Views are found as surely as provinces, and come after them.
_ORDER = tuple(one for layer in SEARCHED for one in ((layer, _VIEWS) if layer == PROVINCES else (layer,)))


def names_document(folder: Path = LAYERS_FOLDER) -> Json:
    """Every name that the search knows.

    Returns
    -------
    dict
        ``spelling`` (the table of it), ``dropped`` (plain words that tell kinds and countries), ``months`` (the names
        of each, in plain words), ``languages``, ``layers`` (name, kind, and whether its names are taken by the sound;
        of two things that are found as surely the one stands first whose layer does), ``about`` (keys of texts that
        say what a thing is), ``things`` (number of the layer, id, rank, day, EDTF, longitude and latitude or a box or
        None, number of what it is, names by language) and ``names`` (number of the thing, the name, its plain words
        with their articles, its folded words, what it costs; the name as the number of a language where it is the
        thing's own).

    Raises
    ------
    LayerError
        If the table of spelling cannot be used.
    """
    known = [*names(folder), *_views()]
    things = list({id(name.thing): name.thing for name in known}.values())
    numbers = {id(thing): number for number, thing in enumerate(things)}
    about = list(dict.fromkeys(map(_about, things)))
    return {
        "spelling": rules().given,
        "dropped": sorted(dropped()),
        "months": _months(),
        "languages": languages(),
        "layers": [(layer, _KINDS.get(layer, _ROW), layer not in BY_LETTER) for layer in _ORDER],
        "about": about,
        "things": [_thing(thing, about) for thing in things],
        "names": [_name(name, numbers[id(name.thing)]) for name in known],
    }


def _views() -> list[Name]:
    """Parts of the map, by what they are called in each language."""
    found = []
    for view, box in VIEWS.items():
        told = {language: locale(language).t(f"view.{view}") for language in languages()}
        thing = Thing(_VIEWS, view, told, None, None, None, box=box)
        found += [Name(thing, text, form(text)) for text in dict.fromkeys(told.values())]
    return found


def _months() -> list[list[str]]:
    """Names of each month in every language; one that has two is known by either, and by both."""
    each = zip(*(locale(language).months for language in languages()), strict=True)
    return [
        list(dict.fromkeys(form(part).kept for month in months for part in (*month.split("/"), month)))
        for months in each
    ]


def _about(thing: Thing) -> str:
    """Key of the text that says what a thing is."""
    if thing.layer not in LAYERS:
        return f"search.about.{thing.layer}"
    is_never = thing.day is None and LOOKS[thing.layer].of_place
    return "search.never" if is_never else f"layer.{thing.layer}"


def _thing(thing: Thing, about: Sequence[str]) -> list[object]:
    layer, told = _ORDER.index(thing.layer), _told(thing.names)
    return [layer, thing.id, thing.rank, thing.day, thing.edtf, thing.box or thing.at, about.index(_about(thing)), told]


def _told(given: Mapping[str, str]) -> list[str]:
    return [spoken(given, language) for language in languages()]


def _name(name: Name, thing: int) -> list[object]:
    own = _told(name.thing.names)
    text = own.index(name.text) if name.text in own else name.text
    return [thing, text, name.form.kept, name.form.folded_spaced, *([name.cost] if name.cost else [])]
