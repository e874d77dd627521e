"""A slide of 4000 x 2250 pixels beside the same layers drawn by cartopy and matplotlib, and beside a browser's picture.

python -m pytest tests/benchmarks/test_snapshot.py
"""

import io
import resource
import subprocess
import sys
from datetime import UTC, date, datetime

import cartopy.crs as ccrs
import matplotlib as mpl
import matplotlib.patches
import matplotlib.patheffects
import numpy as np
import pytest
import shapely
from cartopy.mpl.geoaxes import GeoAxes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from dashboard.atlas.selection import Selection
from dashboard.atlas.style import BASEMAP, DAESH
from dashboard.paper.formats import typeset
from dashboard.paper.formats.film import write_mp4
from dashboard.paper.formats.svg import document, write
from dashboard.paper.map.ground import basemap_rows
from dashboard.paper.map.symbols import color_of
from dashboard.paper.scene import Circle, Shape, Text
from dashboard.publish.days import days_of
from dashboard.publish.formats import Sheet, compose
from geodata import territory_on

SIZE = (4000, 2250)
ROUNDS = 5
SHEET = Sheet(Selection(day=date(2016, 5, 5)), made_at=datetime(2026, 11, 25, tzinfo=UTC))


def of_size(content):
    picture = Image.open(io.BytesIO(content))
    assert picture.size == SIZE
    return picture


def test_png(benchmark):
    """From the selection to the file, the basemap loaded."""
    compose(SHEET)
    of_size(benchmark.pedantic(lambda: typeset.write_png(compose(SHEET)), rounds=ROUNDS, warmup_rounds=1))


def test_png_by_cartopy(benchmark):
    """The same layers, names where they were placed here, by the usual library; its data loaded too."""
    scene = compose(SHEET)
    layers = {name: basemap_rows(name) for name in ("world", "land", "governorates", "lakes", "rivers", "borders")}
    land = territory_on(SHEET.selection.day)
    of_size(benchmark.pedantic(lambda: by_cartopy(scene, layers, land), rounds=3, warmup_rounds=1))


def test_png_by_a_browser(benchmark, browser):
    """A picture of the same page, already written, by a browser that is running."""
    drawing = write(compose(SHEET)).decode("utf-8")
    page = browser.new_page(viewport={"width": 1333, "height": 750}, device_scale_factor=3)

    def picture():
        page.set_content(f"<style>body{{margin:0}}svg{{width:1333.4px;height:750px}}</style>{drawing}")
        page.wait_for_function("document.fonts.status === 'loaded'")
        return page.screenshot()

    content = benchmark.pedantic(picture, rounds=ROUNDS, warmup_rounds=1)
    page.close()
    assert Image.open(io.BytesIO(content)).height == SIZE[1]


def test_pdf_of_a_scene(benchmark):
    scene = compose(SHEET)
    content = benchmark.pedantic(lambda: typeset.write_pdf(scene), rounds=ROUNDS, warmup_rounds=1)
    assert content.startswith(b"%PDF")


def test_svg_of_a_scene(benchmark):
    scene = compose(SHEET)
    assert benchmark.pedantic(lambda: document(scene), rounds=ROUNDS, warmup_rounds=1).startswith("<svg")


def test_film_of_84_months(benchmark):
    days = days_of(date(2013, 1, 1), date(2019, 12, 31), "month")
    assert len(days) == 84
    content = benchmark.pedantic(lambda: write_mp4(SHEET, days, "month"), rounds=2)
    benchmark.extra_info["kB"] = len(content) // 1024


@pytest.mark.parametrize("form", ["png", "mp4"])
def test_memory_of_a_process(benchmark, form, tmp_path):
    """The greatest resident memory of the command, in megabytes, as ``extra_info``; the time is with starting."""
    what = ["snapshot", "--date", "2016-05-05"] if form == "png" else ["timelapse", "--from", "2013-01-01"]
    more = [] if form == "png" else ["--to", "2019-12-31"]
    command = [sys.executable, "-m", "dashboard", *what, *more, "--lang", "en", "--format", form]
    run = lambda: subprocess.run([*command, "--out", str(tmp_path / f"map.{form}")], check=True)  # noqa: E731
    benchmark.pedantic(run, rounds=1)
    benchmark.extra_info["MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def by_cartopy(scene, layers, land):
    left, top, right, bottom = scene.frame
    figure = Figure(figsize=(SIZE[0] / 300, SIZE[1] / 300), dpi=300)
    FigureCanvasAgg(figure)
    place = [left / scene.width, 1 - bottom / scene.height, (right - left) / scene.width, (bottom - top) / scene.height]
    axes = figure.add_axes(place, projection=ccrs.LambertConformal(42.1, 33.3, standard_parallels=(30.4, 36.2)))
    axes.set_extent((33.4, 50.4, 28.8, 37.8), ccrs.PlateCarree())
    axes.set_facecolor(BASEMAP["sea"])
    degrees = ccrs.PlateCarree()
    fill(axes, layers["world"], BASEMAP["land"])
    fill(axes, layers["land"], BASEMAP["land"])
    home = layers["governorates"][layers["governorates"]["country"].isin(["IQ", "SY"])]
    fill(axes, home, BASEMAP["focus"])
    for row in land.to_dict("records"):
        control = row["class"] in ("control", "contested")
        color = DAESH if control else color_of(row["held_by"])
        hatch = "xxx" if row["class"] == "contested" else "//" if row["class"] == "influence" else None
        axes.add_geometries([row["geometry"]], degrees, facecolor=color, alpha=0.7, hatch=hatch)
    fill(axes, layers["lakes"], BASEMAP["lake"])
    for name, color in (("rivers", BASEMAP["river"]), ("borders", BASEMAP["border"])):
        axes.add_geometries(layers[name].geometry, degrees, facecolor="none", edgecolor=color, linewidth=0.8)
    axes.gridlines(draw_labels=True, linewidth=0.3)
    margins(figure, scene)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=300)
    return content.getvalue()


def fill(axes: GeoAxes, rows, color):
    axes.add_geometries(rows.geometry, ccrs.PlateCarree(), facecolor=color, edgecolor="none")


def margins(figure, scene):
    """Symbols and texts, placed on the page as they are here."""
    page = figure.add_axes([0, 0, 1, 1], xlim=(0, scene.width), ylim=(scene.height, 0), facecolor="none")
    page.axis("off")
    halo = [mpl.patheffects.withStroke(linewidth=1.5, foreground="white")]
    for layer in scene.layers:
        if layer.id in ("page", "ground", "territory", "lines", "graticule"):
            continue
        circles = [mark for mark in layer.marks if isinstance(mark, Circle)]
        for mark in circles:
            page.add_patch(mpl.patches.Circle((mark.x, mark.y), mark.radius, color=mark.paint.fill or "none"))
        for mark in layer.marks:
            if isinstance(mark, Shape):
                for part in shapely.get_parts(mark.geometry):
                    points = np.asarray(shapely.get_coordinates(part))
                    page.plot(points[:, 0], points[:, 1], color=mark.paint.stroke or "none", linewidth=0.5)
            elif isinstance(mark, Text):
                align = {"start": "left", "middle": "center", "end": "right"}[mark.anchor]
                effects = halo if mark.halo else []
                page.text(mark.x, mark.y, mark.text, fontsize=mark.size, ha=align, path_effects=effects)
