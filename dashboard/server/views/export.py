"""Export: the map as a slide, a page, a film or an offline file, shown as it will be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.atlas.i18n import Locale, languages, locale
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import BANNER_LENGTH, GREEN, TITLE_LENGTH, SheetError
from dashboard.paper.typography import TypefaceError
from dashboard.publish import comparison
from dashboard.publish.days import LONGEST, STEPS, days_of
from dashboard.publish.file_names import file_name
from dashboard.publish.formats import FILMS, FORMATS, PAGES, Sheet
from dashboard.server import cache, press, session
from dashboard.server.latest import LatestSheet
from dashboard.server.markup import filled
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, TERRITORY_LAST, clamp
from geodata.errors import GeodataError

_MADE, _LATEST = "film", "export"


def show() -> None:
    """What to choose on one side, what the file will show on the other."""
    latest: LatestSheet = st.session_state.setdefault(_LATEST, LatestSheet())
    with latest.running():
        _show(latest)


def _show(latest: LatestSheet) -> None:
    reader = session.reader()
    st.header(reader.t("export.heading"))
    _small(reader.t("export.hint", page=reader.t("page.explore")))
    choices, preview = st.columns([1, 2.4], gap="large")
    with choices:
        form = st.selectbox(
            reader.t("export.format"), [*FORMATS, *FILMS], format_func=lambda one: reader.t(f"export.format.{one}")
        )
        _small(reader.t(f"export.about.{form}"))
        sheet = _chosen(form, reader)
        latest.tell(sheet)
        if sheet is None:
            return
        days: list[date] = []
        if form in FILMS:
            days = _film(sheet, form, reader)
        else:
            _download(sheet, latest.sheet, form, reader)
    with preview:
        _preview(sheet, form, days, reader)


def _chosen(form: str, reader: Locale) -> Sheet | None:
    """The sheet as the reader describes it; None, with a word, where it cannot be."""
    selection = _selection(form, reader)
    size = "slide"
    if form in FORMATS and FORMATS[form].is_laid_out:
        named = {one: reader.t(f"export.page.{one}") for one in PAGES}
        size = st.selectbox(reader.t("export.page"), list(PAGES), format_func=named.__getitem__)
    language = st.selectbox(
        reader.t("app.language"),
        languages(),
        index=languages().index(reader.language),
        format_func=lambda code: locale(code).t("language.name"),
        key=f"export-language-{reader.language}",
    )
    title = st.text_input(reader.t("export.title"), max_chars=TITLE_LENGTH)
    text, color = st.columns([3, 1], vertical_alignment="bottom")
    banner = text.text_input(reader.t("export.banner"), max_chars=BANNER_LENGTH)
    banner_color = color.color_picker(reader.t("export.banner_color"), GREEN)
    # By the minute, so that what is shown and what is made are the same page.
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    try:
        return Sheet(replace(selection, language=language), size, title, banner, banner_color, now)
    except TypefaceError as error:
        st.error(reader.t("export.letter", letter=error.letter))
        return None


def _selection(form: str, reader: Locale) -> Selection:
    """What the map shows; where it compares two days, what the reader wants of them."""
    selection = session.selected()
    if selection.compare is None:
        return selection
    if form in FILMS:
        return comparison.without(selection)
    choices = comparison.choices(selection, reader)
    return choices[st.radio(reader.t("export.day"), list(choices))]


def _download(sheet: Sheet, latest: Callable[[], Sheet], form: str, reader: Locale) -> None:
    st.download_button(
        reader.t("export.download"),
        lambda: press.page(latest(), form),
        file_name=file_name(sheet, form),
        mime=FORMATS[form].media,
        type="primary",
        on_click="ignore",
        width="stretch",
    )


def _film(sheet: Sheet, form: str, reader: Locale) -> list[date]:
    """The film once it has been made; answers with its days, none where there can be no film."""
    start, end = st.columns(2)
    first = _date(start, reader.t("export.from"), "film-from", TERRITORY_FIRST)
    last = _date(end, reader.t("export.to"), "film-to", TERRITORY_LAST)
    step = st.segmented_control(
        reader.t("export.step"),
        STEPS,
        default=STEPS[0],
        required=True,
        format_func=lambda one: reader.t(f"export.step.{one}"),
    )
    try:
        days = days_of(clamp(first, CLOCK_FIRST, last), last, step or STEPS[0])
    except SheetError:
        st.error(reader.t("export.long", longest=LONGEST) if last > first else reader.t("export.order"))
        return []
    wanted = (replace(sheet, made_at=datetime.min.replace(tzinfo=UTC)), form, days, step)
    if st.button(reader.t("export.make"), type="primary", width="stretch"):
        bar = st.progress(0.0, reader.t("export.making"))

        def tell(share: float) -> None:
            bar.progress(share, reader.t("export.making"))

        made = press.film(sheet, form, tuple(days), step or STEPS[0], tell)
        bar.empty()
        st.session_state[_MADE] = (wanted, made)
    known_film = st.session_state.get(_MADE)
    if known_film is not None and known_film[0] == wanted:
        st.download_button(
            reader.t("export.download"),
            known_film[1],
            file_name=file_name(sheet, form, is_film=True),
            mime=FILMS[form].media,
            on_click="ignore",
            width="stretch",
        )
    return days


def _date(place: DeltaGenerator, label: str, key: str, usual: date) -> date:
    return place.date_input(label, usual, CLOCK_FIRST, cache.known().last, key=key, format="YYYY-MM-DD")


def _preview(sheet: Sheet, form: str, days: list[date], reader: Locale) -> None:
    is_laid_out = form in FILMS or FORMATS[form].is_laid_out
    _small(reader.t("export.preview" if is_laid_out else "export.preview.html"))
    try:
        picture = cache.preview(sheet, (days[0], days[-1]) if days else None)
    except GeodataError:
        st.error(reader.t("export.failed"))
        return
    with st.container(key="preview"):
        st.image(picture, width="stretch")


def _small(text: str) -> None:
    # A caption of Streamlit's own stands on the left in every language.
    st.html(filled("small", text=text))
