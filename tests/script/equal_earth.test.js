import assert from "node:assert/strict";
import { test } from "node:test";

import { degrees, metres } from "../../dashboard/screen/script/map/equal_earth.js";

/**
 * What PROJ 9 answers for `+proj=eqearth +datum=WGS84 +units=m`.
 * @type {[lon: number, lat: number, x: number, y: number][]}
 */
const PROJ = [
  [0, 0, 0, 0],
  [180, 0, 17243959.0622, 0],
  [43.13, 36.34, 3745039.4115, 4506755.717],
  [2.35, 48.85, 187612.7183, 5869083.2569],
  [-74, 40.7, -6260507.8359, 4998901.9727],
  [124.4, 12.3, 11787721.2614, 1574303.5573],
  [151.2, -33.9, 13302181.8102, -4224486.8323],
  [-180, -85, -10327682.9325, -8345267.1763],
  [10, 90, 567581.933, 8392927.5985],
];

/**
 * @param {number[]} found
 * @param {number[]} wanted
 * @param {number} off
 */
function close(found, wanted, off) {
  found.forEach((one, axis) => assert.ok(Math.abs(one - wanted[axis]) <= off, `${found} is not ${wanted}`));
}

test("a place lies where PROJ has it, to a millimetre", () => {
  for (const [lon, lat, x, y] of PROJ) close(metres(lon, lat), [x, y], 0.001);
});

test("and back again", () => {
  // A ten-millionth of a degree is a centimetre.
  for (const [lon, lat, x, y] of PROJ) close(degrees(x, y), [lon, lat], 1e-7);
});

test("areas are true", () => {
  /** @param {number} lat */
  const square = (lat) => {
    const [[left, bottom], [right], [, top]] = [metres(0, lat), metres(0.001, lat), metres(0, lat + 0.001)];
    return (right - left) * (top - bottom);
  };
  // Square metres of a thousandth of a degree each way on the ellipsoid, in its middle.
  /** @param {number} lat */
  const onEarth = (lat) => {
    const [e2, phi] = [0.00669437999014, ((lat + 0.0005) * Math.PI) / 180];
    const radius = 6378137 ** 2 * (1 - e2) * Math.cos(phi);
    return (radius / (1 - e2 * Math.sin(phi) ** 2) ** 2) * (Math.PI / 180000) ** 2;
  };
  for (const lat of [-60, 0, 35, 60, 80]) assert.ok(Math.abs(square(lat) / onEarth(lat) - 1) < 1e-4, `${lat}`);
});

test("beyond the date line and the poles a place has its number of degrees all the same", () => {
  const [x, y] = metres(180, 40);
  close(degrees(1.25 * x, y), [225, 40], 1e-7);
  close(degrees(0, 9e6), [0, 90], 1e-7);
  close(degrees(0, -9e6), [0, -90], 1e-7);
});
