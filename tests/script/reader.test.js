import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Reader, filled } from "../../dashboard/screen/script/core/reader.js";

/** @param {string} language */
function locale(language) {
  const address = new URL(`../../dashboard/atlas/locales/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(address, "utf-8"));
}

const MODE = {
  language: "en",
  direction: /** @type {const} */ ("ltr"),
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], // prettier-ignore
  group: ",",
  texts: {
    "date.first": "{day}st {month} {year}",
    "date.day": "{day} {month} {year}",
    "date.month": "{month} {year}",
    "date.year": "{year}",
    "date.about": "about {date}",
    "date.uncertain": "{date} (uncertain)",
    "area.km2": "{area} km²",
    greeting: "{name}, {name} and {other}",
  },
};
const reader = new Reader(MODE);

test("gaps are filled, and one of which nothing is known stays", () => {
  assert.equal(reader.text("greeting", { name: "Raqqa" }), "Raqqa, Raqqa and {other}");
  assert.equal(filled("{a}{b}", { a: 0, b: "{a}" }), "0{a}", "what is filled in is not read again");
  assert.equal(filled("{toString}", {}), "{toString}");
});

test("a text that is missing is its key", () => assert.equal(reader.text("no.such.text"), "no.such.text"));

test("a day is told as exactly as it is known", () => {
  assert.equal(reader.day("2015-05-31"), "31 May 2015");
  assert.equal(reader.day("2015-05-01"), "1st May 2015");
  assert.equal(reader.day("2015-05-31", null), "31 May 2015");
  assert.equal(reader.day("2014-06-01", "2014-06"), "June 2014");
  assert.equal(reader.day("2014-01-01", "2014"), "2014");
  assert.equal(reader.day("2014-06-10", "2014-06-10~"), "about 10 June 2014");
  assert.equal(reader.day("2014-06-01", "2014-06?"), "June 2014 (uncertain)");
  assert.equal(reader.day("2014-01-01", "2014%"), "about 2014 (uncertain)");
});

test("thousands are set apart", () => {
  assert.deepEqual([0, 7, 999, 1000, 12345, 1234567].map((value) => reader.count(value)), ["0", "7", "999", "1,000", "12,345", "1,234,567"]); // prettier-ignore
});

test("an area is no finer than it is known", () => {
  assert.deepEqual(
    [0, 0.4, 7.6, 999.4, 999.6, 1004, 1005, 9994, 9999, 10049, 56789].map((value) => reader.area(value)),
    ["0", "0", "8", "999", "1,000", "1,000", "1,010", "9,990", "10,000", "10,000", "56,800"].map(
      (area) => `${area} km²`,
    ),
  );
});

test("every language of the atlas has what days and areas are told by", () => {
  for (const language of ["ar", "en", "fr"]) {
    const own = locale(language);
    const read = new Reader({ ...MODE, language, texts: own.texts, months: own.months, group: own.group });
    for (const said of [
      read.day("2015-05-31"),
      read.day("2015-05-01"),
      read.day("2015-05-01", "2015%"),
      read.area(12345),
    ]) {
      assert.doesNotMatch(said, /[{}]|date\.|undefined/, language);
    }
    assert.equal(own.months.length, 12);
  }
});
