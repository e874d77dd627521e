// How a class of land is drawn: as an area, with its hatch, or as the roads through it.

import { shape } from "./leaflet.js";

/** @import { Group, Hatch, LandLook, Line, Tone } from "../types.js" */

/** Attributes of the paths of the land's classes. */
export class LandStyles {
  /**
   * @param {Record<string, LandLook>} style  by class, in the order in which it is laid
   * @param {(actor: string | null) => string} color  answers with the colour of who holds the land
   * @param {string} name  by which the map's hatches are known on the page
   */
  constructor(style, color, name) {
    this.style = style;
    this.color = color;
    this.name = name;
  }

  /** Classes of land from the lowest to the highest. */
  get order() {
    return Object.keys(this.style);
  }

  /** The hatches that areas are filled with, for the picture's definitions. */
  hatches() {
    return this.order.flatMap((name) => {
      const { hatch } = this.style[name];
      return hatch ? [this.#hatch(name, hatch)] : [];
    });
  }

  /**
   * @param {string} name
   * @param {Hatch} hatch
   */
  #hatch(name, { color, opacity, width, apart, crossed, ground }) {
    const frame = { id: `${this.name}-${name}`, width: apart, height: apart, patternUnits: "userSpaceOnUse" };
    const pattern = shape("pattern", frame);
    if (ground) pattern.append(shape("rect", { width: apart, height: apart, ...filled(ground) }));
    const line = filled({ color, opacity });
    pattern.append(shape("rect", { width, height: apart, ...line }));
    // Cross-hatched: land that two sides are in reach of.
    if (crossed) pattern.append(shape("rect", { width: apart, height: width, ...line }));
    return pattern;
  }

  /**
   * Attributes of a group's area.
   * @param {Group} group
   * @returns {Record<string, string | number>}
   */
  area({ class: name, held_by: holder }) {
    const { fill, hatch, edge } = this.style[name];
    const inside = hatch
      ? { fill: `url(#${this.name}-${name})` }
      : fill
        ? filled(fill, this.color(holder))
        : { fill: "none" };
    return { "fill-rule": "evenodd", ...inside, ...(edge ? stroked(edge, this.color(holder)) : {}) };
  }

  /**
   * Attributes of the roads through a group's land.
   * @param {Group} group
   * @returns {Record<string, string | number>}
   */
  road({ class: name, held_by: holder }) {
    const { road } = this.style[name];
    const cap = road.dash.length ? "butt" : "round";
    return { fill: "none", "stroke-linejoin": "round", "stroke-linecap": cap, ...stroked(road, this.color(holder)) };
  }
}

/**
 * @param {Tone} tone
 * @param {string} [usual]  the colour where it has none of its own
 * @returns {Record<string, string | number>}
 */
function filled({ color, opacity }, usual = "") {
  return { fill: color || usual, "fill-opacity": opacity };
}

/**
 * @param {Line} line
 * @param {string} usual
 * @returns {Record<string, string | number>}
 */
function stroked({ color, opacity, width, dash }, usual) {
  const line = { stroke: color || usual, "stroke-opacity": opacity, "stroke-width": width };
  return dash.length ? { ...line, "stroke-dasharray": dash.join(" ") } : line;
}
