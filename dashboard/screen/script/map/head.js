// What stands over a map: its day, and the key figures of it.

import { element, verbatim, write } from "../core/elements.js";

/** @import { Day, Document } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

const NOTHING = "–";

/** The date and the key figures. */
export class Head {
  /** @type {Map<string, [number: HTMLElement, more: HTMLElement]>} */
  #cells = new Map();

  /** @param {Reader} reader */
  constructor(reader) {
    this.reader = reader;
    this.root = element("div", "atlas-head");
    this.date = element("div", "atlas-date");
    this.date.setAttribute("aria-live", "polite");
    this.figures = element("dl", "atlas-figures");
    this.root.append(this.date, this.figures);
  }

  /**
   * Tells the day alone.
   * @param {Day} day
   */
  tell(day) {
    write(this.date, this.reader.day(day));
  }

  /** Draws the eye to the day. */
  point() {
    this.date.classList.remove("pointed");
    // Only what has been laid out without the class begins anew with it.
    this.date.getBoundingClientRect();
    this.date.classList.add("pointed");
  }

  /**
   * Tells the day and what is counted on it.
   * @param {Day} day
   * @param {Document} record
   */
  show(day, record) {
    this.tell(day);
    this.#figure("land_held", ...this.#landHeld(day, record.land_held));
    for (const [name, series] of Object.entries(record.figures)) {
      const last = series?.findLast(([since]) => since <= day);
      this.#figure(name, series ? this.reader.count(last ? last[1] : 0) : NOTHING, "");
    }
  }

  /**
   * The land held, with its band; nothing is known outside the land's days.
   * @param {Day} day
   * @param {Document["land_held"]} series
   * @returns {[string, string]}
   */
  #landHeld(day, series) {
    const last = series?.findLast(([since]) => since <= day);
    if (!series) return [NOTHING, ""];
    const [[first], [end]] = [series[0], series[series.length - 1]];
    if (!last) return [NOTHING, this.reader.text("figure.before", { day: this.reader.day(first) })];
    if (day > end) return [NOTHING, this.reader.text("figure.after", { day: this.reader.day(end) })];
    const [, middle, low, high] = last;
    const band = { low: this.reader.area(low), high: this.reader.area(high) };
    return [this.reader.area(middle), middle ? this.reader.text("figure.band", band) : ""];
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {string} more
   */
  #figure(name, value, more) {
    const [number, small] = this.#cells.get(name) ?? this.#cell(name);
    write(number, value);
    write(small, more);
  }

  /**
   * @param {string} name
   * @returns {[HTMLElement, HTMLElement]}
   */
  #cell(name) {
    const cell = element("div", name === "land_held" ? "land" : "");
    const [number, named, small] = [
      verbatim(element("dd")),
      element("dt", "", this.reader.text(`figure.${name}`)),
      element("small"),
    ];
    number.dataset.figure = name;
    named.append(small);
    cell.append(number, named);
    this.figures.append(cell);
    this.#cells.set(name, [number, small]);
    return [number, small];
  }
}
