"""A copy of the shipped record that a test may damage."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from geodata.catalog import LAYERS_FOLDER


class RecordCopy:
    """Files like those of ``geodata/layers``, edited without the code under test."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, file):
        return self.folder / file

    def change(self, file, row_id, **columns):
        """Give columns of one row other values."""

        def edit(row):
            row.update({name: columns[name] for name in row.keys() & columns.keys()})

        self._edit_row(file, row_id, edit)

    def geometry(self, file, row_id, geometry):
        document = self._document(file)
        self._feature(document, row_id)["geometry"] = geometry
        self._write(file, document)

    def move(self, file, row_id, coordinates):
        self.geometry(file, row_id, {"type": "Point", "coordinates": coordinates})

    def copy_row(self, file, row_id, **columns):
        """Append a copy of a row that differs in some columns."""
        if file.endswith(".csv"):
            rows = self._table(file)
            rows.append({**next(row for row in rows if row["id"] == row_id), **columns})
            self._write_table(file, rows)
            return
        document = self._document(file)
        feature = self._feature(document, row_id)
        document["features"].append({**feature, "properties": {**feature["properties"], **columns}})
        self._write(file, document)

    def drop_column(self, file, column):
        self._edit_all(file, lambda row: row.pop(column))

    def add_column(self, file, column, value):
        self._edit_all(file, lambda row: row.update({column: value}))

    def edit_document(self, file, edit):
        """Change a JSON document as a whole, laid out as the shipped one is."""
        document = self._document(file)
        edit(document)
        self._write(file, document)

    def replace(self, file, old: bytes, new: bytes):
        """Put other bytes in place of the first occurrence."""
        content = self.path(file).read_bytes()
        assert old in content, f"{file} no longer holds {old!r}: the test needs another row"
        self.path(file).write_bytes(content.replace(old, new, 1))

    def rewrite(self, file, edit):
        """Put other bytes in place of all."""
        content = self.path(file).read_bytes()
        edited = edit(content)
        assert edited != content
        self.path(file).write_bytes(edited)

    def _edit_row(self, file, row_id, edit):
        if file.endswith(".csv"):
            rows = self._table(file)
            edit(next(row for row in rows if row["id"] == row_id))
            self._write_table(file, rows)
            return
        document = self._document(file)
        edit(self._feature(document, row_id)["properties"])
        self._write(file, document)

    def _edit_all(self, file, edit):
        if file.endswith(".csv"):
            rows = self._table(file)
            for row in rows:
                edit(row)
            self._write_table(file, rows)
            return
        document = self._document(file)
        for feature in document["features"]:
            edit(feature["properties"])
        self._write(file, document)

    def _document(self, file):
        return json.loads(self.path(file).read_bytes())

    @staticmethod
    def _feature(document, row_id):
        return next(feature for feature in document["features"] if feature["properties"]["id"] == row_id)

    def _table(self, file):
        return list(csv.DictReader(io.StringIO(self.path(file).read_text(encoding="utf-8"), newline="")))

    def _write_table(self, file, rows):
        with self.path(file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def _write(self, file, document):
        if "features" not in document:
            text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        else:
            head = json.dumps({**document, "features": []}, separators=(",", ":")).removesuffix("]}")
            lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in document["features"]]
            text = head + "\n" + ",\n".join(lines) + "\n]}\n"
        self.path(file).write_bytes(text.encode("utf-8"))


@pytest.fixture
def record(tmp_path):
    """A whole copy of the shipped record, sound until a test damages it."""
    folder = tmp_path / "layers"
    shutil.copytree(LAYERS_FOLDER, folder, ignore=shutil.ignore_patterns("schema"))
    return RecordCopy(folder)
