"""The question that a briefing asks, with its answer: what the site and an offline briefing open with."""

from pathlib import Path
from urllib.parse import urlencode

from dashboard.atlas.address import to_query
from dashboard.atlas.i18n import Locale
from dashboard.atlas.land import Json
from dashboard.atlas.selection import Selection
from dashboard.publish.markup import Templates

_TEMPLATES = Templates(Path(__file__).parent / "templates")


def opening(story: Json, reader: Locale) -> str:
    """HTML of the question, its answer, and the ways to the map.

    Parameters
    ----------
    story
        `dashboard.atlas.story.told`.

    Raises
    ------
    LayerError
        If the template cannot be used.
    """
    map_alone = urlencode(to_query(Selection(language=reader.language)), safe=",")
    return _TEMPLATES.filled(
        "opening.html",
        story=story,
        language=reader.language,
        direction=reader.direction,
        explore=map_alone,
        words={
            "see": reader.t("question.see"),
            "tell": reader.t("question.tell"),
            "explore": reader.t("question.explore"),
            "sources": reader.t("question.sources"),
            "comma": reader.t("list.comma"),
        },
    )
