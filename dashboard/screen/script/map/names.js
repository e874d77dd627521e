// Names of the record on the map. A place keeps its name whoever holds it, so that names do not jump as the clock runs.

import { near } from "./looks.js";

/** @import { Feature, Label, NameLook, Row, Style } from "../types.js" */
/** @import { Looks } from "./looks.js" */

/** How far from its point a name stands where it is not known how large the symbol is. */
const RADIUS = 10;

/**
 * On the map a long name goes without what stands in brackets; the popup has it whole.
 * @param {string} name
 * @param {number} long  letters from which a name is long
 */
export function short(name, long) {
  return name.length > long ? name.split(" (")[0] : name;
}

/**
 * How much larger letters are on a near map.
 * @param {number} zoom
 */
export function grown(zoom) {
  return Math.min(2, Math.max(0, zoom - 6) * 0.8);
}

/** Names of features, and symbols that no name may cover. */
export class RecordNames {
  /**
   * @param {Looks} looks
   * @param {Style} style
   * @param {(row: Row) => string} name  answers with what a row is called
   */
  constructor(looks, style, name) {
    this.looks = looks;
    this.style = style;
    this.name = (/** @type {Row} */ row) => short(name(row), style.long);
    const rows = (looks.features[looks.holding] ?? []).map((feature) => feature.rows[0]);
    // A town of the basemap is known by its number, or else by its name.
    /** @type {Set<number | string | undefined>} */
    this.known = new Set(rows.flatMap((row) => [row.geonames_id, this.name(row)]));
    this.known.delete(undefined);
  }

  /**
   * What is wanted at a zoom with these layers.
   * @param {number} zoom
   * @param {string[]} layers
   * @returns {Generator<Label>}
   */
  *wanted(zoom, layers) {
    for (const [layer, features] of Object.entries(this.looks.features)) {
      const { named, of_place: ofPlace, ranked } = this.looks.layers[layer];
      if (ofPlace ? !named || !this.showsPlaces(layers) : !layers.includes(layer)) continue;
      const ranks = this.style.names[named];
      for (const feature of features) {
        if (ranks) yield* this.#named(feature, zoom, ranks, ranked);
        else yield this.#kept(feature, zoom);
      }
    }
  }

  /**
   * Whether places are drawn, by whichever layer: each is named once.
   * @param {string[]} layers
   */
  showsPlaces(layers) {
    return this.looks.ofPlaces.some((layer) => layers.includes(layer));
  }

  /**
   * Whether the record names a town of the basemap itself.
   * @param {Label} town
   */
  names({ geonames, text }) {
    return this.known.has(geonames) || (geonames !== undefined && this.known.has(text));
  }

  /**
   * Features with a name that comes and goes with them: the ids of their names.
   * @returns {[id: string, feature: Feature][]}
   */
  passing() {
    const layers = Object.entries(this.looks.features).filter(([layer]) => {
      return this.looks.layers[layer].named && !this.looks.layers[layer].of_place;
    });
    return layers.flatMap(([, own]) => own.map((feature) => /** @type {const} */ ([this.#id(feature), feature])));
  }

  /** @param {Feature} feature */
  #id({ layer, id }) {
    const { named, of_place: ofPlace } = this.looks.layers[layer];
    return ofPlace ? id : `${named}-${id}`;
  }

  /**
   * @param {Feature} feature
   * @param {number} zoom
   * @returns {Label}
   */
  #kept(feature, zoom) {
    const aside = this.looks.asideOf(feature, zoom);
    return { id: `${feature.layer}-${feature.id}`, at: feature.at, aside, radius: 7.5 * near(zoom) };
  }

  /**
   * @param {Feature} feature
   * @param {number} zoom
   * @param {NameLook[]} ranks
   * @param {boolean} ranked
   * @returns {Generator<Label>}
   */
  *#named(feature, zoom, ranks, ranked) {
    const [row] = feature.rows;
    const rank = ranked ? Math.min(row.label_rank ?? ranks.length, ranks.length) : 1;
    const { from, until, size, weight } = ranks[rank - 1];
    const own = { id: this.#id(feature), at: feature.at, radius: ranked ? this.#radius(zoom, rank) : RADIUS };
    if (zoom >= from && zoom <= (until ?? Infinity)) {
      const kind = this.looks.layers[feature.layer].named;
      const look = ranked ? { priority: rank * 10, size: size + grown(zoom) } : { priority: rank * 10 + 2, size };
      yield { ...own, text: this.name(row), kind, weight, ...look };
    } else if (ranked && rank < ranks.length) {
      // A village that has no name yet is small enough for another's name to stand on it.
      yield own;
    }
  }

  /**
   * @param {number} zoom
   * @param {number} rank
   */
  #radius(zoom, rank) {
    return RADIUS * near(zoom) * (this.style.ranks[rank - 1] ?? 1);
  }
}
