// A place's history: who held it from when to when, how that is known, and what else happened there.

import { textOf } from "../core/account.js";
import * as days from "../core/days.js";
import { button, element } from "../core/elements.js";
import { picture } from "../map/symbols.js";
import { chip } from "./holder.js";
import { Strip } from "./strip.js";

/** @import { Day, Document, Happening, Mark, Row, Spell, Values } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "../map/looks.js" */

/**
 * Rows of a layer that happened at a place.
 * @typedef {{ layer: string, rows: Happening[] }} Happened
 */

/**
 * What happened at a place, layer by layer, in order of time.
 * @param {Document} record
 * @param {string} place
 * @returns {Happened[]}
 */
function happenedAt({ layers, looks }, place) {
  const others = Object.keys(looks).filter((layer) => layers[layer] && !looks[layer].of_place);
  return others.flatMap((layer) => {
    const own = /** @type {Happening[]} */ (layers[layer].filter((row) => row.place_id === place && row.event_date));
    return own.length ? [{ layer, rows: own.sort((a, b) => a.event_date.localeCompare(b.event_date)) }] : [];
  });
}

/** The view of one place. */
export class History {
  /** The place that it tells of. */
  place = "";
  /** @type {Spell[]} */
  #spells = [];
  /** @type {HTMLElement[]} */
  #items = [];
  /** @type {Strip | null} */
  #strip = null;
  /** The spell that is marked as holding. */
  #marked = -2;
  /**
   * Hears of a day to go to.
   * @type {(day: Day) => void}
   */
  onday = () => {};
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
    this.reader = account.reader;
    this.looks = looks;
    this.root = element("article", "atlas-history");
    this.root.lang = this.reader.language;
    this.root.dir = this.reader.direction;
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   */
  #text(key, values) {
    return this.reader.text(key, values);
  }

  focus() {
    this.root.querySelector("h2")?.focus({ preventScroll: true });
  }

  /**
   * Tells of a place, the clock standing at a day.
   * @param {string} place
   * @param {Day} day
   */
  show(place, day) {
    const { layers } = this.record;
    this.place = place;
    // Of the time before the record there is nothing to tell.
    const own = (layers[this.looks.holding] ?? []).filter((row) => {
      return row.id === place && (row.controller || !row.end_date);
    });
    const spells = (this.#spells = /** @type {Spell[]} */ (own));
    const happened = happenedAt(this.record, place);
    const signs = happened.flatMap(({ layer, rows }) =>
      rows.map((row) => ({ row, marks: this.#sign(layer, row).marks })),
    );
    const held = spells.filter(({ controller }) => controller);
    this.#strip = new Strip({ spells: held, signs, land: this.record.land }, this.account, this.looks, {
      say: (spell) => this.#say(spell),
      go: (to) => this.onday(to),
    });
    this.#marked = -2;
    this.#items = spells.map((spell) => this.#change(spell));
    this.root.replaceChildren(
      this.#head(spells[0]),
      this.#strip.root,
      ...this.#changes(),
      ...happened.flatMap((one) => this.#happenings(one)),
    );
    this.mark(day);
  }

  /**
   * Moves the marker; the spell that holds is touched only when it is another one.
   * @param {Day} day
   */
  mark(day) {
    const strip = this.#strip;
    if (!strip) return;
    strip.mark(day);
    const index = this.#spells.findIndex((spell) => days.holds(spell, day));
    if (index === this.#marked) return;
    this.#marked = index;
    for (const list of [strip.segments, this.#items]) {
      list.forEach((box, number) => {
        if (number === index) box.setAttribute("aria-current", "true");
        else box.removeAttribute("aria-current");
      });
    }
  }

  /**
   * Who held the place from when to when, as a sentence.
   * @param {Spell} spell
   */
  #say(spell) {
    if (!spell.controller) return this.account.holder(spell);
    const [from, until] = [this.#since(spell), this.account.day(spell, "end_date")];
    const holder = this.account.actor(spell.controller);
    // What is not followed any more has not changed by that.
    if (spell.end_date && days.number(spell.end_date) > days.number(spell.followed_until)) {
      return this.#text("history.spell_open", { holder, from, day: this.reader.day(spell.followed_until) });
    }
    return this.#text(spell.event_id ? "history.spell" : "history.spell_first", { holder, from, until });
  }

  /**
   * Since when, or that it was so before anything is recorded.
   * @param {Spell} spell
   */
  #since(spell) {
    return this.account.since(spell, "start_date");
  }

  // ---- the lists -----------------------------------------------------------------------------------------------

  /** @param {Spell} row */
  #head(row) {
    const head = this.account.head(row);
    const title = head.querySelector("h2");
    if (title) title.tabIndex = -1;
    // Governorates may have a name in one language only.
    const region = textOf(row, `admin1_${this.reader.language}`);
    const kind = [this.#text(`kind.${row.kind}`), region, this.#text(`scope.${row.country}`)];
    head.append(element("p", "kind", kind.filter(Boolean).join(" · ")));
    head.prepend(button("close", "×", () => this.onclose(), this.#text("desk.close")));
    return head;
  }

  #changes() {
    const heading = element("h3", "", this.#text("history.changes"));
    const list = element("ol", "changes");
    list.append(...this.#items);
    if (this.#spells.some((spell) => spell.event_id)) return [heading, list];
    return [heading, element("p", "still", this.#text("history.unchanged")), list];
  }

  /** @param {Spell} spell */
  #change(spell) {
    const item = element("li");
    item.dataset.id = spell.event_id ?? "";
    if (!spell.controller) {
      item.append(element("p", "still", this.account.holder(spell)));
      return item;
    }
    const when = element("p", "when");
    when.append(time(this.#since(spell), spell.start_date));
    if (spell.earliest_date) when.append(" ", element("span", "exact", this.#between(spell)));
    const how = element("p", "how");
    how.append(chip(this.looks, spell.controller, this.account.actor(spell.controller)));
    if (spell.means) how.append(" ", element("span", "means", this.#text(`means.${spell.means}`)));
    if (spell.event_id) item.append(this.#way(spell.start_date));
    item.append(when, how);
    if (spell.basis === "area") item.append(element("p", "basis", this.#text("history.area")));
    item.append(...this.#grounds(this.looks.holding, spell));
    return item;
  }

  /**
   * The days between which a change lies.
   * @param {Spell} spell
   */
  #between({ earliest_date: earliest = "", latest_date: latest = "" }) {
    return this.#text("history.between", { earliest: this.reader.day(earliest), latest: this.reader.day(latest) });
  }

  /** @param {Happened} happened */
  #happenings({ layer, rows }) {
    const list = element("ol", "happenings");
    list.append(...rows.map((row) => this.#happening(layer, row)));
    return [element("h3", "", this.#text(`layer.${layer}`)), list];
  }

  /**
   * The sign of a row and what its class is called; no sign where the map has none.
   * @param {string} layer
   * @param {Row} row
   * @returns {{ marks: Mark[], words: string }}
   */
  #sign(layer, row) {
    const { facts, legend, symbols } = this.looks.layers[layer];
    const there = this.looks.find(layer, String(row[this.looks.layers[layer].key]))?.appearances[0];
    if (!there) return { marks: [], words: facts[0] ? (this.account.fact(facts[0], row) ?? "") : "" };
    const { kind, marks } = symbols[there.symbol];
    const entry = legend.find((one) => one.kind === kind);
    return { marks, words: entry?.key ? this.#text(entry.key) : this.account.actor(entry?.actor ?? kind) };
  }

  /**
   * @param {string} layer
   * @param {Happening} row
   */
  #happening(layer, row) {
    const { marks, words } = this.#sign(layer, row);
    const kind = element("p", "class");
    if (marks.length) {
      const sign = element("i", "sign");
      sign.append(picture(14, marks));
      kind.append(sign);
    }
    kind.append(element("span", "", words));
    const item = element("li");
    item.dataset.id = row.id;
    const when = time(this.account.day(row, "event_date"), row.event_date);
    const title = element("strong", "", this.account.name(row));
    item.append(this.#way(row.event_date), when, title, kind, ...this.#grounds(layer, row));
    return item;
  }

  /** @param {Day} day */
  #way(day) {
    const go = button("go", this.#text("history.go"), () => this.onday(day));
    go.setAttribute("aria-label", this.#text("history.go_to", { day: this.reader.day(day) }));
    return go;
  }

  /**
   * What an entry of a layer rests on.
   * @param {string} layer
   * @param {Row} row
   */
  #grounds(layer, row) {
    const { account } = this;
    return [
      account.note(row),
      account.facts([["popup.certainty", account.sureness(row)]]),
      account.sources(row.sources),
      account.permanent(this.looks.layers[layer], row),
    ];
  }
}

/**
 * @param {string | null} said
 * @param {Day} day
 */
function time(said, day) {
  const box = element("time", "", said);
  box.dateTime = day;
  return box;
}
