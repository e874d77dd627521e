// Words, days and numbers in the reader's language.

/** @import { Mode, Values } from "../types.js" */

/**
 * A text with its gaps filled: "{count} places". A gap of which nothing is known stays as it is.
 * @param {string} text
 * @param {Values} values
 */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** The reader's language: its texts, and how it writes days and numbers. */
export class Reader {
  #mode;

  /** @param {Mode} mode */
  constructor(mode) {
    this.#mode = mode;
    this.name = mode.name;
    this.language = mode.language;
    this.direction = mode.direction;
    this.directions = mode.directions;
    this.fallback = mode.fallback;
  }

  /** What separates whole numbers from tenths. */
  get decimal() {
    return this.#mode.decimal;
  }

  get months() {
    return this.#mode.months;
  }

  /** Every language there is: that which is fallen back on first, the others as they are listed. */
  get languages() {
    return [this.fallback, ...Object.keys(this.directions).filter((code) => code !== this.fallback)];
  }

  /**
   * What is written under a stem by language, such as the names of a row; undefined where nothing is.
   * @param {(code: string) => unknown} written
   * @returns {string | undefined}
   */
  own(written) {
    for (const code of [this.language, this.fallback]) {
      const text = written(code);
      if (typeof text === "string" && text) return text;
    }
    return undefined;
  }

  /**
   * The text of a key, its gaps filled; the key itself where there is no such text.
   * @param {string} key
   * @param {Values} [values]
   */
  text(key, values = {}) {
    return filled(this.#mode.texts[key] ?? key, values);
  }

  /**
   * A day as read in a sentence; where it is inexact (EDTF), only what is known of it.
   * @param {string} day
   * @param {string | null} [edtf]
   */
  day(day, edtf) {
    const known = edtf ? edtf.replace(/[?~%]$/, "") : day;
    const [year, month, date] = known.split("-");
    const values = { year, month: this.#mode.months[Number(month) - 1], day: Number(date) };
    let said = this.text(form(month, date), values);
    if (edtf && /[~%]$/.test(edtf)) said = this.text("date.about", { date: said });
    if (edtf && /[?%]$/.test(edtf)) said = this.text("date.uncertain", { date: said });
    return said;
  }

  /**
   * A whole number, its thousands set apart.
   * @param {number} value
   */
  count(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, this.#mode.group);
  }

  /**
   * An area in km², no finer than it is known.
   * @param {number} value
   */
  area(value) {
    const [, step = 1] = this.#mode.style.rounding.find(([from]) => value >= from) ?? [];
    return this.text("area.km2", { area: this.count(Math.round(value / step) * step) });
  }
}

/**
 * The text by which a day, a month or a year is written.
 * @param {string | undefined} month
 * @param {string | undefined} date
 */
function form(month, date) {
  if (date) return date === "01" ? "date.first" : "date.day";
  return month ? "date.month" : "date.year";
}
