// What a row of the record tells: its names, its facts, its note and who says so. Popups and histories are made of it.

import { element, verbatim } from "./elements.js";

/** @import { Document, Fact, LayerLook, Row, Values } from "../types.js" */
/** @import { Reader } from "./reader.js" */

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
   * @param {string | null} [rows]  what the permanent address of a row begins with; without it there is none
   */
  constructor(record, reader, rows = null) {
    this.record = record;
    this.reader = reader;
    this.rows = rows;
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   */
  text(key, values) {
    return this.reader.text(key, values);
  }

  /**
   * A text of a row in the reader's language, or else in English; undefined where there is none.
   * @param {Row} row
   * @param {string} stem
   */
  worded(row, stem) {
    return this.reader.own((code) => row[`${stem}_${code}`]);
  }

  /**
   * What a row or a happening is called.
   * @param {Row} row
   */
  name(row) {
    return this.worded(row, "title") ?? this.reader.own((code) => row.name?.[code]) ?? row.id;
  }

  /**
   * The name of whoever holds something.
   * @param {string} id
   */
  actor(id) {
    return this.reader.own((code) => this.record.actors[id]?.name[code]) ?? id;
  }

  /**
   * The name of whoever holds a place, or that this is not followed any more.
   * @param {Row} row
   */
  holder(row) {
    const holder = textOf(row, "controller");
    return holder ? this.actor(holder) : this.text("history.unfollowed", { day: this.day(row, "followed_until") });
  }

  /**
   * The name in the reader's language, the other two under it.
   * @param {Row} row
   */
  head(row) {
    const own = this.name(row);
    const head = element("header");
    head.append(element("h2", "", own));
    const others = verbatim(element("p", "names"));
    for (const [code, dir] of Object.entries(this.reader.directions)) {
      const other = row.name?.[code];
      if (!other || other === own) continue;
      const name = Object.assign(element("span", "", other), { lang: code, dir });
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
    const said = this.worded(row, stem);
    return said ? element("p", "note", said) : "";
  }

  /**
   * Since when, or that it was so before anything is recorded; nothing where nothing is.
   * @param {Row} row
   * @param {string} column
   */
  since(row, column) {
    if (row.recorded === false) return "";
    return (textOf(row, "event_id") && this.day(row, column)) || this.text("popup.before");
  }

  /** @param {Row} row */
  certainty(row) {
    return this.text(`confidence.${row.confidence}`);
  }

  /**
   * How sure a row is, and how many independent origins it has, where that is known by now.
   * @param {Row} row
   */
  sureness(row) {
    const count = numberOf(row, "origins");
    const sure = this.certainty(row);
    return count === undefined ? sure : `${sure} · ${this.text("popup.origins", { count: this.reader.count(count) })}`;
  }

  /**
   * What a fact of a layer says of a row; null where nothing is known.
   * @param {Fact} fact
   * @param {Row} row
   * @returns {string | null | undefined}
   */
  fact(fact, row) {
    const { form, column } = fact;
    const value = textOf(row, column);
    switch (form) {
      case "day":
        return this.day(row, column);
      case "since":
        return this.since(row, column);
      case "actor":
        return value && this.actor(value);
      case "range":
        return this.range(row, column);
      case "text":
        return this.worded(row, column);
      case "word":
        return this.#word(fact, value);
    }
  }

  /**
   * @param {Fact} fact
   * @param {string | undefined} word
   */
  #word({ family = "", unless }, word) {
    return word === undefined || word === unless ? null : this.text(`${family}.${word}`);
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
      if (index) cited.append(`${this.text("list.comma")} `);
      cited.append(this.#source(id));
    });
    return cited;
  }

  /**
   * A link to the page of a row alone, with all that stands behind it; nothing where it has none.
   * @param {Pick<LayerLook, "cites"> | undefined} look  of the row's layer
   * @param {Row} row
   */
  permanent(look, row) {
    const [table, column] = look?.cites ?? [];
    const id = table && column && textOf(row, column);
    if (!id || this.rows === null) return "";
    const link = element("a", "", this.text("row.address"));
    link.href = `${this.rows}/${table}/${id}?lang=${this.reader.language}`;
    link.target = "_blank";
    const line = element("p", "permanent");
    line.append(link);
    return line;
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
