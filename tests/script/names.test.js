import assert from "node:assert/strict";
import { test } from "node:test";

import { Looks, near } from "../../dashboard/screen/script/map/looks.js";
import { RecordNames, grown, short } from "../../dashboard/screen/script/map/names.js";

/** @import { Document, Feature, LayerLook, Row, Seat, Style } from "../../dashboard/screen/script/types.js" */

const ROW = { confidence: "high", sources: "" };
/** @type {Record<string, Row[]>} */
const LAYERS = {
  badges: [{ ...ROW, id: "mosul-2017", town_id: "mosul", name: { en: "Mosul" }, at: [43, 36] }],
  towns: [
    { ...ROW, id: "mosul", name: { en: "Mosul" }, at: [43, 36], label_rank: 1, geonames_id: 99072 },
    { ...ROW, id: "kobani", name: { en: "Kobani (Ayn al-Arab)" }, at: [38, 37], label_rank: 2 },
    { ...ROW, id: "hamlet", name: { en: "Hamlet" }, at: [42, 35], label_rank: 3 },
    { ...ROW, id: "unranked", name: { en: "Unranked" }, at: [41, 35] },
  ],
  branches: [{ ...ROW, id: "sinai", name: { en: "Province of the Sinai (Egypt)" }, at: [34, 30] }],
  sites: [{ ...ROW, id: "museum", name: { en: "Museum" }, at: [43, 36] }],
};
/** @type {Record<string, Partial<LayerLook>>} */
const LOOKS = {
  badges: { symbols: [], kind: "points", key: "town_id", of_place: true, ranked: true, held: [], named: "" },
  towns: { symbols: [], kind: "points", key: "id", of_place: true, ranked: true, held: ["group"], named: "town" },
  branches: { symbols: [], kind: "points", key: "id", of_place: false, ranked: false, held: [], named: "branch" },
  sites: { symbols: [], kind: "points", key: "id", of_place: false, ranked: false, held: [], named: "", spread: true },
};
/** @type {Partial<Style>} */
const SHEET = {
  long: 12,
  ranks: [1.2, 1, 0.5],
  names: {
    town: [
      { from: 4.5, until: null, size: 14, weight: 700 },
      { from: 6, until: 9, size: 12, weight: 600 },
      { from: 8, until: null, size: 11, weight: 500 },
    ],
    branch: [
      { from: 2, until: 7, size: 11.5, weight: 600 },
      { from: 8, until: null, size: 10, weight: 500 },
    ],
  },
};
const STYLE = /** @type {Style} */ (SHEET);
const RECORD = /** @type {Document} */ ({
  layers: LAYERS,
  looks: LOOKS,
  shows: {},
  actors: {},
  land: { first: "2013-01-01", last: "2019-12-31" },
});
const looks = new Looks(RECORD, STYLE);
const names = new RecordNames(looks, STYLE, (row) => row.name?.en ?? row.id);

/**
 * A seat of its own for everything in some layers, a place having one for all layers of places.
 * @param {string[]} layers
 * @returns {Seat[]}
 */
function seats(layers) {
  const own = layers.flatMap((layer) => looks.features[layer]);
  const once = own.filter((feature, number) => own.findIndex(({ id }) => id === feature.id) === number);
  return once.map((feature) => seat(feature));
}

/**
 * @param {Feature} feature
 * @param {Partial<Seat>} [more]
 * @returns {Seat}
 */
function seat(feature, more = {}) {
  const usual = { x: 0, y: 0, radius: 13, apart: 24, family: feature.layer, moves: true };
  return { ...usual, feature, members: [feature], aside: [0, 0], ...more };
}

/**
 * Ids and texts wanted at a zoom.
 * @param {number} zoom
 * @param {string[]} layers
 */
function at(zoom, layers) {
  return [...names.wanted(zoom, seats(layers))].map(({ id, text }) => [id, text]);
}

/**
 * A name that is wanted at a zoom.
 * @param {string} id
 * @param {number} zoom
 * @param {string[]} layers
 */
function one(id, zoom, layers) {
  return [...names.wanted(zoom, seats(layers))].find((label) => label.id === id) ?? assert.fail(id);
}

test("a long name goes without its brackets, a short one keeps them", () => {
  assert.equal(short("Islamic State in the Greater Sahara (ISGS)", 22), "Islamic State in the Greater Sahara");
  assert.equal(short("Kobani (Ayn al-Arab)", 22), "Kobani (Ayn al-Arab)");
  assert.equal(short("Kobani (Ayn al-Arab)", 20), "Kobani (Ayn al-Arab)");
  assert.equal(short("Kobani (Ayn al-Arab)", 19), "Kobani");
  assert.equal(short("Deir ez-Zor military airport", 22), "Deir ez-Zor military airport");
});

test("letters grow on a near map, within limits", () => {
  assert.deepEqual([0, 6, 6.5, 8.5, 12].map(grown), [0, 0, 0.4, 2, 2]);
});

test("places are named from their rank's zoom on, and keep names off themselves before", () => {
  assert.deepEqual(at(4, ["towns"]), [["mosul", undefined], ["kobani", undefined]]); // prettier-ignore
  assert.deepEqual(at(4.5, ["towns"]), [["mosul", "Mosul"], ["kobani", undefined]]); // prettier-ignore
  assert.deepEqual(at(6, ["towns"]), [["mosul", "Mosul"], ["kobani", "Kobani"]]); // prettier-ignore
  assert.deepEqual(at(8, ["towns"]), [["mosul", "Mosul"], ["kobani", "Kobani"], ["hamlet", "Hamlet"], ["unranked", "Unranked"]]); // prettier-ignore
  assert.deepEqual(at(8, []), []);
});

test("a name goes beyond its rank's last zoom, its symbol stays", () => {
  assert.equal(one("kobani", 9, ["towns"]).text, "Kobani");
  assert.equal(one("kobani", 9.1, ["towns"]).text, undefined);
  assert.equal(one("mosul", 18, ["towns"]).text, "Mosul", "one without a last zoom");
});

test("a ranked name is set as its rank says, larger on a near map, beside a symbol as large as its place's", () => {
  const mosul = one("mosul", 7, ["towns"]);
  const radius = 10 * near(7) * 1.2;
  assert.deepEqual(mosul, { id: "mosul", at: [43, 36], aside: [0, 0], radius, text: "Mosul", kind: "town", weight: 700, priority: 10, size: 14 + grown(7) }); // prettier-ignore
  const hamlet = one("hamlet", 8, ["towns"]);
  assert.deepEqual([hamlet.priority, hamlet.weight, hamlet.radius], [30, 500, 10 * near(8) * 0.5]);
  assert.deepEqual(one("kobani", 5, ["towns"]), { id: "kobani", at: [38, 37], aside: [0, 0], radius: 10 * near(5) });
});

test("a place of no rank is named as the least are", () => {
  const { priority, weight, size } = one("unranked", 8, ["towns"]);
  assert.deepEqual([priority, weight, size], [30, 500, 11 + grown(8)]);
});

test("a name of no rank is set as it is, at the zooms that are said", () => {
  assert.deepEqual(at(1.9, ["branches"]), []);
  assert.deepEqual(at(2, ["branches"]), [["branch-sinai", "Province of the Sinai"]]);
  assert.deepEqual(at(7, ["branches"]).length, 1);
  assert.deepEqual(at(7.1, ["branches"]), [], "where its region is not seen whole");
  const look = { kind: "branch", weight: 600, priority: 12, size: 11.5 };
  const text = "Province of the Sinai";
  for (const zoom of [3, 7]) {
    assert.deepEqual(one("branch-sinai", zoom, ["branches"]), { id: "branch-sinai", at: [34, 30], aside: [0, 0], radius: 13, text, ...look }); // prettier-ignore
  }
});

test("a place is named once, whichever layer draws places", () => {
  const mosul = (/** @type {string[]} */ layers) => at(5, layers).filter(([, text]) => text === "Mosul");
  assert.deepEqual(mosul(["towns"]), [["mosul", "Mosul"]]);
  assert.deepEqual(mosul(["badges"]), [["mosul", "Mosul"]]);
  assert.deepEqual(mosul(["towns", "badges"]), [["mosul", "Mosul"]]);
  assert.deepEqual(mosul(["branches", "sites"]), []);
  assert.deepEqual([["towns"], ["badges"], ["sites"], []].map((layers) => names.showsPlaces(layers)), [true, true, false, false]); // prettier-ignore
});

test("a symbol without a name keeps names off itself, where it stands", () => {
  const [museum] = looks.features.sites;
  const [label, ...others] = names.wanted(6, [seat(museum, { aside: [24, -24], radius: 15 })]);
  assert.deepEqual(label, { id: "sites-museum", at: [43, 36], aside: [24, -24], radius: 15 });
  assert.deepEqual(others, []);
});

test("where rows are weighed only those that have much are named", () => {
  const weighed = { ...LOOKS, branches: { ...LOOKS.branches, weighed_by: "killed", named_from: 100 } };
  const told = (/** @type {number | undefined} */ killed) => {
    const layers = { ...LAYERS, branches: [{ ...LAYERS.branches[0], killed }] };
    const known = new Looks(/** @type {Document} */ ({ ...RECORD, layers, looks: weighed }), STYLE);
    const own = new RecordNames(known, STYLE, (row) => row.name?.en ?? row.id);
    return [...own.wanted(3, [seat(known.features.branches[0])])].map(({ text }) => text);
  };
  assert.deepEqual([told(100), told(99), told(undefined)], [["Province of the Sinai"], [undefined], [undefined]]);
});

test("what another stands for has no name", () => {
  const [mosul, kobani] = looks.features.towns;
  const found = [...names.wanted(6, [seat(mosul, { members: [mosul, kobani] })])];
  assert.deepEqual(found.map(({ text }) => text), ["Mosul"]); // prettier-ignore
});

test("a town of the basemap that the record names is known by its number or by its name", () => {
  const town = { id: "", at: /** @type {[number, number]} */ ([43, 36]), radius: 3 };
  assert.equal(names.names({ ...town, geonames: 99072, text: "Al Mawsil" }), true);
  assert.equal(names.names({ ...town, geonames: 1, text: "Mosul" }), true);
  assert.equal(names.names({ ...town, geonames: 1, text: "Kobani" }), true, "as it stands on the map");
  assert.equal(names.names({ ...town, geonames: 1, text: "Basra" }), false);
  assert.equal(names.names({ ...town, text: "Mosul" }), false, "a country of that name");
  assert.equal(names.names(town), false);
});

test("names come and go with their features, those of places only while another stands for them", () => {
  const passing = new Map(names.passing());
  const [sinai] = looks.features.branches;
  const [mosul, kobani] = looks.features.towns;
  const [badge] = looks.features.badges;
  assert.deepEqual([passing.get("branch-sinai"), passing.get("mosul")], [[sinai], [badge, mosul]]);
  assert.equal(names.holds([sinai]), false, "it is not there yet");
  assert.equal(names.holds([badge, mosul]), true, "nothing is said of it yet");
  const look = { row: sinai.rows[0], state: "", kind: "", size: 9, marks: [], dark: false, order: 0, aside: /** @type {[number, number]} */ ([0, 0]) }; // prettier-ignore
  for (const [own, holds] of /** @type {const} */ ([
    [sinai, true],
    [kobani, false],
  ])) {
    const found = { ...own, look };
    found.seat = seat(holds ? found : mosul);
    assert.equal(names.holds([found]), holds);
  }
});

test("a record that has no places names none", () => {
  const { branches } = LAYERS;
  const without = /** @type {Document} */ ({ ...RECORD, layers: { branches } });
  const few = new RecordNames(new Looks(without, STYLE), STYLE, (row) => row.id);
  assert.deepEqual([...few.wanted(5, [seat(few.looks.features.branches[0])])].map(({ id }) => id), ["branch-sinai"]); // prettier-ignore
  assert.equal(few.known.size, 0);
});
