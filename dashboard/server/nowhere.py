"""What a reader gets where the atlas has nothing: a small page in their language, with the way to the map.

No script and no Streamlit, whose own word for it is English and stands over a page that is none.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.atlas.i18n import locale
from dashboard.atlas.style import root_rule
from dashboard.server.language import language_wanted
from dashboard.server.markup import filled, own

_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}


def nowhere(request: Request, folder: str) -> Response:
    """The answer 404: a page for whoever reads, a word for what asks for a file.

    Parameters
    ----------
    folder
        What every address begins with.
    """
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("Not found", 404, headers=_HEADERS)
    reader = locale(language_wanted(request.query_params, request.headers))
    # Told from the address that was asked for: what stands before the folder is not known here.
    above = "../" * (request.url.path.removeprefix(folder).count("/") - 1) or "./"
    page = filled(
        "nowhere",
        language=reader.language,
        direction=reader.direction,
        sheet=root_rule() + own("row.css"),
        heading=reader.t("nowhere.heading"),
        told=reader.t("nowhere.told"),
        home=reader.t("row.home"),
        above=above,
    )
    return Response(page, 404, media_type="text/html; charset=utf-8", headers=_HEADERS)
