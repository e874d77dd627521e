"""Sheet -> the interactive map with its clock as one HTML file that opens from disk.

The file asks no machine for anything, and its own policy forbids it to. The same sheet makes the same bytes.
"""

from html import escape

from dashboard.atlas.i18n import Locale, locale
from dashboard.atlas.style import INK, contrasting
from dashboard.paper.sheet import Sheet
from dashboard.publish.record import record
from dashboard.screen.folium_map import figure_of, standalone

# Scripts and styles stand in the file; pictures and typefaces in them, as text. There is nothing else to load.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
# Of no use on paper. What the legend narrows symbols by stays: it says what is missing.
_HANDLED = ".atlas-tools,.atlas-clock,.atlas-desk,.leaflet-control-zoom,.atlas-panel .styles,.atlas-panel fieldset.off"
# The marking stays in sight where a phone has to scroll. What is printed is laid out for its paper on the screen
# already (`_PRINTING`), so none of this hangs on the medium.
_STYLE = f"""
@page{{size:A4 landscape;margin:10mm}}
body.atlas-file{{display:flex;flex-direction:column;height:auto;min-height:100vh;min-height:100svh;background:#fff;
 color:{INK};font-family:"IBM Plex Sans Arabic",system-ui,sans-serif;line-height:1.35}}
.atlas-file>*{{flex:none}}
.atlas-file>:not(main){{overflow-wrap:anywhere}}
.atlas-file>.atlas-marking{{position:sticky;top:0;bottom:0;z-index:1;margin:0;padding:3px 12px;text-align:center;
 font-size:14px;font-weight:700;print-color-adjust:exact}}
.atlas-file>h1{{margin:0;padding:8px 12px 0;font-size:clamp(16px,1.7vw,24px);font-weight:700;line-height:1.3}}
.atlas-file>main{{flex:1 0 540px;display:grid}}
.atlas-file>main>.atlas-pair[data-mode]{{height:auto;min-height:0;padding:8px 12px 4px}}
.atlas-file>footer{{display:flex;flex-wrap:wrap;gap:0 18px;padding:0 12px 5px;font-size:11.5px;color:#5d5646}}
.atlas-file>footer>:last-child{{margin-inline-start:auto}}
.atlas-file .atlas-credit{{display:none}}
@media (max-width:760px){{
 .atlas-file>.atlas-marking{{font-size:12px}}
 .atlas-file>main{{flex-basis:600px}}
 .atlas-file>main>.atlas-pair[data-mode]{{padding:5px 8px 2px}}
 .atlas-file>main>.atlas-pair[data-mode=split]{{min-height:max(980px,170svh)}}
 .atlas-file>h1{{padding-inline:8px}}
 .atlas-file>footer{{padding:0 8px 4px;font-size:10.5px}}
 .atlas-file>footer>:last-child{{margin:0}}
}}
body.atlas-file[data-printed]{{width:277mm;height:189mm;min-height:0;overflow:hidden}}
.atlas-file[data-printed]>main{{flex:1 1 0;min-height:0}}
.atlas-file[data-printed]>:is(h1,footer),.atlas-file[data-printed]>main>.atlas-pair[data-mode]{{padding-inline:0}}
.atlas-file[data-printed]>main>.atlas-pair[data-mode]{{min-height:0}}
.atlas-file[data-printed]>main>.atlas-pair[data-mode=split]{{
 grid-template:auto minmax(0,1fr) auto auto/auto minmax(0,1fr) minmax(0,1fr)}}
.atlas-file[data-printed]>main>.atlas-pair[data-mode=split]>.atlas-map[data-compare]{{
 grid-area:1/3/5/4;margin-inline-start:8px}}
.atlas-file[data-printed]>main>.atlas-pair[data-mode=split]>.atlas-difference{{grid-row:3}}
.atlas-file[data-printed] .atlas-head{{flex-wrap:nowrap}}
.atlas-file[data-printed] .atlas-date{{font-size:26px}}
.atlas-file[data-printed] .atlas-figures{{display:flex;flex-wrap:nowrap;width:auto;gap:4px 14px}}
.atlas-file[data-printed] .atlas-figures dd{{font-size:20px}}
.atlas-file[data-printed] .atlas-figures dt{{font-size:12px}}
.atlas-file[data-printed] .atlas-figures .land dt{{max-width:none}}
.atlas-file[data-printed] .atlas-figures small{{font-size:11px;white-space:normal}}
.atlas-file[data-printed] :is({_HANDLED}){{display:none}}
.atlas-file[data-printed] .atlas-difference summary::after{{content:none}}
.atlas-file[data-printed] *{{print-color-adjust:exact}}
"""
_PRINTING = """
(() => {
  const { atlas } = document.querySelector(".atlas-map");
  let seen, open;
  addEventListener("beforeprint", () => {
    seen = [atlas.map.getCenter(), atlas.map.getZoom()];
    const legend = atlas.panel.root;
    ({ open } = legend);
    // A phone has it closed, and paper cannot be asked. Of two days it is on the second, half as wide.
    legend.open ||= !atlas.selection.compare;
    document.body.toggleAttribute("data-printed", true);
    atlas.fitAgain();
    atlas.fit();
  });
  addEventListener("afterprint", () => {
    atlas.panel.root.open = open;
    document.body.toggleAttribute("data-printed", false);
    atlas.fitAgain();
    // A view with a name has been fitted anew; where the reader moved the map by hand, it is as it was left.
    if (!atlas.selection.view) atlas.map.setView(...seen, { animate: false });
  });
})();
"""


def write(sheet: Sheet) -> bytes:
    """The map of a sheet as an HTML file, everything inside; a broken layer of the record is left out of it."""
    reader, found = locale(sheet.selection.language), record()
    version = found.document["version"] or "–"
    atlas = standalone(sheet.selection, found)
    figure = figure_of(atlas)
    # The map puts its parts into its figure as it is rendered.
    atlas.render()  # type: ignore[no-untyped-call]
    document = f"""<!DOCTYPE html>
<html lang="{reader.language}" dir="{reader.direction}">
<head>
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
{figure.header.render()}
<title>{escape(_title(sheet, reader))}</title>
<meta name="date" content="{sheet.made}">
<meta name="version" content="{escape(version)}">
<style>{_STYLE}</style>
</head>
<body class="atlas-file">
{_marking(sheet)}
{_heading(sheet)}
<main>{figure.html.render()}</main>
{_foot(sheet, reader, version)}
{_marking(sheet)}
<script>
{figure.script.render()}
{_PRINTING}
</script>
</body>
</html>
"""
    return document.encode("utf-8")


def _title(sheet: Sheet, reader: Locale) -> str:
    """What a window and a bookmark call the file: the title and the days that it opens on."""
    days = [day for day in (sheet.selection.day, sheet.selection.compare) if day]
    return " · ".join([sheet.title or reader.t("app.title"), *map(reader.day, days)])


def _marking(sheet: Sheet) -> str:
    if not sheet.banner:
        return ""
    colors = f"background:{sheet.banner_color};color:{contrasting(sheet.banner_color)}"
    return f'<p class="atlas-marking" style="{colors}">{_told(sheet.banner)}</p>'


def _heading(sheet: Sheet) -> str:
    return f"<h1>{_told(sheet.title)}</h1>" if sheet.title else ""


def _foot(sheet: Sheet, reader: Locale, version: str) -> str:
    told = (reader.t("map.disclaimer"), reader.t("map.credit"), sheet.told(reader, version))
    return f"<footer>{''.join(map(_told, told))}</footer>"


def _told(text: str) -> str:
    """A text that keeps its own direction, whichever way the page is written."""
    return f"<bdi>{escape(text)}</bdi>"
