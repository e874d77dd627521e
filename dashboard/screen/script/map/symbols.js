// Symbols as images: the form tells the layer, the fill tells the class, so that colour never stands alone.
//
// A symbol is a list of marks within -10..10, each a path or a letter, drawn to an image once: hundreds stand on the
// map, and to the browser an image is less than elements are.

import { element } from "../core/elements.js";

/** @import { Mark, SymbolLook } from "../types.js" */

/** @type {Record<string, string>} */
const FORMS = {
  circle: "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
  diamond: "M0-9.2L9.2 0L0 9.2L-9.2 0Z",
  hexagon: "M-8 -4.6L0 -9.2L8 -4.6L8 4.6L0 9.2L-8 4.6Z",
  star: "M0-9.6L2.5-3.4L9.1-3L4 1.2L5.7 7.8L0 4.2L-5.7 7.8L-4 1.2L-9.1-3L-2.5-3.4Z",
};
const INK = "#1f2a33";
// Images reach a little further than 10, for edges and for the corners of lines.
const REACH = 11;
/** An image's width for each pixel of its symbol. */
export const reach = REACH / 10;

/** @param {number} radius */
function round(radius) {
  return `M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`;
}

// Chords of the circle at 45 degrees: a hatch that needs no pattern with an id of its own.
const HATCH = [-7, -3.5, 0, 3.5, 7]
  .map((offset) => {
    const long = Math.sqrt(Math.max(0, 49 - offset * offset)) * Math.SQRT1_2;
    const shift = offset * Math.SQRT1_2;
    const [low, high] = [(shift - long).toFixed(1), (shift + long).toFixed(1)];
    return `M${low} ${high}L${high} ${low}`;
  })
  .join("");

/**
 * A colour of the record; grey for what is none.
 * @param {string} color
 */
export function colored(color) {
  return /^#[0-9a-f]{6}$/i.test(color) ? color : "#cccccc";
}

/**
 * Makes the same symbol the same list each time, so that two can be told apart at a glance.
 * @template {unknown[]} Looks
 * @param {(...looks: Looks) => Mark[]} make
 * @returns {(...looks: Looks) => Mark[]}
 */
function once(make) {
  /** @type {Map<string, Mark[]>} */
  const made = new Map();
  return (...looks) => {
    const key = JSON.stringify(looks);
    const marks = made.get(key) ?? make(...looks);
    made.set(key, marks);
    return marks;
  };
}

/** A form, filled as far as its class says. */
export const filled = once((/** @type {string} */ form, /** @type {SymbolLook} */ { color, fill }) => {
  const d = FORMS[form];
  const ground = { d, fill: "#fff", stroke: "#fff", width: 3.4 };
  const edge = { d, stroke: color, width: 1.9 };
  if (fill === "full") return [ground, { d, fill: color, stroke: color, width: 1 }];
  if (fill === "half") return [ground, { d, fill: color, half: true }, edge];
  if (fill === "dot") return [ground, { d: round(3.4), fill: color }, edge];
  if (fill === "hatch") return [ground, { d: HATCH, stroke: color, width: 1.9 }, edge];
  return [ground, edge];
});

/** A town that someone else holds: a small dot in the holder's colour. */
export const dot = once((/** @type {string} */ color) => {
  return [{ d: round(5.4), fill: colored(color), stroke: "#55503f", width: 1.6 }];
});

/** A town taken back: the retaker's colour and letter. */
export const badge = once((/** @type {string} */ color, /** @type {string} */ letter) => {
  const size = letter.length > 1 ? 8 : 10.5;
  const plate = [
    { d: round(9.2), fill: "#fff" },
    { d: round(8.2), fill: colored(color), stroke: "#3c3a36", width: 1.4 },
  ];
  return letter ? [...plate, { text: letter, size }] : plate;
});

/** A symbol with a sign on it. */
export const signed = once((/** @type {Mark[]} */ marks, /** @type {string} */ text) => {
  return [...marks, { text, size: 10 }];
});

/** A symbol of something that is past. */
export const faded = once((/** @type {Mark[]} */ marks) => marks.map((mark) => ({ ...mark, faded: true })));

/**
 * On an element of its own, so many pixels wide, for the legend.
 * @param {number} size
 * @param {Mark[]} marks
 */
export function picture(size, marks) {
  const box = element("i", "atlas-picture");
  box.style.cssText = `width:${size}px;height:${size}px;background-image:${image(marks, size)}`;
  return box;
}

/** @type {Map<Mark[], Map<number, string>>} */
const images = new Map();

/**
 * As an image so many pixels wide, edges included.
 * @param {Mark[]} marks
 * @param {number} pixels
 */
export function image(marks, pixels) {
  const known = images.get(marks) ?? new Map();
  images.set(marks, known);
  const across = Math.max(1, Math.round(pixels * Math.max(1, window.devicePixelRatio)));
  if (!known.has(across)) known.set(across, `url("${drawn(marks, across)}")`);
  return /** @type {string} */ (known.get(across));
}

// A patch of land, in pixels.
const [WIDE, HIGH] = [20, 14];

/**
 * A patch of land as a picture.
 * @param {(pen: CanvasRenderingContext2D, width: number, height: number) => void} paint  draws it
 */
export function patch(paint) {
  const scale = Math.max(1, window.devicePixelRatio);
  const { canvas, pen } = easel(WIDE * scale, HIGH * scale);
  pen.scale(scale, scale);
  paint(pen, WIDE, HIGH);
  const box = element("i", "atlas-picture");
  box.style.cssText = `width:${WIDE}px;height:${HIGH}px;background-image:url("${canvas.toDataURL()}")`;
  return box;
}

/**
 * @param {number} width
 * @param {number} height
 */
function easel(width, height) {
  const canvas = Object.assign(element("canvas"), { width, height });
  return { canvas, pen: /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")) };
}

/**
 * @param {Mark[]} marks
 * @param {number} across
 */
function drawn(marks, across) {
  const { canvas, pen } = easel(across, across);
  pen.setTransform(across / (2 * REACH), 0, 0, across / (2 * REACH), across / 2, across / 2);
  pen.lineJoin = "round";
  for (const mark of marks) draw(pen, mark);
  return canvas.toDataURL();
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Mark} mark
 */
function draw(pen, { d, fill, stroke, width = 1, half, text, size = 10, faded: pale }) {
  pen.globalAlpha = pale ? 0.62 : 1;
  if (text) {
    Object.assign(pen, {
      font: `700 ${size}px "IBM Plex Sans Arabic",sans-serif`,
      textAlign: "center",
      fillStyle: INK,
    });
    pen.fillText(text, 0, size * 0.36);
    return;
  }
  const path = new Path2D(d);
  pen.save();
  if (half) pen.clip(new Path2D(`M${-REACH} 0H${REACH}V${REACH}H${-REACH}Z`));
  if (fill) Object.assign(pen, { fillStyle: fill }).fill(path);
  if (stroke) Object.assign(pen, { strokeStyle: stroke, lineWidth: width }).stroke(path);
  pen.restore();
}
