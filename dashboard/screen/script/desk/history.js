// A place's history: who held it from when to when, how that is known, and what else happened there.

import { textOf } from "../core/account.js";
import * as days from "../core/days.js";
import { button, element } from "../core/elements.js";
import { filled, picture } from "../map/symbols.js";
import { chip } from "./holder.js";
import { Strip } from "./strip.js";

/** @import { Day, Document, Happening, MilestoneRow, PlaceRow, Row, SiteRow, Values } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "../map/looks.js" */

/**
 * Rows that speak of a place, in order of time.
 * @template {Happening} R
 * @param {R[] | undefined} rows
 * @param {string} place
 */
function of(rows, place) {
  const own = (rows ?? []).filter((row) => row.place_id === place);
  return own.sort((a, b) => a.event_date.localeCompare(b.event_date));
}

/** The view of one place. */
export class History {
  /** The place that it tells of. */
  place = "";
  /** @type {PlaceRow[]} */
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
    this.root.querySelector("h3")?.focus({ preventScroll: true });
  }

  /**
   * Tells of a place, the clock standing at a day.
   * @param {string} place
   * @param {Day} day
   */
  show(place, day) {
    const { layers } = this.record;
    this.place = place;
    const spells = (this.#spells = (layers.places ?? []).filter((row) => row.id === place));
    const [sites, milestones] = [of(layers.heritage_sites, place), of(layers.milestones, place)];
    this.#strip = new Strip({ spells, sites, milestones }, this.account, this.looks, {
      say: (spell) => this.#say(spell),
      go: (to) => this.onday(to),
    });
    this.#marked = -2;
    this.#items = spells.map((spell) => this.#change(spell));
    this.root.replaceChildren(
      this.#head(spells[0]),
      this.#strip.root,
      ...this.#changes(),
      ...this.#happenings("layer.heritage_sites", sites, (row) => this.#site(row)),
      ...this.#happenings("layer.milestones", milestones, (row) => this.#milestone(row)),
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
   * @param {PlaceRow} spell
   */
  #say(spell) {
    const [from, until] = [this.#since(spell), this.account.day(spell, "end_date")];
    const key = !spell.end_date ? "history.spell_open" : spell.event_id ? "history.spell" : "history.spell_first";
    return this.#text(key, { holder: this.account.actor(spell.controller), from, until });
  }

  /**
   * Since when, or that it was so before anything is recorded.
   * @param {PlaceRow} spell
   */
  #since(spell) {
    return (spell.event_id && this.account.day(spell, "start_date")) || this.#text("popup.before");
  }

  // ---- the lists -----------------------------------------------------------------------------------------------

  /** @param {PlaceRow} row */
  #head(row) {
    const head = this.account.head(row);
    const title = head.querySelector("h3");
    if (title) title.tabIndex = -1;
    // Governorates have a name in English only.
    const region = this.reader.language === "en" ? row.admin1_en : null;
    const kind = [this.#text(`kind.${row.kind}`), region, this.#text(`scope.${row.country}`)];
    head.append(element("p", "kind", kind.filter(Boolean).join(" · ")));
    head.prepend(button("close", "×", () => this.onclose(), this.#text("desk.close")));
    return head;
  }

  #changes() {
    const heading = element("h4", "", this.#text("history.changes"));
    const list = element("ol", "changes");
    list.append(...this.#items);
    if (this.#spells.some((spell) => spell.event_id)) return [heading, list];
    return [heading, element("p", "unchanged", this.#text("history.unchanged")), list];
  }

  /** @param {PlaceRow} spell */
  #change(spell) {
    const item = element("li");
    item.dataset.id = spell.event_id ?? "";
    const when = element("p", "when");
    when.append(time(this.#since(spell), spell.start_date));
    if (spell.earliest_date) when.append(" ", element("span", "exact", this.#between(spell)));
    const how = element("p", "how");
    how.append(chip(this.looks, spell.controller, this.account.actor(spell.controller)));
    if (spell.means) how.append(" ", element("span", "means", this.#text(`means.${spell.means}`)));
    if (spell.event_id) item.append(this.#way(spell.start_date));
    item.append(when, how);
    if (spell.basis === "area") item.append(element("p", "basis", this.#text("history.area")));
    item.append(...this.#grounds(spell));
    return item;
  }

  /**
   * The days between which a change lies.
   * @param {PlaceRow} spell
   */
  #between({ earliest_date: earliest = "", latest_date: latest = "" }) {
    return this.#text("history.between", { earliest: this.reader.day(earliest), latest: this.reader.day(latest) });
  }

  /**
   * @template {Row} R
   * @param {string} key
   * @param {R[]} rows
   * @param {(row: R) => HTMLElement} tell
   */
  #happenings(key, rows, tell) {
    if (!rows.length) return [];
    const list = element("ol", "happenings");
    list.append(...rows.map(tell));
    return [element("h4", "", this.#text(key)), list];
  }

  /** @param {SiteRow} row */
  #site(row) {
    const sign = element("i", "sign");
    sign.append(picture(14, filled("diamond", this.looks.classes.heritage_sites[row.damage])));
    const damage = element("p", "class");
    damage.append(sign, element("span", "", this.#text(`damage.${row.damage}`)));
    return this.#happening(row, row.name[this.reader.language], damage);
  }

  /** @param {MilestoneRow} row */
  #milestone(row) {
    const lane = element("p", "class", this.#text(`lane.${row.lane}`));
    return this.#happening(row, textOf(row, `title_${this.reader.language}`), lane);
  }

  /**
   * @param {Happening} row
   * @param {string | undefined} title
   * @param {HTMLElement} kind
   */
  #happening(row, title, kind) {
    const item = element("li");
    item.dataset.id = row.id;
    const when = time(this.account.day(row, "event_date"), row.event_date);
    item.append(this.#way(row.event_date), when, element("strong", "", title), kind, ...this.#grounds(row));
    return item;
  }

  /** @param {Day} day */
  #way(day) {
    const go = button("go", this.#text("history.go"), () => this.onday(day));
    go.setAttribute("aria-label", this.#text("history.go_to", { day: this.reader.day(day) }));
    return go;
  }

  /**
   * What an entry rests on.
   * @param {Row} row
   */
  #grounds(row) {
    const { account } = this;
    return [
      account.note(row),
      account.facts([["popup.certainty", account.certainty(row)]]),
      account.sources(row.sources),
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
