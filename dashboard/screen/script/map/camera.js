// Where the map looks: at a view that was chosen, at something that is told of, or where the reader moved it by hand.

import { clip, latLng } from "./degrees.js";

/** @import { At, Box, Options, Selection } from "../types.js" */

// The legend lies on a wide map: a view stands in what it leaves.
const [WIDE, LEGEND_WIDTH, LEGEND_SHARE] = [760, 270, 0.24];
/** How far beyond the map's edges symbols and names are drawn, as a share of its size. */
const SHEET = 0.2;

/** Moves a map, and tells what the reader moved from what the atlas did. */
export class Camera {
  #fitting = false;
  #makingRoom = false;

  /**
   * @param {L.Map} map
   * @param {HTMLElement} stage
   * @param {Options} options
   */
  constructor(map, stage, options) {
    this.map = map;
    this.stage = stage;
    this.options = options;
  }

  /**
   * @param {(bounds: Box) => void} act  hears where the reader has moved the map by hand, not to make room for a popup
   */
  onmove(act) {
    this.map.on("autopanstart", () => (this.#makingRoom = true));
    this.map.on("moveend", () => {
      const own = this.#makingRoom || this.#fitting;
      this.#makingRoom = false;
      if (!own) act(this.#bounds());
    });
  }

  /** @returns {Box} */
  #bounds() {
    const bounds = this.map.getBounds();
    const [west, south] = [clip(bounds.getWest(), 180), clip(bounds.getSouth(), 85)];
    return [west, south, clip(bounds.getEast(), 180), clip(bounds.getNorth(), 85)];
  }

  /** @param {() => void} move  is not the reader's */
  #move(move) {
    this.#fitting = true;
    move();
    this.#fitting = false;
  }

  /**
   * Shows what the selection names: a view, or bounds.
   * @param {Selection} selection
   */
  fit({ view, bounds, compare }) {
    const box = bounds ?? this.options.views[view ?? ""];
    if (!box) return;
    const [west, south, east, north] = box;
    const { clientWidth: width } = this.stage;
    const legend = width > WIDE && !bounds && !compare ? Math.min(LEGEND_WIDTH, width * LEGEND_SHARE) : 0;
    const [left, right] = this.options.direction === "rtl" ? [legend, 0] : [0, legend];
    const corners = L.latLngBounds([south, west], [north, east]);
    this.#move(() => {
      this.map.fitBounds(corners, { animate: false, paddingTopLeft: [left, 0], paddingBottomRight: [right, 0] });
    });
  }

  /** Takes up the room that the map has now. */
  measure() {
    this.#move(() => this.map.invalidateSize({ pan: false, animate: false }));
  }

  /**
   * Moves as little as shows a place, beside what lies over the map's lower part: on a phone the desk does.
   * @param {At} at
   * @param {HTMLElement} sheet
   */
  keepInSight(at, sheet) {
    const [over, stage] = [sheet, this.stage].map((box) => box.getBoundingClientRect());
    const covered = Math.max(0, Math.min(stage.bottom, over.bottom) - Math.max(stage.top, over.top));
    const below = over.right > stage.left && over.left < stage.right ? covered : 0;
    this.#move(() => {
      const room = { paddingTopLeft: L.point(30, 30), paddingBottomRight: L.point(30, 30 + below) };
      this.map.panInside(latLng(at), { ...room, animate: false });
    });
  }

  /**
   * Goes to something that was looked for; as the reader's own move.
   * @param {At} at
   * @param {number} [zoom]  from how near it is shown at least
   */
  go(at, zoom = 0) {
    this.map.setView(latLng(at), Math.max(this.map.getZoom(), zoom), { animate: false });
  }

  /** The map and a little beyond its edges, in its own pixels. */
  sheet() {
    const size = this.map.getSize();
    const corner = this.map.containerPointToLayerPoint(size.multiplyBy(-SHEET));
    return L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * SHEET)));
  }
}
