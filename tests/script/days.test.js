import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../dashboard/screen/script/core/days.js";

test("a day and its number are the same day", () => {
  for (const day of ["1969-12-31", "1970-01-01", "2004-02-29", "2015-03-29", "2100-03-01"]) {
    assert.equal(days.iso(days.number(day)), day);
  }
  assert.equal(days.number("1970-01-02"), 1);
  assert.equal(days.number("2016-03-01") - days.number("2016-02-28"), 2, "a leap year");
});

test("a day has the same number wherever the reader is", () => {
  const { TZ } = process.env;
  for (const zone of ["Europe/Paris", "America/Los_Angeles", "Pacific/Kiritimati"]) {
    process.env.TZ = zone;
    // The night in which clocks are put forward has 23 hours.
    assert.equal(days.number("2015-03-30") - days.number("2015-03-29"), 1, zone);
    assert.equal(days.iso(days.number("2015-03-29")), "2015-03-29", zone);
    assert.equal(days.monthStart("2015-03-29", 0), "2015-03-01", zone);
  }
  if (TZ === undefined) delete process.env.TZ;
  else process.env.TZ = TZ;
});

test("months are counted over the turn of a year", () => {
  assert.equal(days.monthStart("2015-12-15", 1), "2016-01-01");
  assert.equal(days.monthStart("2016-01-31", -1), "2015-12-01");
  assert.equal(days.monthStart("2015-05-31", 0), "2015-05-01");
  assert.equal(days.monthStart("2015-05-31", -29), "2012-12-01");
});

test("from inside a month the first step back goes to its beginning", () => {
  assert.equal(days.step("2015-05-31", -1), "2015-05-01");
  assert.equal(days.step("2015-05-01", -1), "2015-04-01");
  assert.equal(days.step("2015-05-31", -12), "2014-06-01");
  assert.equal(days.step("2015-05-01", -12), "2014-05-01");
  assert.equal(days.step("2015-05-31", 1), "2015-06-01");
  assert.equal(days.step("2015-12-31", 12), "2016-12-01");
});

test("the hand is brought to the nearest month", () => {
  assert.equal(days.nearestMonth("2015-05-15"), "2015-05-01");
  assert.equal(days.nearestMonth("2015-05-16"), "2015-06-01");
  assert.equal(days.nearestMonth("2015-12-31"), "2016-01-01");
});

test("of a list in order of time those on or before a day are counted", () => {
  const ordered = ["2014-01-01", "2014-06-10", "2014-06-10", "2015-01-01"];
  const count = (/** @type {string} */ day) => days.until(ordered, day, (one) => one);
  assert.deepEqual(["2013-12-31", "2014-01-01", "2014-06-09", "2014-06-10", "2016-01-01"].map(count), [0, 1, 1, 3, 4]);
  assert.equal(
    days.until([], "2014-01-01", (one) => one),
    0,
  );
  for (const day of ordered) assert.equal(count(day), ordered.filter((one) => one <= day).length);
});

test("a row holds from its start until the day before its end", () => {
  const row = { start_date: "2014-06-10", end_date: "2017-07-10" };
  assert.deepEqual(
    ["2014-06-09", "2014-06-10", "2017-07-09", "2017-07-10"].map((day) => days.holds(row, day)),
    [false, true, true, false],
  );
  assert.equal(days.holds({ start_date: "2014-06-10" }, "2099-01-01"), true, "without an end");
  assert.equal(days.holds({}, "2014-06-10"), false, "what never began");
});
