// What lies below the map, on the same clock: land held against time, and what happened in the year.

import { content } from "../core/content.js";
import { button, element, press } from "../core/elements.js";
import { Chart } from "./chart.js";
import { Milestones } from "./milestones.js";

/** @import { ChartDocument, ChartScope, Day } from "../types.js" */
/** @import { Controller } from "../controller.js" */
/** @import { DayMap } from "../map/day_map.js" */

/** The part of the page below a map. */
export class Below {
  /** @type {Chart | null} */
  #chart = null;
  #milestones;
  /** @type {Map<string, HTMLButtonElement>} */
  #scopes = new Map();

  /**
   * @param {Controller} main
   * @param {DayMap} first
   */
  constructor(main, first) {
    this.main = main;
    const { record, account } = first;
    this.root = element("div", "atlas-below");
    this.root.lang = main.options.language;
    this.root.dir = main.options.direction;
    const events = Object.entries(record.layers).filter(([layer]) => record.looks[layer].kind === "events");
    const rows = events
      .flatMap(([, own]) => own)
      .sort((one, other) => ((one.event_date ?? "") < (other.event_date ?? "") ? -1 : 1));
    this.#milestones = new Milestones(rows, account, (day) => main.goTo(day));
    this.root.append(this.#milestones.root);
    this.mark(first.selection.day);
  }

  /**
   * Draws the chart from what is found at its address; where there is none, or it cannot be had, there is no chart.
   * @param {string | ChartDocument} source
   */
  async draw(source) {
    /** @type {ChartDocument | null} */
    const found = source ? await content(source).catch(() => null) : null;
    const scopes = (found?.scopes ?? []).filter(({ areas }) => areas.length);
    if (!scopes.length) return;
    const { reader } = this.main;
    const chart = (this.#chart = new Chart(reader, (day) => this.main.goTo(day)));
    const head = element("header");
    const choice = element("div", "scopes");
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", reader.text("chart.scope"));
    choice.append(...scopes.map((scope) => this.#scope(scope)));
    head.append(element("h2", "", reader.text("chart.heading")), choice);
    const section = element("section", "atlas-held");
    section.append(head, chart.root, element("p", "atlas-small", reader.text("chart.legend")));
    this.root.prepend(section);
    this.#choose(scopes[0]);
    this.mark(this.main.selection.day);
  }

  /** @param {ChartScope} scope */
  #scope(scope) {
    const made = button("", scope.name, () => this.#choose(scope));
    this.#scopes.set(scope.id, made);
    return made;
  }

  /** @param {ChartScope} scope */
  #choose(scope) {
    for (const [id, made] of this.#scopes) press(made, id === scope.id);
    this.#chart?.show(scope);
  }

  /**
   * The clock stands at a day.
   * @param {Day} day
   */
  mark(day) {
    this.#milestones.mark(day);
    this.#chart?.mark(day, this.main.selection.compare);
  }

  remove() {
    this.#chart?.remove();
    this.root.remove();
  }
}
