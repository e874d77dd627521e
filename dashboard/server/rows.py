"""A row of the record at an address of its own: what it says, on which pages, and what was put right in it.

No script and no Streamlit: a page that can be cited, kept and printed.
"""

from starlette.requests import Request
from starlette.responses import Response

from dashboard.atlas.evidence import Evidence
from dashboard.atlas.i18n import Locale, locale
from dashboard.atlas.style import root_rule
from dashboard.server import cache
from dashboard.server.language import language_of
from dashboard.server.markup import filled, own

_FRESH = {"Cache-Control": "no-cache"}


# Not a coroutine: it reads files, and runs beside the other answers.
def row(request: Request) -> Response:
    """The page of a row; 404 where the record has none of that name."""
    language = language_of(request.query_params)
    found = cache.evidence(request.path_params["table"], request.path_params["row"], language)
    page = filled("row", **_told(found, locale(language)))
    return Response(page, 200 if found else 404, media_type="text/html; charset=utf-8", headers=_FRESH)


def _told(found: Evidence | None, reader: Locale) -> dict[str, object]:
    words = {name: reader.t(f"row.{name}") for name in ("home", "pages", "readings", "corrections", "none", "was")}
    return {
        "language": reader.language,
        "direction": reader.direction,
        "sheet": root_rule() + own("row.css"),
        "missing": reader.t("row.missing"),
        "words": words | {"in_the_file": reader.t("row.values")},
        "row": found and _shown(found, reader),
    }


def _shown(found: Evidence, reader: Locale) -> dict[str, object]:
    pages = [
        vars(page)
        | {
            "origins": reader.t("row.origins", names=page.origins) if page.origins else "",
            "published": reader.t("row.published", day=page.published) if page.published else "",
            "read": reader.t("row.read", day=page.read),
        }
        for page in found.pages
    ]
    nothing = reader.t("row.nothing")
    put_right = [(day, column, was or nothing) for day, column, was in found.corrections]
    return {**vars(found), "pages": pages, "corrections": put_right, "values_": found.values}
