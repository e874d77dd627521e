// What is left free on a map: of each thing over it the side that costs least is given up.

import assert from "node:assert/strict";
import { test } from "node:test";

import { leftBeside } from "../../dashboard/screen/script/map/room.js";

const MAP = { left: 0, top: 0, right: 1000, bottom: 600 };

test("tools above and a legend at the side leave what is below and beside them", () => {
  const tools = { left: 10, top: 16, right: 400, bottom: 50 };
  const legend = { left: 720, top: 10, right: 990, bottom: 560 };
  assert.deepEqual(leftBeside(MAP, [tools, legend]), { left: 0, top: 50, right: 720, bottom: 600 });
  assert.deepEqual(leftBeside(MAP, [legend, tools]), { left: 0, top: 50, right: 720, bottom: 600 });
});

test("a desk over the lower half leaves the upper one", () => {
  assert.deepEqual(leftBeside(MAP, [{ left: 0, top: 250, right: 1000, bottom: 700 }]), { ...MAP, bottom: 250 });
});

test("what is hidden or beside the map takes nothing", () => {
  const hidden = { left: 0, top: 0, right: 0, bottom: 0 };
  const beside = { left: 1000, top: 0, right: 1340, bottom: 600 };
  assert.deepEqual(leftBeside(MAP, [hidden, beside]), MAP);
});
