// Rows of the record gathered to the things on the map that they speak of, and the days on which those turn.

import * as days from "../core/days.js";

/** @import { At, Day, Feature, Features, Layers, Row, Turn } from "../types.js" */

/** An attack is recent for this long. */
export const RECENT_DAYS = 366;

/**
 * Rows of a layer by the thing they speak of, in order of time; what has no place is not on the map.
 * @template {string} Layer
 * @template {Row} R
 * @param {Layer} layer
 * @param {R[] | undefined} rows
 * @param {"id" | "place_id"} key
 */
function grouped(layer, rows, key) {
  /** @type {Map<string, [R, ...R[]]>} */
  const groups = new Map();
  for (const row of rows ?? []) {
    if (!row.at) continue;
    const id = row[key] ?? row.id;
    const own = groups.get(id);
    if (own) own.push(row);
    else groups.set(id, [row]);
  }
  return [...groups].map(([id, own]) => {
    const at = /** @type {At} */ (own[0].at);
    return { layer, id, rows: own, at, symbol: null, look: null, turn: 0, others: 0 };
  });
}

/**
 * Features of which no more is known than a point that others have too: each gets its turn round it.
 * @param {Feature[]} features
 */
function spread(features) {
  for (const own of Map.groupBy(features, ({ at }) => `${at}`).values()) {
    own.forEach((feature, number) => {
      Object.assign(feature, { others: own.length - 1, turn: (2 * Math.PI * number) / own.length });
    });
  }
}

/**
 * All things on the map, by layer.
 * @param {Layers} layers
 * @returns {Features}
 */
export function featuresOf(layers) {
  const features = {
    places: grouped(/** @type {const} */ ("places"), layers.places, "id"),
    liberated_cities: grouped(/** @type {const} */ ("liberated_cities"), layers.liberated_cities, "place_id"),
    heritage_sites: grouped(/** @type {const} */ ("heritage_sites"), layers.heritage_sites, "id"),
    affiliates: grouped(/** @type {const} */ ("affiliates"), layers.affiliates, "id"),
    attacks: grouped(/** @type {const} */ ("attacks"), layers.attacks, "id"),
  };
  spread(features.heritage_sites);
  return features;
}

/**
 * What is said of a feature on a day.
 * @template {Row} R
 * @param {{ rows: R[] }} feature
 * @param {Day} day
 */
export function holding(feature, day) {
  return feature.rows.find((row) => days.holds(row, day));
}

/**
 * Days from which a feature may look otherwise than on the day before.
 * @param {Feature} feature
 * @returns {Day[]}
 */
function turnsOf({ rows }) {
  const found = new Set();
  for (const { start_date: start, end_date: end, event_date: event } of /** @type {Row[]} */ (rows)) {
    for (const day of [start, end, event]) if (day) found.add(day);
    if (event) found.add(days.iso(days.number(event) + RECENT_DAYS));
  }
  return [...found];
}

/**
 * Every turn of every feature, in order of time.
 * @param {Feature[]} features
 * @returns {Turn[]}
 */
export function timelineOf(features) {
  const found = features.flatMap((feature) => turnsOf(feature).map((day) => ({ day, feature })));
  return found.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

/**
 * Features that may look otherwise on one day than on another.
 * @param {Turn[]} timeline
 * @param {Day} from
 * @param {Day} to
 */
export function turned(timeline, from, to) {
  const [after, until] = from < to ? [from, to] : [to, from];
  const dayOf = (/** @type {Turn} */ turn) => turn.day;
  const between = timeline.slice(days.until(timeline, after, dayOf), days.until(timeline, until, dayOf));
  return new Set(between.map(({ feature }) => feature));
}
