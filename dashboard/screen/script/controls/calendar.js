// Which days along a clock bear a word: days, months or years, as there is room for them.

import * as days from "../core/days.js";

/** @import { Reader } from "../core/reader.js" */
/** @import { Range } from "./range.js" */

/**
 * What stands along a clock: ticks at days, and words at pixels from its beginning.
 * @typedef {{ ticks: number[], words: { text: string, x: number }[] }} Marks
 */

// Of a letter, between two words, and how far a word may reach over the edge, in pixels.
const [LETTER, GAP, EDGE] = [6.3, 12, 12];
// Ticks are no nearer to each other than this.
const APART = 20;
const [WEEK, MONTH] = [7, 30.4];
// How far apart marks may stand: every day, each eighth day of a month, months, years.
const DAILY = [1, WEEK];
const MONTHLY = [1, 3, 6, 12, 24, 60, 120];

/**
 * A step of the calendar: how many days it has, how long its words are, and where it begins within a range.
 * @typedef {{ days: number, letters: (month: number) => number, within: (range: Range) => number[] }} Unit
 */

/** @type {Unit[]} */
const UNITS = [
  ...DAILY.map((each) => ({
    days: each,
    // Numbers of days are easier to read where they do not stand shoulder to shoulder.
    letters: () => (each === 1 ? 2 : 5),
    within: (/** @type {Range} */ { first, last }) =>
      Array.from({ length: last - first + 1 }, (_, number) => first + number).filter((day) => {
        const date = Number(days.iso(day).slice(8));
        // The last days of a month would stand too near to the next one's first.
        return each === 1 || ((date - 1) % each === 0 && date < 4 * each);
      }),
  })),
  ...MONTHLY.map((each) => ({
    days: each * MONTH,
    letters: (/** @type {number} */ month) => (each < 12 ? month : 4),
    within: (/** @type {Range} */ range) => firsts(range, each),
  })),
];

/**
 * First days of every so many months.
 * @param {Range} range
 * @param {number} each
 */
function firsts({ first, last }, each) {
  const found = [];
  const begin = days.iso(first);
  // Years are counted from nought, months from January.
  const since = (Number(begin.slice(0, 4)) * 12 + Number(begin.slice(5, 7)) - 1) % each;
  for (let months = -since; ; months += each) {
    const day = days.number(days.monthStart(begin, months));
    if (day > last) return found;
    if (day >= first) found.push(day);
  }
}

/**
 * What stands along a range that is so many pixels wide.
 * @param {Range} range
 * @param {number} wide
 * @param {Reader} reader
 * @returns {Marks}
 */
export function marks(range, wide, reader) {
  const scale = wide / (range.last - range.first);
  const longest = Math.max(...reader.months.map((name) => name.length));
  const ticks = UNITS.find(({ days: each }) => each * scale >= APART);
  const told = UNITS.find((unit) => unit.days * scale >= LETTER * unit.letters(longest) + GAP);
  const found = told?.within(range) ?? [];
  // Where nothing has room that begins in sight, the first day in sight tells where one is.
  const [named, apart] = found.length && told ? [found, told.days] : [[range.first], 1];
  return {
    ticks: [...new Set([...(ticks?.within(range) ?? []), ...found])],
    words: placed(named, range, wide, reader, apart),
  };
}

/**
 * Words that have room beside each other: years and months before days.
 * @param {number[]} named
 * @param {Range} range
 * @param {number} wide
 * @param {Reader} reader
 * @param {number} apart  how far days are from each other
 */
function placed(named, range, wide, reader, apart) {
  const among = { daily: apart < MONTH, yearly: apart > 6 * MONTH };
  const words = named.map((day, number) => ({ day, ...word(days.iso(day), number === 0, among, reader) }));
  words.sort((one, other) => one.rank - other.rank || one.day - other.day);
  /** @type {Marks["words"]} */
  const found = [];
  /** @type {[from: number, to: number][]} */
  const taken = [];
  for (const { day, text } of words) {
    const half = (text.length * LETTER) / 2;
    const at = ((day - range.first) / (range.last - range.first)) * wide;
    const x = Math.max(half - EDGE, Math.min(wide - half + EDGE, at));
    if (taken.some(([from, to]) => x - half < to + GAP && from < x + half + GAP)) continue;
    taken.push([x - half, x + half]);
    found.push({ text, x });
  }
  return found;
}

/**
 * The word of a day: its year, its month, or its number; the first one in sight tells its year too.
 * @param {string} day
 * @param {boolean} leads
 * @param {{ daily: boolean, yearly: boolean }} among
 * @param {Reader} reader
 */
function word(day, leads, { daily, yearly }, reader) {
  const [year, month, date] = day.split("-");
  if (yearly || (day.endsWith("-01-01") && !daily)) return { text: year, rank: 0 };
  if (leads || day.endsWith("-01-01"))
    return { text: reader.day(day, leads && daily ? null : day.slice(0, 7)), rank: 0 };
  if (daily && date !== "01") return { text: String(Number(date)), rank: 2 };
  return { text: reader.months[Number(month) - 1], rank: 1 };
}
