// Names of the basemap. Their priorities leave room for the places of the record, which come first.

import { FOCUS } from "./basemap.js";
import { covers, middle } from "./outlines.js";

/** @import { Area, BasemapFiles, Label } from "../types.js" */

/** @type {Record<number, number>} */
const TOWN_FROM = { 1: 4.6, 2: 5.4, 3: 6.4, 4: 7.6 };
/** @type {Record<number, number>} */
const TOWN_SIZE = { 1: 13.5, 2: 12.5, 3: 11.5, 4: 11 };

/** Names of towns, countries, waters and governorates in one language. */
export class BasemapNames {
  /**
   * @param {BasemapFiles} files
   * @param {string} language
   */
  constructor(files, language) {
    this.files = files;
    this.language = language;
    this.centres = (files.governorates?.features ?? []).map(({ properties, geometry }) => {
      const { label_lon: lon, label_lat: lat } = properties;
      return { properties, at: typeof lon === "number" && typeof lat === "number" ? pair(lon, lat) : middle(geometry) };
    });
  }

  /**
   * Names wanted at a zoom.
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *wanted(zoom) {
    yield* this.#towns(zoom);
    if (zoom >= 4.2 && zoom <= 8.2) yield* this.#countries();
    if (zoom >= 4.2) yield* this.#waters();
    if (zoom >= 6.8 && zoom <= 9.5) yield* this.#governorates();
  }

  /** @param {Record<string, unknown>} properties */
  #name(properties) {
    const name = properties[`name_${this.language}`];
    return typeof name === "string" ? name : "";
  }

  /** @param {number} em */
  #spacing(em) {
    // Arabic letters are joined: none stand apart.
    return this.language === "ar" ? 0 : em;
  }

  /**
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *#towns(zoom) {
    const grown = Math.min(2, Math.max(0, zoom - 6) * 0.8);
    for (const { properties: p, geometry } of this.files.towns?.features ?? []) {
      const text = this.#name(p);
      if (zoom < TOWN_FROM[p.rank] || !text) continue;
      yield {
        id: `town-${p.geonames_id}`,
        geonames: p.geonames_id,
        text,
        at: pair(geometry.coordinates[0], geometry.coordinates[1]),
        kind: `town rank-${p.rank}`,
        priority: 20 + p.rank * 10 + (FOCUS.includes(p.country) ? 0 : 4),
        radius: 3,
        weight: p.rank < 2 ? 700 : p.rank < 3 ? 600 : 500,
        size: TOWN_SIZE[p.rank] + grown,
        dot: p.capital ? "capital" : "town",
      };
    }
  }

  /** @returns {Generator<Label>} */
  *#countries() {
    for (const { properties: p, geometry } of this.files.countries?.features ?? []) {
      const text = this.#name(p);
      if (typeof p.label_lon !== "number" || typeof p.label_lat !== "number" || !text) continue;
      const focus = FOCUS.includes(p.country);
      yield {
        id: `country-${p.country}`,
        text,
        at: pair(p.label_lon, p.label_lat),
        kind: "country",
        radius: 0,
        priority: focus ? 18 : 36,
        size: focus ? 17 : 13,
        room: focus ? 3 : 1,
        weight: 600,
        spacing: this.#spacing(0.12),
        within: (lon, lat) => covers(geometry, lon, lat),
      };
    }
  }

  /** @returns {Generator<Label>} */
  *#waters() {
    for (const { properties: p, geometry } of this.files.water_names?.features ?? []) {
      const at = pair(geometry.coordinates[0], geometry.coordinates[1]);
      const look = { kind: "water", radius: 0, priority: 37, size: 12.5, weight: 500, room: 1 };
      yield { id: `water-${p.name_en}`, text: this.#name(p), at, ...look };
    }
  }

  /** @returns {Generator<Label>} */
  *#governorates() {
    const look = { kind: "governorate", radius: 0, priority: 75, size: 11, weight: 500, spacing: this.#spacing(0.08) };
    for (const { properties: p, at } of this.centres) {
      const text = this.#name(p);
      if (text) yield { id: `governorate-${p.id}`, text, at, ...look };
    }
  }
}

/**
 * @param {number} lon
 * @param {number} lat
 * @returns {[number, number]}
 */
function pair(lon, lat) {
  return [lon, lat];
}
