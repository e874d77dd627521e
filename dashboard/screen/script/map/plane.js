// Where a name may stand: boxes round a point, and what they would cover. Pixels of a zoom, no elements.

/** @import { Rectangle } from "../types.js" */

const GAP = 2;
// Squares of the plane, in pixels.
const [ACROSS, DOWN] = [128, 64];

/** @typedef {[right: number, down: number]} Side */
/** @typedef {{ x: number, y: number }} Spot */
/** @typedef {{ width: number, height: number }} Size */

/**
 * Sides tried for the name of a point, the best first: in units of the box, right and down.
 * @type {Record<"ltr" | "rtl", Side[]>}
 */
export const AROUND = {
  ltr: [[1, 0], [-1, 0], [1, -1], [1, 1], [0, -1], [0, 1], [-1, -1], [-1, 1]], // prettier-ignore
  rtl: [[-1, 0], [1, 0], [-1, -1], [-1, 1], [0, -1], [0, 1], [1, -1], [1, 1]], // prettier-ignore
};

/**
 * A box on one side of a point, so far away from it.
 * @param {Spot} spot
 * @param {Size} size
 * @param {Side} side
 * @param {number} away
 * @returns {Rectangle}
 */
export function boxAt({ x, y }, { width, height }, [right, down], away) {
  const left = right === 0 ? x - width / 2 : right > 0 ? x + away : x - away - width;
  const tilt = right === 0 ? away : away * 0.55;
  const top = down === 0 ? y - height / 2 : down > 0 ? y + tilt : y - tilt - height;
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * Points round the middle of an area, nearest first, on a grid of half a name by two lines; `off` is how far, squared.
 * @param {Spot} spot
 * @param {Size} size
 * @param {number} room  how many steps of the grid each way
 */
export function middles({ x, y }, { width, height }, room) {
  const found = [];
  for (let across = -room; across <= room; across += 1) {
    for (let down = -room; down <= room; down += 1) {
      const off = across * across + down * down;
      found.push({ x: x + (across * width) / 2, y: y + down * height * 1.6, off });
    }
  }
  return found.sort((a, b) => a.off - b.off);
}

/**
 * Whether two boxes cover each other, or nearly so.
 * @param {Rectangle} a
 * @param {Rectangle} b
 */
export function overlaps(a, b) {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;
}

/** Boxes that are taken, by squares of the plane, so that each is compared with its neighbours only. */
export class Plane {
  /** @type {Map<string, (Rectangle & { owner: string, name: boolean })[]>} */
  #squares = new Map();

  /** @param {Rectangle} box */
  *#near(box) {
    for (let x = Math.floor(box.left / ACROSS) - 1; x <= Math.floor(box.right / ACROSS) + 1; x += 1) {
      for (let y = Math.floor(box.top / DOWN) - 1; y <= Math.floor(box.bottom / DOWN) + 1; y += 1) {
        yield* this.#squares.get(`${x},${y}`) ?? [];
      }
    }
  }

  /**
   * How many symbols of others a box would cover; without end if it would cover a name.
   * @param {Rectangle} box
   * @param {string} owner
   */
  cost(box, owner) {
    const covered = new Set();
    for (const other of this.#near(box)) {
      if (other.owner === owner || !overlaps(box, other)) continue;
      if (other.name) return Infinity;
      covered.add(other.owner);
    }
    return covered.size;
  }

  /**
   * Takes a box for a symbol or for a name.
   * @param {Rectangle} box
   * @param {string} owner
   * @param {boolean} [name]
   */
  take(box, owner, name = false) {
    const taken = { ...box, owner, name };
    for (let x = Math.floor(box.left / ACROSS); x <= Math.floor(box.right / ACROSS); x += 1) {
      for (let y = Math.floor(box.top / DOWN); y <= Math.floor(box.bottom / DOWN); y += 1) {
        const key = `${x},${y}`;
        const square = this.#squares.get(key);
        if (square) square.push(taken);
        else this.#squares.set(key, [taken]);
      }
    }
  }
}
