// The desk beside the map: one view at a time for whoever wants to read on, a place's history, any other row of the record,
// or the day's table.

import { button, element } from "../core/elements.js";

/** @import { Day } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { History } from "./history.js" */
/** @import { Leaf } from "./leaf.js" */
/** @import { Table } from "./table.js" */
/** @import { Held } from "./holding.js" */

/** @typedef {"history" | "row" | "table"} Shown */

/** The desk of a pair of maps. */
export class Desk {
  /** @type {{ history: History, row: Leaf, table: Table } | null} */
  views = null;
  /** @type {Shown | null} */
  shown = null;
  /** @type {Element | null} */
  #opener = null;
  #day = "";
  /** @type {() => { held: Held, scope: string } | null} */
  #held = () => null;
  /**
   * Hears which view is shown, null for none.
   * @type {(shown: Shown | null) => void}
   */
  onturn = () => {};

  /** @param {Reader} reader */
  constructor(reader) {
    this.reader = reader;
    this.root = element("aside", "atlas-desk");
    this.root.hidden = true;
    const turn = () => (this.shown === "table" ? this.close() : this.open("table"));
    this.toggle = button("atlas-desk-toggle", reader.text("desk.table"), turn);
    this.toggle.disabled = true;
    this.toggle.setAttribute("aria-expanded", "false");
  }

  /**
   * Takes up the views, which come with the record.
   * @param {History} history
   * @param {Leaf} row
   * @param {Table} table
   */
  furnish(history, row, table) {
    this.views = { history, row, table };
    history.onclose = row.onclose = table.onclose = () => this.close();
    this.toggle.disabled = false;
  }

  /**
   * Opens a view for the reader, whose keys go on in it.
   * @param {Shown} name
   */
  open(name) {
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    if (!this.root.contains(activeElement)) this.#opener = activeElement;
    this.restore(name);
    this.views?.[name].focus();
  }

  /**
   * Opens a view that lay open before; the keys stay where they are.
   * @param {Shown} name
   */
  restore(name) {
    const view = this.views?.[name];
    if (!view) return;
    this.shown = name;
    this.root.hidden = false;
    this.root.dataset.shown = name;
    this.root.setAttribute("aria-label", this.reader.text(`desk.${name}`));
    this.toggle.setAttribute("aria-expanded", String(name === "table"));
    this.rest();
    this.root.replaceChildren(view.root);
    this.root.scrollTop = 0;
    this.onturn(name);
  }

  close() {
    if (!this.shown) return;
    this.shown = null;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.toggle.setAttribute("aria-expanded", "false");
    this.onturn(null);
    // The symbol that opened the desk may have left the map with its day.
    const back = /** @type {HTMLElement} */ (this.#opener?.isConnected ? this.#opener : this.toggle);
    this.#opener = null;
    back.focus({ preventScroll: true });
  }

  /**
   * The clock stands at a day.
   * @param {Day} day
   * @param {() => { held: Held, scope: string } | null} held  answers with what holds on it and what the countries are
   *   called whose land is told, and is asked once the hand rests
   */
  mark(day, held) {
    this.#day = day;
    this.#held = held;
    if (this.shown === "history" || this.shown === "row") this.views?.[this.shown].mark(day);
  }

  /** The clock stands still for a moment. */
  rest() {
    const told = this.shown === "table" ? this.#held() : null;
    if (told) this.views?.table.show(told.held, this.#day, told.scope);
    if (this.shown === "row") this.views?.row.rest();
  }
}
