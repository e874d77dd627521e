// Names of the basemap. Their priorities leave room for the places of the record, which come first.

import { grown } from "./names.js";
import { covers, middle } from "./outlines.js";

/** @import { BasemapFiles, Label, NameLook } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

/**
 * Whether a name is wanted at a zoom.
 * @param {number} zoom
 * @param {NameLook} look
 */
function isWanted(zoom, { from, until }) {
  return zoom >= from && (until === null || zoom <= until);
}

/** Names of towns, countries, waters and governorates in one language. */
export class BasemapNames {
  /**
   * @param {BasemapFiles} files
   * @param {Record<string, NameLook[]>} looks
   * @param {string[]} focus  countries that stand out
   * @param {Reader} reader
   */
  constructor(files, looks, focus, reader) {
    this.files = files;
    this.looks = looks;
    this.focus = focus;
    this.reader = reader;
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
    const { country, water, governorate } = this.looks;
    if (isWanted(zoom, country[0])) yield* this.#countries(country);
    if (isWanted(zoom, water[0])) yield* this.#waters(water[0]);
    if (isWanted(zoom, governorate[0])) yield* this.#governorates(governorate[0]);
  }

  /** @param {Record<string, unknown>} properties */
  #name(properties) {
    return this.reader.own((code) => properties[`name_${code}`]) ?? "";
  }

  /** @param {number} em */
  #spacing(em) {
    // Letters that are written from the right are joined: none stand apart.
    return this.reader.direction === "rtl" ? 0 : em;
  }

  /**
   * @param {number} zoom
   * @returns {Generator<Label>}
   */
  *#towns(zoom) {
    for (const { properties: p, geometry } of this.files.towns?.features ?? []) {
      const text = this.#name(p);
      const look = this.looks.town[p.rank - 1];
      if (!look || !isWanted(zoom, look) || !text) continue;
      yield {
        id: `town-${p.geonames_id}`,
        geonames: p.geonames_id,
        text,
        at: pair(geometry.coordinates[0], geometry.coordinates[1]),
        kind: `town rank-${p.rank}`,
        priority: 20 + p.rank * 10 + (this.focus.includes(p.country) ? 0 : 4),
        radius: 3,
        weight: look.weight,
        size: look.size + grown(zoom),
        dot: p.capital ? "capital" : "town",
      };
    }
  }

  /**
   * @param {NameLook[]} looks  of a country that stands out, and of another
   * @returns {Generator<Label>}
   */
  *#countries([near, far]) {
    for (const { properties: p, geometry } of this.files.countries?.features ?? []) {
      const text = this.#name(p);
      if (typeof p.label_lon !== "number" || typeof p.label_lat !== "number" || !text) continue;
      const focus = this.focus.includes(p.country);
      const { size, weight } = focus ? near : far;
      yield {
        id: `country-${p.country}`,
        text,
        at: pair(p.label_lon, p.label_lat),
        kind: "country",
        radius: 0,
        priority: focus ? 18 : 36,
        size,
        room: focus ? 3 : 1,
        weight,
        spacing: this.#spacing(0.12),
        within: (lon, lat) => covers(geometry, lon, lat),
      };
    }
  }

  /**
   * @param {NameLook} look
   * @returns {Generator<Label>}
   */
  *#waters({ size, weight }) {
    for (const { properties: p, geometry } of this.files.water_names?.features ?? []) {
      const at = pair(geometry.coordinates[0], geometry.coordinates[1]);
      const look = { kind: "water", radius: 0, priority: 37, size, weight, room: 1 };
      yield { id: `water-${p.name_en}`, text: this.#name(p), at, ...look };
    }
  }

  /**
   * @param {NameLook} look
   * @returns {Generator<Label>}
   */
  *#governorates({ size, weight }) {
    const look = { kind: "governorate", radius: 0, priority: 75, size, weight, spacing: this.#spacing(0.08) };
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
