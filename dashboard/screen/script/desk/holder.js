// Who holds a place, by colour, pattern and letter.

import { element, verbatim } from "../core/elements.js";

/** @import { Looks } from "../map/looks.js" */

/**
 * Gives an element the colour and pattern of whoever holds a place.
 * @template {HTMLElement} Box
 * @param {Box} box
 * @param {Looks} looks
 * @param {string} id
 */
export function tint(box, looks, id) {
  const own = looks.style.holders[id];
  box.style.setProperty("--holder", own?.color ?? looks.color(id));
  box.dataset.holder = id;
  if (own?.fill) box.dataset.fill = own.fill;
  return box;
}

/**
 * A holder in a line of text: the letter on its colour, then the name.
 * @param {Looks} looks
 * @param {string} id
 * @param {string} name
 */
export function chip(looks, id, name) {
  const box = element("span", "atlas-chip");
  const letter = verbatim(tint(element("i", "atlas-holder", looks.actor(id).letter), looks, id));
  letter.setAttribute("aria-hidden", "true");
  box.append(letter, element("span", "", name));
  return box;
}
