import assert from "node:assert/strict";
import { test } from "node:test";

import { seated } from "../../dashboard/screen/script/map/crowd.js";

/** @import { Feature, Standing } from "../../dashboard/screen/script/types.js" */

const APART = 24;

/**
 * Something that wants to stand at a point.
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {Partial<Standing>} [more]
 * @returns {Standing}
 */
function wants(id, x, y, more = {}) {
  const feature = /** @type {Feature} */ ({ id });
  return { feature, x, y, radius: 12, apart: APART, family: "towns", moves: false, ...more };
}

/** @param {Standing[]} wanted */
function told(wanted) {
  return seated(wanted, { apart: APART }).map(({ members }) => members.map(({ id }) => id));
}

test("what stands apart stands for itself, and what is near is stood for by what matters more", () => {
  assert.deepEqual(told([wants("city", 0, 0), wants("far", 25, 0), wants("near", 10, 0)]), [["city", "near"], ["far"]]);
  assert.deepEqual(told([wants("city", 0, 0), wants("village", 90, 0, { apart: 100 })]), [["city", "village"]]);
  assert.deepEqual(told([]), []);
});

test("of two that stand for others the nearer does", () => {
  const found = told([wants("west", 0, 0), wants("east", 100, 0), wants("village", 60, 0, { apart: 80 })]);
  assert.deepEqual(found, [["west"], ["east", "village"]]);
});

test("what is of another kind steps aside, up and to the right first, and says how far", () => {
  const site = wants("site", 0, 0, { family: "sites", moves: true });
  const [, stood] = seated([wants("city", 0, 0), site], { apart: APART });
  assert.deepEqual(stood.members, [site.feature]);
  assert.ok(stood.aside[0] > 0 && stood.aside[1] < 0);
  assert.ok(Math.hypot(stood.x, stood.y) >= APART - 1e-9);
});

test("where it finds no room it joins one of its kind that is not far, or else what is in its way", () => {
  const ring = Array.from({ length: 400 }, (_, at) =>
    wants(`${at}`, ((at % 20) - 10) * 24, (Math.floor(at / 20) - 10) * 24),
  );
  const site = wants("site", 0, 0, { family: "sites", moves: true });
  const holder = seated([...ring, site], { apart: APART }).find(({ members }) => members.includes(site.feature));
  assert.equal(holder?.feature.id, "210", "the one on its point");
  const own = wants("own", 150, 0, { family: "sites", radius: 0, apart: 0 });
  const found = seated([own, wants("city", 0, 0), { ...site, moves: false }], { apart: APART });
  assert.deepEqual(found[0].members.map(({ id }) => id), ["own", "site"]); // prettier-ignore
});

test("no two that stand come nearer than both are wide", () => {
  const wanted = Array.from({ length: 300 }, (_, at) => {
    const radius = 12 + (at % 5) * 4;
    return wants(`${at}`, (at * 37) % 500, (at * 91) % 400, { family: `${at % 3}`, moves: at % 3 > 0, radius });
  });
  const seats = seated(wanted, { apart: APART });
  assert.equal(seats.flatMap(({ members }) => members).length, wanted.length, "each is somewhere, once");
  seats.forEach((one, at) => {
    for (const other of seats.slice(at + 1)) {
      const away = Math.hypot(one.x - other.x, one.y - other.y);
      assert.ok(away >= Math.max(APART, one.radius + other.radius) - 1e-9, `${one.feature.id} and ${other.feature.id}`);
    }
  });
});
