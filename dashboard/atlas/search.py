"""What can be found by name, as JSON: the search runs in the browser, by the spelling rules that Python reads too.

The names come in their normal forms, so that a browser folds nothing but what is typed.
"""

from collections.abc import Sequence
from pathlib import Path

from dashboard.atlas.land import Json
from dashboard.atlas.layers import LOOKS
from geodata.catalog import LAYERS_FOLDER
from geodata.names.spelling import dropped, rules
from geodata.names.things import LAYERS_SEARCHED, Name, Thing, names
from geodata.names.wording import LANGUAGES


def names_document(folder: Path = LAYERS_FOLDER) -> Json:
    """Every name that the search knows.

    Returns
    -------
    dict
        ``spelling`` (the table of it), ``dropped`` (plain words that tell kinds and countries), ``languages`` (of the
        record), ``layers`` (the first stands before others that are found as surely), ``about`` (keys of texts that say
        what a thing is), ``things`` (number of the layer, id, rank, day, EDTF, longitude and latitude or None, number
        of what it is, names by language) and ``names`` (number of the thing, the name, its plain words with their
        articles, its folded words, what it costs; the name as the number of a language where it is the thing's own).

    Raises
    ------
    LayerError
        If the table of spelling cannot be used.
    """
    known = names(folder)
    things = list({id(name.thing): name.thing for name in known}.values())
    numbers = {id(thing): number for number, thing in enumerate(things)}
    about = list(dict.fromkeys(map(_about, things)))
    return {
        "spelling": rules().given,
        "dropped": sorted(dropped()),
        "languages": LANGUAGES,
        "layers": LAYERS_SEARCHED,
        "about": about,
        "things": [_thing(thing, about) for thing in things],
        "names": [_name(name, numbers[id(name.thing)]) for name in known],
    }


def _about(thing: Thing) -> str:
    """Key of the text that says what a thing is."""
    look = LOOKS.get(thing.layer)
    is_never = thing.day is None and look is not None and look.of_place
    return "search.never" if is_never else f"layer.{thing.layer}"


def _thing(thing: Thing, about: Sequence[str]) -> list[object]:
    layer = LAYERS_SEARCHED.index(thing.layer)
    told = [thing.names[language] for language in LANGUAGES]
    return [layer, thing.id, thing.rank, thing.day, thing.edtf, thing.at, about.index(_about(thing)), told]


def _name(name: Name, thing: int) -> list[object]:
    own = list(name.thing.names.values())
    text = own.index(name.text) if name.text in own else name.text
    return [thing, text, name.form.kept, name.form.folded_spaced, *([name.cost] if name.cost else [])]
