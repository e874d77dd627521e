import assert from "node:assert/strict";
import { test } from "node:test";

import { stroke, thinned } from "../../dashboard/screen/script/map/strokes.js";

/**
 * How far a point lies from the nearest stretch of a line.
 * @param {number[]} point
 * @param {Int32Array} line
 */
function distance([x, y], line) {
  let least = Infinity;
  for (let i = 2; i < line.length; i += 2) {
    const [x1, y1, x2, y2] = line.slice(i - 2, i + 2);
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const share = length ? Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) : 0;
    least = Math.min(least, Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1)));
  }
  return least;
}

/** A line that wanders, the same each time. */
function wandering() {
  const places = [];
  let [x, y, seed] = [0, 0, 7];
  for (let i = 0; i < 400; i += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    x += 3 + (seed % 5);
    y += (seed % 23) - 11;
    places.push(x, y);
  }
  return Int32Array.from(places);
}

test("no point that is left out lies farther off than allowed, and the ends stay", () => {
  const line = wandering();
  for (const off of [0.5, 2, 8, 40]) {
    const kept = thinned(line, off);
    assert.ok(kept.length <= line.length);
    assert.deepEqual([...kept.slice(0, 2), ...kept.slice(-2)], [...line.slice(0, 2), ...line.slice(-2)]);
    for (let i = 0; i < line.length; i += 2) assert.ok(distance([line[i], line[i + 1]], kept) <= off, `${off}`);
  }
  assert.ok(thinned(line, 40).length < thinned(line, 2).length / 2);
});

test("a straight line is its two ends", () => {
  assert.deepEqual([...thinned(Int32Array.from([0, 0, 1, 1, 2, 2, 9, 9]), 0)], [0, 0, 9, 9]);
});

test("a closed line keeps enough to enclose its land", () => {
  const around = [];
  for (let i = 0; i <= 60; i += 1) {
    around.push(Math.round(100 * Math.cos((i * Math.PI) / 30)), Math.round(100 * Math.sin((i * Math.PI) / 30)));
  }
  const kept = thinned(Int32Array.from(around), 1e6);
  assert.deepEqual([...kept.slice(0, 2)], [...kept.slice(-2)]);
  assert.ok(kept.length / 2 >= 4, "a triangle at least");
});

test("a line with no room for less is left as it is", () => {
  const square = Int32Array.from([0, 0, 1, 0, 1, 1, 0, 1, 0, 0]);
  assert.equal(thinned(square, 100), square);
  const short = Int32Array.from([0, 0, 5, 5]);
  assert.equal(thinned(short, 100), short);
});

/**
 * The places of a stroke.
 * @param {{ from: string, steps: string }} written
 */
function read({ from, steps }) {
  const [x, y] = from.split(" ").map(Number);
  const places = [[x, y]];
  const moves = steps.slice(1).trim().split(/\s+/).filter(Boolean).map(Number);
  for (let i = 0; i < moves.length; i += 2) {
    const [lastX, lastY] = places[places.length - 1];
    places.push([lastX + moves[i], lastY + moves[i + 1]]);
  }
  return places;
}

test("both ways of a line are the same places", () => {
  const line = wandering();
  const { ahead, back } = stroke(line);
  const places = [];
  for (let i = 0; i < line.length; i += 2) places.push([line[i], line[i + 1]]);
  assert.deepEqual(read(ahead), places);
  assert.deepEqual(read(back), places.toReversed());
});
