// How a class of land is drawn: as an area, with its hatch, or as the roads through it.

import { shape } from "./leaflet.js";

/** @import { Group, LandLook } from "../types.js" */

const HATCH = 9;
const HATCHED = ["contested", "influence", "lost", "gained"];
/** @type {Record<string, number>} */
const ROADS = { control: 5, contested: 4.4, influence: 1.6, retaken: 3.4 };
/** @type {Record<string, string>} */
const DASHES = { contested: "7 4", influence: "2 5" };

/** Classes of land from the lowest to the highest. */
export const ORDER = ["influence", "retaken", "unchanged", "control", "contested", "lost", "gained"];

/** Attributes of the paths of the land's classes. */
export class LandStyles {
  /**
   * @param {Record<string, LandLook>} style
   * @param {(actor: string | null) => string} color  answers with the colour of who holds the land
   * @param {string} name  by which the map's hatches are known on the page
   */
  constructor(style, color, name) {
    this.style = style;
    this.color = color;
    this.name = name;
  }

  /** The hatches that areas are filled with, for the picture's definitions. */
  hatches() {
    return HATCHED.map((name) => this.#hatch(name));
  }

  /** @param {string} name */
  #hatch(name) {
    const { color = "", ground, width = 1 } = this.style[name];
    const size = name === "influence" ? HATCH : HATCH * 0.66;
    const frame = { id: `${this.name}-${name}`, width: size, height: size, patternUnits: "userSpaceOnUse" };
    const pattern = shape("pattern", frame);
    if (ground) pattern.append(shape("rect", { width: size, height: size, fill: ground }));
    pattern.append(shape("rect", { width, height: size, fill: color }));
    // Cross-hatched: land that two sides are in reach of.
    if (name === "contested") pattern.append(shape("rect", { width: size, height: width, fill: color }));
    return pattern;
  }

  /**
   * Attributes of a group's area.
   * @param {Group} group
   * @returns {Record<string, string | number>}
   */
  area({ class: name, held_by: holder }) {
    const { color = "", edge, opacity = 1 } = this.style[name];
    const area = { "fill-rule": "evenodd" };
    /** @type {Record<string, string | number>} */
    const outline = edge ? { stroke: edge, "stroke-width": 1 } : {};
    if (name === "retaken") return { ...area, fill: this.color(holder), "fill-opacity": opacity, ...outline };
    if (HATCHED.includes(name)) return { ...area, fill: `url(#${this.name}-${name})`, ...outline };
    return { ...area, fill: color, "fill-opacity": opacity, stroke: color, "stroke-width": 1.2 };
  }

  /**
   * Attributes of the roads through a group's land.
   * @param {Group} group
   * @returns {Record<string, string | number>}
   */
  road({ class: name, held_by: holder }) {
    const color = name === "retaken" ? this.color(holder) : (this.style[name].color ?? "");
    const width = ROADS[name] ?? ROADS.control;
    const line = { fill: "none", stroke: color, "stroke-width": width, "stroke-linejoin": "round" };
    return name in DASHES ? { ...line, "stroke-dasharray": DASHES[name] } : { ...line, "stroke-linecap": "round" };
  }
}
