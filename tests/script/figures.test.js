import assert from "node:assert/strict";
import { test } from "node:test";

import { landHeld, on, scopeOf } from "../../dashboard/screen/script/core/figures.js";
import { enters, liesIn } from "../../dashboard/screen/script/map/outlines.js";

/** @import { Document, Filter, Selection } from "../../dashboard/screen/script/types.js" */

/** @type {Filter[]} */
const NARROWED = ["confidence", "damage"];
const CHOICES = {
  scopes: { "": "IQ;SY", both: "IQ;SY", iraq: "IQ" },
  scope_names: { "IQ;SY": "Iraq and Syria", IQ: "Iraq" },
  narrowed: NARROWED,
};

test("figures speak of the countries that the view is of, and of all once the map is moved by hand", () => {
  const scope = (/** @type {Partial<Selection>} */ more) => scopeOf(CHOICES, /** @type {Selection} */ (more));
  assert.deepEqual(scope({ view: "iraq" }), { id: "IQ", name: "Iraq", narrowed: false });
  for (const view of ["", null, "both", "unheard"]) assert.equal(scope({ view }).id, "IQ;SY");
  assert.equal(scope({ view: "iraq", damage: [] }).narrowed, false);
  assert.equal(scope({ view: "iraq", damage: ["destroyed"] }).narrowed, true);
});

test("land held is told on days for which land is derived", () => {
  /** @type {Pick<Document, "land" | "land_held">} */
  const record = {
    land: { first: "2013-01-01", last: "2019-12-31" },
    land_held: { IQ: [["2013-01-01", 0, 0, 0], ["2014-06-10", 10, 8, 12], ["2019-12-31", 10, 8, 12]] }, // prettier-ignore
  };
  const told = (/** @type {string} */ day) => landHeld(/** @type {Document} */ (record), "IQ", day)?.[1];
  const days = ["2012-12-31", "2013-01-01", "2014-06-09", "2014-06-10", "2019-12-31", "2020-01-01"];
  assert.deepEqual(days.map(told), [undefined, 0, 0, 10, 10, undefined]);
  assert.equal(landHeld(/** @type {Document} */ ({ ...record, land_held: null }), "IQ", "2015-01-01"), undefined);
  assert.equal(on([], "2015-01-01"), undefined);
});

test("a line comes into a box or passes it", () => {
  const box = /** @type {const} */ ([0, 0, 2, 2]);
  const comes = (/** @type {[number, number, number, number]} */ ...line) => enters(...line, [...box]);
  assert.deepEqual([comes(-1, 1, 3, 1), comes(0.5, 0.5, 1, 1), comes(-1, -1, 3, 3)], [true, true, true]);
  assert.deepEqual([comes(-1, 3, 3, 3), comes(1, 4, 4, 1), comes(-2, 1, -1, 1)], [false, false, false]);
  assert.equal(comes(1, 3, 3, 1), true, "at the corner");
});

test("an area lies in a box where its outline does, or all of the box on it", () => {
  /** @type {import("geojson").Polygon} */
  const square = { type: "Polygon", coordinates: [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]] }; // prettier-ignore
  assert.equal(liesIn(square, [4, 4, 5, 5]), true);
  assert.equal(liesIn(square, [-2, 4, 1, 5]), true);
  assert.equal(liesIn(square, [-2, -2, 20, 20]), true);
  assert.equal(liesIn(square, [11, 4, 12, 5]), false);
});
