// Milestones along the clock, in lanes: each can be reached by a hand and by keys, and each lane can be put away.

import * as days from "../core/days.js";
import { button, element, press, put } from "../core/elements.js";
import { percent } from "./range.js";

/** @import { Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

/** @typedef {{ day: Day, title: string, lane: string }} Milestone */
/** @typedef {{ day: Day, title: string, box: HTMLButtonElement }} Mark */
/** @typedef {{ marks: Mark[], box: HTMLElement, toggle: HTMLButtonElement, stop: Mark }} Lane */
/** @typedef {(day: Day) => number} Share  where a day lies on the track: 0 at its beginning, 1 at its end */

// A hand is on a mark from so many pixels away.
const NEAR = 14;

/** The lanes of a clock. */
export class Lanes {
  /** @type {Lane[]} */
  #lanes;
  /** @type {Mark[]} */
  #current = [];
  #open = false;
  #day = "";
  /**
   * Hears of the milestone that is chosen.
   * @type {(day: Day) => void}
   */
  ongo = () => {};
  /**
   * Hears of a day that is to come into sight.
   * @type {(day: Day) => void}
   */
  onlook = () => {};

  /**
   * @param {Milestone[]} milestones
   * @param {Record<string, string>} colors  of the lanes, in their order
   * @param {Reader} reader
   */
  constructor(milestones, colors, reader) {
    this.reader = reader;
    this.root = element("div", "lanes");
    this.key = element("div", "key");
    this.key.dir = reader.direction;
    this.key.setAttribute("role", "group");
    this.key.setAttribute("aria-label", reader.text("clock.lanes"));
    const ordered = milestones.toSorted((one, other) => (one.day < other.day ? -1 : 1));
    this.#lanes = Object.entries(colors).flatMap(([lane, color]) => {
      const own = ordered.filter((one) => one.lane === lane);
      return own.length ? [this.#laneOf(reader.text(`lane.${lane}`), color, own)] : [];
    });
    this.root.append(...this.#lanes.map(({ box }) => box));
    this.key.append(...this.#lanes.map(({ toggle }) => toggle));
    this.open(false);
  }

  /**
   * @param {string} name
   * @param {string} color
   * @param {Milestone[]} milestones
   * @returns {Lane}
   */
  #laneOf(name, color, milestones) {
    const box = element("div", "lane");
    box.style.setProperty("--lane", color);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name);
    const marks = milestones.map(({ day, title }) => {
      const mark = button("", "", () => this.ongo(day), [this.reader.day(day), name, title].join(" · "));
      return { day, title, box: mark };
    });
    box.append(...marks.map((mark) => mark.box));
    const toggle = button("", name, null);
    toggle.style.setProperty("--lane", color);
    press(toggle, true);
    const lane = { marks, box, toggle, stop: marks[0] };
    toggle.addEventListener("click", () => this.#toggle(lane));
    box.addEventListener("click", (event) => this.#point(lane, event));
    box.addEventListener("focusin", () => this.onlook(lane.stop.day));
    box.addEventListener("keydown", (event) => this.#key(lane, event));
    return lane;
  }

  /** Lanes that are not put away. */
  get #shown() {
    return this.#lanes.filter(({ box }) => !box.hidden);
  }

  /** @param {Lane} lane */
  #toggle({ box, toggle }) {
    box.hidden = !box.hidden;
    press(toggle, !box.hidden);
  }

  /**
   * Lanes that lie open are for keys too, one stop each; else they are a picture that a hand may touch.
   * @param {boolean} open
   */
  open(open) {
    this.#open = open;
    this.root.ariaHidden = open ? null : "true";
    for (const lane of this.#lanes) for (const mark of lane.marks) mark.box.tabIndex = -1;
    if (open) for (const lane of this.#lanes) lane.stop.box.tabIndex = 0;
    if (open) this.#rest();
  }

  /**
   * Puts the marks where their days lie.
   * @param {Share} share
   */
  draw(share) {
    for (const { marks } of this.#lanes) {
      for (const { day, box } of marks) {
        box.style.left = percent(share(day));
      }
    }
  }

  // ---- the day ---------------------------------------------------------------------------------------------------

  /**
   * The clock stands at a day. Answers with what happened on it; null where that is told already.
   * @param {Day} day
   */
  mark(day) {
    this.#day = day;
    const found = this.#lanes.flatMap(({ marks }) => marks.filter((mark) => mark.day === day));
    if (this.#open) this.#rest();
    if (!found.length && !this.#current.length) return null;
    for (const { box } of this.#current) box.ariaCurrent = null;
    for (const { box } of found) box.ariaCurrent = "date";
    this.#current = found;
    return found.map(({ title }) => title);
  }

  /** Where keys enter a lane: at its last milestone so far. */
  #rest() {
    for (const lane of this.#lanes) {
      const { marks, box } = lane;
      if (box.contains(/** @type {ShadowRoot | Document} */ (box.getRootNode()).activeElement)) continue;
      this.#rove(lane, marks[Math.max(0, days.until(marks, this.#day, (mark) => mark.day) - 1)]);
    }
  }

  /**
   * @param {Lane} lane
   * @param {Mark} mark
   */
  #rove(lane, mark) {
    if (lane.stop === mark) return;
    put(lane.stop.box, "tabIndex", -1);
    lane.stop = mark;
    put(mark.box, "tabIndex", 0);
  }

  /** Days of milestones in lanes that are not put away, in order. */
  get days() {
    return this.#shown.flatMap(({ marks }) => marks.map(({ day }) => day)).sort();
  }

  // ---- the hand ------------------------------------------------------------------------------------------------

  /**
   * A click in a lane means the milestone nearest to it.
   * @param {Lane} lane
   * @param {MouseEvent} event
   */
  #point({ marks, box }, { target, clientX }) {
    if (target !== box) return;
    const far = (/** @type {Mark} */ { box: mark }) => {
      const { left, width } = mark.getBoundingClientRect();
      return Math.abs(left + width / 2 - clientX);
    };
    const [nearest] = marks.toSorted((one, other) => far(one) - far(other));
    if (nearest && far(nearest) <= NEAR) this.ongo(nearest.day);
  }

  /**
   * @param {Lane} lane
   * @param {KeyboardEvent} event
   */
  #key(lane, event) {
    const to = this.#target(lane, event.key);
    if (!to) return;
    event.preventDefault();
    const [other, mark] = to;
    this.#rove(other, mark);
    mark.box.focus({ preventScroll: true });
  }

  /**
   * The milestone that a key leads to: along the lane, or to the nearest one of the lane above or below.
   * @param {Lane} lane
   * @param {string} key
   * @returns {[Lane, Mark] | null}
   */
  #target(lane, key) {
    const { marks, stop } = lane;
    const along = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key];
    if (along) {
      const number = marks.indexOf(stop) + along;
      return [lane, marks[Math.max(0, Math.min(marks.length - 1, number))]];
    }
    const shown = this.#shown;
    const other = shown[shown.indexOf(lane) + ({ ArrowUp: -1, ArrowDown: 1 }[key] ?? Infinity)];
    if (!other) return null;
    const far = (/** @type {Mark} */ { day }) => Math.abs(days.number(day) - days.number(stop.day));
    return [other, other.marks.toSorted((one, two) => far(one) - far(two))[0]];
  }
}
