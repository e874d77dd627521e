// Where the map looks: at a view that was chosen, at something that is told of, or where the reader moved it by hand.

import { larger } from "../core/type.js";
import { latLng } from "./degrees.js";
import { Limits } from "./limits.js";
import { EQUAL_EARTH, MERCATOR, Sight, WORLD, boxOf, earthOf, wholeOf, windowOf } from "./projection.js";

/** @import { At, Box, Options, Selection } from "../types.js" */
/** @import { Piece } from "./projection.js" */

// The legend lies on a wide map: a view stands in what it leaves.
const [WIDE, LEGEND_WIDTH, LEGEND_SHARE] = [760, 270, 0.24];
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
   * @param {() => boolean} isPaired  answers with whether two days are compared, so that no legend lies on the map
   */
  constructor(map, stage, options, isPaired) {
    this.map = map;
    this.stage = stage;
    this.options = options;
    this.isPaired = isPaired;
    this.#leastZoom = map.getMinZoom();
    this.limits = new Limits(map, () => this.#room());
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
      act(this.sight.box);
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

  /** What is in sight. */
  get sight() {
    return new Sight(this.map);
  }

  /**
   * The atlas knows where it goes: on the way Leaflet does not set out for the earth on its own.
   * @param {() => void} move  is not the reader's
   */
  #move(move) {
    this.#fitting = this.map._enforcingBounds = true;
    move();
    this.#fitting = this.map._enforcingBounds = false;
  }

  /**
   * Glides to what the selection names, from wherever the map is, also on its way to another; jumps where the reader
   * wants no motion.
   * @param {Selection} selection
   */
  go(selection) {
    const { view, bounds } = selection;
    const { map } = this;
    const box = this.options.views[view ?? ""] ?? bounds;
    if (!box || !map._zoomAnimated || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.fit(selection);
      return;
    }
    this.#arrive();
    this.fitted = this.#gliding = true;
    const aim = this.#aim(box);
    const { zoom } = aim;
    const center = map._limitCenter(aim.center, zoom, map.options.maxBounds);
    if (zoom === map.getZoom()) map.panTo(center, { animate: true });
    else map._moveStart(true, false)._animateZoom(center, zoom, true);
  }

  /** A map that is taken away is on its way nowhere: Leaflet would still look for where it was going. */
  remove() {
    this.map._animatingZoom = false;
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
  fit({ view, bounds }) {
    this.#arrive();
    const box = this.options.views[view ?? ""];
    this.fitted = Boolean(bounds ?? box);
    if (bounds) this.#move(() => this.#fitSeen(bounds));
    if (bounds || !box) return;
    const { center, zoom } = this.#aim(box);
    this.#move(() => this.map.setView(center, zoom, { animate: false }));
  }

  /** What a view leaves to the legend on either side, in pixels. */
  #room() {
    const { clientWidth: width } = this.stage;
    const legend = width > WIDE && !this.isPaired() ? Math.min(LEGEND_WIDTH * larger(), width * LEGEND_SHARE) : 0;
    return this.options.direction === "rtl" ? { left: legend, right: 0 } : { left: 0, right: legend };
  }

  /**
   * Stays at a zoom over the middle that is seen, whatever room the map has.
   * @param {number} zoom
   */
  stand(zoom) {
    this.fitted = false;
    this.#move(() => this.map.setZoom(zoom, { animate: false }));
  }

  /**
   * From where a box is seen whole, beside the legend. Of the earth what is left of the room shows the side on which
   * more of it lies.
   * @param {Box} box
   */
  #aim(box) {
    const { map } = this;
    const { left, right } = this.#room();
    const zoom = this.#zoomTo((crs) => wholeOf(crs, box, 0), left + right);
    const shown = earthOf(map).at(zoom);
    const { min, max } = wholeOf(shown, box, zoom);
    const { x, y } = min.add(max).divideBy(2);
    const free = shown === MERCATOR ? 0 : Math.max(0, map.getSize().x - left - right - (max.x - min.x)) / 2;
    const off = map.project([0, 0], zoom).x - x;
    const aside = Math.max(-free, Math.min(free, off)) + (right - left) / 2;
    return { center: map.unproject([x + aside, y], zoom), zoom };
  }

  /**
   * The nearest zoom at which a piece of the plane is seen whole. By Equal Earth that may be nearer than Equal Earth
   * comes, and by Mercator farther than Mercator does: then it is the nearest of Equal Earth.
   * @param {(crs: L.CRS) => Piece} pieceOn  answers with the piece by either, in pixels of the zoom 0
   * @param {number} [besides]  how much of the width something else takes
   */
  #zoomTo(pieceOn, besides = 0) {
    const { map } = this;
    const { until } = earthOf(map);
    const step = map.options.zoomSnap ?? 1;
    const [near, far] = [MERCATOR, EQUAL_EARTH].map((crs) => this.#stepsTo(pieceOn(crs), besides));
    // What was seen fills the window at a whole step, by whichever it was seen.
    const wasFar = far.isWhole && !near.isWhole && far.steps * step < until;
    const isNear = near.steps * step >= until && !wasFar;
    const steps = isNear ? near.steps : Math.min(far.steps, Math.ceil(until / step) - 1);
    return Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), steps * step));
  }

  /**
   * Steps of the zoom up to which a piece is seen whole, and whether it then fills the window.
   * @param {Piece} piece
   * @param {number} besides
   */
  #stepsTo({ min, max }, besides) {
    const { x, y } = this.map.getSize();
    const { x: width, y: height } = max.subtract(min);
    const zoom = Math.log2(Math.min((x - besides) / width, y / height));
    // A hundredth of a step is no step.
    const steps = Math.round((zoom / (this.map.options.zoomSnap ?? 1)) * 100) / 100;
    return { steps: Math.floor(steps), isWhole: Number.isInteger(steps) };
  }

  /**
   * Shows what was seen. A side that lay beyond the world's edge is told as the edge: then the other side says where
   * the map stood.
   * @param {Box} box
   */
  #fitSeen(box) {
    const { map } = this;
    const zoom = this.#zoomTo((crs) => windowOf(crs, box, 0));
    const { min, max } = windowOf(earthOf(map).at(zoom), box, zoom);
    const { x: width, y: height } = map.getSize();
    const [west, south, east, north] = box.map((side, number) => Math.abs(side) >= Math.abs(WORLD[number]));
    const x = middle([min.x, max.x], width, [west, east]);
    const y = middle([min.y, max.y], height, [north, south]);
    // A mere pan would go by whole pixels.
    map.setView(map.unproject([x, y], zoom), zoom, { animate: false, reset: true });
  }

  /**
   * Stands where another map does, in the room that its own has now.
   * @param {L.Map} leader
   */
  follow(leader) {
    const { map } = this;
    this.#move(() => {
      // Not before now: it is confined to the same earth, but may not have been as large.
      const { maxBounds } = leader.options;
      if (maxBounds && !map.options.maxBounds) map.setMaxBounds(maxBounds);
      map.invalidateSize({ pan: false, animate: false });
      map.setView(leader.getCenter(), leader.getZoom(), { animate: false });
    });
  }

  /** Takes up the room that the map has now. Nothing is gained by a world that is smaller than it. */
  measure() {
    const { map } = this;
    this.#move(() => {
      map.invalidateSize({ pan: false, animate: false });
      map.options.minZoom = this.#leastZoom;
      const least = this.#zoomTo((crs) => wholeOf(crs, WORLD, 0));
      if (map.getZoom() < least) map.setZoom(least, { animate: false });
      map.setMinZoom(least);
      const { maxBounds } = map.options;
      if (maxBounds) map.panInsideBounds(/** @type {L.LatLngBounds} */ (maxBounds), { animate: false });
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
    const bounds = L.latLngBounds(points.map(latLng)).pad(0.1);
    const wanted = this.#zoomTo((crs) => wholeOf(crs, boxOf(bounds), 0));
    const zoom = Math.min(Math.max(wanted, map.getZoom() + 1), map.getMaxZoom(), NEAREST);
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
