// The room that is left on a map beside what lies over it: tools, legend, desk, buttons, credit.

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Room */

const FURNITURE = ".atlas-tools>*,.atlas-panel,.atlas-desk,.atlas-credit,.leaflet-control-zoom,.leaflet-control-scale";

/** @param {Room} room */
function areaOf({ left, top, right, bottom }) {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/**
 * The largest room that is left: of each thing that lies over it, the side is given up that costs the least.
 * @param {Room} room
 * @param {Room[]} things
 * @returns {Room}
 */
export function leftBeside(room, things) {
  return things
    .toSorted((a, b) => areaOf(b) - areaOf(a))
    .reduce((free, thing) => {
      const apart =
        thing.left >= free.right || thing.right <= free.left || thing.top >= free.bottom || thing.bottom <= free.top;
      if (apart || !areaOf(thing)) return free;
      const cuts = [
        { ...free, right: thing.left },
        { ...free, left: thing.right },
        { ...free, bottom: thing.top },
        { ...free, top: thing.bottom },
      ];
      return cuts.reduce((best, cut) => (areaOf(cut) > areaOf(best) ? cut : best));
    }, room);
}

/**
 * What lies over a stage, from its upper left corner.
 * @param {HTMLElement} stage
 * @param {HTMLElement} pair  what has all that may lie over it
 * @returns {Room[]}
 */
export function furnitureOn(stage, pair) {
  const { left: x, top: y } = stage.getBoundingClientRect();
  return [...pair.querySelectorAll(FURNITURE)].map((thing) => {
    const { left, top, right, bottom } = thing.getBoundingClientRect();
    return { left: left - x, top: top - y, right: right - x, bottom: bottom - y };
  });
}

/**
 * What a stage has free, from its upper left corner.
 * @param {HTMLElement} stage
 * @param {HTMLElement} pair  what has all that may lie over it
 * @returns {Room}
 */
export function roomOn(stage, pair) {
  const { width, height } = stage.getBoundingClientRect();
  return leftBeside({ left: 0, top: 0, right: width, bottom: height }, furnitureOn(stage, pair));
}
