// What holds on the day, as a table beside the map: sorted, narrowed, and taken away as CSV.

import { button, element, select } from "../core/elements.js";
import { columnsOf, fileOf } from "./columns.js";
import { csv, save } from "./csv.js";
import { chip } from "./holder.js";

/** @import { Day, Row, Values } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "../map/looks.js" */
/** @import { Column, TableRow } from "./columns.js" */
/** @import { Held } from "./holding.js" */

/** @typedef {{ column: number, ascending: boolean }} Sorting */

/**
 * Letters without marks and in one case, so that a filter finds a name however it is typed.
 * @param {string} text
 */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * An element of a table that is laid out otherwise, with the role that says what it is all the same.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} role
 * @param {string} [className]
 */
function part(tag, role, className) {
  const made = element(tag, className);
  made.setAttribute("role", role);
  return made;
}

/**
 * @param {Column} column
 * @param {Intl.Collator} collator
 * @returns {(a: string | number, b: string | number) => number}
 */
function comparison(column, collator) {
  return (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    // Days are ISO text, which sorts as it reads.
    if (column.iso) return a < b ? -1 : Number(a > b);
    return collator.compare(String(a), String(b));
  };
}

/** The view of a day. */
export class Table {
  layer = "";
  /**
   * Rows as they stand.
   * @type {TableRow[]}
   */
  rows = [];
  /** @type {Day} */
  day = "";
  #scope = "";
  /** @type {Held} */
  #held = {};
  /** @type {Record<string, Sorting>} */
  #sorting;
  /** @type {Map<string, HTMLElement>} */
  #chips = new Map();
  #heading = element("h2");
  #count = element("p", "count");
  #filter = element("input");
  #titles = part("tr", "row");
  #body = part("tbody", "rowgroup");
  #none = element("p", "none");
  #told = element("p", "told");
  #select;
  /**
   * Hears which feature of the map a row speaks of.
   * @type {(layer: string, id: string) => void}
   */
  onpick = () => {};
  /** Hears that the reader has seen enough. */
  onclose = () => {};

  /**
   * @param {Account} account
   * @param {Looks} looks
   * @param {string[]} confidences  how sure a row may be, the surest first
   */
  constructor(account, looks, confidences) {
    this.account = account;
    this.reader = account.reader;
    this.looks = looks;
    this.collator = new Intl.Collator(this.reader.language, { numeric: true });
    const listed = Object.entries(looks.layers).filter(([, look]) => look.columns.length);
    this.columns = Object.fromEntries(listed.map(([layer, look]) => [layer, columnsOf(account, look, confidences)]));
    this.#sorting = Object.fromEntries(listed.map(([layer, look]) => [layer, { ...look.sorting }]));
    const layers = listed.map(([layer]) => /** @type {[string, string]} */ ([layer, ""]));
    this.#select = select(this.#text("table.layer"), layers, (layer) => this.#choose(layer));
    this.layer = looks.holding || (listed[0]?.[0] ?? "");
    this.root = element("section", "atlas-sheet");
    this.root.lang = this.reader.language;
    this.root.dir = this.reader.direction;
    this.#build();
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   */
  #text(key, values) {
    return this.reader.text(key, values);
  }

  focus() {
    this.#select.focus({ preventScroll: true });
  }

  // ---- the frame -----------------------------------------------------------------------------------------------

  #build() {
    const head = element("header");
    head.append(
      button("close", "×", () => this.onclose(), this.#text("desk.close")),
      this.#heading,
    );
    this.#count.setAttribute("role", "status");
    const foot = element("div", "foot");
    foot.append(
      this.#count,
      button("save", this.#text("table.download"), () => this.#save()),
    );
    const wanted = element("div", "wanted");
    this.#listenToFilter();
    wanted.append(this.#select, this.#filter);
    this.root.append(head, this.#told, wanted, foot, this.#sheet());
  }

  #listenToFilter() {
    const filter = this.#filter;
    filter.type = "search";
    filter.placeholder = this.#text("table.filter");
    filter.setAttribute("aria-label", this.#text("table.filter"));
    filter.addEventListener("input", () => this.#render());
    // Escape empties the box first, and only then closes the desk.
    filter.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !filter.value) return;
      event.preventDefault();
      event.stopPropagation();
      filter.value = "";
      this.#render();
    });
  }

  #sheet() {
    const scroll = element("div", "rows");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", this.#text("desk.table"));
    // Rows are laid out as grids, so that those out of sight cost nothing; the roles say what they are all the same.
    const table = part("table", "table");
    const top = part("thead", "rowgroup");
    top.append(this.#titles);
    this.#body.addEventListener("click", ({ target }) => this.#pick(lineOf(target)));
    this.#body.addEventListener("keydown", (event) => this.#walk(event));
    table.append(top, this.#body);
    scroll.append(table, this.#none);
    return scroll;
  }

  // ---- showing -------------------------------------------------------------------------------------------------

  /**
   * Shows what holds on a day; rows that are the same as before are left as they stand.
   * @param {Held} held
   * @param {Day} day
   * @param {string} scope  what the countries are called whose land is told
   */
  show(held, day, scope) {
    const [before, after] = [this.#held[this.layer], held[this.layer]];
    const same = before?.length === after.length && after.every((row, number) => row === before[number]);
    this.#held = held;
    this.day = day;
    this.#scope = scope;
    this.#heading.textContent = this.#text("table.title", { day: this.reader.day(day) });
    for (const option of this.#select.options) {
      const named = this.#text(this.looks.layers[option.value].title);
      option.textContent = `${named} (${this.reader.count(held[option.value].length)})`;
    }
    if (!same || !this.#titles.childElementCount) this.#choose(this.layer);
    else this.#tell();
  }

  /** @param {string} layer */
  #choose(layer) {
    this.layer = layer;
    this.#select.value = layer;
    this.root.dataset.layer = layer;
    this.root.dataset.holders = this.columns[layer].some(({ actor }) => actor) ? "yes" : "no";
    this.root.dataset.columns = String(this.columns[layer].length);
    this.#tell();
    this.#titles.replaceChildren(...this.columns[layer].map((column, number) => this.#title(column, number)));
    this.#render();
  }

  /** Says of what the rows are: the map may show less. */
  #tell() {
    const isLand = this.looks.layers[this.layer].kind === "land";
    this.#told.textContent = this.#text(isLand ? "table.land_of" : "table.of_record", { scope: this.#scope });
  }

  /**
   * @param {Column} column
   * @param {number} number
   */
  #title(column, number) {
    const { column: sorted, ascending } = this.#sorting[this.layer];
    const title = part("th", "columnheader", column.number ? "number" : "");
    title.setAttribute("aria-sort", number !== sorted ? "none" : ascending ? "ascending" : "descending");
    title.append(button("", this.#text(column.title), () => this.#sort(number)));
    return title;
  }

  /** @param {number} number */
  #sort(number) {
    const { column, ascending } = this.#sorting[this.layer];
    this.#sorting[this.layer] = { column: number, ascending: column === number ? !ascending : true };
    this.#choose(this.layer);
    this.#titles.children[number].querySelector("button")?.focus();
  }

  /** The layer's rows that have the filter's text, in order; equals stand by their names. */
  #chosen() {
    const columns = this.columns[this.layer];
    const { column, ascending } = this.#sorting[this.layer];
    const wanted = plain(this.#filter.value.trim());
    const has = (/** @type {TableRow} */ row) => {
      const names = "name" in row ? Object.values(row.name ?? {}) : [];
      return plain([...columns.map(({ say }) => say(row)), ...names].join("\n")).includes(wanted);
    };
    /** @type {TableRow[]} */
    const all = this.#held[this.layer];
    const compare = comparison(columns[column], this.collator);
    const byName = comparison({ ...columns[0], iso: false }, this.collator);
    const way = ascending ? 1 : -1;
    return all
      .filter((row) => !wanted || has(row))
      .map((row) => ({ row, name: columns[0].order(row), order: columns[column].order(row) }))
      .sort((a, b) => way * compare(a.order, b.order) || byName(a.name, b.name))
      .map(({ row }) => row);
  }

  #render() {
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const focused = this.#body.contains(activeElement) ? (lineOf(activeElement)?.dataset.id ?? null) : null;
    this.rows = this.#chosen();
    this.#body.replaceChildren(...this.rows.map((row) => this.#row(row)));
    const total = this.#held[this.layer].length;
    const number = { shown: this.reader.count(this.rows.length), total: this.reader.count(total) };
    this.#count.textContent = this.#text("table.rows", number);
    this.#none.hidden = this.rows.length > 0;
    this.#none.textContent = this.#text(total ? "table.no_match" : "table.empty");
    const lines = [...this.#body.rows];
    const again = lines.find((line) => line.dataset.id === focused) ?? lines[0];
    this.#station(again);
    if (focused !== null) again?.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @param {TableRow} row */
  #row(row) {
    const line = part("tr", "row");
    line.dataset.id = row.id;
    const { key, kind } = this.looks.layers[this.layer];
    const opens = kind === "points";
    this.columns[this.layer].forEach((column, number) => {
      const box = number ? part("td", "cell", column.number ? "number" : "") : part("th", "rowheader");
      box.append(this.#cell(row, column, number === 0 && opens));
      line.append(box);
    });
    if (opens) line.dataset.feature = String(/** @type {Row} */ (row)[key]);
    return line;
  }

  /**
   * @param {TableRow} row
   * @param {Column} column
   * @param {boolean} opens
   */
  #cell(row, column, opens) {
    const said = column.say(row);
    const actor = column.actor?.(row);
    if (actor) return this.#chip(actor, said);
    if (!opens) return said;
    const opener = button("", said, null);
    opener.tabIndex = -1;
    return opener;
  }

  /**
   * Made once for each holder.
   * @param {string} id
   * @param {string} name
   */
  #chip(id, name) {
    const made = this.#chips.get(id) ?? chip(this.looks, id, name);
    this.#chips.set(id, made);
    return made.cloneNode(true);
  }

  // ---- the hand ------------------------------------------------------------------------------------------------

  /** @param {HTMLElement | null} line */
  #pick(line) {
    if (line?.dataset.feature === undefined) return;
    this.#station(line);
    this.onpick(this.layer, line.dataset.feature);
  }

  /**
   * One row at a time is reached with the tab key; the arrows walk from row to row.
   * @param {HTMLElement | undefined} line
   */
  #station(line) {
    const opener = line?.querySelector("button");
    if (!opener) return;
    const reached = this.#body.querySelector("button[tabindex='0']");
    if (reached instanceof HTMLElement) reached.tabIndex = -1;
    opener.tabIndex = 0;
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const line = lineOf(event.target);
    const body = this.#body;
    const ways = { ArrowDown: line?.nextElementSibling, ArrowUp: line?.previousElementSibling };
    const to = { ...ways, Home: body.firstElementChild, End: body.lastElementChild }[event.key];
    if (!(to instanceof HTMLElement)) return;
    event.preventDefault();
    this.#station(to);
    to.querySelector("button")?.focus();
  }

  #save() {
    save(
      `${this.reader.name}-${this.layer}-${this.day}.csv`,
      csv(fileOf(this.looks.layers[this.layer], this.rows, this.reader.languages)),
    );
  }
}

/**
 * The row that an element stands in.
 * @param {EventTarget | null} target
 */
function lineOf(target) {
  return target instanceof Element ? target.closest("tr") : null;
}
