// Where days and areas lie on a chart, and where the labels of its points find room.

import * as days from "../core/days.js";

/** @import { ChartPoint, ChartScope, Day } from "../types.js" */

/**
 * A chart's size in pixels, and the room around its field.
 * @typedef {{ width: number, height: number, room: { top: number, right: number, bottom: number, left: number } }} Sheet
 */

/** A label and where it stands. */
/** @typedef {{ label: string, x: number, y: number, anchor: string }} Placed */

// The highest point stands a little below the top.
const AIR = 1.06;
const STEPS = [1, 2, 2.5, 5, 10];

/** @typedef {{ x: (day: Day) => number, y: (area: number) => number }} Places  where days and areas lie */

/** Days from left to right, km² from below. */
export class Scale {
  /** Numbers of the first and the last day. */
  #first = 0;
  #last = 0;
  #highest;

  /**
   * @param {ChartScope} scope
   * @param {Sheet} sheet
   */
  constructor({ areas, points }, sheet) {
    this.#first = days.number(areas[0][0]);
    this.#last = days.number(areas[areas.length - 1][0]);
    this.#highest = AIR * Math.max(...areas.map(([, , , high]) => high), ...points.map(({ area }) => area), 1);
    const { width: wide, height: high, room } = sheet;
    this.left = room.left;
    this.right = Math.max(room.left + 1, wide - room.right);
    this.top = room.top;
    this.bottom = high - room.bottom;
  }

  /** @param {Day} day */
  x(day) {
    const passed = (days.number(day) - this.#first) / (this.#last - this.#first);
    return rounded(this.left + (this.right - this.left) * passed);
  }

  /** @param {number} area */
  y(area) {
    return rounded(this.bottom - ((this.bottom - this.top) * area) / this.#highest);
  }

  /**
   * The day at a distance from the left.
   * @param {number} x
   */
  day(x) {
    const passed = Math.min(1, Math.max(0, (x - this.left) / (this.right - this.left)));
    return days.iso(Math.round(this.#first + (this.#last - this.#first) * passed));
  }

  /**
   * Round areas, at most so many and nought, from below.
   * @param {number} most
   */
  ticks(most) {
    const rough = this.#highest / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * (STEPS.find((one) => one * power >= rough) ?? 10);
    return Array.from({ length: Math.floor(this.#highest / step) + 1 }, (_, number) => number * step);
  }

  /** Years that begin on the chart. */
  years() {
    const [from, to] = [this.#first, this.#last].map((day) => Number(days.iso(day).slice(0, 4)));
    return Array.from({ length: to - from + 1 }, (_, number) => from + number);
  }
}

/** @param {number} pixels */
function rounded(pixels) {
  return Math.round(pixels * 10) / 10;
}

/**
 * A line that stays level until the day on which the area is another.
 * @param {ChartScope["areas"]} areas
 * @param {Places} scale
 */
export function lineOf(areas, scale) {
  return path(areas.map(([day, middle]) => [scale.x(day), scale.y(middle)]));
}

/**
 * The area between both ends of the band.
 * @param {ChartScope["areas"]} areas
 * @param {Places} scale
 */
export function bandOf(areas, scale) {
  const upper = path(areas.map(([day, , , high]) => [scale.x(day), scale.y(high)]));
  const lower = areas.map(([day, , low]) => [scale.x(day), scale.y(low)]).reverse();
  const [[x, y], ...others] = lower;
  // Backwards the step comes after the way along it.
  return `${upper}L${x} ${y}${others.map(([left, level]) => `H${left}V${level}`).join("")}Z`;
}

/** @param {number[][]} points */
function path([[x, y], ...others]) {
  return `M${x} ${y}${others.map(([right, level]) => `H${right}V${level}`).join("")}`;
}

// ---- labels ------------------------------------------------------------------------------------------------------

const [SIZE, GAP, HIGH] = [11, 7, 6];
/**
 * Above its point, beside it, below it, and aslant.
 * @type {[anchor: "start" | "end" | "middle", down: number][]}
 */
const SIDES = [
  ["middle", -11],
  ["start", 0],
  ["end", 0],
  ["middle", 12],
  ["start", -11],
  ["start", 12],
];

/** @typedef {[left: number, up: number, right: number, down: number]} Box */

/**
 * Labels of points, each on the first side on which it covers no other label and no point; else it has none.
 * @param {ChartPoint[]} points
 * @param {Scale} scale
 * @param {(label: string) => number} [wide]  how wide a label is, in pixels
 * @returns {Placed[]}
 */
export function placed(points, scale, wide = width) {
  const at = points.map(({ day, area }) => ({ x: scale.x(day), y: scale.y(area) }));
  /** @type {(Box | null)[]} */
  const taken = at.map(({ x, y }) => [x - 5, y - 5, x + 5, y + 5]);
  // Areas first: a share says the same of several publishers, and may go without.
  const order = points.map((_, number) => number).sort((one, other) => share(points[one]) - share(points[other]));
  return order.flatMap((number) => {
    const { label } = points[number];
    const own = taken[number];
    taken[number] = null;
    const found = side(at[number], wide(label), scale, taken);
    taken[number] = own;
    if (!found) return [];
    taken.push(found.box);
    return [{ label, x: found.x, y: found.y, anchor: found.anchor }];
  });
}

/** @param {ChartPoint} point */
function share({ kind }) {
  return Number(kind === "share");
}

/**
 * @param {{ x: number, y: number }} point
 * @param {number} wide
 * @param {Scale} scale
 * @param {(Box | null)[]} taken
 */
function side({ x, y }, wide, scale, taken) {
  for (const [anchor, down] of SIDES) {
    const beside = x + { start: GAP, end: -GAP, middle: 0 }[anchor];
    const left = beside - { start: 0, end: wide, middle: wide / 2 }[anchor];
    /** @type {Box} */
    const box = [left, y + down - HIGH, left + wide, y + down + HIGH];
    const inside = box[0] > scale.left && box[2] < scale.right && box[3] < scale.bottom && box[1] > scale.top - HIGH;
    if (inside && !taken.some((other) => other && cover(box, other)))
      return { box, anchor, x: beside, y: y + down + 4 };
  }
  return null;
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function cover(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** @type {CanvasRenderingContext2D | null} */
let pen = null;

/** @param {string} label */
function width(label) {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return label.length * SIZE;
  pen.font = `${SIZE}px "IBM Plex Sans Arabic", sans-serif`;
  return pen.measureText(label).width + 4;
}
