import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING } from "./nothing_why.js";

import { Account } from "../../dashboard/screen/script/core/account.js";
import { Reader } from "../../dashboard/screen/script/core/reader.js";
import { columnsOf, fileOf } from "../../dashboard/screen/script/desk/columns.js";
import { cell, csv } from "../../dashboard/screen/script/desk/csv.js";
import { heldOn, landBy } from "../../dashboard/screen/script/desk/holding.js";
import { Territory } from "../../dashboard/screen/script/map/territory.js";

/**
 * @import {
 *   Actor, ColumnLook, Document, Group, LandDocument, LayerLook, Mode, Row, Show,
 * } from "../../dashboard/screen/script/types.js"
 */

const CONFIDENCES = ["high", "medium", "low"];
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
  style: { rounding: [[1000, 10], [0, 1]] }, // prettier-ignore
  texts: {
    "date.day": "{day} {month} {year}",
    "date.month": "{month} {year}",
    "date.uncertain": "{date} ?",
    "area.km2": "{area} km²",
    "popup.before": "depuis toujours",
    "certainty.high": "élevée",
    "certainty.low": "faible",
    "class.held": "contrôlé",
    "class.retaken": "repris par",
    "table.retaken": "repris",
  },
};
/** @type {Record<string, Actor>} */
const ACTORS = { army: { id: "army", name: { en: "Army", fr: "Armée" }, color: "#336699", letter: "A" } };
const account = new Account(/** @type {Document} */ ({ actors: ACTORS }), new Reader(MODE));

/**
 * A row of the record.
 * @param {Record<string, unknown>} [columns]
 * @returns {Row}
 */
function row(columns = {}) {
  return { id: "one", confidence: "high", sources: "", ...columns };
}

/**
 * A column of the table.
 * @param {ColumnLook["form"]} form
 * @param {Partial<ColumnLook>} [more]
 */
function column(form, more = {}) {
  const columns = [{ title: "a title", form, column: "told", ...more }];
  return columnsOf(account, /** @type {LayerLook} */ ({ columns }), CONFIDENCES)[0];
}

/**
 * A group of land.
 * @param {string} name
 * @param {string | null} holder
 * @param {string | null} year
 * @param {number} ha
 * @returns {Group}
 */
function group(name, holder, year, ha) {
  return { id: "", key: "", class: name, held_by: holder, year, ha, count: 1, hashes: [0, 0] };
}

// ---- files -----------------------------------------------------------------------------------------------------------

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

test("a file of a layer has its rows' names in every language, its own columns, and where they are", () => {
  const look = /** @type {LayerLook} */ ({ kind: "points", file: ["country", "start_date", "killed_min"] });
  const rows = [
    row({ id: "rakka", name: { en: "Rakka", ar: "الرقة" }, country: "SY", start_date: "2014-01-13", at: [39, 36] }),
    row({ id: "nowhere", killed_min: 0 }),
  ];
  assert.deepEqual(fileOf(look, rows, ["en", "ar", "fr"]), [
    ["id", "name_en", "name_ar", "name_fr", "country", "start_date", "killed_min", "lon", "lat"],
    ["rakka", "Rakka", "الرقة", undefined, "SY", "2014-01-13", undefined, 39, 36],
    ["nowhere", undefined, undefined, undefined, undefined, undefined, 0, null, null],
  ]);
  assert.equal(
    csv(fileOf({ ...look, kind: "countries" }, rows.slice(1), ["en"])),
    "id,name_en,country,start_date,killed_min,lon,lat\r\nnowhere,,,,0,,\r\n",
  );
  assert.deepEqual(fileOf(look, [], ["en"]).length, 1, "its titles alone where nothing is shown");
});

test("a file of land has its columns alone, areas to the hectare", () => {
  const look = /** @type {LayerLook} */ ({ kind: "land", file: ["class", "held_by", "km2"] });
  const rows = landBy([group("retaken", "army", "2016", 1010), group("retaken", "army", "2017", 2020), group("fought", null, null, 7)], "IQ"); // prettier-ignore
  assert.deepEqual(fileOf(look, rows, ["en", "fr"]), [
    ["class", "held_by", "km2"],
    ["retaken", "army", 30.3],
    ["fought", undefined, 0.07],
  ]);
  assert.equal(csv(fileOf(look, rows, ["en"])), "class,held_by,km2\r\nretaken,army,30.3\r\nfought,,0.07\r\n");
});

// ---- columns ---------------------------------------------------------------------------------------------------------

test("a layer has its columns as they are listed", () => {
  /** @type {ColumnLook[]} */
  const columns = [{ title: "called", form: "name" }, { title: "from", form: "day", column: "start_date" }]; // prettier-ignore
  const look = /** @type {LayerLook} */ ({ columns });
  assert.deepEqual(columnsOf(account, look, CONFIDENCES).map(({ title }) => title), ["called", "from"]); // prettier-ignore
});

test("a column of names says and sorts by what a row is called", () => {
  const { title, say, order, actor, iso, number } = column("name");
  const named = row({ name: { en: "Rakka", fr: "Racca" } });
  assert.deepEqual([title, say(named), order(named)], ["a title", "Racca", "Racca"]);
  assert.deepEqual([say(row({ name: { en: "Rakka" } })), say(row())], ["Rakka", "one"]);
  assert.deepEqual([actor, iso, number], [undefined, undefined, undefined]);
});

test("a column of days says them as exactly as they are known, and sorts by the days", () => {
  const { say, order, iso } = column("day");
  const inexact = row({ told: "2015-05-01", told_edtf: "2015-05?" });
  assert.deepEqual([say(inexact), order(inexact)], ["mai 2015 ?", "2015-05-01"]);
  assert.deepEqual([say(row({ told: "2015-05-31" })), iso], ["31 mai 2015", true]);
  assert.deepEqual([say(row()), order(row())], ["", ""]);
});

test("a column of since when says that it was so before, and sorts by the days", () => {
  const { say, order, iso } = column("since");
  const known = row({ told: "2015-05-31", event_id: "a" });
  assert.deepEqual([say(known), order(known), iso], ["31 mai 2015", "2015-05-31", true]);
  const before = row({ told: "2013-01-02" });
  assert.deepEqual([say(before), order(before)], ["depuis toujours", "2013-01-02"]);
  assert.equal(order(row()), "");
});

test("a column of words says them by their family, or as the column calls them, and sorts by what it says", () => {
  const { say, order } = column("word", { family: "class", words: { retaken: "table.retaken" } });
  assert.deepEqual(["held", "retaken"].map((told) => say(row({ told }))), ["contrôlé", "repris"]); // prettier-ignore
  assert.equal(order(row({ told: "retaken" })), "repris");
  assert.equal(column("word", { family: "class" }).say(row({ told: "retaken" })), "repris par");
});

test("a column of actors says their names, and whose colour and letter stands there", () => {
  const { say, order, actor } = column("actor");
  const told = row({ told: "army" });
  assert.deepEqual([say(told), order(told), actor?.(told)], ["Armée", "Armée", "army"]);
  assert.deepEqual([say(row({ told: "unheard" })), actor?.(row({ told: "unheard" }))], ["unheard", "unheard"]);
  assert.deepEqual([say(row()), actor?.(row())], ["", undefined]);
});

test("a column of certainty sorts from the least sure to the surest", () => {
  const { say, order } = column("certainty");
  assert.deepEqual(["high", "low"].map((told) => say(row({ told }))), ["élevée", "faible"]); // prettier-ignore
  const orders = ["low", "medium", "high"].map((told) => Number(order(row({ told }))));
  assert.ok(orders[0] < orders[1] && orders[1] < orders[2]);
});

test("a column of areas says them no finer than they are known, and sorts by the areas themselves", () => {
  const { say, order, number } = column("area", { column: "km2" });
  const [land] = landBy([group("held", null, null, 123456)], "IQ");
  assert.deepEqual([say(land), order(land), number], ["1 230 km²", 1234.56, true]);
});

// ---- what holds ------------------------------------------------------------------------------------------------------

test("land is summed by class and holder, whatever the year", () => {
  const rows = landBy([
    group("retaken", "iraq", "2016", 1010),
    group("retaken", "iraq", "2017", 2020),
    group("retaken", "sdf", "2017", 300),
    group("contested", null, null, 1),
    group("control", "daesh", null, 0),
  ], "IQ;SY"); // prettier-ignore
  assert.deepEqual(rows, [
    { id: "retaken/iraq", countries: "IQ;SY", class: "retaken", held_by: "iraq", km2: 30.3 },
    { id: "retaken/sdf", countries: "IQ;SY", class: "retaken", held_by: "sdf", km2: 3 },
    { id: "contested/", countries: "IQ;SY", class: "contested", held_by: undefined, km2: 0.01 },
  ]);
  assert.deepEqual(landBy([], "IQ"), []);
});

/** @type {Record<string, Partial<LayerLook>>} */
const LOOKS = {
  territory: { kind: "land", columns: [{ title: "", form: "area", column: "km2" }] },
  places: { kind: "points", columns: [{ title: "", form: "name" }] },
  affiliates: { kind: "points", columns: [{ title: "", form: "name" }] },
  attacks: { kind: "points", columns: [{ title: "", form: "name" }] },
  coalition: { kind: "countries", columns: [{ title: "", form: "name" }] },
  milestones: { kind: "events", columns: [] },
};
/** @type {Record<string, Row[]>} */
const LAYERS = {
  places: [row({ id: "mosul" })],
  affiliates: [row({ id: "sinai" }), row({ id: "gone" })],
  attacks: [row({ id: "paris" })],
  milestones: [row({ id: "speech" })],
};
/** @type {Record<string, Show[]>} */
const SHOWS = {
  places: [[0, "2014-06-10", "2017-07-10", 0]],
  affiliates: [[0, "2014-06-10", "2017-07-10", 0]],
  attacks: [[0, "2015-11-13", "2016-11-13", 0], [0, "2016-11-13", null, 1]], // prettier-ignore
  milestones: [[0, "2014-06-10", null, 0]],
};
const RECORD = /** @type {Document} */ ({ layers: LAYERS, looks: LOOKS, shows: SHOWS });

/**
 * Ids of what holds on a day, by layer.
 * @param {string} day
 * @param {Territory} [territory]
 */
function ids(day, territory) {
  const held = Object.entries(heldOn(RECORD, day, territory, "IQ;SY"));
  return Object.fromEntries(held.map(([layer, rows]) => [layer, rows.map(({ id }) => id)]));
}

test("the table tells what holds on the day, and what has happened by then", () => {
  const none = { territory: [], places: [], affiliates: [], attacks: [], coalition: [] };
  assert.deepEqual(ids("2014-06-09"), none);
  assert.deepEqual(ids("2015-11-13"), { ...none, places: ["mosul"], affiliates: ["sinai"], attacks: ["paris"] });
  assert.deepEqual(ids("2017-07-10"), { ...none, attacks: ["paris"] }, "what happened stays");
});

test("layers that have columns stand in the table, in the order of the legend", () => {
  const layers = ["territory", "places", "affiliates", "attacks", "coalition"];
  assert.deepEqual(Object.keys(ids("2015-11-13")), layers, "one whose rows could not be had has none");
});

test("the table tells the land of the day, on days for which it is derived", () => {
  /** @type {LandDocument} */
  const land = {
    first: "2015-01-01",
    last: "2015-12-31",
    arcs: [],
    sides: [],
    ha: [150, 250],
    countries: ["IQ", "SY"],
    country: [0, 1],
    seat: [null, null],
    roads: [],
    groups: [["held", "daesh", null], ["retaken", "iraq", "2015"], ["retaken", "iraq", "2016"]], // prettier-ignore
    changes: [[0, 0, 31, 1], [0, 0, 31, 2]], // prettier-ignore
    held: ["held"],
    compared: ["gained", "lost", "kept"],
    why: NOTHING,
  };
  const territory = new Territory(land);
  const told = (/** @type {string} */ day) => heldOn(RECORD, day, territory, "IQ").territory;
  assert.deepEqual(told("2015-01-31"), [
    { id: "held/daesh", countries: "IQ", class: "held", held_by: "daesh", km2: 1.5 },
  ]);
  assert.deepEqual(told("2015-02-01"), [
    { id: "retaken/iraq", countries: "IQ", class: "retaken", held_by: "iraq", km2: 1.5 },
  ]);
  assert.deepEqual([told("2014-12-31"), told("2016-01-01")], [[], []]);
  assert.deepEqual(ids("2015-02-01").territory, [], "land that could not be had");
});
