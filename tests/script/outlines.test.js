import assert from "node:assert/strict";
import { test } from "node:test";

import { coast, covers, middle, twiceArea } from "../../dashboard/screen/script/map/outlines.js";

/** @import { MultiPolygon, Polygon } from "geojson" */

const FRAME = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]; // prettier-ignore
const LAKE = [[4, 4], [4, 6], [6, 6], [6, 4], [4, 4]]; // prettier-ignore
/** @type {Polygon} */
const LAND = { type: "Polygon", coordinates: [FRAME, LAKE] };
/** @type {MultiPolygon} */
const ISLANDS = { type: "MultiPolygon", coordinates: [[[[20, 0], [21, 0], [21, 1], [20, 1], [20, 0]]], [FRAME, LAKE]] }; // prettier-ignore

/** @param {(Polygon | MultiPolygon)[]} shapes */
function file(...shapes) {
  const features = shapes.map((geometry) => ({ type: /** @type {const} */ ("Feature"), properties: { country: "" }, geometry })); // prettier-ignore
  return { type: /** @type {const} */ ("FeatureCollection"), features };
}

test("a point lies on an area, not in its hole", () => {
  for (const shape of [LAND, ISLANDS]) {
    assert.equal(covers(shape, 1, 1), true);
    assert.equal(covers(shape, 5, 5), false);
    assert.equal(covers(shape, 11, 5), false);
  }
  assert.equal(covers(ISLANDS, 20.5, 0.5), true);
});

test("the middle of an area is that of its largest part", () => {
  assert.deepEqual(middle(LAND), [5, 5]);
  assert.deepEqual(middle(ISLANDS), [5, 5]);
});

test("a ring that has its land on the left has an area above nought", () => {
  assert.equal(twiceArea(FRAME), 200);
  assert.equal(twiceArea(LAKE), -8);
});

test("the coast is the land's outline without what runs along the frame", () => {
  // Land in the south of a region: its coast runs from the west to the east of the frame.
  const south = [[0, 0], [10, 0], [10, 3], [6, 5], [3, 4], [0, 5], [0, 0]]; // prettier-ignore
  const island = [[4, 8], [5, 8], [5, 9], [4, 9], [4, 8]]; // prettier-ignore
  const north = [[2, 10], [2, 9.5], [3, 9.5], [3, 10], [2, 10]]; // prettier-ignore
  const land = file(...[south, island, north].map((ring) => ({ type: /** @type {const} */ ("Polygon"), coordinates: [ring] }))); // prettier-ignore
  assert.deepEqual(coast(land).geometry.coordinates, [
    [[10, 3], [6, 5], [3, 4], [0, 5]], // prettier-ignore
    island,
    [[2, 10], [2, 9.5], [3, 9.5], [3, 10]], // prettier-ignore
  ]);
});
