// A briefing on the map: which slide is shown, and what leads to another.

import { content } from "../core/content.js";
import { Annotations } from "./annotations.js";
import { meaning } from "./keys.js";
import { Presenting } from "./presenting.js";
import { isShown, slidesOf } from "./slides.js";
import { Speaker } from "./speaker.js";
import { Storyboard } from "./storyboard.js";

/** @import { Selection, Slide, StoryDocument } from "../types.js" */
/** @import { Controller } from "../controller.js" */
/** @import { DayMap } from "../map/day_map.js" */

/** Tells a briefing on a map. */
export class Briefing {
  /** @type {Slide[]} */
  #slides = [];
  /**
   * The briefing whose slides these are.
   * @type {StoryDocument | null}
   */
  #story = null;
  /** The slide that is shown; -1 while none is. */
  #number = -1;
  #listening = new AbortController();

  /**
   * @param {Controller} main
   * @param {DayMap} first
   */
  constructor(main, first) {
    this.main = main;
    this.first = first;
    const { reader, pair } = main;
    this.annotations = new Annotations(first.map, first.frame.stage, pair);
    this.presenting = new Presenting(pair, reader);
    this.presenting.onturn = () => {
      main.fitAgain();
      this.board.fit();
    };
    this.speaker = new Speaker(
      reader,
      (event) => this.#key(event),
      (by) => this.go(this.#number + by),
    );
    this.board = new Storyboard(reader, {
      go: (number) => this.go(number),
      again: () => this.again(),
      present: () => this.#present(),
      speak: () => this.#speak(),
      close: () => this.close(),
    });
    pair.append(this.board.root);
    const { signal } = this.#listening;
    // Before the page hears of it, which has keys of its own.
    window.addEventListener("keydown", (event) => this.#key(event), { capture: true, signal });
    document.addEventListener("click", (event) => this.#click(event), { signal });
  }

  /** Whether a briefing is told. */
  get on() {
    return this.#number >= 0;
  }

  get slide() {
    return this.#slides[this.#number];
  }

  /**
   * The page's own words on the question; null where it asks none.
   * @returns {HTMLElement | null}
   */
  get #question() {
    return document.querySelector(".atlas-opening");
  }

  /**
   * The briefings there are, or where they are found; the one with which the atlas opens is the first.
   * @returns {Record<string, StoryDocument | string>}
   */
  get #stories() {
    return this.main.options.stories;
  }

  /**
   * The slides of a briefing, which are fetched when they are first wanted. Answers with the briefing; null where it does
   * not come, without which the map is a map all the same.
   * @param {string} name
   */
  async #load(name) {
    const wanted = name in this.#stories ? name : Object.keys(this.#stories)[0];
    const story = await content(this.#stories[wanted]).catch(() => null);
    if (!story || this.#story === story) return story;
    this.#story = story;
    this.#slides = slidesOf(story, this.main.options.opening);
    this.board.furnish(this.#slides);
    return story;
  }

  /** Shows the words of what the selection names. */
  async follow() {
    const { story, step } = this.first.selection;
    if (!story || !step) {
      if (this.on) this.#shut();
      // The reader has gone back to the question.
      const question = this.#question;
      if (story && question) question.hidden = false;
      return;
    }
    if (!(await this.#load(story))) return;
    const number = this.#slides.findIndex(({ id }) => id === step);
    if (number >= 0 && number !== this.#number) this.#tell(number);
    this.mark();
  }

  /**
   * Goes to a slide: its day, what is drawn and where the map looks.
   * @param {number} number
   */
  async go(number) {
    const slide = this.#slides[number];
    if (!slide || this.main.first.removed) return;
    const begins = !this.on;
    this.#tell(number);
    if (begins) this.main.fitAgain();
    this.main.turn(slide.selection);
    this.mark();
  }

  /** Shows the slide again as it is, wherever the reader went from it. */
  again() {
    this.main.turn(this.slide.selection);
    this.mark();
  }

  /**
   * Begins a briefing.
   * @param {string} [name]
   * @param {number} [number]  of the slide
   */
  async begin(name = "", number = 0) {
    if (!(await this.#load(name))) return;
    await this.go(number);
    if (!this.presenting.on) this.board.focus();
  }

  /** @param {number} number */
  #tell(number) {
    this.#number = number;
    const { slide, main } = this;
    main.pair.toggleAttribute("data-story", true);
    main.desk.close();
    this.first.map.closePopup();
    this.board.show(number);
    this.speaker.show(slide, this.#slides[number + 1]);
    const { looks } = this.first;
    this.annotations.show(
      slide.annotations.flatMap(({ layer, id, text }) => {
        const feature = looks.find(layer, id);
        return feature ? [{ feature, text }] : [];
      }),
    );
  }

  /** The clock or the map may have been moved from what the slide shows. */
  mark() {
    if (this.on) this.board.part(!isShown(this.first.selection, this.slide));
  }

  close() {
    if (!this.on) return;
    this.#shut();
    Object.assign(this.first.selection, { story: "", step: "" });
    this.main.release();
    this.main.clock?.focus();
  }

  #shut() {
    this.#number = -1;
    if (this.presenting.on) this.presenting.leave();
    this.speaker.close();
    this.board.hide();
    this.annotations.show([]);
    this.main.pair.removeAttribute("data-story");
    this.main.fitAgain();
  }

  async #present() {
    if (this.presenting.on) {
      this.presenting.leave();
      return;
    }
    // The screen is given only in answer to a key, and not after a wait.
    const entered = this.presenting.enter();
    if (!this.on) await this.begin(this.first.selection.story);
    await entered;
  }

  async #speak() {
    this.speaker.open();
    this.speaker.show(this.slide, this.#slides[this.#number + 1]);
  }

  // ---- keys and clicks -----------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { on: presenting } = this.presenting;
    const meant = meaning(event, presenting);
    if (!meant || !this.first.shows || (!this.on && meant !== "present")) return;
    if (!presenting && !this.#isHere(event)) return;
    if (!this.#obey(meant, event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /**
   * While the words stand beside the map, a key is theirs that is pressed in them, or nowhere in particular.
   * @param {KeyboardEvent} event
   */
  #isHere(event) {
    const [target] = event.composedPath();
    return target === document.body || this.main.pair.contains(/** @type {Node} */ (target));
  }

  /**
   * Answers with whether the key meant anything here.
   * @param {import("./keys.js").Meaning} meant
   * @param {KeyboardEvent} event
   */
  #obey(meant, { key, code }) {
    const { presenting } = this;
    if (meant === "present") this.#present();
    else if (meant === "black") return presenting.on && presenting.blacken();
    else if (meant === "digit") presenting.type(/[0-9]/.exec(key + code)?.[0] ?? "");
    else if (meant === "enter") return this.#jump();
    else if (!presenting.lighten()) this.#go(meant);
    return true;
  }

  /** To the slide whose number was typed. */
  #jump() {
    const number = this.presenting.typed();
    if (number) this.go(Math.min(number, this.#slides.length) - 1);
    return number > 0;
  }

  /** @param {"next" | "back" | "first" | "last" | "leave"} meant */
  #go(meant) {
    if (meant === "leave") {
      if (this.presenting.on) this.presenting.leave();
      return;
    }
    const last = this.#slides.length - 1;
    const to = { next: this.#number + 1, back: this.#number - 1, first: 0, last }[meant];
    this.go(Math.max(0, Math.min(to, last)));
  }

  /**
   * The page's own words on the question lead to the map that they speak of, without being loaded anew.
   * @param {MouseEvent} event
   */
  #click(event) {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    const link = target instanceof Element ? target.closest("a[data-way]") : null;
    const question = this.#question;
    if (!(link instanceof HTMLAnchorElement) || !question?.contains(link)) return;
    if (ctrlKey || metaKey || shiftKey || !this.first.shows) return;
    event.preventDefault();
    this.#follow(question, link);
  }

  /**
   * @param {HTMLElement} question
   * @param {HTMLAnchorElement} link
   */
  async #follow(question, { href, dataset: { way, line } }) {
    const story = await this.#load(question.dataset.story ?? "");
    if (!story) {
      location.assign(href);
      return;
    }
    // Where the words lie over the map they make way; where they stand above it they can be gone back to.
    question.hidden = way !== "line" || getComputedStyle(question).position === "fixed";
    if (way === "tell") {
      await this.begin(story.name, 1);
    } else {
      const told = story.lines.find(({ id }) => id === line);
      // The address says whether the question stands there still, for another language and whoever is sent it.
      const asked = question.hidden ? "" : story.name;
      this.main.turn({ ...(told?.selection ?? this.main.options.opening), story: asked, step: "" });
    }
    this.main.reveal();
  }

  remove() {
    this.#listening.abort();
    this.presenting.remove();
    this.speaker.close();
  }
}
