// The frame round a map's element: head above, clock below, legend on top. It stands in another, the pair, which has
// room for a second map.

import { element } from "../core/elements.js";
import { Head } from "./head.js";
import { tend } from "./popup.js";

/** @import { Options } from "../types.js" */
/** @import { Reader } from "../core/reader.js" */

// Metres.
const KM = 1000;

/**
 * The room of two maps, in place of the first one's element.
 * @param {L.Map} map
 */
export function pairOf(map) {
  const pair = element("div", "atlas-pair");
  pair.dataset.mode = "one";
  map.getContainer().replaceWith(pair);
  return pair;
}

/** A map's frame. */
export class Frame {
  /**
   * @param {L.Map} map
   * @param {HTMLElement} pair
   * @param {Options} options
   * @param {Reader} reader
   */
  constructor(map, pair, options, reader) {
    this.pair = pair;
    this.head = new Head(reader);
    this.stage = element("div", "atlas-stage");
    this.root = element("section", "atlas-map");
    this.root.lang = reader.language;
    this.root.dir = reader.direction;
    this.root.setAttribute("aria-label", reader.text("app.title"));
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    const box = map.getContainer();
    box.style.background = options.style.basemap.land;
    pair.append(this.root);
    this.stage.append(box);
    this.root.append(this.head.root, this.stage);
    addControls(map, reader);
    map.invalidateSize({ pan: false });
  }
}

/**
 * Buttons for the zoom, and the scale.
 * @param {L.Map} map
 * @param {Reader} reader
 */
function addControls(map, reader) {
  const rtl = reader.direction === "rtl";
  const [zoomInTitle, zoomOutTitle] = [reader.text("map.zoom_in"), reader.text("map.zoom_out")];
  L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle, zoomOutTitle }).addTo(map);
  scaleOf(rtl ? "bottomright" : "bottomleft", reader).addTo(map);
  tend(map, reader);
}

/**
 * The scale in the reader's language; Leaflet's own is written in Latin letters.
 * @param {L.ControlPosition} position
 * @param {Reader} reader
 */
function scaleOf(position, reader) {
  const scale = L.control.scale({ position, maxWidth: 110, imperial: false });
  scale._updateMetric = (longest) => {
    const metres = scale._getRoundNum(longest);
    const [key, count] = metres < KM ? ["map.scale.m", metres] : ["map.scale.km", metres / KM];
    scale._updateScale(scale._mScale, reader.text(key, { count: reader.count(count) }), metres / longest);
  };
  return scale;
}
