// What of the record is shown on a day, whichever layers are drawn: what the table tells.

import { shownOn } from "../core/record.js";

/** @import { Day, Document, Group, Row } from "../types.js" */
/** @import { Territory } from "../map/territory.js" */

/**
 * Land by class and holder.
 * @typedef {{ id: string, countries: string, class: string, held_by?: string, km2: number }} LandRow
 */
/**
 * What holds, by layer.
 * @typedef {Record<string, Row[] | LandRow[]>} Held
 */

/**
 * Land by class and holder; on the map it is parted by the year of retaking too.
 * @param {Group[]} groups
 * @param {string} countries  whose land it is
 * @returns {LandRow[]}
 */
export function landBy(groups, countries) {
  /** @type {Map<string, { id: string, class: string, held_by?: string, ha: number }>} */
  const sums = new Map();
  for (const { class: name, held_by: holder, ha } of groups) {
    const id = `${name}/${holder ?? ""}`;
    const sum = sums.get(id) ?? { id, class: name, held_by: holder ?? undefined, ha: 0 };
    sum.ha += ha;
    sums.set(id, sum);
  }
  const some = [...sums.values()].filter(({ ha }) => ha > 0);
  return some.map(({ ha, ...said }) => ({ ...said, countries, km2: ha / 100 }));
}

/**
 * What holds on a day; what happened stays, as on the map.
 * @param {Document} record
 * @param {Day} day
 * @param {Territory | undefined} territory
 * @param {string} scope  countries whose land is told
 * @returns {Held}
 */
export function heldOn(record, day, territory, scope) {
  const land = territory?.covers(day) ? landBy(territory.within(territory.on(day), scope).groups, scope) : [];
  const layers = Object.entries(record.looks).filter(([, { columns }]) => columns.length);
  return Object.fromEntries(
    layers.map(([layer, { kind }]) => [layer, kind === "land" ? land : shownOn(record, layer, day)]),
  );
}
