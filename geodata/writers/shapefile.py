"""Shapefile, for a GIS that reads nothing newer: short column names, one kind of geometry, texts of 254 bytes."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from geodata.errors import WriteError
from geodata.writers._values import rows_in, with_date_fields

_TEXT_BYTES = 254
_NAME_LETTERS = 10


def write(frame: gpd.GeoDataFrame, out: Path) -> list[str]:
    """Write the layer with its companions (.dbf, .shx, .prj, .cpg) beside it."""
    kinds = {shape.geom_type.removeprefix("Multi") for shape in frame.geometry if shape is not None}
    if len(kinds) > 1:
        raise WriteError(
            f"a Shapefile holds one kind of geometry and this layer has {' and '.join(sorted(kinds))}; take gpkg"
        )
    short = _short_names([name for name in frame.columns if name != "geometry"])
    fitted = with_date_fields(frame).rename(columns=short)
    cut = 0
    for name in fitted.columns.drop("geometry"):
        texts = [_fit(value) for value in fitted[name]]
        cut += sum(isinstance(b, str) and a != b for a, b in zip(texts, fitted[name], strict=True))
        if any(isinstance(value, str) for value in texts):
            fitted[name] = texts
    # Without Arrow a day becomes a text; a file of no row would be taken for lines.
    pyogrio.write_dataframe(
        fitted,
        out,
        driver="ESRI Shapefile",
        encoding="UTF-8",
        geometry_type=None if kinds else "Point",
        use_arrow=True,
        promote_to_multi=False,
    )
    return [f"a Shapefile holds {_TEXT_BYTES} bytes a text: {cut} texts were cut; gpkg keeps them whole"] if cut else []


def count(out: Path) -> int:
    """Rows in the file."""
    return rows_in(out)


def _short_names(columns: list[str]) -> dict[str, str]:
    """Names of at most ten letters, each once: ``start_date_edtf`` -> ``start_edtf``."""
    taken: dict[str, str] = {}
    for column in columns:
        plain = (
            column.replace("_date_edtf", "_edtf")
            .replace("geometry_precision", "precision")
            .replace("status_note", "s_note")
        )
        name = plain[:_NAME_LETTERS]
        number = 1
        while name in taken.values():
            number += 1
            name = plain[: _NAME_LETTERS - 1] + str(number)
        taken[column] = name
    return taken


def _fit(value: object) -> object:
    """Cut a text to what a cell holds, never inside a letter."""
    if not isinstance(value, str) or len(value.encode("utf-8")) <= _TEXT_BYTES:
        return value
    return value.encode("utf-8")[:_TEXT_BYTES].decode("utf-8", "ignore")
