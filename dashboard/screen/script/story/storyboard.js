// The words of a briefing beside its map: a slide's title, sentences, figure and sources, and the way to the next.

import { button, element, select, verbatim } from "../core/elements.js";

/** @import { Slide } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

// A finger that goes so far along the words turns the slide.
const SWIPE_PX = 60;
// Of the words, the largest first.
const SIZES = [1, 0.94, 0.88, 0.82, 0.76, 0.7];

/**
 * What the storyboard asks for.
 * @typedef {{
 *   go: (number: number) => void,
 *   again: () => void,
 *   present: () => void,
 *   speak: () => void,
 *   close: () => void,
 * }} Wishes
 */

/** Shows one slide at a time. */
export class Storyboard {
  /** @type {Slide[]} */
  #slides = [];
  #number = 0;
  #list = element("div", "jump");
  #count = verbatim(element("span", "count"));
  #done = element("i", "done");
  #words = element("div", "words");
  #title = element("h2");
  #again;
  #back;
  #next;

  /**
   * @param {Reader} reader
   * @param {Wishes} wishes
   */
  constructor(reader, wishes) {
    this.reader = reader;
    this.wishes = wishes;
    this.root = element("aside", "atlas-story");
    Object.assign(this.root, { hidden: true, dir: reader.direction, lang: reader.language });
    this.root.setAttribute("aria-label", reader.text("story.label"));
    this.#title.tabIndex = -1;
    this.#words.setAttribute("aria-live", "polite");
    this.#again = button("again", reader.text("story.again"), wishes.again);
    this.#back = button("back", reader.text("story.back"), () => wishes.go(this.#number - 1));
    this.#next = button("next", reader.text("story.next"), () => wishes.go(this.#number + 1));
    const tools = element("div", "tools");
    tools.append(
      button("present", reader.text("story.present"), wishes.present),
      button("speak", reader.text("story.speaker"), wishes.speak),
      button("close", "×", wishes.close, reader.text("story.close")),
    );
    const progress = element("div", "progress");
    progress.append(this.#done);
    const ways = element("nav", "ways");
    ways.setAttribute("aria-label", reader.text("story.ways"));
    ways.append(this.#back, this.#list, this.#count, this.#next);
    this.root.append(tools, this.#words, this.#again, progress, ways);
    this.#watchFinger();
  }

  /** @param {Slide[]} slides */
  furnish(slides) {
    this.#slides = slides;
    const choices = slides.map(({ title }, number) => {
      return /** @type {[string, string]} */ ([String(number), `${number + 1} · ${title}`]);
    });
    const list = select(this.reader.text("story.jump"), choices, (value) => this.wishes.go(Number(value)));
    this.#list.replaceChildren(list);
  }

  /** @param {number} number */
  show(number) {
    this.#number = number;
    const slide = this.#slides[number];
    const [count, last] = [this.#slides.length, this.#slides.length - 1];
    this.root.hidden = false;
    this.#title.textContent = slide.title;
    this.#words.replaceChildren(this.#title, ...this.#told(slide));
    this.#words.scrollTop = 0;
    this.#count.textContent = this.reader.text("story.count", { number: number + 1, count });
    this.#done.style.width = `${((number + 1) / count) * 100}%`;
    const [list] = this.#list.getElementsByTagName("select");
    list.value = String(number);
    this.#back.disabled = number === 0;
    this.#next.disabled = number === last;
    this.fit();
  }

  /** Before an audience nobody scrolls: long words are set smaller, until all of them are seen. */
  fit() {
    for (const size of SIZES) {
      this.#words.style.fontSize = `${size}em`;
      if (this.#words.scrollHeight <= this.#words.clientHeight) return;
    }
  }

  /** @param {Slide} slide */
  #told({ text, figure, lines, objection, sources, alt }) {
    const parts = [];
    if (figure) {
      const told = element("p", "figure");
      told.append(verbatim(element("strong", "", figure.value)), " ", element("span", "", figure.words));
      parts.push(told);
    }
    parts.push(element("p", "text", text));
    if (lines.length) {
      const list = element("ul", "lines");
      list.append(...lines.map((line) => element("li", "", line)));
      parts.push(list);
    }
    if (objection) {
      const told = element("p", "objection");
      told.append(element("b", "", this.reader.text("story.disputed")), " ", objection);
      parts.push(told);
    }
    if (sources.length) parts.push(this.#cited(sources));
    // The map in words, for who does not see it.
    if (alt) parts.push(element("p", "unseen", alt));
    return parts;
  }

  /** @param {Slide["sources"]} sources */
  #cited(sources) {
    const told = element("p", "sources");
    told.append(element("b", "", this.reader.text("story.sources")), " ");
    sources.forEach(({ publisher, title, url }, number) => {
      const named = Object.assign(element(url ? "a" : "span", "", publisher), { title });
      if (url) Object.assign(named, { href: url, target: "_blank", rel: "noopener noreferrer" });
      named.dir = "auto";
      told.append(...(number ? [`${this.reader.text("list.comma")} `] : []), named);
    });
    return told;
  }

  /**
   * Whether the map shows something else than the slide: then a button leads back to it.
   * @param {boolean} apart
   */
  part(apart) {
    this.#again.hidden = !apart;
  }

  /** Brings a reader by keyboard or ear to the words. */
  focus() {
    this.#title.focus({ preventScroll: true });
  }

  hide() {
    this.root.hidden = true;
  }

  /** Along the words a finger turns the slide, the way that a page is turned. */
  #watchFinger() {
    let from = 0;
    this.#words.addEventListener("touchstart", ({ changedTouches: [finger] }) => (from = finger.clientX), {
      passive: true,
    });
    this.#words.addEventListener("touchend", ({ changedTouches: [finger] }) => {
      const way = (finger.clientX - from) * (this.reader.direction === "rtl" ? 1 : -1);
      if (Math.abs(way) >= SWIPE_PX) this.wishes.go(this.#number + Math.sign(way));
    });
  }
}
