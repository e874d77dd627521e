import assert from "node:assert/strict";
import { test } from "node:test";

import { AROUND, Plane, boxAt, middles } from "../../dashboard/screen/script/map/plane.js";

const SPOT = { x: 100, y: 50 };
const SIZE = { width: 40, height: 12 };

/**
 * @param {number} left
 * @param {number} top
 * @param {number} [width]
 * @param {number} [height]
 */
function box(left, top, width = 40, height = 12) {
  return { left, top, right: left + width, bottom: top + height };
}

test("a name stands on its side of a point, so far away", () => {
  assert.deepEqual(boxAt(SPOT, SIZE, [1, 0], 8), box(108, 44));
  assert.deepEqual(boxAt(SPOT, SIZE, [-1, 0], 8), box(52, 44));
  assert.deepEqual(boxAt(SPOT, SIZE, [0, -1], 8), box(80, 30));
  assert.deepEqual(boxAt(SPOT, SIZE, [0, 1], 8), box(80, 58));
  assert.deepEqual(boxAt(SPOT, SIZE, [0, 0], 0), box(80, 44), "in the middle of an area");
});

test("on a corner a name stands nearer than straight above", () => {
  const [corner, above] = [boxAt(SPOT, SIZE, [1, -1], 8), boxAt(SPOT, SIZE, [0, -1], 8)];
  assert.ok(corner.bottom > above.bottom && corner.bottom < SPOT.y);
});

test("the two directions try the same sides, their own first", () => {
  const sides = (/** @type {"ltr" | "rtl"} */ direction) => AROUND[direction].map(String).sort();
  assert.deepEqual(sides("ltr"), sides("rtl"));
  assert.deepEqual([AROUND.ltr[0], AROUND.rtl[0]], [[1, 0], [-1, 0]]); // prettier-ignore
  assert.deepEqual(AROUND.rtl.slice(0, 4).map(([right, down]) => [-right, down]), AROUND.ltr.slice(0, 4)); // prettier-ignore
});

test("an area's name is tried at its own point first, then ever farther off", () => {
  const spots = middles(SPOT, SIZE, 2);
  assert.equal(spots.length, 25);
  assert.deepEqual(spots[0], { ...SPOT, off: 0 });
  assert.deepEqual(spots.map(({ off }) => off), spots.map(({ off }) => off).sort((a, b) => a - b)); // prettier-ignore
  assert.deepEqual(middles(SPOT, SIZE, 0), [{ ...SPOT, off: 0 }]);
});

test("a box costs the symbols it covers, and may not cover a name", () => {
  const plane = new Plane();
  plane.take(box(0, 0, 10, 10), "raqqa");
  plane.take(box(20, 0, 10, 10), "mosul");
  assert.equal(plane.cost(box(0, 0), "hatra"), 2);
  assert.equal(plane.cost(box(0, 0, 5, 5), "hatra"), 1);
  assert.equal(plane.cost(box(0, 0, 5, 5), "raqqa"), 0, "its own symbol");
  assert.equal(plane.cost(box(200, 200), "hatra"), 0);
  plane.take(box(0, 0, 10, 10), "raqqa");
  assert.equal(plane.cost(box(0, 0, 5, 5), "hatra"), 1, "a symbol is covered once");
  plane.take(box(0, 30), "palmyra", true);
  assert.equal(plane.cost(box(5, 35), "hatra"), Infinity);
});

test("names keep a gap between them", () => {
  const plane = new Plane();
  plane.take(box(0, 0), "raqqa", true);
  assert.equal(plane.cost(box(41, 0), "mosul"), Infinity);
  assert.equal(plane.cost(box(42, 0), "mosul"), 0);
  assert.equal(plane.cost(box(0, 13), "mosul"), Infinity);
  assert.equal(plane.cost(box(0, 14), "mosul"), 0);
});

test("a box that reaches over many squares of the plane is met in each of them", () => {
  const plane = new Plane();
  plane.take(box(-300, -200, 900, 500), "sea", true);
  for (const [x, y] of [[-290, -190], [0, 0], [550, 250]]) assert.equal(plane.cost(box(x, y), "town"), Infinity); // prettier-ignore
  assert.equal(plane.cost(box(610, 0), "town"), 0);
});

test("the search by squares finds what a look at every box finds", () => {
  const plane = new Plane();
  const taken = [];
  let seed = 11;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const some = () => box(Math.round(random() * 1000 - 500), Math.round(random() * 600 - 300), 60, 14);
  for (let i = 0; i < 120; i += 1) {
    const own = some();
    plane.take(own, `${i}`);
    taken.push(own);
  }
  for (let i = 0; i < 200; i += 1) {
    const tried = some();
    /** @type {object[]} */
    const covered = taken.filter(
      (other) =>
        other.left < tried.right + 2 && tried.left < other.right + 2 && other.top < tried.bottom + 2 && tried.top < other.bottom + 2, // prettier-ignore
    );
    assert.equal(plane.cost(tried, "new"), covered.length);
  }
});
