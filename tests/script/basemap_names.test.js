import assert from "node:assert/strict";
import { test } from "node:test";

import { Reader } from "../../dashboard/screen/script/core/reader.js";
import { BasemapNames } from "../../dashboard/screen/script/map/basemap_names.js";
import { grown } from "../../dashboard/screen/script/map/names.js";

/** @import { BasemapFiles, Mode, NameLook } from "../../dashboard/screen/script/types.js" */

/** @type {Record<string, NameLook[]>} */
const LOOKS = {
  town: [
    { from: 5, until: null, size: 13, weight: 600 },
    { from: 7, until: 9, size: 12, weight: 500 },
  ],
  country: [
    { from: 4, until: 10, size: 20, weight: 600 },
    { from: 4, until: 10, size: 13, weight: 500 },
  ],
  water: [{ from: 4, until: null, size: 12.5, weight: 500 }],
  governorate: [{ from: 7, until: 10, size: 11, weight: 400 }],
};
/** @type {Mode} */
const MODE = {
  language: "fr",
  direction: "ltr",
  name: "atlas",
  fallback: "en",
  directions: { ar: "rtl", en: "ltr", fr: "ltr" },
  months: [],
  group: " ",
  decimal: ".",
  style: { rounding: [] },
  texts: {},
};
const SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]; // prettier-ignore

/**
 * Things at a point.
 * @template P
 * @param {P[]} all
 */
function points(...all) {
  const geometry = { type: /** @type {const} */ ("Point"), coordinates: [43, 36] };
  const features = all.map((properties) => ({ type: /** @type {const} */ ("Feature"), properties, geometry }));
  return { type: /** @type {const} */ ("FeatureCollection"), features };
}

/**
 * Things that cover a square.
 * @template P
 * @param {P[]} all
 */
function squares(...all) {
  const geometry = { type: /** @type {const} */ ("Polygon"), coordinates: [SQUARE] };
  const features = all.map((properties) => ({ type: /** @type {const} */ ("Feature"), properties, geometry }));
  return { type: /** @type {const} */ ("FeatureCollection"), features };
}

/** @type {BasemapFiles} */
const FILES = {
  towns: points(
    { geonames_id: 1, rank: 1, country: "IQ", capital: true, name_en: "Baghdad", name_fr: "Bagdad" },
    { geonames_id: 2, rank: 2, country: "TR", name_en: "Urfa" },
    { geonames_id: 3, rank: 3, country: "IQ", name_en: "Of no rank" },
    { geonames_id: 4, rank: 1, country: "IQ" },
  ),
  countries: squares(
    { country: "IQ", name_en: "Iraq", name_fr: "Irak", label_lon: 1, label_lat: 1.5 },
    { country: "TR", name_en: "Turkey", label_lon: 1, label_lat: 1 },
    { country: "XX", name_en: "Nowhere", label_lon: null, label_lat: null },
  ),
  water_names: points({ name_en: "Persian Gulf", name_fr: "Golfe persique" }),
  governorates: squares(
    { id: "ninawa", country: "IQ", name_en: "Nineveh", label_lon: 0.5, label_lat: 0.6 },
    { id: "anbar", country: "IQ", name_en: "Anbar" },
    { id: "unnamed", country: "IQ" },
  ),
};

/**
 * Names wanted at a zoom, of a kind.
 * @param {number} zoom
 * @param {string} kind  what their ids begin with
 * @param {Partial<Mode>} [mode]
 */
function wanted(zoom, kind, mode = {}) {
  const names = new BasemapNames(FILES, LOOKS, ["IQ"], new Reader({ ...MODE, ...mode }));
  return [...names.wanted(zoom)].filter(({ id }) => id.startsWith(kind));
}

test("towns are named at the zooms of their rank, larger on a near map", () => {
  const texts = (/** @type {number} */ zoom) => wanted(zoom, "town").map(({ text }) => text);
  assert.deepEqual([4.9, 5, 7, 9, 9.1].map(texts), [[], ["Bagdad"], ["Bagdad", "Urfa"], ["Bagdad", "Urfa"], ["Bagdad"]]); // prettier-ignore
  const [baghdad, urfa] = wanted(7, "town");
  assert.deepEqual([baghdad.size, baghdad.weight, baghdad.dot, baghdad.geonames], [13 + grown(7), 600, "capital", 1]);
  assert.deepEqual([urfa.size, urfa.weight, urfa.dot, urfa.kind], [12 + grown(7), 500, "town", "town rank-2"]);
});

test("towns of the countries that stand out come first among those of their rank", () => {
  const [baghdad, urfa] = wanted(7, "town").map(({ priority }) => priority);
  assert.deepEqual([baghdad, urfa], [30, 44]);
});

test("countries that stand out are named larger than others, and both where their names have room", () => {
  const [iraq, turkey, ...others] = wanted(5, "country");
  assert.deepEqual(others, [], "one without a place for its name");
  assert.deepEqual([iraq.text, iraq.size, iraq.weight, iraq.at], ["Irak", 20, 600, [1, 1.5]]);
  assert.deepEqual([turkey.text, turkey.size, turkey.weight], ["Turkey", 13, 500]);
  assert.ok(Number(iraq.priority) < Number(turkey.priority) && Number(iraq.room) > Number(turkey.room));
  assert.deepEqual([iraq.within?.(1, 1), iraq.within?.(3, 1)], [true, false]);
  assert.deepEqual([3.9, 10, 10.1].map((zoom) => wanted(zoom, "country").length), [0, 2, 0]); // prettier-ignore
});

test("waters and governorates are named at their zooms", () => {
  assert.deepEqual([3.9, 4, 18].map((zoom) => wanted(zoom, "water").length), [0, 1, 1]); // prettier-ignore
  const [gulf] = wanted(4, "water");
  assert.deepEqual([gulf.text, gulf.size, gulf.weight, gulf.at], ["Golfe persique", 12.5, 500, [43, 36]]);
  assert.deepEqual([6.9, 7, 10, 10.1].map((zoom) => wanted(zoom, "governorate").length), [0, 2, 2, 0]); // prettier-ignore
  const [ninawa, anbar] = wanted(7, "governorate");
  assert.deepEqual([ninawa.text, ninawa.at, ninawa.weight], ["Nineveh", [0.5, 0.6], 400]);
  assert.deepEqual(anbar.at, [1, 1], "in its middle where no other place is told");
});

test("letters that are joined do not stand apart", () => {
  const spaced = (/** @type {"ltr" | "rtl"} */ direction) =>
    ["country", "governorate"].map((kind) => Number(wanted(7, kind, { direction })[0].spacing) > 0);
  assert.deepEqual([spaced("ltr"), spaced("rtl")], [[true, true], [false, false]]); // prettier-ignore
});

test("a basemap of which nothing could be had has no names", () => {
  const names = new BasemapNames({ towns: null, countries: null }, LOOKS, ["IQ"], new Reader(MODE));
  assert.deepEqual([...names.wanted(7)], []);
});
