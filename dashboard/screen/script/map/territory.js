// Land by class on a day: each cell comes with what it was from when, and cells of which the same is said are one group.

import * as days from "../core/days.js";
import { Coverage } from "./coverage.js";

/** @import { Box, Day, Group, LandDocument, LandState } from "../types.js" */

/** Cells gathered to groups by what is said of them. */
class Grouping {
  /** @type {Group[]} */
  #groups = [];
  /** @type {Map<string, number>} */
  #numbers = new Map();
  #ha;

  /** @param {number[]} ha  hectares of each cell */
  constructor(ha) {
    this.#ha = ha;
    this.of = new Int32Array(ha.length).fill(-1);
  }

  /**
   * @param {number} cell
   * @param {string} name
   * @param {string | null} heldBy
   * @param {string | null} year
   */
  put(cell, name, heldBy, year) {
    const id = `${name}/${heldBy}/${year}`;
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#groups.length;
      this.#numbers.set(id, number);
      this.#groups.push({ id, key: "", class: name, held_by: heldBy, year, ha: 0, count: 0, hashes: [7, 11] });
    }
    this.of[cell] = number;
    const group = this.#groups[number];
    group.ha += this.#ha[cell];
    group.count += 1;
    group.hashes[0] = Math.imul(group.hashes[0] ^ cell, 0x01000193) + cell;
    group.hashes[1] = Math.imul(group.hashes[1] + cell, 0x85ebca6b) ^ (group.hashes[1] >>> 13);
  }

  /** @returns {LandState} */
  get state() {
    for (const group of this.#groups) group.key = `${group.count}/${group.hashes.join("/")}`;
    return { groups: this.#groups, of: this.of };
  }
}

/**
 * Changes of a cell: from which day, counted from the land's first, it belongs to which group.
 * @typedef {{ since: number[], group: number[] }} Changes
 */

/**
 * Day and group in turn, each day as its step from the one before.
 * @param {number[]} steps
 * @returns {Changes}
 */
export function changesOf(steps) {
  /** @type {Changes} */
  const found = { since: [], group: [] };
  let day = 0;
  for (let i = 0; i < steps.length; i += 2) {
    day += steps[i];
    found.since.push(day);
    found.group.push(steps[i + 1]);
  }
  return found;
}

/** @type {WeakMap<LandDocument, Territory>} */
const known = new WeakMap();

/** The land of any day. */
export class Territory {
  /** @type {Map<number, LandState>} */
  #states = new Map();
  #ha;
  #countries;
  #country;
  #groups;
  #changes;

  /** @param {LandDocument} document */
  constructor({ first, last, arcs, sides, ha, countries, country, seat, roads, groups, changes, held, compared, why }) {
    this.first = first;
    this.last = last;
    this.seats = seat;
    /** What land gained, lost and kept is called. */
    this.compared = compared;
    this.classes = [...new Set(groups.map(([name]) => name))];
    this.held = held;
    this.why = why;
    this.coverage = new Coverage(arcs, sides, roads);
    this.#ha = ha;
    this.#countries = countries;
    this.#country = country;
    this.#groups = groups;
    this.#changes = changes.map(changesOf);
    /** Numbers of the days from which land may be another's than on the day before, in order. */
    this.changeDays = [...new Set(this.#changes.flatMap(({ since }) => since))].sort((a, b) => a - b);
  }

  /**
   * The territory of a document, which is read once for all maps of a page.
   * @param {LandDocument} document
   */
  static of(document) {
    const found = known.get(document) ?? new Territory(document);
    known.set(document, found);
    return found;
  }

  /**
   * Whether land is derived for a day.
   * @param {Day} day
   */
  covers(day) {
    return this.first <= day && day <= this.last;
  }

  /** The first of each month of the land's days. */
  months() {
    const found = [];
    for (let day = this.first; this.covers(day); day = days.monthStart(day, 1)) found.push(day);
    return found;
  }

  /**
   * The land of a day. Days between two changes share one state.
   * @param {Day} day
   */
  on(day) {
    const number = this.covers(day) ? days.number(day) - days.number(this.first) : -1;
    const since = this.changeDays.findLast((one) => one <= number) ?? -1;
    const state = this.#states.get(since) ?? this.#grouped(since);
    this.#states.set(since, state);
    return state;
  }

  /**
   * What is said of a cell on a day; null where nothing is.
   * @param {number} cell
   * @param {Day} day
   * @returns {Group | null}
   */
  groupOf(cell, day) {
    const { groups, of } = this.on(day);
    return groups[of[cell]] ?? null;
  }

  /** @param {number} day */
  #grouped(day) {
    const found = new Grouping(this.#ha);
    this.#changes.forEach(({ since, group }, cell) => {
      const number = group[since.findLastIndex((one) => one <= day)] ?? -1;
      if (number >= 0) found.put(cell, ...this.#groups[number]);
    });
    return found.state;
  }

  /**
   * What was gained and lost from one day to another, and what was held on both.
   * @param {Day} from
   * @param {Day} to
   */
  difference(from, to) {
    const found = new Grouping(this.#ha);
    const [before, after] = [from, to].map((day) => this.on(day));
    for (let cell = 0; cell < found.of.length; cell += 1) {
      const change = changed(this.#isHeld(before, cell), this.#isHeld(after, cell));
      if (change !== null) found.put(cell, this.compared[change], null, null);
    }
    return found.state;
  }

  /**
   * Whether a cell is held or fought for.
   * @param {LandState} state
   * @param {number} cell
   */
  #isHeld({ groups, of }, cell) {
    return of[cell] >= 0 && this.held.includes(groups[of[cell]].class);
  }

  /**
   * What of a state lies in some countries: the same cells in the same groups, each as large as it is there.
   * @param {LandState} state
   * @param {string} scope  countries, joined
   * @returns {LandState}
   */
  within({ groups, of }, scope) {
    const wanted = scope.split(";").map((country) => this.#countries.indexOf(country));
    const ha = groups.map(() => 0);
    of.forEach((group, cell) => {
      if (group >= 0 && wanted.includes(this.#country[cell])) ha[group] += this.#ha[cell];
    });
    return { groups: groups.map((group, number) => ({ ...group, ha: ha[number] })), of };
  }

  /**
   * Classes of which some land lies in a box.
   * @param {LandState} state
   * @param {Box} box
   * @returns {Set<string>}
   */
  inSight({ groups, of }, box) {
    const wanted = new Set(groups.map(({ class: name }) => name));
    const classOf = (/** @type {number} */ cell) => (cell < 0 ? undefined : groups[of[cell]]?.class);
    /** @type {Set<string>} */
    const found = new Set();
    for (const cell of this.coverage.cellsIn(box)) {
      const name = classOf(cell);
      if (name !== undefined) found.add(name);
      if (found.size === wanted.size) break;
    }
    return found;
  }

  /**
   * Area of each class in km².
   * @param {LandState} state
   */
  areas({ groups }) {
    /** @type {Record<string, number>} */
    const sums = Object.fromEntries(this.classes.map((name) => [name, 0]));
    for (const group of groups) sums[group.class] = (sums[group.class] ?? 0) + group.ha;
    return Object.fromEntries(Object.entries(sums).map(([name, ha]) => [name, ha / 100]));
  }
}

/**
 * What became of something from one day to another: 0 where it was gained, 1 lost, 2 kept; null where it was never held.
 * @param {boolean} was
 * @param {boolean} is
 * @returns {0 | 1 | 2 | null}
 */
export function changed(was, is) {
  if (was) return is ? 2 : 1;
  return is ? 0 : null;
}
