import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";

import { featuresOf, timelineOf, turned } from "../../dashboard/screen/script/map/features.js";
import { Looks, asideOf, near } from "../../dashboard/screen/script/map/looks.js";
import { RecordNames } from "../../dashboard/screen/script/map/names.js";

/** @import { Feature, Layers, Selection, Style } from "../../dashboard/screen/script/types.js" */

const ROW = { confidence: "high", sources: "" };
/** @type {[number, number]} */
const AT = [43, 36];
/** @type {Layers} */
const LAYERS = {
  places: [
    { ...ROW, id: "mosul", name: { en: "Mosul" }, at: AT, label_rank: 1, start_date: "2013-01-01", end_date: "2014-06-10", controller: "iraq" }, // prettier-ignore
    { ...ROW, id: "mosul", name: { en: "Mosul" }, at: AT, label_rank: 1, start_date: "2014-06-10", end_date: "2017-07-10", controller: "daesh", event_id: "a" }, // prettier-ignore
    { ...ROW, id: "mosul", name: { en: "Mosul" }, at: AT, label_rank: 1, start_date: "2017-07-10", controller: "iraq", event_id: "b" }, // prettier-ignore
    { ...ROW, id: "hamlet", name: { en: "Hamlet" }, at: [42, 35], label_rank: 4, start_date: "2013-01-01", controller: "iraq" }, // prettier-ignore
    { ...ROW, id: "nowhere", name: { en: "Nowhere" }, start_date: "2013-01-01", controller: "daesh" },
  ],
  liberated_cities: [
    { ...ROW, id: "mosul-2017", place_id: "mosul", name: { en: "Mosul" }, at: AT, label_rank: 1, start_date: "2017-07-10", retaken_by: "iraq" }, // prettier-ignore
  ],
  heritage_sites: [
    { ...ROW, id: "museum", name: { en: "Museum" }, at: AT, event_date: "2015-02-26", damage: "severe" },
    {
      ...ROW,
      id: "walls",
      name: { en: "Walls" },
      at: AT,
      event_date: "2016-04-10",
      damage: "destroyed",
      confidence: "low",
    },
  ],
  affiliates: [
    { ...ROW, id: "sinai", name: { en: "Sinai Province" }, at: [34, 30], start_date: "2014-11-13", end_date: "2020-01-01", status: "active" }, // prettier-ignore
    { ...ROW, id: "sinai", name: { en: "Sinai Province" }, at: [34, 30], start_date: "2020-01-01", status: "ended" },
  ],
  attacks: [
    { ...ROW, id: "paris", name: { en: "Paris" }, at: [2, 49], event_date: "2015-11-13", attribution: "directed" },
  ],
};
/** @type {Style} */
const STYLE = {
  basemap: {},
  territory: {},
  symbols: {
    places: { daesh: { color: "#222222", fill: "full" } },
    heritage_sites: { severe: { color: "#7a1f5c", fill: "half" }, destroyed: { color: "#7a1f5c", fill: "full" } },
    affiliates: { active: { color: "#222222", fill: "half" } },
    attacks: { directed: { color: "#b3261e", fill: "full" } },
  },
};
const DAYS = ["2012-12-31", "2014-06-09", "2014-06-10", "2015-02-26", "2015-11-13", "2016-11-12", "2016-11-13", "2016-11-14", "2017-07-10", "2020-01-01"]; // prettier-ignore

/** @type {Selection} */
const SELECTION = {
  day: DAYS[0],
  compare: null,
  mode: "split",
  view: null,
  bounds: null,
  layers: ["places", "liberated_cities", "heritage_sites", "affiliates", "attacks"],
  style: "filled",
  place: "",
};

function looks() {
  const iraq = { id: "iraq", name: { en: "Iraq" }, color: "#447799", letter: "I" };
  const none = { figures: {}, land_held: null, sources: {}, version: null };
  const clock = { first: "2004-01-01", last: "2026-01-01" };
  return new Looks({ ...none, clock, layers: LAYERS, actors: { iraq } }, STYLE);
}

/**
 * What is drawn on a day: state by layer and id.
 * @param {string} day
 * @param {Partial<Selection>} [change]
 * @param {number} [zoom]
 */
function drawn(day, change = {}, zoom = 7) {
  const known = looks();
  const selection = { ...SELECTION, ...change };
  const pairs = Object.values(known.features)
    .flat()
    .map((feature) => [`${feature.layer}/${feature.id}`, known.of(feature, day, zoom, selection)?.state]);
  return Object.fromEntries(pairs.filter(([, state]) => state !== undefined));
}

test("rows of one thing are one feature, and what has no place is not on the map", () => {
  const features = featuresOf(LAYERS);
  assert.deepEqual(features.places.map(({ id, rows }) => [id, rows.length]), [["mosul", 3], ["hamlet", 1]]); // prettier-ignore
  assert.equal(features.liberated_cities[0].id, "mosul", "known by its place");
  assert.deepEqual(featuresOf({}), {
    places: [],
    liberated_cities: [],
    heritage_sites: [],
    affiliates: [],
    attacks: [],
  });
});

test("what is drawn on a day", () => {
  assert.deepEqual(drawn("2012-12-31"), {});
  assert.deepEqual(drawn("2014-06-09"), { "places/mosul": "iraq", "places/hamlet": "iraq" });
  assert.deepEqual(drawn("2014-06-10"), { "places/mosul": "daesh", "places/hamlet": "iraq" });
  const late = drawn("2017-07-10");
  assert.equal(late["liberated_cities/mosul"], "iraq");
  assert.equal(late["places/mosul"], undefined, "a place taken back is drawn once");
  assert.equal(drawn("2017-07-10", { layers: ["places"] })["places/mosul"], "iraq");
  assert.deepEqual([drawn("2019-12-31"), drawn("2020-01-01")].map((day) => day["affiliates/sinai"]), ["active", undefined]); // prettier-ignore
});

test("an attack stays, paler once a year has passed", () => {
  assert.deepEqual(
    ["2015-11-12", "2015-11-13", "2016-11-12", "2016-11-13", "2016-11-14"].map((day) => drawn(day)["attacks/paris"]),
    [undefined, "recent", "recent", "past", "past"],
  );
});

test("the map is narrowed by certainty and by what the legend narrows a layer to", () => {
  const sites = (/** @type {Partial<Selection>} */ change) =>
    Object.keys(drawn("2016-06-01", change)).filter((name) => name.startsWith("heritage"));
  assert.equal(sites({}).length, 2);
  assert.deepEqual(sites({ confidence: ["high", "medium"] }), ["heritage_sites/museum"]);
  assert.deepEqual(sites({ damage: ["destroyed"] }), ["heritage_sites/walls"]);
  assert.deepEqual(sites({ damage: ["destroyed"], confidence: ["high"] }), []);
  assert.equal(
    drawn("2014-06-10", { damage: ["destroyed"] })["places/mosul"],
    "daesh",
    "another layer is not narrowed",
  );
});

test("whatever looks otherwise on another day is among what has turned", () => {
  const known = looks();
  const all = Object.values(known.features).flat();
  const timeline = timelineOf(all);
  assert.deepEqual(timeline.map(({ day }) => day), timeline.map(({ day }) => day).sort()); // prettier-ignore
  for (const [from, to] of DAYS.flatMap((one) => DAYS.map((other) => [one, other]))) {
    const due = turned(timeline, from, to);
    const seen = (/** @type {Feature} */ feature, /** @type {string} */ day) => {
      const look = known.of(feature, day, 7, SELECTION);
      return look && { marks: look.marks, size: look.size, state: look.state };
    };
    const changed = all.filter((feature) => !isDeepStrictEqual(seen(feature, from), seen(feature, to)));
    assert.deepEqual(
      changed.filter((feature) => !due.has(feature)).map(({ id }) => id),
      [],
      `from ${from} to ${to}`,
    );
    if (from === to) assert.equal(due.size, 0);
  }
});

test("what Daesh gained, lost and kept between two days", () => {
  const ids = (/** @type {string} */ from, /** @type {string} */ to) =>
    Object.entries(looks().difference(from, to)).flatMap(([kind, places]) => places.map(({ id }) => `${kind} ${id}`));
  assert.deepEqual(ids("2014-01-01", "2015-01-01"), ["gained mosul"]);
  assert.deepEqual(ids("2015-01-01", "2018-01-01"), ["lost mosul"]);
  assert.deepEqual(ids("2015-01-01", "2016-01-01"), ["unchanged mosul"]);
  assert.deepEqual(ids("2018-01-01", "2019-01-01"), []);
});

test("the same look has the same marks, and another one others", () => {
  const known = looks();
  const [mosul] = known.features.places;
  const marks = (/** @type {string} */ day) => known.of(mosul, day, 7, SELECTION)?.marks;
  assert.equal(marks("2014-06-10"), marks("2016-01-01"));
  assert.notEqual(marks("2014-06-10"), marks("2014-06-09"));
});

test("symbols grow with the zoom, within limits, and with the rank of a place", () => {
  const sizes = [1, 4, 6, 8, 11].map((zoom) => near(zoom));
  assert.deepEqual(sizes, sizes.toSorted((a, b) => a - b)); // prettier-ignore
  assert.equal(near(1), near(0));
  assert.equal(near(11), near(14));
  assert.ok(near(6, 1) > near(6, 2) && near(6, 2) > near(6, 4));
});

test("sites on one point stand round it once the zoom sets them apart, and beside their town before", () => {
  const [museum, walls] = featuresOf(LAYERS).heritage_sites;
  assert.deepEqual(asideOf(museum, 6), asideOf(walls, 6));
  assert.ok(asideOf(museum, 6)[0] > 0 && asideOf(museum, 6)[1] < 0, "up and to the right");
  const [first, second] = [museum, walls].map((site) => asideOf(site, 9));
  assert.ok(Math.hypot(first[0] - second[0], first[1] - second[1]) > 20);
  assert.ok(Math.abs(first[0] + second[0]) < 1e-9 && Math.abs(first[1] + second[1]) < 1e-9, "round the point itself");
  assert.deepEqual(asideOf(featuresOf(LAYERS).attacks[0], 6), [0, 0]);
});

test("places are named from their rank's zoom on, and keep names off themselves before", () => {
  const names = new RecordNames(featuresOf(LAYERS), "en");
  const at = (/** @type {number} */ zoom) => [...names.wanted(zoom, ["places"])].map(({ id, text }) => [id, text]);
  assert.deepEqual(at(4), [["mosul", undefined]]);
  assert.deepEqual(at(5), [["mosul", "Mosul"]]);
  assert.deepEqual(at(8), [["mosul", "Mosul"], ["hamlet", "Hamlet"]]); // prettier-ignore
  assert.deepEqual([...names.wanted(8, [])], []);
  assert.deepEqual([...names.wanted(8, ["affiliates"])], [], "affiliates are named where their region is seen whole");
  assert.deepEqual([...names.wanted(5, ["affiliates"])].map(({ text }) => text), ["Sinai Province"]); // prettier-ignore
  const town = { id: "", at: AT, radius: 3 };
  assert.equal(names.names({ ...town, geonames: 1, text: "Mosul" }), true, "the basemap's town of that name");
  assert.equal(names.names({ ...town, geonames: 1, text: "Basra" }), false);
  assert.equal(names.names({ ...town, text: "Mosul" }), false, "a country of that name");
});
