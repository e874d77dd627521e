// What each feature of the record looks like on a day.

import * as days from "../core/days.js";
import { RECENT_DAYS, featuresOf, holding, timelineOf } from "./features.js";
import * as symbols from "./symbols.js";
import { changed } from "./territory.js";

/**
 * @import {
 *   AffiliateFeature, AttackFeature, Day, Difference, Document, Feature, LiberatedFeature, Look, PlaceFeature, Selection,
 *   SiteFeature, Style,
 * } from "../types.js"
 */

const DOT = 12.5;
const UNKNOWN = { color: "#cccccc", letter: "?" };
/** @type {Record<number, number>} */
const RANK = { 1: 1.12, 2: 1, 3: 0.88, 4: 0.64 };

/**
 * Layers whose legend narrows them, and the selection's name for that.
 * @type {Record<string, "damage" | "retaken_by">}
 */
export const NARROWED = { heritage_sites: "damage", liberated_cities: "retaken_by" };

/** @typedef {Omit<Look, "aside">} Plain */

/**
 * How much larger or smaller symbols are at a zoom, and by the rank of a place.
 * @param {number} zoom
 * @param {number} [rank]
 */
export function near(zoom, rank) {
  return Math.min(1.5, Math.max(0.34, 0.8 + (zoom - 6) * 0.17)) * (rank ? RANK[rank] : 1);
}

/**
 * How far from its point a symbol stands, in pixels right and down. Heritage stands a little up and to the right of
 * its town's symbol until the zoom sets them apart; sites of which only the town is known stand round it then.
 * @param {Feature} feature
 * @param {number} zoom
 * @returns {[number, number]}
 */
export function asideOf({ layer, turn, others }, zoom) {
  if (layer !== "heritage_sites") return [0, 0];
  const shift = zoom < 9 ? 8 * near(zoom) : 0;
  const away = zoom < 8 || !others ? 0 : Math.max(13, others * 3) * near(zoom);
  return [shift + away * Math.sin(turn), -shift - away * Math.cos(turn)];
}

/**
 * Whether a look is among those that the map is narrowed to.
 * @param {string} layer
 * @param {Plain} look
 * @param {Selection} selection
 */
function isWanted(layer, { row, kind }, selection) {
  const among = (/** @type {string[] | undefined} */ words, /** @type {string} */ word) =>
    !words?.length || words.includes(word);
  return (
    among(selection.confidence, row.confidence) && (!(layer in NARROWED) || among(selection[NARROWED[layer]], kind))
  );
}

/** Features, and their looks on a day. */
export class Looks {
  #liberated;

  /**
   * @param {Document} record
   * @param {Style} style
   */
  constructor({ layers, actors }, style) {
    this.actors = actors;
    this.classes = style.symbols;
    this.retakers = new Set((layers.liberated_cities ?? []).map((row) => row.retaken_by));
    this.features = featuresOf(layers);
    this.timeline = timelineOf(Object.values(this.features).flat());
    this.#liberated = new Map(this.features.liberated_cities.map((feature) => [feature.id, feature]));
  }

  /**
   * Colour and letter of an actor.
   * @param {string | null} id
   */
  actor(id) {
    return (id && this.actors[id]) || UNKNOWN;
  }

  /** @param {string | null} actor */
  color(actor) {
    return symbols.colored(this.actor(actor).color);
  }

  /**
   * What Daesh gained, lost and kept from one day to another, among places that it held or fought for.
   * @param {Day} from
   * @param {Day} to
   */
  difference(from, to) {
    /** @type {Record<Difference, PlaceFeature[]>} */
    const found = { gained: [], lost: [], unchanged: [] };
    const isHeld = (/** @type {PlaceFeature} */ feature, /** @type {Day} */ day) =>
      ["daesh", "contested"].includes(holding(feature, day)?.controller ?? "");
    for (const feature of this.features.places) {
      const change = changed(isHeld(feature, from), isHeld(feature, to));
      if (change) found[change].push(feature);
    }
    return found;
  }

  /**
   * A feature on a day; null where it is not there, or not among what the map is narrowed to.
   * @param {Feature} feature
   * @param {Day} day
   * @param {number} zoom
   * @param {Selection} selection
   * @returns {Look | null}
   */
  of(feature, day, zoom, selection) {
    const look = this.#plain(feature, day, zoom, selection);
    if (!look || !isWanted(feature.layer, look, selection)) return null;
    return { aside: asideOf(feature, zoom), ...look };
  }

  /**
   * @param {Feature} feature
   * @param {Day} day
   * @param {number} zoom
   * @param {Selection} selection
   * @returns {Plain | null}
   */
  #plain(feature, day, zoom, selection) {
    switch (feature.layer) {
      case "places":
        return this.#place(feature, day, zoom, selection);
      case "liberated_cities":
        return this.#liberatedCity(feature, day, zoom);
      case "heritage_sites":
        return this.#site(feature, day, zoom);
      case "affiliates":
        return this.#affiliate(feature, day, zoom);
      case "attacks":
        return this.#attack(feature, day, zoom);
    }
  }

  /**
   * On painted land a held place is a dot; where land is not painted its symbol says it alone.
   * @param {PlaceFeature} feature
   * @param {Day} day
   * @param {number} zoom
   * @param {Selection} selection
   * @returns {Plain | null}
   */
  #place(feature, day, zoom, { layers, style }) {
    const row = holding(feature, day);
    if (!row) return null;
    const { controller: state } = row;
    const scale = near(zoom, row.label_rank);
    if (this.classes.places[state]) {
      const marks = symbols.filled("circle", this.classes.places[state]);
      const small = state === "daesh" && style === "filled" && layers.includes("territory");
      return { row, state, kind: state, size: (small ? DOT : 20) * scale, marks, order: small ? 250 : 600 };
    }
    // A place taken back is drawn by the other layer, if that is on.
    const liberated = this.#liberated.get(feature.id);
    if (layers.includes("liberated_cities") && liberated && holding(liberated, day)) return null;
    return { row, state, kind: "other", size: DOT * scale, marks: symbols.dot(this.actor(state).color), order: 200 };
  }

  /**
   * @param {LiberatedFeature} feature
   * @param {Day} day
   * @param {number} zoom
   * @returns {Plain | null}
   */
  #liberatedCity(feature, day, zoom) {
    const row = holding(feature, day);
    if (!row) return null;
    const { color, letter } = this.actor(row.retaken_by);
    const scale = near(zoom, row.label_rank);
    const marks = symbols.badge(color, scale < 0.72 ? "" : letter);
    return { row, state: row.retaken_by, kind: row.retaken_by, size: 19 * scale, marks, order: 300 };
  }

  /**
   * @param {SiteFeature} feature
   * @param {Day} day
   * @param {number} zoom
   * @returns {Plain | null}
   */
  #site({ rows: [row] }, day, zoom) {
    if (row.event_date > day) return null;
    const marks = symbols.filled("diamond", this.classes.heritage_sites[row.damage]);
    return { row, state: row.damage, kind: row.damage, size: 15 * near(zoom), marks, order: 500 };
  }

  /**
   * @param {AffiliateFeature} feature
   * @param {Day} day
   * @param {number} zoom
   * @returns {Plain | null}
   */
  #affiliate(feature, day, zoom) {
    const row = holding(feature, day);
    if (!row || row.status === "ended") return null;
    const marks = symbols.filled("hexagon", this.classes.affiliates[row.status]);
    return { row, state: row.status, kind: row.status, size: 20 * Math.max(0.85, near(zoom)), marks, order: 400 };
  }

  /**
   * An attack stays, but smaller and paler once a year has passed.
   * @param {AttackFeature} feature
   * @param {Day} day
   * @param {number} zoom
   * @returns {Plain | null}
   */
  #attack({ rows: [row] }, day, zoom) {
    if (row.event_date > day) return null;
    const recent = days.number(day) - days.number(row.event_date) < RECENT_DAYS;
    const size = (recent ? 22 : 15) * Math.max(0.85, near(zoom));
    const star = this.star(row.attribution);
    const marks = recent ? star : symbols.faded(star);
    return { row, state: recent ? "recent" : "past", kind: row.attribution, size, marks, order: recent ? 700 : 350 };
  }

  /**
   * The fourth kind of attack, disputed, is told from an inspired one by its sign.
   * @param {string} attribution
   */
  star(attribution) {
    const star = symbols.filled("star", this.classes.attacks[attribution]);
    return attribution === "disputed" ? symbols.signed(star, "?") : star;
  }
}
