// The year slider. Its values are days, so that any day can stand on it; dragging, playing and the arrow keys go by
// months. Above it the milestones, and how much changed in each month.

import * as days from "../core/days.js";
import { button, element, entitle, verbatim } from "../core/elements.js";
import { lane, ticks, years } from "./track.js";

/** @import { Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Milestone, Share } from "./track.js" */

// Months a second.
const SPEEDS = [2, 4, 8];

/** The clock of a map. */
export class Clock {
  #first;
  #last;
  #speed = 1;
  #dragged = false;
  /** The frame that is asked for while the clock plays; 0 while it stands. */
  #frame = 0;
  #slider = element("input");
  #player;
  #pace;

  /**
   * @param {Day} first
   * @param {Day} last
   * @param {Day[]} events  days on which something changes, in order
   * @param {Milestone[]} milestones
   * @param {Reader} reader
   */
  constructor(first, last, events, milestones, reader) {
    this.#first = days.number(first);
    this.#last = days.number(last);
    this.events = events;
    this.reader = reader;
    /**
     * Hears of every step.
     * @type {(day: Day) => void}
     */
    this.onstep = () => {};
    /** Hears when the hand is taken off, or what plays has come to rest. */
    this.onrelease = () => {};
    this.root = element("div", "atlas-clock");
    this.root.dir = "ltr";
    Object.assign(this.#slider, { type: "range", min: this.#first, max: this.#last, step: 1 });
    this.#slider.setAttribute("aria-label", reader.text("clock.label"));
    const back = button("", "‹", () => this.go(days.step(this.day, -1)), reader.text("clock.back"));
    const forward = button("", "›", () => this.go(days.step(this.day, 1)), reader.text("clock.forward"));
    this.#player = button("", "▶", () => (this.playing ? this.stop() : this.play()), reader.text("clock.play"));
    this.#pace = verbatim(button("pace", "", () => this.#hurry()));
    this.#tellPace();
    /** @type {Share} */
    const share = (day) => (days.number(day) - this.#first) / (this.#last - this.#first);
    const track = element("div", "track");
    const marks = lane(milestones, share, reader, (day) => this.go(day));
    track.append(marks, ticks(events, share), this.#slider, years(first, last, share));
    this.root.append(this.#player, this.#pace, back, track, forward);
    this.#listen();
  }

  get day() {
    return days.iso(Number(this.#slider.value));
  }

  get playing() {
    return this.#frame !== 0;
  }

  /** Whether days follow each other faster than they are read. */
  get hurried() {
    return this.#dragged || this.playing;
  }

  /**
   * Stands the clock at a day, and says nothing of it.
   * @param {Day} day
   */
  set(day) {
    this.#slider.value = String(days.number(day));
    this.#slider.setAttribute("aria-valuetext", this.reader.day(day));
  }

  /**
   * Brings the clock to a day, or to its nearest end.
   * @param {Day} day
   */
  go(day) {
    this.stop();
    this.#step(day);
    this.onrelease();
  }

  /** Takes the keys, wherever they were; the page stays where it is. */
  focus() {
    this.#slider.focus({ preventScroll: true });
  }

  /** @param {Day} day */
  #step(day) {
    this.set(this.clamp(day));
    this.onstep(this.day);
  }

  /**
   * A day, or the clock's end that is nearest to it.
   * @param {Day} day
   */
  clamp(day) {
    return days.iso(Math.min(Math.max(days.number(day), this.#first), this.#last));
  }

  get #atEnd() {
    return days.number(this.day) >= this.#last;
  }

  // ---- playing -------------------------------------------------------------------------------------------------

  /** Goes from month to month, from the beginning where the clock stands at its end. */
  play() {
    if (this.#atEnd) this.set(days.iso(this.#first));
    this.#show("❚❚", "clock.pause");
    let due = performance.now();
    const frame = (/** @type {number} */ now) => {
      const each = 1000 / SPEEDS[this.#speed];
      // A frame that comes late, or a page that was out of sight, makes up for nothing.
      if (now - due > 4 * each) due = now;
      if (now >= due) {
        due += each;
        this.#step(days.step(this.day, 1));
      }
      if (this.#atEnd) this.stop();
      else this.#frame = requestAnimationFrame(frame);
    };
    this.#frame = requestAnimationFrame(frame);
  }

  stop() {
    if (!this.playing) return;
    this.remove();
    this.#show("▶", "clock.play");
    this.onrelease();
  }

  /** Stops, and tells nobody. */
  remove() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /**
   * @param {string} sign
   * @param {string} key
   */
  #show(sign, key) {
    this.#player.textContent = sign;
    entitle(this.#player, this.reader.text(key));
  }

  #hurry() {
    this.#speed = (this.#speed + 1) % SPEEDS.length;
    this.#tellPace();
  }

  #tellPace() {
    const months = SPEEDS[this.#speed];
    this.#pace.textContent = `${months}×`;
    entitle(this.#pace, this.reader.text("clock.speed", { months }));
  }

  // ---- the hand ------------------------------------------------------------------------------------------------

  #listen() {
    const slider = this.#slider;
    // A drag passes through days: what is shown is the first of the month nearest to the hand.
    slider.addEventListener("input", () => this.#step(days.nearestMonth(this.day)));
    slider.addEventListener("pointerdown", () => {
      this.stop();
      this.#dragged = true;
    });
    for (const end of ["pointerup", "pointercancel", "change", "blur"]) {
      slider.addEventListener(end, () => (this.#dragged = false));
    }
    slider.addEventListener("change", () => this.onrelease());
    slider.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const day = this.#target(event.key, event.shiftKey ? 12 : 1);
    if (day === undefined && event.key !== " ") return;
    event.preventDefault();
    if (day === undefined) this.#player.click();
    else this.go(day);
  }

  /**
   * The day that a key leads to.
   * @param {string} key
   * @param {number} months
   */
  #target(key, months) {
    if (key === "ArrowRight" || key === "ArrowUp") return days.step(this.day, months);
    if (key === "ArrowLeft" || key === "ArrowDown") return days.step(this.day, -months);
    if (key === "PageUp") return this.events.find((day) => day > this.day);
    if (key === "PageDown") return this.events.findLast((day) => day < this.day);
    if (key === "Home") return days.iso(this.#first);
    if (key === "End") return days.iso(this.#last);
    return undefined;
  }
}
