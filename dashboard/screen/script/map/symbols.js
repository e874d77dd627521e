// Symbols as images: the form tells the layer, the fill tells the class, so that colour never stands alone.
//
// A symbol is a list of marks within -10..10, each a path or a letter, drawn to an image once: hundreds stand on the
// map, and to the browser an image is less than elements are.

import { element } from "../core/elements.js";

/** @import { At, Mark } from "../types.js" */

// Images reach a little further than 10, for edges and for the corners of lines.
const REACH = 11;
/** An image's width for each pixel of its symbol. */
export const reach = REACH / 10;

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
function draw(pen, mark) {
  const { fill, stroke, width = 1, half, text, size = 10 } = mark;
  if (text) {
    Object.assign(pen, {
      font: `700 ${size}px "IBM Plex Sans Arabic",sans-serif`,
      textAlign: "center",
      fillStyle: ink(),
    });
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = pen.measureText(text);
    pen.fillText(text, 0, (above - below) / 2);
    return;
  }
  const path = outline(mark);
  pen.save();
  if (half) pen.clip(new Path2D(`M${-REACH} 0H${REACH}V${REACH}H${-REACH}Z`));
  if (fill) Object.assign(pen, { fillStyle: fill }).fill(path);
  if (stroke) Object.assign(pen, { strokeStyle: stroke, lineWidth: width }).stroke(path);
  pen.restore();
}

/** @param {Mark} mark */
function outline({ points, radius, lines }) {
  const path = new Path2D();
  if (radius) path.arc(0, 0, radius, 0, 2 * Math.PI);
  const way = (/** @type {At[]} */ line) => line.forEach(([x, y], at) => (at ? path.lineTo(x, y) : path.moveTo(x, y)));
  if (points) {
    way(points);
    path.closePath();
  }
  lines?.forEach(way);
  return path;
}

let written = "";

/** The colour that letters on symbols are written in, as the style sheet has it. */
function ink() {
  written ||= getComputedStyle(document.documentElement).getPropertyValue("--atlas-ink");
  return written;
}
