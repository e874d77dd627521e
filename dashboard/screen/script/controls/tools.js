// What stands on the map beside the legend: the search, how many days are looked at, and the way to the table.

import * as days from "../core/days.js";
import { button, element, select } from "../core/elements.js";
import { Lookup } from "../names/lookup.js";
import { Search } from "./search.js";

/** @import { Day, Selection } from "../types.js" */
/** @import { Controller } from "../controller.js" */

const ONE = "one";
const YEAR = 12;

/** The tools of a pair of maps. */
export class Tools {
  #compare;

  /** @param {Controller} main */
  constructor(main) {
    this.main = main;
    const { options, reader, desk } = main;
    this.root = element("div", "atlas-tools");
    this.root.dir = options.direction;
    /** @type {[string, string][]} */
    const modes = [ONE, ...options.modes].map((mode) => [mode, reader.text(`compare.${mode}`)]);
    this.#compare = select(reader.text("compare.label"), modes, (mode) => this.#choose(mode));
    if (options.names) {
      const lookup = new Lookup(options.names, reader, async () => (await main.ready).record.clock);
      this.root.append(new Search(lookup, reader, (hit) => main.find(hit)).root);
    }
    this.root.append(this.#compare, desk.toggle);
    if (Object.keys(options.stories).length) {
      this.root.append(button("", reader.text("story.begin"), () => main.briefing?.begin()));
    }
  }

  /** @param {string} mode */
  #choose(mode) {
    const { compare, day } = this.main.selection;
    if (mode === ONE) this.main.choose({ compare: null });
    else this.main.choose({ mode, compare: compare ?? this.#other(day) });
  }

  /**
   * The second day to begin with: a year later, or earlier where there is no later.
   * @param {Day} day
   */
  #other(day) {
    const later = days.step(day, YEAR);
    return this.main.clock?.clamp(later) === later ? later : days.step(day, -YEAR);
  }

  /** @param {Selection} selection */
  show({ compare, mode }) {
    this.#compare.value = compare ? mode : ONE;
  }
}
