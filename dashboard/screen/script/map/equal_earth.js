// The Equal Earth projection (Šavrič, Patterson and Jenny 2018) of the WGS 84 ellipsoid, in metres, as PROJ counts them:
// an area on the map is to another as they are on the earth.

// The polynomial of the paper, in the parametric latitude.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
// WGS 84: half the equator's width, and the square of the eccentricity.
const [RADIUS, E2] = [6378137, 0.00669437999014];
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;
// The authalic sphere has the ellipsoid's surface.
const POLAR = surface(1);
const AUTHALIC = RADIUS * Math.sqrt(POLAR / 2);
// From authalic latitudes back to those on the ellipsoid (Snyder 1987, 3-18).
const BACK = [
  E2 / 3 + (31 * E2 ** 2) / 180 + (517 * E2 ** 3) / 5040,
  (23 * E2 ** 2) / 360 + (251 * E2 ** 3) / 3780,
  (761 * E2 ** 3) / 45360,
];
const EXACT = 1e-12;

/**
 * How much of the ellipsoid's surface lies between the equator and a latitude (Snyder 1987, 3-12).
 * @param {number} sine  of the latitude
 */
function surface(sine) {
  return (1 - E2) * (sine / (1 - E2 * sine ** 2) + Math.atanh(E * sine) / E);
}

/**
 * How high a parallel lies.
 * @param {number} theta  its parametric latitude
 */
function height(theta) {
  const square = theta ** 2;
  return theta * (A1 + A2 * square + square ** 3 * (A3 + A4 * square));
}

/**
 * How fast height grows with the parametric latitude; the wider a parallel is drawn, the slower.
 * @param {number} theta
 */
function slope(theta) {
  const square = theta ** 2;
  return A1 + 3 * A2 * square + square ** 3 * (7 * A3 + 9 * A4 * square);
}

/** How high the poles lie. */
const TOP = height(Math.PI / 3);

/**
 * How wide a parallel is drawn for each radian.
 * @param {number} theta
 */
function stretch(theta) {
  return Math.cos(theta) / (M * slope(theta));
}

/**
 * The parametric latitude of a height, by Newton's way; beyond the poles that of the pole.
 * @param {number} y
 */
function thetaAt(y) {
  if (Math.abs(y) >= TOP) return (Math.sign(y) * Math.PI) / 3;
  let theta = y / A1;
  for (let step = Infinity; Math.abs(step) > EXACT; theta -= step) step = (height(theta) - y) / slope(theta);
  return theta;
}

/**
 * Metres right of the middle meridian and above the equator. What lies beyond the date line is drawn beyond it.
 * @param {number} lon
 * @param {number} lat
 * @returns {[x: number, y: number]}
 */
export function metres(lon, lat) {
  const theta = Math.asin((M * surface(Math.sin(lat * RADIANS))) / POLAR);
  return [AUTHALIC * lon * RADIANS * stretch(theta), AUTHALIC * height(theta)];
}

/**
 * The other way round.
 * @param {number} x
 * @param {number} y
 * @returns {[lon: number, lat: number]}
 */
export function degrees(x, y) {
  const theta = thetaAt(y / AUTHALIC);
  const authalic = Math.asin(Math.max(-1, Math.min(1, Math.sin(theta) / M)));
  const lat = BACK.reduce((sum, share, number) => sum + share * Math.sin(2 * (number + 1) * authalic), authalic);
  return [x / (AUTHALIC * stretch(theta) * RADIANS), lat / RADIANS];
}
