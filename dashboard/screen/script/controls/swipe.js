// The handle between two maps of which one lies over the other.

import { element } from "../core/elements.js";

const STEP = 2;

/**
 * A share in per cent, within the map.
 * @param {number} share
 */
export function clamped(share) {
  return Math.min(100, Math.max(0, share));
}

/**
 * How far a key moves the handle, in per cent from the side that is read first; nought for any other key.
 * @param {string} key
 * @param {boolean} rtl
 */
export function stepOf(key, rtl) {
  const ahead = rtl ? -STEP : STEP;
  return { ArrowRight: ahead, ArrowLeft: -ahead, Home: -100, End: 100 }[key] ?? 0;
}

/**
 * Where a hand stands on a stage, in per cent from the side that is read first.
 * @param {number} x
 * @param {{ left: number, width: number }} stage
 * @param {boolean} rtl
 */
export function shareAt(x, { left, width }, rtl) {
  const share = (100 * (x - left)) / width;
  return rtl ? 100 - share : share;
}

/** The handle. */
export class Swipe {
  /** Where the second map begins, in per cent of the width from the side that is read first. */
  #at = 50;

  /**
   * @param {HTMLElement} pair  the room of both maps
   * @param {HTMLElement} stage  of the first one
   * @param {boolean} rtl
   * @param {string} name
   */
  constructor(pair, stage, rtl, name) {
    this.pair = pair;
    this.root = element("div", "atlas-swipe");
    const said = { role: "slider", ariaLabel: name, ariaValueMin: "0", ariaValueMax: "100" };
    Object.assign(this.root, { tabIndex: 0, ...said });
    this.root.addEventListener("pointerdown", (event) => {
      this.root.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.root.focus();
    });
    this.root.addEventListener("pointermove", ({ pointerId, clientX }) => {
      if (this.root.hasPointerCapture(pointerId)) this.#set(shareAt(clientX, stage.getBoundingClientRect(), rtl));
    });
    this.root.addEventListener("keydown", ({ key }) => {
      const step = stepOf(key, rtl);
      if (step) this.#set(this.#at + step);
    });
    pair.append(this.root);
    this.#set(this.#at);
  }

  /** @param {number} share */
  #set(share) {
    this.#at = clamped(share);
    this.root.ariaValueNow = String(Math.round(this.#at));
    this.pair.style.setProperty("--swipe", `${this.#at}%`);
  }
}
