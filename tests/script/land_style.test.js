import assert from "node:assert/strict";
import { test } from "node:test";

/** @import { Group, LandLook, Line } from "../../dashboard/screen/script/types.js" */

/** As much of an element as shapes are made of. */
class Shape {
  /** @type {Record<string, string>} */
  attributes = {};
  /** @type {Shape[]} */
  children = [];

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  /** @param {Shape[]} shapes */
  append(...shapes) {
    this.children.push(...shapes);
  }
}

// Leaflet stands on the page before the script; here as much of it as the module asks for.
class Svg {
  /** @param {string} tag */
  static create(tag) {
    return new Shape(tag);
  }
}
Object.assign(globalThis, { L: { Browser: {}, Marker: class {}, SVG: Svg } });
const { LandStyles } = await import("../../dashboard/screen/script/map/land_style.js");

/** @type {Line} */
const ROAD = { width: 5, color: "#222222", opacity: 0.9, dash: [] };
/** @type {LandLook} */
const USUAL = { road: ROAD, fill: null, hatch: null, edge: null, by_holder: false, dated: false };
/** @type {Record<string, LandLook>} */
const STYLE = {
  near: { ...USUAL, hatch: { color: "#222222", opacity: 0.4, width: 1, apart: 9, crossed: false, ground: null } },
  retaken: {
    ...USUAL,
    road: { width: 3.4, color: "", opacity: 1, dash: [7, 4] },
    fill: { color: "", opacity: 0.6 },
    edge: { width: 1, color: "#ffffff", opacity: 0.85, dash: [] },
    by_holder: true,
  },
  held: {
    ...USUAL,
    fill: { color: "#222222", opacity: 0.8 },
    edge: { width: 2, color: "", opacity: 1, dash: [2, 5] },
  },
  fought: {
    ...USUAL,
    hatch: { color: "#990000", opacity: 1, width: 1.5, apart: 6, crossed: true, ground: { color: "#ffffff", opacity: 0.5 } }, // prettier-ignore
    edge: { width: 1, color: "#990000", opacity: 1, dash: [] },
  },
};
const HOLDERS = new Map([["army", "#336699"]]);
const styles = new LandStyles(STYLE, (actor) => HOLDERS.get(actor ?? "") ?? "#cccccc", "hatch-7");

/**
 * A group of land.
 * @param {string} name
 * @param {string | null} [holder]
 * @returns {Group}
 */
function group(name, holder = null) {
  return { id: "", key: "", class: name, held_by: holder, year: null, ha: 0, count: 0, hashes: [0, 0] };
}

/** The hatches as what they are made of. */
function hatches() {
  return /** @type {Shape[]} */ (/** @type {unknown} */ (styles.hatches()));
}

test("classes of land lie as the style lists them", () => {
  assert.deepEqual(styles.order, ["near", "retaken", "held", "fought"]);
});

test("an area is filled with the class's colour, or with its holder's", () => {
  assert.deepEqual(styles.area(group("held")), {
    "fill-rule": "evenodd",
    fill: "#222222",
    "fill-opacity": 0.8,
    stroke: "#cccccc",
    "stroke-opacity": 1,
    "stroke-width": 2,
    "stroke-dasharray": "2 5",
  });
  const retaken = styles.area(group("retaken", "army"));
  assert.deepEqual([retaken.fill, retaken["fill-opacity"]], ["#336699", 0.6]);
  assert.equal(styles.area(group("retaken", "unheard")).fill, "#cccccc");
  assert.equal(styles.area(group("held", "army")).fill, "#222222", "a class with a colour of its own keeps it");
});

test("an area's edge is the class's own, or its holder's, or there is none", () => {
  const retaken = styles.area(group("retaken", "army"));
  assert.deepEqual([retaken.stroke, retaken["stroke-opacity"], retaken["stroke-width"]], ["#ffffff", 0.85, 1]);
  assert.equal("stroke-dasharray" in retaken, false, "not dashed");
  assert.equal(styles.area(group("held", "army")).stroke, "#336699");
  assert.equal("stroke" in styles.area(group("near")), false);
});

test("an area that is hatched is filled with its class's hatch", () => {
  assert.deepEqual(styles.area(group("near", "army")), { "fill-rule": "evenodd", fill: "url(#hatch-7-near)" });
  assert.equal(styles.area(group("fought")).fill, "url(#hatch-7-fought)");
  assert.deepEqual(hatches().map(({ tag, attributes }) => [tag, attributes.id]), [["pattern", "hatch-7-near"], ["pattern", "hatch-7-fought"]]); // prettier-ignore
});

test("a hatch is lines as far apart as said, on a ground where there is one, with others across where it is crossed", () => {
  const [near, fought] = hatches();
  const usual = { patternUnits: "userSpaceOnUse" };
  assert.deepEqual(near.attributes, { id: "hatch-7-near", width: "9", height: "9", ...usual });
  assert.deepEqual(
    near.children.map(({ tag, attributes }) => [tag, attributes]),
    [["rect", { width: "1", height: "9", fill: "#222222", "fill-opacity": "0.4" }]],
  );
  assert.deepEqual(fought.attributes, { id: "hatch-7-fought", width: "6", height: "6", ...usual });
  assert.deepEqual(
    fought.children.map(({ attributes }) => attributes),
    [
      { width: "6", height: "6", fill: "#ffffff", "fill-opacity": "0.5" },
      { width: "1.5", height: "6", fill: "#990000", "fill-opacity": "1" },
      { width: "6", height: "1.5", fill: "#990000", "fill-opacity": "1" },
    ],
  );
});

test("roads are lines in the colour of the class or of the holder, dashed with ends that do not close the gaps", () => {
  assert.deepEqual(styles.road(group("held", "army")), {
    fill: "none",
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    stroke: "#222222",
    "stroke-opacity": 0.9,
    "stroke-width": 5,
  });
  assert.deepEqual(styles.road(group("retaken", "army")), {
    fill: "none",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    stroke: "#336699",
    "stroke-opacity": 1,
    "stroke-width": 3.4,
    "stroke-dasharray": "7 4",
  });
});
