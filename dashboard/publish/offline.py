"""Sheet -> the interactive map with its clock as one HTML file that opens from disk.

The file asks no machine for anything, and its own policy forbids it to. The same sheet makes the same bytes.
"""

from pathlib import Path

from dashboard.atlas.i18n import Locale, locale
from dashboard.atlas.story import told
from dashboard.atlas.style import contrasting, root_rule
from dashboard.paper.sheet import Sheet
from dashboard.publish.markup import Templates
from dashboard.publish.opening import opening
from dashboard.publish.record import missing, names, record
from dashboard.screen.folium_map import figure_of, standalone
from geodata.record.stories import Story

_TEMPLATES = Templates(Path(__file__).parent / "templates")
_NO_VERSION = "–"


def write(sheet: Sheet, story: Story | None = None) -> bytes:
    """The map of a sheet as an HTML file, everything inside; it says which files of the record could not be used.

    Parameters
    ----------
    story
        A briefing that is told on the map; the file opens with its question. None for the map alone.
    """
    reader, known = locale(sheet.selection.language), record()
    version = known.document["version"] or _NO_VERSION
    document = told(story, reader, known.document) if story else None
    atlas = standalone(sheet.selection, known, names(), {document["name"]: document} if document else {})
    figure = figure_of(atlas)
    # The map puts its parts into its figure as it is rendered.
    atlas.render()  # type: ignore[no-untyped-call]
    page = _TEMPLATES.filled(
        "offline.html",
        language=reader.language,
        direction=reader.direction,
        map={"head": figure.header.render(), "body": figure.html.render(), "script": figure.script.render()},
        sheets=[root_rule(), _TEMPLATES.text("offline.css")],
        window=document["question"] if document and not sheet.title else _window(sheet, reader),
        made=sheet.made,
        version=version,
        title=sheet.title,
        opening=opening(document, reader) if document else "",
        notices=missing(reader.language),
        banner={"text": sheet.banner, "ground": sheet.banner_color, "ink": contrasting(sheet.banner_color)},
        foot=(reader.t("map.disclaimer"), reader.t("map.credit"), sheet.told(reader, version)),
    )
    return page.encode("utf-8")


def _window(sheet: Sheet, reader: Locale) -> str:
    """What a window and a bookmark call the file: the title and the days that it opens on."""
    days = [day for day in (sheet.selection.day, sheet.selection.compare) if day]
    return " · ".join([sheet.title or reader.t("app.title"), *map(reader.day, days)])
