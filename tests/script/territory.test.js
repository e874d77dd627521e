import assert from "node:assert/strict";
import { test } from "node:test";

import { Coverage, GRID, places } from "../../dashboard/screen/script/map/coverage.js";
import { encloses, twiceArea } from "../../dashboard/screen/script/map/outlines.js";
import { CLASSES, Territory, changed } from "../../dashboard/screen/script/map/territory.js";

/** @import { LandDocument } from "../../dashboard/screen/script/types.js" */

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
const KM2 = [200, 210, 100, 700];

/**
 * @param {Partial<LandDocument>} [more]
 * @returns {LandDocument}
 */
function land(more = {}) {
  return {
    first: "2013-01-01",
    last: "2019-12-31",
    arcs: LINES.map(([arc]) => arc),
    sides: LINES.flatMap(([, left, right]) => [left, right]),
    // Cell 0 is near its place, 1 near to an enemy's too, 2 beyond reach, 3 nobody's.
    cells: {
      kind: ["control", "contested", "influence", "none"],
      owner: [0, 0, 0, 1],
      rival: [-1, 1, -1, -1],
      km2: KM2,
      seat: [null, null, null, null],
    },
    roads: [
      [0, line([0, 1], [1, 1])],
      [1, line([1, 1], [2, 1])],
    ],
    overrides: [],
    histories: [
      [
        ["2014-06-10", "daesh", null],
        ["2016-01-01", "contested", null],
        ["2017-07-10", "iraq", "2017-07-10"],
      ],
      [["2014-01-01", "iraq", null]],
    ],
    enemies: { iraq: "2014-01-01" },
    ...more,
  };
}

/**
 * Class of each cell on a day; null for none.
 * @param {Territory} territory
 * @param {string} day
 */
function classes(territory, day) {
  const { groups, of } = territory.on(day);
  return [...of].map((group) => groups[group]?.class ?? null);
}

test("steps are places", () => assert.deepEqual([...places([5, 7, 1, 0, 0, -2])], [5, 7, 6, 7, 6, 5]));

test("the class of land follows who holds its place", () => {
  const territory = new Territory(land());
  assert.deepEqual(classes(territory, "2014-06-09"), [null, null, null, null]);
  assert.deepEqual(classes(territory, "2014-06-10"), ["control", "contested", "influence", null]);
  assert.deepEqual(classes(territory, "2016-01-01"), ["contested", "contested", null, null]);
  assert.deepEqual(classes(territory, "2017-07-09"), ["contested", "contested", null, null]);
  assert.deepEqual(classes(territory, "2017-07-10"), ["retaken", "retaken", null, null]);
});

test("land near a neighbour is contested only once the neighbour is an enemy", () => {
  const territory = new Territory(land({ enemies: { iraq: "2015-01-01" } }));
  assert.equal(classes(territory, "2014-12-31")[1], "control");
  assert.equal(classes(territory, "2015-01-01")[1], "contested");
  const outside = land();
  outside.cells.rival = [-1, -1, -1, -1];
  assert.equal(classes(new Territory(outside), "2014-06-10")[1], "contested", "one outside the record is an enemy");
});

test("retaken land says by whom and in which year; land under control is Daesh's", () => {
  const territory = new Territory(land());
  const [retaken] = territory.on("2018-01-01").groups;
  assert.deepEqual([retaken.class, retaken.held_by, retaken.year], ["retaken", "iraq", "2017"]);
  const control = territory.on("2014-06-10").groups.find((group) => group.class === "control");
  assert.deepEqual([control?.held_by, control?.year], ["daesh", null]);
});

test("outside the land's days nothing is said", () => {
  const territory = new Territory(land());
  for (const day of ["2012-12-31", "2020-01-01"]) {
    assert.deepEqual(classes(territory, day), [null, null, null, null]);
    assert.equal(territory.covers(day), false);
  }
  assert.equal(territory.covers("2019-12-31"), true);
});

test("days between two changes share one state", () => {
  const territory = new Territory(land());
  assert.equal(territory.on("2014-06-10"), territory.on("2015-12-31"));
  assert.notEqual(territory.on("2015-12-31"), territory.on("2016-01-01"));
  assert.deepEqual(territory.changes, ["2013-01-01", "2014-01-01", "2014-06-10", "2016-01-01", "2017-07-10"]);
  assert.equal(territory.months().length, 84);
});

test("what a source tells of a siege stands in place of what is derived, for its days", () => {
  const told = { start: "2014-07-01", end: "2014-08-01", class: "control", held_by: "sdf", places: [0], cells: [2] };
  const territory = new Territory(land({ overrides: [{ ...told, rest: "retaken" }] }));
  assert.deepEqual(classes(territory, "2014-06-30"), ["control", "contested", "influence", null]);
  assert.deepEqual(classes(territory, "2014-07-01"), ["retaken", "retaken", "control", null]);
  assert.deepEqual(classes(territory, "2014-08-01"), ["control", "contested", "influence", null]);
  const [rest] = territory.on("2014-07-01").groups;
  assert.deepEqual([rest.held_by, rest.year], ["sdf", "2014"]);
});

test("areas are sums of cells, by class", () => {
  const territory = new Territory(land());
  assert.deepEqual(territory.areas(territory.on("2014-06-10")), {
    control: KM2[0],
    contested: KM2[1],
    influence: KM2[2],
    retaken: 0,
  });
  assert.deepEqual(Object.keys(territory.areas(territory.on("2012-01-01"))), CLASSES);
});

test("what was gained, lost and kept between two days", () => {
  const territory = new Territory(land());
  const differences = (/** @type {string} */ from, /** @type {string} */ to) =>
    territory.difference(from, to).groups.map((group) => [group.class, group.km2]);
  assert.deepEqual(differences("2014-01-01", "2015-01-01"), [["gained", KM2[0] + KM2[1]]]);
  assert.deepEqual(differences("2015-01-01", "2018-01-01"), [["lost", KM2[0] + KM2[1]]]);
  assert.deepEqual(differences("2015-01-01", "2016-06-01"), [["unchanged", KM2[0] + KM2[1]]]);
  assert.deepEqual(differences("2012-01-01", "2013-06-01"), []);
  assert.deepEqual([changed(true, false), changed(false, true), changed(true, true), changed(false, false)], ["lost", "gained", "unchanged", null]); // prettier-ignore
});

test("a group's key tells its cells from any other set of cells", () => {
  const territory = new Territory(land());
  const keyOf = (/** @type {string} */ day, /** @type {string} */ name) =>
    territory.on(day).groups.find((group) => group.class === name)?.key;
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
  const group = {
    id: "",
    key: "",
    held_by: null,
    year: null,
    km2: 0,
    count: 0,
    hashes: /** @type {[number, number]} */ ([0, 0]),
  };
  const of = Int32Array.from([-1, -1, 0, 1]);
  const state = { groups: [{ ...group, class: "influence" }, { ...group, class: "control" }], of }; // prettier-ignore
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
  const wanted = state.groups.map((group) => group.class === "control");
  const rings = territory.coverage.rings(state, wanted);
  assert.deepEqual(rings.map((own) => own.length), state.groups.map((group) => Number(group.class === "control"))); // prettier-ignore
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
  const group = { id: "", key: "", class: "control", held_by: null, year: null, km2: 0, count: 0, hashes: /** @type {[number, number]} */ ([0, 0]) }; // prettier-ignore
  const rings = coverage.rings({ groups: [group], of: Int32Array.from([0, -1, 0]) })[0];
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
