// What the script's search finds, for the tests that compare it with Python's or with a table: reads a names document
// and queries, writes hits; with `days`, the day, month or year before them that a query names.

import { readFileSync } from "node:fs";

import { Dates } from "../../dashboard/screen/script/names/dates.js";
import { Finder } from "../../dashboard/screen/script/names/finder.js";

const { document, queries, days } = JSON.parse(readFileSync(0, "utf8"));
const finder = new Finder(document);
const dates = new Dates(finder.spelling, document.months);

/** @param {string} query */
function found(query) {
  const { first } = (days && dates.read(query)) || {};
  if (first && first < days) return [["day", first, query, 100]];
  return finder.find(query, 16).map(({ thing, name, score }) => [thing.layer, thing.id, name, score]);
}

process.stdout.write(JSON.stringify(queries.map(found)));
