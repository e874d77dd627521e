// The record as it comes: rows of one thing come without what they have alike, and get it back here.

/** @import { Day, Document, Row } from "../types.js" */

/**
 * Gives rows what they share with the first row of the same thing.
 * @param {Document} record
 */
export function restored(record) {
  for (const [layer, { key, shared }] of Object.entries(record.looks)) {
    if (!shared?.columns.length) continue;
    const firsts = firstRows(record, shared.layer);
    for (const row of record.layers[layer] ?? []) complete(row, firsts.get(row[key]), shared.columns);
  }
  return record;
}

/**
 * Gives a row the columns of another that it lacks.
 * @param {Row} row
 * @param {Row | undefined} first
 * @param {string[]} columns
 */
function complete(row, first, columns) {
  if (!first || first === row) return;
  for (const column of columns) if (column in first) row[column] ??= first[column];
}

/**
 * The first row of each thing of a layer.
 * @param {Document} record
 * @param {string} layer
 */
function firstRows({ layers, looks }, layer) {
  /** @type {Map<unknown, Row>} */
  const firsts = new Map();
  for (const row of layers[layer] ?? []) if (!firsts.has(row[looks[layer].key])) firsts.set(row[looks[layer].key], row);
  return firsts;
}

/**
 * Rows of a layer that are shown on a day.
 * @param {Document} record
 * @param {string} layer
 * @param {Day} day
 */
export function shownOn({ layers, shows }, layer, day) {
  const there = (shows[layer] ?? []).filter(([, first, end]) => first <= day && (end === null || day < end));
  return there.map(([row]) => layers[layer][row]);
}
