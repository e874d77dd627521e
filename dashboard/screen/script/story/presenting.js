// A briefing before an audience: nothing but the map, its day and the words of the step, as large as the screen allows.

import { element } from "../core/elements.js";

/** @import { Reader } from "../core/reader.js" */

/** The screen while a briefing is presented. */
export class Presenting {
  #black = element("div", "atlas-black");
  #asked = element("p", "atlas-number");
  #number = "";
  /** Hears that the screen has another size for the map. */
  onturn = () => {};

  /**
   * @param {HTMLElement} pair
   * @param {Reader} reader
   */
  constructor(pair, reader) {
    this.pair = pair;
    this.reader = reader;
    this.#black.hidden = this.#asked.hidden = true;
    this.#asked.setAttribute("role", "status");
    this.#black.addEventListener("click", () => this.blacken());
    pair.append(this.#black, this.#asked);
    this.listening = new AbortController();
    const { signal } = this.listening;
    // The browser's own key leaves the full screen.
    document.addEventListener(
      "fullscreenchange",
      () => this.on && !document.fullscreenElement && this.#asksForScreen && this.leave(),
      { signal },
    );
  }

  #asksForScreen = false;

  get on() {
    return this.pair.hasAttribute("data-presenting");
  }

  /** Takes the window and, where the browser lets it, the screen. */
  async enter() {
    this.pair.setAttribute("data-presenting", "");
    document.documentElement.setAttribute("data-atlas-presenting", "");
    this.onturn();
    try {
      await this.pair.requestFullscreen({ navigationUI: "hide" });
      this.#asksForScreen = true;
    } catch {
      // A window does as well.
    }
  }

  leave() {
    this.pair.removeAttribute("data-presenting");
    document.documentElement.removeAttribute("data-atlas-presenting");
    this.#black.hidden = true;
    this.ask("");
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.#asksForScreen = false;
    this.onturn();
  }

  /** The screen goes black, or shows again what it showed. */
  blacken() {
    this.#black.hidden = !this.#black.hidden;
    return true;
  }

  /** Shows again what is shown; answers with whether it was black. */
  lighten() {
    const was = !this.#black.hidden;
    this.#black.hidden = true;
    return was;
  }

  /**
   * A digit of the number of a slide.
   * @param {string} digit
   */
  type(digit) {
    this.ask((this.#number + digit).slice(-2));
  }

  /** The number that was typed, which is forgotten; 0 where none was. */
  typed() {
    const number = Number(this.#number);
    this.ask("");
    return number;
  }

  /** @param {string} number */
  ask(number) {
    this.#number = number;
    this.#asked.hidden = !number;
    this.#asked.textContent = number ? this.reader.text("story.number", { number }) : "";
  }

  remove() {
    this.listening.abort();
    if (this.on) this.leave();
  }
}
