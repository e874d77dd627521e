// Names of the record on the map. A place keeps its name whoever holds it, so that names do not jump as the clock runs.

import { asideOf, near } from "./looks.js";

/** @import { Features, Label, PlaceFeature } from "../types.js" */

// The zoom from which places of a rank are named, and the size of their names.
/** @type {Record<number, number>} */
const FROM = { 1: 4.6, 2: 5.6, 3: 6.6, 4: 7.6 };
/** @type {Record<number, number>} */
const SIZE = { 1: 13.5, 2: 12.5, 3: 11.5, 4: 11 };
const VILLAGE = 4;
const AFFILIATES_UNTIL = 7;
const LONG = 22;

/**
 * On the map a long name goes without what stands in brackets; the popup has it whole.
 * @param {string} name
 */
export function short(name) {
  return name.length > LONG ? name.split(" (")[0] : name;
}

/** Names of places and affiliates, and symbols that no name may cover. */
export class RecordNames {
  /**
   * @param {Features} features
   * @param {string} language
   */
  constructor(features, language) {
    this.features = features;
    this.language = language;
    const rows = features.places.map((feature) => feature.rows[0]);
    // A town of the basemap is known by its number, or else by its name.
    /** @type {Set<number | string | undefined>} */
    this.known = new Set(rows.flatMap((row) => [row.geonames_id, short(row.name[language] ?? "")]));
    this.known.delete(undefined);
  }

  /**
   * What is wanted at a zoom with these layers.
   * @param {number} zoom
   * @param {string[]} layers
   * @returns {Generator<Label>}
   */
  *wanted(zoom, layers) {
    if (this.showsPlaces(layers)) for (const place of this.features.places) yield* this.#place(place, zoom);
    if (layers.includes("affiliates") && zoom <= AFFILIATES_UNTIL) yield* this.#affiliates();
    for (const feature of [...this.features.heritage_sites, ...this.features.attacks]) {
      if (!layers.includes(feature.layer)) continue;
      const aside = asideOf(feature, zoom);
      yield { id: `${feature.layer}-${feature.id}`, at: feature.at, aside, radius: 7.5 * near(zoom) };
    }
  }

  /** @param {string[]} layers */
  showsPlaces(layers) {
    return layers.includes("places") || layers.includes("liberated_cities");
  }

  /**
   * Whether the record names a town of the basemap itself.
   * @param {Label} town
   */
  names({ geonames, text }) {
    return this.known.has(geonames) || (geonames !== undefined && this.known.has(text));
  }

  /**
   * @param {PlaceFeature} place
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *#place({ id, rows: [row], at }, zoom) {
    const rank = row.label_rank ?? VILLAGE;
    const radius = 10 * near(zoom, rank);
    if (zoom >= FROM[rank]) {
      const size = SIZE[rank] + Math.min(2, Math.max(0, zoom - 6) * 0.8);
      const text = short(row.name[this.language] ?? id);
      yield { id, text, at, kind: "place", priority: rank * 10, radius, size, weight: rank < 3 ? 700 : 600 };
    } else if (rank < VILLAGE) {
      // A village that has no name yet is small enough for another's name to stand on it.
      yield { id, at, radius };
    }
  }

  /** @returns {Generator<Label>} */
  *#affiliates() {
    const look = { kind: "affiliate", priority: 12, radius: 10, size: 11.5, weight: 600 };
    for (const { id, rows, at } of this.features.affiliates) {
      yield { id: `affiliate-${id}`, text: short(rows[0].name[this.language] ?? id), at, ...look };
    }
  }
}
