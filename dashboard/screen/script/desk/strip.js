// A place's time as a strip: who held it from when to when, and what happened there. It runs left to right in every
// language, as on the clock.

import * as days from "../core/days.js";
import { button, element, verbatim } from "../core/elements.js";
import { picture } from "../map/symbols.js";
import { tint } from "./holder.js";

/** @import { Day, Happening, Mark, Spell } from "../types.js" */
/** @import { Account } from "../core/account.js" */
/** @import { Looks } from "../map/looks.js" */

// A letter or a year needs this share of the strip's width to stand in.
const LETTER_SHARE = 0.045;
const YEAR_SHARE = 0.1;

/**
 * The strip's first and last day: those of the land, further where the place has more to tell.
 * @param {Day[]} told
 * @param {{ first: Day, last: Day }} land
 * @returns {[Day, Day]}
 */
export function span(told, { first, last }) {
  const ordered = [...told].sort();
  const [earliest = first, latest = last] = [ordered[0], ordered[ordered.length - 1]];
  return [earliest < first ? `${earliest.slice(0, 4)}-01-01` : first, latest > last ? latest : last];
}

/**
 * Something that happened, and its sign; without marks it has none of its own.
 * @typedef {{ row: Happening, marks: Mark[] }} Sign
 */

/** The strip of one place. */
export class Strip {
  #first;
  #last;
  #marker = element("i", "day");

  /**
   * @param {{ spells: Spell[], signs: Sign[], land: { first: Day, last: Day } }} told
   * @param {Account} account
   * @param {Looks} looks
   * @param {{ say: (spell: Spell) => string, go: (day: Day) => void }} host  says who held the place from when to
   *   when, and goes to a day
   */
  constructor({ spells, signs, land }, account, looks, { say, go }) {
    this.account = account;
    this.looks = looks;
    const held = spells.flatMap(({ start_date: begins, followed_until: until }) => [begins, until]);
    // What happened long before or after is told in the list below; here it would leave no room for the hands it was in.
    [this.#first, this.#last] = span(held, land);
    const shown = signs.filter(({ row: { event_date: day } }) => day && this.#first <= day && day <= this.#last);
    this.segments = spells.map((spell) => this.#segment(spell, say(spell), go));
    const bar = element("div", "bar");
    bar.append(...this.#unknown(spells[0]), ...this.segments, ...this.#windows(spells), this.#marker);
    this.root = element("div", "strip");
    this.root.dir = "ltr";
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", account.text("history.strip"));
    this.root.append(this.#lane(shown), bar, this.#years());
  }

  /**
   * Moves the marker to a day; there is none outside the strip's days.
   * @param {Day} day
   */
  mark(day) {
    const outside = day < this.#first || day > this.#last;
    if (this.#marker.hidden !== outside) this.#marker.hidden = outside;
    if (!outside) this.#marker.style.left = this.#percent(day);
  }

  /** @param {Day} day */
  #share(day) {
    const [from, to] = [days.number(this.#first), days.number(this.#last)];
    return Math.min(1, (days.number(day) - from) / (to - from));
  }

  /** @param {Day} day */
  #percent(day) {
    return `${(this.#share(day) * 100).toFixed(2)}%`;
  }

  /**
   * Time of which nothing is recorded.
   * @param {Spell} spell  the first one
   */
  #unknown({ start_date: begins, start_date_edtf: edtf }) {
    if (begins <= this.#first) return [];
    const gap = element("span", "unknown");
    gap.style.width = this.#percent(begins);
    gap.title = this.account.text("history.unknown", { day: this.account.reader.day(begins, edtf) });
    return [gap];
  }

  /**
   * Time within which a change is known to have happened, and no better.
   * @param {Spell[]} spells
   */
  #windows(spells) {
    return spells.flatMap(({ earliest_date: earliest, latest_date: latest }) => {
      if (!earliest || !latest) return [];
      const shade = element("i", "window");
      shade.style.left = this.#percent(earliest);
      shade.style.width = `${((this.#share(latest) - this.#share(earliest)) * 100).toFixed(2)}%`;
      return [shade];
    });
  }

  /**
   * @param {Spell} spell
   * @param {string} said
   * @param {(day: Day) => void} go
   */
  #segment(spell, said, go) {
    const [from, until] = [this.#share(spell.start_date), spell.end_date ? this.#share(spell.end_date) : 1];
    const short = until - from < LETTER_SHARE;
    const { controller = "" } = spell;
    const letter = short ? "" : this.looks.actor(controller).letter;
    const segment = verbatim(button("atlas-holder", letter, () => go(spell.start_date), said));
    segment.style.left = `${(from * 100).toFixed(2)}%`;
    segment.style.width = `${((until - from) * 100).toFixed(2)}%`;
    segment.classList.toggle("short", short);
    return tint(segment, this.looks, controller);
  }

  /**
   * What happened, over the bar, to look at; the lists below tell it.
   * @param {Sign[]} signs
   */
  #lane(signs) {
    const lane = element("div", "lane");
    lane.setAttribute("aria-hidden", "true");
    // What has no sign of its own is a line, and lies below.
    for (const one of signs.filter(({ marks }) => !marks.length)) lane.append(this.#sign(one, "milestone"));
    for (const one of signs.filter(({ marks }) => marks.length)) {
      const sign = this.#sign(one, "site");
      sign.append(picture(13, one.marks));
      lane.append(sign);
    }
    return lane;
  }

  /**
   * @param {Sign} one
   * @param {string} kind
   */
  #sign({ row }, kind) {
    const sign = element("i", kind);
    sign.style.left = this.#percent(row.event_date);
    sign.title = `${this.account.day(row, "event_date")} · ${this.account.name(row)}`;
    return sign;
  }

  #years() {
    const scale = verbatim(element("div", "years"));
    const [from, to] = [this.#first, this.#last].map((day) => Number(day.slice(0, 4)));
    const step = Math.ceil((to - from + 1) * YEAR_SHARE);
    for (let year = from; year <= to; year += 1) {
      const mark = element("span", "", (year - from) % step ? "" : year);
      mark.style.left = this.#percent(`${year}-01-01`);
      scale.append(mark);
    }
    return scale;
  }
}
