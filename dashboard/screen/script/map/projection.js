// The earth as it lies on the map: all of it by Equal Earth, so that no land looks larger than it is; nearer by Mercator,
// in which a town's streets meet as they do.
//
// Leaflet asks for a place together with the zoom at which it wants it, so one that answers by the zoom is all that the
// map needs to go from one to the other: what is in the middle stays there.

import { clip, latLng } from "./degrees.js";
import { degrees, metres } from "./equal_earth.js";

/** @import { At, Box } from "../types.js" */

/** @typedef {{ min: L.Point, max: L.Point }} Piece  of the plane, in pixels of a zoom */

// What an address can say, in degrees.
const [FAR, HIGH] = [180, 85];
/** All of the earth that a map is moved over. @type {Box} */
export const WORLD = [-FAR, -HIGH, FAR, HIGH];

const [EDGE] = metres(FAR, 0);
const [, TOP] = metres(0, 90);
// The equator is as long as Mercator's, so a zoom means the same in both.
const SHARE = 0.5 / EDGE;

/** Mercator, as Leaflet has it. */
export const MERCATOR = L.CRS.EPSG3857;
/** Equal Earth, in pixels that are as large. */
export const EQUAL_EARTH = /** @type {L.CRS} */ ({
  ...MERCATOR,
  code: "Equal Earth",
  projection: {
    project: (/** @type {L.LatLng} */ { lng, lat }) => L.point(metres(lng, lat)),
    unproject: (/** @type {L.Point} */ { x, y }) => L.latLng(latLng(degrees(x, y))),
    bounds: L.bounds([-EDGE, -TOP], [EDGE, TOP]),
  },
  transformation: L.transformation(SHARE, 0.5, -SHARE, 0.5),
});

/**
 * A CRS that is one or the other, as the zoom is.
 * @param {number} until  the zoom from which it is Mercator
 * @param {Box} limits  of Mercator
 * @returns {L.CRS & { at: (zoom: number) => L.CRS, until: number, limits: Box }}
 */
export function earth(until, limits) {
  const at = (/** @type {number} */ zoom) => (zoom < until ? EQUAL_EARTH : MERCATOR);
  return {
    ...MERCATOR,
    code: "Earth",
    at,
    until,
    limits,
    latLngToPoint: (place, zoom) => at(zoom).latLngToPoint(place, zoom),
    pointToLatLng: (point, zoom) => at(zoom).pointToLatLng(point, zoom),
    getProjectedBounds: (zoom) => at(zoom).getProjectedBounds(zoom),
  };
}

/**
 * Bounds of Leaflet's.
 * @param {L.LatLngBounds} bounds
 * @returns {Box}
 */
export function boxOf(bounds) {
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/**
 * The earth that a map shows.
 * @param {L.Map} map
 */
export function earthOf(map) {
  return /** @type {ReturnType<typeof earth>} */ (map.options.crs);
}

/**
 * The one or the other that a map shows now.
 * @param {L.Map} map
 */
export function shownBy(map) {
  return earthOf(map).at(map.getZoom());
}

/**
 * Latitudes of a box at which a meridian lies farthest left or right: its edges, and the equator.
 * @param {number} south
 * @param {number} north
 */
function turning(south, north) {
  return south < 0 && north > 0 ? [south, 0, north] : [south, north];
}

/**
 * The latitude half-way between two others as they are drawn.
 * @param {L.CRS} crs
 * @param {number} south
 * @param {number} north
 */
function halfway(crs, south, north) {
  const [low, high] = [south, north].map((lat) => crs.latLngToPoint(L.latLng(lat, 0), 0));
  return crs.pointToLatLng(low.add(high).divideBy(2), 0).lat;
}

/**
 * The piece of the plane that holds all of a box, in pixels of a zoom.
 * @param {L.CRS} crs
 * @param {Box} box
 * @param {number} zoom
 */
export function wholeOf(crs, [west, south, east, north], zoom) {
  return pieceRound(crs, [west, south, east, north], turning(south, north), zoom);
}

/**
 * The window in which a box was seen: as high as it, and half-way up as wide.
 * @param {L.CRS} crs
 * @param {Box} box
 * @param {number} zoom
 */
export function windowOf(crs, [west, south, east, north], zoom) {
  const { min, max } = pieceRound(crs, [west, south, east, north], [halfway(crs, south, north)], zoom);
  const [bottom, top] = [south, north].map((lat) => crs.latLngToPoint(L.latLng(lat, 0), zoom).y);
  return { min: L.point(min.x, top), max: L.point(max.x, bottom) };
}

/**
 * The least piece of the plane that holds a box along some parallels.
 * @param {L.CRS} crs
 * @param {Box} box
 * @param {number[]} lats
 * @param {number} zoom
 * @returns {Piece}
 */
function pieceRound(crs, [west, , east], lats, zoom) {
  const places = lats.flatMap((lat) => [L.latLng(lat, west), L.latLng(lat, east)]);
  const points = places.map((place) => crs.latLngToPoint(place, zoom));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { min: L.point(Math.min(...xs), Math.min(...ys)), max: L.point(Math.max(...xs), Math.max(...ys)) };
}

/**
 * What a map shows of the plane, in its pixels.
 * @param {L.Map} map
 * @returns {Piece}
 */
export function shownOf(map) {
  const min = map.getPixelBounds().getTopLeft();
  return { min, max: min.add(map.getSize()) };
}

/** What is in sight. */
export class Sight {
  #south;
  #north;

  /** @param {L.Map} map */
  constructor(map) {
    const { min, max } = shownOf(map);
    const share = map.getZoomScale(0, map.getZoom());
    this.crs = shownBy(map);
    /** Left, top, right and bottom in pixels of the zoom 0. @type {Box} */
    this.frame = [min.x * share, min.y * share, max.x * share, max.y * share];
    this.#south = clip(map.unproject(max).lat, HIGH);
    this.#north = clip(map.unproject(min).lat, HIGH);
  }

  /**
   * West, south, east and north: by Equal Earth, which bends meridians, west and east half-way up. `windowOf` gives back
   * what was seen.
   * @returns {Box}
   */
  get box() {
    return this.#box([halfway(this.crs, this.#south, this.#north)]);
  }

  /**
   * The degrees beyond which nothing is in sight; where meridians are bent, that is more than what is.
   * @returns {Box}
   */
  get widest() {
    return this.#box(turning(this.#south, this.#north));
  }

  /**
   * @param {number[]} lats  along which west and east are looked for
   * @returns {Box}
   */
  #box(lats) {
    const [left, , right] = this.frame;
    const along = (/** @type {number} */ x) =>
      lats.map((lat) => {
        const { y } = this.crs.latLngToPoint(L.latLng(lat, 0), 0);
        return this.crs.pointToLatLng(L.point(x, y), 0).lng;
      });
    const [west, east] = [Math.min(...along(left)), Math.max(...along(right))];
    return [clip(west, FAR), this.#south, clip(east, FAR), this.#north];
  }

  /**
   * Whether a place is in sight.
   * @param {At} at
   */
  has(at) {
    const [left, top, right, bottom] = this.frame;
    const { x, y } = this.crs.latLngToPoint(L.latLng(latLng(at)), 0);
    return left <= x && x <= right && top <= y && y <= bottom;
  }
}
