// Rows of the record gathered to the things on the map that they speak of, and the days on which those turn.

import * as days from "../core/days.js";

/** @import { Appearance, At, Day, Document, Feature, Features, Row, Turn } from "../types.js" */

/**
 * A layer's rows by the thing they speak of, in order of time; what has no place is not on the map.
 * @param {Document} record
 * @param {string} layer
 * @returns {Feature[]}
 */
function grouped({ layers, looks, shows }, layer) {
  /** @type {Map<string, { rows: [Row, ...Row[]], appearances: Appearance[] }>} */
  const groups = new Map();
  const idOf = (/** @type {Row} */ row) => String(row[looks[layer].key]);
  for (const row of layers[layer]) {
    if (!row.at) continue;
    const own = groups.get(idOf(row));
    if (own) own.rows.push(row);
    else groups.set(idOf(row), { rows: [row], appearances: [] });
  }
  for (const [number, first, end, symbol] of shows[layer] ?? []) {
    const row = layers[layer][number];
    groups.get(idOf(row))?.appearances.push({ first, end, row, symbol });
  }
  return [...groups].map(([id, { rows, appearances }]) => {
    const at = /** @type {At} */ (rows[0].at);
    return { layer, id, rows, at, appearances, symbol: null, look: null, seat: null, turn: 0, others: 0 };
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
 * @param {Document} record
 * @returns {Features}
 */
export function featuresOf(record) {
  /** @type {Features} */
  const features = {};
  for (const [layer, look] of Object.entries(record.looks)) {
    if (look.kind !== "points" || !record.layers[layer]) continue;
    features[layer] = grouped(record, layer);
    if (look.spread) spread(features[layer]);
  }
  return features;
}

/**
 * What is shown of a feature on a day.
 * @param {Pick<Feature, "appearances">} feature
 * @param {Day} day
 */
export function appearing({ appearances }, day) {
  return appearances.find(({ first, end }) => first <= day && (end === null || day < end));
}

/**
 * Days on which a feature comes, goes or is drawn otherwise.
 * @param {Pick<Feature, "appearances"> | undefined} feature
 * @returns {Day[]}
 */
export function turnsOf(feature) {
  return (feature?.appearances ?? []).flatMap(({ first, end }) => (end === null ? [first] : [first, end]));
}

/**
 * Every day from which a feature may look otherwise than on the day before, in order of time.
 * @param {Feature[]} features
 * @param {(feature: Feature) => Day[]} besides  answers with days on which it may for another's sake
 * @returns {Turn[]}
 */
export function timelineOf(features, besides = () => []) {
  const found = features.flatMap((feature) => {
    return [...new Set([...turnsOf(feature), ...besides(feature)])].map((day) => ({ day, feature }));
  });
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
