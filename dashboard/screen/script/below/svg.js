// Shapes of a drawing.

const SPACE = "http://www.w3.org/2000/svg";

/**
 * A drawing.
 * @param {string} className
 */
export function drawing(className) {
  const made = document.createElementNS(SPACE, "svg");
  made.setAttribute("class", className);
  return made;
}

/**
 * A shape with its attributes.
 * @param {"g" | "path" | "line" | "circle" | "text"} tag
 * @param {Record<string, string | number>} [attributes]
 */
export function shape(tag, attributes = {}) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
