// Files that the map is made from, each of them fetched once for all maps of a page.

/** @import { BasemapFiles } from "../types.js" */

/** @type {Map<string, Promise<unknown>>} */
const fetched = new Map();

/**
 * A thing itself, or what is found at its address.
 * @template T
 * @param {T | string} value
 * @returns {Promise<T>}
 */
export function content(value) {
  if (typeof value !== "string") return Promise.resolve(value);
  if (!fetched.has(value)) {
    const coming = read(value);
    fetched.set(value, coming);
    // What did not come may come when it is asked for again.
    coming.catch(() => fetched.delete(value));
  }
  return /** @type {Promise<T>} */ (fetched.get(value));
}

/**
 * @param {string} address
 * @returns {Promise<unknown>}
 */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/**
 * The basemap's files; one that cannot be had is null. The relief is a picture: Leaflet loads it by its address.
 * @param {Record<string, unknown>} listed
 * @returns {Promise<BasemapFiles>}
 */
export async function basemapFiles(listed) {
  const pairs = Object.entries(listed).map(async ([name, value]) => {
    try {
      return [name, name === "relief" ? value : await content(value)];
    } catch {
      return [name, null];
    }
  });
  return Object.fromEntries(await Promise.all(pairs));
}
