// What of the record holds on a day, whichever layers are drawn: what the table tells.

import * as days from "../core/days.js";

/** @import { Day, Group, Layers, Row } from "../types.js" */
/** @import { Territory } from "../map/territory.js" */

/**
 * Land by class and holder.
 * @typedef {{ id: string, class: string, held_by?: string, km2: number }} LandRow
 */
/**
 * What holds, by layer.
 * @typedef {{ territory: LandRow[], [layer: string]: Row[] | LandRow[] }} Held
 */

/**
 * Land by class and holder; on the map it is parted by the year of retaking too.
 * @param {Group[]} groups
 */
export function landBy(groups) {
  /** @type {Map<string, LandRow>} */
  const sums = new Map();
  for (const { class: name, held_by: holder, km2 } of groups) {
    const id = `${name}/${holder ?? ""}`;
    const sum = sums.get(id) ?? { id, class: name, held_by: holder ?? undefined, km2: 0 };
    sum.km2 += km2;
    sums.set(id, sum);
  }
  return [...sums.values()];
}

/**
 * What holds on a day; what happened stays, as on the map.
 * @param {Layers} layers
 * @param {Day} day
 * @param {Territory | undefined} territory
 * @returns {Held}
 */
export function heldOn(layers, day, territory) {
  const holding = (/** @type {Row[] | undefined} */ rows) => (rows ?? []).filter((row) => days.holds(row, day));
  const happened = (/** @type {Row[] | undefined} */ rows) =>
    (rows ?? []).filter(({ event_date: event }) => event !== undefined && event <= day);
  return {
    places: holding(layers.places),
    liberated_cities: holding(layers.liberated_cities),
    heritage_sites: happened(layers.heritage_sites),
    affiliates: holding(layers.affiliates).filter((row) => row.status !== "ended"),
    attacks: happened(layers.attacks),
    coalition: holding(layers.coalition),
    territory: territory?.covers(day) ? landBy(territory.on(day).groups) : [],
  };
}
