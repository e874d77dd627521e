import assert from "node:assert/strict";
import { test } from "node:test";

import { cell, csv } from "../../dashboard/screen/script/desk/csv.js";
import { heldOn, landBy } from "../../dashboard/screen/script/desk/holding.js";

const ROW = { name: {}, confidence: "high", sources: "" };

test("a cell is quoted where it must be", () => {
  assert.deepEqual([null, undefined, "", 0, 12.5, true].map(cell), ["", "", "", "0", "12.5", "true"]);
  assert.equal(cell("Raqqa"), "Raqqa");
  assert.equal(cell("Raqqa, Syria"), '"Raqqa, Syria"');
  assert.equal(cell('the "capital"'), '"the ""capital"""');
  assert.equal(cell("two\nlines"), '"two\nlines"');
  assert.equal(cell("a\rb"), '"a\rb"');
});

test("a spreadsheet runs no text of the record, and a number stays a number", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"]) assert.equal(cell(text), `'${text}`);
  assert.equal(cell("\rx"), `"'\rx"`);
  assert.equal(cell('=HYPERLINK("a","b")'), `"'=HYPERLINK(""a"",""b"")"`);
  assert.equal(cell(-1.5), "-1.5");
});

test("rows end as RFC 4180 says", () => {
  assert.equal(csv([["id", "name"], ["a", null]]), "id,name\r\na,\r\n"); // prettier-ignore
  assert.equal(csv([]), "");
});

test("land is summed by class and holder, whatever the year", () => {
  const group = { id: "", key: "", count: 0, hashes: /** @type {[number, number]} */ ([0, 0]) };
  const rows = landBy([
    { ...group, class: "retaken", held_by: "iraq", year: "2016", km2: 10 },
    { ...group, class: "retaken", held_by: "iraq", year: "2017", km2: 5 },
    { ...group, class: "retaken", held_by: "sdf", year: "2017", km2: 3 },
    { ...group, class: "contested", held_by: null, year: null, km2: 1 },
  ]);
  assert.deepEqual(
    rows.map((row) => [row.id, row.class, row.held_by, row.km2]),
    [
      ["retaken/iraq", "retaken", "iraq", 15],
      ["retaken/sdf", "retaken", "sdf", 3],
      ["contested/", "contested", undefined, 1],
    ],
  );
});

test("the table tells what holds on the day, and what has happened by then", () => {
  const spell = { ...ROW, start_date: "2014-06-10", end_date: "2017-07-10" };
  const happening = { ...ROW, event_date: "2015-11-13" };
  const layers = {
    places: [{ ...spell, id: "mosul", controller: "daesh" }],
    affiliates: [
      { ...spell, id: "sinai", status: "active" },
      { ...spell, id: "gone", status: "ended" },
    ],
    attacks: [{ ...happening, id: "paris", attribution: "directed" }],
  };
  const ids = (/** @type {string} */ day) =>
    Object.values(heldOn(layers, day, undefined)).map((rows) => rows.map((row) => row.id));
  assert.deepEqual(ids("2014-06-09"), [[], [], [], [], [], [], []]);
  assert.deepEqual(ids("2015-11-13"), [["mosul"], [], [], ["sinai"], ["paris"], [], []]);
  assert.deepEqual(ids("2017-07-10"), [[], [], [], [], ["paris"], [], []], "what happened stays");
});
