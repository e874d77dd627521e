// What lies behind the clock and along it, drawn for the range of days that it shows: the land held, how much changed,
// and the calendar.

import * as days from "../core/days.js";
import { element, verbatim } from "../core/elements.js";
import { larger } from "../core/type.js";
import { bandOf } from "../below/scale.js";
import { drawing, shape } from "../below/svg.js";
import { marks } from "./calendar.js";
import { percent, share } from "./range.js";

/** @import { ChartScope, Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Range } from "./range.js" */

// How high the drawings are, in units of their own.
const HIGH = 100;
// The highest area stands a little below the top.
const AIR = 1.06;

/** The ground of a clock. */
export class Ground {
  #whole;
  held = drawing("ground");
  ticks = drawing("ticks");
  calendar = verbatim(element("div", "years"));

  /**
   * @param {Range} whole
   * @param {ChartScope["areas"]} held  change points of the land held; none where they are not known
   * @param {Day[]} events
   * @param {Reader} reader
   */
  constructor(whole, held, events, reader) {
    this.#whole = whole;
    this.reader = reader;
    for (const one of [this.held, this.ticks]) {
      one.setAttribute("preserveAspectRatio", "none");
      one.ariaHidden = "true";
    }
    this.ticks.append(shape("path", { d: this.#changes(events) }));
    if (held.length) this.held.append(...this.#areas(held));
  }

  /**
   * The land held, and its band.
   * @param {ChartScope["areas"]} held
   */
  #areas(held) {
    const most = AIR * Math.max(1, ...held.map(([, , , high]) => high));
    const scale = {
      x: (/** @type {Day} */ day) => days.number(day) - this.#whole.first,
      y: (/** @type {number} */ area) => Math.round((1 - area / most) * HIGH * 10) / 10,
    };
    /** @type {ChartScope["areas"]} */
    const middle = held.map(([day, area]) => [day, area, 0, area]);
    return [
      shape("path", { class: "band", d: bandOf(held, scale) }),
      shape("path", { class: "held", d: bandOf(middle, scale) }),
    ];
  }

  /**
   * A tick for each month in which something changed, the higher the more.
   * @param {Day[]} events
   */
  #changes(events) {
    const counts = days.byMonth(events);
    const most = Math.sqrt(Math.max(1, ...counts.values()));
    return [...counts]
      .map(([month, count]) => {
        const up = Math.round(HIGH * (1 - Math.sqrt(count) / most) * 10) / 10;
        return `M${days.number(month) - this.#whole.first} ${HIGH}V${up}`;
      })
      .join("");
  }

  /**
   * Shows a range that is so many pixels wide.
   * @param {Range} range
   * @param {number} wide
   */
  draw(range, wide) {
    for (const one of [this.held, this.ticks]) {
      one.setAttribute("viewBox", `${range.first - this.#whole.first} 0 ${range.last - range.first} ${HIGH}`);
    }
    // Words have the room that they would have were type as large as usual.
    const size = larger();
    const { ticks, words } = marks(range, wide / size, this.reader);
    this.calendar.replaceChildren(
      ...ticks.map((day) => {
        const tick = element("i");
        tick.style.left = percent(share(range, day));
        return tick;
      }),
      ...words.map(({ text, x }) => {
        const word = element("span", "", text);
        word.dir = this.reader.direction;
        word.style.left = `${(x * size).toFixed(1)}px`;
        return word;
      }),
    );
  }
}
