// The record as it comes: rows of one thing come without what they have alike, and get it back here; letters come in
// every language.

/** @import { Day, Document, Mark, Row } from "../types.js" */
/** @import { Reader } from "./reader.js" */

/** Of whom the record does not know. */
export const UNKNOWN_LETTER = "?";

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
 * Gives actors and symbols their letters in the reader's language.
 * @param {Document} record
 * @param {Reader} reader
 */
export function lettered(record, reader) {
  for (const actor of Object.values(record.actors)) {
    actor.letter = reader.own((code) => actor.letters?.[code]) ?? UNKNOWN_LETTER;
  }
  for (const { symbols, legend } of Object.values(record.looks)) {
    for (const one of [...symbols, ...legend]) one.marks = inLanguage(one.marks, reader);
  }
  return record;
}

/**
 * New marks where there are letters: pictures are kept by the marks that they were drawn from.
 * @param {Mark[]} marks
 * @param {Reader} reader
 */
function inLanguage(marks, reader) {
  if (!marks.some(({ letters }) => letters)) return marks;
  return marks.map((mark) => (mark.letters ? { ...mark, text: reader.own((code) => mark.letters?.[code]) } : mark));
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
