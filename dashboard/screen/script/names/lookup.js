// What a reader finds by name: the names are had when the search is first turned to, and told in the reader's language.

import { content } from "../core/content.js";
import { Dates } from "./dates.js";
import { Finder } from "./finder.js";

/** @import { Day, Hit, NamesDocument } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Written } from "./dates.js" */
/** @import { Found } from "./finder.js" */

// Of what a hit has a day has little.
const NOWHERE = { other: null, edtf: null, at: null, box: null };

/**
 * What was found; where a day was meant that the clock does not reach, a sentence says so.
 * @typedef {{ hits: Hit[], said: string | null }} Answer
 */

/** What is had once: the names, and how days are read. */
class Known {
  /** @param {NamesDocument} document */
  constructor(document) {
    this.finder = new Finder(document);
    this.dates = new Dates(this.finder.spelling, document.months);
  }
}

/** The names, and what bears one. */
export class Lookup {
  /** @type {Promise<Known> | null} */
  #known = null;

  /**
   * @param {NamesDocument | string} names  or the address where they are found
   * @param {Reader} reader
   * @param {() => Promise<{ first: Day, last: Day }>} clock  answers with the days that it runs over
   */
  constructor(names, reader, clock) {
    this.names = names;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Has the names ready; where they could not be had they are asked for again.
   * @returns {Promise<Known>}
   */
  open() {
    if (!this.#known) {
      const coming = content(this.names).then((names) => new Known(/** @type {NamesDocument} */ (names)));
      coming.catch(() => (this.#known = null));
      this.#known = coming;
    }
    return this.#known;
  }

  /**
   * What bears a name, the likeliest first; before it the day that a text names.
   * @param {string} query
   * @returns {Promise<Answer>}
   */
  async find(query) {
    const { finder, dates } = await this.open();
    const written = dates.read(query);
    const { first, last } = await this.clock();
    const isReached = written && written.first <= last && written.last >= first;
    if (isReached) return { hits: [this.#day(written, first)], said: null };
    const hits = finder.find(query).map((found) => this.#told(found, query, finder));
    if (!written || (hits.length && written.edtf?.length === 4)) return { hits, said: null };
    const ends = { first: this.reader.day(first), last: this.reader.day(last) };
    return { hits: [], said: this.reader.text("search.outside", ends) };
  }

  /**
   * The first day of what was written that the clock reaches.
   * @param {Written} written
   * @param {Day} clockFirst
   * @returns {Hit}
   */
  #day({ first, edtf }, clockFirst) {
    const day = first < clockFirst ? clockFirst : first;
    const name = this.reader.day(first, edtf);
    return { ...NOWHERE, layer: "", id: day, name, about: "search.about.day", day, kind: "day" };
  }

  /**
   * @param {Found} found
   * @param {string} query
   * @param {Finder} finder
   * @returns {Hit}
   */
  #told({ thing, name: spelling }, query, { spelling: rules }) {
    const name = this.reader.own((code) => thing.names[code]) ?? thing.id;
    const { layer, kind, id, about, day, edtf, at, box } = thing;
    const isShown = name.includes(spelling) || rules.form(name).plain.startsWith(rules.form(query).plain);
    return { layer, kind, id, name, other: isShown ? null : spelling, about, day, edtf, at, box };
  }
}
