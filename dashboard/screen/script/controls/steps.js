// How far one step of the clock goes: a day, a week, a month, a year, or to the next day on which something changes.

import * as days from "../core/days.js";

/** @import { Day } from "../types.js" */

const [WEEK, YEAR] = [7, 12];

/**
 * The day that a step forward (1) or back (-1) leads to; undefined where there is none.
 * @typedef {(day: Day, way: 1 | -1, events: readonly Day[]) => Day | undefined} Step
 */

/**
 * The next of some days in order, or the one before.
 * @type {Step}
 */
export function beside(day, way, all) {
  return way > 0 ? all.find((other) => other > day) : all.findLast((other) => other < day);
}

/**
 * @param {Day} day
 * @param {number} count
 */
function later(day, count) {
  return days.iso(days.number(day) + count);
}

/** @type {Record<string, Step>} */
export const STEPS = {
  day: (day, way) => later(day, way),
  week: (day, way) => later(day, way * WEEK),
  month: (day, way) => days.step(day, way),
  year: (day, way) => days.step(day, way * YEAR),
  event: beside,
};
