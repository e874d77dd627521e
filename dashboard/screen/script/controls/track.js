// The track of the clock: the slider with its ground and its lanes, which shows the whole of the clock's time, or a part
// of it that the reader has come closer to.

import * as days from "../core/days.js";
import { element } from "../core/elements.js";
import { Grip } from "./grip.js";
import { Ground } from "./ground.js";
import { Lanes } from "./lanes.js";
import { holding, moved, scaled, share, width } from "./range.js";

/** @import { ChartScope, Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Milestone } from "./lanes.js" */
/** @import { Range } from "./range.js" */

/**
 * What a clock goes through.
 * @typedef {{
 *   first: Day,
 *   last: Day,
 *   events: Day[],
 *   happened: Milestone[],
 *   lanes: Record<string, string>,
 *   held: ChartScope["areas"],
 * }} Time
 * `events` are the days on which something changes, in order; `lanes` has the colours of the milestones' lanes; `held`
 * change points of the land held
 */

// Of the slider's handle, whose middle is a day; in pixels.
const HANDLE = 18;
// How much of the range comes into sight in a second, where a hand holds its edge; no less is seen at the closest.
const [CREEP, LEAST] = [0.6, 0.01];

/** The track of a clock. */
export class Track {
  #whole;
  /** What of it is seen. */
  #range;
  #ground;
  /** In pixels. */
  #wide = 1;
  root = element("div", "track");
  /** Hears of another range. */
  onrange = () => {};
  /** Hears that a second finger has come down beside the one that may have drawn the slider. */
  onpinch = () => {};

  /**
   * @param {Time} time
   * @param {HTMLInputElement} slider
   * @param {Reader} reader
   */
  constructor({ first, last, events, happened, lanes, held }, slider, reader) {
    /** @type {Range} */
    this.#whole = { first: days.number(first), last: days.number(last) };
    this.#range = this.#whole;
    this.slider = slider;
    this.lanes = new Lanes(happened, lanes, reader);
    this.lanes.onlook = (day) => this.look(day);
    this.#ground = new Ground(this.#whole, held, events, reader);
    const { ticks, calendar } = this.#ground;
    this.root.append(this.#ground.held, this.lanes.root, ticks, slider, calendar);
    this.grip = new Grip(this.root, slider, {
      zoom: (times, at) => this.#take(scaled(this.#range, this.#whole, times, this.#at(at))),
      move: (part) => this.#move(part),
      pinch: () => this.onpinch(),
      box: () => ({ left: slider.getBoundingClientRect().left + HANDLE / 2, width: this.#wide }),
    });
    this.observer = new ResizeObserver(() => this.#measure());
    this.observer.observe(slider);
    this.#draw();
  }

  /** @param {number} part  of the range that is seen */
  #at(part) {
    return this.#range.first + Math.min(1, Math.max(0, part)) * width(this.#range);
  }

  /** How many days there are to a pixel. */
  get grain() {
    return width(this.#range) / this.#wide;
  }

  get isWhole() {
    return width(this.#range) === width(this.#whole);
  }

  get isClosest() {
    return width(scaled(this.#range, this.#whole, LEAST, this.#range.first)) === width(this.#range);
  }

  // ---- the range -----------------------------------------------------------------------------------------------

  /**
   * Makes the range so many times as wide, round a day.
   * @param {number} times
   * @param {Day} day
   */
  zoom(times, day) {
    this.#take(scaled(this.#range, this.#whole, times, days.number(day)));
  }

  /** What of the time is seen. */
  get range() {
    return this.#range;
  }

  /**
   * Shows a part of the time.
   * @param {Range} range
   */
  show(range) {
    this.#take(range);
  }

  /** Shows the whole of the time. */
  unfold() {
    this.#take(this.#whole);
  }

  /** @param {number} part  of the range's width */
  #move(part) {
    const { first } = this.#range;
    this.#take(moved(this.#range, this.#whole, Math.round(part * width(this.#range))));
    return (this.#range.first - first) / width(this.#range);
  }

  /**
   * Goes on for so many seconds, however many frames that is. Answers with those that it has gone: none while they are
   * too few for a day, null where nothing more lies that way.
   * @param {1 | -1} way
   * @param {number} seconds
   */
  creep(way, seconds) {
    const part = CREEP * seconds;
    if (part * width(this.#range) < 1) return 0;
    return this.#move(part * way) === 0 ? null : seconds;
  }

  /**
   * Brings a day into sight.
   * @param {Day} day
   */
  look(day) {
    this.#take(holding(this.#range, this.#whole, days.number(day)));
  }

  /**
   * Answers with whether it is another range.
   * @param {Range} range
   */
  #take(range) {
    if (range.first === this.#range.first && range.last === this.#range.last) return false;
    this.#range = range;
    this.#draw();
    return true;
  }

  // ---- drawing -------------------------------------------------------------------------------------------------

  #measure() {
    const wide = this.slider.clientWidth - HANDLE;
    if (wide <= 0 || wide === this.#wide) return;
    this.#wide = wide;
    this.#ground.draw(this.#range, wide);
  }

  #draw() {
    const { first, last } = this.#range;
    Object.assign(this.slider, { min: first, max: last });
    this.lanes.draw((day) => share(this.#range, days.number(day)));
    this.#ground.draw(this.#range, this.#wide);
    this.onrange();
  }

  remove() {
    this.observer.disconnect();
    this.grip.remove();
  }
}
