// The conversation with the page that the map stands in. It is told what was chosen once the hand rests: held-down keys
// and quick clicks make one message. What was done on the map is numbered, so that the host's word on an earlier state
// of it can be told from one on this.

/** @import { Selection } from "./types.js" */

const RELEASE_MS = 350;
const HEARD_MS = 2000;
const LEFT_MS = 1000;

/** @type {(milliseconds?: number) => Promise<void>} */
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** The host, as a map knows it. */
export class Host {
  /** Numbers of the last thing done on the map, of the last that was told, and of the last that the host knows of. */
  acted = 0;
  #told = 0;
  #heard = 0;
  #left = -Infinity;
  #releasing = 0;
  #letting = false;
  #onheard = () => {};
  #listening = new AbortController();
  /**
   * Hears what is chosen, and the number of what was done last.
   * @type {((selection: Selection & { acted: number }) => void) | null}
   */
  onselect = null;

  /**
   * @param {HTMLElement} pair
   * @param {() => Selection} selection  answers with what is chosen
   * @param {() => boolean} playing  whether a clock plays: it is told when it has come to rest
   */
  constructor(pair, selection, playing) {
    this.pair = pair;
    this.selection = selection;
    this.playing = playing;
    const { signal } = this.#listening;
    document.addEventListener("click", (event) => this.#holdClick(event), { capture: true, signal });
  }

  /** Something was done on the map. */
  act() {
    this.acted += 1;
  }

  /** Something was chosen: the host is told once the hand rests. */
  release() {
    this.act();
    clearTimeout(this.#releasing);
    this.#releasing = window.setTimeout(() => (this.playing() ? this.release() : this.#tell()), RELEASE_MS);
  }

  #tell() {
    if (!this.#releasing) return;
    clearTimeout(this.#releasing);
    this.#releasing = 0;
    this.#told = this.acted;
    this.onselect?.({ ...this.selection(), acted: this.acted });
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

  /**
   * A click elsewhere on the page is held until what was done on the map has been told: told after it, it would call
   * the reader back from the language just chosen. Another page must wait until the host has heard of it, too: the
   * host forgets what it has not yet read of a page that is left.
   * @param {MouseEvent} event
   */
  async #holdClick(event) {
    const { target, clientX, clientY } = event;
    if (!(target instanceof Element) || this.pair.contains(target)) return;
    this.#left = performance.now();
    const leaves = target.closest("a") !== null;
    if (this.#letting || !this.#hasToTell(leaves)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#tell();
    await (leaves ? this.#hearing() : pause());
    // The page may have been written anew meanwhile: then what stands there now is meant.
    const meant = target.isConnected ? target : document.elementFromPoint(clientX, clientY);
    this.#letting = true;
    /** @type {HTMLElement | null} */ (meant)?.click();
    this.#letting = false;
  }

  /**
   * Whether there is something that a click elsewhere must not overtake.
   * @param {boolean} leaves  the page
   */
  #hasToTell(leaves) {
    return this.#releasing !== 0 || (leaves && this.onselect !== null && this.#told > this.#heard);
  }

  /**
   * When the host has heard of all that was told; a host that does not answer is not waited for long.
   * @returns {Promise<void>}
   */
  #hearing() {
    return new Promise((done) => {
      const late = setTimeout(done, HEARD_MS);
      this.#onheard = () => {
        if (this.#heard < this.#told) return;
        clearTimeout(late);
        done();
      };
      this.#onheard();
    });
  }

  /** When the reader is not just leaving for somewhere else. */
  async staying() {
    while (performance.now() - this.#left < LEFT_MS) await pause(LEFT_MS);
  }

  /** Says nothing more. */
  remove() {
    clearTimeout(this.#releasing);
    this.#listening.abort();
    this.onselect = null;
  }
}
