import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING } from "./nothing_why.js";

import * as days from "../../dashboard/screen/script/core/days.js";
import { Coverage, GRID, places } from "../../dashboard/screen/script/map/coverage.js";
import { encloses, twiceArea } from "../../dashboard/screen/script/map/outlines.js";
import { Territory, changed, changesOf } from "../../dashboard/screen/script/map/territory.js";

/** @import { Group, LandDocument } from "../../dashboard/screen/script/types.js" */

/**
 * A line of steps through corners of a grid of squares, one degree wide.
 * @param {[number, number][]} corners
 */
function line(...corners) {
  return corners.flatMap(([x, y], at) => {
    const [fromX, fromY] = at ? corners[at - 1] : [0, 0];
    return [(x - fromX) * GRID, (y - fromY) * GRID];
  });
}

// Four cells: two squares side by side (0, 1), a hole (2) in the middle of a third (3) east of them.
//
//   +---+---+-------+
//   | 0 | 1 | 3 +-+ |
//   |   |   |   |2| |
//   +---+---+-------+
/** @type {[arc: number[], left: number, right: number][]} */
const LINES = [
  [line([1, 2], [0, 2], [0, 0], [1, 0]), 0, -1],
  [line([1, 0], [1, 2]), 0, 1],
  [line([2, 2], [1, 2]), 1, -1],
  [line([1, 0], [2, 0]), 1, -1],
  [line([2, 0], [2, 2]), 1, 3],
  [line([2, 0], [6, 0], [6, 2], [2, 2]), 3, -1],
  [line([4, 0.5], [5, 0.5], [5, 1.5], [4, 1.5], [4, 0.5]), 2, 3],
];
const HA = [20010, 21020, 10003, 70000];
/** @type {LandDocument["groups"]} */
const GROUPS = [
  ["control", "daesh", null],
  ["contested", null, null],
  ["influence", "daesh", null],
  ["retaken", "iraq", "2017"],
];
const [CONTROL, CONTESTED, INFLUENCE, RETAKEN, NONE] = [0, 1, 2, 3, -1];
const FIRST = "2013-01-01";

/**
 * Changes of a cell as the document has them: each day as its step from the one before.
 * @param {[day: string, group: number][]} told
 */
function changes(...told) {
  return told.flatMap(([day, group], at) => [days.number(day) - days.number(at ? told[at - 1][0] : FIRST), group]);
}

/**
 * @param {Partial<LandDocument>} [more]
 * @returns {LandDocument}
 */
function land(more = {}) {
  return {
    first: FIRST,
    last: "2019-12-31",
    arcs: LINES.map(([arc]) => arc),
    sides: LINES.flatMap(([, left, right]) => [left, right]),
    ha: HA,
    countries: ["IQ", "SY"],
    country: [0, 1, 1, -1],
    seat: [null, null, null, null],
    roads: [
      [0, line([0, 1], [1, 1])],
      [1, line([1, 1], [2, 1])],
    ],
    groups: GROUPS,
    changes: [
      changes(["2014-06-10", CONTROL], ["2016-01-01", CONTESTED], ["2017-07-10", RETAKEN]),
      changes(["2014-06-10", CONTESTED], ["2017-07-10", RETAKEN]),
      changes(["2014-06-10", INFLUENCE], ["2016-01-01", NONE]),
      [],
    ],
    held: ["control", "contested"],
    why: NOTHING,
    compared: ["won", "given up", "kept"],
    ...more,
  };
}

/**
 * A group of cells.
 * @param {string} name
 * @returns {Group}
 */
function groupOf(name) {
  return { id: "", key: "", class: name, held_by: null, year: null, ha: 0, count: 0, hashes: [0, 0] };
}

/**
 * Class of each cell on a day; null for none.
 * @param {Territory} territory
 * @param {string} day
 */
function classes(territory, day) {
  const { groups, of } = territory.on(day);
  return [...of].map((number) => groups[number]?.class ?? null);
}

test("steps are places", () => assert.deepEqual([...places([5, 7, 1, 0, 0, -2])], [5, 7, 6, 7, 6, 5]));

test("days are told as steps from the one before", () => {
  assert.deepEqual(changesOf([525, 0, 570, 1, 1, -1]), { since: [525, 1095, 1096], group: [0, 1, -1] });
  assert.deepEqual(changesOf([0, 2]), { since: [0], group: [2] });
  assert.deepEqual(changesOf([]), { since: [], group: [] });
});

test("land is on a day what its last change on or before it made it", () => {
  const territory = new Territory(land());
  assert.deepEqual(classes(territory, "2014-06-09"), [null, null, null, null]);
  assert.deepEqual(classes(territory, "2014-06-10"), ["control", "contested", "influence", null]);
  assert.deepEqual(classes(territory, "2015-12-31"), ["control", "contested", "influence", null]);
  assert.deepEqual(classes(territory, "2016-01-01"), ["contested", "contested", null, null]);
  assert.deepEqual(classes(territory, "2017-07-09"), ["contested", "contested", null, null]);
  assert.deepEqual(classes(territory, "2017-07-10"), ["retaken", "retaken", null, null]);
  assert.deepEqual(classes(territory, "2019-12-31"), ["retaken", "retaken", null, null]);
});

test("land may change from one day to the next, and back", () => {
  const siege = changes(["2014-07-01", CONTROL], ["2014-07-02", RETAKEN], ["2014-08-01", CONTROL], ["2014-08-02", NONE]); // prettier-ignore
  const territory = new Territory(land({ changes: [siege, [], [], []] }));
  const said = (/** @type {string} */ day) => classes(territory, day)[0];
  assert.deepEqual(["2014-06-30", "2014-07-01", "2014-07-02", "2014-07-31"].map(said), [null, "control", "retaken", "retaken"]); // prettier-ignore
  assert.deepEqual(["2014-08-01", "2014-08-02"].map(said), ["control", null]);
});

test("retaken land says by whom and in which year; land under control is Daesh's", () => {
  const territory = new Territory(land());
  const [retaken] = territory.on("2018-01-01").groups;
  assert.deepEqual([retaken.class, retaken.held_by, retaken.year], ["retaken", "iraq", "2017"]);
  const control = territory.on("2014-06-10").groups.find((one) => one.class === "control");
  assert.deepEqual([control?.held_by, control?.year], ["daesh", null]);
});

test("cells of which not quite the same is said are two groups", () => {
  /** @type {LandDocument["groups"]} */
  const groups = [
    ["retaken", "iraq", "2016"],
    ["retaken", "iraq", "2017"],
    ["retaken", "sdf", "2017"],
  ];
  const territory = new Territory(land({ groups, changes: [[0, 0], [0, 1], [0, 2], [0, 1]] })); // prettier-ignore
  const { groups: found, of } = territory.on("2013-01-01");
  assert.deepEqual([...of], [0, 1, 2, 1]);
  assert.deepEqual(
    found.map(({ held_by: holder, year, ha, count }) => [holder, year, ha, count]),
    [
      ["iraq", "2016", HA[0], 1],
      ["iraq", "2017", HA[1] + HA[3], 2],
      ["sdf", "2017", HA[2], 1],
    ],
  );
  assert.equal(new Set(found.map(({ id }) => id)).size, 3);
  assert.deepEqual(territory.classes, ["retaken"]);
});

test("outside the land's days nothing is said", () => {
  const always = new Territory(land({ changes: [[0, CONTROL], [0, CONTROL], [0, CONTROL], [0, CONTROL]] })); // prettier-ignore
  for (const territory of [new Territory(land()), always]) {
    for (const day of ["2012-12-31", "2020-01-01"]) {
      assert.deepEqual(classes(territory, day), [null, null, null, null]);
      assert.equal(territory.covers(day), false);
    }
    assert.deepEqual(["2013-01-01", "2019-12-31"].map((day) => territory.covers(day)), [true, true]); // prettier-ignore
  }
  assert.deepEqual(classes(always, "2013-01-01"), ["control", "control", "control", "control"]);
});

test("days between two changes share one state", () => {
  const territory = new Territory(land());
  assert.equal(territory.on("2014-06-10"), territory.on("2015-12-31"));
  assert.notEqual(territory.on("2015-12-31"), territory.on("2016-01-01"));
  assert.equal(territory.on("2013-01-01"), territory.on("2014-06-09"), "before the first");
  const since = ["2014-06-10", "2016-01-01", "2017-07-10"].map((day) => days.number(day) - days.number(FIRST));
  assert.deepEqual(territory.changeDays, since, "each day once, in order");
  const mixed = new Territory(land({ changes: [[1000, CONTROL], [200, CONTROL, 800, NONE], [30, CONTROL], []] })); // prettier-ignore
  assert.deepEqual(mixed.changeDays, [30, 200, 1000], "whichever cell changes first");
  assert.equal(territory.months().length, 84);
  assert.deepEqual([territory.months()[0], territory.months()[83]], ["2013-01-01", "2019-12-01"]);
});

test("areas are sums of cells, by class", () => {
  const territory = new Territory(land());
  assert.deepEqual(territory.areas(territory.on("2014-06-10")), {
    control: 200.1,
    contested: 210.2,
    influence: 100.03,
    retaken: 0,
  });
  assert.deepEqual(territory.areas(territory.on("2016-01-01")), {
    control: 0,
    contested: 410.3,
    influence: 0,
    retaken: 0,
  });
  assert.deepEqual(Object.keys(territory.areas(territory.on("2012-01-01"))), GROUPS.map(([name]) => name)); // prettier-ignore
});

test("of some countries the same land is told, as large as it is there", () => {
  const territory = new Territory(land());
  const areas = (/** @type {string} */ scope) => territory.areas(territory.within(territory.on("2014-06-10"), scope));
  assert.deepEqual(areas("IQ;SY"), { control: 200.1, contested: 210.2, influence: 100.03, retaken: 0 });
  assert.deepEqual(areas("IQ"), { control: 200.1, contested: 0, influence: 0, retaken: 0 });
  assert.deepEqual(areas("SY"), { control: 0, contested: 210.2, influence: 100.03, retaken: 0 });
  const both = territory.difference("2014-01-01", "2015-01-01");
  assert.equal(territory.areas(territory.within(both, "SY")).won, HA[1] / 100);
});

test("land is in sight where its outline comes into a box, or the box lies within it", () => {
  const territory = new Territory(land());
  const state = territory.on("2014-06-10");
  const seen = (/** @type {import("../../dashboard/screen/script/types.js").Box} */ box) =>
    [...territory.inSight(state, box)].sort();
  assert.deepEqual(seen([-1, -1, 7, 3]), ["contested", "control", "influence"]);
  assert.deepEqual(seen([-1, -1, 1.5, 3]), ["contested", "control"]);
  assert.deepEqual(seen([-4, -4, -1, -1]), []);
  assert.deepEqual(seen([0.2, 0.2, 0.8, 0.8]), ["control"], "no line of it is in sight");
  assert.deepEqual(seen([4.2, 0.7, 4.8, 1.3]), ["influence"]);
  assert.deepEqual(seen([2.2, 0.7, 3.8, 1.3]), [], "nothing is said of this land");
  assert.deepEqual([...territory.inSight(territory.on("2012-01-01"), [-1, -1, 7, 3])], []);
});

test("whole hectares are summed, so that nothing is lost between many small cells", () => {
  const ha = [10, 20, 30, 10];
  assert.notEqual(ha.reduce((sum, one) => sum + one / 100, 0), 0.7); // prettier-ignore
  const territory = new Territory(land({ ha, changes: [[0, CONTROL], [0, CONTROL], [0, CONTROL], [0, CONTROL]] })); // prettier-ignore
  const state = territory.on("2013-01-01");
  assert.equal(state.groups[0].ha, 70);
  assert.equal(territory.areas(state).control, 0.7);
});

test("what was gained, lost and kept between two days is called as the document says", () => {
  const territory = new Territory(land());
  const differences = (/** @type {string} */ from, /** @type {string} */ to) =>
    territory.difference(from, to).groups.map((one) => [one.class, one.ha]);
  assert.deepEqual(differences("2014-01-01", "2015-01-01"), [["won", HA[0] + HA[1]]]);
  assert.deepEqual(differences("2015-01-01", "2018-01-01"), [["given up", HA[0] + HA[1]]]);
  assert.deepEqual(differences("2015-01-01", "2016-06-01"), [["kept", HA[0] + HA[1]]]);
  assert.deepEqual(differences("2012-01-01", "2013-06-01"), []);
  const { groups, of } = territory.difference("2014-01-01", "2015-01-01");
  assert.deepEqual([groups[0].held_by, groups[0].year, [...of]], [null, null, [0, 0, -1, -1]]);
  assert.equal(territory.areas(territory.difference("2014-01-01", "2015-01-01")).won, 410.3);
  assert.deepEqual([changed(true, false), changed(false, true), changed(true, true), changed(false, false)], [1, 0, 2, null]); // prettier-ignore
});

test("which classes count as held is the document's to say", () => {
  const differences = (/** @type {string[]} */ held, /** @type {string} */ from, /** @type {string} */ to) => {
    const territory = new Territory(land({ held }));
    return Object.fromEntries(territory.difference(from, to).groups.map((one) => [one.class, one.ha]));
  };
  assert.deepEqual(differences(["control"], "2014-01-01", "2015-01-01"), { won: HA[0] });
  assert.deepEqual(differences(["control"], "2015-01-01", "2016-06-01"), { "given up": HA[0] });
  assert.deepEqual(differences(["contested"], "2015-01-01", "2016-06-01"), { won: HA[0], kept: HA[1] });
  assert.deepEqual(differences(["influence"], "2015-01-01", "2016-06-01"), { "given up": HA[2] });
  assert.deepEqual(differences([], "2014-01-01", "2015-01-01"), {});
});

test("a group's key tells its cells from any other set of cells", () => {
  const territory = new Territory(land());
  const keyOf = (/** @type {string} */ day, /** @type {string} */ name) =>
    territory.on(day).groups.find((one) => one.class === name)?.key;
  assert.equal(keyOf("2016-06-01", "contested"), keyOf("2018-01-01", "retaken"), "the same two cells");
  assert.notEqual(keyOf("2014-06-10", "contested"), keyOf("2016-06-01", "contested"));
});

test("the edge between two cells of a group is not drawn", () => {
  const territory = new Territory(land());
  const { features } = territory.coverage.geojson(territory.on("2016-06-01"), "filled");
  assert.equal(features.length, 1);
  const { geometry, properties } = features[0];
  assert.deepEqual(properties, { class: "contested", held_by: null, retaken_year: null });
  assert.ok(geometry.type === "MultiPolygon");
  assert.equal(geometry.coordinates.length, 1);
  const [[outer, ...holes]] = geometry.coordinates;
  assert.equal(holes.length, 0);
  assert.deepEqual(outer[0], outer.at(-1), "a ring ends where it begins");
  assert.equal(twiceArea(outer), 2 * 2 * 2, "two squares, land on the left");
  assert.ok(!outer.slice(1).some(([x, y]) => x === 1 && y === 1), "nothing runs between them");
});

test("a hole belongs to the ring that is nearest round it", () => {
  const coverage = new Coverage(land().arcs, land().sides, []);
  const of = Int32Array.from([-1, -1, 0, 1]);
  const state = { groups: [groupOf("influence"), groupOf("control")], of };
  const shapes = coverage.geojson(state, "filled").features.map(({ geometry }) => geometry);
  assert.ok(shapes[0].type === "MultiPolygon" && shapes[1].type === "MultiPolygon");
  assert.deepEqual([shapes[0].coordinates[0].length, shapes[1].coordinates[0].length], [1, 2]);
  const [outer, hole] = shapes[1].coordinates[0];
  assert.ok(twiceArea(outer) > 0 && twiceArea(hole) < 0);
  assert.ok(encloses(outer, 4.5, 1) && encloses(hole, 4.5, 1));
});

test("only what is wanted is joined", () => {
  const territory = new Territory(land());
  const state = territory.on("2014-06-10");
  const wanted = state.groups.map((one) => one.class === "control");
  const rings = territory.coverage.rings(state, wanted);
  assert.deepEqual(rings.map((own) => own.length), state.groups.map((one) => Number(one.class === "control"))); // prettier-ignore
});

test("rings that touch in a point are two rings", () => {
  // Two squares of one group, corner to corner; the other two are nobody's.
  /** @type {[number[], number, number][]} */
  const lines = [
    [line([1, 1], [0, 1], [0, 0], [1, 0]), 0, -1],
    [line([1, 0], [1, 1]), 0, 1],
    [line([1, 1], [1, 2], [2, 2], [2, 1]), -1, 2],
    [line([1, 1], [2, 1]), 2, 1],
  ];
  const coverage = new Coverage(
    lines.map(([arc]) => arc),
    lines.flatMap(([, left, right]) => [left, right]),
    [],
  );
  const rings = coverage.rings({ groups: [groupOf("control")], of: Int32Array.from([0, -1, 0]) })[0];
  assert.equal(rings.length, 2);
  assert.deepEqual(rings.map((ring) => ring.length).sort(), [2, 2]);
});

test("roads are drawn in the class of the land they go through", () => {
  const territory = new Territory(land());
  const drawn = territory.coverage.geojson(territory.on("2014-06-10"), "corridors").features;
  assert.deepEqual(
    drawn.map(({ properties, geometry }) => [properties?.class, geometry]),
    [
      ["control", { type: "MultiLineString", coordinates: [[[0, 1], [1, 1]]] }], // prettier-ignore
      ["contested", { type: "MultiLineString", coordinates: [[[1, 1], [2, 1]]] }], // prettier-ignore
    ],
  );
  assert.deepEqual(territory.coverage.geojson(territory.on("2014-06-10"), "places").features, []);
});

test("one document is read once", () => {
  const document = land();
  assert.equal(Territory.of(document), Territory.of(document));
  assert.notEqual(Territory.of(document), Territory.of(land()));
});
