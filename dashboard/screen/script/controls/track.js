// What lies along the clock: milestones, how much changed, and the years.

import * as days from "../core/days.js";
import { element, verbatim } from "../core/elements.js";

/** @import { Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

/** @typedef {{ day: Day, title: string, lane: string, color: string }} Milestone */
/** @typedef {(day: Day) => number} Share  where a day lies on the track: 0 at its beginning, 1 at its end */

const TICKS = 10;
// A year that begins nearer to the end than this has no room for its number.
const LAST_SHARE = 0.985;

/**
 * A share as a place in the style sheet's words.
 * @param {number} share
 */
export function percent(share) {
  return `${(share * 100).toFixed(3)}%`;
}

/**
 * A mark for each milestone, in the colour of its lane. The page lists them for those who cannot point at one.
 * @param {Milestone[]} milestones
 * @param {Share} share
 * @param {Reader} reader
 * @param {(day: Day) => void} go
 */
export function lane(milestones, share, reader, go) {
  const box = element("div", "lane");
  for (const { day, title, lane: kind, color } of milestones) {
    const mark = element("i");
    mark.style.left = percent(share(day));
    if (color) mark.style.setProperty("--lane", color);
    const named = kind ? [reader.text(`lane.${kind}`)] : [];
    mark.title = [reader.day(day), ...named, title].join(" · ");
    mark.addEventListener("click", () => go(day));
    box.append(mark);
  }
  return box;
}

/**
 * A tick for each month in which something changed, the higher the more.
 * @param {Day[]} events
 * @param {Share} share
 */
export function ticks(events, share) {
  // A mask, whose colour is the style sheet's.
  const picture = element("div", "ticks");
  picture.style.maskImage = `url("data:image/svg+xml,${encodeURIComponent(ticksImage(events, share))}")`;
  return picture;
}

/**
 * @param {Day[]} events
 * @param {Share} share
 */
function ticksImage(events, share) {
  /** @type {Map<Day, number>} */
  const counts = new Map();
  for (const day of events) {
    const month = days.monthStart(day, 0);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  const most = Math.sqrt(Math.max(1, ...counts.values()));
  const bars = [...counts].map(([month, count]) => {
    return `M${(share(month) * 1000).toFixed(2)} ${TICKS}V${(TICKS * (1 - Math.sqrt(count) / most)).toFixed(2)}`;
  });
  const stroke = `stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke"`;
  const frame = `viewBox="0 0 1000 ${TICKS}" preserveAspectRatio="none"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${frame}><path d="${bars.join("")}" ${stroke}/></svg>`;
}

/**
 * The years under the track.
 * @param {Day} first
 * @param {Day} last
 * @param {Share} share
 */
export function years(first, last, share) {
  const scale = verbatim(element("div", "years"));
  const [from, to] = [first, last].map((day) => Number(day.slice(0, 4)));
  for (let year = from; year <= to; year += 1) {
    const at = share(`${year}-01-01`);
    if (at >= LAST_SHARE) continue;
    const mark = element("span", [year % 5 ? "" : "fifth", year % 2 ? "odd" : ""].filter(Boolean).join(" "), year);
    mark.style.insetInlineStart = percent(at);
    scale.append(mark);
  }
  return scale;
}
