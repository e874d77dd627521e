import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf } from "../../dashboard/screen/script/core/address.js";

/** @type {(name: string, of: string, more?: object) => import("../../dashboard/screen/script/types.js").Parameter} */
const usual = (name, of, more = {}) => ({ name, of, usual: "", needs: "", unless: "", decimals: 0, ...more });
const PARAMETERS = [
  usual("date", "day", { usual: null }),
  usual("lang", "language", { usual: null }),
  usual("bounds", "bounds", { decimals: 4 }),
  usual("view", "view", { usual: null, unless: "bounds" }),
  usual("layers", "layers", { usual: "a,b" }),
  usual("compare", "compare"),
  usual("mode", "mode", { usual: "split", needs: "compare" }),
  usual("place", "place"),
];
/** @type {import("../../dashboard/screen/script/types.js").Selection} */
const SELECTION = {
  day: "2015-05-31",
  view: "iraq",
  bounds: null,
  layers: ["a", "b"],
  compare: null,
  mode: "swipe",
  place: "",
  story: "",
  step: "",
  style: "filled",
};
/** @type {(change: object) => string} */
const query = (change) => queryOf({ ...SELECTION, ...change }, "ar", PARAMETERS);

test("what is as usual is left out, the day and the language are not", () => {
  assert.equal(query({}), "date=2015-05-31&lang=ar&view=iraq");
  assert.equal(query({ layers: ["a"] }), "date=2015-05-31&lang=ar&view=iraq&layers=a");
  assert.equal(query({ layers: [] }), "date=2015-05-31&lang=ar&view=iraq&layers=");
});

test("a mode is said with the day that is compared", () => {
  assert.equal(query({ compare: "2017-07-10" }), "date=2015-05-31&lang=ar&view=iraq&compare=2017-07-10&mode=swipe");
  assert.equal(query({ compare: "2017-07-10", mode: "split" }), "date=2015-05-31&lang=ar&view=iraq&compare=2017-07-10");
});

test("bounds stand in place of the view", () => {
  const bounds = [38.00004, -3, 48.5, 37.96];
  assert.equal(query({ bounds, view: "" }), "date=2015-05-31&lang=ar&bounds=38,-3,48.5,37.96");
});

test("a sign that means something in an address is a sign", () => {
  assert.equal(query({ place: "a&b=c" }), "date=2015-05-31&lang=ar&view=iraq&place=a%26b%3Dc");
});
