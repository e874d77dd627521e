import assert from "node:assert/strict";
import { test } from "node:test";

import { Account, numberOf, textOf } from "../../dashboard/screen/script/core/account.js";
import { Reader } from "../../dashboard/screen/script/core/reader.js";

/** @import { Actor, Document, Fact, Mode, Row } from "../../dashboard/screen/script/types.js" */

/** @type {Mode} */
const MODE = {
  language: "fr",
  direction: "ltr",
  name: "atlas",
  fallback: "en",
  directions: { ar: "rtl", en: "ltr", fr: "ltr" },
  months: ["janvier", "février", "mars", "avril", "mai", "juin"],
  group: " ",
  decimal: ".",
  style: { rounding: [[0, 1]] },
  texts: {
    "date.day": "{day} {month} {year}",
    "date.month": "{month} {year}",
    "date.year": "{year}",
    "date.uncertain": "{date} ?",
    "popup.before": "depuis toujours",
    "popup.at_least": "au moins {count}",
    "harm.severe": "grave",
    "confidence.high": "sûr",
  },
};
/** @type {Record<string, Actor>} */
const ACTORS = {
  army: { id: "army", name: { en: "Army", fr: "Armée" }, color: "#336699", letter: "A" },
  guard: { id: "guard", name: { en: "Guard" }, color: "#996633", letter: "G" },
};
const account = new Account(/** @type {Document} */ ({ actors: ACTORS }), new Reader(MODE));

/**
 * @param {Record<string, unknown>} [columns]
 * @returns {Row}
 */
function row(columns = {}) {
  return { id: "one", confidence: "high", sources: "", ...columns };
}

/**
 * What a fact of a form says of a row.
 * @param {Fact["form"]} form
 * @param {Record<string, unknown>} columns
 * @param {Partial<Fact>} [more]
 */
function said(form, columns, more = {}) {
  return account.fact({ label: "", form, column: "told", ...more }, row(columns));
}

test("a column has a text, a number, or neither", () => {
  const one = row({ text: "a", number: 0, list: [1] });
  assert.deepEqual(["text", "number", "list", "none"].map((column) => textOf(one, column)), ["a", undefined, undefined, undefined]); // prettier-ignore
  assert.deepEqual(["text", "number", "list", "none"].map((column) => numberOf(one, column)), [undefined, 0, undefined, undefined]); // prettier-ignore
});

test("a fact that is a day is told as exactly as it is known", () => {
  assert.equal(said("day", { told: "2015-05-31" }), "31 mai 2015");
  assert.equal(said("day", { told: "2015-05-01", told_edtf: "2015-05" }), "mai 2015");
  assert.equal(said("day", { told: "2015-01-01", told_edtf: "2015?" }), "2015 ?");
  assert.equal(said("day", {}), null);
});

test("a fact of since when says that it was so before, where no happening is recorded", () => {
  assert.equal(said("since", { told: "2015-05-31", event_id: "a" }), "31 mai 2015");
  assert.equal(said("since", { told: "2015-05-01", told_edtf: "2015-05", event_id: "a" }), "mai 2015");
  assert.equal(said("since", { told: "2015-05-31" }), "depuis toujours");
  assert.equal(said("since", { event_id: "a" }), "depuis toujours");
});

test("a fact that is a word is told by its family, unless it goes without saying", () => {
  assert.equal(said("word", { told: "severe" }, { family: "harm" }), "grave");
  assert.equal(said("word", { told: "severe" }, { family: "harm", unless: "unknown" }), "grave");
  assert.equal(said("word", { told: "unknown" }, { family: "harm", unless: "unknown" }), null);
  assert.equal(said("word", {}, { family: "harm" }), null);
  assert.equal(said("word", {}, { family: "harm", unless: "unknown" }), null);
});

test("a fact that is an actor is told by name, and by the id where no name is known", () => {
  assert.equal(said("actor", { told: "army" }), "Armée");
  assert.equal(said("actor", { told: "guard" }), "Guard", "the language that is fallen back on");
  assert.equal(said("actor", { told: "unheard" }), "unheard");
  assert.equal(said("actor", {}), undefined);
});

test("a fact that is a range says both ends, one where they are the same, or the least", () => {
  assert.equal(said("range", { told_min: 3, told_max: 1200 }), "3–1 200");
  assert.equal(said("range", { told_min: 7, told_max: 7 }), "7");
  assert.equal(said("range", { told_min: 0, told_max: 0 }), "0");
  assert.equal(said("range", { told_min: 1500 }), "au moins 1 500");
  assert.equal(said("range", { told_max: 7 }), null);
  assert.equal(said("range", {}), null);
});

test("a fact that is a text is told in the reader's language, or else in that which every row has words in", () => {
  assert.equal(said("text", { told_en: "desert", told_fr: "désert" }), "désert");
  assert.equal(said("text", { told_en: "desert", told_ar: "صحراء" }), "desert");
  assert.equal(said("text", { told_en: "desert", told_fr: "" }), "desert");
  assert.equal(said("text", { told_ar: "صحراء" }), undefined);
});

test("a row is called by its title, by its name, or by its id", () => {
  const name = { en: "Rakka", fr: "Racca" };
  assert.equal(account.name(row({ title_en: "Battle", name })), "Battle");
  assert.equal(account.name(row({ name })), "Racca");
  assert.equal(account.name(row({ name: { en: "Rakka", ar: "الرقة" } })), "Rakka");
  assert.equal(account.name(row({ name: { ar: "الرقة" } })), "one");
  assert.equal(account.name(row()), "one");
});

test("how sure a row is", () => assert.equal(account.certainty(row()), "sûr"));
