// What the reader of a clock that lies open may choose: from milestone to milestone, how far a step goes, how close the
// track is seen, and whether playing stops at milestones.

import { button, element, put, select } from "../core/elements.js";
import { STEPS } from "./steps.js";

/** @import { Reader } from "../core/reader.js" */

// Half as wide or twice, by a button or a key.
export const CLOSER = 0.5;
const USUAL = "month";

/**
 * What is done about it.
 * @typedef {{
 *   beside: (way: 1 | -1) => void,
 *   stepped: () => void,
 *   zoom: (times: number) => void,
 *   unfold: () => void,
 * }} Listener
 */

/** The settings of a clock. */
export class Settings {
  #steps;
  #stops = element("input");
  #closer;
  #farther;
  #whole;

  /**
   * @param {Reader} reader
   * @param {boolean} held  whether the land held is the clock's ground
   * @param {Listener} listener
   */
  constructor(reader, held, listener) {
    this.reader = reader;
    this.root = element("div", "settings");
    this.root.dir = reader.direction;
    /** @type {[string, string][]} */
    const steps = Object.keys(STEPS).map((step) => [step, reader.text(`step.${step}`)]);
    this.#steps = select(reader.text("clock.step"), steps, () => listener.stepped());
    this.#steps.value = USUAL;
    this.#stops.type = "checkbox";
    const whole = reader.text("clock.whole");
    this.#closer = this.#button("+", reader.text("clock.closer"), "Plus", () => listener.zoom(CLOSER));
    this.#farther = this.#button("−", reader.text("clock.farther"), "Minus", () => listener.zoom(1 / CLOSER));
    this.#whole = this.#button(whole, whole, "0", () => listener.unfold());
    this.root.append(
      this.#group("layer.milestones", [
        this.#button("◂", reader.text("clock.milestone_back"), "Control+ArrowLeft", () => listener.beside(-1)),
        this.#button("▸", reader.text("clock.milestone_forward"), "Control+ArrowRight", () => listener.beside(1)),
      ]),
      this.#labelled("clock.stops", this.#stops, true),
      this.#labelled("clock.step", this.#steps, false),
      this.#group("clock.range", [this.#farther, this.#closer, this.#whole]),
    );
    if (held) this.root.append(element("span", "of ground", reader.text("clock.held")));
  }

  /**
   * A button, which tells the keys of the slider that do the same.
   * @param {string} sign
   * @param {string} name
   * @param {string} keys
   * @param {() => void} act
   */
  #button(sign, name, keys, act) {
    const made = button(sign.length > 1 ? "word" : "", sign, act, name);
    made.setAttribute("aria-keyshortcuts", keys);
    made.title = `${name} (${keys.replace("Plus", "+").replace("Minus", "−")})`;
    return made;
  }

  /**
   * @param {string} key
   * @param {HTMLElement[]} parts
   */
  #group(key, parts) {
    const group = element("div", "of");
    const name = this.reader.text(key);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name);
    const signs = element("span", "signs");
    signs.dir = "ltr";
    signs.append(...parts);
    group.append(element("span", "", name), signs);
    return group;
  }

  /**
   * @param {string} key
   * @param {HTMLElement} control
   * @param {boolean} first  whether it stands before its words
   */
  #labelled(key, control, first) {
    const label = element("label", "of");
    const words = element("span", "", this.reader.text(key));
    label.append(...(first ? [control, words] : [words, control]));
    return label;
  }

  /** The step that is chosen. */
  get step() {
    return this.#steps.value;
  }

  /** Whether playing stops at milestones. */
  get stops() {
    return this.#stops.checked;
  }

  /**
   * Buttons that can do no more say so, and keep the keys that they may have.
   * @param {boolean} whole  whether all of the time is seen
   * @param {boolean} closest
   */
  tell(whole, closest) {
    for (const made of [this.#farther, this.#whole]) put(made, "ariaDisabled", String(whole));
    put(this.#closer, "ariaDisabled", String(closest));
  }
}
