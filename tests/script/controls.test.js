import assert from "node:assert/strict";
import { test } from "node:test";

import { clamped, shareAt, stepOf } from "../../dashboard/screen/script/controls/swipe.js";
import { percent } from "../../dashboard/screen/script/controls/range.js";
import { narrowings, toggled } from "../../dashboard/screen/script/controls/panel.js";
import { span } from "../../dashboard/screen/script/desk/strip.js";
import { clip } from "../../dashboard/screen/script/map/degrees.js";

test("the swipe stays within the map", () => {
  assert.deepEqual([-5, 0, 41.5, 100, 140].map(clamped), [0, 0, 41.5, 100, 100]);
});

test("the swipe is counted from the side that is read first", () => {
  const stage = { left: 200, width: 800 };
  assert.equal(shareAt(400, stage, false), 25);
  assert.equal(shareAt(400, stage, true), 75);
  assert.equal(clamped(shareAt(0, stage, false)), 0, "a hand beyond the edge");
});

test("an arrow moves the swipe the way it points, and a key that means nothing here does not", () => {
  assert.ok(stepOf("ArrowRight", false) > 0 && stepOf("ArrowRight", true) < 0);
  for (const rtl of [false, true]) {
    assert.equal(stepOf("ArrowLeft", rtl), -stepOf("ArrowRight", rtl));
    assert.equal(clamped(50 + stepOf("Home", rtl)), 0);
    assert.equal(clamped(50 + stepOf("End", rtl)), 100);
    assert.equal(stepOf("Enter", rtl), 0);
  }
});

test("a place on the track", () => assert.deepEqual([0, 1 / 3, 1].map(percent), ["0.000%", "33.333%", "100.000%"]));

test("a class that is pressed is shown alone, then with each other one", () => {
  const all = ["destroyed", "severe", "moderate", "possible"];
  assert.deepEqual(toggled(all, [], "severe"), ["severe"]);
  assert.deepEqual(toggled(all, ["severe"], "destroyed"), ["destroyed", "severe"], "in the legend's order");
  assert.deepEqual(toggled(all, ["destroyed", "severe"], "severe"), ["destroyed"]);
  assert.deepEqual(toggled(all, ["severe"], "severe"), [], "none is all");
  assert.deepEqual(toggled(all, ["destroyed", "severe", "moderate"], "possible"), [], "all is all");
});

test("rows are narrowed to all, to all but the least sure, to the surest, or to the least sure", () => {
  assert.deepEqual(narrowings(["high", "medium", "low"]), [[], ["high", "medium"], ["high"], ["low"]]);
  assert.deepEqual(narrowings(["certain", "likely", "possible", "doubtful"]), [
    [],
    ["certain", "likely", "possible"],
    ["certain"],
    ["doubtful"],
  ]);
});

test("a history's strip has the land's days, and more where more is told", () => {
  const land = { first: "2013-01-01", last: "2019-12-31" };
  assert.deepEqual(span(["2014-06-10", "2017-07-10"], land), ["2013-01-01", "2019-12-31"]);
  assert.deepEqual(span(["2014-06-10", "2006-02-22", "2021-05-01"], land), ["2006-01-01", "2021-05-01"]);
  assert.deepEqual(span(["2012-12-31"], land), ["2012-01-01", "2019-12-31"]);
  assert.deepEqual(span([], land), ["2013-01-01", "2019-12-31"]);
  assert.deepEqual(span(["2014-06-10"], { first: "2014-07-01", last: "2015-02-28" }), ["2014-01-01", "2015-02-28"]);
});

test("bounds are told as exactly as an address has them", () => {
  assert.equal(clip(41.23456789, 180), 41.23457);
  assert.equal(clip(-190, 180), -180);
  assert.equal(clip(89, 85), 85);
  assert.equal(clip(180.000004, 180), 180);
});
