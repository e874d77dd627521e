// The selection as the page's address says it. Which parameters there are, and what is left out, the page hands over.

/** @import { Parameter, Selection } from "../types.js" */

/**
 * The part of an address after its question mark.
 * @param {Selection} selection
 * @param {string} language
 * @param {Parameter[]} parameters
 */
export function queryOf(selection, language, parameters) {
  /** @type {Record<string, unknown>} */
  const said = { ...selection, language };
  const pairs = parameters.flatMap(({ name, of, usual, needs, unless, decimals }) => {
    const text = written(said[of], decimals);
    const left = (needs && !said[needs]) || (unless && said[unless]) || text === usual;
    return left ? [] : [[name, text]];
  });
  // A comma and a slash may stand in an address as they are, and are easier to read so.
  return new URLSearchParams(pairs).toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
}

/**
 * @param {unknown} value
 * @param {number} decimals  of numbers
 */
function written(value, decimals) {
  if (!Array.isArray(value)) return String(value ?? "");
  // As many decimals as are needed.
  return value.map((part) => (typeof part === "number" ? Number(part.toFixed(decimals)) : part)).join(",");
}
