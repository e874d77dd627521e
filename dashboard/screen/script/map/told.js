// The map of a day in words, for who does not see it: how much land, which places, and what changed since the day before.

import { element } from "../core/elements.js";
import { landHeld } from "../core/figures.js";

/** @import { Day, Feature } from "../types.js" */
/** @import { Scope } from "../core/figures.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "./looks.js" */

/** What is read out once the clock rests. */
export class Told {
  /** @type {Day | null} */
  #day = null;
  #told = "";

  /**
   * @param {Account} account
   * @param {Looks} looks
   */
  constructor(account, looks) {
    this.account = account;
    this.looks = looks;
    this.root = element("div", "atlas-told unseen");
    this.root.setAttribute("role", "status");
  }

  /**
   * Tells of a day; of one that was told already nothing is said again.
   * @param {Day} day
   * @param {Scope} scope  countries that are told of
   */
  show(day, scope) {
    const key = `${day} ${scope.id}`;
    if (key === this.#told) return;
    const changes = this.#day && this.#day !== day ? this.#changes(this.#day, day, scope) : [];
    [this.#told, this.#day] = [key, day];
    const said = [this.#land(day, scope), ...this.#places(day, scope), ...changes];
    this.root.replaceChildren(...said.map((text) => element("p", "", text)));
  }

  /**
   * The day, and the land held, as the headline has them.
   * @param {Day} day
   * @param {Scope} scope
   */
  #land(day, { id, name }) {
    const { account } = this;
    const held = landHeld(account.record, id, day);
    const land = held ? [`${account.text("figure.land_held")}: ${account.reader.area(held[1])}`] : [];
    return [account.reader.day(day), name, ...land].join(" · ");
  }

  /**
   * How many places are held or fought for in each country, and the chief ones by name.
   * @param {Day} day
   * @param {Scope} scope
   */
  #places(day, { id }) {
    /** @type {Map<string, Feature[]>} */
    const found = new Map();
    for (const feature of this.looks.heldOn(day)) {
      const country = feature.rows[0].country ?? "";
      if (!id.split(";").includes(country)) continue;
      found.set(country, [...(found.get(country) ?? []), feature]);
    }
    return [...found].map(([country, features]) => {
      const values = { country: this.account.text(`scope.${country}`), count: features.length };
      return this.account.text("told.places", { ...values, names: this.#names(features) });
    });
  }

  /**
   * @param {Day} from
   * @param {Day} to
   * @param {Scope} scope
   */
  #changes(from, to, { id }) {
    const since = this.account.reader.day(from);
    const [gained, lost] = this.looks.difference(from, to, id);
    if (!gained.length && !lost.length) return [this.account.text("told.unchanged", { since })];
    const say = (/** @type {string} */ key, /** @type {Feature[]} */ features) =>
      features.length ? [this.account.text(key, { since, count: features.length, names: this.#names(features) })] : [];
    return [...say("told.gained", gained), ...say("told.lost", lost)];
  }

  /**
   * The chief places, the first of them first.
   * @param {Feature[]} features
   */
  #names(features) {
    const rank = (/** @type {Feature} */ { rows: [row] }) => row.label_rank ?? Infinity;
    const sorted = features.toSorted((one, other) => rank(one) - rank(other));
    const names = sorted.slice(0, this.looks.style.told).map(({ rows: [row] }) => this.account.name(row));
    return names.join(`${this.account.text("list.comma")} `);
  }
}
