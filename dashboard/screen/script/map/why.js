// Why a piece of land is what it is on a day: from which place it follows, since which change, on whose word. The same
// sentences as `geodata.explain` has; which one tells what comes with the land.

import { textOf } from "../core/account.js";
import { element } from "../core/elements.js";

/** @import { At, Day, Document, Group, Row, Siege, Spell, Values, WhyDocument } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "./looks.js" */
/** @import { Territory } from "./territory.js" */

const EARTH_KM = 6371.0088;
// Nearer than this a distance is told to a tenth.
const NEAR_KM = 10;

/**
 * The land at a point.
 * @typedef {object} Found
 * @property {string} key  of the sentence
 * @property {Values} values  of its fields
 * @property {string | null} land  its class
 * @property {Row | null} row  that says how sure it is, what there is to add, and who says so
 * @property {boolean} dated  whether there is a day to be sure of
 */

/** Tells why. */
export class Why {
  /**
   * @param {Document} record
   * @param {Account} account
   * @param {Territory} territory
   * @param {Looks} looks
   */
  constructor(record, account, territory, looks) {
    this.account = account;
    this.look = looks.layers[looks.holding];
    this.reader = account.reader;
    this.territory = territory;
    this.known = /** @type {WhyDocument} */ (territory.why);
    /** @type {Map<string, Spell[]>} */
    this.spells = new Map();
    for (const row of /** @type {Spell[]} */ (record.layers[looks.holding] ?? [])) {
      const own = this.spells.get(row.id);
      if (own) own.push(row);
      else this.spells.set(row.id, [row]);
    }
  }

  /**
   * What is told of a point on a day.
   * @param {At} at
   * @param {Day} day
   */
  told(at, day) {
    const found = this.find(at, day);
    const body = element("article", "atlas-popup atlas-why");
    body.lang = this.reader.language;
    body.dir = this.reader.direction;
    const { account } = this;
    const title = found.land ? account.text(`class.${found.land}`) : account.text("why.none");
    body.append(element("h2", "", title), element("p", "", this.#text(found.key, found.values)));
    const { row } = found;
    if (!row) return body;
    if (found.dated) body.append(element("p", "certain", this.#certainty(row)));
    body.append(account.note(row));
    if (row.sources) body.append(account.sources(row.sources), account.permanent(this.look, row));
    return body;
  }

  /**
   * @param {At} at
   * @param {Day} day
   * @returns {Found}
   */
  find(at, day) {
    const { known, territory } = this;
    if (!territory.covers(day)) return bare("undated");
    const cell = territory.coverage.cellAt(at);
    if (cell < 0) return bare("outside");
    const land = territory.groupOf(cell, day)?.class ?? null;
    const siege = known.sieges.find((one) => one.start_date <= day && day < one.end_date && tells(one, cell));
    if (siege) return this.#siege(siege, cell, land);
    const owner = known.owner[cell];
    if (owner < 0) return { ...bare("nobody"), land };
    return this.#ofPlace(at, day, cell, land);
  }

  /**
   * @param {Siege} siege
   * @param {number} cell
   * @param {string | null} land
   * @returns {Found}
   */
  #siege(siege, cell, land) {
    const lost = siege.lost[cell];
    const key = this.known.of_sieges[lost ? "shrunk" : siege.class];
    const values = { group: this.account.actor(this.known.group), since: this.#since(lost ?? siege.start_date) };
    return { key, values, land, row: /** @type {Row} */ (/** @type {unknown} */ (siege)), dated: true };
  }

  /**
   * @param {At} at
   * @param {Day} day
   * @param {number} cell
   * @param {string | null} land
   * @returns {Found}
   */
  #ofPlace(at, day, cell, land) {
    const { known, account } = this;
    const owner = known.owner[cell];
    const lent = known.lent.find(([place, from, until]) => place === owner && from <= day && (!until || day < until));
    const place = this.#near("place", owner, at, day);
    const lender = lent && this.#near("lender", lent[3], at, day);
    const rival = known.rival[cell] >= 0 ? this.#near("rival", known.rival[cell], at, day) : undefined;
    const spell = this.#spellOn(lent ? lent[3] : owner, day);
    const cases = known.cases[land ?? ""];
    const key = sentence(cases, { lent: Boolean(lent), spell, fought: known.fought, rival: Boolean(rival) });
    const dated = Boolean(spell?.event_id);
    const values = {
      ...place,
      ...lender,
      ...rival,
      group: account.actor(known.group),
      holder: this.#holder(spell),
      since: dated && spell ? this.#since(spell.start_date, spell.start_date_edtf) : this.#text("first"),
      gone: this.#gone(owner, day),
    };
    return { key, values, land, row: spell ?? null, dated };
  }

  /** @param {Spell | undefined} spell */
  #holder(spell) {
    return spell?.controller ? this.account.actor(spell.controller) : this.#text("nobody.known");
  }

  /**
   * A place as a sentence names it, how far it lies and who held it.
   * @param {string} name
   * @param {number} number
   * @param {At} at
   * @param {Day} day
   * @returns {Values}
   */
  #near(name, number, at, day) {
    const id = this.known.places[number];
    const [row] = this.spells.get(id) ?? [];
    const km = row?.at ? distance(at, row.at) : 0;
    const told = km < NEAR_KM ? this.#tenths(km) : this.reader.count(Math.round(km));
    return {
      [name]: row ? this.account.name(row) : id,
      [name === "place" ? "km" : `${name}_km`]: told,
      [`${name}_holder`]: this.#holder(this.#spellOn(number, day)),
    };
  }

  /** @param {number} km */
  #tenths(km) {
    return km.toFixed(1).replace(".", this.reader.decimal);
  }

  /**
   * @param {number} place
   * @param {Day} day
   */
  #spellOn(place, day) {
    const own = this.spells.get(this.known.places[place]) ?? [];
    return own.find((row) => row.controller && row.start_date <= day && (!row.end_date || day < row.end_date));
  }

  /**
   * The first day without the group, after it was there.
   * @param {number} place
   * @param {Day} day
   */
  #gone(place, day) {
    let gone = "";
    let was = false;
    for (const { controller = "", start_date: from } of this.spells.get(this.known.places[place]) ?? []) {
      if (from > day) break;
      const there = [this.known.group, this.known.fought].includes(controller);
      if (there) gone = "";
      else if (was) gone ||= from;
      was = there || was;
    }
    return gone ? this.reader.day(gone) : "";
  }

  /**
   * @param {Day} day
   * @param {string} [edtf]
   */
  #since(day, edtf) {
    return this.#text("since", { day: this.reader.day(day, edtf) });
  }

  /** @param {Row} row */
  #certainty(row) {
    const told = [this.#text(`confidence.${row.confidence}`)];
    const [earliest, latest] = [textOf(row, "earliest_date"), textOf(row, "latest_date")];
    if (earliest && latest) {
      told.push(this.#text("window", { earliest: this.reader.day(earliest), latest: this.reader.day(latest) }));
    }
    if (row.basis === "area") told.push(this.#text("area"));
    if (row.origins !== undefined) told.push(this.#text("origins", { count: Number(row.origins) }));
    return this.#text("certainty", { told: told.join(this.#text("comma")) });
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   */
  #text(key, values) {
    return this.account.text(`explain.${key}`, values);
  }
}

/**
 * @param {string} key
 * @returns {Found}
 */
function bare(key) {
  return { key, values: {}, land: null, row: null, dated: false };
}

/**
 * Whether a siege tells of a cell.
 * @param {Siege} siege
 * @param {number} cell
 */
function tells({ cells, lost }, cell) {
  return cells.includes(cell) || cell in lost;
}

/**
 * Which sentence tells land of a place.
 * @param {Record<string, string>} cases
 * @param {{ lent: boolean, spell: Spell | undefined, fought: string, rival: boolean }} what
 */
function sentence(cases, { lent, spell, fought, rival }) {
  if (lent) return cases.lent;
  if (cases.unknown && !spell) return cases.unknown;
  if (cases.front && spell?.controller !== fought) return rival ? cases.front : cases.front_unknown;
  return cases.own;
}

/**
 * Kilometres between two points as the crow flies.
 * @param {At} one
 * @param {At} other
 */
function distance([lon, lat], [toLon, toLat]) {
  const [a, b] = [lat, toLat].map((degrees) => (degrees * Math.PI) / 180);
  const turn = ((toLon - lon) * Math.PI) / 180;
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}
