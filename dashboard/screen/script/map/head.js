// What stands over a map: its day, and the key figures of it.

import { element, verbatim, write } from "../core/elements.js";
import { landHeld, on } from "../core/figures.js";

/** @import { Day, Document } from "../types.js" */
/** @import { Scope } from "../core/figures.js" */
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
    this.scope = element("p", "atlas-scope");
    this.figures = element("dl", "atlas-figures");
    this.root.append(this.date, this.scope, this.figures);
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
   * @param {Scope} scope  what is counted: all of it, also what the map is narrowed from
   */
  show(day, record, scope) {
    this.tell(day);
    write(this.scope, scope.narrowed ? this.reader.text("figure.narrowed", { scope: scope.name }) : scope.name);
    this.#figure("land_held", ...this.#landHeld(day, record, scope.id));
    for (const [name, series] of Object.entries(record.figures[scope.id])) {
      this.#figure(name, series ? this.reader.count(on(series, day)?.[1] ?? 0) : NOTHING, "");
    }
  }

  /**
   * The land held, with its band; nothing is known outside the land's days.
   * @param {Day} day
   * @param {Document} record
   * @param {string} scope
   * @returns {[string, string]}
   */
  #landHeld(day, record, scope) {
    const { first, last } = record.land;
    if (!record.land_held) return [NOTHING, ""];
    if (day < first) return [NOTHING, this.reader.text("figure.before", { day: this.reader.day(first) })];
    if (day > last) return [NOTHING, this.reader.text("figure.after", { day: this.reader.day(last) })];
    const [, held, low, high] = landHeld(record, scope, day) ?? [day, 0, 0, 0];
    const band = { low: this.reader.area(low), high: this.reader.area(high) };
    return [this.reader.area(held), held ? this.reader.text("figure.band", band) : ""];
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
    if (name === "land_held") cell.title = this.reader.text("figure.land_held_told");
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
