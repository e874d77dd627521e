// Columns of the table: what a cell of each layer says and sorts by, and what stands in the file that is taken away.

import { textOf } from "../core/account.js";

/** @import { ColumnLook, LayerLook, Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { LandRow } from "./holding.js" */

/**
 * A row of the table: of a layer of the record, or of the land.
 * @typedef {Row | LandRow} TableRow
 */

/**
 * A column: its heading, what a cell says, what it sorts by, and who is to be shown by colour and letter.
 * @typedef {{
 *   title: string,
 *   say: (row: TableRow) => string,
 *   order: (row: TableRow) => string | number,
 *   actor?: (row: TableRow) => string | undefined,
 *   iso?: boolean,
 *   number?: boolean,
 * }} Column
 */

/** @typedef {Record<string, unknown>} Values */

/**
 * Titles and values of a file.
 * @param {LayerLook} look
 * @param {TableRow[]} rows
 * @param {string[]} languages
 * @returns {unknown[][]}
 */
export function fileOf({ file, kind }, rows, languages) {
  const values = (/** @type {TableRow} */ row) => file.map((column) => /** @type {Values} */ (row)[column]);
  if (kind === "land") return [file, ...rows.map(values)];
  const titles = ["id", ...languages.map((code) => `name_${code}`), ...file, "lon", "lat"];
  const named = /** @type {Row[]} */ (rows).map((row) => {
    return [row.id, ...languages.map((code) => row.name?.[code]), ...values(row), ...(row.at ?? [null, null])];
  });
  return [titles, ...named];
}

/**
 * Columns of a layer in the reader's language.
 * @param {Account} account
 * @param {LayerLook} look
 * @param {string[]} confidences  the surest first
 * @returns {Column[]}
 */
export function columnsOf(account, { columns }, confidences) {
  return columns.map((column) => columnOf(account, column, confidences));
}

/**
 * @param {Account} account
 * @param {ColumnLook} look
 * @param {string[]} confidences
 * @returns {Column}
 */
function columnOf(account, look, confidences) {
  const { title, form, column = "" } = look;
  const text = (/** @type {TableRow} */ row) => textOf(/** @type {Row} */ (row), column);
  switch (form) {
    case "name":
      return saying(title, (row) => account.name(row));
    case "day":
      return { ...saying(title, (row) => account.day(row, column) ?? ""), order: (row) => text(row) ?? "", iso: true };
    case "since":
      return { ...saying(title, (row) => account.since(row, column)), order: (row) => text(row) ?? "", iso: true };
    case "actor":
      return { ...saying(title, (row) => account.actor(textOf(row, column) ?? "")), actor: text };
    case "holder":
      return { ...saying(title, (row) => account.holder(row)), actor: text };
    case "certainty":
      return {
        ...saying(title, (row) => (row[column] ? account.text(`certainty.${row[column]}`) : "")),
        // The least sure first, and before it what is not graded at all.
        order: (row) => confidences.toReversed().indexOf(text(row) ?? ""),
      };
    case "area":
      return areaColumn(account, title, column);
    case "word":
      return saying(title, (row) => {
        const word = textOf(row, column);
        return word === undefined ? "" : account.text(wordKey(look, word));
      });
  }
}

/**
 * @param {ColumnLook} look
 * @param {string} word
 */
function wordKey({ family, words = {} }, word) {
  return words[word] ?? `${family}.${word}`;
}

/**
 * A column that says and sorts by the same.
 * @param {string} title
 * @param {(row: Row) => string} say
 * @returns {Column}
 */
function saying(title, say) {
  const said = /** @type {(row: TableRow) => string} */ (say);
  return { title, say: said, order: said };
}

/**
 * @param {Account} account
 * @param {string} title
 * @param {string} column
 * @returns {Column}
 */
function areaColumn(account, title, column) {
  const area = (/** @type {TableRow} */ row) => Number(/** @type {Values} */ (row)[column]);
  return { title, say: (row) => account.reader.area(area(row)), order: area, number: true };
}
