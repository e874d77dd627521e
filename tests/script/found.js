// What the script's search finds, for the test that compares it with Python's: reads a names document and queries, writes hits.

import { readFileSync } from "node:fs";

import { Finder } from "../../dashboard/screen/script/names/finder.js";

const { document, queries } = JSON.parse(readFileSync(0, "utf8"));
const finder = new Finder(document);
const began = performance.now();
const found = queries.map((/** @type {string} */ query) =>
  finder.find(query).map(({ thing, name, score }) => [thing.layer, thing.id, name, score]),
);
const milliseconds = (performance.now() - began) / queries.length;
process.stdout.write(JSON.stringify({ found, milliseconds }));
