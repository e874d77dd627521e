// Symbols by keyboard: of each family one takes the focus by the key Tab, the others by the arrow that points to them.

/** @import { Feature } from "../types.js" */

/** @typedef {{ feature: Feature, family: string, x: number, y: number, box: HTMLElement }} Stop */

/** @type {Record<string, [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// What lies aside of the way counts so many times as far.
const ASIDE = 2;

/** Which symbol the keyboard is at. */
export class Roving {
  /** @type {Stop[]} */
  #stops = [];
  /** Of each family the symbol that Tab comes to. @type {Map<string, Stop>} */
  #current = new Map();

  /**
   * @param {L.Map} map
   * @param {(feature: Feature) => void} open
   */
  constructor(map, open) {
    this.open = open;
    const pane = /** @type {HTMLElement} */ (map.getPane("markerPane"));
    pane.addEventListener("keydown", (event) => this.#pressed(event));
    pane.addEventListener("focusin", ({ target }) => {
      const stop = this.#at(target);
      if (stop) this.#move(stop);
    });
  }

  /**
   * Takes up which symbols stand on the map; where one stays, the keyboard stays at it.
   * @param {Stop[]} stops
   */
  take(stops) {
    this.#stops = stops;
    const before = this.#current;
    this.#current = new Map();
    for (const stop of stops) {
      const { family, box } = stop;
      if (!this.#current.has(family) || before.get(family)?.box === box) this.#current.set(family, stop);
    }
    for (const [family, { box }] of before) if (this.#current.get(family)?.box !== box) box.tabIndex = -1;
    for (const { box } of this.#current.values()) if (box.tabIndex) box.tabIndex = 0;
  }

  /** @param {EventTarget | null} box */
  #at(box) {
    return this.#stops.find((stop) => stop.box === box);
  }

  /** @param {Stop} stop */
  #move(stop) {
    const before = this.#current.get(stop.family);
    if (before) before.box.tabIndex = -1;
    this.#current.set(stop.family, stop);
    stop.box.tabIndex = 0;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const stop = this.#at(event.target);
    if (!stop || event.altKey || event.ctrlKey || event.metaKey) return;
    const way = ARROWS[event.key];
    if (!way && event.key !== "Enter" && event.key !== " ") return;
    // The map itself would move by an arrow.
    event.preventDefault();
    event.stopPropagation();
    if (!way) this.open(stop.feature);
    else this.#go(this.#next(stop, way));
  }

  /**
   * The nearest of the family in a direction.
   * @param {Stop} from
   * @param {[x: number, y: number]} way
   */
  #next(from, [x, y]) {
    /** @type {[Stop | null, number]} */
    let [best, least] = [null, Infinity];
    for (const stop of this.#stops) {
      if (stop.family !== from.family || stop === from) continue;
      const [right, down] = [stop.x - from.x, stop.y - from.y];
      const ahead = right * x + down * y;
      const aside = Math.abs(right * y) + Math.abs(down * x);
      if (ahead <= 0 || aside > ahead * ASIDE) continue;
      const away = ahead + aside * ASIDE;
      if (away < least) [best, least] = [stop, away];
    }
    return best;
  }

  /** @param {Stop | null} stop */
  #go(stop) {
    // The map goes along so far that it is seen.
    stop?.box.focus({ preventScroll: true });
  }
}
