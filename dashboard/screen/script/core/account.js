// What a row of the record tells: its names, its facts, its note and who says so. Popups and histories are made of it.

import { element } from "./elements.js";

/** @import { Document, Row, Values } from "../types.js" */
/** @import { Reader } from "./reader.js" */

const LANGUAGES = ["ar", "en", "fr"];

/**
 * The text in a column; undefined where there is none.
 * @param {Row} row
 * @param {string} column
 */
export function textOf(row, column) {
  const value = row[column];
  return typeof value === "string" ? value : undefined;
}

/**
 * The number in a column; undefined where there is none.
 * @param {Row} row
 * @param {string} column
 */
export function numberOf(row, column) {
  const value = row[column];
  return typeof value === "number" ? value : undefined;
}

/** Tells rows in the reader's language. */
export class Account {
  /**
   * @param {Document} record
   * @param {Reader} reader
   */
  constructor(record, reader) {
    this.record = record;
    this.reader = reader;
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   */
  text(key, values) {
    return this.reader.text(key, values);
  }

  /** @param {Row} row */
  name(row) {
    return row.name[this.reader.language] ?? row.id;
  }

  /**
   * The name of whoever holds something.
   * @param {string} id
   */
  actor(id) {
    return this.record.actors[id]?.name[this.reader.language] ?? id;
  }

  /**
   * The name in the reader's language, the other two under it.
   * @param {Row} row
   */
  head(row) {
    const own = this.reader.language;
    const head = element("header");
    head.append(element("h3", "", row.name[own]));
    const others = element("p", "names");
    for (const code of LANGUAGES.filter((other) => other !== own && row.name[other] !== row.name[own])) {
      const name = element("span", "", row.name[code]);
      name.lang = code;
      name.dir = code === "ar" ? "rtl" : "ltr";
      others.append(name, " ");
    }
    if (others.childElementCount) head.append(others);
    return head;
  }

  /**
   * Facts as pairs of a heading and what is known; what is not known is left out.
   * @param {[key: string, value: string | null | undefined][]} pairs
   */
  facts(pairs) {
    const list = element("dl");
    for (const [key, value] of pairs) {
      if (value) list.append(element("dt", "", this.text(key)), element("dd", "", value));
    }
    return list;
  }

  /**
   * The day in a column, as exact as it is known.
   * @param {Row} row
   * @param {string} column
   */
  day(row, column) {
    const day = textOf(row, column);
    return day ? this.reader.day(day, textOf(row, `${column}_edtf`)) : null;
  }

  /**
   * The note in the reader's language, or nothing.
   * @param {Row} row
   * @param {string} [stem]
   */
  note(row, stem = "note") {
    const said = textOf(row, `${stem}_${this.reader.language}`);
    return said ? element("p", "note", said) : "";
  }

  /** @param {Row} row */
  certainty(row) {
    return this.text(`confidence.${row.confidence}`);
  }

  /**
   * Lowest and highest figure, or the one there is.
   * @param {Row} row
   * @param {string} stem
   */
  range(row, stem) {
    const [low, high] = [numberOf(row, `${stem}_min`), numberOf(row, `${stem}_max`)];
    if (low === undefined) return null;
    if (high === undefined) return this.text("popup.at_least", { count: this.reader.count(low) });
    return low === high ? this.reader.count(low) : `${this.reader.count(low)}–${this.reader.count(high)}`;
  }

  /**
   * Who says so, each a link where there is an address to go to.
   * @param {string} ids  joined by ";"
   */
  sources(ids) {
    const cited = element("p", "sources", `${this.text("popup.sources")} `);
    ids.split(";").forEach((id, index) => {
      if (index) cited.append(", ");
      cited.append(this.#source(id));
    });
    return cited;
  }

  /** @param {string} id */
  #source(id) {
    const source = this.record.sources[id];
    if (!source || !/^https?:\/\//.test(source.url)) return source?.publisher ?? id;
    const link = element("a", "", source.publisher);
    link.href = source.url;
    link.title = source.title;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
}
