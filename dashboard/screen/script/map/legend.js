// The pictures and words of the legend: what each class of each layer looks like.

import * as symbols from "./symbols.js";
import { CLASSES } from "./territory.js";

/** @import { LandLook, Style } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Looks } from "./looks.js" */

/** @typedef {[kind: string, picture: HTMLElement, text: string]} Entry */

/** @type {Record<string, { form: string, words: string }>} */
const CLASSED = {
  heritage_sites: { form: "diamond", words: "damage" },
  affiliates: { form: "hexagon", words: "status" },
  attacks: { form: "star", words: "attribution" },
};
const SIZE = 16;

// Lines across a patch of land, by its class.
const [RISING, FALLING] = ["M1 7L7 1M1 13L13 1M7 13L19 1M13 13L19 7", "M1 7L7 13M1 1L13 13M7 1L19 13M13 1L19 7"];
/** @type {Record<string, string[]>} */
const PATCHES = { contested: [RISING, FALLING], influence: [RISING], gained: [RISING], lost: [RISING] };

/** Explains what is drawn. */
export class Legend {
  /**
   * @param {Looks} looks
   * @param {Style} style
   * @param {Reader} reader
   */
  constructor(looks, style, reader) {
    this.looks = looks;
    this.style = style;
    this.reader = reader;
  }

  /**
   * The classes of a layer.
   * @param {string} layer
   * @returns {Entry[]}
   */
  of(layer) {
    if (layer === "places") return this.#places();
    if (layer === "liberated_cities") return this.#retakers();
    if (layer === "territory")
      return CLASSES.map((name) => [name, this.patch(name), this.reader.text(`class.${name}`)]);
    if (layer === "coalition") return [["member", this.#member(), this.reader.text("coalition.member")]];
    return this.#classes(layer);
  }

  /** @returns {Entry[]} */
  #places() {
    const { reader } = this;
    const held = Object.entries(this.style.symbols.places).map(([state, look]) => {
      return entry(
        state,
        symbols.picture(SIZE, symbols.filled("circle", look)),
        reader.text(`state_of_place.${state}`),
      );
    });
    const other = symbols.picture(12, symbols.dot("#d8d3c8"));
    return [...held, entry("other", other, reader.text("state_of_place.other"))];
  }

  /** @returns {Entry[]} */
  #retakers() {
    return [...this.looks.retakers].sort().map((id) => {
      const { color, letter } = this.looks.actor(id);
      const name = this.looks.actors[id]?.name[this.reader.language] ?? id;
      return [id, symbols.picture(SIZE, symbols.badge(color, letter)), name];
    });
  }

  /**
   * @param {string} layer
   * @returns {Entry[]}
   */
  #classes(layer) {
    const { form, words } = CLASSED[layer];
    const classes = this.style.symbols[/** @type {"heritage_sites" | "affiliates" | "attacks"} */ (layer)];
    return Object.entries(classes).map(([state, look]) => {
      const marks = layer === "attacks" ? this.looks.star(state) : symbols.filled(form, look);
      return [state, symbols.picture(SIZE, marks), this.reader.text(`${words}.${state}`)];
    });
  }

  #member() {
    const { member } = this.style.basemap;
    return symbols.patch((pen, width, height) => {
      Object.assign(pen, { fillStyle: member }).fillRect(1, 1, width - 2, height - 2);
    });
  }

  /**
   * A patch of land of a class.
   * @param {string} name
   */
  patch(name) {
    if (name === "retaken") return this.#stripes();
    return symbols.patch((pen, width, height) => hatch(pen, width, height, this.style.territory[name], PATCHES[name]));
  }

  /** Land taken back has as many colours as there are holders. */
  #stripes() {
    const own = Object.values(this.looks.actors)
      .filter(({ id }) => this.looks.retakers.has(id))
      .slice(0, 3);
    return symbols.patch((pen, width, height) => {
      const each = (width - 2) / own.length;
      own.forEach(({ color }, number) => {
        pen.fillStyle = symbols.colored(color);
        pen.fillRect(1 + number * each, 1, each, height - 2);
      });
    });
  }
}

/**
 * @param {string} kind
 * @param {HTMLElement} picture
 * @param {string} text
 * @returns {Entry}
 */
function entry(kind, picture, text) {
  return [kind, picture, text];
}

/**
 * A patch with its ground, its edge and its lines.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} width
 * @param {number} height
 * @param {LandLook} look
 * @param {string[]} [ways]
 */
function hatch(pen, width, height, { color = "", ground, edge, opacity = 1 }, ways) {
  pen.globalAlpha = opacity;
  if (!ways || ground) Object.assign(pen, { fillStyle: ground ?? color }).fillRect(1, 1, width - 2, height - 2);
  if (edge) Object.assign(pen, { strokeStyle: edge }).strokeRect(1.5, 1.5, width - 3, height - 3);
  Object.assign(pen, { strokeStyle: color, lineWidth: 1.2 });
  for (const way of ways ?? []) pen.stroke(new Path2D(way));
}
