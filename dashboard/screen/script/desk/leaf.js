// One row of the record, or all that is said of one thing: an attack, a site, a group with its times, a milestone, a
// member of the coalition; and one of those who fight, with the places that it holds on the day.

import { textOf } from "../core/account.js";
import * as days from "../core/days.js";
import { button, element } from "../core/elements.js";
import { shownOn } from "../core/record.js";
import { chip } from "./holder.js";

/** @import { Day, Document, Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "../map/looks.js" */

// An actor is no row: it cites nothing.
const NO_ROW = { confidence: "", sources: "" };

/** The view of one thing that is no place. */
export class Leaf {
  /** Layer and id of what it tells of, as the address says it. */
  thing = "";
  /** @type {{ row: Row, item: HTMLElement }[]} */
  #items = [];
  /** Of an actor the list of what it holds. */
  #actor = "";
  #held = element("section", "holdings");
  #day = "";
  /**
   * Hears of a day to go to.
   * @type {(day: Day) => void}
   */
  onday = () => {};
  /**
   * Hears of a place to open.
   * @type {(place: string) => void}
   */
  onplace = () => {};
  /** Hears that the reader has seen enough. */
  onclose = () => {};

  /**
   * @param {Document} record
   * @param {Account} account
   * @param {Looks} looks
   */
  constructor(record, account, looks) {
    this.record = record;
    this.account = account;
    this.looks = looks;
    this.root = element("article", "atlas-history");
    this.root.lang = account.reader.language;
    this.root.dir = account.reader.direction;
  }

  focus() {
    this.root.querySelector("h2")?.focus({ preventScroll: true });
  }

  /**
   * Tells of what a layer says of a thing; answers with whether it says anything.
   * @param {string} layer
   * @param {string} id
   * @param {Day} day
   */
  show(layer, id, day) {
    const actor = this.record.actors[layer in this.record.layers ? "" : id];
    const key = this.looks.layers[layer]?.key;
    const rows = (this.record.layers[layer] ?? []).filter((row) => String(row[key]) === id);
    if (!rows.length && !actor) return false;
    this.thing = `${layer}/${id}`;
    this.#actor = actor ? id : "";
    this.#items = rows.map((row) => ({ row, item: this.#item(layer, row, rows) }));
    const list = element("ol", "changes");
    list.append(...this.#items.map(({ item }) => item));
    const told = actor ? [this.#held] : [...this.#common(layer, rows), list];
    const kind = this.account.text(actor ? `search.about.${layer}` : `layer.${layer}`);
    this.root.replaceChildren(this.#head(actor ? { ...actor, ...NO_ROW } : rows[0], kind), ...told);
    this.mark(day);
    this.rest();
    return true;
  }

  /**
   * Marks what holds on a day.
   * @param {Day} day
   */
  mark(day) {
    this.#day = day;
    for (const { row, item } of this.#items) {
      const isNow = row.event_date === day || (this.#items.length > 1 && days.holds(row, day));
      if (isNow) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }

  /** The clock stands still: what an actor holds on the day is listed. */
  rest() {
    if (!this.#actor) return;
    const { holding } = this.looks;
    const held = shownOn(this.record, holding, this.#day).filter((row) => row.controller === this.#actor);
    const count = this.account.reader.count(held.length);
    const list = element("ul", "places");
    const named = held.map((row) => ({ id: row.id, rank: row.label_rank ?? Infinity, name: this.account.name(row) }));
    named.sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name));
    for (const { id, name } of named) {
      const item = element("li");
      item.append(button("place", name, () => this.onplace(id)));
      list.append(item);
    }
    this.#held.replaceChildren(
      chip(this.looks, this.#actor, this.account.actor(this.#actor)),
      element("h3", "", this.account.text("desk.holds", { count })),
      list,
    );
  }

  /**
   * @param {Row} row
   * @param {string} kind
   */
  #head(row, kind) {
    const head = this.account.head(row);
    const title = head.querySelector("h2");
    if (title) title.tabIndex = -1;
    head.append(element("p", "kind", kind));
    head.prepend(button("close", "×", () => this.onclose(), this.account.text("desk.close")));
    return head;
  }

  /**
   * Notes that all rows share, which are told once.
   * @param {string} layer
   * @param {Row[]} rows
   */
  #common(layer, rows) {
    if (rows.length < 2) return [];
    return this.looks.layers[layer].notes
      .filter((stem) => this.#isCommon(stem, rows))
      .map((stem) => this.account.note(rows[0], stem));
  }

  /**
   * @param {string} stem
   * @param {Row[]} rows
   */
  #isCommon(stem, rows) {
    return (
      rows.length > 1 && rows.every((row) => this.account.worded(row, stem) === this.account.worded(rows[0], stem))
    );
  }

  /**
   * @param {string} layer
   * @param {Row} row
   * @param {Row[]} rows
   */
  #item(layer, row, rows) {
    const { account } = this;
    const look = this.looks.layers[layer];
    const item = element("li");
    item.dataset.id = row.id;
    const column = row.event_date ? "event_date" : "start_date";
    const day = textOf(row, column);
    if (day) item.append(this.#way(day), this.#when(account.day(row, column), day));
    // The day stands above already.
    const facts = look.facts.filter((fact) => fact.column !== column);
    item.append(
      account.facts(facts.map((fact) => [fact.label, account.fact(fact, row)])),
      ...look.notes.filter((stem) => !this.#isCommon(stem, rows)).map((stem) => account.note(row, stem)),
      account.sources(row.sources),
      account.permanent(look, row),
    );
    return item;
  }

  /**
   * @param {string | null} said
   * @param {Day} day
   */
  #when(said, day) {
    const box = element("time", "", said);
    box.dateTime = day;
    const line = element("p", "when");
    line.append(box);
    return line;
  }

  /** @param {Day} day */
  #way(day) {
    const { account } = this;
    const go = button("go", account.text("history.go"), () => this.onday(day));
    go.setAttribute("aria-label", account.text("history.go_to", { day: account.reader.day(day) }));
    return go;
  }
}
