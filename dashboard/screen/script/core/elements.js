// Elements of the page. Text from data is always set as text, never as HTML.

/**
 * An element with its class and its text, where it has any.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string | number | null} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  return made;
}

/**
 * A button. One that bears a sign only has a name too, which is read out and shown to who points at it.
 * @param {string} className
 * @param {string} text
 * @param {(() => void) | null} act  hears of a press; null where whatever the button stands in hears of it
 * @param {string} [name]
 */
export function button(className, text, act, name) {
  const made = element("button", className, text);
  made.type = "button";
  if (name !== undefined) entitle(made, name);
  if (act) made.addEventListener("click", act);
  return made;
}

/**
 * Gives an element a name, to be read out and shown to who points at it.
 * @param {HTMLElement} box
 * @param {string} name
 */
export function entitle(box, name) {
  box.title = name;
  box.setAttribute("aria-label", name);
}

/**
 * A choice among [value, text]; `choose` hears the value.
 * @param {string} label
 * @param {[value: string, text: string][]} options
 * @param {(value: string) => void} choose
 */
export function select(label, options, choose) {
  const made = element("select");
  made.setAttribute("aria-label", label);
  for (const [value, text] of options) {
    const option = element("option", "", text);
    option.value = value;
    made.append(option);
  }
  made.addEventListener("change", () => choose(made.value));
  return made;
}

// What is so already is not touched: the browser would lay it out again.

/**
 * What was written last in each element. What stands there may be another's by now: a browser that translates the page
 * puts its own words, in elements of its own, in the place of every text.
 * @type {WeakMap<HTMLElement, string>}
 */
const written = new WeakMap();

/**
 * Writes a text where it is not written yet. It is a new text each time: a translation of the old one that comes late
 * finds nothing to replace.
 * @param {HTMLElement} box  holds this text and nothing else
 * @param {string} text
 */
export function write(box, text) {
  if (written.get(box) === text) return;
  written.set(box, text);
  box.textContent = text;
}

/**
 * Keeps an element as it is from a browser that translates: names and numbers, which it would spoil.
 * @template {HTMLElement} Box
 * @param {Box} box
 */
export function verbatim(box) {
  box.translate = false;
  return box;
}

/**
 * Sets a property that is something else yet.
 * @template {HTMLElement} Box
 * @template {keyof Box} Name
 * @param {Box} box
 * @param {Name} name
 * @param {Box[Name]} value
 */
export function put(box, name, value) {
  if (box[name] !== value) box[name] = value;
}

/**
 * Says of a button whether it is pressed.
 * @param {HTMLButtonElement} box
 * @param {boolean} pressed
 */
export function press(box, pressed) {
  put(box, "ariaPressed", String(pressed));
}
