// What happened in the year that the clock stands at, each with its sources and the way to its day.

import { button, element } from "../core/elements.js";

/** @import { Day, Row } from "../types.js" */
/** @import { Account } from "../core/account.js" */

/** The list of a year's milestones. */
export class Milestones {
  #year = "";
  #month = "";
  /** @type {{ row: Row, box: HTMLElement }[]} */
  #listed = [];
  #list = element("div", "atlas-events");
  #head = element("h2");

  /**
   * @param {Row[]} rows  in order of time
   * @param {Account} account
   * @param {(day: Day) => void} go  hears of the day that is chosen
   */
  constructor(rows, account, go) {
    this.rows = rows;
    this.account = account;
    this.go = go;
    this.root = element("section", "atlas-milestones");
    this.root.append(this.#head, this.#list);
  }

  /**
   * The clock stands at a day.
   * @param {Day} day
   */
  mark(day) {
    const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
    if (year !== this.#year) this.#show(year);
    if (month === this.#month) return;
    this.#month = month;
    for (const { row, box } of this.#listed) box.classList.toggle("now", row.event_date?.startsWith(month) ?? false);
  }

  /** @param {string} year */
  #show(year) {
    [this.#year, this.#month] = [year, ""];
    this.#head.textContent = this.account.text("milestones.of_year", { year });
    this.#listed = this.rows
      .filter(({ event_date: day }) => day?.startsWith(year))
      .map((row) => ({ row, box: this.#event(row) }));
    const none = element("p", "atlas-small", this.account.text("milestones.none"));
    this.#list.replaceChildren(...(this.#listed.length ? this.#listed.map(({ box }) => box) : [none]));
  }

  /** @param {Row} row */
  #event(row) {
    const { account } = this;
    const box = element("article", "atlas-event");
    box.dataset.id = row.id;
    const time = element("time", "", account.day(row, "event_date"));
    time.dateTime = row.event_date ?? "";
    const told = element("div");
    told.append(
      time,
      // Without a space between them Arabic letters of two elements would join.
      " ",
      element("strong", "", account.name(row)),
      " ",
      element("span", "lane", account.text(`lane.${row.lane}`)),
      account.note(row),
      account.sources(row.sources),
    );
    box.append(
      told,
      button("atlas-go", account.text("milestones.show"), () => this.go(row.event_date ?? "")),
    );
    return box;
  }
}
