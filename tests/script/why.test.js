import assert from "node:assert/strict";
import test from "node:test";

import { Coverage, GRID } from "../../dashboard/screen/script/map/coverage.js";

/**
 * A line as the document has it.
 * @param {[number, number][]} points
 */
function line(...points) {
  const whole = points.map(([x, y]) => [x * GRID, y * GRID]);
  return whole.flatMap(([x, y], at) => (at ? [x - whole[at - 1][0], y - whole[at - 1][1]] : [x, y]));
}

// Two squares side by side, the left one with an island in it.
const LINES = /** @type {[number[], number, number][]} */ ([
  [line([1, 1], [0, 1], [0, 0], [1, 0]), 0, -1],
  [line([1, 0], [2, 0], [2, 1], [1, 1]), 1, -1],
  [line([1, 0], [1, 1]), 0, 1],
  [line([0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.4], [0.2, 0.2]), 2, 0],
]);
const COVERAGE = new Coverage(
  LINES.map(([arc]) => arc),
  LINES.flatMap(([, left, right]) => [left, right]),
  [],
);

test("a point is found in its cell, an island's in the island", () => {
  assert.equal(COVERAGE.cellAt([0.7, 0.5]), 0);
  assert.equal(COVERAGE.cellAt([1.5, 0.5]), 1);
  assert.equal(COVERAGE.cellAt([0.3, 0.3]), 2);
  assert.equal(COVERAGE.cellAt([0.1, 0.3]), 0);
});

test("a point outside is in no cell", () => {
  for (const at of /** @type {[number, number][]} */ ([
    [-1, 0.5],
    [3, 0.5],
    [0.5, 2],
  ])) {
    assert.equal(COVERAGE.cellAt(at), -1);
  }
});
