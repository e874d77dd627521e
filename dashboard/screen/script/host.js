// The conversation with the page that the map stands in. What is chosen stands in the page's address and is told to the
// page once the hand rests: held-down keys and quick clicks make one message. What was done on the map is numbered, so
// that the page's word on an earlier state of it can be told from one on this.

import { queryOf } from "./core/address.js";

/** @import { Options, Selection } from "./types.js" */

const RELEASE_MS = 350;
// Where nobody answers, it is told again after this long, then after twice as long, up to the longest.
const [AGAIN_MS, LONGEST_MS] = [500, 8000];
// A page is not left before what was chosen on it has been heard; a host that does not answer is not waited for long.
const LEAVING_MS = 2000;

/**
 * What the page is told: what is chosen, its address, and the number of what was done last.
 * @typedef {Selection & { acted: number, query: string }} Told
 */
/**
 * Hears what is told. Answers with false where it does not know whom it comes from: it will ask for it. Where nobody
 * answers it fails.
 * @typedef {(told: Told) => unknown} Listener
 */

/** The host, as a map knows it. */
export class Host {
  /** Numbers of the last thing done on the map, of the last that was told, and of the last that the host knows of. */
  acted = 0;
  #told = 0;
  #heard = 0;
  #releasing = 0;
  #adds = false;
  /** @type {string | null} */
  #path = null;
  #telling = false;
  #letting = false;
  #leaving = 0;
  #wake = () => {};
  #onheard = () => {};
  #listening = new AbortController();
  /** @type {Listener | null} */
  onselect = null;
  /**
   * Hears of a selection that the reader has gone back to.
   * @type {(selection: Selection) => void}
   */
  onback = () => {};

  /**
   * @param {HTMLElement} pair
   * @param {Options} options
   * @param {() => Selection} selection  answers with what is chosen
   * @param {() => boolean} playing  whether a clock plays: it is told when it has come to rest
   */
  constructor(pair, options, selection, playing) {
    this.pair = pair;
    this.options = options;
    this.selection = selection;
    this.playing = playing;
    const { signal } = this.#listening;
    document.addEventListener("click", (event) => this.#holdClick(event), { capture: true, signal });
    window.addEventListener("online", () => this.#wake(), { signal });
  }

  // ---- what is chosen --------------------------------------------------------------------------------------------

  /** Something was done on the map. */
  act() {
    this.acted += 1;
  }

  /**
   * Something was chosen: the host is told once the hand rests.
   * @param {boolean} [adds]  to what the reader can go back to; moving the map does not
   */
  release(adds = true) {
    this.act();
    this.#adds ||= adds;
    clearTimeout(this.#releasing);
    this.#releasing = window.setTimeout(() => (this.playing() ? this.release() : this.#tell()), RELEASE_MS);
  }

  #tell() {
    if (!this.#releasing) return;
    clearTimeout(this.#releasing);
    this.#releasing = 0;
    this.#told = this.acted;
    this.#write(this.#adds);
    this.#adds = false;
    this.#say();
  }

  /**
   * Whatever a click elsewhere on the page does finds the address of what is seen. To another page it does not take
   * it along: that waits until the host has heard.
   * @param {MouseEvent} event
   */
  async #holdClick(event) {
    const { target, clientX, clientY } = event;
    if (this.#letting || !(target instanceof Element) || this.pair.contains(target)) return;
    this.#tell();
    if (!leaves(target, event) || !this.onselect || this.#told <= this.#heard) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const own = ++this.#leaving;
    await this.#hearing();
    // What is clicked last is meant.
    if (own !== this.#leaving) return;
    // The page may have been written anew meanwhile: then what stands there now is meant.
    const meant = target.isConnected ? target : document.elementFromPoint(clientX, clientY);
    this.#letting = true;
    /** @type {HTMLElement | null} */ (meant)?.click();
    this.#letting = false;
  }

  /**
   * When the host has heard of all that was told, or has not answered for a while.
   * @returns {Promise<void>}
   */
  #hearing() {
    return new Promise((done) => {
      const late = setTimeout(done, LEAVING_MS);
      this.#onheard = () => {
        if (this.#heard < this.#told) return;
        clearTimeout(late);
        done();
      };
      this.#onheard();
    });
  }

  // ---- the address -----------------------------------------------------------------------------------------------

  /** The address is this map's to write from now on. */
  addressed() {
    this.#path = location.pathname;
    this.#write(false);
  }

  get #query() {
    return queryOf(this.selection(), this.options.language, this.options.address);
  }

  /** @param {boolean} adds */
  #write(adds) {
    if (this.#path !== location.pathname) return;
    // The reader may have gone back to another language already.
    const { language: now = this.options.language } = history.state ?? {};
    if (now !== this.options.language) return;
    const address = `?${this.#query}`;
    const state = { atlas: structuredClone(this.selection()), language: this.options.language };
    if (adds && address !== location.search) history.pushState(state, "", address);
    else history.replaceState(state, "", address);
  }

  /**
   * The reader goes back to what was seen in this map, or forward again. Answers with whether it was in this map.
   * @param {{ atlas?: Selection, language?: string } | null} state  of the page's history
   */
  back(state) {
    const { atlas, language } = state ?? {};
    if (!atlas || language !== this.options.language || location.pathname !== this.#path) return false;
    clearTimeout(this.#releasing);
    this.#releasing = 0;
    this.act();
    this.onback(atlas);
    this.#told = this.acted;
    this.#say();
    return true;
  }

  // ---- the host --------------------------------------------------------------------------------------------------

  /** Tells until the host has heard of the last that is to be told. */
  async #say() {
    if (this.#telling) return;
    this.#telling = true;
    for (let wait = AGAIN_MS; this.onselect && this.#heard < this.#told;) {
      const acted = this.#told;
      try {
        if ((await this.onselect({ ...this.selection(), acted, query: this.#query })) === false) break;
        this.hear(acted);
        wait = AGAIN_MS;
      } catch {
        await this.#awake(wait);
        wait = Math.min(2 * wait, LONGEST_MS);
      }
    }
    this.#telling = false;
  }

  /**
   * After a while, or once the network is back.
   * @param {number} wait
   * @returns {Promise<void>}
   */
  #awake(wait) {
    return new Promise((done) => {
      const late = setTimeout(done, wait);
      this.#wake = () => {
        clearTimeout(late);
        done();
      };
    });
  }

  /** Whether the host knows of all that was done. */
  get caughtUp() {
    return !this.#releasing && this.#heard >= this.acted;
  }

  /** The host asks for what it has not heard. */
  again() {
    this.#say();
  }

  /**
   * Counts on from what was done on an earlier map of this page.
   * @param {number} number
   */
  resume(number) {
    [this.acted, this.#told, this.#heard] = [number, number, number];
  }

  /**
   * The number of the last thing done on the map that the host knows of.
   * @param {number} number
   */
  hear(number) {
    this.#heard = Math.max(this.#heard, number);
    this.#onheard();
  }

  /** Says nothing more but what was chosen last, unless the reader has turned to another page. */
  remove() {
    if (this.#path === location.pathname) this.#tell();
    clearTimeout(this.#releasing);
    this.#listening.abort();
    this.onselect = null;
    this.#wake();
  }
}

/**
 * Whether a click turns this page to another.
 * @param {Element} target
 * @param {MouseEvent} event
 */
function leaves(target, { ctrlKey, metaKey, shiftKey }) {
  const link = target.closest("a");
  return link !== null && link.target !== "_blank" && !(ctrlKey || metaKey || shiftKey);
}
