import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";

import { appearing, featuresOf, timelineOf, turned } from "../../dashboard/screen/script/map/features.js";
import { Looks, near } from "../../dashboard/screen/script/map/looks.js";

/**
 * @import {
 *   Document, Feature, LayerLook, Mark, Row, Selection, Show, Style, SymbolLook,
 * } from "../../dashboard/screen/script/types.js"
 */

const ROW = { confidence: "high", sources: "", country: "IQ" };
/** @type {[number, number]} */
const AT = [43, 36];
const MOSUL = { ...ROW, id: "mosul", name: { en: "Mosul" }, at: AT, label_rank: 1 };
/** @type {Record<string, Row[]>} */
const LAYERS = {
  places: [
    { ...MOSUL, controller: "iraq" },
    { ...MOSUL, controller: "daesh", event_id: "a" },
    { ...MOSUL, controller: "iraq", event_id: "b" },
    { ...ROW, id: "hamlet", at: [42, 35], label_rank: 4 },
    { ...ROW, id: "nowhere" },
    { ...ROW, id: "front", at: [41, 35], label_rank: 2 },
  ],
  liberated_cities: [
    { ...MOSUL, id: "mosul-2017", place_id: "mosul", retaken_by: "iraq" },
    { ...ROW, id: "unheard-2017", place_id: "unheard", at: [40, 35], retaken_by: "sdf" },
  ],
  heritage_sites: [
    { ...ROW, id: "museum", at: AT },
    { ...ROW, id: "walls", at: AT, confidence: "low" },
    { ...ROW, id: "tower", at: [42, 36], confidence: "medium" },
  ],
  affiliates: [
    { ...ROW, id: "sinai", at: [34, 30], status: "active" },
    { ...ROW, id: "sinai", at: [34, 30], status: "ended" },
  ],
  attacks: [{ ...ROW, id: "paris", at: [2, 49] }],
  coalition: [{ ...ROW, id: "france", country: "FR" }],
  milestones: [{ ...ROW, id: "speech" }],
};
/** @type {Record<string, Show[]>} */
const SHOWS = {
  places: [
    [0, "2013-01-01", "2014-06-10", 0],
    [1, "2014-06-10", "2017-07-10", 1],
    [2, "2017-07-10", "2020-01-01", 0],
    [3, "2013-01-01", "2020-01-01", 0],
    [4, "2013-01-01", null, 1],
    [5, "2014-06-10", "2016-01-01", 3],
  ],
  liberated_cities: [
    [0, "2017-07-10", null, 0],
    [1, "2018-01-01", null, 1],
  ],
  heritage_sites: [
    [0, "2015-02-26", null, 0],
    [1, "2016-04-10", null, 1],
    [2, "2016-05-01", null, 1],
  ],
  affiliates: [[0, "2014-11-13", "2020-01-01", 0]],
  attacks: [
    [0, "2015-11-13", "2016-11-13", 0],
    [0, "2016-11-13", null, 1],
  ],
  coalition: [[0, "2014-09-01", null, 0]],
};

/**
 * A symbol with marks of its own.
 * @param {string} state
 * @param {Partial<SymbolLook>} [more]
 * @returns {SymbolLook}
 */
function symbol(state, more = {}) {
  return { kind: state, state, size: 20, order: 1, marks: [{ radius: 8, fill: `of ${state}` }], ...more };
}

/** @type {Mark[]} */
const PLAIN = [{ radius: 5 }];
/** @type {LayerLook} */
const USUAL = {
  kind: "points",
  key: "id",
  above: 0,
  narrowed_by: "",
  held: [],
  of_place: false,
  spread: false,
  near_only: false,
  gathers: 24,
  weighed_by: "",
  named_from: 0,
  named: "",
  ranked: false,
  least: 0.34,
  focus_zoom: 8,
  notes: [],
  cites: null,
  yields_to: "",
  facts: [],
  title: "",
  columns: [],
  file: [],
  sorting: { column: 0, ascending: true },
  symbols: [],
  legend: [],
};
/** @type {Record<string, LayerLook>} */
const LOOKS = {
  territory: { ...USUAL, kind: "land" },
  liberated_cities: {
    ...USUAL,
    key: "place_id",
    of_place: true,
    ranked: true,
    narrowed_by: "retaken_by",
    symbols: [symbol("iraq", { small: PLAIN }), symbol("sdf", { small: PLAIN })],
  },
  places: {
    ...USUAL,
    of_place: true,
    ranked: true,
    held: ["daesh", "contested"],
    yields_to: "liberated_cities",
    symbols: [
      symbol("iraq", { kind: "other" }),
      symbol("daesh", { on_land: 2, order: 3 }),
      symbol("daesh", { size: 12, order: 2, marks: PLAIN }),
      symbol("contested", { order: 4 }),
    ],
  },
  heritage_sites: {
    ...USUAL,
    narrowed_by: "damage",
    spread: true,
    symbols: [symbol("severe"), symbol("destroyed")],
  },
  affiliates: { ...USUAL, least: 0.85, symbols: [symbol("active")] },
  attacks: {
    ...USUAL,
    least: 0.85,
    symbols: [symbol("recent", { kind: "directed", order: 2 }), symbol("past", { kind: "directed", size: 15 })],
  },
  coalition: { ...USUAL, kind: "countries", symbols: [symbol("member")] },
  milestones: { ...USUAL, kind: "events" },
};
/** @type {Document} */
const RECORD = {
  clock: { first: "2004-01-01", last: "2026-01-01" },
  land: { first: "2013-01-01", last: "2019-12-31" },
  version: null,
  figures: {},
  land_held: null,
  layers: LAYERS,
  looks: LOOKS,
  shows: SHOWS,
  actors: {
    iraq: { id: "iraq", name: { en: "Iraq" }, color: "#447799", letter: "I" },
    painter: { id: "painter", name: { en: "Painter" }, color: "red;x:y", letter: "P" },
  },
  sources: {},
};
const CROWDS = {
  apart: 24,
  counted: 1.5,
  room: 26,
  plate: 0.5,
  digits: [1],
  by_rank: [24, 60],
  all_from: 9,
  among_places: 2,
};
/** @type {Partial<Style>} */
const SHEET = { colors: { unknown: "#cccccc" }, ranks: [1.5, 1, 0.8, 0.5], letter_from: 16, crowds: CROWDS };
const STYLE = /** @type {Style} */ (SHEET);
const DAYS = [
  "2012-12-31",
  "2014-06-09",
  "2014-06-10",
  "2015-02-26",
  "2015-11-13",
  "2016-01-01",
  "2016-11-12",
  "2016-11-13",
  "2016-11-14",
  "2017-07-10",
  "2018-01-01",
  "2020-01-01",
];
/** @type {Selection} */
const SELECTION = {
  day: DAYS[0],
  compare: null,
  mode: "split",
  view: null,
  bounds: null,
  layers: Object.keys(LOOKS),
  style: "filled",
  place: "",
  story: "",
  step: "",
};

/** @param {Partial<Document>} [more] */
function looksOf(more = {}) {
  return new Looks({ ...RECORD, ...more }, STYLE);
}

/**
 * The look of a feature on a day.
 * @param {string} layer
 * @param {string} id
 * @param {string} day
 * @param {Partial<Selection>} [change]
 * @param {number} [zoom]
 */
function seen(layer, id, day, change = {}, zoom = 6) {
  const known = looksOf();
  const feature = known.find(layer, id);
  assert.ok(feature, `${layer}/${id}`);
  return known.of(feature, day, zoom, { ...SELECTION, ...change });
}

/**
 * What is drawn on a day: state by layer and id.
 * @param {string} day
 * @param {Partial<Selection>} [change]
 */
function drawn(day, change = {}) {
  const known = looksOf();
  const selection = { ...SELECTION, ...change };
  const pairs = Object.values(known.features)
    .flat()
    .map((feature) => [`${feature.layer}/${feature.id}`, known.of(feature, day, 7, selection)?.state]);
  return Object.fromEntries(pairs.filter(([, state]) => state !== undefined));
}

// ---- features --------------------------------------------------------------------------------------------------------

test("rows of one thing are one feature, and what has no place is not on the map", () => {
  const features = featuresOf(RECORD);
  assert.deepEqual(features.places.map(({ id, rows }) => [id, rows.length]), [["mosul", 3], ["hamlet", 1], ["front", 1]]); // prettier-ignore
  assert.equal(features.liberated_cities[0].id, "mosul", "known by its place");
  assert.deepEqual(features.places[0].at, AT);
});

test("only layers of points whose rows are there have features", () => {
  assert.deepEqual(Object.keys(featuresOf(RECORD)), ["liberated_cities", "places", "heritage_sites", "affiliates", "attacks"]); // prettier-ignore
  assert.deepEqual(featuresOf({ ...RECORD, layers: {}, shows: {} }), {});
  const { attacks } = featuresOf({ ...RECORD, shows: {} });
  assert.deepEqual(attacks[0].appearances, [], "rows that are never shown");
});

test("features on one point get a turn each round it, in a layer that is spread", () => {
  const turns = (/** @type {boolean} */ spread) => {
    const looks = { ...LOOKS, heritage_sites: { ...LOOKS.heritage_sites, spread } };
    return featuresOf({ ...RECORD, looks }).heritage_sites.map(({ turn, others }) => [turn, others]);
  };
  assert.deepEqual(turns(true), [[0, 1], [Math.PI, 1], [0, 0]]); // prettier-ignore
  assert.deepEqual(turns(false), [[0, 0], [0, 0], [0, 0]]); // prettier-ignore
});

test("a feature appears as its rows are shown", () => {
  const [mosul] = featuresOf(RECORD).places;
  const told = (/** @type {string} */ day) => {
    const there = appearing(mosul, day);
    return there && [there.row.controller, there.symbol];
  };
  assert.deepEqual(["2012-12-31", "2013-01-01", "2014-06-09"].map(told), [undefined, ["iraq", 0], ["iraq", 0]]);
  assert.deepEqual(["2014-06-10", "2017-07-09"].map(told), [["daesh", 1], ["daesh", 1]]); // prettier-ignore
  assert.deepEqual(["2019-12-31", "2020-01-01"].map(told), [["iraq", 0], undefined]);
  const [paris] = featuresOf(RECORD).attacks;
  assert.equal(appearing(paris, "2099-01-01")?.symbol, 1, "for good");
});

test("whatever looks otherwise on another day is among what has turned", () => {
  const known = looksOf();
  const all = Object.values(known.features).flat();
  const timeline = timelineOf(all);
  assert.deepEqual(timeline.map(({ day }) => day), timeline.map(({ day }) => day).sort()); // prettier-ignore
  for (const [from, to] of DAYS.flatMap((one) => DAYS.map((other) => [one, other]))) {
    const due = turned(timeline, from, to);
    const told = (/** @type {Feature} */ feature, /** @type {string} */ day) => {
      const look = known.of(feature, day, 7, SELECTION);
      return look && { marks: look.marks, size: look.size, state: look.state };
    };
    const changed = all.filter((feature) => !isDeepStrictEqual(told(feature, from), told(feature, to)));
    assert.deepEqual(
      changed.filter((feature) => !due.has(feature)).map(({ id }) => id),
      [],
      `from ${from} to ${to}`,
    );
    if (from === to) assert.equal(due.size, 0);
  }
});

// ---- what is drawn ---------------------------------------------------------------------------------------------------

test("what is drawn on a day", () => {
  assert.deepEqual(drawn("2012-12-31"), {});
  assert.deepEqual(drawn("2014-06-09"), { "places/mosul": "iraq", "places/hamlet": "iraq" });
  assert.deepEqual(drawn("2014-06-10"), { "places/mosul": "daesh", "places/hamlet": "iraq", "places/front": "contested" }); // prettier-ignore
  const late = drawn("2017-07-10");
  assert.equal(late["liberated_cities/mosul"], "iraq");
  assert.equal(late["places/mosul"], undefined, "a place taken back is drawn once");
  assert.equal(drawn("2017-07-10", { layers: ["places"] })["places/mosul"], "iraq");
  assert.deepEqual([drawn("2019-12-31"), drawn("2020-01-01")].map((day) => day["affiliates/sinai"]), ["active", undefined]); // prettier-ignore
});

test("a look tells its row, its class, its state and what lies above", () => {
  const { row, kind, state, order, marks } = seen("places", "mosul", "2014-06-09") ?? assert.fail();
  assert.equal(row, LAYERS.places[0]);
  assert.deepEqual([kind, state, order, marks], ["other", "iraq", 1, LOOKS.places.symbols[0].marks]);
  assert.equal(seen("places", "mosul", "2018-01-01", { layers: ["places"] })?.row, LAYERS.places[2]);
});

test("an attack stays, paler once a year has passed", () => {
  assert.deepEqual(
    ["2015-11-12", "2015-11-13", "2016-11-12", "2016-11-13", "2016-11-14"].map((day) => drawn(day)["attacks/paris"]),
    [undefined, "recent", "recent", "past", "past"],
  );
});

test("the same look has the same marks, and another one others", () => {
  const known = looksOf();
  const [mosul] = known.features.places;
  const marks = (/** @type {string} */ day) => known.of(mosul, day, 7, SELECTION)?.marks;
  assert.equal(marks("2014-06-10"), marks("2016-01-01"));
  assert.notEqual(marks("2014-06-10"), marks("2014-06-09"));
});

test("a layer yields to another only where that one is drawn, and tells of the same place on the day", () => {
  const shows = (/** @type {string} */ place, /** @type {string} */ day, /** @type {string[]} */ layers) =>
    seen("places", place, day, { layers }) !== null;
  const both = ["places", "liberated_cities"];
  assert.equal(shows("mosul", "2017-07-10", both), false);
  assert.equal(shows("mosul", "2017-07-10", ["places"]), true, "the other is not drawn");
  assert.equal(shows("mosul", "2017-07-09", both), true, "the other tells nothing yet");
  assert.equal(shows("hamlet", "2017-07-10", both), true, "the other never tells of it");
  const narrowed = { layers: both, retaken_by: ["sdf"] };
  assert.equal(seen("places", "mosul", "2017-07-10", narrowed), null, "what the other is narrowed to does not matter");
});

test("the map is narrowed by certainty and by what the legend narrows a layer to", () => {
  const sites = (/** @type {Partial<Selection>} */ change) =>
    Object.keys(drawn("2016-06-01", change)).filter((name) => name.startsWith("heritage"));
  assert.equal(sites({}).length, 3);
  assert.equal(sites({ confidence: [], damage: [] }).length, 3, "none chosen is all");
  assert.deepEqual(sites({ confidence: ["high", "medium"] }), ["heritage_sites/museum", "heritage_sites/tower"]);
  assert.deepEqual(sites({ confidence: ["low"] }), ["heritage_sites/walls"]);
  assert.deepEqual(sites({ damage: ["destroyed"] }), ["heritage_sites/walls", "heritage_sites/tower"]);
  assert.deepEqual(sites({ damage: ["destroyed"], confidence: ["medium"] }), ["heritage_sites/tower"]);
  assert.deepEqual(sites({ damage: ["destroyed"], confidence: ["high"] }), []);
  assert.equal(
    drawn("2014-06-10", { damage: ["destroyed"], retaken_by: ["sdf"] })["places/mosul"],
    "daesh",
    "another layer is not narrowed",
  );
  assert.equal(drawn("2018-01-01", { retaken_by: ["sdf"] })["liberated_cities/mosul"], undefined);
  assert.equal(drawn("2018-01-01", { retaken_by: ["sdf"] })["liberated_cities/unheard"], "sdf");
});

test("on painted land a symbol is the one that the layer has for it", () => {
  const [, usual, onLand] = LOOKS.places.symbols;
  const marks = (/** @type {Partial<Selection>} */ change) => seen("places", "mosul", "2015-01-01", change)?.marks;
  assert.equal(marks({}), onLand.marks);
  assert.equal(marks({ style: "corridors" }), usual.marks, "roads are no painted land");
  assert.equal(marks({ style: "places" }), usual.marks);
  assert.equal(marks({ layers: ["places"] }), usual.marks, "land is not drawn");
  assert.equal(marks({ layers: ["territory", "places"] }), onLand.marks);
  const { order, size } = seen("places", "mosul", "2015-01-01") ?? assert.fail();
  assert.deepEqual([order, size], [onLand.order, onLand.size * near(6) * STYLE.ranks[0]]);
  const contested = seen("places", "front", "2015-01-01");
  assert.equal(contested?.marks, LOOKS.places.symbols[3].marks, "a symbol that has none for it stays as it is");
});

test("land is painted on its own days alone", () => {
  const [, usual, onLand] = LOOKS.places.symbols;
  const marks = (/** @type {{ first: string, last: string }} */ land) => {
    const known = looksOf({ land });
    const mosul = known.find("places", "mosul");
    return mosul && known.of(mosul, "2015-01-01", 6, SELECTION)?.marks;
  };
  assert.equal(marks({ first: "2015-01-01", last: "2019-12-31" }), onLand.marks);
  assert.equal(marks({ first: "2013-01-01", last: "2015-01-01" }), onLand.marks);
  assert.equal(marks({ first: "2015-01-02", last: "2019-12-31" }), usual.marks);
  assert.equal(marks({ first: "2013-01-01", last: "2014-12-31" }), usual.marks);
});

// ---- sizes and places ------------------------------------------------------------------------------------------------

test("symbols grow with the zoom, within limits, and some never get small", () => {
  const sizes = [1, 4, 6, 8, 11].map((zoom) => near(zoom));
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
  );
  assert.equal(near(1), near(0));
  assert.equal(near(11), near(14));
  assert.ok(near(1) < near(6) && near(6) < near(11));
  assert.equal(near(2, 0.85), 0.85);
  assert.equal(near(11, 0.85), near(11));
  assert.equal(seen("affiliates", "sinai", "2015-01-01", {}, 2)?.size, 20 * 0.85);
  assert.equal(seen("affiliates", "sinai", "2015-01-01", {}, 11)?.size, 20 * near(11));
  assert.equal(seen("heritage_sites", "museum", "2016-01-01", {}, 2)?.size, 20 * near(2));
});

test("symbols of a ranked layer are as large as their place matters", () => {
  const sizes = ["mosul", "hamlet"].map((place) => seen("places", place, "2014-01-01")?.size);
  assert.deepEqual(sizes, [20 * near(6) * 1.5, 20 * near(6) * 0.5]);
  assert.equal(seen("liberated_cities", "unheard", "2018-01-01")?.size, 20 * near(6), "a place of no rank");
  const looks = { ...LOOKS, places: { ...LOOKS.places, ranked: false } };
  const known = looksOf({ looks });
  const [mosul] = known.features.places;
  assert.equal(known.of(mosul, "2014-01-01", 6, SELECTION)?.size, 20 * near(6), "where ranks do not count");
});

test("a symbol too small for its letter goes without", () => {
  const [{ marks }] = LOOKS.liberated_cities.symbols;
  const shown = (/** @type {string} */ place, /** @type {number} */ zoom) =>
    seen("liberated_cities", place, "2018-01-01", {}, zoom) ?? assert.fail();
  assert.equal(shown("unheard", 6).size, STYLE.letter_from);
  assert.notEqual(shown("unheard", 6).marks, PLAIN, "just large enough");
  assert.equal(shown("unheard", 5.9).marks, PLAIN);
  assert.equal(shown("mosul", 5).marks, marks, "a place that matters more keeps it longer");
  assert.equal(shown("mosul", 3).marks, PLAIN);
  const museum = seen("heritage_sites", "museum", "2016-01-01", {}, 2);
  assert.equal(museum?.marks, LOOKS.heritage_sites.symbols[0].marks, "one without a letter stays as it is");
});

test("sites on one point stand round it once the zoom sets them apart", () => {
  const known = looksOf();
  const [museum, walls, tower] = known.features.heritage_sites;
  const aside = (/** @type {Feature} */ feature, /** @type {number} */ zoom) => known.asideOf(feature, zoom);
  assert.deepEqual([museum, walls, tower].map((site) => aside(site, 6)), [[0, 0], [0, 0], [0, 0]]); // prettier-ignore
  const [first, second] = [museum, walls].map((site) => aside(site, 9));
  assert.ok(Math.hypot(first[0] - second[0], first[1] - second[1]) > CROWDS.apart);
  assert.ok(Math.abs(first[0] + second[0]) < 1e-9 && Math.abs(first[1] + second[1]) < 1e-9, "round the point itself");
  assert.deepEqual(aside(tower, 9).map(Math.abs), [0, 0], "one that is alone stands on its point");
  assert.deepEqual(aside(known.features.attacks[0], 9), [0, 0]);
  assert.deepEqual(seen("heritage_sites", "walls", "2017-01-01", {}, 9)?.aside, second);
});

// ---- what else is known ----------------------------------------------------------------------------------------------

test("what Daesh gained, lost and kept between two days", () => {
  const ids = (/** @type {string} */ from, /** @type {string} */ to) =>
    looksOf()
      .difference(from, to, "IQ")
      .map((places) => places.map(({ id }) => id));
  assert.deepEqual(ids("2014-01-01", "2015-01-01"), [["mosul", "front"], [], []]);
  assert.deepEqual(ids("2015-01-01", "2018-01-01"), [[], ["mosul", "front"], []]);
  assert.deepEqual(ids("2015-01-01", "2016-01-01"), [[], ["front"], ["mosul"]]);
  assert.deepEqual(ids("2018-01-01", "2019-01-01"), [[], [], []]);
  assert.deepEqual(looksOf().difference("2014-01-01", "2015-01-01", "SY"), [[], [], []], "in the countries asked for");
});

test("between two days those places count that are held as their layer says", () => {
  const looks = { ...LOOKS, places: { ...LOOKS.places, held: ["contested"] } };
  const gained = looksOf({ looks }).difference("2014-01-01", "2015-01-01", "IQ;SY")[0];
  assert.deepEqual(gained.map(({ id }) => id), ["front"]); // prettier-ignore
  const { places, ...others } = LOOKS;
  assert.ok(places);
  assert.deepEqual(looksOf({ looks: others }).difference("2014-01-01", "2015-01-01", "IQ;SY"), [[], [], []]);
  assert.deepEqual(looksOf({ layers: {}, shows: {} }).difference("2014-01-01", "2015-01-01", "IQ;SY"), [[], [], []]);
});

test("layers are known by what they say of themselves", () => {
  const known = looksOf();
  assert.deepEqual(known.ofPlaces, ["liberated_cities", "places"]);
  assert.equal(known.holding, "places", "which kinds are held says which layer tells who holds a place");
  assert.deepEqual(known.ofLand, ["territory"]);
  assert.equal(looksOf({ looks: {} }).holding, "");
});

test("a feature is found by its layer and id", () => {
  const known = looksOf();
  assert.equal(known.find("liberated_cities", "mosul"), known.features.liberated_cities[0]);
  assert.equal(known.find("places", "nowhere"), undefined);
  assert.equal(known.find("coalition", "france"), undefined);
});

test("an actor of whom the record does not know is grey and has no letter", () => {
  const known = looksOf();
  assert.deepEqual([known.actor("iraq").letter, known.color("iraq")], ["I", "#447799"]);
  for (const id of ["unheard", "", null]) {
    assert.deepEqual([known.actor(id).letter, known.color(id)], ["?", STYLE.colors.unknown]);
  }
  assert.equal(known.color("painter"), STYLE.colors.unknown, "what is no colour");
});

test("a feature turns where the land under it begins and ends, and where another comes to stand for it", () => {
  const town = { ...ROW, id: "town", name: {}, at: /** @type {[number, number]} */ ([40, 35]), label_rank: 2 };
  const looks = looksOf({
    layers: { ...LAYERS, places: [town], liberated_cities: [{ ...town, id: "town-1", place_id: "town" }] },
    shows: {
      ...SHOWS,
      places: [[0, "2010-01-01", null, 1]],
      liberated_cities: [[0, "2016-03-01", "2016-09-01", 0]],
    },
  });
  const [place] = looks.features.places;
  const turnsBetween = (/** @type {string} */ from, /** @type {string} */ to) =>
    turned(looks.timeline, from, to).has(place);
  for (const [before, day] of [
    ["2012-12-31", "2013-01-01"],
    ["2016-02-29", "2016-03-01"],
    ["2016-08-31", "2016-09-01"],
    ["2019-12-31", "2020-01-01"],
  ]) {
    assert.notDeepEqual(
      looks.of(place, before, 6, { ...SELECTION, day: before }),
      looks.of(place, day, 6, { ...SELECTION, day }),
      day,
    );
    assert.ok(turnsBetween(before, day), day);
  }
  assert.ok(!turnsBetween("2014-01-01", "2014-02-01"));
});
