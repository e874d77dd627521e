// Where the map looks: at a view that was chosen, at something that is told of, or where the reader moved it by hand.

import { clip, latLng } from "./degrees.js";

/** @import { At, Box, Options, Selection } from "../types.js" */

// The legend lies on a wide map: a view stands in what it leaves.
const [WIDE, LEGEND_WIDTH, LEGEND_SHARE] = [760, 270, 0.24];
// What an address can say: the world, in degrees.
const [FAR, HIGH] = [180, 85];
// How near the map goes to part symbols: to those that stand on one point it would go for ever.
const NEAREST = 12;
/** How far beyond the map's edges symbols and names are drawn, as a share of its size. */
const SHEET = 0.2;

/** Moves a map, and tells what the reader moved from what the atlas did. */
export class Camera {
  #fitting = false;
  /** Whether the map is on its way to what was asked for. */
  #gliding = false;
  #makingRoom = false;
  #leastZoom;
  /** Whether the map stands as it was fitted, and was not moved by hand since. */
  fitted = false;

  /**
   * @param {L.Map} map
   * @param {HTMLElement} stage
   * @param {Options} options
   */
  constructor(map, stage, options) {
    this.map = map;
    this.stage = stage;
    this.options = options;
    this.#leastZoom = map.getMinZoom();
  }

  /**
   * @param {(bounds: Box) => void} act  hears where the reader has moved the map by hand, not to make room for a popup
   */
  onmove(act) {
    this.map.on("autopanstart", () => {
      this.#makingRoom = true;
      this.#unbind();
    });
    this.map.on("moveend", () => {
      const own = this.#makingRoom || this.#fitting || this.#gliding;
      this.#makingRoom = false;
      this.#gliding &&= Boolean(this.map._animatingZoom);
      if (own) return;
      this.fitted = false;
      act(this.seen());
    });
  }

  /** At the world's edge a popup has room beyond it, as long as it is open. */
  #unbind() {
    const { map } = this;
    const { maxBounds } = map.options;
    if (!maxBounds) return;
    map.setMaxBounds();
    map.once("popupclose", () => {
      this.#move(() => map.panInsideBounds(/** @type {L.LatLngBounds} */ (maxBounds), { animate: false }));
      map.setMaxBounds(maxBounds);
    });
  }

  /**
   * What is in sight.
   * @returns {Box}
   */
  seen() {
    const bounds = this.map.getBounds();
    const [west, south] = [clip(bounds.getWest(), FAR), clip(bounds.getSouth(), HIGH)];
    return [west, south, clip(bounds.getEast(), FAR), clip(bounds.getNorth(), HIGH)];
  }

  /** @param {() => void} move  is not the reader's */
  #move(move) {
    this.#fitting = true;
    move();
    this.#fitting = false;
  }

  /**
   * Glides to what the selection names, from wherever the map is, also on its way to another; jumps where the reader
   * wants no motion.
   * @param {Selection} selection
   */
  go(selection) {
    const { view, bounds, compare } = selection;
    const { map } = this;
    const box = this.options.views[view ?? ""] ?? bounds;
    if (!box || !map._zoomAnimated || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.fit(selection);
      return;
    }
    this.#arrive();
    this.fitted = this.#gliding = true;
    const aim = map._getBoundsCenterZoom(cornersOf(box), this.#room(compare));
    const { zoom } = aim;
    const center = map._limitCenter(aim.center, zoom, map.options.maxBounds);
    if (zoom === map.getZoom()) map.panTo(center, { animate: true });
    else map._moveStart(true, false)._animateZoom(center, zoom, true);
  }

  /** Where the map is on its way, it is there at once. */
  #arrive() {
    const { map } = this;
    this.#move(() => {
      map._stop();
      if (map._animatingZoom) map._onZoomTransitionEnd();
    });
  }

  /**
   * Shows what the selection names: a view, or bounds.
   * @param {Selection} selection
   */
  fit({ view, bounds, compare }) {
    this.#arrive();
    const box = this.options.views[view ?? ""];
    this.fitted = Boolean(bounds ?? box);
    if (bounds) this.#move(() => this.#fitSeen(bounds));
    if (bounds || !box) return;
    this.#move(() => this.map.fitBounds(cornersOf(box), { animate: false, ...this.#room(compare) }));
  }

  /**
   * What a view leaves to the legend.
   * @param {string | null} compare
   */
  #room(compare) {
    const { clientWidth: width } = this.stage;
    const legend = width > WIDE && !compare ? Math.min(LEGEND_WIDTH, width * LEGEND_SHARE) : 0;
    const [left, right] = this.options.direction === "rtl" ? [legend, 0] : [0, legend];
    return { paddingTopLeft: L.point(left, 0), paddingBottomRight: L.point(right, 0) };
  }

  /**
   * Shows what was seen. A side that lay beyond the world's edge is told as the edge: then the other side says where
   * the map stood.
   * @param {Box} box
   */
  #fitSeen(box) {
    const { map } = this;
    const [west, south, east, north] = box;
    const zoom = map.getBoundsZoom(cornersOf(box));
    const [{ x: left, y: top }, { x: right, y: bottom }] = [latLng([west, north]), latLng([east, south])].map(
      (corner) => map.project(corner, zoom),
    );
    const { x: width, y: height } = map.getSize();
    const x = middle([left, right], width, [west <= -FAR, east >= FAR]);
    const y = middle([top, bottom], height, [north >= HIGH, south <= -HIGH]);
    // A mere pan would go by whole pixels.
    map.setView(map.unproject([x, y], zoom), zoom, { animate: false, reset: true });
  }

  /** Takes up the room that the map has now. Nothing is gained by a world that is smaller than it. */
  measure() {
    const { map } = this;
    this.#move(() => {
      map.invalidateSize({ pan: false, animate: false });
      map.options.minZoom = this.#leastZoom;
      const least = map.getBoundsZoom(cornersOf([-FAR, -HIGH, FAR, HIGH]));
      if (map.getZoom() < least) map.setZoom(least, { animate: false });
      map.setMinZoom(least);
    });
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
  find(at, zoom = 0) {
    this.map.setView(latLng(at), Math.max(this.map.getZoom(), zoom), { animate: false });
  }

  /**
   * Goes so near to several points that their symbols part; as the reader's own move.
   * @param {At[]} points
   */
  part(points) {
    const { map } = this;
    const bounds = L.latLngBounds(points.map(latLng));
    const zoom = Math.min(Math.max(map.getBoundsZoom(bounds.pad(0.1)), map.getZoom() + 1), map.getMaxZoom(), NEAREST);
    map.closePopup();
    map.setView(bounds.getCenter(), Math.max(zoom, map.getZoom()), { animate: false });
  }

  /** The map and a little beyond its edges, in its own pixels. */
  sheet() {
    const size = this.map.getSize();
    const corner = this.map.containerPointToLayerPoint(size.multiplyBy(-SHEET));
    return L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * SHEET)));
  }
}

/** @param {Box} box */
function cornersOf([west, south, east, north]) {
  return L.latLngBounds([south, west], [north, east]);
}

/**
 * The middle of what is seen along one axis, in pixels.
 * @param {[low: number, high: number]} ends
 * @param {number} size
 * @param {[low: boolean, high: boolean]} open  which of the ends lies further out
 */
function middle([low, high], size, [lowOpen, highOpen]) {
  if (lowOpen === highOpen) return (low + high) / 2;
  return lowOpen ? high - size / 2 : low + size / 2;
}
