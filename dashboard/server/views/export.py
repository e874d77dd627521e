"""Export: the map as a slide, a page, a film or an offline file, shown as it will be."""

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
from dashboard.publish.order import Order
from dashboard.server import cache, session
from dashboard.server.button import button
from dashboard.server.markup import filled
from dashboard.server.orders import Offer, Orders
from dashboard.server.press import PRESS, BusyError
from geodata.dates import CLOCK_FIRST, TERRITORY_FIRST, TERRITORY_LAST, clamp
from geodata.errors import GeodataError

_ORDERS = "orders"
# How often a reader who waits for the preview is told how many are before it.
_TELL_SECONDS = 0.5


def show() -> None:
    """What to choose on one side, what the file will show on the other."""
    if _ORDERS not in st.session_state:
        st.session_state[_ORDERS] = Orders()
    orders: Orders = st.session_state[_ORDERS]
    with orders.running():
        _show(orders)


def _show(orders: Orders) -> None:
    reader = session.reader()
    st.header(reader.t("export.heading"), anchor=False)
    _small(reader.t("export.hint", page=reader.t("page.explore")))
    choices, preview = st.columns([1, 2.4], gap="large")
    with choices:
        form = st.selectbox(
            reader.t("export.format"), [*FORMATS, *FILMS], format_func=lambda one: reader.t(f"export.format.{one}")
        )
        _small(reader.t(f"export.about.{form}"))
        wanted = _wanted(form, reader)
        if wanted is None:
            orders.offer(None)
            return
        orders.offer(Offer(wanted, file_name(wanted.sheet, form, is_film=form in FILMS)))
        button(orders.key, _mark(wanted), form in FILMS, reader)
    with preview:
        _preview(wanted, orders, reader)


def _wanted(form: str, reader: Locale) -> Order | None:
    """What the reader describes; None, with a word, where it cannot be."""
    sheet = _chosen(form, reader)
    if sheet is None:
        return None
    if form in FORMATS:
        return Order(sheet, form)
    days, step = _film(reader)
    return Order(sheet, form, tuple(days), step) if days else None


def _mark(order: Order) -> str:
    """What tells one order from another, but for the time at which it is made."""
    return repr(replace(order, sheet=replace(order.sheet, made_at=datetime.min.replace(tzinfo=UTC))))


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


def _film(reader: Locale) -> tuple[list[date], str]:
    """Days of the film, none, with a word, where there can be no film; and their step."""
    start, end = st.columns(2)
    first = _date(start, reader.t("export.from"), "film-from", TERRITORY_FIRST)
    last = _date(end, reader.t("export.to"), "film-to", TERRITORY_LAST)
    chosen = st.segmented_control(
        reader.t("export.step"),
        STEPS,
        default=STEPS[0],
        required=True,
        format_func=lambda one: reader.t(f"export.step.{one}"),
    )
    step = chosen or STEPS[0]
    try:
        return days_of(clamp(first, CLOCK_FIRST, last), last, step), step
    except SheetError:
        st.error(reader.t("export.long", longest=LONGEST) if last > first else reader.t("export.order"))
        return [], step


def _date(place: DeltaGenerator, label: str, key: str, usual: date) -> date:
    return place.date_input(label, usual, CLOCK_FIRST, cache.known().last, key=key, format="YYYY-MM-DD")


def _preview(wanted: Order, orders: Orders, reader: Locale) -> None:
    is_laid_out = wanted.form in FILMS or FORMATS[wanted.form].is_laid_out
    _small(reader.t("export.preview" if is_laid_out else "export.preview.html"))
    with st.container(key="preview"):
        place = st.empty()
    told = _in_words(wanted.sheet)
    # What was shown stays until there is another: the server lets go of a picture that no run shows.
    if orders.shown is not None:
        place.image(orders.shown, width="stretch", alt=told)
    try:
        orders.shown = _picture(Order(wanted.sheet, days=wanted.days), orders.key, reader)
    except GeodataError as error:
        place.empty()
        st.error(reader.t("export.busy" if isinstance(error, BusyError) else "export.failed"))
        return
    place.image(orders.shown, width="stretch", alt=told)


def _in_words(sheet: Sheet) -> str:
    """What a page shows, in its own language."""
    reader, selection = locale(sheet.selection.language), sheet.selection
    days = [reader.day(day) for day in (selection.day, selection.compare) if day]
    return " · ".join([sheet.title or reader.t("app.title"), *days])


def _picture(order: Order, owner: str, reader: Locale) -> bytes:
    """The picture of a page, once it is its turn. The reader who chooses something else meanwhile wants it no more."""
    known = cache.preview(order)
    if known is not None:
        return known
    told = st.empty()
    job = PRESS.take(order, owner)
    try:
        while not job.wait(_TELL_SECONDS):
            place = job.place
            text = reader.t("export.queue", place=place) if place else reader.t("export.making")
            told.html(filled("small", text=text))
        told.empty()
        return cache.keep_preview(order, job.result())
    finally:
        job.leave()


def _small(text: str) -> None:
    # A caption of Streamlit's own stands on the left in every language.
    st.html(filled("small", text=text))
