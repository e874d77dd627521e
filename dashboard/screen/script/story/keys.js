// What a key means while a briefing is told: a presenter's remote sends PageDown for the next slide, and whatever has
// the focus must not turn it round. The arrows go as the clock does, whose time runs to the right in every language.

/** @typedef {"next" | "back" | "first" | "last" | "present" | "black" | "leave" | "enter" | "digit"} Meaning */
/** @typedef {Record<string, Meaning>} Meanings */

/** @type {Meanings} */
const OF_A_REMOTE = { PageDown: "next", PageUp: "back", Escape: "leave" };
// By its place on the keyboard: a letter is another one on an Arabic keyboard. Some remotes send F5 to begin.
/** @type {Meanings} */
const OF_A_PLACE = { KeyF: "present", F5: "present", KeyB: "black", Period: "black" };
/** @type {Meanings} */
const OF_AN_ARROW = {
  ArrowRight: "next",
  ArrowDown: "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  Home: "first",
  End: "last",
};
/** @type {Meanings} */
const OF_A_PRESS = { " ": "next", Enter: "enter" };

const WRITTEN_IN = "input:not([type=range]),textarea,select,[contenteditable=true]";
const MOVED = "input,.leaflet-container,[role=slider],[role=listbox]";
const PRESSED = "button,a,summary,[role=button]";

/**
 * What a key means; null where it is whatever has the focus that it is for.
 * @param {KeyboardEvent} event
 * @param {boolean} presenting
 * @returns {Meaning | null}
 */
export function meaning(event, presenting) {
  const { key, code, shiftKey } = event;
  if (isCombined(event)) return null;
  // What is pressed in a shadow tree is told as coming from the tree.
  const [target] = /** @type {Element[]} */ (event.composedPath());
  const into = (/** @type {string} */ what) => target instanceof Element && target.closest(what) !== null;
  const isWritten = into(WRITTEN_IN);
  if (!isWritten && !shiftKey && code in OF_A_PLACE) return OF_A_PLACE[code];
  if (isWritten || into(MOVED)) return presenting ? ofARemote(key) : null;
  if (key in OF_AN_ARROW) return OF_AN_ARROW[key];
  return presenting ? ofAPress(event, into(PRESSED)) : ofARemote(key);
}

/** @param {KeyboardEvent} event */
function isCombined({ ctrlKey, metaKey, altKey, isComposing }) {
  return ctrlKey || metaKey || altKey || isComposing;
}

/**
 * Wherever the focus is: the clock, the map and a field keep all other keys.
 * @param {string} key
 */
function ofARemote(key) {
  return OF_A_REMOTE[key] ?? null;
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} onButton
 * @returns {Meaning | null}
 */
function ofAPress({ key, code }, onButton) {
  if (/^[0-9]$/.test(key) || /^(Digit|Numpad)[0-9]$/.test(code)) return "digit";
  return (onButton ? null : OF_A_PRESS[key]) ?? ofARemote(key);
}
