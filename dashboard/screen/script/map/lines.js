// Lines of the land as text for paths, in whole pixels of a far zoom from a corner of the land.
//
// A line is thinned for the zoom at hand, once, whatever lies on its two sides: so no gap opens between them, and no
// line is half a pixel off. What has been written is kept: a step of the clock writes only the land that changed.

import { GRID } from "./coverage.js";
import { stroke, thinned } from "./strokes.js";

/** @import { LandState, LandStyle } from "../types.js" */
/** @import { Coverage } from "./coverage.js" */
/** @import { Stroke } from "./strokes.js" */

/** The zoom whose pixels the lines are written in. */
export const FAR = 14;
// How far a line may be from where it is, in pixels of the zoom at hand.
const OFF = 0.4;

/**
 * Lines written for a zoom, and the paths made of them by the key of the group whose land they enclose.
 * @typedef {{
 *   arcs: { ahead: Stroke, back: Stroke }[],
 *   filled: Map<string, string>,
 *   corridors: Map<string, string>,
 * }} Level
 */

/** @type {WeakMap<Coverage, Map<L.CRS, Lines>>} */
const known = new WeakMap();

/**
 * A line in pixels of the far zoom.
 * @param {Int32Array} line  on the grid
 * @param {L.CRS} crs
 */
function pixels(line, crs) {
  const found = new Float64Array(line.length);
  for (let i = 0; i < line.length; i += 2) {
    const { x, y } = crs.latLngToPoint(L.latLng(line[i + 1] / GRID, line[i] / GRID), FAR);
    found[i] = x;
    found[i + 1] = y;
  }
  return found;
}

/**
 * The corner up and left of all lines, on a whole pixel.
 * @param {Float64Array[]} lines
 */
function cornerOf(lines) {
  const least = [Infinity, Infinity];
  for (const line of lines) for (let i = 0; i < line.length; i += 1) least[i % 2] = Math.min(least[i % 2], line[i]);
  return least.map(Math.floor);
}

/**
 * A line in whole pixels from a corner.
 * @param {Float64Array} line
 * @param {number[]} corner
 */
function whole(line, corner) {
  const found = new Int32Array(line.length);
  for (let i = 0; i < line.length; i += 1) found[i] = Math.round(line[i]) - corner[i % 2];
  return found;
}

/** The lines of a coverage as a projection has them; the same for all maps that paint it. */
export class Lines {
  /** @type {Map<number, Level>} */
  #levels = new Map();
  /** @type {Stroke[] | null} */
  #pieces = null;
  #arcs;
  #roads;

  /**
   * @param {Coverage} coverage
   * @param {L.CRS} crs
   */
  constructor(coverage, crs) {
    this.coverage = coverage;
    const arcs = coverage.arcs.map((line) => pixels(line, crs));
    const [x, y] = cornerOf(arcs);
    this.corner = L.point(x, y);
    this.#arcs = arcs.map((line) => whole(line, [x, y]));
    this.#roads = coverage.roads.map(({ line }) => whole(pixels(line, crs), [x, y]));
  }

  /**
   * @param {Coverage} coverage
   * @param {L.CRS} crs
   */
  static of(coverage, crs) {
    const made = known.get(coverage) ?? new Map();
    known.set(coverage, made);
    const found = made.get(crs) ?? new Lines(coverage, crs);
    made.set(crs, found);
    return found;
  }

  /**
   * What is written for a zoom.
   * @param {number} zoom
   */
  level(zoom) {
    const near = Math.min(FAR, Math.max(0, Math.ceil(zoom)));
    const found = this.#levels.get(near) ?? this.#level(OFF * 2 ** (FAR - near));
    this.#levels.set(near, found);
    return found;
  }

  /**
   * @param {number} off
   * @returns {Level}
   */
  #level(off) {
    const arcs = this.#arcs.map((line) => stroke(thinned(line, off)));
    return { arcs, filled: new Map(), corridors: new Map() };
  }

  /**
   * For each group of a state its path.
   * @param {LandState} state
   * @param {LandStyle} style
   * @param {number} zoom
   */
  written(state, style, zoom) {
    if (!state.groups.length || style === "places") return [];
    const level = this.level(zoom);
    const paths = level[style];
    const missing = state.groups.map(({ key }) => !paths.has(key));
    if (missing.includes(true)) {
      const made = style === "filled" ? this.#areas(state, missing, level) : this.#corridors(state);
      state.groups.forEach(({ key }, number) => missing[number] && paths.set(key, made[number]));
    }
    return state.groups.map(({ key }) => paths.get(key) ?? "");
  }

  /**
   * @param {LandState} state
   * @param {boolean[]} wanted
   * @param {Level} level
   */
  #areas(state, wanted, { arcs }) {
    const ring = (/** @type {number[]} */ members) => {
      const lines = members.map((arc) => (arc < 0 ? arcs[~arc].back : arcs[arc].ahead));
      return `M${lines[0].from}${lines.map(({ steps }) => steps).join("")}z`;
    };
    return this.coverage.rings(state, wanted).map((rings) => rings.map(ring).join(""));
  }

  /** @param {LandState} state */
  #corridors({ groups, of }) {
    const drawn = groups.map(() => "");
    const pieces = (this.#pieces ??= this.#roads.map((line) => stroke(line).ahead));
    this.coverage.roads.forEach(({ cell }, number) => {
      const { from, steps } = pieces[number];
      if (of[cell] >= 0) drawn[of[cell]] += `M${from}${steps}`;
    });
    return drawn;
  }
}
