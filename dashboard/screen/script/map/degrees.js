// Places in degrees.

/**
 * A place as Leaflet has it: latitude first.
 * @param {import("../types.js").At} at
 * @returns {[number, number]}
 */
export function latLng([lon, lat]) {
  return [lat, lon];
}

/**
 * A number of degrees within a limit each way, as exact as an address tells it.
 * @param {number} degrees
 * @param {number} limit
 */
export function clip(degrees, limit) {
  return Number(Math.max(-limit, Math.min(limit, degrees)).toFixed(5));
}
