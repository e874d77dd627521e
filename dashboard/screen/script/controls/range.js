// The range of days that a clock shows, as numbers of days: the whole of its time, or a part that is looked at closer.

/** @typedef {{ first: number, last: number }} Range */

// No narrower than this: a day is then wide enough for a finger.
const LEAST = 28;
// A day that was out of sight comes into it so far from the edge.
const MARGIN = 0.15;

/** @param {Range} range */
export function width({ first, last }) {
  return last - first;
}

/**
 * Where a day lies in a range: 0 at its beginning, 1 at its end, beyond where it is out of sight.
 * @param {Range} range
 * @param {number} day
 */
export function share(range, day) {
  return (day - range.first) / width(range);
}

/**
 * A range as wide as wanted that begins where it is wanted, or as near to that as the whole allows.
 * @param {Range} whole
 * @param {number} first
 * @param {number} wide
 * @returns {Range}
 */
function within(whole, first, wide) {
  const most = width(whole);
  const days = Math.round(Math.min(most, Math.max(Math.min(LEAST, most), wide)));
  const begin = Math.round(Math.min(whole.last - days, Math.max(whole.first, first)));
  return { first: begin, last: begin + days };
}

/**
 * A range so many times as wide, in which a day stays where it is; in the middle if it was out of sight.
 * @param {Range} range
 * @param {Range} whole
 * @param {number} times
 * @param {number} day
 */
export function scaled(range, whole, times, day) {
  const wide = within(whole, range.first, width(range) * times);
  const at = share(range, day);
  return within(whole, day - width(wide) * (at < 0 || at > 1 ? 0.5 : at), width(wide));
}

/**
 * A range moved by some days, as far as the whole goes.
 * @param {Range} range
 * @param {Range} whole
 * @param {number} days
 */
export function moved(range, whole, days) {
  return within(whole, range.first + days, width(range));
}

/**
 * The same range where it has a day; else one as wide that has it.
 * @param {Range} range
 * @param {Range} whole
 * @param {number} day
 */
export function holding(range, whole, day) {
  if (day >= range.first && day <= range.last) return range;
  const margin = width(range) * MARGIN;
  return within(whole, day < range.first ? day - margin : day + margin - width(range), width(range));
}

/**
 * A share as a place in the style sheet's words.
 * @param {number} part
 */
export function percent(part) {
  return `${(part * 100).toFixed(3)}%`;
}
