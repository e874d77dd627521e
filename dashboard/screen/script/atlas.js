// Mounts the atlas on a Leaflet map: basemap, layers of a day, names, legend, key figures, clock.

import { Controller } from "./controller.js";
import { content } from "./core/content.js";
import { idly } from "./core/idle.js";
import { Lines } from "./map/lines.js";
import { MERCATOR, boxOf, earth } from "./map/projection.js";
import { Territory } from "./map/territory.js";

/** @import { LandDocument, Options } from "./types.js" */

const OPENING_ZOOM = 6;

/**
 * Mounts the atlas in place of a map's element. The options hold the record, the land and the files of the basemap
 * themselves, or their addresses.
 * @param {L.Map} map
 * @param {Options} options
 */
export function mount(map, options) {
  const { maxBounds } = map.options;
  map.options.crs = earth(options.style.fine_from, boxOf(/** @type {L.LatLngBounds} */ (maxBounds)));
  const atlas = new Controller(map, options);
  Object.assign(map, { atlas });
  return atlas;
}

/** Where the document says what will be wanted, it is there by the time a map is made. */
function fetchAhead() {
  const { record, land } = document.currentScript?.dataset ?? {};
  if (record) content(record).catch(() => null);
  if (!land) return;
  content(/** @type {LandDocument | string} */ (land))
    .then((document) => {
      const { coverage } = Territory.of(/** @type {LandDocument} */ (document));
      idly([OPENING_ZOOM], (zoom) => Lines.of(coverage, MERCATOR).level(zoom));
    })
    .catch(() => null);
}

fetchAhead();
