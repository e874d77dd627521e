// Figures of a day, which are counted of some countries: of those that the view is of, as on paper.

/** @import { Day, Document, LandHeld, Options, Selection } from "../types.js" */

/** @typedef {Pick<Options, "scopes" | "scope_names" | "narrowed">} Choices */

/**
 * What figures speak of: the scope, and whether the map shows less of it than they count.
 * @typedef {{ id: string, name: string, narrowed: boolean }} Scope
 */

/**
 * The scope of the figures beside a map.
 * @param {Choices} choices
 * @param {Selection} selection
 * @returns {Scope}
 */
export function scopeOf({ scopes, scope_names: names, narrowed }, selection) {
  const id = scopes[selection.view ?? ""] ?? scopes[""];
  return { id, name: names[id], narrowed: narrowed.some((name) => selection[name]?.length) };
}

/**
 * The last change point of a series until a day.
 * @template {[Day, ...number[]]} Point
 * @param {Point[]} series
 * @param {Day} day
 */
export function on(series, day) {
  return series.findLast(([since]) => since <= day);
}

/**
 * The land held on a day; nothing outside the land's days.
 * @param {Document} record
 * @param {string} scope
 * @param {Day} day
 * @returns {LandHeld | undefined}
 */
export function landHeld({ land, land_held: held }, scope, day) {
  return held && land.first <= day && day <= land.last ? on(held[scope], day) : undefined;
}
