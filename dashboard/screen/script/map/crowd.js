// Which symbols stand on the map, and which of them stand for others, so that none hides another. Pixels of a zoom, no
// elements. What matters most comes first and keeps its point; what comes later joins one of its own kind that is near,
// steps aside, or joins what is in its way.

/** @import { Seat, Standing } from "../types.js" */

// Steps aside, as shares of the least distance, and how many directions are tried: to the right and up first.
const [REACHES, TURNS] = [[1, 1.5, 2], 8];
// How far it looks for one of its own kind where there is no room, in the same measure.
const FAR = 8;

/**
 * @param {Standing[]} wanted  what matters most first
 * @param {{ apart: number }} room  how near any two may come
 * @returns {Seat[]}
 */
export function seated(wanted, { apart }) {
  /** @type {Seat[]} */
  const seats = [];
  for (const one of wanted) {
    const own = nearest(seats, one, one.family);
    if (own && away(own, one) < Math.max(one.apart, own.radius + one.radius) ** 2) {
      own.members.push(one.feature);
      continue;
    }
    const aside = steps(one, apart).find(([x, y]) => isFree(seats, { ...one, x: one.x + x, y: one.y + y }, apart));
    if (aside) {
      seats.push({ ...one, x: one.x + aside[0], y: one.y + aside[1], aside, members: [one.feature] });
    } else {
      const near = own && away(own, one) < (FAR * apart) ** 2 ? own : nearest(seats, one);
      near?.members.push(one.feature);
    }
  }
  return seats;
}

/**
 * @param {Seat[]} seats
 * @param {Standing} one
 * @param {string} [family]  among which; all where there is none
 */
function nearest(seats, one, family) {
  /** @type {[Seat | null, number]} */
  let [best, least] = [null, Infinity];
  for (const seat of seats) {
    if (family && seat.family !== family) continue;
    const far = away(seat, one);
    if (far < least) [best, least] = [seat, far];
  }
  return best;
}

/**
 * How far apart, squared: it is asked some ten thousand times at a step of the clock.
 * @param {{ x: number, y: number }} a
 * @param {{ x: number, y: number }} b
 */
function away(a, b) {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}

/**
 * Its point, and where it may step aside to, the nearest first.
 * @param {Standing} one
 * @param {number} apart
 * @returns {[number, number][]}
 */
function steps({ moves }, apart) {
  /** @type {[number, number][]} */
  const found = [[0, 0]];
  for (const reach of moves ? REACHES : []) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const angle = Math.PI / 4 + (2 * Math.PI * turn) / TURNS;
      found.push([reach * apart * Math.sin(angle), -reach * apart * Math.cos(angle)]);
    }
  }
  return found;
}

/**
 * @param {Seat[]} seats
 * @param {Standing} one
 * @param {number} apart
 */
function isFree(seats, one, apart) {
  return seats.every((seat) => away(seat, one) >= Math.max(apart, seat.radius + one.radius) ** 2);
}
