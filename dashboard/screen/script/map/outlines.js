// Outlines of areas in degrees: what is land's own edge, what lies inside, where the middle is.

/** @import { Feature, MultiLineString, MultiPolygon, Polygon, Position } from "geojson" */
/** @import { Areas, Box } from "../types.js" */

/**
 * Parts of an area: lists of rings, the outer one first.
 * @param {Polygon | MultiPolygon} geometry
 */
function parts({ type, coordinates }) {
  return type === "Polygon" ? [coordinates] : coordinates;
}

/**
 * An area each point of which has gone elsewhere.
 * @param {Polygon | MultiPolygon} geometry
 * @param {(at: Position) => Position} move
 * @returns {MultiPolygon}
 */
export function moved(geometry, move) {
  const coordinates = parts(geometry).map((rings) => rings.map((ring) => ring.map(move)));
  return { type: "MultiPolygon", coordinates };
}

/**
 * The coast: the outline of the land without the stretches where the land was cut at the frame of the region.
 * @param {Areas} land
 * @returns {Feature<MultiLineString>}
 */
export function coast(land) {
  const rings = land.features.flatMap(({ geometry }) => parts(geometry).flat());
  const onFrame = frameOf(rings.flat());
  return {
    type: "Feature",
    properties: {},
    geometry: { type: "MultiLineString", coordinates: rings.flatMap((ring) => stretches(ring, onFrame)) },
  };
}

/**
 * What tells whether a line from one point to another runs along the frame round all points.
 * @param {Position[]} points
 * @returns {(a: Position, b: Position) => boolean}
 */
function frameOf(points) {
  const edges = [0, 1].map((axis) =>
    [Math.min, Math.max].map((pick) => points.reduce((edge, point) => pick(edge, point[axis]), points[0][axis])),
  );
  return (a, b) => [0, 1].some((axis) => edges[axis].some((edge) => a[axis] === edge && b[axis] === edge));
}

/**
 * A ring without some of its edges, as the lines that are left.
 * @param {Position[]} ring
 * @param {(a: Position, b: Position) => boolean} leftOut
 */
function stretches(ring, leftOut) {
  const lines = [];
  let line = [ring[0]];
  for (let i = 1; i < ring.length; i += 1) {
    if (leftOut(ring[i - 1], ring[i])) {
      if (line.length > 1) lines.push(line);
      line = [];
    }
    line.push(ring[i]);
  }
  if (line.length > 1) lines.push(line);
  return lines;
}

/**
 * Whether a point lies on an area: an odd number of its edges to the east.
 * @param {Polygon | MultiPolygon} geometry
 * @param {number} lon
 * @param {number} lat
 */
export function covers(geometry, lon, lat) {
  return parts(geometry)
    .flat()
    .reduce((inside, ring) => inside !== encloses(ring, lon, lat), false);
}

/**
 * Whether a ring goes round a point.
 * @param {Position[]} ring
 * @param {number} x
 * @param {number} y
 */
export function encloses(ring, x, y) {
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/**
 * Whether a line from one point to another comes into a box.
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @param {Box} box
 */
export function enters(x1, y1, x2, y2, [west, south, east, north]) {
  if ((x1 < west && x2 < west) || (x1 > east && x2 > east)) return false;
  if ((y1 < south && y2 < south) || (y1 > north && y2 > north)) return false;
  // It does unless the whole box lies on one side of it.
  const side = (/** @type {number} */ x, /** @type {number} */ y) => (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  const sides = [side(west, south), side(west, north), side(east, south), side(east, north)];
  return Math.min(...sides) <= 0 && Math.max(...sides) >= 0;
}

/**
 * Whether some of an area lies in a box: its outline comes into it, or the box lies within.
 * @param {Polygon | MultiPolygon} geometry
 * @param {Box} box
 */
export function liesIn(geometry, box) {
  const [west, south, east, north] = box;
  const edges = (/** @type {Position[]} */ ring) =>
    ring.some(([x, y], i) => i > 0 && enters(ring[i - 1][0], ring[i - 1][1], x, y, box));
  return parts(geometry).flat().some(edges) || covers(geometry, (west + east) / 2, (south + north) / 2);
}

/**
 * Twice the area of a ring: more than nought where the ring has its land on the left.
 * @param {Position[]} ring
 */
export function twiceArea(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum;
}

/**
 * The middle (centroid) of an area's largest part.
 * @param {Polygon | MultiPolygon} geometry
 * @returns {[number, number]}
 */
export function middle(geometry) {
  const size = (/** @type {Position[]} */ ring) => Math.abs(twiceArea(ring));
  const [ring] = parts(geometry)
    .map(([outer]) => outer)
    .sort((a, b) => size(b) - size(a));
  let [x, y, sum] = [0, 0, 0];
  for (let i = 1; i < ring.length; i += 1) {
    const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    x += (ring[i - 1][0] + ring[i][0]) * cross;
    y += (ring[i - 1][1] + ring[i][1]) * cross;
    sum += cross;
  }
  return [x / (3 * sum), y / (3 * sum)];
}
