"""Area against time, with its band, what others published, and the day on the clock. Knows no Streamlit.

Altair, since Streamlit carries its script: nothing is fetched from elsewhere.
"""

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from dashboard.atlas.areas import area_on
from dashboard.atlas.i18n import Locale
from dashboard.atlas.style import ACCENT, COLORS, DAESH, INK

PICKED = "day"
"""Name of the selection that a click makes; its rows have a ``day``."""
_FONT = "IBM Plex Sans Arabic"
_HEIGHT = 300
# Labels are placed for this width; on a narrow screen they are left out, and a tooltip tells the same.
_WIDTH, _NARROW = 1150, 760
_SIZE = 11
_SIDES = (("center", -11), ("left", 0), ("right", 0), ("center", 12), ("left", -11), ("left", 12))
# The area with its band and the line lie lowest.
_OWN = 2
Chart = alt.LayerChart | alt.FacetChart
Spec = dict[str, Any]
_Box = tuple[float, float, float, float]


def area_chart(areas: pd.DataFrame, published: pd.DataFrame, reader: Locale) -> Spec:
    """Draw one scope's areas.

    Parameters
    ----------
    areas
        As `dashboard.atlas.areas.summed` answers.
    published
        As `dashboard.atlas.estimates.estimates` answers.
    reader
        The language.

    Returns
    -------
    dict
        A specification of Vega-Lite, which takes Altair half a second to write: made once, then marked by `with_days`.
    """
    last = areas["date"].max()
    top = float(max(areas["high"].max(), published["area"].max() if len(published) else 0)) * 1.06
    x = alt.X("date:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=False, labelPadding=6))
    scale = alt.Scale(domain=[0, top], nice=False)
    y = alt.Y("middle:Q", scale=scale, axis=_axis(reader))
    base = alt.Chart(areas)
    layers: list[Any] = [
        base.mark_area(interpolate="step-after", color=DAESH, opacity=0.2).encode(x=x, y=y_of("low", y), y2="high:Q"),
        base.mark_line(interpolate="step-after", color=DAESH, strokeWidth=2).encode(x=x, y=y),
    ]
    layers += _published(_placed(published, areas["date"].min(), last, top), x, scale)
    layers.append(_pickable(areas, published, x))
    spec: Spec = _styled(alt.layer(*layers)).to_dict()
    return spec


def with_days(spec: Spec, areas: pd.DataFrame, day: date, reader: Locale, compare: date | None = None) -> Spec:
    """The chart of `area_chart` with the day on the clock, and the second day where two are compared.

    Days beyond those of the areas are not marked. The marks lie on the areas and below what others published.
    """
    marks = []
    for marked, color in ((compare, INK), (day, ACCENT)):
        if marked is not None and (area := area_on(areas, marked)) is not None:
            marks.append(_marked(marked, area, color, reader))
    layers = spec["layer"]
    return {**spec, "layer": [*layers[:_OWN], *marks, *layers[_OWN:]]}


def y_of(column: str, like: alt.Y) -> alt.Y:
    """The same axis for another column."""
    answer: alt.Y = like.copy()
    answer.shorthand = f"{column}:Q"
    return answer


def _axis(reader: Locale) -> alt.Axis:
    grouped = f"replace(format(datum.value, ','), /,/g, '{reader.group}')"
    title = reader.t("chart.axis")
    return alt.Axis(
        title=title, titleAngle=0, titleAlign="left", titleX=4, titleY=-12, labelExpr=grouped, tickCount=5, domain=False
    )


def _marked(day: date, area: float, color: str, reader: Locale) -> Spec:
    row = {"date": f"{day}T00:00:00", "middle": area, "told": reader.isolated(reader.area(area))}
    x, y = {"field": "date", "type": "temporal"}, {"field": "middle", "type": "quantitative"}
    look = {"type": "text", "color": color, "align": "left", "dx": 6, "y": 8, "fontWeight": 700, "fontSize": 13}
    told = {"x": x, "text": {"field": "told", "type": "nominal"}}
    return {
        "data": {"values": [row]},
        "layer": [
            {"mark": {"type": "rule", "color": color, "strokeWidth": 1.6}, "encoding": {"x": x}},
            {
                "mark": {"type": "point", "color": color, "filled": True, "size": 70, "opacity": 1},
                "encoding": {"x": x, "y": y},
            },
            {"mark": {**look, "stroke": "white", "strokeWidth": 4}, "encoding": told},
            {"mark": look, "encoding": told},
        ],
    }


def _published(points: pd.DataFrame, x: alt.X, scale: alt.Scale) -> list[Any]:
    if points.empty:
        return []
    chart = alt.Chart(points)
    y = alt.Y("area:Q", scale=scale)
    tooltip = [alt.Tooltip("told:N", title=" ")]
    shown: list[Any] = [
        chart.transform_filter(alt.datum.kind == kind)
        .mark_point(shape=shape, filled=filled, size=size, stroke=INK, fill="white" if not filled else INK, opacity=1)
        .encode(x=x, y=y, tooltip=tooltip)
        for kind, shape, filled, size in (("share", "diamond", False, 46), ("area", "circle", True, 52))
    ]
    opacity = alt.value(alt.ExprRef(f"width < {_NARROW} ? 0 : 1"))
    halo: dict[str, Any] = {"stroke": "white", "strokeWidth": 3}
    for (align, dy), own in points.groupby(["align", "dy"]):
        beside = {"left": 7, "right": -7}.get(str(align), 0)
        look: dict[str, Any] = {"align": align, "dx": beside, "dy": dy, "fontSize": _SIZE, "color": INK}
        for mark in (alt.MarkDef("text", **look, **halo), alt.MarkDef("text", **look)):
            drawn: Any = alt.Chart(own, mark=mark)
            shown.append(drawn.encode(x=x, y=y, text="label:N", opacity=opacity))
    return shown


def _pickable(areas: pd.DataFrame, published: pd.DataFrame, x: alt.X) -> alt.Chart:
    """What a click falls on: the nearest day that something is known of."""
    days = pd.DataFrame({"date": pd.concat([areas["date"], published["date"]]).drop_duplicates().sort_values()})
    # As text: Vega's time of a day depends on where the reader is.
    days["day"] = days["date"].dt.strftime("%Y-%m-%d")
    picked = alt.selection_point(name=PICKED, fields=["day"], nearest=True, on="click", clear=False, toggle=False)
    chart: alt.Chart = alt.Chart(days).mark_rule(opacity=0, strokeWidth=12).encode(x=x).add_params(picked)
    return chart


def _placed(points: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, top: float) -> pd.DataFrame:
    """Choose for each label the first side on which it covers no other label and no point; else it has none."""
    rows: list[dict[Any, Any]] = points.to_dict("records")
    days = (last - first).days
    at = [((row["date"] - first).days / days * _WIDTH, _HEIGHT * (1 - row["area"] / top)) for row in rows]
    taken: list[_Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in at]
    # Areas first: a share says the same of several publishers, and may go without.
    for number in sorted(range(len(rows)), key=lambda one: rows[one]["kind"] == "share"):
        side = _side(str(rows[number]["label"]), *at[number], taken, number)
        rows[number] |= {"align": side[0], "dy": side[1]} if side else {"align": "center", "dy": 0, "label": ""}
    return pd.DataFrame(rows, columns=[*points.columns, "align", "dy"])


def _side(label: str, x: float, y: float, taken: list[_Box], own: int) -> tuple[str, int] | None:
    wide = len(label) * _SIZE * 0.56
    for align, dy in _SIDES:
        left = {"center": x - wide / 2, "left": x + 7, "right": x - 7 - wide}[align]
        box = (left, y + dy - 6, left + wide, y + dy + 6)
        if left > 0 and left + wide < _WIDTH and y + dy + 6 < _HEIGHT and not _covers(box, taken, but=own):
            taken.append(box)
            return align, dy
    return None


def _covers(box: _Box, taken: list[_Box], but: int) -> bool:
    left, up, right, down = box
    return any(
        number != but and left < other[2] and other[0] < right and up < other[3] and other[1] < down
        for number, other in enumerate(taken)
    )


def _styled(chart: Chart) -> Chart:
    text = {
        "labelFont": _FONT,
        "titleFont": _FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": COLORS["quiet"],
    }
    # Hundreds of SVG elements in a page make every step of the map's clock slower, even out of sight.
    drawn = {"embedOptions": {"renderer": "canvas"}}
    answer: Chart = (
        chart.properties(height=_HEIGHT, padding={"left": 4, "right": 8, "top": 22, "bottom": 4}, usermeta=drawn)
        .configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            **text, titleColor=COLORS["quiet"], titleFontWeight=500, gridColor=COLORS["grid"], tickColor=COLORS["edge"]
        )
    )
    return answer
