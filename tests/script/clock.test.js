import assert from "node:assert/strict";
import { test } from "node:test";

import { number } from "../../dashboard/screen/script/core/days.js";
import { Reader } from "../../dashboard/screen/script/core/reader.js";
import { marks } from "../../dashboard/screen/script/controls/calendar.js";
import { paces } from "../../dashboard/screen/script/controls/player.js";
import { holding, moved, scaled, share, width } from "../../dashboard/screen/script/controls/range.js";
import { STEPS } from "../../dashboard/screen/script/controls/steps.js";

const whole = { first: number("2004-01-01"), last: number("2024-12-31") };
const june = number("2014-06-10");
const months = "January February March April May June July August September October November December".split(" ");
const reader = new Reader({
  name: "atlas",
  language: "en",
  direction: "ltr",
  texts: { "date.first": "{day} {month} {year}", "date.day": "{day} {month} {year}", "date.month": "{month} {year}" },
  months,
  decimal: ".",
  group: ",",
  fallback: "en",
  directions: { en: "ltr" },
  style: { rounding: [] },
});

test("coming closer keeps the day where it is, and goes no further than a month", () => {
  let range = whole;
  const at = share(whole, june);
  for (let times = 0; times < 12; times += 1) {
    range = scaled(range, whole, 0.5, june);
    assert.ok(Math.abs(range.first + at * width(range) - june) <= 1, "but for parts of a day");
  }
  assert.equal(width(range), 28);
  for (let times = 0; times < 12; times += 1) range = scaled(range, whole, 2, june);
  assert.deepEqual(range, whole, "and back again");
});

test("round a day that was out of sight it is in the middle", () => {
  const range = scaled({ first: whole.first, last: whole.first + 400 }, whole, 0.5, june);
  assert.equal(Math.round(share(range, june) * 10), 5);
});

test("a range stays within the clock", () => {
  const range = { first: whole.last - 100, last: whole.last };
  assert.deepEqual(moved(range, whole, 50), range);
  assert.deepEqual(moved(range, whole, -30), { first: range.first - 30, last: range.last - 30 });
  assert.deepEqual(moved(range, whole, -1e6), { first: whole.first, last: whole.first + 100 });
});

test("a day comes into sight, and a range that has it stays", () => {
  const range = { first: june - 50, last: june + 50 };
  assert.equal(holding(range, whole, june + 50), range);
  for (const day of [june + 51, june - 400, whole.first, whole.last]) {
    const found = holding(range, whole, day);
    assert.ok(found.first <= day && day <= found.last);
    assert.equal(width(found), 100);
  }
});

test("a clock that has less than a month is seen whole", () => {
  const short = { first: 0, last: 12 };
  assert.deepEqual(scaled(short, short, 0.5, 3), short);
});

const words = (/** @type {string} */ first, /** @type {string} */ last, /** @type {number} */ wide) => {
  const range = { first: number(first), last: number(last) };
  return marks(range, wide, reader)
    .words.toSorted((one, other) => one.x - other.x)
    .map(({ text }) => text);
};

test("the calendar has years, months or days, as there is room", () => {
  const years = Array.from({ length: 21 }, (_, each) => `${2004 + each}`);
  assert.deepEqual(words("2004-01-01", "2024-12-31", 1100), years);
  assert.deepEqual(words("2004-01-01", "2024-12-31", 200), ["2005", "2010", "2015", "2020"]);
  assert.deepEqual(words("2014-05-20", "2015-02-20", 1100), [
    ...["June 2014", "July", "August", "September", "October", "November", "December", "2015", "February"],
  ]);
  assert.deepEqual(words("2014-05-28", "2014-06-25", 1100).slice(0, 3), ["28 May 2014", "30", "31"]);
  assert.ok(words("2014-05-28", "2014-06-25", 1100).includes("17"));
});

test("where no month that has room begins in sight, the first day in sight is told", () => {
  assert.deepEqual(words("2014-02-02", "2014-11-20", 40), ["2 February 2014"]);
});

test("no two words of the calendar cover each other, and each tick is in sight", () => {
  for (const days of [28, 60, 200, 900, 3000, 7600]) {
    for (const wide of [150, 400, 1200]) {
      const range = { first: june - days / 2, last: june + days / 2 };
      const found = marks(range, wide, reader);
      assert.ok(found.ticks.every((day) => day >= range.first && day <= range.last));
      const boxes = found.words.map(({ text, x }) => [x - text.length * 3, x + text.length * 3]);
      boxes.sort(([one], [other]) => one - other);
      for (let each = 1; each < boxes.length; each += 1) assert.ok(boxes[each - 1][1] < boxes[each][0], `${days}`);
    }
  }
});

test("playing takes as long as before on the whole, and longer where more happens", () => {
  const found = paces("2004-01-01", "2006-12-31", ["2005-03-02", "2005-03-09", "2005-04-01"], ["2005-03-05"]);
  assert.equal(found.size, 36);
  const sum = [...found.values()].reduce((all, one) => all + one, 0);
  assert.ok(Math.abs(sum - 36) < 1e-9);
  const of = (/** @type {string} */ month) => found.get(month) ?? 0;
  assert.ok(of("2005-03-01") > of("2005-04-01"));
  assert.ok(of("2005-04-01") > of("2005-05-01"));
  assert.equal(found.get("2004-01-01"), found.get("2006-12-01"));
  assert.ok(
    [...paces("2004-01-01", "2004-06-30", [], []).values()].every((pace) => pace === 1),
    "where nothing does",
  );
});

test("steps of a day, a week, a month, a year, and from change to change", () => {
  const events = ["2014-05-03", "2014-06-10", "2014-07-04"];
  const wanted = {
    day: ["2014-06-09", "2014-06-11"],
    week: ["2014-06-03", "2014-06-17"],
    month: ["2014-06-01", "2014-07-01"],
    year: ["2013-07-01", "2015-06-01"],
    event: ["2014-05-03", "2014-07-04"],
  };
  assert.deepEqual(Object.keys(STEPS), Object.keys(wanted), "in the order in which they are offered");
  for (const [step, [back, forward]] of Object.entries(wanted)) {
    assert.equal(STEPS[step]("2014-06-10", -1, events), back, step);
    assert.equal(STEPS[step]("2014-06-10", 1, events), forward, step);
  }
  assert.equal(STEPS.event("2014-07-04", 1, events), undefined);
});
