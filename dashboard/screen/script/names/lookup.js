// What a reader finds by name: the names are had when the search is first turned to, and told in the reader's language.

import { content } from "../core/content.js";
import { Finder } from "./finder.js";

/** @import { Hit, NamesDocument } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */
/** @import { Found } from "./finder.js" */

/** The names, and what bears one. */
export class Lookup {
  /** @type {Promise<Finder> | null} */
  #finder = null;

  /**
   * @param {NamesDocument | string} names  or the address where they are found
   * @param {Reader} reader
   */
  constructor(names, reader) {
    this.names = names;
    this.reader = reader;
  }

  /**
   * Has the names ready; where they could not be had they are asked for again.
   * @returns {Promise<Finder>}
   */
  open() {
    if (!this.#finder) {
      const coming = content(this.names).then((names) => new Finder(/** @type {NamesDocument} */ (names)));
      coming.catch(() => (this.#finder = null));
      this.#finder = coming;
    }
    return this.#finder;
  }

  /**
   * What bears a name, the likeliest first.
   * @param {string} query
   * @returns {Promise<Hit[]>}
   */
  async find(query) {
    const finder = await this.open();
    return finder.find(query).map((found) => this.#told(found, query, finder));
  }

  /**
   * @param {Found} found
   * @param {string} query
   * @param {Finder} finder
   * @returns {Hit}
   */
  #told({ thing, name: spelling }, query, { spelling: rules }) {
    const name = this.reader.own((code) => thing.names[code]) ?? thing.id;
    const { layer, id, about, day, edtf, at } = thing;
    const isShown = name.includes(spelling) || rules.form(name).plain.startsWith(rules.form(query).plain);
    return { layer, id, name, other: isShown ? null : spelling, about, day, edtf, at };
  }
}
