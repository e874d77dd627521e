// Days, months and years as readers write them, in any of the languages: "10 July 2017", "10/07/2017", "2017-07", "تموز 2017".

/** @import { Spelling } from "./spelling.js" */

// A word of a month must have so many letters.
const LEAST_LETTERS = 3;
const NUMBER = /^(\d+)(?:st|nd|rd|th|er|e|eme)?$/;

/**
 * What was written: its first day, and what is known of it (EDTF) where it is a month or a year.
 * @typedef {{ first: string, last: string, edtf: string | null }} Written
 */

/** Reads days. */
export class Dates {
  #spelling;
  #months;

  /**
   * @param {Spelling} spelling
   * @param {string[][]} months  the names of each, in plain words
   */
  constructor(spelling, months) {
    this.#spelling = spelling;
    this.#months = months;
  }

  /**
   * The day, month or year that a text names; null where it is none.
   * @param {string} text
   * @returns {Written | null}
   */
  read(text) {
    const words = this.#spelling.words(text).filter((word) => !this.#spelling.joins(word));
    const parts = this.#parts(words);
    if (!parts) return null;
    const [numbers, month] = parts;
    if (month) return inYear(numbers, month);
    const [only] = numbers;
    if (numbers.length === 1 && only.length === 8) {
      return dayOf(only.slice(0, 4), only.slice(4, 6), only.slice(6));
    }
    if (numbers.length === 1) return only.length === 4 ? yearOf(only) : null;
    return numbers.length === 2 ? monthOf(numbers) : inNumbers(numbers);
  }

  /**
   * The numbers, in their order, and the month where one is named; null where there is anything else.
   * @param {string[]} words
   * @returns {[numbers: string[], month: number] | null}
   */
  #parts(words) {
    /** @type {string[]} */
    const numbers = [];
    /** @type {Set<number>} */
    const months = new Set();
    for (let place = 0; place < words.length;) {
      const number = NUMBER.exec(words[place]);
      const [month, length] = number ? [null, 1] : this.#monthAt(words, place);
      if (number) numbers.push(number[1]);
      if (month !== null) months.add(month);
      place += length;
    }
    // A month may be called by two names, one beside the other.
    const [month = 0] = months;
    const isDate = months.size < 2 && !months.has(0) && numbers.length > 0 && numbers.length <= 3;
    return isDate ? [numbers, month] : null;
  }

  /**
   * The month that the words from a place on name, and how many words that takes; 0 where they name none, or more.
   * @param {string[]} words
   * @param {number} place
   * @returns {[month: number, length: number]}
   */
  #monthAt(words, place) {
    for (let length = Math.min(4, words.length - place); length > 0; length -= 1) {
      const text = words.slice(place, place + length).join(" ");
      const same = this.#months.findIndex((names) => names.includes(text));
      if (same >= 0) return [same + 1, length];
    }
    const [begun] = [words[place]];
    if (begun.length < LEAST_LETTERS) return [0, 1];
    const found = this.#months.flatMap((names, number) =>
      names.some((name) => name.startsWith(begun)) ? [number + 1] : [],
    );
    return [found.length === 1 ? found[0] : 0, 1];
  }
}

/**
 * Of a named month: its year, and its day where one is written.
 * @param {string[]} numbers
 * @param {number} month
 */
function inYear(numbers, month) {
  const years = numbers.filter((number) => number.length === 4);
  if (years.length !== 1 || numbers.length > 2) return null;
  const [date] = numbers.filter((number) => number.length < 4);
  if (numbers.length === 1) return monthOf([years[0], String(month)]);
  return date ? dayOf(years[0], String(month), date) : null;
}

/**
 * Three numbers: the year first, or the day; the month first only where it cannot be the day.
 * @param {string[]} numbers
 */
function inNumbers([one, two, three]) {
  if (one.length === 4) return dayOf(one, two, three);
  return three.length === 4 ? (dayOf(three, two, one) ?? dayOf(three, one, two)) : null;
}

/**
 * @param {string} year
 * @param {string} month
 * @param {string} date
 * @returns {Written | null}
 */
function dayOf(year, month, date) {
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  return isDay(day) ? { first: day, last: day, edtf: null } : null;
}

/**
 * @param {string[]} numbers  year and month, in either order
 * @returns {Written | null}
 */
function monthOf([one, two]) {
  const [year, month] = one.length === 4 ? [one, two] : [two, one];
  const begins = `${year}-${month.padStart(2, "0")}`;
  if (!isDay(`${begins}-01`)) return null;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  return { first: `${begins}-01`, last, edtf: begins };
}

/**
 * @param {string} year
 * @returns {Written}
 */
function yearOf(year) {
  return { first: `${year}-01-01`, last: `${year}-12-31`, edtf: year };
}

/** @param {string} day */
function isDay(day) {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
