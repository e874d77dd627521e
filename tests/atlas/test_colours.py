"""Actors and land are told apart by who sees no colour, or other colours: by letters and hatches that can be read."""

import itertools

import numpy as np
import pytest

from dashboard.atlas import style
from dashboard.atlas.shown import actors
from geodata.names.wording import LANGUAGES

# Machado, Oliveira and Fernandes 2009, severity 1, for linear light; and grey, as a copier makes it.
SEEN = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
TEXT, PARTS = 4.5, 3.0
"""Contrasts that WCAG 2.2 asks of text (1.4.3) and of parts of a picture (1.4.11)."""
ON_WHITE = ("ink", "accent", "quiet", "quieter", "muted", "link")


def _linear(color):
    part = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def _contrast(one, other, seen=None):
    matrix = np.eye(3) if seen is None else np.array(SEEN[seen])
    lights = sorted(float(LUMINANCE @ np.clip(matrix @ _linear(color), 0, 1)) for color in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("seen", SEEN)
def test_an_actor_has_a_letter_of_its_own_that_can_be_read_on_its_colour(seen):
    known = actors()
    for one, other in itertools.combinations(known.values(), 2):
        assert one.letters.keys() == set(LANGUAGES)
        assert all(one.letters[code] != other.letters[code] for code in LANGUAGES)
    for name, actor in known.items():
        inks = (style.INK, style.WHITE)
        assert max(_contrast(actor.color, ink, seen) for ink in inks) >= TEXT, name


@pytest.mark.parametrize("seen", SEEN)
def test_held_land_stands_out_from_all_other_land(seen):
    """What is not told apart by a hatch is by how light it is."""
    held = style.LAND["control"]
    assert held.hatch is None
    others = [actor.color for name, actor in actors().items() if name not in ("daesh", "contested")]
    for color in [*others, style.BASEMAP["focus"], style.BASEMAP["land"]]:
        assert _contrast(held.fill.color, color, seen) >= PARTS, color


def test_classes_of_land_have_hatches_of_their_own():
    """But for held land and land taken back, of which the one is dark and the other light: see above."""
    looks = {name: look for name, look in style.LAND.items() if name not in style.CHANGES}
    hatched = [look.hatch for look in looks.values() if look.hatch]
    assert {name for name, look in looks.items() if not look.hatch} == {"control", "retaken"}
    assert len({(hatch.crossed, hatch.apart, bool(hatch.ground)) for hatch in hatched}) == len(hatched)


@pytest.mark.parametrize("colors", [style.COLORS, style.COLORS | style.DARK], ids=["light", "dark"])
def test_texts_can_be_read_on_their_ground(colors):
    for name in ON_WHITE:
        for ground in ("white", "event_now", "hover", "head_ground"):
            assert _contrast(colors[name], colors[ground]) >= TEXT, (name, ground)
    assert _contrast(colors["focus_ring"], colors["white"]) >= PARTS
