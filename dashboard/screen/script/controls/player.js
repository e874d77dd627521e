// Playing: from month to month, slower where much happens and quickly through the years in which little does.

import * as days from "../core/days.js";

/** @import { Day } from "../types.js" */

// Months a second, on the whole.
const SPEEDS = [2, 4, 8];
const USUAL = 1;
// A month without any change takes this part of the time of an average one.
const QUIET = 0.3;
// A milestone makes a month as long as so many days on which something changes.
const MILESTONE = 4;

/**
 * How long each month of a clock takes, that of an average one being 1: the longer the more happens in it.
 * @param {Day} first
 * @param {Day} last
 * @param {readonly Day[]} events
 * @param {readonly Day[]} milestones
 * @returns {Map<Day, number>}
 */
export function paces(first, last, events, milestones) {
  const [changes, told] = [events, milestones].map(days.byMonth);
  const months = [];
  for (let month = days.monthStart(first, 0); month <= last; month = days.monthStart(month, 1)) months.push(month);
  const much = months.map((month) => Math.sqrt((changes.get(month) ?? 0) + MILESTONE * (told.get(month) ?? 0)));
  const mean = much.reduce((sum, one) => sum + one, 0) / months.length;
  return new Map(months.map((month, number) => [month, mean ? QUIET + (1 - QUIET) * (much[number] / mean) : 1]));
}

/** What moves a clock from month to month. */
export class Player {
  #speed = USUAL;
  /** The frame that is asked for while it plays; 0 while it stands. */
  #frame = 0;
  #paces;

  /**
   * @param {Map<Day, number>} months  how long each takes
   * @param {() => Day} step  goes on, or stops; answers with the day that it came to
   */
  constructor(months, step) {
    this.#paces = months;
    this.step = step;
  }

  get plays() {
    return this.#frame !== 0;
  }

  /** Months a second. */
  get speed() {
    return SPEEDS[this.#speed];
  }

  hurry() {
    this.#speed = (this.#speed + 1) % SPEEDS.length;
  }

  play() {
    let [due, each] = [performance.now(), 0];
    const frame = (/** @type {number} */ now) => {
      // A frame that comes late, or a page that was out of sight, makes up for nothing.
      if (now - due > 4 * each) due = now;
      if (now >= due) {
        each = (1000 / this.speed) * (this.#paces.get(days.monthStart(this.step(), 0)) ?? 1);
        due += each;
      }
      if (this.plays) this.#frame = requestAnimationFrame(frame);
    };
    this.#frame = requestAnimationFrame(frame);
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
