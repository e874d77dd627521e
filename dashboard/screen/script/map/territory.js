// Land by class on a day, looked up by the rules of geodata's territory in a fixed coverage of cells.

import * as days from "../core/days.js";
import { Coverage } from "./coverage.js";

/** @import { Cells, Day, Difference, Group, Holding, LandDocument, LandState, Override } from "../types.js" */

export const CLASSES = ["control", "contested", "influence", "retaken"];
/** @type {Difference[]} */
export const DIFFERENCES = ["gained", "lost", "unchanged"];
const HELD = ["control", "contested"];
const [DAESH, CONTESTED] = ["daesh", "contested"];

/** @typedef {[name: string | null, holder?: string | null, gone?: Day | null]} Said */

/** Cells gathered to groups by what is said of them. */
class Grouping {
  /** @type {Group[]} */
  #groups = [];
  /** @type {Map<string, number>} */
  #numbers = new Map();
  #km2;

  /** @param {number[]} km2  of each cell */
  constructor(km2) {
    this.#km2 = km2;
    this.of = new Int32Array(km2.length).fill(-1);
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
      this.#groups.push({ id, key: "", class: name, held_by: heldBy, year, km2: 0, count: 0, hashes: [7, 11] });
    }
    this.of[cell] = number;
    const group = this.#groups[number];
    group.km2 += this.#km2[cell];
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

/** @type {WeakMap<LandDocument, Territory>} */
const known = new WeakMap();

/** The land of any day. */
export class Territory {
  /** @type {Map<Day | null, LandState>} */
  #states = new Map();

  /** @param {LandDocument} document */
  constructor({ first, last, arcs, sides, cells, roads, overrides, histories, enemies }) {
    this.first = first;
    this.last = last;
    /** @type {Cells} */
    this.cells = cells;
    /** @type {Override[]} */
    this.overrides = overrides;
    this.histories = histories;
    this.enemies = enemies;
    this.coverage = new Coverage(arcs, sides, roads);
    this.changes = this.#changeDays();
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

  /** Days from which land may be another's than on the day before, in order. */
  #changeDays() {
    const dated = [...this.histories.flat().map(([since]) => since), ...Object.values(this.enemies)];
    dated.push(this.first, ...this.overrides.flatMap(({ start, end }) => [start, end]));
    return [...new Set(dated)].filter((day) => this.covers(day)).sort();
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
    const since = this.covers(day) ? this.changes[days.until(this.changes, day, (one) => one) - 1] : null;
    const state = this.#states.get(since) ?? (since ? this.#grouped(since) : new Grouping(this.cells.km2).state);
    this.#states.set(since, state);
    return state;
  }

  /** @param {Day} day */
  #grouped(day) {
    const found = new Grouping(this.cells.km2);
    const holders = this.histories.map((history) => history.findLast(([since]) => since <= day));
    const told = this.overrides.filter((one) => one.start <= day && day < one.end);
    for (let cell = 0; cell < found.of.length; cell += 1) {
      const [name, holder, gone] = this.#overridden(told, cell, this.#derived(cell, holders, day));
      if (name) found.put(cell, name, name === "control" ? DAESH : (holder ?? null), gone?.slice(0, 4) ?? null);
    }
    return found.state;
  }

  /**
   * What Daesh gained and lost from one day to another, and what it held on both.
   * @param {Day} from
   * @param {Day} to
   */
  difference(from, to) {
    const found = new Grouping(this.cells.km2);
    const [before, after] = [from, to].map((day) => this.on(day));
    for (let cell = 0; cell < found.of.length; cell += 1) {
      const change = changed(isHeld(before, cell), isHeld(after, cell));
      if (change) found.put(cell, change, null, null);
    }
    return found.state;
  }

  /**
   * Class of a cell, and for retaken land who holds it and since when.
   * @param {number} cell
   * @param {(Holding | undefined)[]} holders
   * @param {Day} day
   * @returns {Said}
   */
  #derived(cell, holders, day) {
    const name = this.#classOf(cell, holders, day);
    const [, holder, gone] = (name === "retaken" && holders[this.cells.owner[cell]]) || [];
    return [name, holder, gone];
  }

  /**
   * What a source tells of a siege stands in place of what is derived.
   * @param {Override[]} overrides
   * @param {number} cell
   * @param {Said} derived
   * @returns {Said}
   */
  #overridden(overrides, cell, derived) {
    return overrides.reduce((said, one) => {
      if (one.cells.includes(cell)) return [one.class];
      if (!one.places.includes(this.cells.owner[cell])) return said;
      if (!HELD.includes(this.cells.kind[cell])) return [null];
      return one.rest === "retaken" ? [one.rest, one.held_by, one.start] : [one.rest];
    }, derived);
  }

  /**
   * @param {number} cell
   * @param {(Holding | undefined)[]} holders
   * @param {Day} day
   */
  #classOf(cell, holders, day) {
    const { kind, owner } = this.cells;
    const holder = owner[cell] < 0 ? undefined : holders[owner[cell]];
    if (!holder || kind[cell] === "none") return null;
    const [, controller, gone] = holder;
    if (kind[cell] === "influence") return controller === DAESH ? "influence" : null;
    if (controller === DAESH) return this.#isDisputed(cell, holders, day) ? "contested" : "control";
    if (controller === CONTESTED) return "contested";
    return gone ? "retaken" : null;
  }

  /**
   * Whether a neighbour as near is an enemy on that day; one outside the record was never Daesh's.
   * @param {number} cell
   * @param {(Holding | undefined)[]} holders
   * @param {Day} day
   */
  #isDisputed(cell, holders, day) {
    const { kind, rival } = this.cells;
    if (kind[cell] !== "contested") return false;
    if (rival[cell] < 0) return true;
    const controller = holders[rival[cell]]?.[1];
    if (controller === undefined) return false;
    return controller === CONTESTED || (controller in this.enemies && this.enemies[controller] <= day);
  }

  /**
   * Area of each class in km².
   * @param {LandState} state
   */
  areas({ groups }) {
    /** @type {Record<string, number>} */
    const sums = Object.fromEntries(CLASSES.map((name) => [name, 0]));
    for (const group of groups) sums[group.class] = (sums[group.class] ?? 0) + group.km2;
    return sums;
  }
}

/**
 * Whether Daesh holds or fights for a cell.
 * @param {LandState} state
 * @param {number} cell
 */
function isHeld({ groups, of }, cell) {
  return of[cell] >= 0 && HELD.includes(groups[of[cell]].class);
}

/**
 * What became of something from one day to another; null where it was never held.
 * @param {boolean} was
 * @param {boolean} is
 * @returns {Difference | null}
 */
export function changed(was, is) {
  if (was) return is ? "unchanged" : "lost";
  return is ? "gained" : null;
}
