// Columns of the table: what a cell of each layer says and sorts by, and what stands in the file that is taken away.

import { textOf } from "../core/account.js";

/** @import { Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { LandRow } from "./holding.js" */

const RANKS = ["low", "medium", "high"];
const SPAN = ["start_date", "start_date_edtf", "end_date", "end_date_edtf"];
const HAPPENED = ["event_date", "event_date_edtf"];
const GRADED = ["geometry_precision", "confidence", "sources"];

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

/**
 * Of each layer what its rows are known by on the map, none where they are not on it as symbols, and its columns in a
 * file between names and coordinates.
 * @type {Record<string, { key?: "id" | "place_id", file: string[] }>}
 */
export const LAYERS = {
  places: {
    key: "id",
    file: [
      "country",
      "admin1_en",
      "kind",
      "controller",
      ...SPAN,
      "earliest_date",
      "latest_date",
      "means",
      "basis",
      ...GRADED,
    ],
  },
  liberated_cities: {
    key: "place_id",
    file: [
      ...["place_id", "country", "admin1_en", "kind", "held", "held_from_date", "held_from_date_edtf"],
      ...["retaken_date", "retaken_date_edtf", "retaken_by", ...GRADED],
    ],
  },
  heritage_sites: {
    key: "id",
    file: [
      ...["country", "kind", "place_id", ...HAPPENED, "reported_date", "confirmed_date", "damage", "state_now"],
      ...["perpetrator", ...GRADED],
    ],
  },
  affiliates: { key: "id", file: ["country", "kind", "status", ...SPAN, "pledged_date", "recognised_date", ...GRADED] },
  attacks: {
    key: "id",
    file: [
      ...["country", "kind", ...HAPPENED, "attribution", "killed_min", "killed_max", "injured_min", "injured_max"],
      ...GRADED,
    ],
  },
  coalition: { file: ["country", "kind", ...SPAN, "confidence", "sources"] },
  territory: { file: [] },
};

/**
 * Titles and values of a file.
 * @param {string} layer
 * @param {TableRow[]} rows
 * @returns {unknown[][]}
 */
export function fileOf(layer, rows) {
  if (layer === "territory") {
    const land = /** @type {LandRow[]} */ (rows);
    return [["class", "held_by", "km2"], ...land.map((row) => [row.class, row.held_by, Number(row.km2.toFixed(1))])];
  }
  const { file } = LAYERS[layer];
  const values = (/** @type {Row} */ row) => {
    const names = [row.name?.en, row.name?.ar, row.name?.fr];
    return [row.id, ...names, ...file.map((column) => row[column]), ...(row.at ?? [null, null])];
  };
  const titles = ["id", "name_en", "name_ar", "name_fr", ...file, "lon", "lat"];
  return [titles, .../** @type {Row[]} */ (rows).map(values)];
}

/**
 * Columns of each layer in the reader's language.
 * @param {Account} account
 * @returns {Record<string, Column[]>}
 */
export function columnsOf(account) {
  const { name, certainty } = common(account);
  const holder = (/** @type {string} */ title, /** @type {string} */ column) => holderColumn(account, title, column);
  const word = (/** @type {string} */ title, /** @type {string} */ column) =>
    saying(title, (row) => account.text(`${column}.${row[column]}`));
  const day = (/** @type {string} */ title, /** @type {string} */ column) =>
    dayColumn(title, column, (row) => account.day(row, column) ?? "");
  const since = dayColumn("popup.since", "start_date", (row) => {
    return (textOf(row, "event_id") && account.day(row, "start_date")) || account.text("popup.before");
  });
  return {
    places: [name, holder("popup.held_by", "controller"), since, certainty],
    liberated_cities: [name, holder("popup.retaken_by", "retaken_by"), day("popup.retaken", "retaken_date"), certainty],
    heritage_sites: [name, word("popup.damage", "damage"), day("popup.damaged", "event_date"), certainty],
    affiliates: [name, word("popup.status", "status"), day("popup.since", "start_date"), certainty],
    attacks: [name, word("popup.attribution", "attribution"), day("popup.day", "event_date"), certainty],
    coalition: [name, day("table.joined", "start_date"), certainty],
    territory: ofLand(account),
  };
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
 * @param {string} title
 * @param {string} column
 * @param {(row: Row) => string} say
 * @returns {Column}
 */
function dayColumn(title, column, say) {
  const order = /** @type {(row: TableRow) => string} */ ((/** @type {Row} */ row) => textOf(row, column) ?? "");
  return { ...saying(title, say), order, iso: true };
}

/**
 * @param {Account} account
 * @param {string} title
 * @param {string} column
 * @returns {Column}
 */
function holderColumn(account, title, column) {
  const actor = /** @type {(row: TableRow) => string | undefined} */ ((/** @type {Row} */ row) => textOf(row, column));
  const say = (/** @type {TableRow} */ row) => account.actor(actor(row) ?? "");
  return { title, say, order: say, actor };
}

/** @param {Account} account */
function common(account) {
  const name = saying("table.name", (row) => row.name?.[account.reader.language] ?? row.id);
  const rank = /** @type {(row: TableRow) => number} */ ((/** @type {Row} */ row) => RANKS.indexOf(row.confidence));
  /** @type {Column} */
  const certainty = { ...saying("popup.certainty", (row) => account.text(`certainty.${row.confidence}`)), order: rank };
  return { name, certainty };
}

/**
 * @param {Account} account
 * @returns {Column[]}
 */
function ofLand(account) {
  const area = /** @type {(row: TableRow) => number} */ ((/** @type {LandRow} */ row) => row.km2);
  return [
    saying("table.kind_of_land", ({ class: name }) =>
      account.text(name === "retaken" ? "table.retaken" : `class.${name}`),
    ),
    holderColumn(account, "popup.held_by", "held_by"),
    { title: "table.km2", say: (row) => account.reader.area(area(row)), order: area, number: true },
  ];
}
