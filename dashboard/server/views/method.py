"""Method: how the land of a day is derived, how well it fits what others published, and what it cannot tell."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.atlas.i18n import Locale
from dashboard.publish.record import record
from dashboard.server import cache, session
from geodata.history.parameters import PARAMETERS
from geodata.history.published import FITTED

_COLUMNS = (
    "method.date",
    "method.estimator",
    "method.what",
    "method.published",
    "method.ours",
    "method.band",
    "method.gap",
)
_STEPS = 5
_LIMITS = 5
_APART = ("ihs", "dod", "us_shares", "sohr", "rand", "iraq", "peak", "france", "last")


def page(reader: Locale) -> StreamlitPage:
    """What the navigation and links lead to."""
    return st.Page(show, title=reader.t("page.method"), url_path="method")


def show() -> None:
    """The page in the reader's language."""
    reader = session.reader()
    st.header(reader.t("method.heading"))
    st.html(_prose(reader.t("method.brief")))
    st.subheader(reader.t("method.how"))
    st.html(_list("ol", (reader.t(f"method.step.{number}") for number in range(1, _STEPS + 1))))
    st.subheader(reader.t("method.parameters"))
    st.html(_parameters(reader))
    if not cache.published().empty:
        _figures(reader)
    st.subheader(reader.t("method.told"))
    st.html(_told(reader))
    st.subheader(reader.t("method.limits"))
    st.html(_list("ul", (reader.t(f"method.limit.{number}") for number in range(1, _LIMITS + 1))))


def _figures(reader: Locale) -> None:
    published = cache.published()
    fitted = (published["estimator"] == FITTED) & (published["measure"] == "area_held")
    st.subheader(reader.t("method.fit"))
    found = cache.fitted()
    if found is not None:
        mean, left_out = (reader.tenths(value) for value in (found.mean_error, found.left_out_error))
        st.html(_prose(reader.t("method.fit_told", mean=mean, left_out=left_out)))
    st.html(_beside(published[fitted], reader))
    st.subheader(reader.t("method.apart"))
    st.html(_list("ul", (reader.t(f"method.apart.{cause}") for cause in _APART)))
    st.html(_beside(published[~fitted], reader))


def _told(reader: Locale) -> str:
    """Sieges and pockets whose size a source tells, each with its sources."""
    sources = record().document["sources"]
    items = []
    for row in cache.table("territory_overrides").to_dict("records"):
        cited = ", ".join(sources[one]["publisher"] for one in row["sources"].split(";") if one in sources)
        day = reader.day(row["start_date"].date())
        items.append(f"{day}: {row[f'note_{reader.language}']} ({cited})")
    return _list("ul", items)


def _parameters(reader: Locale) -> str:
    chosen = {
        "reach": PARAMETERS.reach,
        "influence": PARAMETERS.influence,
        "contested_band": PARAMETERS.contested_band,
        "road_cost": PARAMETERS.road_cost,
        "river_cost": PARAMETERS.river_cost,
        "inherit_km": PARAMETERS.inherit_km,
        "band": round(100 * (PARAMETERS.high_share - 1)),
    }
    rows = [
        (reader.t(f"parameter.{name}"), f"{value:g}".replace(".", reader.decimal)) for name, value in chosen.items()
    ]
    return _table((reader.t("method.parameter"), reader.t("method.value")), rows, numbers={1})


def _beside(rows: pd.DataFrame, reader: Locale) -> str:
    told = [_row(row, reader) for row in rows.to_dict("records")]
    return _table([reader.t(key) for key in _COLUMNS], told, numbers={3, 4, 5, 6})


def _row(row: dict[Any, Any], reader: Locale) -> tuple[str, ...]:
    figure = cache.figure(row["id"])
    edtf = figure["figure_date_edtf"] if isinstance(figure["figure_date_edtf"], str) else None
    denominator = figure[f"denominator_{reader.language}"]
    share = row["measure"] == "share_lost"
    what = [reader.t(f"measure.{row['measure']}"), reader.t(f"scope.{row['scope'].replace(';', '-')}")]
    what += [denominator] if isinstance(denominator, str) else []

    def value(name: str) -> str:
        text = reader.tenths(row[name]) if share else reader.number(round(row[name]))
        return reader.t("method.percent" if share else "area.km2", area=text)

    told = [
        reader.day(figure["figure_date"].date(), edtf),
        str(figure["estimator"]),
        ", ".join(what),
        value("published"),
    ]
    # Of land outside Iraq and Syria nothing is derived here.
    if pd.isna(row["ours"]):
        return (*told, "–", "–", "–")
    sign = "+" if row["gap_percent"] > 0 else ""
    gap = reader.t("method.points" if share else "method.percent", area=sign + reader.tenths(row["gap_percent"]))
    return (*told, value("ours"), f"{value('low')} – {value('high')}", gap)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: set[int]) -> str:
    def line(tag: str, cells: Sequence[str]) -> str:
        marked = ((' class="number"' if at in numbers else "", escape(cell)) for at, cell in enumerate(cells))
        return "".join(f"<{tag}{mark}><bdi>{cell}</bdi></{tag}>" for mark, cell in marked)

    body = "".join(f"<tr>{line('td', row)}</tr>" for row in rows)
    return (
        f'<div class="atlas-scroll"><table class="atlas-table"><thead><tr>{line("th", head)}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _list(tag: str, texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<div class="atlas-prose"><{tag}>{items}</{tag}></div>'


def _prose(text: str) -> str:
    return f'<div class="atlas-prose"><p>{escape(text)}</p></div>'
