// A fixed coverage of cells. Neighbours share their lines: a line lies on the edge of a group of cells where the groups
// left and right of it differ, and the edges of a group are joined to rings. Land lies on the left of a ring.

import { encloses, enters, twiceArea } from "./outlines.js";

/** @import { FeatureCollection, Geometry, MultiLineString, MultiPolygon } from "geojson" */
/** @import { Box, LandState, LandStyle, Rings } from "../types.js" */

/** Steps in a degree. */
export const GRID = 10000;

/**
 * Whole numbers x, y, dx, dy ... as places x, y, x, y ...
 * @param {number[]} steps
 */
export function places(steps) {
  const found = Int32Array.from(steps);
  for (let i = 2; i < found.length; i += 1) found[i] += found[i - 2];
  return found;
}

/**
 * Numbers for both ends of each line: equal where they meet.
 * @param {Int32Array[]} lines
 */
function numbered(lines) {
  /** @type {Map<number, number>} */
  const numbers = new Map();
  return lines.map((line) =>
    [0, line.length - 2].map((at) => {
      const place = line[at] * 4194304 + line[at + 1];
      const number = numbers.get(place) ?? numbers.size;
      numbers.set(place, number);
      return number;
    }),
  );
}

/**
 * Whether a line comes into a box on the grid.
 * @param {Int32Array} line
 * @param {Box} box
 */
function comesInto(line, box) {
  for (let i = 2; i < line.length; i += 2) {
    if (enters(line[i - 2], line[i - 1], line[i], line[i + 1], box)) return true;
  }
  return false;
}

/** The lines of all cells, and how they are joined round groups of cells. */
export class Coverage {
  #ends;

  /**
   * @param {number[][]} arcs  lines as steps
   * @param {number[]} sides  cell left and right of each, -1 for none
   * @param {[cell: number, steps: number[]][]} roads  pieces of road by the cell that they go through
   */
  constructor(arcs, sides, roads) {
    this.arcs = arcs.map(places);
    this.sides = Int32Array.from(sides);
    this.roads = roads.map(([cell, steps]) => ({ cell, line: places(steps) }));
    this.#ends = numbered(this.arcs);
  }

  /**
   * For each group its rings: lists of arcs, ~k for arc k backwards. Of a group that is not wanted there are none.
   * @param {LandState} state
   * @param {boolean[]} [wanted]
   * @returns {Rings}
   */
  rings({ groups, of }, wanted = groups.map(() => true)) {
    /** @type {number[][]} */
    const edges = groups.map(() => []);
    const group = (/** @type {number} */ cell) => (cell < 0 ? -1 : of[cell]);
    for (let k = 0; k < this.arcs.length; k += 1) {
      const [left, right] = [group(this.sides[2 * k]), group(this.sides[2 * k + 1])];
      if (left === right) continue;
      if (left >= 0 && wanted[left]) edges[left].push(k);
      if (right >= 0 && wanted[right]) edges[right].push(~k);
    }
    return edges.map((own) => this.#joined(own));
  }

  /**
   * The cell in which a point lies, -1 for none: the one whose edge a ray to the east crosses an odd number of times.
   * @param {[lon: number, lat: number]} at
   */
  cellAt([lon, lat]) {
    const [x, y] = [lon * GRID, lat * GRID];
    /** @type {Set<number>} */
    const inside = new Set();
    const cross = (/** @type {number} */ cell) => inside.delete(cell) || inside.add(cell);
    for (let k = 0; k < this.arcs.length; k += 1) {
      const line = this.arcs[k];
      for (let i = 2; i < line.length; i += 2) {
        const [fromY, toY] = [line[i - 1], line[i + 1]];
        if (fromY > y === toY > y) continue;
        const meets = line[i - 2] + ((y - fromY) * (line[i] - line[i - 2])) / (toY - fromY);
        if (meets <= x) continue;
        cross(this.sides[2 * k]);
        cross(this.sides[2 * k + 1]);
      }
    }
    inside.delete(-1);
    return [...inside][0] ?? -1;
  }

  /**
   * Cells of which some part lies in a box, some of them more than once: their outline goes through it, or it lies
   * within one of them.
   * @param {Box} box
   * @returns {Generator<number>}
   */
  *cellsIn([west, south, east, north]) {
    yield this.cellAt([(west + east) / 2, (south + north) / 2]);
    /** @type {Box} */
    const frame = [west * GRID, south * GRID, east * GRID, north * GRID];
    for (let k = 0; k < this.arcs.length; k += 1) {
      if (!comesInto(this.arcs[k], frame)) continue;
      yield this.sides[2 * k];
      yield this.sides[2 * k + 1];
    }
  }

  /** @param {number} arc */
  #start(arc) {
    return arc < 0 ? this.#ends[~arc][1] : this.#ends[arc][0];
  }

  /** @param {number} arc */
  #end(arc) {
    return arc < 0 ? this.#ends[~arc][0] : this.#ends[arc][1];
  }

  /** @param {number[]} edges */
  #joined(edges) {
    /** @type {Map<number, number[]>} */
    const leaving = new Map();
    for (const arc of edges) {
      const there = leaving.get(this.#start(arc));
      if (there) there.push(arc);
      else leaving.set(this.#start(arc), [arc]);
    }
    /** @type {number[][]} */
    const rings = [];
    for (const first of edges) if (leaving.get(this.#start(first))?.includes(first)) this.#walk(first, leaving, rings);
    return rings;
  }

  /**
   * Walks along edges until none leaves. A way that comes back to a place it has passed is closed there: rings never
   * touch themselves.
   * @param {number} first
   * @param {Map<number, number[]>} leaving
   * @param {number[][]} rings
   */
  #walk(first, leaving, rings) {
    /** @type {number[]} */
    const path = [];
    /** @type {Map<number, number>} */
    const passed = new Map();
    /** @type {number | undefined} */
    let arc = first;
    for (; arc !== undefined; arc = this.#next(arc, leaving)) {
      const from = this.#start(arc);
      drop(leaving.get(from) ?? [], arc);
      passed.set(from, path.length);
      path.push(arc);
      const closes = passed.get(this.#end(arc));
      if (closes === undefined) continue;
      const ring = path.splice(closes);
      for (const closed of ring) passed.delete(this.#start(closed));
      rings.push(ring);
    }
  }

  /**
   * Where several edges leave a place, the one that bounds the same land: the first clockwise from where we came.
   * @param {number} arc
   * @param {Map<number, number[]>} leaving
   * @returns {number | undefined}
   */
  #next(arc, leaving) {
    const found = leaving.get(this.#end(arc)) ?? [];
    if (found.length < 2) return found[0];
    const came = this.#bearing(~arc);
    const turn = (/** @type {number} */ other) => (came - this.#bearing(other) + 4 * Math.PI) % (2 * Math.PI);
    return found.reduce((best, other) => (turn(other) < turn(best) ? other : best));
  }

  /** @param {number} arc */
  #bearing(arc) {
    const line = this.arcs[arc < 0 ? ~arc : arc];
    const [at, to] = arc < 0 ? [line.length - 2, line.length - 4] : [0, 2];
    return Math.atan2(line[to + 1] - line[at + 1], line[to] - line[at]);
  }

  /**
   * A ring as places in degrees, the first one again at the end.
   * @param {number[]} ring
   */
  #around(ring) {
    /** @type {[number, number][]} */
    const points = [];
    for (const arc of ring) {
      const line = this.arcs[arc < 0 ? ~arc : arc];
      // Where one line ends the next begins.
      for (let i = points.length ? 2 : 0; i < line.length; i += 2) {
        const at = arc < 0 ? line.length - 2 - i : i;
        points.push([line[at] / GRID, line[at + 1] / GRID]);
      }
    }
    return points;
  }

  /**
   * The groups of a state as GeoJSON: polygons with their holes, or the roads through the land.
   * @param {LandState} state
   * @param {LandStyle} style
   * @returns {FeatureCollection}
   */
  geojson(state, style) {
    const shapes = style === "filled" ? this.#areas(state) : style === "corridors" ? this.#lines(state) : [];
    const features = shapes.map((/** @type {Geometry} */ geometry, number) => {
      const { class: name, held_by: heldBy, year } = state.groups[number];
      const properties = { class: name, held_by: heldBy, retaken_year: year };
      return { type: /** @type {const} */ ("Feature"), properties, geometry };
    });
    return { type: "FeatureCollection", features: features.filter(({ geometry }) => !isEmpty(geometry)) };
  }

  /**
   * @param {LandState} state
   * @returns {MultiPolygon[]}
   */
  #areas(state) {
    return this.rings(state).map((rings) => {
      const shapes = rings.map((ring) => this.#around(ring));
      const outer = shapes.filter((ring) => twiceArea(ring) > 0).map((ring) => [ring]);
      for (const hole of shapes.filter((ring) => twiceArea(ring) < 0)) {
        const round = outer.filter(([ring]) => surrounds(ring, hole));
        round.reduce((least, other) => (twiceArea(other[0]) < twiceArea(least[0]) ? other : least)).push(hole);
      }
      return { type: "MultiPolygon", coordinates: outer };
    });
  }

  /**
   * @param {LandState} state
   * @returns {MultiLineString[]}
   */
  #lines({ groups, of }) {
    /** @type {[number, number][][][]} */
    const lines = groups.map(() => []);
    for (const { cell, line } of this.roads) {
      if (of[cell] < 0) continue;
      /** @type {[number, number][]} */
      const points = [];
      for (let i = 0; i < line.length; i += 2) points.push([line[i] / GRID, line[i + 1] / GRID]);
      lines[of[cell]].push(points);
    }
    return lines.map((coordinates) => ({ type: "MultiLineString", coordinates }));
  }
}

/** @param {Geometry} geometry */
function isEmpty(geometry) {
  return !("coordinates" in geometry) || geometry.coordinates.length === 0;
}

/**
 * @param {number[]} list
 * @param {number} value
 */
function drop(list, value) {
  list.splice(list.indexOf(value), 1);
}

/**
 * Whether one ring goes round another. Rings do not cross, but may touch: asked of the middle of an edge, which lies on
 * no other ring.
 * @param {[number, number][]} ring
 * @param {[number, number][]} hole
 */
function surrounds(ring, hole) {
  const [x, y] = [(hole[0][0] + hole[1][0]) / 2, (hole[0][1] + hole[1][1]) / 2];
  return encloses(ring, x, y);
}
