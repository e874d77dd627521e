import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

import { Reader, filled } from "../../dashboard/screen/script/core/reader.js";

/** @import { Mode } from "../../dashboard/screen/script/types.js" */

const LOCALES = new URL("../../dashboard/atlas/locales/", import.meta.url);

/** @param {string} language */
function locale(language) {
  return JSON.parse(readFileSync(new URL(`${language}.json`, LOCALES), "utf-8"));
}

/** @type {Mode} */
const MODE = {
  language: "en",
  direction: "ltr",
  name: "atlas",
  fallback: "en",
  directions: { ar: "rtl", en: "ltr", fr: "ltr" },
  style: {
    rounding: [
      [10000, 100],
      [1000, 10],
      [0, 1],
    ],
  },
  months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], // prettier-ignore
  group: ",",
  decimal: ".",
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

test("half a step is told as a whole one", () => {
  const halves = [0.5, 1.5, 2.5, 999.5, 1005, 1015, 9995, 10050, 10150, 10250];
  assert.deepEqual(
    halves.map((value) => reader.area(value)),
    ["1", "2", "3", "1,000", "1,010", "1,020", "10,000", "10,100", "10,200", "10,300"].map((area) => `${area} km²`),
  );
});

test("how fine an area is told is the style's to say", () => {
  const areas = (/** @type {Mode["style"]["rounding"]} */ rounding, /** @type {number[]} */ values) => {
    const own = new Reader({ ...MODE, style: { rounding }, texts: { "area.km2": "{area}" } });
    return values.map((value) => own.area(value));
  };
  assert.deepEqual(areas([[50, 20], [5, 5]], [4.4, 5, 12.5, 49, 50, 69, 71]), ["4", "5", "15", "50", "60", "60", "80"]); // prettier-ignore
  assert.deepEqual(areas([], [1234.4]), ["1,234"], "to the whole where nothing is said");
});

test("what is written by language is read in the reader's, or else in that which is fallen back on", () => {
  const french = new Reader({ ...MODE, language: "fr" });
  const own = (/** @type {Record<string, unknown>} */ names) => french.own((code) => names[code]);
  assert.equal(own({ en: "Aleppo", fr: "Alep", ar: "حلب" }), "Alep");
  assert.equal(own({ en: "Aleppo", ar: "حلب" }), "Aleppo");
  assert.equal(own({ en: "Aleppo", fr: "" }), "Aleppo", "nothing written is no text");
  assert.equal(own({ en: "Aleppo", fr: 7 }), "Aleppo", "nor is a number");
  assert.equal(own({ ar: "حلب" }), undefined);
  const other = new Reader({ ...MODE, language: "fr", fallback: "ar" });
  assert.equal(other.own((code) => ({ en: "Aleppo", ar: "حلب" })[code]), "حلب"); // prettier-ignore
  assert.equal(reader.own((code) => ({ fr: "Alep" })[code]), undefined); // prettier-ignore
});

test("of all languages that which is fallen back on comes first, the others as they are listed", () => {
  assert.deepEqual(reader.languages, ["en", "ar", "fr"]);
  assert.deepEqual(new Reader({ ...MODE, language: "fr" }).languages, ["en", "ar", "fr"], "whatever the reader's");
  /** @type {Mode["directions"]} */
  const directions = { ku: "ltr", ar: "rtl", en: "ltr" };
  assert.deepEqual(new Reader({ ...MODE, directions, fallback: "ar" }).languages, ["ar", "ku", "en"]);
});

test("every language of the atlas has what days and areas are told by", () => {
  const files = readdirSync(LOCALES).filter((name) => name.endsWith(".json"));
  assert.ok(files.length > 0);
  for (const language of files.map((name) => name.replace(".json", ""))) {
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
