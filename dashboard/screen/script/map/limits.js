// How far a map may be moved: over the earth, and not beyond it.

import { MERCATOR, WORLD, earthOf, shownOf, wholeOf } from "./projection.js";

/** @import { Piece } from "./projection.js" */

/** Keeps a map on the earth. */
export class Limits {
  /**
   * @param {L.Map} map
   * @param {() => { left: number, right: number }} room  answers with what lies on the map on either side, in pixels
   */
  constructor(map, room) {
    this.map = map;
    this.room = room;
    // Leaflet knows bounds by two corners, which says little of an earth that has none.
    map._getBoundsOffset = ({ min, max }, _, zoom = map.getZoom()) => this.#offset({ min, max }, zoom);
    map.on("dragstart", () => this.#confine());
  }

  /**
   * How far the map goes at a zoom.
   * @param {number} zoom
   * @returns {Piece}
   */
  #at(zoom) {
    const { map } = this;
    const { at, limits } = earthOf(map);
    const crs = at(zoom);
    if (crs === MERCATOR) return wholeOf(crs, limits, zoom);
    const { min, max } = wholeOf(crs, WORLD, zoom);
    // What the legend lies on can be drawn from under it. Not where both poles are in sight: how near the map is, an
    // address then has from the sides alone.
    const { left, right } = max.y - min.y > map.getSize().y ? this.room() : { left: 0, right: 0 };
    return { min: min.subtract([left, 0]), max: max.add([right, 0]) };
  }

  /**
   * What brings a window back onto the earth; over its middle, where it is larger.
   * @param {Piece} seen
   * @param {number} zoom
   */
  #offset({ min, max }, zoom) {
    const limits = this.#at(zoom);
    const [first, last] = [limits.min.subtract(min), max.subtract(limits.max)];
    return L.point(this.map._rebound(first.x, last.x), this.map._rebound(first.y, last.y));
  }

  /** Tells Leaflet how far the hand may drag. */
  #confine() {
    const { map } = this;
    if (!map.dragging._offsetLimit) return;
    const [seen, limits] = [shownOf(map), this.#at(map.getZoom())];
    map.dragging._offsetLimit = L.bounds(seen.min.subtract(limits.min), seen.max.subtract(limits.max));
  }
}
