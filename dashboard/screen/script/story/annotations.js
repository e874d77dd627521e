// A few words beside a place on the map, each where it covers neither another nor what another points at, and a line from
// it to its place.

import { element } from "../core/elements.js";
import { latLng } from "../map/degrees.js";
import { shape } from "../map/leaflet.js";
import { furnitureOn } from "../map/room.js";

/** @import { Feature } from "../types.js" */
/** @import { Room } from "../map/room.js" */

/** @typedef {{ feature: Feature, words: HTMLElement, line: SVGLineElement }} Shown */

// Words stand right of their place, or left, above, below, or aslant; nearer is tried before farther, in shares of the
// height of the words.
const WAYS = [0, 180, -90, 90, -35, 35, -145, 145].map((degrees) => (degrees * Math.PI) / 180);
const DISTANCES = [0.8, 1.8, 3, 4.5, 6.5];
// What words keep off: the edge of the room, and what else is pointed at, in pixels.
const [EDGE, POINT] = [4, 7];

/** The annotations of a step. */
export class Annotations {
  /** @type {Shown[]} */
  #shown = [];
  #lines = shape("svg", {});

  /**
   * @param {L.Map} map
   * @param {HTMLElement} stage
   * @param {HTMLElement} pair  what has all that may lie over the stage
   */
  constructor(map, stage, pair) {
    this.map = map;
    this.stage = stage;
    this.pair = pair;
    this.root = element("div", "atlas-annotations");
    this.root.append(this.#lines);
    stage.append(this.root);
    // While the map glides they would be left behind.
    map.on("zoomstart", () => (this.root.hidden = true));
    map.on("move moveend zoomend resize", () => this.place());
  }

  /**
   * Takes the place of those before.
   * @param {{ feature: Feature, text: string }[]} told
   */
  show(told) {
    this.#shown = told.map(({ feature, text }) => {
      const words = element("span", "", text);
      words.dir = "auto";
      return { feature, words, line: shape("line", {}) };
    });
    this.#lines.replaceChildren(...this.#shown.map(({ line }) => line));
    this.root.replaceChildren(this.#lines, ...this.#shown.map(({ words }) => words));
    this.place();
  }

  /** Each goes to the first place where it stands free, or where it would without the others. */
  place() {
    if (!this.#shown.length) return;
    this.root.hidden = Boolean(this.map._animatingZoom);
    if (this.root.hidden) return;
    const { clientWidth: right, clientHeight: bottom } = this.stage;
    const room = { left: 0, top: 0, right, bottom };
    const points = this.#shown.map(({ feature }) => this.map.latLngToContainerPoint(latLng(feature.at)));
    const taken = furnitureOn(this.stage, this.pair);
    for (const { x, y } of points) taken.push({ left: x - POINT, top: y - POINT, right: x + POINT, bottom: y + POINT });
    this.#shown.forEach(({ words, line }, number) => {
      const [point, size] = [points[number], L.point(words.offsetWidth, words.offsetHeight)];
      const tried = placesRound(point, size).filter((box) => isWithin(box, room));
      const box = tried.find((one) => !taken.some((other) => meet(one, other))) ?? tried[0];
      words.hidden = !box;
      line.style.display = box ? "" : "none";
      if (!box) return;
      taken.push(box);
      Object.assign(words.style, { left: `${box.left}px`, top: `${box.top}px` });
      const end = nearest(box, point);
      for (const [name, value] of Object.entries({ x1: point.x, y1: point.y, x2: end.x, y2: end.y })) {
        line.setAttribute(name, value.toFixed(1));
      }
    });
  }
}

/**
 * Where words of a size may stand round a point, the best first.
 * @param {L.Point} point
 * @param {L.Point} size
 * @returns {Room[]}
 */
function placesRound({ x, y }, { x: width, y: height }) {
  return DISTANCES.flatMap((distance) =>
    WAYS.map((way) => {
      const [right, down] = [Math.cos(way), Math.sin(way)];
      // From the point to the edge of the words as far as is wanted, and then half the words.
      const middle = x + right * (distance * height + width / 2);
      const level = y + down * (distance * height + height / 2);
      return {
        left: middle - width / 2,
        top: level - height / 2,
        right: middle + width / 2,
        bottom: level + height / 2,
      };
    }),
  );
}

/**
 * The point of a box that is nearest to another.
 * @param {Room} box
 * @param {L.Point} point
 */
function nearest({ left, top, right, bottom }, { x, y }) {
  return { x: Math.min(Math.max(x, left), right), y: Math.min(Math.max(y, top), bottom) };
}

/**
 * @param {Room} box
 * @param {Room} room
 */
function isWithin({ left, top, right, bottom }, room) {
  return (
    left >= room.left + EDGE && top >= room.top + EDGE && right <= room.right - EDGE && bottom <= room.bottom - EDGE
  );
}

/**
 * @param {Room} one
 * @param {Room} other
 */
function meet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
