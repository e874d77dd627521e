// The pictures and words of the legend: what each class of each layer looks like.

import * as symbols from "./symbols.js";

/** @import { Hatch, LandLook, LayerLook, LegendEntry, Style } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "./looks.js" */

/** @typedef {[kind: string, picture: HTMLElement, text: string]} Entry */

// Lines across a patch of land.
const [RISING, FALLING] = ["M1 7L7 1M1 13L13 1M7 13L19 1M13 13L19 7", "M1 7L7 13M1 1L13 13M7 1L19 13M13 1L19 7"];
// Of land that has as many colours as there are holders, so many are shown.
const STRIPES = 3;

/** Explains what is drawn. */
export class Legend {
  /**
   * @param {Looks} looks
   * @param {Style} style
   * @param {Account} account
   */
  constructor(looks, style, account) {
    this.looks = looks;
    this.style = style;
    this.account = account;
  }

  /**
   * The classes of a layer.
   * @param {string} layer
   * @returns {Entry[]}
   */
  of(layer) {
    const look = this.looks.layers[layer];
    return look.legend.map((entry) => {
      const { actor, key = "" } = entry;
      return [entry.kind, this.#picture(look, entry), actor ? this.account.actor(actor) : this.account.text(key)];
    });
  }

  /**
   * What may have changed of a layer between two days: of land, and of who holds places.
   * @param {string} layer
   * @returns {Entry[]}
   */
  changesOf(layer) {
    const { changes, changed } = this.style;
    const told = (/** @type {string} */ name) => this.account.text(`difference.${name}`);
    if (this.looks.ofLand.includes(layer)) return changes.map((name) => [name, this.patch(name), told(name)]);
    if (layer !== this.looks.holding) return [];
    return changed.map(({ kind, marks, size }) => [kind, symbols.picture(size, marks), told(kind)]);
  }

  /**
   * @param {LayerLook} look
   * @param {LegendEntry} entry
   */
  #picture({ kind }, entry) {
    if (kind === "land") return this.patch(entry.kind);
    if (kind === "countries") return plain(this.style.basemap.member);
    return symbols.picture(entry.size, entry.marks);
  }

  /**
   * A patch of land of a class.
   * @param {string} name
   */
  patch(name) {
    const look = this.style.land[name];
    if (look.by_holder) return this.#stripes();
    return symbols.patch((pen, width, height) => paint(pen, width, height, look));
  }

  /** Land that has its holder's colour. */
  #stripes() {
    const named = Object.values(this.looks.layers).flatMap(({ legend }) => legend.map(({ actor }) => actor));
    const own = Object.keys(this.looks.actors)
      .filter((id) => named.includes(id))
      .slice(0, STRIPES);
    return symbols.patch((pen, width, height) => {
      const each = (width - 2) / own.length;
      own.forEach((id, number) => {
        pen.fillStyle = this.looks.color(id);
        pen.fillRect(1 + number * each, 1, each, height - 2);
      });
    });
  }
}

/** @param {string} color */
function plain(color) {
  return symbols.patch((pen, width, height) => {
    Object.assign(pen, { fillStyle: color }).fillRect(1, 1, width - 2, height - 2);
  });
}

/**
 * A patch with its ground, its edge and its lines.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} width
 * @param {number} height
 * @param {LandLook} look
 */
function paint(pen, width, height, { fill, hatch, edge }) {
  const ground = fill ?? hatch?.ground;
  if (ground) {
    Object.assign(pen, { fillStyle: ground.color, globalAlpha: ground.opacity });
    pen.fillRect(1, 1, width - 2, height - 2);
  }
  if (edge) {
    Object.assign(pen, { strokeStyle: edge.color, lineWidth: 1, globalAlpha: edge.opacity });
    pen.strokeRect(1.5, 1.5, width - 3, height - 3);
  }
  if (hatch) lines(pen, hatch);
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Hatch} hatch
 */
function lines(pen, { color, opacity, crossed }) {
  Object.assign(pen, { strokeStyle: color, lineWidth: 1.2, globalAlpha: opacity });
  for (const way of crossed ? [RISING, FALLING] : [RISING]) pen.stroke(new Path2D(way));
}
