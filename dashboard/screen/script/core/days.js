// Days as ISO text, which sorts as it reads; numbers of days only where a slider needs them.

const MILLISECONDS = 86400000;

/**
 * A day as its number since 1970.
 * @param {string} day
 */
export function number(day) {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MILLISECONDS);
}

/**
 * The day with a number.
 * @param {number} count
 */
export function iso(count) {
  return new Date(count * MILLISECONDS).toISOString().slice(0, 10);
}

/**
 * The first of the month that lies `months` after the month of a day.
 * @param {string} day
 * @param {number} months
 */
export function monthStart(day, months) {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/**
 * A step of whole months: from inside a month the first step back goes to its beginning.
 * @param {string} day
 * @param {number} months
 */
export function step(day, months) {
  return monthStart(day, months < 0 && !day.endsWith("-01") ? months + 1 : months);
}

/**
 * The first of a month nearest to a day.
 * @param {string} day
 */
export function nearestMonth(day) {
  return monthStart(day, Number(day.slice(8)) > 15 ? 1 : 0);
}

/**
 * How many of some days lie in each month that has any.
 * @param {readonly string[]} all
 */
export function byMonth(all) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const day of all) {
    const month = monthStart(day, 0);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return counts;
}

/**
 * How many of a list in order of time lie on or before a day; `of` answers with the day of one.
 * @template T
 * @param {readonly T[]} ordered
 * @param {string} day
 * @param {(one: T) => string} of
 */
export function until(ordered, day, of) {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(ordered[middle]) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a row holds on a day: from its start until the day before its end.
 * @param {{ start_date?: string, end_date?: string }} row
 * @param {string} day
 */
export function holds(row, day) {
  return row.start_date !== undefined && row.start_date <= day && (!row.end_date || day < row.end_date);
}
